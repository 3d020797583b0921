package part_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// opened is a window with a field that has the keyboard and a menu above it.
type opened struct {
	w      fyne.Window
	field  *part.Entry
	menu   *part.Menu
	chosen []string
	closed int
}

func (o *opened) choice(text string, key rune) part.Choice {
	return part.Choice{Text: text, Key: key, Do: func() { o.chosen = append(o.chosen, text) }}
}

func openMenu(t *testing.T, form part.MenuForm, at fyne.Position) *opened {
	t.Helper()
	o := &opened{field: part.NewField("")}
	o.w = uitest.New(t, fyne.NewSize(500, 400), func() fyne.CanvasObject {
		return container.NewVBox(o.field)
	})
	if form.Offer == nil {
		form.Offer = func(string) []part.Choice {
			return []part.Choice{o.choice("Một", '1'), o.choice("Hai", '2'), o.choice("Ba", 0)}
		}
	}
	form.Closed = func() { o.closed++ }
	o.w.Canvas().Focus(o.field)
	o.menu = part.OpenMenu(o.w.Canvas(), form, at, fyne.NewSize(2, 20))
	return o
}

func (o *opened) press(names ...fyne.KeyName) {
	for _, name := range names {
		o.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func TestAMenuIsSteeredByKeys(t *testing.T) {
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyReturn}, "Một"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyEnter}, "Hai"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeyReturn}, "Ba"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn}, "Một"},
		{[]fyne.KeyName{fyne.KeyEscape}, ""},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyTab}, ""},
	} {
		o := openMenu(t, part.MenuForm{}, fyne.NewPos(20, 20))
		o.press(c.keys...)
		if got := strings.Join(o.chosen, "|"); got != c.want {
			t.Errorf("%v chose %q, want %q", c.keys, got, c.want)
		}
		if o.closed != 1 || o.w.Canvas().Overlays().Top() != nil {
			t.Errorf("%v: closed %d times, still there: %v", c.keys, o.closed, o.w.Canvas().Overlays().Top() != nil)
		}
		if o.w.Canvas().Focused() != fyne.Focusable(o.field) {
			t.Errorf("%v: the keyboard is at %v", c.keys, o.w.Canvas().Focused())
		}
	}
}

// The character follows its key; pressed by the key, it would be typed into the
// text.
func TestARowIsPressedByItsCharacterAndNotByItsKey(t *testing.T) {
	o := openMenu(t, part.MenuForm{}, fyne.NewPos(20, 20))
	o.press(fyne.Key2, fyne.KeySpace)
	if len(o.chosen) != 0 {
		t.Fatalf("the key alone chose %v", o.chosen)
	}
	o.w.Canvas().Focused().TypedRune('7')
	o.w.Canvas().Focused().TypedRune('2')
	if got := strings.Join(o.chosen, "|"); got != "Hai" || o.field.Text != "" {
		t.Errorf("chose %q, and %q reached the text", got, o.field.Text)
	}
}

func TestWhatHoldsNowIsMarkedFirst(t *testing.T) {
	var o *opened
	o = openMenu(t, part.MenuForm{Offer: func(string) []part.Choice {
		now := part.Choice{Text: "100 %", On: true, Do: func() { o.chosen = append(o.chosen, "100 %") }}
		return []part.Choice{{Text: "80 %"}, now, {Text: "150 %"}}
	}}, fyne.NewPos(20, 20))
	o.press(fyne.KeyReturn)
	if len(o.chosen) != 1 {
		t.Errorf("Enter chose %v", o.chosen)
	}
}

func TestAMenuIsPressed(t *testing.T) {
	o := openMenu(t, part.MenuForm{}, fyne.NewPos(20, 20))
	test.TapCanvas(o.w.Canvas(), fyne.NewPos(60, 95))
	if got := strings.Join(o.chosen, "|"); got != "Hai" {
		t.Errorf("a click on the second row chose %q", got)
	}
	o = openMenu(t, part.MenuForm{}, fyne.NewPos(20, 20))
	test.TapCanvas(o.w.Canvas(), fyne.NewPos(60, 46))
	if o.closed != 0 {
		t.Error("a click on the panel's edge closed it")
	}
	test.TapCanvas(o.w.Canvas(), fyne.NewPos(480, 380))
	if o.closed != 1 || len(o.chosen) != 0 {
		t.Errorf("a click beside closed it %d times and chose %v", o.closed, o.chosen)
	}
}

