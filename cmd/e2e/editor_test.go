package e2e

import (
	"bytes"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/ui/native"
)

// The report that is written, taken back and done again: 300 words, each
// paragraph on its own line.
var (
	longLead = "Sáng 15/10/2026, tại hội trường Ủy ban nhân dân xã Suối Mây, Đảng ủy xã tổ chức hội nghị Ban Chấp hành lần thứ 5 nhằm đánh giá kết quả ba quý và bàn nhiệm vụ những tháng cuối năm."
	longBody = []string{
		"Đồng chí Nguyễn Thị Hạnh, Bí thư Đảng ủy, chủ trì hội nghị. Cùng dự có các đồng chí trong Ban Thường vụ, lãnh đạo Hội đồng nhân dân, Ủy ban nhân dân, Ủy ban Mặt trận Tổ quốc xã và bí thư các chi bộ trực thuộc.",
		"Theo báo cáo trình bày tại hội nghị, chín tháng qua tổng giá trị sản xuất của xã đạt 412 tỷ đồng, bằng 78 % kế hoạch; thu ngân sách trên địa bàn vượt dự toán; tỷ lệ hộ nghèo giảm còn 1,9 %. Toàn xã đã cứng hóa thêm 6 km đường thôn, sửa chữa hai trạm bơm và trồng mới 35 ha rừng.",
		"Các đại biểu đã thảo luận, làm rõ nguyên nhân của những việc chưa đạt, nhất là tiến độ giải phóng mặt bằng khu dân cư Bến Lụa và công tác phát triển đảng viên ở các chi bộ thôn.",
	}
	longHeading = "Nhiệm vụ những tháng cuối năm"
	longList    = []string{
		"Hoàn thành thu hoạch vụ mùa, chuẩn bị đủ giống và phân bón cho vụ đông xuân.",
		"Tập trung giải ngân vốn đầu tư công, bàn giao nhà văn hóa thôn Đồi Chè trước ngày 30/11.",
		"Tổ chức tốt ngày hội đại đoàn kết toàn dân tộc ở tất cả các thôn.",
	}
	longEnd = "Phát biểu kết luận hội nghị, đồng chí Bí thư Đảng ủy biểu dương tinh thần trách nhiệm của cán bộ, đảng viên và nhân dân trong xã; đề nghị mỗi đồng chí ủy viên phụ trách thôn bám sát cơ sở, kịp thời tháo gỡ khó khăn, phấn đấu hoàn thành toàn bộ chỉ tiêu nghị quyết đã đề ra."
)

// TestWrittenTakenBackAndDoneAgain is the editor by keyboard and mouse alone:
// a whole report is written, all of it is taken back, all of it done again, and
// what is exported is what the editor shows.
func TestWrittenTakenBackAndDoneAgain(t *testing.T) {
	d := newDesk(t)
	t.Setenv("DISPLAY", d.name) // the clipboard's
	w := d.open()
	w.after(func() { w.press(ctrl, 'n') })
	target := w.titled("Bài chưa có tiêu đề")
	w.write(headline + "\n" + longLead + "\n" + strings.Join(longBody, "\n"))
	w.titled(headline + " – ")
	for range 2 { // "đảng viên ở các chi bộ thôn." in bold, and not
		w.press(shift, home)
		w.press(ctrl, 'b')
	}
	w.press(ctrl, 'b')
	w.press(end)

	page := w.place(target)
	low := page.Min.Add(image.Pt(page.Dx()/2, page.Dy()*7/8))
	w.after(func() { w.drop(target, low, d.photos()...) })
	w.write(caption1)
	w.press(tab)
	w.write(caption2 + "\n")
	w.press(ctrl, alt, '1')
	w.write(longHeading + "\n- " + strings.Join(longList, "\n") + "\n\n" + longEnd)
	w.press(ctrl, end)
	w.write(byline)
	written := w.stored()
	if n := written.Words(); n < 300 {
		t.Errorf("%d words were written", n)
	}

	w.again(ctrl, 'z')
	w.titled("Bài chưa có tiêu đề")
	if r := w.stored(); r.Words() > 0 || len(r.Pictures()) > 0 || len(r.Blocks) != 1 || len(r.Credits.Bylines) > 0 {
		t.Errorf("after everything was taken back there is %+v", r)
	}
	w.again(ctrl, 'y')
	w.titled(headline + " – ")
	if r := w.stored(); !model.SameContent(r, written) {
		t.Errorf("what was done again is\n%+v\nwritten was\n%+v", r, written)
	}

	w.after(func() { w.press(ctrl, 'a') })
	w.press(ctrl, 'c')
	shown := w.copied()
	w.after(func() { w.press(ctrl, 'e') })
	w.press(ctrl, enter)
	file := filepath.Join(d.documents(), folderName, "index.html")
	w.until("the exported page", func() bool { return exists(file) })
	w.leave()
	checkLongPage(t, file, shown)
}

// again presses keys until long after they can have anything to do.
func (w *window) again(keys ...rune) {
	w.t.Helper()
	for range 500 {
		w.press(keys...)
	}
	before := w.picture()
	w.until("calm", func() bool {
		now := w.picture()
		calm := differing(before, now) <= caret
		before = now
		return calm
	})
}

// stored is the one report as the window has saved it by now. The database is
// read as a copy: the window holds it.
func (w *window) stored() model.Report {
	w.t.Helper()
	db := filepath.Join(w.data, "tinxa.db")
	w.until("a calm disk", func() bool {
		info, err := os.Stat(db)
		return err == nil && time.Since(w.last) > 2*rest && time.Since(info.ModTime()) > rest/2
	})
	data, err := os.ReadFile(db)
	w.must(err)
	file := filepath.Join(w.t.TempDir(), "copy.db")
	w.must(os.WriteFile(file, data, 0o600))
	s, err := bolt.Open(w.t.Context(), file)
	w.must(err)
	defer s.Close()
	all, err := s.Reports(w.t.Context())
	w.must(err)
	if len(all) != 1 {
		w.t.Fatalf("%d reports are stored", len(all))
	}
	r, err := s.Report(w.t.Context(), all[0].ID)
	w.must(err)
	return r
}

// copied is the text on the clipboard, once somebody holds it.
func (w *window) copied() (text string) {
	w.t.Helper()
	w.until("the copy", func() bool {
		content, err := native.ReadClipboard(w.t.Context())
		text = content.Text
		return err == nil && text != ""
	})
	return text
}

// checkLongPage compares the exported page with what the editor had shown: the
// same words in the same order, and their structure.
func checkLongPage(t *testing.T, file, shown string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	printed := strings.Join(words(page, "article"), " ")
	if printed == "" {
		printed = strings.Join(words(page, "body"), " ")
	}
	same(t, "the words of page and editor", wordsOf(printed), wordsOf(shown))
	same(t, "headlines", words(page, "h1"), []string{headline})
	same(t, "captions", words(page, "figcaption"), []string{caption1, caption2})
	same(t, "entries", words(page, "li"), longList)
	if !slices.Contains(append(words(page, "h2"), words(page, "h3")...), longHeading) {
		t.Errorf("no heading %q", longHeading)
	}
	if bold := append(words(page, "strong"), words(page, "b")...); !slices.ContainsFunc(bold, func(s string) bool {
		return strings.HasSuffix(s, "chi bộ thôn.")
	}) {
		t.Errorf("bold is %q", bold)
	}
}

// wordsOf are the words of a text without what only marks a list.
func wordsOf(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(word string) bool { return word == "-" || word == "•" || word == "–" })
}
