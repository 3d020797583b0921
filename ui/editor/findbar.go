package editor

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// finder is the quiet bar at the page's top right that finds words and replaces
// them. It lies over the page, which keeps its place.
type finder struct {
	ports
	marked func(all []manuscript.Match, current int) // shows the matches on the page

	search  search
	words   *part.Entry
	with    *part.Entry
	count   *part.Text
	exact   *part.IconButton
	buttons []*part.IconButton // that need a match
	one     *part.Button       // replaces the match that is selected
	every   *part.Button       // replaces them all
	bar     *findBar
}

// findBar is what of the finder is to be seen: its rows, and whether they are.
type findBar struct {
	object  fyne.CanvasObject
	replace []*fyne.Container // the second row: its field, and its buttons
	around  *fyne.Container   // page and bar
	open    bool
	shift   func() bool        // whether Shift is held
	marks   []manuscript.Match // that the page shows
	current int                // of them; -1 for none
}

// The measures of the bar, in Fyne's units.
const (
	findWidth  float32 = 232 // of a field
	countWidth float32 = 76
)

// longestFill is how many letters of a selection are taken for words to find.
const longestFill = 100

// newFinder is a bar that is closed. marked is told what to show on the page:
// the matches, and which one is selected; -1 for none of them.
func newFinder(p ports, marked func([]manuscript.Match, int)) *finder {
	f := &finder{ports: p, marked: marked, bar: &findBar{shift: shiftIsHeld, current: -1}}
	f.words, f.with = part.NewField(say.T("find.hint")), part.NewField(say.T("find.with"))
	f.words.Icon = look.IconIn(look.IconSearch, look.Second)
	f.words.OnChanged = func(string) { f.typed() }
	f.words.OnKey = func(k *fyne.KeyEvent) bool { return f.pressed(k, f.stepBy) }
	f.with.OnKey = func(k *fyne.KeyEvent) bool { return f.pressed(k, func(int) { f.replace() }) }
	f.count = part.NewText(look.Label, "").Aligned(fyne.TextAlignTrailing)
	f.bar.object = part.NewFloating(part.Pad(look.S8, f.rows()))
	f.bar.object.Hide()
	return f
}

// rows are the words to find above those to put in their place, each with its
// buttons behind it. Tab goes through the fields first: whoever replaces types
// into one after the other.
func (f *finder) rows() fyne.CanvasObject {
	high := f.words.MinSize().Height
	with := part.Sized(findWidth, high, f.with)
	buttons := part.Sized(0, high, f.replaceButtons())
	f.bar.replace = []*fyne.Container{with, buttons}
	for _, o := range f.bar.replace {
		o.Hide()
	}
	fields := part.VStack(look.S8, part.Sized(findWidth, high, f.words), with)
	return part.HStack(look.S8, fields, part.VStack(look.S8, part.Sized(0, high, f.findButtons()), buttons))
}

func (f *finder) findButtons() fyne.CanvasObject {
	previous := part.NewIconButton(look.IconUp, say.T("find.previous"), "Shift+F3", func() { f.stepBy(-1) })
	next := part.NewIconButton(look.IconDown, say.T("find.next"), "F3", func() { f.stepBy(1) })
	f.exact = part.NewIconButton(look.IconAccents, say.T("find.exact"), "", f.toggleExact)
	more := part.NewIconButton(look.IconExpand, say.T("find.replace"), "Ctrl+H", func() { f.showReplace(f.bar.replace[0].Hidden) })
	shut := part.NewIconButton(look.IconClose, say.T("common.close"), "Esc", f.close)
	f.buttons = []*part.IconButton{previous, next}
	return part.HStack(look.S4, part.Sized(countWidth, 0, f.count), previous, next, f.exact, more, shut)
}

func (f *finder) replaceButtons() fyne.CanvasObject {
	f.one = part.NewButton(say.T("find.one"), "", f.replace)
	f.every = part.NewButton(say.T("find.all"), "", f.replaceAll)
	return part.HStack(look.S8, f.one, f.every)
}

// over lays the bar over the page's top right.
func (f *finder) over(page fyne.CanvasObject) fyne.CanvasObject {
	f.bar.around = container.New(overPage{}, page, f.bar.object)
	return f.bar.around
}

// find opens the bar for words to find; Ctrl+F.
func (f *finder) find() { f.open(f.words) }

// change opens it for words to replace too; Ctrl+H.
func (f *finder) change() {
	f.showReplace(true)
	f.open(f.words)
}

