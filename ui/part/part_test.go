package part_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// pressed is what every part that can be pressed is asked to be.
type pressed interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Tappable
	fyne.Disableable
}

func TestClickEnterAndSpacePressEveryPart(t *testing.T) {
	presses := 0
	press := func() { presses++ }
	parts := map[string]func() pressed{
		"primary":  func() pressed { return part.NewPrimary("Bài mới", look.IconAdd, press) },
		"framed":   func() pressed { return part.NewButton("Mở bài mẫu", "", press) },
		"plain":    func() pressed { return part.NewPlain("Xem trước", "", press) },
		"icon":     func() pressed { return part.NewIconButton(look.IconBold, "Chữ đậm", "Ctrl+B", press) },
		"card":     func() pressed { return part.NewCard(part.NewText(look.Control, "Bài"), press) },
		"list row": func() pressed { return part.NewRow(part.NewText(look.Control, "Bài"), press) },
	}
	for name, build := range parts {
		var p pressed
		w := uitest.New(t, fyne.NewSize(300, 100), func() fyne.CanvasObject { p = build(); return p })
		presses = 0
		test.Tap(p)
		w.Canvas().Focus(p)
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnter})
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
		if presses != 4 {
			t.Errorf("%s: pressed %d times by a click and three keys", name, presses)
		}
		p.Disable()
		test.Tap(p)
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		if presses != 4 {
			t.Errorf("%s: could be pressed while disabled", name)
		}
	}
}

func TestFocusAndHoverAreSeen(t *testing.T) {
	var b *part.Button
	w := uitest.New(t, fyne.NewSize(200, 60), func() fyne.CanvasObject {
		b = part.NewButton("Mở bài mẫu", "", func() {})
		return container.NewCenter(b)
	})
	quiet := test.RenderToMarkup(w.Canvas())
	w.Canvas().Focus(b)
	focused := test.RenderToMarkup(w.Canvas())
	w.Canvas().Unfocus()
	b.MouseIn(nil)
	hovered := test.RenderToMarkup(w.Canvas())
	b.MouseOut()
	if focused == quiet || hovered == quiet || focused == hovered {
		t.Error("focus and hover do not each look their own way")
	}
	if test.RenderToMarkup(w.Canvas()) != quiet {
		t.Error("something stayed after pointer and keyboard were gone")
	}
}

func TestTargetsAreLargeEnough(t *testing.T) {
	uitest.New(t, uitest.Laptop, func() fyne.CanvasObject { return part.NewText(look.Control, "x") })
	for name, o := range map[string]fyne.CanvasObject{
		"icon button": part.NewIconButton(look.IconMore, "Thêm", "", func() {}),
		"button":      part.NewButton("Có", "", func() {}),
		"field":       part.NewField("Tên"),
		"search":      part.NewSearchBox("Tìm", func(string) {}),
	} {
		if s := o.MinSize(); s.Width < look.TargetSize || s.Height < look.TargetSize {
			t.Errorf("%s is %v", name, s)
		}
	}
	if h := part.NewRow(part.NewText(look.Label, "x"), nil).MinSize().Height; h < look.RowHeight {
		t.Errorf("a row is %v high", h)
	}
}

func TestButtonsHoldLongNames(t *testing.T) {
	uitest.New(t, uitest.Laptop, func() fyne.CanvasObject { return part.NewText(look.Control, "x") })
	name := strings.Repeat("Ủy ban ", 6) // 42 letters
	b := part.NewButton(name, look.IconFolder, func() {})
	if b.MinSize().Width < fyne.MeasureText(name, 14, look.SemiBold).Width {
		t.Error("a name of 42 letters is cut")
	}
}

