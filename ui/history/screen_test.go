package history

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/uitest"
)

// desk is a screen in its window, as a test works at it.
type desk struct {
	*Screen
	t *testing.T
	w fyne.Window
}

func (h *house) sit(t *testing.T, size fyne.Size) *desk {
	t.Helper()
	s, w := h.open(t, size)
	return &desk{s, t, w}
}

// keys are typed where the keyboard is.
func (d *desk) keys(names ...fyne.KeyName) {
	for _, name := range names {
		event := &fyne.KeyEvent{Name: name}
		if o := d.w.Canvas().Focused(); o != nil {
			o.TypedKey(event)
		} else {
			d.w.Canvas().OnTypedKey()(event)
		}
	}
	uitest.Settle(d.w)
}

// press presses the button with those words.
func (d *desk) press(words string) {
	d.t.Helper()
	b := uitest.Button(d.w, words)
	if b == nil {
		d.t.Fatalf("no button %q", words)
	}
	test.Tap(b)
	uitest.Settle(d.w)
}

// row is the version's row in the time line.
func (d *desk) row(rev int64) *moment {
	d.t.Helper()
	for _, m := range uitest.All[*moment](d.w) {
		if m.revision.Rev == rev {
			return m
		}
	}
	d.t.Fatalf("revision %d is not to be seen", rev)
	return nil
}

// compared are the revisions that stand side by side, zeros for none.
func (d *desk) compared() [2]int64 {
	if v := d.reading.view; v != nil && d.sheet.table != nil {
		return [2]int64{v.older.Rev, v.newer.Rev}
	}
	return [2]int64{}
}

func (d *desk) says(words ...string) {
	d.t.Helper()
	for _, w := range words {
		if !uitest.Reads(d.w, w) {
			d.t.Errorf("%q is not to be read", w)
		}
	}
}

func TestTheTimeLineTellsWhyVersionsAreKept(t *testing.T) {
	d := written(t).sit(t, fyne.NewSize(1366, 1000))
	d.says("Hôm nay", "Hôm qua", "Thứ Sáu 13/11/2026", "13:58", "bản hiện tại", shortName, longName,
		"Đã xuất: "+formName, "Đã đăng: Cổng thông tin xã Suối Mây")
	if d.compared() != [2]int64{6, 7} {
		t.Errorf("compared at first: %v", d.compared())
	}
	d.says("+19 từ", "1 chỗ khác", "13:20 · Hôm nay")
}

func TestKeysWalkAlongTheTimeLine(t *testing.T) {
	h := brief(t)
	d := h.sit(t, uitest.Laptop)
	d.keys(fyne.KeyDown)
	if d.compared() != [2]int64{5, 7} {
		t.Errorf("one down: %v", d.compared())
	}
	d.keys(fyne.KeyEnd)
	if d.compared() != [2]int64{1, 7} || d.row(1) == nil {
		t.Errorf("at the end: %v", d.compared())
	}
	d.w.Canvas().Focus(d.line)
	d.keys(fyne.KeyHome)
	if d.compared() != [2]int64{6, 7} || d.state.chosen != 7 {
		t.Errorf("the current version is compared as %v", d.compared())
	}
	if b := uitest.Button(d.w, "Khôi phục bản này"); !b.Disabled() {
		t.Error("the current version can be gone back to")
	}
	d.keys(fyne.KeyReturn, fyne.KeyEscape)
	if h.backs != 1 || len(h.restored) != 0 {
		t.Errorf("Enter and Esc: %d times back, restored %v", h.backs, h.restored)
	}
}

func TestVersionsAreReadOnce(t *testing.T) {
	h := brief(t)
	d := h.sit(t, uitest.Laptop)
	d.keys(fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyUp)
	if want := []int64{6, 5}; !slices.Equal(h.asked, want) {
		t.Errorf("read %v, want %v: the current one is known, the others are kept", h.asked, want)
	}
}

