package part_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// TestScreens draws every part, for the eye of whoever changes one.
func TestScreens(t *testing.T) {
	uitest.Shots(t, "part-gallery", uitest.Laptop, gallery, pointAtThings)
	uitest.ShotInContrast(t, "part-gallery", uitest.Laptop, gallery, pointAtThings)
	uitest.Shots(t, "part-menu", uitest.Laptop, page, pointAtMenus)
	uitest.ShotInContrast(t, "part-menu", uitest.Laptop, page, pointAtMenus)
	uitest.ShotAt150(t, "part-page", uitest.Laptop, page)
	uitest.Shots(t, "part-icons", fyne.NewSize(720, 420), icons)
	uitest.Shots(t, "part-page", uitest.Laptop, page)
	uitest.Shots(t, "part-empty", uitest.Laptop, empty)
}

func pointAtThings(w fyne.Window) {
	for range 3 {
		w.Canvas().FocusNext()
	}
	part.StageOf(w.Content()).Toast("Đã chuyển “Hội nghị tổng kết năm 2026” vào thùng rác.", "Hoàn tác", func() {})
}

func nothing() {}

func gallery() fyne.CanvasObject {
	filters := part.NewFilterBar(func(int) {})
	filters.Set(part.Filter{Label: "Tất cả", Count: 1280}, part.Filter{Label: "Nháp", Count: 6},
		part.Filter{Label: "Chờ duyệt", Count: 2}, part.Filter{Label: "Trả lại", Count: 1}, part.Filter{Label: "Đã đăng", Count: 119})
	head := part.NewBar(part.Below, part.HStack(look.S8, part.NewText(look.Title, "Bài của tôi")), nil,
		part.HStack(look.S12, part.NewSearchBox("Tìm bài", func(string) {}), part.NewPrimary("Bài mới", look.IconAdd, nothing)))
	column := part.VStack(look.S16, buttons(), filters, banners(), rows(), fields(), progress())
	body := part.Frame(head, nil, nil, part.NewSidePanel("Cuộc họp", panel(), nothing),
		part.Column(look.PageWidth+200, part.Pad(look.S24, column)))
	return part.NewStage(task.Inline{}, part.NewDesk(body))
}

func buttons() fyne.CanvasObject {
	bold := part.NewIconButton(look.IconBold, "Chữ đậm", "Ctrl+B", nothing)
	bold.SetOn(true)
	off := part.NewIconButton(look.IconRedo, "Làm lại", "Ctrl+Y", nothing)
	off.Disable()
	stopped := part.NewPrimary("Đăng bài", "", nothing)
	stopped.Disable()
	return part.HStack(look.S8, part.NewPrimary("Xuất bản", look.IconForward, nothing).IconAfter(),
		part.NewButton("Mở bài mẫu", look.IconOpen, nothing), part.NewPlain("Xem trước", look.IconEye, nothing), stopped,
		layout.NewSpacer(), bold, part.NewIconButton(look.IconItalic, "Chữ nghiêng", "Ctrl+I", nothing), off,
		part.NewIconButton(look.IconMore, "Thêm", "", nothing))
}

func banners() fyne.CanvasObject {
	return part.VStack(look.S8,
		part.NewBanner(part.ToneInfo, "Đã có phiên bản mới.").WithAction("Xem có gì mới", nothing).WithClose(nothing),
		part.NewBanner(part.ToneWarning, "Ổ đĩa sắp hết chỗ: còn 120 MB. Bài vẫn đang được lưu, nhưng ảnh lớn có thể chưa thêm được. "+
			"Mời anh/chị xóa bớt tệp không cần trên ổ đĩa.").WithAction("Mở thư mục", nothing),
		part.NewBanner(part.ToneFault, "Ổ đĩa đã hết chỗ nên chưa ghi được. Phần đang viết vẫn ở trên màn hình.").WithAction("Lưu lại", nothing))
}

