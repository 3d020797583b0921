package ink

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

var (
	inkLight  = color.NRGBA{0x1b, 0x1f, 0x24, 0xff}
	inkDark   = color.NRGBA{0xe6, 0xe8, 0xeb, 0xff}
	pageDark  = color.NRGBA{0x1d, 0x21, 0x25, 0xff}
	linkLight = color.NRGBA{0x0f, 0x4c, 0x81, 0xff}
	linkDark  = color.NRGBA{0x5a, 0xa2, 0xe0, 0xff}
	fault     = color.NRGBA{0xb3, 0x26, 0x1e, 0xff}
	warning   = color.NRGBA{0x9a, 0x5b, 0x00, 0xff}
	good      = color.NRGBA{0x1e, 0x7b, 0x4a, 0xff}
)

// sample is one passage of the sheet of samples.
type sample struct {
	runs    []Run
	form    Setting
	strokes []Stroke
}

func samples(ink, accent color.Color) []sample {
	at := func(weight int, italic bool) Look { return Look{Cut: Cut{weight, italic}, Ink: ink} }
	page := func(size, leading float32) Setting { return Setting{Size: size, Leading: leading, Width: 656} }
	kicker := page(12, 1.5)
	kicker.Spacing = 1.2
	caption := page(14, 1.5)
	caption.Align = Centre
	entry := page(16, 1.55)
	entry.Indent, entry.Hang = 24, 0
	link := Look{Cut: Cut{Weight: 400}, Underline: true, Ink: accent}
	plain := at(400, false)
	return []sample{
		{runs: []Run{{"TIN HOẠT ĐỘNG", at(600, false)}}, form: kicker},
		{runs: []Run{{"Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 4 (mở rộng)", at(700, false)}}, form: page(28, 1.3)},
		{runs: []Run{{"Sáng 15/10/2026, tại Nhà văn hóa xã, Đảng ủy xã Suối Mây tổ chức hội nghị sơ kết 9 tháng, triển khai nhiệm vụ quý IV.", at(600, false)}}, form: page(20, 1.45)},
		{runs: []Run{
			{"Đồng chí ", plain},
			{"Nguyễn Thị Hạnh", at(700, false)},
			{", Bí thư Đảng ủy, nhấn mạnh: “Nghị quyết số ", plain},
			{"22-NQ/TW", link},
			{" phải đi vào cuộc sống”; giai đoạn 2020 - 2025 toàn xã có 1.245 hộ, ", plain},
			{"gần 3.000 người", at(400, true)},
			{" được hưởng lợi. Liên hệ 0914.266.628, ", plain},
			{"vượt kế hoạch", Look{Cut: Cut{Weight: 400}, Struck: true, Ink: ink}},
			{" đạt kế hoạch.", plain},
		}, form: page(16, 1.55)},
		{runs: []Run{{"Nặng nề, sữa chửa, nghành nghề, dọ thám: gạch lượn sóng, chấm chấm và gạch rời; ạ ậ ặ ẹ ệ ị ọ ộ ợ ụ ự ỵ.", plain}}, form: page(16, 1.55), strokes: []Stroke{
			{0, 7, Wavy, fault}, {9, 18, Wavy, fault}, {20, 30, Dotted, warning}, {32, 40, Dashed, good}, {82, 105, Wavy, fault},
		}},
		{runs: []Run{{"Thanh niên xã 😀 👍🏽 👨‍👩‍👧‍👦 🇻🇳 1️⃣ ❤️ → và chữ không có phông: 中 ☃ ꙮ", plain}}, form: page(16, 1.55)},
		{runs: []Run{{"Đoàn viên thanh niên ra quân dọn vệ sinh tuyến đường thôn Đồi Chè (Ảnh: Lê Văn Bình)", at(400, true)}}, form: caption},
		{runs: []Run{{"Tuyên truyền, vận động 100 % hộ dân tham gia bảo hiểm y tế; phối hợp với trạm y tế xã khám sức khỏe định kỳ cho người cao tuổi.", plain}}, form: entry},
		{runs: []Run{{"Á À Ả Ã Ạ Ắ Ằ Ẳ Ẵ Ặ Ấ Ầ Ẩ Ẫ Ậ Đ É Ề Ể Ễ Ệ Í Ỗ Ớ Ờ Ở Ỡ Ợ Ú Ừ Ử Ữ Ự Ý Ỵ ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ đ ế ề ể ễ ệ", plain}}, form: page(16, 1.55)},
		{runs: []Run{{"Nhỏ mười ba: hộ nghèo giảm còn 2,1 %, kế hoạch số 45/KH-UBND.", plain}}, form: page(13, 1.4)},
	}
}

// sheetOf paints samples one under the other.
func sheetOf(p *Pen, all []sample, paper color.Color, scale float32) *image.RGBA {
	const margin, gap = 32, 12
	px := func(v float32) int { return int(v*scale + 0.5) }
	m := image.NewRGBA(image.Rect(0, 0, px(720), px(690)))
	draw.Draw(m, m.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
	top := px(margin)
	for _, s := range all {
		ps := p.Set(s.runs, s.form)
		for i, l := range ps.Lines {
			line := image.NewRGBA(image.Rect(0, 0, px(680), px(l.Height+Overhang)))
			p.Paint(line, ps, i, scale, s.strokes)
			draw.Draw(m, line.Rect.Add(image.Pt(px(margin), top+px(l.Top))), line, image.Point{}, draw.Over)
		}
		top += px(ps.Height) + px(gap)
	}
	return m
}

// TestScreens paints the samples, and where $TINXA_SCREENS is set into that
// folder, for all common screens.
func TestScreens(t *testing.T) {
	p := newPen(t)
	scales := []float32{1}
	if os.Getenv("TINXA_SCREENS") != "" {
		scales = []float32{1, 1.25, 1.5, 2}
	}
	for _, scale := range scales {
		name := "ink-" + strconv.Itoa(int(scale*100))
		show(t, name+"-light", sheetOf(p, samples(inkLight, linkLight), color.White, scale))
		show(t, name+"-dark", sheetOf(p, samples(inkDark, linkDark), pageDark, scale))
	}
}

func show(t *testing.T, name string, m *image.RGBA) {
	t.Helper()
	plain := image.NewRGBA(m.Rect)
	draw.Draw(plain, plain.Rect, image.NewUniform(m.At(0, 0)), image.Point{}, draw.Src)
	if bytes.Equal(m.Pix, plain.Pix) {
		t.Errorf("%s is empty", name)
	}
	folder := os.Getenv("TINXA_SCREENS")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
}
