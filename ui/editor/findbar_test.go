package editor

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model/manuscript"
	"tinxa/ui/uitest"
)

// finding is a desk with the bar over its page.
type finding struct {
	*desk
	bar     *finder
	all     []manuscript.Match // as the page shows them
	current int
	drawn   int // how often they were shown anew
}

func newFinding(t testing.TB, texts ...string) *finding {
	t.Helper()
	f := &finding{}
	f.desk = newDesk(t, paragraphs(texts...), f.build)
	return f
}

// build puts the bar over a page.
func (f *finding) build(d *desk, page fyne.CanvasObject) fyne.CanvasObject {
	f.bar = newFinder(d.ports(), func(all []manuscript.Match, current int) {
		f.all, f.current = all, current
		f.drawn++
	})
	d.after = append(d.after, f.bar.changed, f.bar.moved)
	return f.bar.over(page)
}

func (f *finding) shift(on bool) { f.bar.bar.shift = func() bool { return on } }

func (f *finding) selected() string {
	from, to := f.state.Ordered()
	box, _ := f.state.Box(from)
	return string(from.Block) + ":" + box.Text.Slice(from.Pos, to.Pos).Plain()
}

// TestTheBarIsPainted when it opens: what it stands over is asked for that, because
// the real window does not know a bar that it has never shown.
func TestTheBarIsPaintedWhenItOpens(t *testing.T) {
	f := newFinding(t, "Đảng ủy xã")
	before := f.page.refreshed
	if f.bar.find(); f.page.refreshed == before || !f.bar.bar.object.Visible() {
		t.Error("the bar was opened, and the window does not know")
	}
}

func TestTabGoesFromTheWordsToTheirReplacement(t *testing.T) {
	f := newFinding(t, "Đảng ủy xã")
	f.bar.change()
	if f.w.Canvas().FocusNext(); f.w.Canvas().Focused() != fyne.Focusable(f.bar.with) {
		t.Errorf("Tab leads to %T", f.w.Canvas().Focused())
	}
	f.bar.showReplace(false)
	f.w.Canvas().Focus(f.bar.words)
	if f.w.Canvas().FocusNext(); f.w.Canvas().Focused() == fyne.Focusable(f.bar.with) {
		t.Error("Tab leads to a field that is not to be seen")
	}
}

func TestFindFollowsTyping(t *testing.T) {
	f := newFinding(t, "Đảng ủy xã Suối Mây", "Xã có 12 thôn, xa trung tâm")
	f.bar.find()
	if f.w.Canvas().Focused() != fyne.Focusable(f.bar.words) {
		t.Fatal("the keyboard is not in the field")
	}
	test.Type(f.bar.words, "xa")
	if len(f.all) != 3 || f.current != 0 || f.bar.count.Text() != "1/3" {
		t.Fatalf("%d matches, the %d-th is selected, the bar says %q", len(f.all), f.current, f.bar.count.Text())
	}
	f.press(fyne.KeyReturn, fyne.KeyF3)
	if f.current != 2 || f.selected() != "b:xa" {
		t.Errorf("after two steps the %d-th is selected: %s", f.current, f.selected())
	}
	f.press(fyne.KeyReturn)
	if f.current != 0 {
		t.Errorf("behind the last one comes the %d-th", f.current)
	}
	f.shift(true)
	f.press(fyne.KeyReturn, fyne.KeyF3)
	if f.bar.count.Text() != "2/3" || f.selected() != "b:Xã" {
		t.Errorf("two steps back: %q, %s", f.bar.count.Text(), f.selected())
	}
	f.press(fyne.KeyEscape)
	if f.w.Canvas().Focused() != fyne.Focusable(f.page) || f.selected() != "b:Xã" || f.all != nil {
		t.Errorf("after Esc the keyboard is at %T, %s is selected, %d matches are shown", f.w.Canvas().Focused(), f.selected(), len(f.all))
	}
	if f.bar.bar.object.Visible() {
		t.Error("the bar is still there")
	}
}

// A step is shown once, however often the screen tells that something moved.
func TestMatchesAreDrawnWhenTheyAreOthers(t *testing.T) {
	f := newFinding(t, "xã xã xã")
	f.bar.find()
	test.Type(f.bar.words, "xã")
	f.drawn = 0
	f.press(fyne.KeyReturn, fyne.KeyReturn)
	if f.drawn != 2 {
		t.Errorf("two steps are drawn %d times", f.drawn)
	}
	f.bar.moved()
	f.bar.changed()
	if f.drawn != 2 {
		t.Error("drawn anew although nothing changed")
	}
}

func TestAccentsAndCapitalsCountWhereAsked(t *testing.T) {
	f := newFinding(t, "Xã xã xa")
	f.bar.find()
	test.Type(f.bar.words, "xã")
	test.Tap(f.bar.exact)
	if len(f.all) != 1 || f.selected() != "a:xã" || !f.bar.exact.On() {
		t.Errorf("%d matches, %s is selected", len(f.all), f.selected())
	}
	test.Tap(f.bar.exact)
	if len(f.all) != 3 {
		t.Errorf("%d matches when they do not count any more", len(f.all))
	}
}

func TestSelectedWordsAreFound(t *testing.T) {
	f := newFinding(t, "xã Suối Mây và xã Suối Mây", "dòng\nmới")
	f.state.Select(manuscript.Selection{Anchor: at("a", 26), Head: at("a", 18)})
	f.bar.find()
	if f.bar.words.Text != "Suối Mây" || f.bar.count.Text() != "2/2" {
		t.Errorf("looks for %q: %q", f.bar.words.Text, f.bar.count.Text())
	}
	f.press(fyne.KeyEscape)
	f.state.Select(manuscript.Selection{Anchor: at("b", 0), Head: at("b", 8)})
	f.bar.find()
	if f.bar.words.Text != "Suối Mây" {
		t.Errorf("two lines were taken for words to find: %q", f.bar.words.Text)
	}
}