func TestCutTextEndsInDots(t *testing.T) {
	const long = "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 4 (mở rộng)"
	var text *part.Text
	w := uitest.New(t, fyne.NewSize(150, 30), func() fyne.CanvasObject {
		text = part.NewCutText(look.Control, long)
		return text
	})
	shown := test.RenderToMarkup(w.Canvas())
	if strings.Contains(shown, long) || !strings.Contains(shown, "…") || !strings.Contains(shown, "Hội nghị") {
		t.Errorf("shown: %s", shown)
	}
	if text.Text() != long {
		t.Errorf("the whole text is lost: %q", text.Text())
	}
	w.Resize(fyne.NewSize(700, 30))
	if !strings.Contains(test.RenderToMarkup(w.Canvas()), long) {
		t.Error("there is room, and yet it is cut")
	}
}

func TestFilterBar(t *testing.T) {
	var taken []int
	var bar *part.FilterBar
	w := uitest.New(t, fyne.NewSize(600, 60), func() fyne.CanvasObject {
		bar = part.NewFilterBar(func(i int) { taken = append(taken, i) })
		bar.Set(part.Filter{Label: "Tất cả", Count: 1280}, part.Filter{Label: "Nháp", Count: 6}, part.Filter{Label: "Thùng rác", Count: -1})
		return bar
	})
	shown := test.RenderToMarkup(w.Canvas())
	if !strings.Contains(shown, "1.280") || strings.Contains(shown, "-1") {
		t.Errorf("counts are wrong: %s", shown)
	}
	w.Canvas().FocusNext()
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(taken) != 3 || taken[0] != 1 || taken[1] != 2 || taken[2] != 1 || bar.Selected() != 1 {
		t.Errorf("arrows took %v and stand at %d", taken, bar.Selected())
	}
	bar.Set(part.Filter{Label: "Tất cả", Count: 3})
	if strings.Contains(test.RenderToMarkup(w.Canvas()), "Thùng rác") {
		t.Error("a choice that is gone is still shown")
	}
}

func TestSearchBox(t *testing.T) {
	var asked []string
	var box *part.SearchBox
	w := uitest.New(t, fyne.NewSize(300, 60), func() fyne.CanvasObject {
		box = part.NewSearchBox("Tìm bài", func(q string) { asked = append(asked, q) })
		return container.NewCenter(box)
	})
	w.Canvas().Focus(box.Entry)
	test.Type(box.Entry, "uy ")
	box.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := strings.Join(asked, "|"); got != "u|uy|uy|" || box.Entry.Text != "" {
		t.Errorf("asked %q, left %q", got, box.Entry.Text)
	}
}

func TestEntryHooks(t *testing.T) {
	var e *part.Entry
	w := uitest.New(t, fyne.NewSize(300, 60), func() fyne.CanvasObject { e = part.NewField(""); return e })
	e.OnKey = func(k *fyne.KeyEvent) bool { return k.Name == fyne.KeyBackspace }
	w.Canvas().Focus(e)
	test.Type(e, "xã")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if e.Text != "xã" {
		t.Errorf("a key that OnKey took reached the text: %q", e.Text)
	}
	e.OnKey = nil
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	w.Canvas().Unfocus()
	if e.Text != "x" {
		t.Errorf("text %q", e.Text)
	}
}

func TestCardRevealsUnderPointerAndKeyboard(t *testing.T) {
	var c *part.Card
	var more *part.IconButton
	w := uitest.New(t, fyne.NewSize(300, 60), func() fyne.CanvasObject {
		more = part.NewIconButton(look.IconMore, "Thêm", "", func() {})
		c = part.NewRow(part.HStack(0, part.NewText(look.Control, "Bài"), more), func() {}).Reveal(more)
		return c
	})
	states := []bool{more.Visible()}
	c.MouseIn(nil)
	states = append(states, more.Visible())
	w.Canvas().Focus(c)
	c.MouseOut()
	states = append(states, more.Visible())
	w.Canvas().Unfocus()
	states = append(states, more.Visible())
	if states[0] || !states[1] || !states[2] || states[3] {
		t.Errorf("shown at rest, hovered, focused, left: %v", states)
	}
}

