package home

import (
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
	note    *part.Text
	said    *fyne.Container // around the note; hidden without one
}

const searchWidth float32 = 320

func newBars(s *Screen) *bars {
	b := &bars{note: part.NewCutText(look.Label, "")}
	b.search = part.NewSearchBox(say.T("home.search"), s.find)
	b.create = part.NewPrimary(say.T("home.new"), look.IconAdd, s.NewReport)
	b.shelves = part.NewFilterBar(func(i int) { s.openShelf(shelves()[i]) })
	b.bin = part.NewFilterBar(func(int) { s.Bin() })
	s.leaveSearchByKey(b.search.Entry)

	right := part.HStack(look.S12, part.Sized(searchWidth, 0, b.search), b.create)
	title := part.HStack(0, part.NewText(look.Title, say.T("home.title")))
	b.head = part.NewBar(part.Below, nil, part.Column(columnWidth, part.Frame(nil, nil, title, right, nil)), nil)

	b.choices = part.Frame(nil, nil, b.shelves, b.bin, nil)
	b.said = part.Inset(look.S8, look.S12, look.S4, look.S12, b.note)
	lines := part.Column(columnWidth, part.VStack(0, b.choices, b.said))
	b.filters = part.Inset(look.S12, look.S16, look.S4, look.S16, lines)
	return b
}

// update shows counts, and what the list holds.
func (b *bars) update(s *Screen) {
	blank := s.loading.done && s.state.blank()
	b.create.Hidden = blank && s.state.shelf != binShelf // the empty list offers it itself
	unread := !s.loading.done && s.loading.err != nil
	b.search.Hidden = unread || blank && len(s.state.bin) == 0
	b.choices.Hidden = b.search.Hidden
	b.count(s)
	b.note.SetText(noteOf(s))
	b.said.Hidden = b.note.Text() == ""
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
	b.bin.Set(part.Filter{Label: shelfName(binShelf), Count: known(binShelf)})
}

// choose marks the filter of the open shelf.
func (b *bars) choose(open shelf) {
	b.shelves.Select(-1)
	b.bin.Select(-1)
	if open == binShelf {
		b.bin.Select(0)
	}
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
	case s.state.query != "":
		return say.T("home.found", say.Count(len(s.state.shown)))
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
