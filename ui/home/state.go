package home

import (
	"fmt"
	"slices"
	"time"

	"tinxa/model"
	"tinxa/model/viet"
)

// shelf is a part of the list, as the filter bars offer it: everything, the
// reports of one model.Status, or one of the bin's two.
type shelf string

const (
	everything shelf = "" // all that is not in the bin
	binShelf   shelf = "bin"
	photoShelf shelf = "photos" // the bin's photos
)

// inBin reports whether the shelf is one of the bin's.
func (sh shelf) inBin() bool { return sh == binShelf || sh == photoShelf }

// binShelves lists the choices within the bin.
func binShelves() []shelf { return []shelf{binShelf, photoShelf} }

// shelves lists the filter bar's choices in order; the bin stands apart.
func shelves() []shelf {
	all := []shelf{everything}
	for _, status := range model.Statuses() {
		all = append(all, shelf(status))
	}
	return all
}

// entry is a report in the list, or a photo in the bin, with the words it is
// found by, folded once. Entries are never changed, so the background may read
// them.
type entry struct {
	model.Summary                   // of a photo: its report, caption, cover and time
	photo         model.BinnedPhoto // zero for a report
	words         string
}

func (e *entry) isPhoto() bool { return e.photo.Photo != "" }

// key is what an entry is found again by.
func (e *entry) key() string {
	if e.isPhoto() {
		return "photo " + string(e.photo.Photo) + " of " + string(e.ID)
	}
	return string(e.ID)
}

// entriesOf folds what the store listed. What is known already under the same
// id and time of change is not folded again.
func entriesOf(listed []model.Summary, known []*entry) []*entry {
	byID := make(map[model.ReportID]*entry, len(known))
	for _, e := range known {
		byID[e.ID] = e
	}
	all := make([]*entry, len(listed))
	for i, summary := range listed {
		if old := byID[summary.ID]; old != nil && old.Updated.Equal(summary.Updated) {
			all[i] = &entry{Summary: summary, words: old.words}
			continue
		}
		all[i] = entryOf(summary)
	}
	return all
}

func entryOf(s model.Summary) *entry {
	return &entry{Summary: s, words: viet.Fold(s.Title + "\n" + s.Commune + "\n" + dayOf(s.Date) + "\n" + s.Find)}
}

// photosOf makes entries of what was taken out of reports.
func photosOf(binned []model.BinnedPhoto) []*entry {
	all := make([]*entry, len(binned))
	for i, p := range binned {
		s := model.Summary{ID: p.Report, Title: p.Caption, Cover: p.Photo, Deleted: p.Removed}
		all[i] = &entry{Summary: s, photo: p, words: viet.Fold(p.Caption + "\n" + p.Name)}
	}
	return all
}

// dayOf is a date as users type it, 15/10/2026, or 15/10 where no year is
// stated.
func dayOf(d model.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return fmt.Sprintf("%d/%d", d.Day, d.Month)
	default:
		return fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year)
	}
}

// state is what the screen shows: the reports, what is searched for, the shelf,
// the row that the keyboard points at. Its slices are replaced, never changed.
type state struct {
	reports []*entry // last changed first
	bin     []*entry // last deleted first
	photos  []*entry // of the bin, last taken out first

	shelf   shelf
	query   string        // folded
	found   map[shelf]int // how many match the query, by shelf
	shown   []*entry      // what matches on the shelf
	current int           // index in shown, -1 for none
	chosen  string        // key of the entry at current, to find it again
}

func newState() *state { return &state{current: -1} }

// set replaces what the store holds.
func (s *state) set(reports, bin, photos []*entry) {
	s.reports, s.bin, s.photos = slices.Clone(reports), slices.Clone(bin), slices.Clone(photos)
	slices.SortStableFunc(s.reports, byChange)
	slices.SortStableFunc(s.bin, byDeletion)
	slices.SortStableFunc(s.photos, byDeletion)
	s.sift(s.current)
}

func byChange(a, b *entry) int   { return b.Updated.Compare(a.Updated) }
func byDeletion(a, b *entry) int { return b.Deleted.Compare(a.Deleted) }

// search shows only what holds every word of the text, accents or not.
func (s *state) search(text string) {
	s.query = viet.Fold(text)
	s.sift(0)
}

// open shows another shelf.
func (s *state) open(sh shelf) {
	s.shelf = sh
	s.sift(0)
}