func TestBannerAndProgress(t *testing.T) {
	calls := ""
	var banner *part.Banner
	var line *part.ProgressLine
	w := uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		banner = part.NewBanner(part.ToneFault, "Ổ đĩa đã hết chỗ.").WithAction("Lưu lại", func() { calls += "save " }).
			WithClose(func() { calls += "closed " })
		line = part.NewProgressLine("Đang xuất", func() { calls += "stop" })
		return part.VStack(0, banner, line)
	})
	line.Set(3, 5, "Đang xuất ảnh 3")
	if shown := test.RenderToMarkup(w.Canvas()); !strings.Contains(shown, "3 trên 5") || !strings.Contains(shown, "Đang xuất ảnh 3") {
		t.Error("how far it is cannot be read")
	}
	for range 3 {
		w.Canvas().FocusNext()
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	if calls != "save closed stop" || banner.Visible() {
		t.Errorf("calls %q, banner still there: %v", calls, banner.Visible())
	}
	line.Set(0, 0, "Đang tìm")
	if strings.Contains(test.RenderToMarkup(w.Canvas()), "trên") {
		t.Error("an unknown end is counted")
	}
}

// pass lets time go by and then the window come to what waits for it.
func pass(q *task.Queue, d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
	q.Drain()
}

// onStage is a window with one icon button on a stage.
func onStage(t *testing.T, r task.Runner) (fyne.Window, *part.Stage, *part.IconButton) {
	t.Helper()
	var b *part.IconButton
	w := uitest.New(t, fyne.NewSize(600, 300), func() fyne.CanvasObject {
		b = part.NewIconButton(look.IconBold, "Chữ đậm", "Ctrl+B", func() {})
		return part.NewStage(r, container.NewCenter(b))
	})
	return w, part.StageOf(b), b
}

func TestHintWaitsForThePointerToRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		w, _, b := onStage(t, &q)
		says := func() bool {
			shown := test.RenderToMarkup(w.Canvas())
			return strings.Contains(shown, "Chữ đậm") && strings.Contains(shown, "Ctrl+B")
		}
		b.MouseIn(nil)
		pass(&q, part.TipDelay/2)
		if says() {
			t.Error("the hint came before the pointer rested")
		}
		pass(&q, part.TipDelay)
		if !says() {
			t.Error("no hint")
		}
		uitest.Shot(t, "part-hint", w)
		b.MouseOut()
		if says() {
			t.Error("the hint stayed")
		}
		b.MouseIn(nil)
		b.MouseOut()
		pass(&q, 2*part.TipDelay)
		if says() {
			t.Error("a hint for a pointer that is gone")
		}
	})
}

func TestToastGoesAwayByItselfOrByItsButton(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		w, stage, _ := onStage(t, &q)
		says := func(s string) bool { return strings.Contains(test.RenderToMarkup(w.Canvas()), s) }
		stage.Toast("Đã chuyển vào thùng rác.", "Hoàn tác", func() { t.Error("undone by nobody") })
		pass(&q, part.ToastTime/2)
		undone := 0
		stage.Toast("Đã xóa ảnh.", "Hoàn tác", func() { undone++ })
		pass(&q, part.ToastTime/2+time.Second)
		if says("thùng rác") || !says("Đã xóa ảnh.") {
			t.Error("the newer toast did not take the older one's place and time")
		}
		w.Canvas().FocusNext()
		w.Canvas().FocusNext()
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if undone != 1 || says("Đã xóa ảnh.") {
			t.Errorf("undone %d times, toast still there: %v", undone, says("Đã xóa ảnh."))
		}
		stage.Toast("Đã chép.", "", nil)
		pass(&q, part.ToastTime+time.Second)
		if says("Đã chép.") {
			t.Error("the toast stayed")
		}
	})
}

func TestStageChangesScreens(t *testing.T) {
	w, stage, _ := onStage(t, task.Inline{})
	stage.Toast("Đã lưu.", "", nil)
	stage.SetScreen(part.NewText(look.Title, "Soạn bài"))
	shown := test.RenderToMarkup(w.Canvas())
	if !strings.Contains(shown, "Soạn bài") || !strings.Contains(shown, "Đã lưu.") {
		t.Error("the new screen is not there, or the toast went with the old one")
	}
	if w.Canvas().Overlays().Top() != nil {
		t.Error("hints must not be overlays: these take the keyboard")
	}
}

