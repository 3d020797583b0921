package sheet

import (
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// typist sits at a window with a sheet between two buttons, and hears what the
// sheet tells its screen.
type typist struct {
	*Sheet
	t             testing.TB
	window        fyne.Window
	state         *manuscript.State
	before, after *widget.Button
	heard         heard
}

// heard is what a screen was told.
type heard struct {
	changed, moved int
	failed         error
	shortcuts      []string
	keys           []fyne.KeyName
	copied         []string
	pasted         []string
	menus          []fyne.Position
	gaps           []manuscript.Gap
}

const shortWindow = 420

// sitDown opens a report in which blocks are the body. Time stands still but for
// runner.
func sitDown(t testing.TB, runner task.Runner, height float32, blocks ...model.Block) *typist {
	t.Helper()
	r := model.New()
	r.Head.Title, r.Blocks = "Hội nghị", blocks
	y := &typist{t: t, state: manuscript.Open(r, func() time.Time { return time.Unix(1_800_000_000, 0) })}
	y.window = uitest.New(t, fyne.NewSize(900, height), func() fyne.CanvasObject {
		y.Sheet = New(Env{
			State: y.state, Pen: newPen(t), Pictures: grey{}, Runner: runner, Tell: y.ears(),
			Canvas: func() fyne.Canvas {
				if y.window == nil {
					return nil
				}
				return y.window.Canvas()
			},
		})
		y.before, y.after = widget.NewButton("", nil), widget.NewButton("", nil)
		order := layout.NewBorderLayout(y.before, y.after, nil, nil)
		return container.New(order, y.before, y.Object(), y.after)
	})
	y.Sync()
	y.Reveal()
	return y
}

// grey is photos that are all the same, three by two.
type grey struct{}

func (grey) Get(_ model.PhotoID, done func(image.Image, error)) {
	done(image.NewGray(image.Rect(0, 0, 300, 200)), nil)
}

func (y *typist) ears() Tell {
	h := &y.heard
	return Tell{
		Changed: func() { h.changed++ },
		Moved:   func() { h.moved++ },
		Failed:  func(err error) { h.failed = err },
		Shortcut: func(s fyne.Shortcut) bool {
			h.shortcuts = append(h.shortcuts, s.ShortcutName())
			return true
		},
		Key: func(ev *fyne.KeyEvent) bool {
			h.keys = append(h.keys, ev.Name)
			return ev.Name == fyne.KeyEscape || ev.Name == fyne.KeyF9
		},
		Copy:   func(c manuscript.Clip) { h.copied = append(h.copied, c.Plain()) },
		Paste:  func(plain bool) { h.pasted = append(h.pasted, map[bool]string{true: "plain", false: "all"}[plain]) },
		Menu:   func(at fyne.Position) { h.menus = append(h.menus, at) },
		Photos: func(gap manuscript.Gap) { h.gaps = append(h.gaps, gap) },
	}
}

// paragraphs is a body of paragraphs named p0000000, p0000001 …; from says in
// which of them the caret stands and what is selected, by "|" and "^".
func paragraphs(texts ...string) []model.Block {
	var all []model.Block
	for i, text := range texts {
		all = append(all, model.Paragraph{ID: nth(i), Text: model.Plainly(bare(text))})
	}
	return all
}

func nth(i int) model.BlockID { return model.BlockID("p000000" + string(rune('0'+i))) }

func bare(text string) string { return strings.NewReplacer("|", "", "^", "").Replace(text) }

// write is sitDown with paragraphs and the caret ("|") in them; what is selected
// begins at "^".
func write(t testing.TB, texts ...string) *typist {
	t.Helper()
	y := sitDown(t, task.Inline{}, shortWindow, paragraphs(texts...)...)
	y.put(texts...)
	y.heard = heard{}
	return y
}

func (y *typist) put(texts ...string) {
	for i, text := range texts {
		caret := strings.Index(text, "|")
		if caret < 0 {
			continue
		}
		sel := manuscript.At(manuscript.Spot{Field: manuscript.Text, Block: nth(i), Pos: runes(bare(text[:caret]))})
		y.state.Select(sel)
		for j, text := range texts {
			if anchor := strings.Index(text, "^"); anchor >= 0 {
				sel.Anchor = manuscript.Spot{Field: manuscript.Text, Block: nth(j), Pos: runes(bare(text[:anchor]))}
				y.state.Select(sel)
			}
		}
	}
	y.Sync()
	y.Reveal()
}

func runes(s string) int { return len([]rune(s)) }

// page is the body with the caret and what is selected, " / " between the texts
// and ▣ for pictures. Head and bylines are there if the caret is.
func (y *typist) reads() string {
	var all []string
	sel := y.state.Selection()
	for _, b := range y.state.Boxes() {
		text := b.Text.Plain()
		if b.Form == manuscript.FormPicture {
			text = "▣"
		}
		shown := inked(text, b.Spot, sel)
		if b.Spot.Block != "" && b.Form != manuscript.FormByline || shown != text {
			all = append(all, shown)
		}
	}
	return strings.Join(all, " / ")
}

func inked(text string, box manuscript.Spot, sel manuscript.Selection) string {
	letters := []rune(text)
	put := func(at manuscript.Spot, sign string) {
		if at.Box() == box {
			text = string(letters[:at.Pos]) + sign + string(letters[at.Pos:])
			letters = []rune(text)
		}
	}
	first, second, a, b := sel.Anchor, sel.Head, "^", "|"
	if first.Box() == second.Box() && first.Pos > second.Pos {
		first, second, a, b = second, first, "|", "^"
	}
	put(second, b)
	if !sel.Empty() {
		put(first, a)
	}
	return text
}

func (y *typist) want(reads string) {
	y.t.Helper()
	if got := y.reads(); got != reads {
		y.t.Errorf("the page reads\n %s, want\n %s", got, reads)
	}
}

// press presses keys as Fyne's window hands them over, by its names: "Left", "Next",
// "Ctrl+Shift+Left".
func (y *typist) press(keys ...string) {
	for _, k := range keys {
		parts := strings.Split(k, "+")
		var held fyne.KeyModifier
		for _, m := range parts[:len(parts)-1] {
			held |= map[string]fyne.KeyModifier{"Ctrl": ctrl, "Shift": shift, "Alt": fyne.KeyModifierAlt}[m]
		}
		y.stroke(fyne.KeyName(parts[len(parts)-1]), held)
	}
}

func (y *typist) stroke(name fyne.KeyName, held fyne.KeyModifier) {
	y.hold(held)
	defer y.release(held)
	switch sc := shortcutOf(name, held); {
	case sc != nil:
		y.page.TypedShortcut(sc)
	default:
		y.page.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (y *typist) hold(held fyne.KeyModifier) {
	if held&shift != 0 {
		y.page.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	if held&ctrl != 0 {
		y.page.KeyDown(&fyne.KeyEvent{Name: desktop.KeyControlRight})
	}
}

func (y *typist) release(held fyne.KeyModifier) {
	if held&shift != 0 {
		y.page.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	if held&ctrl != 0 {
		y.page.KeyUp(&fyne.KeyEvent{Name: desktop.KeyControlRight})
	}
}

// shortcutOf is what Fyne's window makes of keys, nil where it hands over the
// key.
func shortcutOf(name fyne.KeyName, held fyne.KeyModifier) fyne.Shortcut {
	switch (stroke{name, held}) {
	case stroke{fyne.KeyA, ctrl}:
		return &fyne.ShortcutSelectAll{}
	case stroke{fyne.KeyC, ctrl}, stroke{fyne.KeyInsert, ctrl}:
		return &fyne.ShortcutCopy{}
	case stroke{fyne.KeyX, ctrl}, stroke{fyne.KeyDelete, shift}:
		return &fyne.ShortcutCut{}
	case stroke{fyne.KeyV, ctrl}, stroke{fyne.KeyInsert, shift}:
		return &fyne.ShortcutPaste{}
	}
	if held&^shift == 0 {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: name, Modifier: held}
}

func (y *typist) types(text string) {
	for _, r := range text {
		y.page.TypedRune(r)
	}
}
