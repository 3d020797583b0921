package sheet

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// photographed is a report with one photo above a long text.
func photographed(photos *prints) model.Report {
	r := lengthened(6000, 0)
	photo := model.Photos{ID: "photo", Pictures: []model.Picture{{Photo: "late", Name: "Khai mạc hội nghị.jpg"}}}
	r.Blocks = append(model.Blocks{photo}, r.Blocks...)
	photos.images["late"] = landscape(800, 800, 70)
	return r
}

func (h *house) picture() *place {
	return &h.layout.places[h.layout.find(manuscript.Spot{Field: manuscript.Picture, Block: "photo"})]
}

// says is what stands in the place of the first picture in view.
func (h *house) said() string {
	for _, f := range h.skin.wall.frames {
		if f.words != nil {
			return f.words.runs[0].Text
		}
	}
	return ""
}

// TestPhotoFillsInLater: its place is there at once, three by two, with the
// file's name; when it is read the place takes its proportions, once.
func TestPhotoFillsInLater(t *testing.T) {
	photos := newPrints()
	photos.held["late"] = nil
	h := open(t, uitest.Laptop, photographed(photos), photos)
	p := h.picture()
	if p.Height != round(p.Width*2/3) {
		t.Errorf("the place is %v", p.Size)
	}
	if !strings.Contains(h.said(), "Khai mạc hội nghị.jpg") {
		t.Errorf("the place says %q", h.said())
	}
	answer := photos.held["late"]
	delete(photos.held, "late")
	answer()
	if p = h.picture(); p.Width != p.Height {
		t.Errorf("the square photo's place is %v", p.Size)
	}
	frame := h.skin.wall.frames[p.box.Spot]
	if frame.words != nil || frame.image.Image == nil {
		t.Fatalf("the photo is read and not shown: %q", h.said())
	}
	if got := frame.image.Image.Bounds().Size(); got != image.Pt(int(p.Width), int(p.Height)) {
		t.Errorf("%v pixels for a place of %v", got, p.Size)
	}
}

// TestTextStaysWhenAPhotoArrives: what is written on stays in its place in the
// window though a photo above turns out higher.
func TestTextStaysWhenAPhotoArrives(t *testing.T) {
	photos := newPrints()
	photos.held["late"] = nil
	r := photographed(photos)
	h := open(t, fyne.NewSize(900, 400), r, photos)
	h.choose(manuscript.At(manuscript.Spot{Field: manuscript.Text, Block: r.Blocks[2].BlockID()}))
	h.Reveal()
	was, _ := h.CaretBox()
	answer := photos.held["late"]
	delete(photos.held, "late")
	if answer == nil {
		t.Fatal("the photo half a window above is not asked for")
	}
	answer()
	if now, _ := h.CaretBox(); far(now, was, 0.1) {
		t.Errorf("the caret went from %v to %v", was, now)
	}
}

// TestPhotoThatCannotBeShown says why, and is tried again when asked to.
func TestPhotoThatCannotBeShown(t *testing.T) {
	photos := newPrints()
	r := photographed(photos)
	delete(photos.images, "late")
	h := open(t, uitest.Laptop, r, photos)
	if !strings.Contains(h.said(), "Không tìm thấy") {
		t.Errorf("a missing photo says %q", h.said())
	}
	photos.errs["late"] = model.ErrDamaged
	h.Reread()
	if !strings.Contains(h.said(), "Không mở được") {
		t.Errorf("a damaged photo says %q", h.said())
	}
	delete(photos.errs, "late")
	photos.images["late"] = landscape(90, 60, 70)
	h.Reread()
	if h.said() != "" {
		t.Errorf("a photo that was mended says %q", h.said())
	}
}

// TestPhotosAreLetGo: a hundred photos are looked at, and not all are kept.
func TestPhotosAreLetGo(t *testing.T) {
	photos := newPrints()
	r := lengthened(400, 100)
	for _, p := range r.Pictures() {
		photos.images[p.Photo] = landscape(60, 40, 70)
	}
	h := open(t, uitest.Laptop, r, photos)
	for y := float32(0); y < h.layout.height(); y += 300 {
		h.scroll.ScrollToOffset(fyne.NewPos(0, y))
		h.show()
	}
	kept := 0
	for _, p := range h.skin.wall.album.photos {
		kept += len(p.prints)
	}
	if len(photos.asked) < 100 || kept > keptPhotos+1 {
		t.Errorf("%d photos asked for, %d pictures kept", len(photos.asked), kept)
	}
	if n := len(h.skin.wall.frames); n > 6 {
		t.Errorf("%d frames hang on the wall", n)
	}
}

// queued keeps work until it is asked for.
type queued struct {
	task.Inline
	work []func()
}

func (q *queued) Run(f func()) { q.work = append(q.work, f) }

// TestAPhotoSeenTwice in two sizes is made in each, and there is rest then.
func TestAPhotoSeenTwice(t *testing.T) {
	photos, runner := newPrints(), &queued{}
	photos.images["late"] = landscape(60, 40, 70)
	prints := newAlbum(photos, runner, func(bool) {})
	sizes := []image.Point{{300, 200}, {150, 100}}
	see := func() (all []*image.RGBA) {
		for _, size := range sizes {
			img, _ := prints.see("late", size)
			all = append(all, img)
		}
		return all
	}
	see() // the proportions are known then
	for n := 0; n < 10; n++ {
		see()
		for ; len(runner.work) > 0; runner.work = runner.work[1:] {
			runner.work[0]()
		}
		prints.sweep()
	}
	for i, img := range see() {
		if img == nil || img.Rect.Max != sizes[i] {
			t.Errorf("the picture of %v is %v", sizes[i], img.Rect)
		}
	}
	if len(photos.asked) > 4 || len(runner.work) > 0 {
		t.Errorf("the photo was asked for %d times", len(photos.asked))
	}
}

