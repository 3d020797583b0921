package home

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

const (
	mot = "Một: Hội nghị Đảng ủy"
	hai = "Hai: Kỳ họp Hội đồng nhân dân"
	ba  = "Ba: Tổng kết phong trào thi đua"
)

func TestAClickOpensAReport(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.click(d.row(hai).head)
	if len(h.opened) != 1 || h.opened[0].Head.Title != hai {
		t.Fatalf("opened %+v, want %q", h.opened, hai)
	}
	if h.opened[0].Rev != 1 || len(h.opened[0].Blocks) == 0 {
		t.Error("the report was not read from the store")
	}
}

func TestHoverOffersWriteExportAndMore(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	r := d.row(hai)
	button := r.offers.usual.Objects[1]
	if button.Visible() {
		t.Fatal("buttons are shown without the pointer")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
	test.MoveMouse(d.w.Canvas(), at.AddXY(200, 30))
	if !button.Visible() {
		t.Fatal("no buttons under the pointer")
	}
	over := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	test.MoveMouse(d.w.Canvas(), over.AddXY(10, 10))
	if !button.Visible() {
		t.Fatal("the buttons go when the pointer comes to them")
	}
	d.press("Xuất")
	if len(h.published) != 1 || h.published[0].Head.Title != hai {
		t.Errorf("published %+v, want %q", h.published, hai)
	}
	test.MoveMouse(d.w.Canvas(), fyne.NewPos(5, 5))
	test.MoveMouse(d.w.Canvas(), fyne.NewPos(600, 60))
	if r.is.over || r.is.within {
		t.Error("the row thinks that the pointer is still there")
	}
}

func TestKeysMoveOpenAndThrowAway(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.typeKeys(fyne.KeyDown) // nothing has the keyboard: the shell hands the key over
	if d.w.Canvas().Focused() != fyne.Focusable(d.list) {
		t.Fatal("the list has not taken the keyboard")
	}
	d.typeKeys(fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn)
	if len(h.opened) != 1 || h.opened[0].Head.Title != hai {
		t.Fatalf("opened %v, want the one before the last", h.opened)
	}
	d.typeKeys(fyne.KeyHome, fyne.KeyDelete)
	if got, want := d.titles(), []string{hai, mot}; !slices.Equal(got, want) {
		t.Errorf("after Del: %q, want %q", got, want)
	}
	if binned, _ := h.store.Binned(t.Context()); len(binned) != 1 || binned[0].Title != ba {
		t.Errorf("in the store's bin: %v", binned)
	}
	if e := d.state.at(d.state.current); e == nil || e.Title != hai {
		t.Errorf("the keyboard points at %v, want the next row", e)
	}
}

func TestUndoBringsAReportBack(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.typeKeys(fyne.KeyDown, fyne.KeyDelete)
	if !d.says("Đã chuyển “" + ba + "” vào thùng rác.") {
		t.Error("nobody says where the report went")
	}
	d.press("Hoàn tác")
	if got := d.titles(); !slices.Equal(got, []string{ba, hai, mot}) {
		t.Errorf("after undo: %q", got)
	}
	if listed, _ := h.store.Reports(t.Context()); len(listed) != 3 {
		t.Errorf("the store lists %d reports", len(listed))
	}
	if e := d.state.at(d.state.current); e == nil || e.Title != ba {
		t.Errorf("the keyboard points at %v", e)
	}
}

func TestWhatCannotBeThrownAwayStays(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	f := &faulty{Store: h.store}
	h.env.Store, h.env.Bin = f, f
	d := h.show(t)
	d.list.state.jump(0)
	f.deleting = model.ErrFull
	d.key(fyne.KeyDelete)
	f.deleting = nil
	if got := d.titles(); !slices.Equal(got, []string{ba, hai, mot}) {
		t.Errorf("the list shows %q, the store holds all three", got)
	}
	if d.notice.Standing() == nil {
		t.Fatal("nobody says that the disk is full")
	}
	d.press("Thử lại")
	if got := d.titles(); !slices.Equal(got, []string{hai, mot}) {
		t.Errorf("after trying again: %q", got)
	}
	if d.notice.Standing() != nil {
		t.Error("the banner still stands there")
	}
}

func TestSearchWhileTyping(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.FocusSearch()
	test.Type(d.bars.search.Entry, "tong ket")
	if got := d.titles(); !slices.Equal(got, []string{ba}) {
		t.Fatalf("found %q", got)
	}
	if !d.says("Tìm thấy 1 bài") {
		t.Error("the count is not said")
	}
	d.typeKeys(fyne.KeyDown, fyne.KeyReturn)
	if len(h.opened) != 1 || h.opened[0].Head.Title != ba {
		t.Errorf("Down and Enter opened %v", h.opened)
	}
	d.FocusSearch()
	test.Type(d.bars.search.Entry, "không có ở đâu")
	if !d.says("Không tìm thấy bài nào có “không có ở đâu”.") {
		t.Error("the empty list says nothing")
	}
	d.press("Xóa ô tìm")
	if len(d.titles()) != 3 {
		t.Errorf("after clearing: %q", d.titles())
	}
}

func TestSearchOffersTheOtherShelves(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.openShelf(shelf(model.Draft))
	d.FocusSearch()
	test.Type(d.bars.search.Entry, "thi dua")
	if !d.says("Ở mục “Nháp” không có bài nào có “thi dua”.") {
		t.Error("nobody says that only this shelf holds nothing")
	}
	d.press("Tìm trong tất cả các bài")
	if got := d.titles(); !slices.Equal(got, []string{ba}) {
		t.Errorf("found %q", got)
	}
}

func TestFiltersShowOneStatus(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.clickText("Đã đăng")
	if got := d.titles(); !slices.Equal(got, []string{ba}) {
		t.Errorf("published: %q", got)
	}
	d.clickText("Trả lại")
	if !d.says("Không có bài nào ở mục “Trả lại”.") {
		t.Error("the empty shelf says nothing")
	}
	d.press("Xem tất cả các bài")
	if len(d.titles()) != 3 || d.bars.shelves.Selected() != 0 {
		t.Errorf("%q, filter %d", d.titles(), d.bars.shelves.Selected())
	}
}

func TestBinRestores(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.typeKeys(fyne.KeyDown, fyne.KeyDelete)
	d.clickText("Thùng rác")
	if !d.says("còn 30 ngày") || !d.says("Bài trong thùng rác được giữ 30 ngày, sau đó mới xóa hẳn.") {
		t.Error("nobody says how long the bin keeps it")
	}
	d.click(d.row(ba).head)
	d.typeKeys(fyne.KeyDelete)
	if len(h.opened) != 0 || len(d.titles()) != 1 {
		t.Error("what is in the bin was opened or deleted")
	}
	d.press("Khôi phục")
	if !d.says("Thùng rác đang trống.") || !d.says("Đã khôi phục “"+ba+"”.") {
		t.Error("the empty bin, or what was restored, is not said")
	}
	d.Bin()
	if got := d.titles(); !slices.Equal(got, []string{ba, hai, mot}) {
		t.Errorf("after restoring: %q", got)
	}
	d.Bin()
	if d.state.shelf != binShelf {
		t.Error("Bin does not show the bin again")
	}
}

func TestDuplicateIsANewDraftAndTheCurrentRow(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	h.now = h.now.Add(1)
	d.openShelf(shelf(model.Published))
	d.typeKeys(fyne.KeyDown)
	d.list.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl})
	e := d.state.at(d.state.current)
	if e == nil || e.Title != ba || e.Status != model.Draft {
		t.Fatalf("the keyboard points at %+v, want a draft of %q", e, ba)
	}
	r, err := h.store.Report(t.Context(), e.ID)
	if err != nil || r.Rev != 1 || r.Head.Title != ba {
		t.Errorf("the store holds %+v, %v", r, err)
	}
	if len(d.titles()) != 4 {
		t.Errorf("%q", d.titles())
	}
}

