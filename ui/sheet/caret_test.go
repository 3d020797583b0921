package sheet

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// clock is a Runner whose time goes on when the test says so.
type clock struct {
	waiting []*alarm
	set     int // how often it was asked to call later
}

type alarm struct {
	after time.Duration
	call  func()
}

func (c *clock) Run(f func()) { f() }
func (c *clock) Do(f func())  { f() }

func (c *clock) After(wait time.Duration, f func()) (stop func()) {
	c.set++
	a := &alarm{wait, f}
	c.waiting = append(c.waiting, a)
	return func() { a.call = nil }
}

// pass lets time go by until nothing waits any more, and reports how much.
func (c *clock) pass(most time.Duration) (passed time.Duration) {
	for passed < most {
		now := c.waiting
		c.waiting = nil
		for _, a := range now {
			if a.call != nil {
				passed += a.after
				a.call()
			}
		}
		if len(c.waiting) == 0 {
			return passed
		}
	}
	return passed
}

// step lets the first alarm go off.
func (c *clock) step() {
	now := c.waiting
	c.waiting = nil
	for _, a := range now {
		if a.call != nil {
			a.call()
		}
	}
}

func TestTheCaretBlinksAndThenRests(t *testing.T) {
	var c clock
	y := sitDown(t, &c, shortWindow, paragraphs("Đồng chí")...)
	line := y.hands.caret.line
	y.types("a")
	seen := []bool{line.Visible()}
	for range 4 {
		c.step()
		seen = append(seen, line.Visible())
	}
	if want := [5]bool{true, false, true, false, true}; [5]bool(seen) != want {
		t.Errorf("the caret was seen %v, want %v", seen, want)
	}
	y.types("b")
	if passed := c.pass(time.Hour); passed < 4*time.Second || passed > 6*time.Second {
		t.Errorf("the caret came to rest after %v, want 5 s", passed)
	}
	if !line.Visible() {
		t.Error("the caret rests unseen")
	}
	asked := c.set
	if passed := c.pass(time.Hour); passed != 0 || c.set != asked {
		t.Errorf("a window at rest worked for %v", passed)
	}
}

func TestTheCaretIsSeenOnlyWhereLettersGo(t *testing.T) {
	var c clock
	y := sitDown(t, &c, shortWindow, paragraphs("Đồng chí")...)
	line := y.hands.caret.line
	y.press("Home", "Shift+End")
	if line.Visible() || c.pass(time.Hour) != 0 {
		t.Error("a caret in a selection")
	}
	y.press("Left")
	y.window.Canvas().Unfocus()
	if line.Visible() || c.pass(time.Hour) != 0 {
		t.Error("a caret without the keyboard")
	}
	y.Reveal()
	if !line.Visible() {
		t.Error("no caret with the keyboard")
	}
}

func TestTheCaretDoesNotBlinkWithoutMotion(t *testing.T) {
	var c clock
	y := sitDown(t, &c, shortWindow, paragraphs("Đồng chí")...)
	c.pass(time.Hour)
	if y.hands.caret.hold(false); c.pass(time.Hour) != 0 || !y.hands.caret.line.Visible() {
		t.Error("the caret blinks though motion is off")
	}
}

func TestTheCaretStandsAtTheLetter(t *testing.T) {
	y := write(t, "Đồng chí|")
	line := y.hands.caret.line
	before := line.Position()
	y.types("x")
	if line.Position().X <= before.X || line.Position().Y != before.Y {
		t.Errorf("the caret went from %v to %v", before, line.Position())
	}
	window, size := y.CaretBox()
	if inWindow := y.origin().Add(line.Position()); far(window, inWindow, 2) || size.Height != line.Size().Height {
		t.Errorf("told at %v %v, drawn at %v %v", window, size, inWindow, line.Size())
	}
	narrow := line.Size().Width
	y.SetZoom(2)
	if got := line.Size(); got.Width <= narrow || got.Height <= size.Height {
		t.Errorf("at 200 %% the caret is %v", got)
	}
}

func long(n int) []model.Block {
	text := strings.Repeat("Hội nghị đã nghe báo cáo kết quả sáu tháng đầu năm. ", 6)
	var all []model.Block
	for range n {
		all = append(all, model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(text)})
	}
	return all
}

// inView reports whether the caret is seen, with a line of air where the page
// has it.
func (y *typist) inView() bool {
	pos, height := y.layout.caretAt(y.state.Selection().Head)
	top, bottom := y.scroll.Offset.Y, y.scroll.Offset.Y+y.scroll.Size().Height
	air := y.lineHeight() - 1
	first, last := top == 0, bottom >= y.page.Size().Height-1
	return (first || pos.Y-air >= top) && (last || pos.Y+height+air <= bottom)
}