func rows() fyne.CanvasObject {
	row := func(name string, badge *part.Badge, chosen bool) fyne.CanvasObject {
		words := part.VStack(2, part.NewCutText(look.Strong, name),
			part.NewCutText(look.Label, "Suối Mây · sáng 15/10/2026 · 5 ảnh · 612 từ"))
		right := part.HStack(look.S16, badge, part.NewText(look.Label, "sửa 10:32"))
		card := part.NewCard(part.Inset(look.S8, look.S16, look.S8, look.S16, part.Frame(nil, nil, nil, part.Inset(0, 0, 0, look.S24, right), words)), nothing)
		card.SetSelected(chosen)
		return card
	}
	return part.VStack(look.S8,
		row("Hội nghị BCH Đảng bộ xã Suối Mây lần thứ 4 (mở rộng) bàn về sản xuất vụ đông và công tác chuẩn bị Tết", part.NewBadge(look.Warning, "Nháp"), false),
		row("Phường Bến Lụa tổng kết phong trào thi đua năm 2026", part.NewBadge(look.Good, "Đã đăng"), true))
}

func fields() fyne.CanvasObject {
	filled := part.NewField("Nơi họp")
	filled.SetText("Hội trường UBND xã Suối Mây")
	return container.NewGridWithColumns(3, filled, part.NewField("Chủ trì"), part.NewSelect("Buổi họp", []string{"Sáng", "Chiều"}, func(string) {}))
}

func progress() fyne.CanvasObject {
	p := part.NewProgressLine("", nothing)
	p.Set(3, 5, "Đang xuất ảnh hoi-nghi-suoi-may-03.jpg")
	return p
}

func panel() fyne.CanvasObject {
	return part.VStack(look.S12, part.NewText(look.Label, "Loại cuộc họp"), part.NewField("Hội nghị Ban Chấp hành"),
		part.NewText(look.Label, "Thành phần"), part.NewTextArea("Mỗi người một dòng", 4),
		widget.NewCheck("Mở rộng", func(bool) {}),
		part.NewProse(look.Label, "Những mục này giúp tìm bài và ghi vào đầu trang khi xuất; để trống cũng được."))
}

func icons() fyne.CanvasObject {
	grid := container.NewGridWrap(fyne.NewSize(64, 48))
	for _, name := range look.Icons() {
		grid.Add(container.NewCenter(part.NewIconButton(name, string(name), "", nothing)))
	}
	return part.NewDesk(part.Pad(look.S16, grid))
}

func page() fyne.CanvasObject {
	write := func(kind look.Kind, text string) fyne.CanvasObject {
		words, rest, _ := strings.Cut(text, ";")
		f := part.NewFlow(kind)
		f.Set([]part.Run{{Text: words, Underline: rest != ""}, {Text: rest, Italic: true}})
		return f
	}
	body := part.VStack(look.S12,
		write(look.Kicker, "TIN HOẠT ĐỘNG"),
		write(look.Headline, "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 4 (mở rộng), nhiệm kỳ 2025 - 2030"),
		write(look.Sapo, "Sáng 15/10/2026, Đảng ủy xã Suối Mây tổ chức Hội nghị lần thứ 4 (mở rộng) đánh giá kết quả chín tháng và bàn nhiệm vụ quý IV."),
		write(look.Body, "Dự Hội nghị có các đồng chí trong Ban Thường vụ, Ban Chấp hành Đảng bộ xã; trưởng các ban, ngành, đoàn thể; bí thư, trưởng 12 thôn. Đồng chí Nguyễn Thị Hạ, Bí thư Đảng ủy, chủ trì Hội nghị."),
		write(look.Subheading, "Kết quả chín tháng"),
		write(look.Body, "Tổng thu ngân sách trên địa bàn đạt 12,4 tỷ đồng, bằng 104,2 % kế hoạch; toàn xã gieo trồng 1.236 ha, vượt 3,1 % so với cùng kỳ; giải ngân vốn đầu tư công đạt 78,6 %."),
		write(look.Caption, "Quang cảnh Hội nghị. Ảnh: Trần Văn Đông"))
	return part.NewStage(task.Inline{}, part.NewDesk(container.NewVScroll(part.NewPage(body))))
}

func empty() fyne.CanvasObject {
	return part.NewDesk(part.NewEmptyState(look.IconReport, "Chưa có bài nào. Bài đầu tiên chỉ mất khoảng mười phút.",
		part.NewPrimary("Bài mới", look.IconAdd, nothing), part.NewButton("Mở bài mẫu", look.IconOpen, nothing)))
}