func TestNothingFoundIsSaid(t *testing.T) {
	f := newFinding(t, "xã Suối Mây")
	f.bar.find()
	if f.bar.count.Text() != "" || !f.bar.every.Disabled() {
		t.Errorf("without words the bar says %q", f.bar.count.Text())
	}
	f.state.Select(manuscript.At(at("a", 3)))
	test.Type(f.bar.words, "phường")
	if f.bar.count.Text() != "Không thấy" || !f.bar.one.Disabled() || f.selected() != "a:" {
		t.Errorf("the bar says %q, %s is selected", f.bar.count.Text(), f.selected())
	}
	f.press(fyne.KeyReturn)
	f.bar.replaceAll()
	if len(f.told) != 0 || len(f.faults) != 0 {
		t.Errorf("told %v, failed %v", f.told, f.faults)
	}
}

func TestMatchesFollowWhatIsWritten(t *testing.T) {
	f := newFinding(t, "xã Suối Mây", "xã Bến Lụa")
	f.bar.find()
	test.Type(f.bar.words, "xã")
	f.state.Select(manuscript.At(at("a", 0)))
	f.ports().run(manuscript.Type("Tại xã kia, "))
	if len(f.all) != 3 || f.all[1].At.Pos != 12 || f.current != -1 || f.bar.count.Text() != "3 chỗ" {
		t.Errorf("%v, the %d-th, %q", f.all, f.current, f.bar.count.Text())
	}
	f.state.Undo()
	f.bar.changed()
	if len(f.all) != 2 {
		t.Errorf("after an undo: %v", f.all)
	}
}

func TestReplaceOneAfterAnother(t *testing.T) {
	f := newFinding(t, "xã xã xã", "")
	f.bar.change()
	test.Type(f.bar.words, "xã")
	test.Type(f.bar.with, "xã Suối Mây")
	f.w.Canvas().Focus(f.bar.with)
	f.press(fyne.KeyReturn)
	if got := f.text("a"); got != "xã Suối Mây xã xã" || f.current != 1 {
		t.Fatalf("%q, then the %d-th is selected", got, f.current)
	}
	f.press(fyne.KeyReturn)
	if got := f.text("a"); got != "xã Suối Mây xã Suối Mây xã" {
		t.Errorf("%q", got)
	}
	f.state.Select(manuscript.At(at("b", 0)))
	f.bar.replace()
	if got := f.text("a"); got != "xã Suối Mây xã Suối Mây xã" || f.current != 0 {
		t.Errorf("without a match selected: %q, then the %d-th", got, f.current)
	}
}

func TestReplaceAllIsOneStepOfUndo(t *testing.T) {
	f := newFinding(t, "uỷ ban và uỷ viên", "uỷ ban")
	f.bar.change()
	test.Type(f.bar.words, "uỷ")
	test.Type(f.bar.with, "ủy")
	test.Tap(f.bar.every)
	if f.text("a") != "ủy ban và ủy viên" || f.text("b") != "ủy ban" {
		t.Errorf("%q, %q", f.text("a"), f.text("b"))
	}
	if len(f.told) != 1 || f.told[0] != "Đã thay 3 chỗ." {
		t.Errorf("told %q", f.told)
	}
	if !f.state.Undo() || f.text("a") != "uỷ ban và uỷ viên" || f.text("b") != "uỷ ban" || f.state.CanUndo() {
		t.Errorf("undone: %q, %q", f.text("a"), f.text("b"))
	}
}

func TestF3FindsAgainWithoutTheBar(t *testing.T) {
	f := newFinding(t, "xã một", "xã hai")
	f.bar.find()
	test.Type(f.bar.words, "xã")
	f.press(fyne.KeyEscape)
	if !f.bar.key(&fyne.KeyEvent{Name: fyne.KeyF3}) || f.selected() != "b:xã" || f.bar.bar.open {
		t.Errorf("F3 selected %s", f.selected())
	}
	f.shift(true)
	f.bar.key(&fyne.KeyEvent{Name: fyne.KeyF3})
	if f.selected() != "a:xã" {
		t.Errorf("Shift+F3 selected %s", f.selected())
	}
	if f.bar.key(&fyne.KeyEvent{Name: fyne.KeyEscape}) || f.bar.key(&fyne.KeyEvent{Name: fyne.KeyF4}) {
		t.Error("keys of others were taken")
	}
	f.bar.words.SetText("thôn")
	f.bar.key(&fyne.KeyEvent{Name: fyne.KeyF3})
	if !f.bar.bar.open {
		t.Error("what is found nowhere opens no bar to say so")
	}
}

func TestF3WithoutWordsAsksForThem(t *testing.T) {
	f := newFinding(t, "xã")
	f.bar.key(&fyne.KeyEvent{Name: fyne.KeyF3})
	if !f.bar.bar.open || f.w.Canvas().Focused() != fyne.Focusable(f.bar.words) {
		t.Error("nobody asks what to find")
	}
}

// The bar lies over the page and lets it be used; what is typed there goes on.
func TestTheBarLeavesThePageInItsPlace(t *testing.T) {
	f := newFinding(t, "xã")
	before := f.page.Size()
	f.bar.change()
	uitest.Settle(f.w)
	if f.page.Size() != before {
		t.Errorf("the page was %v and is %v", before, f.page.Size())
	}
	bar := f.bar.bar.object
	if right := bar.Position().X + bar.Size().Width; right > before.Width || bar.Size().Width > 560 || bar.Position().Y > 16 {
		t.Errorf("the bar stands at %v with %v", bar.Position(), bar.Size())
	}
}