// sift finds what is shown anew. The current row stays with its report; where
// that is gone, row instead is the current one.
func (s *state) sift(instead int) {
	s.found = map[shelf]int{}
	s.shown = nil
	for _, e := range s.reports {
		if viet.Matches(e.words, s.query) {
			s.put(e, everything, shelf(e.Status))
		}
	}
	for _, e := range s.bin {
		if viet.Matches(e.words, s.query) {
			s.put(e, binShelf)
		}
	}
	for _, e := range s.photos {
		if viet.Matches(e.words, s.query) {
			s.put(e, photoShelf)
		}
	}
	s.keepPlace(instead)
}

// put counts an entry on its shelves and shows it where one of them is open.
func (s *state) put(e *entry, on ...shelf) {
	for _, sh := range on {
		s.found[sh]++
		if sh == s.shelf {
			s.shown = append(s.shown, e)
		}
	}
}

func (s *state) keepPlace(instead int) {
	if s.current < 0 {
		return
	}
	at := s.place(s.chosen)
	if at < 0 {
		at = instead
	}
	s.jump(at)
}

// place is where the entry of a key is shown, -1 where it is not.
func (s *state) place(key string) int {
	return slices.IndexFunc(s.shown, func(e *entry) bool { return e.key() == key })
}

// count is how many entries of a shelf match the query.
func (s *state) count(sh shelf) int { return s.found[sh] }

// binCount is how many reports and photos of the bin match the query.
func (s *state) binCount() int { return s.count(binShelf) + s.count(photoShelf) }

// binEmpty reports whether the bin holds nothing at all, searched for or not.
func (s *state) binEmpty() bool { return len(s.bin)+len(s.photos) == 0 }

// hasReport reports whether there is a report still, be it in the bin.
func (s *state) hasReport(id model.ReportID) bool {
	return find(s.reports, id) != nil || find(s.bin, id) != nil
}

// blank reports whether there is no report at all, searched for or not.
func (s *state) blank() bool { return len(s.reports) == 0 }

// at is the entry of a row, nil where there is none.
func (s *state) at(i int) *entry {
	if i < 0 || i >= len(s.shown) {
		return nil
	}
	return s.shown[i]
}

// jump makes row i the current one, or the nearest there is.
func (s *state) jump(i int) {
	s.current = max(min(i, len(s.shown)-1), min(0, len(s.shown)-1))
	s.chosen = ""
	if e := s.at(s.current); e != nil {
		s.chosen = e.key()
	}
}

// step moves the current row; the first step points at the first row.
func (s *state) step(by int) {
	if s.current < 0 {
		by = 1
	}
	s.jump(s.current + by)
}

// reveal makes a report the current row, and leaves the shelf and then the
// search where they hide it.
func (s *state) reveal(id model.ReportID) {
	key := string(id)
	if s.place(key) < 0 {
		s.open(everything)
	}
	if s.place(key) < 0 {
		s.search("")
	}
	if at := s.place(key); at >= 0 {
		s.jump(at)
	}
}

// add puts in a report that was just saved.
func (s *state) add(e *entry) {
	s.reports = inserted(s.reports, e, byChange)
	s.sift(s.current)
}

// throw moves a report into the bin.
func (s *state) throw(id model.ReportID, now time.Time) {
	e := find(s.reports, id)
	if e == nil {
		return
	}
	binned := &entry{Summary: e.Summary, words: e.words}
	binned.Deleted = now
	s.reports = without(s.reports, id)
	s.bin = inserted(s.bin, binned, byDeletion)
	s.sift(s.current)
}

// takeBack moves a report out of the bin.
func (s *state) takeBack(id model.ReportID) {
	e := find(s.bin, id)
	if e == nil {
		return
	}
	back := &entry{Summary: e.Summary, words: e.words}
	back.Deleted = time.Time{}
	s.bin = without(s.bin, id)
	s.reports = inserted(s.reports, back, byChange)
	s.sift(s.current)
}

// dropPhoto takes a photo out of the bin.
func (s *state) dropPhoto(e *entry) {
	s.photos = slices.DeleteFunc(slices.Clone(s.photos), func(p *entry) bool { return p.key() == e.key() })
	s.sift(s.current)
}

func find(in []*entry, id model.ReportID) *entry {
	for _, e := range in {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func without(list []*entry, id model.ReportID) []*entry {
	return slices.DeleteFunc(slices.Clone(list), func(e *entry) bool { return e.ID == id })
}

func inserted(list []*entry, e *entry, order func(a, b *entry) int) []*entry {
	at, _ := slices.BinarySearchFunc(list, e, order) // before its equals: what moved last stands first
	return slices.Insert(slices.Clone(list), at, e)
}

// daysLeft is how many days the bin still keeps a report, 0 when it may go at
// any time.
func daysLeft(deleted, now time.Time) int {
	const day = 24 * time.Hour
	left := deleted.Add(model.BinDays * day).Sub(now)
	return max(0, int((left+day-1)/day))
}