func TestMenuOfARow(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	test.TapSecondary(d.row(hai))
	d.choose("Chuyển vào thùng rác")
	if got := d.titles(); !slices.Equal(got, []string{ba, mot}) {
		t.Errorf("after the menu: %q", got)
	}
	d.typeKeys(fyne.KeyDown)
	d.press("Việc khác")
	d.choose("Nhân bản")
	if len(d.titles()) != 3 {
		t.Errorf("after duplicating: %q", d.titles())
	}
	d.typeKeys(desktop.KeyMenu)
	d.choose("Xuất")
	if len(h.published) != 1 {
		t.Error("nothing was exported by the menu key")
	}
}

func TestTheEmptyListOffersABeginning(t *testing.T) {
	h := newHouse(t)
	d := h.show(t)
	d.press("Bài mới")
	if len(h.opened) != 1 || h.opened[0].Rev != 0 || h.opened[0].Head.Title != "" {
		t.Fatalf("opened %+v, want one new report", h.opened)
	}
	if listed, _ := h.store.Reports(t.Context()); len(listed) != 0 {
		t.Error("an empty report was stored")
	}
	d.press("Mở bài mẫu")
	d.choose("Tổng kết năm")
	if !slices.Equal(h.sampled, []int{2}) || len(h.opened) != 2 {
		t.Errorf("samples %v, opened %d", h.sampled, len(h.opened))
	}
}