func TestAnyTwoAreCompared(t *testing.T) {
	d := brief(t).sit(t, fyne.NewSize(1366, 1000))
	test.Tap(d.row(4))
	other := d.row(2)
	other.MouseDown(&desktop.MouseEvent{Modifier: fyne.KeyModifierShift})
	test.Tap(other)
	uitest.Settle(d.w)
	if d.compared() != [2]int64{2, 4} {
		t.Errorf("Shift and a click: %v", d.compared())
	}
	if d.bars.bases.Selected() != int(againstPicked) {
		t.Error("the bar does not tell that another version was picked")
	}
	d.bars.bases.Select(0)
	d.setBase(againstPrevious)
	if d.compared() != [2]int64{3, 4} {
		t.Errorf("with the one before: %v", d.compared())
	}
}

func TestRowsOfferWhatTheyCan(t *testing.T) {
	d := brief(t).sit(t, fyne.NewSize(1366, 1000))
	row := d.row(3)
	if row.MouseIn(nil); row.offers.Hidden {
		t.Fatal("nothing is offered under the pointer")
	}
	row.MouseOut()
	with := row.offers.Objects[0].(*part.IconButton)
	if with.MouseIn(nil); row.offers.Hidden {
		t.Error("the buttons go when the pointer comes to them")
	}
	test.Tap(with)
	if d.compared() != [2]int64{3, 6} {
		t.Errorf("%q: %v", with.Tip(), d.compared())
	}
	if with.MouseOut(); !row.offers.Hidden {
		t.Error("the buttons stay when the pointer is gone")
	}
}

func TestRestoring(t *testing.T) {
	h := brief(t)
	d := h.sit(t, uitest.Laptop)
	d.says("bản hiện tại vẫn được giữ trong lịch sử")
	d.keys(fyne.KeyDown, fyne.KeyDown)
	d.press("Khôi phục bản này")
	if len(h.restored) != 1 || h.restored[0].Rev != 4 {
		t.Fatalf("restored %v", h.restored)
	}
	want, err := h.store.Revision(t.Context(), h.report.ID, 4)
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Same(t, "handed out", h.olds[0], want)
	d.Restore()
	d.choose(7)
	d.Restore()
	if len(h.restored) != 2 {
		t.Errorf("the current version was restored: %v", h.restored)
	}
}

func TestNaming(t *testing.T) {
	h := brief(t)
	d := h.sit(t, fyne.NewSize(1366, 1000))
	name := func() string { r, _ := d.state.find(6); return nameOf(r) }
	d.press("Đặt tên…")
	test.Type(d.w.Canvas().Focused(), "  đã sửa theo góp ý ")
	d.keys(fyne.KeyReturn)
	if name() != "đã sửa theo góp ý" {
		t.Errorf("named %q", name())
	}
	d.says("đã sửa theo góp ý", "13:20 · Hôm nay · đã sửa theo góp ý")
	if d.compared() != [2]int64{6, 7} {
		t.Errorf("naming changed what is compared: %v", d.compared())
	}

	d.press("Đổi tên…")
	test.Type(d.w.Canvas().Focused(), " lần hai")
	d.keys(fyne.KeyEscape)
	if name() != "đã sửa theo góp ý" || h.backs != 0 {
		t.Errorf("Esc: named %q, %d times back", name(), h.backs)
	}
	d.keys(fyne.KeyF2)
	d.line.naming.entry.SetText("")
	d.keys(fyne.KeyReturn)
	if name() != "" || uitest.Reads(d.w, "đã sửa theo góp ý") {
		t.Errorf("an empty name leaves %q", name())
	}
}

// What was written as a name is not lost by doing something else.
func TestANameIsKeptWhateverComesNext(t *testing.T) {
	for what, next := range map[string]func(*desk){
		"another version": func(d *desk) { test.Tap(d.row(3)) },
		"another shelf":   func(d *desk) { d.show(everything) },
		"another name":    func(d *desk) { d.renameOf(4) },
		"leaving":         func(d *desk) { d.Close() },
	} {
		h := brief(t)
		d := h.sit(t, fyne.NewSize(1366, 1000))
		d.Name()
		test.Type(d.w.Canvas().Focused(), "bản chốt")
		next(d)
		all, err := h.store.History(t.Context(), h.report.ID)
		if err != nil || nameOf(all[1]) != "bản chốt" {
			t.Errorf("%s: named %q, %v", what, nameOf(all[1]), err)
		}
	}
}

