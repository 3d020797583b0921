package sheet

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/uitest"
)

// crowded is a report in which everything happens.
func crowded() (model.Report, *prints) {
	photos := newPrints()
	photos.images["hall"] = landscape(1600, 1067, 60)
	photos.images["tall"] = landscape(800, 1200, 90)
	photos.images["wide"] = landscape(1600, 900, 40)
	photos.images["half"] = landscape(1200, 900, 110)
	r := model.New()
	r.Head = model.Head{
		Kicker: "Tin hoạt động", Title: "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 4 (mở rộng)",
		Sapo: model.Plainly("Sáng 15/10/2026, tại Hội trường UBND xã, Ban Chấp hành Đảng bộ xã Suối Mây tổ chức Hội nghị lần thứ 4 (mở rộng) nhằm đánh giá kết quả 9 tháng đầu năm."),
	}
	r.Blocks = model.Blocks{
		model.Paragraph{ID: "p1", Heard: "08:05", Text: model.Text{
			{Text: "Đồng chí "},
			{Text: "Nguyễn Thị Hạnh", Marks: model.Bold},
			{Text: ", Bí thư Đảng ủy xã, chủ trì hội nghị. Cùng dự có các đồng chí trong Ban Thường vụ, "},
			{Text: "đại biểu các chi bộ trực thuộc", Marks: model.Italic},
			{Text: " và lãnh đạo các ngành, đoàn thể. Nghị quyết được đăng tại "},
			{Text: "cổng thông tin điện tử của xã", Link: "https://suoimay.example.vn"},
			{Text: " để nhân dân "},
			{Text: "theo dõi, giám sát", Marks: model.Underline},
			{Text: "."},
		}},
		model.Photos{ID: "a1", Pictures: []model.Picture{{Photo: "hall", Caption: "Quang cảnh hội nghị."}}},
		model.Heading{ID: "h1", Text: model.Plainly("Kết quả 9 tháng đầu năm")},
		model.Paragraph{ID: "p2", Text: model.Plainly("Thu ngân sách đạt 12,4 tỷ đồng, bằng 108% dự toán; 100% số thôn có nhà văn hóa; tỷ lệ hộ nghèo còn 2,31%.")},
		model.List{ID: "l1", Entries: []model.Text{
			model.Plainly("Hoàn thành bê tông hóa 3,2 km đường liên thôn, nhân dân hiến hơn 1.500 m² đất và đóng góp trên 400 ngày công lao động."),
			model.Plainly("Trạm Y tế xã khám bệnh cho 2.140 lượt người."), model.Plainly("Tiêm chủng đủ cho 98% trẻ em."),
		}, Depths: []int{0, 0, 1}},
		model.List{ID: "l2", Ordered: true, Entries: []model.Text{model.Plainly("Chuyển đổi số."), model.Plainly("Vệ sinh môi trường.")}},
		model.Photos{ID: "a2", Pictures: []model.Picture{
			{Photo: "tall", Caption: "Đồng chí Nguyễn Thị Hạnh phát biểu khai mạc."},
			{Photo: "wide", Caption: "Các đại biểu biểu quyết thông qua nghị quyết."},
		}},
		model.Quote{ID: "q1", Text: model.Plainly("Mỗi cán bộ phải đi trước, làm trước để nhân dân tin và làm theo."), From: "Đồng chí Nguyễn Thị Hạnh, Bí thư Đảng ủy xã"},
		model.Photos{ID: "a3", Half: true, Pictures: []model.Picture{{Photo: "half"}}},
		model.Paragraph{ID: "p3", Text: model.Plainly("Hội nghị kết thúc lúc 11 giờ cùng ngày.")},
	}
	r.Credits.Bylines = []model.Byline{{Name: "Trần Văn Lộc"}}
	return r, photos
}

// roundUp is a report of several communes.
func roundUp() (model.Report, *prints) {
	photos := newPrints()
	photos.images["hall"] = landscape(1600, 1067, 60)
	photos.errs["torn"] = model.ErrPhotoDamaged
	photos.held["late"] = nil
	r := model.New()
	r.Head.Kicker, r.Head.Title = "Tin cơ sở", "Các xã, phường tổ chức Ngày hội Đại đoàn kết toàn dân tộc năm 2026"
	r.Blocks = model.Blocks{
		model.Item{ID: "i1", Commune: "xã Suối Mây", Bylines: []model.Byline{{Name: "Lê Thị Mận"}}, Blocks: model.Blocks{
			model.Paragraph{ID: "b1", Text: model.Plainly("Ngày 18/11, Khu dân cư thôn Nà Lũng tổ chức Ngày hội với sự tham gia của hơn 200 hộ dân trên địa bàn.")},
			model.Photos{ID: "b2", Pictures: []model.Picture{
				{Photo: "hall", Caption: "Tiết mục văn nghệ."}, {Photo: "torn", Name: "IMG_2231.jpg"}, {Photo: "late", Name: "Ảnh trao quà cho các hộ gia đình tiêu biểu.jpg"},
			}},
		}},
		model.Item{ID: "i2", Blocks: model.Blocks{
			model.Paragraph{ID: "b3", Text: model.Plainly("Cùng ngày, phường Bến Lụa trao 15 suất quà.")},
			model.Photos{ID: "b4", Pictures: []model.Picture{{}}},
		}},
	}
	return r, photos
}

// tall is a window that shows a whole report at once.
var tall = fyne.NewSize(960, 3100)

// TestScreens draws the sheet in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	uitest.Shot(t, "sheet-empty-light", open(t, uitest.Laptop, model.New(), nil).w)
	for suffix, v := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		r, photos := crowded()
		uitest.Shot(t, "sheet-full-"+suffix, openIn(t, v, tall, r, photos).w)
		r, photos = roundUp()
		uitest.Shot(t, "sheet-roundup-"+suffix, openIn(t, v, fyne.NewSize(960, 1900), r, photos).w)
		uitest.Shot(t, "sheet-marks-"+suffix, showing(t, v).w)
	}
	r, photos := crowded()
	h := open(t, fyne.NewSize(911, 512), r, photos)
	h.w.Canvas().(test.WindowlessCanvas).SetScale(1.5)
	h.SetZoom(1.1)
	uitest.Settle(h.w)
	uitest.Shot(t, "sheet-150", h.w)
	h = open(t, uitest.Laptop, r, photos)
	h.SetZoom(2.5)
	uitest.Shot(t, "sheet-zoom-250", h.w)
}

// showing is a report with findings, matches, a gap and a selection across a photo.
func showing(t *testing.T, v fyne.ThemeVariant) *house {
	t.Helper()
	r, photos := crowded()
	h := openIn(t, v, fyne.NewSize(960, 1700), r, photos)
	p2 := manuscript.Spot{Field: manuscript.Text, Block: "p2"}
	box, _ := h.state.Box(p2)
	h.state.SetFindings(p2, box.Text.Plain(), []model.Finding{
		{From: 4, To: 13, Kind: model.Misspelt}, {From: 18, To: 29, Kind: model.Unusual}, {From: 60, To: 74, Kind: model.Doubtful},
	})
	from, to := manuscript.Spot{Field: manuscript.Text, Block: "p1", Pos: 40}, manuscript.Spot{Field: manuscript.Text, Block: "h1", Pos: 7}
	h.state.Select(manuscript.Selection{Anchor: from, Head: to})
	h.Sync()
	h.SetMatches(manuscript.Find(h.state.Boxes(), manuscript.Query{Words: "nhan dan"}), 1)
	h.ShowGap(&manuscript.Gap{Place: model.Place{Index: 6}})
	return h
}