func TestDropMakesADraft(t *testing.T) {
	h := newHouse(t)
	d := h.show(t)
	d.Drop([]string{"bai.txt", "anh.jpg"})
	if len(h.imported) != 1 || !slices.Equal(h.imported[0], []string{"bai.txt", "anh.jpg"}) {
		t.Fatalf("imported %v", h.imported)
	}
	if len(h.opened) != 1 || h.opened[0].Head.Title != "Bài nhập từ tệp" {
		t.Errorf("opened %v", h.opened)
	}
	if d.notice.Standing() != nil {
		t.Error("the progress still stands there")
	}
}

func TestAnImportCanBeStopped(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	runner := &later{}
	d.env.Runner = runner
	d.Drop([]string{"bai.txt"})
	if !d.says("Đang nhận tệp…") {
		t.Fatal("nobody says that files are being read")
	}
	d.Drop([]string{"bai-khac.txt"})
	if len(runner.work) != 1 || !d.says("Đang nhận các tệp trước, xin anh/chị đợi một lát.") {
		t.Error("a second import began, or nobody says why not")
	}
	d.press("Dừng")
	runner.finish(0)
	if len(h.opened) != 0 || d.notice.Standing() != nil {
		t.Error("a stopped import went on")
	}
}

// Files that another start of the program brings are not lost to those that are
// being read, nor to one that cannot be; and that is told.
func TestFilesThatComeMeanwhileWait(t *testing.T) {
	h := newHouse(t)
	take := h.env.Import
	h.env.Import = func(ctx context.Context, files []string, p task.Progress) (model.Report, string, error) {
		r, note, err := take(ctx, files, p)
		if files[0] == "b.tinxa" {
			err = model.ErrFormat
		}
		return r, note, err
	}
	d := h.show(t)
	runner := &later{}
	d.env.Runner = runner
	for _, file := range []string{"a.tinxa", "b.tinxa", "c.tinxa"} {
		d.Take([]string{file})
	}
	for range 3 {
		if len(runner.work) != 1 {
			t.Fatalf("%d imports at once", len(runner.work))
		}
		runner.finish(0)
	}
	if want := [][]string{{"a.tinxa"}, {"b.tinxa"}, {"c.tinxa"}}; !slices.EqualFunc(h.imported, want, slices.Equal[[]string]) {
		t.Errorf("imported %v, want %v", h.imported, want)
	}
	if e := say.Explain(model.ErrFormat); len(h.opened) != 0 || !strings.Contains(d.banner(), e.What) {
		t.Errorf("%d reports were opened over what could not be read: %q", len(h.opened), d.banner())
	}
}