// open shows the bar with what is selected on the page as the words to find, or
// else with those of the last time.
func (f *finder) open(field *part.Entry) {
	if !f.bar.open {
		f.bar.open = true
		f.bar.object.Show()
		f.bar.around.Refresh() // Fyne knows no window for what was never seen, and would not paint it until something else changes
	}
	if words := f.selectedWords(); words != "" && words != f.words.Text {
		f.words.SetText(words)
	}
	f.look()
	f.canvas().Focus(field)
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// close takes the bar away; the match stays selected, and the keyboard goes
// back to it.
func (f *finder) close() {
	f.bar.open = false
	f.bar.object.Hide()
	f.mark(nil, -1)
	f.reveal()
}

// selectedWords is what is selected, if it is short and of one text.
func (f *finder) selectedWords() string {
	from, to := f.state.Ordered()
	if from.Box() != to.Box() || to.Pos-from.Pos > longestFill {
		return ""
	}
	box, _ := f.state.Box(from)
	words := box.Text.Slice(from.Pos, to.Pos).Plain()
	if strings.ContainsAny(words, "\n\r") {
		return ""
	}
	return strings.TrimSpace(words)
}

// typed follows the words to find: the next match from where the last one
// begins.
func (f *finder) typed() {
	if !f.bar.open {
		return
	}
	f.look()
	from, _ := f.state.Ordered()
	f.goTo(f.search.after(from))
}

func (f *finder) toggleExact() {
	f.exact.SetOn(!f.exact.On())
	f.typed()
}

// changed brings the matches up to date after the report became another one.
func (f *finder) changed() {
	if f.bar.open {
		f.look()
	}
}

// moved brings the count up to date after something else was selected.
func (f *finder) moved() {
	if f.bar.open {
		f.show()
	}
}

func (f *finder) look() {
	f.search.look(f.state.Boxes(), manuscript.Query{Words: f.words.Text, Exact: f.exact.On()})
	f.show()
}

// show tells page and bar what was found.
func (f *finder) show() {
	current := f.search.at(f.state.Ordered())
	f.mark(f.search.all, current)
	n := len(f.search.all)
	f.count.In(look.Second)
	switch {
	case utf8.RuneCountInString(strings.TrimSpace(f.words.Text)) == 0:
		f.count.SetText("")
	case n == 0:
		f.count.SetText(say.T("find.none"))
		f.count.In(look.Warning)
	case current < 0:
		f.count.SetText(say.T("find.found", n))
	default:
		f.count.SetText(say.T("find.count", current+1, n))
	}
	for _, b := range f.buttons {
		able(b, n > 0)
	}
	part.Enable(n > 0, f.one, f.every)
}

// mark tells the page what to mark, unless it shows that already: drawing the
// page anew costs more than everything else here.
func (f *finder) mark(all []manuscript.Match, current int) {
	if current != f.bar.current || !slices.Equal(all, f.bar.marks) {
		f.bar.marks, f.bar.current = all, current
		f.marked(all, current)
	}
}

// stepBy goes to the next match (+1) or the one before (-1).
func (f *finder) stepBy(by int) {
	from, to := f.state.Ordered()
	if by < 0 {
		f.goTo(f.search.ahead(from))
		return
	}
	f.goTo(f.search.after(to))
}

// goTo selects a match by its number.
func (f *finder) goTo(n int) {
	if n >= 0 {
		f.run(selecting(f.search.all[n].Selection()))
		f.show()
	}
}

// replace puts the other words in the place of the match that is selected, and
// goes on to the next one. Where none is selected it only goes there.
func (f *finder) replace() {
	if n := f.search.at(f.state.Ordered()); n >= 0 {
		f.run(manuscript.ReplaceMatch(f.search.all[n], f.with.Text))
		f.look()
	}
	f.stepBy(1)
}

// replaceAll puts the other words in the place of every match, in one step of
// undo.
func (f *finder) replaceAll() {
	n := len(f.search.all)
	if n == 0 {
		return
	}
	f.run(manuscript.ReplaceAll(f.search.all, f.with.Text))
	f.look()
	f.done(say.T("find.replaced", n))
}

func (f *finder) showReplace(on bool) {
	for _, o := range f.bar.replace {
		o.Hidden = !on
	}
	f.bar.around.Refresh()
}

// pressed handles the keys of the fields; enter is what Enter does, with -1
// where Shift is held.
func (f *finder) pressed(k *fyne.KeyEvent, enter func(by int)) bool {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		enter(f.direction())
		return true
	}
	return f.key(k)
}

// key handles the keys that find wherever the keyboard is, and reports whether
// k was one: F3 and Shift+F3, and Esc while the bar is open.
func (f *finder) key(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyEscape && f.bar.open:
		f.close()
	case k.Name == fyne.KeyF3 && f.words.Text == "":
		f.find()
	case k.Name == fyne.KeyF3:
		f.again()
	default:
		return false
	}
	return true
}

// again goes on to the next match of the words looked for last; the bar need
// not be open.
func (f *finder) again() {
	f.search.look(f.state.Boxes(), manuscript.Query{Words: f.words.Text, Exact: f.exact.On()})
	from, to := f.state.Ordered()
	n := f.search.after(to)
	if f.direction() < 0 {
		n = f.search.ahead(from)
	}
	if n < 0 {
		f.find()
		return
	}
	f.run(selecting(f.search.all[n].Selection()))
	f.moved()
}

func (f *finder) direction() int {
	if f.bar.shift() {
		return -1
	}
	return 1
}

func shiftIsHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// overPage lays the bar (the second object) over the page's top right corner.
type overPage struct{}

func (overPage) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	bar := objects[1].MinSize()
	objects[1].Resize(bar)
	objects[1].Move(fyne.NewPos(max(0, size.Width-bar.Width-look.S24), look.S8))
}

func (overPage) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
