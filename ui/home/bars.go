package home

import (
	"slices"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// bars are the lines above the list: the name of the screen, search and "Bài
// mới"; the filters with their counts; a sentence about what is shown.
type bars struct {
	head, filters fyne.CanvasObject

	search  *part.SearchBox
	create  *part.Button
	shelves *part.FilterBar
	bin     *part.FilterBar // one choice, apart from the others
	choices *fyne.Container // both bars; hidden while there is nothing to filter
	kinds   *part.FilterBar // reports or photos, within the bin
	note    *part.Text
	said    *fyne.Container // around the note; hidden without one
	line    *fyne.Container // kinds and note
}

const searchWidth float32 = 320

func newBars(s *Screen) *bars {
	b := &bars{note: part.NewCutText(look.Label, "")}
	b.search = part.NewSearchBox(say.T("home.search"), s.find)
	b.create = part.NewPrimary(say.T("home.new"), look.IconAdd, s.NewReport)
	b.shelves = part.NewFilterBar(func(i int) { s.openShelf(shelves()[i]) })
	b.bin = part.NewFilterBar(func(int) { s.Bin() })
	b.kinds = part.NewFilterBar(func(i int) { s.openShelf(binShelves()[i]) })
	s.leaveSearchByKey(b.search.Entry)

	right := part.HStack(look.S12, part.Sized(searchWidth, 0, b.search), b.create)
	title := part.HStack(0, part.NewText(look.Title, say.T("home.title")))
	b.head = part.NewBar(part.Below, nil, part.Column(columnWidth, part.Frame(nil, nil, title, right, nil)), nil)

	b.choices = part.Frame(nil, nil, b.shelves, b.bin, nil)
	b.said = part.Inset(0, look.S12, 0, look.S12, b.note)
	b.line = part.Inset(look.S8, 0, look.S4, 0, part.Frame(nil, nil, b.kinds, nil, b.said))
	lines := part.Column(columnWidth, part.VStack(0, b.choices, b.line))
	b.filters = part.Inset(look.S12, look.S16, look.S4, look.S16, lines)
	return b
}

// update shows counts, and what the list holds.
func (b *bars) update(s *Screen) {
	blank := s.loading.done && s.state.blank()
	b.create.Hidden = blank && !s.state.shelf.inBin() // the empty list offers it itself
	unread := !s.loading.done && s.loading.err != nil
	b.search.Hidden = unread || blank && s.state.binEmpty()
	b.choices.Hidden = b.search.Hidden
	b.count(s)
	b.note.SetText(noteOf(s))
	b.said.Hidden = b.note.Text() == ""
	b.kinds.Hidden = b.choices.Hidden || !s.state.shelf.inBin()
	b.line.Hidden = b.said.Hidden && b.kinds.Hidden
	b.choose(s.state.shelf)
}

// count writes how many reports each filter holds; while the list is not read
// nobody knows.
func (b *bars) count(s *Screen) {
	known := func(sh shelf) int {
		if !s.loading.done {
			return -1
		}
		return s.state.count(sh)
	}
	var filters []part.Filter
	for _, sh := range shelves() {
		filters = append(filters, part.Filter{Label: shelfName(sh), Count: known(sh)})
	}
	b.shelves.Set(filters...)
	var kinds []part.Filter
	for _, sh := range binShelves() {
		kinds = append(kinds, part.Filter{Label: shelfName(sh), Count: known(sh)})
	}
	b.kinds.Set(kinds...)
	whole := part.Filter{Label: say.T("home.bin"), Count: -1}
	if s.loading.done {
		whole.Count = s.state.binCount()
	}
	b.bin.Set(whole)
}

// choose marks the filter of the open shelf.
func (b *bars) choose(open shelf) {
	b.shelves.Select(-1)
	b.bin.Select(-1)
	if open.inBin() {
		b.bin.Select(0)
	}
	b.kinds.Select(slices.Index(binShelves(), open))
	for i, sh := range shelves() {
		if sh == open {
			b.shelves.Select(i)
		}
	}
}

// noteOf is the sentence above the list, empty where the list speaks for
// itself.
func noteOf(s *Screen) string {
	switch {
	case len(s.state.shown) == 0:
		return ""
	case s.state.query != "" && s.state.shelf == photoShelf:
		return say.T("home.found.photos", say.Count(len(s.state.shown)))
	case s.state.query != "":
		return say.T("home.found", say.Count(len(s.state.shown)))
	case s.state.shelf == photoShelf:
		return say.T("home.bin.photos.note", model.BinDays)
	case s.state.shelf == binShelf:
		return say.T("home.bin.note", model.BinDays)
	default:
		return ""
	}
}

// leaveSearchByKey takes the keyboard from the search box into the list by Down
// and Enter.
func (s *Screen) leaveSearchByKey(entry *part.Entry) {
	escape := entry.OnKey
	entry.OnKey = func(k *fyne.KeyEvent) bool {
		switch k.Name {
		case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
			s.focusList()
			return true
		}
		return escape(k)
	}
}