func TestLayouts(t *testing.T) {
	uitest.New(t, uitest.Laptop, func() fyne.CanvasObject { return part.NewText(look.Control, "x") })
	column := part.Column(look.PageWidth, part.NewText(look.Control, "x"))
	column.Resize(fyne.NewSize(1000, 100))
	if o := column.Objects[0]; o.Size().Width != 720 || o.Position().X != 140 {
		t.Errorf("a page in 1000 is %v wide at %v", o.Size().Width, o.Position().X)
	}
	column.Resize(fyne.NewSize(500, 100))
	if o := column.Objects[0]; o.Size().Width != 500 || o.Position().X != 0 {
		t.Errorf("a page in 500 is %v wide at %v", o.Size().Width, o.Position().X)
	}
	left, middle := part.Sized(100, 10, part.NewText(look.Label, "")), part.Sized(50, 10, part.NewText(look.Label, ""))
	frame := part.Frame(nil, nil, left, nil, middle)
	frame.Resize(fyne.NewSize(400, 200))
	if middle.Position().X != 100 || middle.Size() != fyne.NewSize(300, 200) {
		t.Errorf("the middle is %v at %v", middle.Size(), middle.Position())
	}
	left.Hide()
	frame.Resize(fyne.NewSize(401, 200))
	if middle.Position().X != 0 || middle.Size().Width != 401 {
		t.Errorf("beside nothing the middle is %v at %v", middle.Size(), middle.Position())
	}
}

func TestEscOnAButtonGoesToTheScreen(t *testing.T) {
	b := part.NewButton("Xuất", "", func() { t.Error("Esc pressed the button") })
	w := uitest.New(t, fyne.NewSize(200, 80), func() fyne.CanvasObject { return b })
	var heard fyne.KeyName
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { heard = k.Name })
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if heard != fyne.KeyEscape {
		t.Error("the screen heard nothing")
	}
	choice := part.NewSelect("", []string{"Lưu nháp"}, nil)
	w.SetContent(choice)
	heard = ""
	if choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}); heard != fyne.KeyEscape {
		t.Error("a choice keeps Esc to itself")
	}
}

// TestTintAndStrike: what is said by a tint is said by a line as well, in a
// colour of its own, under the words or through them.
func TestTintAndStrike(t *testing.T) {
	uitest.New(t, uitest.Laptop, func() fyne.CanvasObject { return part.NewText(look.Control, "x") })
	drawn := func(r part.Run) []fyne.CanvasObject {
		f := part.NewFlow(look.Body)
		f.Set([]part.Run{r})
		f.Resize(fyne.NewSize(300, 40))
		return test.WidgetRenderer(f).Objects()
	}
	under := drawn(part.Run{Text: "mười", Underline: true, Tint: look.GoodGround, Stroke: look.Good})
	through := drawn(part.Run{Text: "mười", Struck: true, Tint: look.FaultGround, Stroke: look.Fault})
	for name, objects := range map[string][]fyne.CanvasObject{"added": under, "removed": through} {
		if len(objects) != 3 {
			t.Fatalf("%s: %d objects, want ground, words and line", name, len(objects))
		}
		ground, words, line := objects[0].(*canvas.Rectangle), objects[1].(*canvas.Text), objects[2].(*canvas.Rectangle)
		if ground.Size().Width != words.Size().Width || line.Size().Width != words.Size().Width {
			t.Errorf("%s: ground %v, words %v, line %v wide", name, ground.Size().Width, words.Size().Width, line.Size().Width)
		}
		if words.Color == line.FillColor || ground.FillColor == line.FillColor {
			t.Errorf("%s: the line has not its own colour", name)
		}
		if line.Position().Y <= ground.Position().Y || line.Position().Y >= ground.Position().Y+ground.Size().Height {
			t.Errorf("%s: the line is outside the ground", name)
		}
	}
	if gap := under[2].Position().Y - through[2].Position().Y; gap < look.Body.Size()/4 {
		t.Errorf("the line through the words is only %v above the one under them", gap)
	}
}