func TestANameThatCannotBeKept(t *testing.T) {
	h := brief(t)
	d := h.sit(t, uitest.Laptop)
	h.refuse = model.ErrFull
	d.Name()
	test.Type(d.w.Canvas().Focused(), "bản chốt")
	d.keys(fyne.KeyReturn)
	d.says(say.Explain(model.ErrFull).What)
	h.refuse = nil
	d.press("Thử lại")
	if r, _ := d.state.find(6); nameOf(r) != "bản chốt" || d.notice.Standing() != nil {
		t.Errorf("after another try the name is %q", nameOf(r))
	}
}

func TestDamagedVersions(t *testing.T) {
	h := brief(t)
	h.damaged = []int64{6, 4}
	d := h.sit(t, uitest.Laptop)
	d.says("Bản 13:20 không đọc được")
	if b := uitest.Button(d.w, "Khôi phục bản này"); !b.Disabled() || d.sheet.head.Visible() {
		t.Error("a damaged version can be gone back to, or is counted")
	}
	d.Restore()
	d.keys(fyne.KeyDown)
	if d.compared() != [2]int64{5, 7} {
		t.Errorf("after a damaged version: %v", d.compared())
	}
	d.setBase(againstPrevious)
	d.says("Bản 10:15 ngày 17/11/2026 không đọc được")
	d.press("Khôi phục bản này")
	if len(h.restored) != 1 || h.restored[0].Rev != 5 {
		t.Errorf("the sound one of the two was restored as %v", h.restored)
	}
	h.damaged = nil
	d.press("Thử lại")
	if d.compared() != [2]int64{4, 5} {
		t.Errorf("after another try: %v", d.compared())
	}
}

// failing is a historian whose list cannot be read.
type failing struct {
	*house
	err error
}

func (f *failing) History(ctx context.Context, id model.ReportID) ([]model.Revision, error) {
	if f.err != nil {
		return nil, f.err
	}
	return f.house.History(ctx, id)
}

func TestAHistoryThatCannotBeRead(t *testing.T) {
	h := brief(t)
	f := &failing{h, model.ErrGone}
	h.env.Historian = f
	d := h.sit(t, uitest.Laptop)
	d.says(say.Explain(model.ErrGone).What)
	f.err = nil
	d.press("Thử lại")
	if d.compared() != [2]int64{6, 7} {
		t.Errorf("after another try: %v", d.compared())
	}
}

func TestOneVersionSaysWhatWillCome(t *testing.T) {
	h := newHouse(t)
	h.report = modeltest.Report(3)
	h.save(t, 18, 13, 0)
	d := h.sit(t, uitest.Laptop)
	d.says("Bài mới có một bản", "13:00", "Đây là bản hiện tại")
	d.keys(fyne.KeyF7, fyne.KeyDown, fyne.KeyPageDown)
	d.Restore()
	if len(h.restored) != 0 {
		t.Error("the only version was restored")
	}
}

func TestShelvesThatAreEmpty(t *testing.T) {
	h := newHouse(t)
	h.report = modeltest.Report(3)
	h.save(t, 18, 13, 0)
	h.save(t, 18, 13, 30, model.RemoveBlock{ID: h.report.Blocks[0].BlockID()})
	d := h.sit(t, uitest.Laptop)
	d.show(named)
	d.says("Chưa có bản nào được đặt tên")
	d.show(sent)
	d.says("Bài chưa được xuất hay đăng")
	if d.show(everything); uitest.Reads(d.w, "Bài chưa được xuất") || d.compared() != [2]int64{1, 2} {
		t.Errorf("back on the whole shelf: %v", d.compared())
	}
}

