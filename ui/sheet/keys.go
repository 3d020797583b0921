package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model/manuscript"
)

// keyboard is what the keys are doing.
type keyboard struct {
	held fyne.KeyModifier // as KeyDown and KeyUp told
	goal goal
}

// The keys that are held while others are pressed.
const (
	shift     = fyne.KeyModifierShift
	ctrl      = fyne.KeyModifierControl
	ctrlShift = ctrl | shift
)

// stroke is a key with the keys that are held.
type stroke struct {
	name fyne.KeyName
	held fyne.KeyModifier
}

// deeds is what keys do that move nothing. Shift does not change what Backspace
// means: typing tools send it in the middle of a capital letter.
var deeds = map[stroke]func(*Sheet){
	{fyne.KeyBackspace, 0}:         run(manuscript.Erase(manuscript.Letter, -1)),
	{fyne.KeyBackspace, shift}:     run(manuscript.Erase(manuscript.Letter, -1)),
	{fyne.KeyBackspace, ctrl}:      run(manuscript.Erase(manuscript.Word, -1)),
	{fyne.KeyBackspace, ctrlShift}: run(manuscript.Erase(manuscript.Word, -1)),
	{fyne.KeyDelete, 0}:            run(manuscript.Erase(manuscript.Letter, +1)),
	{fyne.KeyDelete, shift}:        (*Sheet).cut,
	{fyne.KeyDelete, ctrl}:         run(manuscript.Erase(manuscript.Word, +1)),
	{fyne.KeyReturn, 0}:            run(manuscript.Enter()),
	{fyne.KeyEnter, 0}:             run(manuscript.Enter()),
	{fyne.KeyReturn, shift}:        run(manuscript.LineBreak()),
	{fyne.KeyEnter, shift}:         run(manuscript.LineBreak()),
	{fyne.KeyTab, 0}:               (*Sheet).tab,
	{fyne.KeyTab, shift}:           (*Sheet).tabBack,
	{fyne.KeyTab, ctrl}:            (*Sheet).leave,
	{fyne.KeyTab, ctrlShift}:       (*Sheet).leaveBack,
	{fyne.KeyF6, 0}:                (*Sheet).leave,
	{fyne.KeyF6, shift}:            (*Sheet).leaveBack,
	{fyne.KeyA, ctrl}:              (*Sheet).all,
	{fyne.KeyC, ctrl}:              (*Sheet).copy,
	{fyne.KeyX, ctrl}:              (*Sheet).cut,
	{fyne.KeyV, ctrl}:              (*Sheet).paste,
	{fyne.KeyInsert, ctrl}:         (*Sheet).copy,
	{fyne.KeyInsert, shift}:        (*Sheet).paste,
	{fyne.KeyV, ctrlShift}:         (*Sheet).pastePlain,
	{desktop.KeyMenu, 0}:           (*Sheet).menuAtCaret,
	{fyne.KeyF10, shift}:           (*Sheet).menuAtCaret,
}

func run(c manuscript.Command) func(*Sheet) { return func(s *Sheet) { s.Run(c) } }

// TypedRune implements fyne.Focusable.
func (p *page) TypedRune(r rune) {
	switch {
	case p.sheet.wait(func() { p.TypedRune(r) }):
	case r == '\b': // some typing tools send Backspace as a letter
		p.sheet.press(stroke{name: fyne.KeyBackspace})
	case r >= ' ' && r != '\x7f':
		p.sheet.Run(manuscript.Type(string(r)))
	}
}

// TypedKey implements fyne.Focusable. Fyne hands over keys alone and with Shift
// here, those with Ctrl and Alt as shortcuts.
func (p *page) TypedKey(ev *fyne.KeyEvent) { p.sheet.typedKey(ev, p.sheet.held()&shift) }

// typedKey is a key and whether Shift was held then; it may have waited since.
func (s *Sheet) typedKey(ev *fyne.KeyEvent, held fyne.KeyModifier) {
	switch first := s.env.Tell.Key; {
	case s.wait(func() { s.typedKey(ev, held) }):
	case ev.Name == fyne.KeyEscape && s.giveUp():
	case first != nil && first(ev):
	default:
		s.press(stroke{ev.Name, held})
	}
}

// TypedShortcut implements fyne.Shortcutable. What the menu of the window has
// does not come here.
func (p *page) TypedShortcut(shortcut fyne.Shortcut) {
	s := p.sheet
	if s.wait(func() { p.TypedShortcut(shortcut) }) || s.press(strokeOf(shortcut)) || s.env.Tell.Shortcut == nil {
		return
	}
	s.env.Tell.Shortcut(shortcut)
}

// strokeOf is the keys of a shortcut; Fyne names some of them by what they are
// for.
func strokeOf(shortcut fyne.Shortcut) stroke {
	switch sc := shortcut.(type) {
	case *fyne.ShortcutCopy:
		return stroke{fyne.KeyC, ctrl}
	case *fyne.ShortcutCut:
		return stroke{fyne.KeyX, ctrl}
	case *fyne.ShortcutPaste:
		return stroke{fyne.KeyV, ctrl}
	case *fyne.ShortcutSelectAll:
		return stroke{fyne.KeyA, ctrl}
	case *desktop.CustomShortcut:
		return stroke{sc.KeyName, sc.Modifier}
	}
	return stroke{}
}

// press does what a stroke asks for and reports whether the sheet knows it.
func (s *Sheet) press(k stroke) bool {
	if m, ok := motions[stroke{k.name, k.held &^ shift}]; ok {
		s.move(m, k.held&shift != 0)
		return true
	}
	deed, ok := deeds[k]
	if ok {
		deed(s)
	}
	return ok
}

// KeyDown implements desktop.Keyable.
func (p *page) KeyDown(ev *fyne.KeyEvent) { p.sheet.hands.keys.held |= modifier(ev.Name) }

// KeyUp implements desktop.Keyable.
func (p *page) KeyUp(ev *fyne.KeyEvent) { p.sheet.hands.keys.held &^= modifier(ev.Name) }

// held is the keys that are held. A desktop's driver is believed rather than
// what was told here: a key may be let go while another widget or another
// program has the keyboard.
func (s *Sheet) held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return s.hands.keys.held
}

func modifier(name fyne.KeyName) fyne.KeyModifier {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		return shift
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		return ctrl
	}
	return 0
}

// copy puts what is selected on the clipboard.
func (s *Sheet) copy() { s.copied() }

func (s *Sheet) copied() bool {
	clip := s.env.State.Copy()
	if clip.Empty() || s.env.Tell.Copy == nil {
		return false
	}
	s.env.Tell.Copy(clip)
	return true
}

func (s *Sheet) cut() {
	if s.copied() {
		s.Run(manuscript.Cut())
	}
}

func (s *Sheet) paste()      { s.pasteAs(false) }
func (s *Sheet) pastePlain() { s.pasteAs(true) }

// pasteAs asks the screen for what is on the clipboard; it comes back as a
// command.
func (s *Sheet) pasteAs(plain bool) {
	if s.env.Tell.Paste != nil {
		s.env.Tell.Paste(plain)
	}
}

func (s *Sheet) all() { s.choose(s.env.State.All()) }

// menuAtCaret asks for the menu of the caret, below it.
func (s *Sheet) menuAtCaret() {
	if s.env.Tell.Menu != nil {
		at, size := s.CaretBox()
		s.env.Tell.Menu(at.AddXY(0, size.Height))
	}
}