func TestAnImportThatFailsIsExplained(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	taken := h.env.Import
	h.env.Import = func(context.Context, []string, task.Progress) (model.Report, string, error) {
		return model.Report{}, "", fmt.Errorf("import: %w", model.ErrEncoding)
	}
	d := h.show(t)
	d.Drop([]string{"bai.txt"})
	if !strings.Contains(d.banner(), "bảng mã") {
		t.Fatalf("the banner says %q", d.banner())
	}
	d.env.Import = taken
	d.press("Thử lại")
	if len(h.opened) != 1 || d.banner() != "" {
		t.Errorf("after trying again: opened %d, banner %q", len(h.opened), d.banner())
	}
}

func TestWhatAnImportLeftOutIsTold(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	h.note = "ghi-chu.pdf: không phải ảnh."
	d := h.show(t)
	d.Drop([]string{"bai.txt", "ghi-chu.pdf"})
	if len(h.opened) != 1 || !d.says(h.note) {
		t.Errorf("opened %d, and nobody speaks of what was left out", len(h.opened))
	}
}

func TestAFrozenStoreIsToldAtOnce(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	h.env.Frozen = model.ErrReadOnly
	if d := h.show(t); d.banner() == "" {
		t.Error("nobody says that nothing can be saved")
	}
}

func TestReloadShowsWhatIsNewAndKeepsThePlace(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	d.typeKeys(fyne.KeyDown, fyne.KeyDown)
	h.save(t, titled("Bốn"))
	d.Reload()
	if got := d.titles(); !slices.Equal(got, []string{"Bốn", ba, hai, mot}) {
		t.Errorf("%q", got)
	}
	if e := d.state.at(d.state.current); e == nil || e.Title != hai {
		t.Errorf("the keyboard points at %v, want %q still", e, hai)
	}
}

func TestTenThousandReportsNeedAFewRows(t *testing.T) {
	h := newHouse(t)
	h.env.Store = &crowd{Store: h.store, all: many(10_000)}
	d := h.show(t)
	seen := map[string]bool{}
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd} {
		d.typeKeys(key)
		current := d.list.rows[d.state.current]
		if current == nil || !current.Visible() || !current.is.current {
			t.Fatalf("after %s row %d is not in sight", key, d.state.current)
		}
		top := current.Position().Y - d.list.scroll.Offset.Y
		if top < 0 || top+rowHeight > d.list.scroll.Size().Height {
			t.Errorf("after %s the current row stands at %v of %v", key, top, d.list.scroll.Size().Height)
		}
		seen[string(current.entry.ID)] = true
	}
	if d.state.current != 9999 || !seen["r9999"] || !seen["r0"] {
		t.Errorf("went through %v to row %d", seen, d.state.current)
	}
	if rows := len(d.list.rows) + len(d.list.spare); rows > 24 {
		t.Errorf("%d rows for a window that shows 8", rows)
	}
}

func TestScrollingByWheelFillsTheWindow(t *testing.T) {
	h := newHouse(t)
	h.env.Store = &crowd{Store: h.store, all: many(500)}
	d := h.show(t)
	for range 40 {
		test.Scroll(d.w.Canvas(), fyne.NewPos(600, 400), 0, -333)
		from := d.list.scroll.Offset.Y
		for y := from; y < from+d.list.scroll.Size().Height; y += rowHeight {
			i := int(y / rowHeight)
			if r := d.list.rows[i]; r == nil || !r.Visible() || r.entry.ID != d.state.shown[i].ID {
				t.Fatalf("at %v row %d shows %+v", from, i, r)
			}
		}
	}
}

func TestTheEmptyListFitsTheNarrowestWindow(t *testing.T) {
	d := newHouse(t).show(t)
	d.w.Resize(fyne.NewSize(900, 600))
	uitest.Settle(d.w)
	if got := d.w.Content().MinSize().Width; got > 900 {
		t.Errorf("needs %v of 900", got)
	}
}