func TestAMenuIsNarrowedDown(t *testing.T) {
	names := []string{"Nguyễn Thị Hạ", "Trần Văn Đông", "Nguyễn Văn Xuân"}
	var o *opened
	o = openMenu(t, part.MenuForm{Filter: "Tên", Offer: func(words string) []part.Choice {
		var all []part.Choice
		for _, name := range names {
			if strings.HasPrefix(name, words) {
				all = append(all, o.choice(name, 0))
			}
		}
		return all
	}}, fyne.NewPos(20, 20))
	test.Type(o.w.Canvas().Focused(), "Ng")
	if got := strings.Join(o.menu.Rows(), "|"); got != "Nguyễn Thị Hạ|Nguyễn Văn Xuân" {
		t.Fatalf("offered %q", got)
	}
	o.press(fyne.KeyDown, fyne.KeyReturn)
	if got := strings.Join(o.chosen, "|"); got != "Nguyễn Văn Xuân" {
		t.Errorf("chose %q", got)
	}
	if o.field.Text != "" {
		t.Errorf("%q reached the text below", o.field.Text)
	}
}

func TestAMenuWithoutRowsDoesNothing(t *testing.T) {
	o := openMenu(t, part.MenuForm{Filter: "Tên", Offer: func(string) []part.Choice { return nil }}, fyne.NewPos(20, 20))
	o.press(fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if o.closed != 0 {
		t.Error("Enter on nothing closed the menu")
	}
	o.press(fyne.KeyEscape)
	if o.closed != 1 {
		t.Error("Esc did not close it")
	}
}

// Wherever the caret stands, the menu is inside the window and does not cover
// it.
func TestAMenuStandsInsideTheWindow(t *testing.T) {
	const height = 8 + 10 + 8 + 3*32 + 8 // of the whole panel
	for _, at := range []fyne.Position{{X: 10, Y: 10}, {X: 480, Y: 10}, {X: 250, Y: 370}, {X: 490, Y: 390}} {
		head := canvas.NewRectangle(nil)
		head.SetMinSize(fyne.NewSize(100, 10))
		openMenu(t, part.MenuForm{Head: head}, at)
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(head)
		if top.X < 8 || top.Y < 8 || top.X > 300 || top.Y+height > 408 {
			t.Errorf("opened at %v, its head stands at %v", at, top)
		}
		if top.Y < at.Y+20 && top.Y+height-8 > at.Y {
			t.Errorf("opened at %v, it covers the caret from %v on", at, top.Y)
		}
	}
}

func TestALongMenuScrollsToWhatIsMarked(t *testing.T) {
	var o *opened
	o = openMenu(t, part.MenuForm{Offer: func(string) []part.Choice {
		var all []part.Choice
		for i := range 30 {
			all = append(all, o.choice(fmt.Sprint("Hàng ", i), 0))
		}
		return all
	}}, fyne.NewPos(20, 0))
	o.press(fyne.KeyUp)
	scrolls := scrolled(o.menu)
	if scrolls < 500 {
		t.Errorf("the last row is marked, and the rows are scrolled by %v", scrolls)
	}
	o.press(fyne.KeyDown)
	if got := scrolled(o.menu); got != 0 {
		t.Errorf("the first row is marked, and the rows are scrolled by %v", got)
	}
}

func scrolled(m *part.Menu) float32 {
	for _, o := range test.LaidOutObjects(m) {
		if s, ok := o.(*container.Scroll); ok {
			return s.Offset.Y
		}
	}
	return -1
}

func TestADropdownOffersAndChanges(t *testing.T) {
	var d *part.Dropdown
	build := func() fyne.CanvasObject {
		d = part.NewDropdown("100 %", "Cỡ trang", 96, func() []part.Choice {
			return []part.Choice{{Text: "100 %", On: true}, {Text: "150 %", Do: func() { d.SetText("150 %") }}}
		})
		return part.NewStage(task.Inline{}, container.NewVBox(part.HStack(0, layout.NewSpacer(), d)))
	}
	w := uitest.New(t, fyne.NewSize(400, 300), build)
	test.Tap(d)
	menu := w.Canvas().Overlays().Top().(*part.Menu)
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.Text() != "150 %" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("it says %q", d.Text())
	}
	w.Canvas().Focus(d)
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if w.Canvas().Overlays().Top() == nil {
		t.Error("the arrow down opened nothing")
	}
	w.Canvas().Overlays().Top().(*part.Menu).Close()
	d.Disable()
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if w.Canvas().Overlays().Top() != nil {
		t.Error("it opened while disabled")
	}
}

// pointAtMenus opens a menu in the gallery.
func pointAtMenus(w fyne.Window) {
	head := part.VStack(0, part.HStack(look.S8, part.NewBadge(look.Fault, "Từ lặp")))
	part.OpenMenu(w.Canvas(), part.MenuForm{Head: head, Offer: func(string) []part.Choice {
		return []part.Choice{
			{Text: "Hội nghị", Key: '1', Do: nothing},
			{Text: "hội nghị", Key: '2', Do: nothing},
			{Text: "Bỏ qua ở bài này", Apart: true, Do: nothing},
			{Text: "Đề mục", Note: "Ctrl+Alt+1", On: true, Do: nothing},
		}
	}}, fyne.NewPos(360, 300), fyne.NewSize(2, 20))
}