// An answer that comes late is not shown in the place of what is chosen now.
func TestLateAnswersAreNotShown(t *testing.T) {
	h := brief(t)
	d := h.sit(t, uitest.Laptop)
	h.runner.frozen = true
	d.keys(fyne.KeyDown, fyne.KeyDown)
	h.runner.thaw()
	if d.compared() != [2]int64{4, 7} {
		t.Errorf("answers in the wrong order show %v", d.compared())
	}
	h.runner.frozen = true
	d.keys(fyne.KeyDown, fyne.KeyUp)
	h.runner.thaw()
	if d.compared() != [2]int64{4, 7} || d.state.chosen != 4 {
		t.Errorf("there and back shows %v", d.compared())
	}
	h.runner.frozen = true
	d.keys(fyne.KeyDown)
	d.Close()
	h.runner.thaw() // nothing is touched any more
	if d.compared() != [2]int64{4, 7} {
		t.Errorf("a closed screen shows %v", d.compared())
	}
}

func TestSlowReadingIsSaid(t *testing.T) {
	h := brief(t)
	d := h.sit(t, uitest.Laptop)
	h.runner.frozen = true
	d.keys(fyne.KeyDown)
	if !d.reading.slow.Flush() {
		t.Fatal("nobody waits to say that it takes long")
	}
	uitest.Settle(d.w)
	d.says("Đang mở hai bản để so sánh…")
	h.runner.thaw()
	if d.compared() != [2]int64{5, 7} || d.reading.slow.Stop() {
		t.Errorf("after reading: %v", d.compared())
	}
}

func TestChangesAreJumpedTo(t *testing.T) {
	d := written(t).sit(t, uitest.Laptop)
	d.keys(fyne.KeyDown)
	n := len(d.sheet.table.changes())
	lit := func() int {
		found := -1
		for i, at := range d.sheet.table.changes() {
			if d.sheet.table.strips[at].mark.lit {
				found = i
			}
		}
		return found
	}
	for i, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyF7, 0}, {fyne.KeyN, 1}, {fyne.KeyF7, 2}, {fyne.KeyP, 1}, {fyne.KeyP, 0}, {fyne.KeyP, 0}} {
		d.keys(step.key)
		at := d.sheet.table.tops[d.sheet.table.changes()[step.want]] - d.sheet.scroll.Offset.Y
		if lit() != step.want || at < 0 || at > d.sheet.scroll.Size().Height {
			t.Errorf("step %d: change %d is lit, %v below the top", i, lit(), at)
		}
	}
	for range n + 3 {
		d.keys(fyne.KeyN)
	}
	if lit() != n-1 || !d.sheet.later.Disabled() || d.sheet.earlier.Disabled() {
		t.Errorf("at the end change %d of %d is lit", lit(), n)
	}
	before := d.sheet.scroll.Offset
	if d.keys(fyne.KeyPageUp); d.sheet.scroll.Offset.Y >= before.Y {
		t.Error("PageUp does not scroll")
	}
}

// Rows of both columns begin at one height, whatever is longer.
func TestColumnsStandRowByRow(t *testing.T) {
	d := written(t).sit(t, uitest.Laptop)
	d.keys(fyne.KeyDown)
	last := float32(-1)
	for i, s := range d.sheet.table.strips {
		if len(s.cells) != 2 {
			t.Fatalf("strip %d has %d cells", i, len(s.cells))
		}
		if s.cells[0] == nil && s.cells[1] == nil {
			t.Errorf("strip %d is empty", i)
		}
		for _, cell := range s.cells {
			if cell == nil {
				continue
			}
			if cell.Position().Y != d.sheet.table.tops[i] || cell.Position().Y <= last {
				t.Errorf("strip %d begins at %v, its cell at %v", i, d.sheet.table.tops[i], cell.Position().Y)
			}
			if cell.MinSize().Height > cell.Size().Height {
				t.Errorf("strip %d: a cell of %v in a place of %v", i, cell.MinSize().Height, cell.Size().Height)
			}
		}
		last = d.sheet.table.tops[i]
	}
}