// TestFitted: a chessboard made smaller is grey, made larger it stays one.
func TestFitted(t *testing.T) {
	board := image.NewGray(image.Rect(3, 3, 7, 7))
	for y := 3; y < 7; y++ {
		for x := 3; x < 7; x++ {
			board.SetGray(x, y, color.Gray{Y: uint8((x + y) % 2 * 200)})
		}
	}
	if got := fitted(board, image.Pt(2, 2)).RGBAAt(1, 1); got != (color.RGBA{100, 100, 100, 255}) {
		t.Errorf("smaller: %v", got)
	}
	if got := fitted(board, image.Pt(8, 8)); got.RGBAAt(0, 0).R != 0 || got.RGBAAt(2, 0).R != 200 || got.Rect.Dx() != 8 {
		t.Errorf("larger: %v, %v", got.RGBAAt(0, 0), got.RGBAAt(2, 0))
	}
}

// TestGaps: where something dropped would go, and that the line for it is shown
// between what it would part.
func TestGaps(t *testing.T) {
	r, photos := crowded()
	h := open(t, uitest.Laptop, r, photos)
	a := h.layout
	at := func(s manuscript.Spot) *place { return &a.places[a.find(s)] }
	p1 := at(manuscript.Spot{Field: manuscript.Text, Block: "p1"})
	hall := at(manuscript.Spot{Field: manuscript.Picture, Block: "a1"})
	tall := at(manuscript.Spot{Field: manuscript.Picture, Block: "a2"})
	entry := at(manuscript.Spot{Field: manuscript.Text, Block: "l1", Entry: 1})
	for name, c := range map[string]struct {
		at   fyne.Position
		want manuscript.Gap
	}{
		"in the headline":          {a.places[1].AddXY(3, 3), manuscript.Gap{}},
		"upper half of a text":     {p1.AddXY(3, 3), manuscript.Gap{}},
		"lower half of a text":     {p1.AddXY(3, p1.Height-3), manuscript.Gap{Place: model.Place{Index: 1}}},
		"middle of a photo":        {hall.AddXY(hall.Width/2, 3), manuscript.Gap{Place: model.Place{Index: 1}}},
		"left third of a photo":    {hall.AddXY(9, 9), manuscript.Gap{Beside: "a1"}},
		"right third of a photo":   {hall.AddXY(hall.Width-9, 9), manuscript.Gap{Beside: "a1", Entry: 1}},
		"between two photos":       {tall.AddXY(tall.Width-9, 9), manuscript.Gap{Beside: "a2", Entry: 1}},
		"second of three entries":  {entry.AddXY(9, entry.Height), manuscript.Gap{Place: model.Place{Index: 5}}},
		"below everything at all":  {fyne.NewPos(a.column.X, a.height()), manuscript.Gap{Place: model.Place{Index: 10}}},
		"beside a text, on a desk": {fyne.NewPos(2, p1.Y+2), manuscript.Gap{}},
	} {
		gap, line, ok := h.gapAt(c.at)
		if !ok || gap != c.want {
			t.Errorf("%s: %+v %v, want %+v", name, gap, ok, c.want)
			continue
		}
		h.ShowGap(&gap)
		if len(shapesIn(h, look.Color(look.Accent))) == 0 || line.Width < 2 || line.Height < 2 {
			t.Errorf("%s: the line %v is not drawn", name, line)
		}
	}
}

// TestHits: what the pointer is on.
func TestHits(t *testing.T) {
	r, photos := roundUp()
	h := open(t, fyne.NewSize(960, 1900), r, photos)
	a := h.layout
	place := func(block model.BlockID, entry int) *place {
		return &a.places[a.find(manuscript.Spot{Field: manuscript.Picture, Block: block, Entry: entry})]
	}
	hall, late, empty := place("b2", 0), place("b2", 2), place("b4", 0)
	want := func(name string, at fyne.Position, kind onWhat) hit {
		t.Helper()
		got := h.hit(at)
		if got.kind != kind {
			t.Errorf("%s: %v, want %v", name, got.kind, kind)
		}
		return got
	}
	want("the desk", fyne.NewPos(3, 300), onDesk)
	want("a text", a.places[1].AddXY(3, 3), onText)
	want("the cover's star", hall.AddXY(20, 20), onCoverMark)
	want("another photo", late.AddXY(20, 20), onPicture)
	want("a kept place", empty.AddXY(20, 20), onAdd)
	corner := fyne.NewPos(late.right()-4, late.bottom()-4)
	over := want("a corner", corner, onPicture)
	h.pointTo(over)
	want("the corner of the photo pointed to", corner, onHandle)
	want("its star", late.AddXY(20, 20), onCoverMark)
	h.pointTo(hit{onDesk, -1})
	want("the corner, the pointer gone", corner, onPicture)
}
