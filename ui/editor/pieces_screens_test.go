package editor

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// drawPiece draws a piece over a page light, dark, at 150 % and in high
// contrast. around builds it around the page; then shows what is to be seen.
func drawPiece(t *testing.T, name string, around func(d *desk, page fyne.CanvasObject) fyne.CanvasObject, then func(d *desk)) {
	t.Helper()
	var d *desk
	build := func() fyne.CanvasObject {
		d = newDeskWithout(drawnReport())
		d.page = newBlankPage()
		return part.NewStage(task.Inline{}, part.NewDesk(around(d, d.page)))
	}
	show := func(w fyne.Window) {
		d.w = w
		then(d)
	}
	uitest.Shots(t, name, uitest.Laptop, build, show)
	uitest.ShotAt150(t, name, uitest.Laptop, build, show)
	uitest.ShotInContrast(t, name, uitest.Laptop, build, show)
}

// drawnReport is what the drawings of pieces are about.
func drawnReport() model.Report {
	r := paragraphs("Sáng 15/10/2026, Đảng ủy xã xã Suối Mây tổ chức Hội nghị lần thứ 4 (mở rộng).",
		"Đồng chí Nguyễn Thị Hạ, Bí thư Đảng ủy, chủ trì Hội nghị.", "Tổng thu ngân sách trên địa bàn xã đạt 12,4 tỷ đồng.")
	r.Meeting.Chair = []model.Person{{Name: "Nguyễn Thị Hạ", Post: "Bí thư Đảng ủy"}, {Name: "Trần Văn Đông", Post: "Chủ tịch UBND xã"}}
	r.Meeting.Guests = []model.Person{{Name: "Bà Lê Thị Thu", Post: "Chủ tịch Hội Nông dân"}, {Name: "Hoàng Thị Ngọc Ánh Tuyết Mai Phương", Post: "Trưởng thôn Bản Đồi"}}
	return r
}

func TestPiecesScreens(t *testing.T) {
	find := func(replace bool) (func(*desk, fyne.CanvasObject) fyne.CanvasObject, func(*desk)) {
		f := &finding{}
		return f.build, func(d *desk) {
			f.bar.find()
			if replace {
				f.bar.change()
			}
			test.Type(f.bar.words, map[bool]string{false: "hoi nghi", true: "phường"}[replace])
		}
	}
	build, then := find(false)
	drawPiece(t, "editor-piece-find", build, then)
	build, then = find(true)
	drawPiece(t, "editor-piece-replace", build, then)
	drawPiece(t, "editor-piece-finding", bare, func(d *desk) {
		p := newProofing(d.ports(), Proofing{Reader: &reader{}, Waivers: &forever{}}, func() {})
		p.open()
		p.rest.Flush()
		d.state.Select(manuscript.At(at("a", 28)))
		p.offer()
	})
	drawPiece(t, "editor-piece-speaker", bare, func(d *desk) { newMinutes(d.ports()).stamp() })
	drawPiece(t, "editor-piece-bars", barsOfPieces, func(d *desk) {})
	drawPiece(t, "editor-piece-kinds", barsOfPieces, func(d *desk) { test.Tap(uitest.All[*part.Dropdown](d.w)[0]) })
	drawPiece(t, "editor-piece-zoom", barsOfPieces, func(d *desk) { test.Tap(uitest.All[*part.Dropdown](d.w)[1]) })
}

// barsOfPieces are a bar above and one below with what of the pieces stands in
// them.
func barsOfPieces(d *desk, page fyne.CanvasObject) fyne.CanvasObject {
	kinds := newKindSelect(func(manuscript.Form) {})
	zoom := newZoomer(nil, func(float32) {})
	top := part.NewBar(part.Below, nil, part.HStack(look.S8, kinds.word), nil)
	marks := part.NewText(look.Label, say.T("proof.count", 2)+" · "+say.T("minutes.on", "10:32"))
	bottom := part.NewBar(part.Above, part.HStack(look.S8, marks), nil, part.HStack(0, layout.NewSpacer(), zoom.word))
	return part.Frame(top, bottom, nil, nil, page)
}