func TestOnePage(t *testing.T) {
	d := brief(t).sit(t, uitest.Laptop)
	test.Tap(d.bars.onePage)
	if len(d.sheet.table.pages) != 1 {
		t.Error("the versions are not merged")
	}
	d.says("chữ thêm", "chữ bỏ")
	test.Tap(d.bars.onePage)
	if len(d.sheet.table.pages) != 2 {
		t.Error("the versions stay merged")
	}
	d.w.Resize(uitest.Narrow)
	uitest.Settle(d.w)
	if len(d.sheet.table.pages) != 1 || d.bars.onePage.Visible() {
		t.Error("two columns in a narrow window, or a choice that is none")
	}
	d.w.Resize(uitest.Laptop)
	uitest.Settle(d.w)
	if len(d.sheet.table.pages) != 2 || !d.bars.onePage.Visible() {
		t.Error("one column in a wide window")
	}
}

// Nothing is told by colour alone: what came is underlined, what went struck.
func TestChangesAreTintedAndMarked(t *testing.T) {
	d := written(t).sit(t, uitest.Laptop)
	d.keys(fyne.KeyDown)
	var came, went int
	for _, r := range d.reading.view.comparison.Rows {
		for _, run := range append(runs(r.Older()), runs(r.Newer())...) {
			switch run.Tint {
			case look.GoodGround:
				came++
				if !run.Underline || run.Struck {
					t.Errorf("%q came and is not underlined alone", run.Text)
				}
			case look.FaultGround:
				went++
				if run.Underline || !run.Struck {
					t.Errorf("%q went and is not struck alone", run.Text)
				}
			}
		}
	}
	if came == 0 || went == 0 {
		t.Errorf("%d runs came, %d went", came, went)
	}
}

func TestPhotosAreShownSmall(t *testing.T) {
	h := written(t)
	d := h.sit(t, fyne.NewSize(1366, 4000))
	d.keys(fyne.KeyDown)
	shown, crossed := 0, 0
	for _, th := range uitest.All[*thumb](d.w) {
		if th.image.Image != nil {
			shown++
		}
		if colour, _ := th.frame(); colour == look.Fault {
			crossed++
		}
	}
	if shown < 5 || crossed != 1 {
		t.Errorf("%d photos are shown, %d are crossed out", shown, crossed)
	}
}

// The time line holds no more objects than can be seen.
func TestAThousandVersions(t *testing.T) {
	h := newHouse(t)
	h.report = modeltest.Report(3)
	h.save(t, 18, 13, 0)
	f := &many{h}
	h.env.Historian = f
	d := h.sit(t, uitest.Laptop)
	if n := len(d.line.content.Objects); n == 0 || n > 40 {
		t.Errorf("%d objects for a thousand versions", n)
	}
	d.keys(fyne.KeyEnd)
	if n := len(d.line.content.Objects); n == 0 || n > 40 || d.row(1) == nil {
		t.Errorf("at the end %d objects", n)
	}
}

// many is a historian with a thousand versions of the last hours.
type many struct{ *house }

func (m *many) History(context.Context, model.ReportID) ([]model.Revision, error) {
	var all []model.Revision
	for rev := int64(1000); rev > 0; rev-- {
		all = append(all, model.Revision{Rev: rev, Saved: afternoon.AddDate(0, 0, -int(1000-rev)/100)})
	}
	return all, nil
}

func (m *many) Revision(_ context.Context, _ model.ReportID, rev int64) (model.Report, error) {
	r := modeltest.Report(3)
	r.Rev = rev
	return r, nil
}

// Long names are shown whole, at every width of the window.
func TestLongNamesAreShownWhole(t *testing.T) {
	name := strings.Repeat("Nghị quyết chuyên đề ", 8)
	h := newHouse(t)
	h.report = modeltest.Report(3)
	h.save(t, 18, 13, 0)
	h.pin(t, model.PinNamed, name)
	h.save(t, 18, 13, 5, model.RemoveBlock{ID: h.report.Blocks[0].BlockID()})
	d := h.sit(t, uitest.Narrow)
	row := d.row(1)
	if row.Size().Height < row.MinSize().Height || row.MinSize().Width > row.Size().Width {
		t.Errorf("a row of %v in a place of %v", row.MinSize(), row.Size())
	}
	d.says(name)
}