func TestARowFitsEveryWidth(t *testing.T) {
	h := newHouse(t)
	long := titled("Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 4 (mở rộng), nhiệm kỳ 2025 - 2030 sơ kết ba năm thực hiện nghị quyết về xây dựng nông thôn mới nâng cao, gắn với chuyển đổi số và bảo vệ rừng đầu nguồn")
	h.save(t, long)
	d := h.show(t)
	for _, width := range []float32{900, 911, 1366, 1920} {
		d.w.Resize(fyne.NewSize(width, 700))
		uitest.Settle(d.w)
		if got := d.w.Content().MinSize().Width; got > width {
			t.Errorf("needs %v of %v", got, width)
		}
		r := d.row(long.Head.Title)
		head := r.head
		for _, line := range []*part.Text{head.first, head.second} {
			if line.Visible() && line.Size().Width > head.Size().Width {
				t.Errorf("at %v a line is wider than its place", width)
			}
		}
		if right := head.Position().X + head.Size().Width; right > r.offers.usual.Position().X {
			t.Errorf("at %v the headline runs under the buttons", width)
		}
		if r.status.Position().X+statusWidth > r.Size().Width || r.facts.Position().Y+r.facts.Size().Height > rowHeight || r.facts.Position().Y < head.Position().Y+head.height() {
			t.Errorf("at %v something leaves the row", width)
		}
		shown := strings.TrimSuffix(head.first.Text()+" "+head.second.Text(), "…")
		if !strings.HasPrefix(long.Head.Title, shown) || len(shown) < 120 {
			t.Errorf("at %v the headline reads %q", width, shown)
		}
	}
}

func TestClosingSilencesTheScreen(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	runner := &later{}
	h.env.Runner = runner
	d := h.show(t)
	d.Close()
	runner.finish(0)
	if d.loading.done {
		t.Error("a closed screen took an answer")
	}
}

func TestAnOlderAnswerDoesNotReplaceANewerOne(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	runner := &later{}
	h.env.Runner = runner
	d := h.show(t)
	if !d.says("Đang đọc danh sách bài…") {
		t.Error("nobody says that the list is being read")
	}
	d.Reload()
	runner.finish(1, 0)
	if len(d.titles()) != 3 {
		t.Fatalf("%q", d.titles())
	}
	d.Reload() // its answer will be older than what comes next
	d.list.state.jump(0)
	d.key(fyne.KeyDelete)
	if len(d.titles()) != 2 {
		t.Error("the row did not go at once")
	}
	runner.finish(0, 1)
	runner.finish(0)
	if got := d.titles(); !slices.Equal(got, []string{hai, mot}) {
		t.Errorf("%q", got)
	}
}

func TestWhenTheListCannotBeRead(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	f := &faulty{Store: h.store, listing: fmt.Errorf("bolt: list: %w", model.ErrDamaged)}
	h.env.Store = f
	d := h.show(t)
	if !d.says("Chưa đọc được danh sách bài.") || d.notice.Standing() == nil {
		t.Fatal("the fault is not explained")
	}
	f.listing = nil
	d.press("Thử lại")
	if len(d.titles()) != 3 || d.notice.Standing() != nil {
		t.Errorf("after trying again: %q", d.titles())
	}
}

func BenchmarkTypingInAWindowOf10000(b *testing.B) {
	h := newHouse(b)
	h.env.Store = &crowd{Store: h.store, all: many(10_000)}
	d := h.show(b)
	for b.Loop() {
		d.bars.search.Entry.SetText("nguyen ha")
		d.bars.search.Entry.SetText("nguyen h")
	}
}

func BenchmarkScrollingARow(b *testing.B) {
	h := newHouse(b)
	h.env.Store = &crowd{Store: h.store, all: many(10_000)}
	d := h.show(b)
	at := float32(0)
	for b.Loop() {
		at += rowHeight
		if at > 9000*rowHeight {
			at = 0
		}
		d.list.scroll.ScrollToOffset(fyne.NewPos(0, at))
		d.list.place()
	}
}