func TestThePageFollowsTheCaret(t *testing.T) {
	var c clock
	y := sitDown(t, &c, shortWindow, long(20)...)
	y.press("Ctrl+Home")
	for _, keys := range []string{"Ctrl+End", "Ctrl+Home", "Next", "Next", "Prior", "End"} {
		if y.press(keys); !y.inView() {
			t.Errorf("after %s the caret is out of view", keys)
		}
	}
	for i := range 200 {
		if y.press("Down"); !y.inView() {
			t.Fatalf("after %d lines down the caret is out of view", i)
		}
	}
	y.scrollTo(0)
	if y.types("x"); !y.inView() || y.scroll.Offset.Y == 0 {
		t.Error("typing does not bring the caret back into view")
	}
	for i := range 40 {
		if y.press("Return"); !y.inView() {
			t.Fatalf("after %d times Enter the caret is out of view", i)
		}
	}
}

func TestPagesDownAndUpKeepTheCaretsHeight(t *testing.T) {
	var c clock
	y := sitDown(t, &c, shortWindow, long(20)...)
	y.press("Ctrl+Home")
	y.press("Next", "Next")
	height := func() float32 {
		pos, _ := y.layout.caretAt(y.state.Selection().Head)
		return pos.Y - y.scroll.Offset.Y
	}
	at, offset := height(), y.scroll.Offset.Y
	y.press("Next")
	if far := y.scroll.Offset.Y - offset; far < shortWindow/2 || far > shortWindow {
		t.Errorf("a page is %v high in a window of %d", far, shortWindow)
	}
	if got := height(); got < at-1 || got > at+1 {
		t.Errorf("the caret went from %v to %v in the window", at, got)
	}
	for range 40 {
		y.press("Next")
	}
	if b, _ := y.state.Box(y.state.Selection().Head); b.Form != manuscript.FormByline {
		t.Errorf("many pages down the caret is in a %s", b.Form)
	}
	for range 60 {
		y.press("Prior")
	}
	if b, _ := y.state.Box(y.state.Selection().Head); b.Form != manuscript.FormKicker {
		t.Errorf("many pages up the caret is in a %s", b.Form)
	}
}

func TestAnOutlineLeadsToItsBlock(t *testing.T) {
	var c clock
	blocks := long(20)
	y := sitDown(t, &c, shortWindow, blocks...)
	y.window.Canvas().Unfocus()
	y.Follow(blocks[10].BlockID())
	if got := y.state.Selection().Head; got.Block != blocks[10].BlockID() || got.Pos != 0 {
		t.Errorf("the caret is at %v", got)
	}
	if pos, _ := y.layout.caretAt(y.state.Selection().Head); pos.Y-y.scroll.Offset.Y > 3*y.lineHeight() {
		t.Error("the block is not at the top")
	}
	if y.window.Canvas().Focused() != y.page {
		t.Error("the page has not got the keyboard")
	}
	before := y.state.Selection()
	if y.Follow("nowhere0"); y.state.Selection() != before {
		t.Error("a block that is not there moves the caret")
	}
}

func TestDraggingBeyondTheEdgeScrolls(t *testing.T) {
	var c clock
	y := sitDown(t, &c, shortWindow, long(20)...)
	y.press("Ctrl+Home")
	start := y.middle(manuscript.Spot{Field: manuscript.Title, Pos: 2})
	y.down(start)
	y.draggedTo(fyne.NewPos(400, y.scroll.Offset.Y+y.scroll.Size().Height+40))
	for range 30 {
		c.step()
	}
	if y.scroll.Offset.Y < 200 {
		t.Errorf("scrolled to %v only", y.scroll.Offset.Y)
	}
	if head := y.layout.find(y.state.Selection().Head); y.layout.places[head].bottom() < y.scroll.Offset.Y {
		t.Error("the selection does not grow with it")
	}
	y.draggedTo(fyne.NewPos(400, y.scroll.Offset.Y+100))
	before := y.scroll.Offset.Y
	if c.step(); y.scroll.Offset.Y != before {
		t.Error("it scrolls on though the pointer is back")
	}
	y.draggedTo(fyne.NewPos(400, y.scroll.Offset.Y-40))
	y.up(fyne.NewPos(400, y.scroll.Offset.Y-40))
	if c.step(); y.scroll.Offset.Y != before {
		t.Error("it scrolls on though the button was let go")
	}
}
