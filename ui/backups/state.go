package backups

import (
	"cmp"
	"slices"
	"time"
	"unicode/utf8"

	"tinxa/model"
	"tinxa/model/viet"
	"tinxa/ui/say"
)

// state is what the page of backups knows and what is unfolded on it.
type state struct {
	backups []model.Backup // the newest first
	known   bool           // they were read
	away    Away
	// awayKnown is false until the second place was looked at.
	awayKnown bool

	open    string // keyOf the backup that is unfolded, empty for none
	confirm bool   // … and everything is to be restored from it
	choice  secondChoice
}

// secondChoice is what the user is asked about the second place.
type secondChoice struct {
	folder   string // chosen, and waiting for its passphrase
	removing bool   // asked whether to end the copying
}

// set takes the backups as they were read.
func (s *state) set(all []model.Backup) {
	s.backups, s.known = slices.Clone(all), true
	slices.SortStableFunc(s.backups, func(a, b model.Backup) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(shelfOrder(a.Shelf), shelfOrder(b.Shelf)))
	})
	if !slices.ContainsFunc(s.backups, func(b model.Backup) bool { return keyOf(b) == s.open }) {
		s.open, s.confirm = "", false
	}
}

func shelfOrder(s model.Shelf) int {
	return slices.Index([]model.Shelf{model.ShelfHere, model.ShelfAway, model.ShelfOther}, s)
}

// keyOf tells a backup from all others.
func keyOf(b model.Backup) string { return string(b.Shelf) + "/" + b.Name }

// unfold shows what can be done with a backup, or folds it together.
func (s *state) unfold(b model.Backup) {
	was := s.open
	s.fold()
	if was != keyOf(b) {
		s.open = keyOf(b)
	}
}

// asking reports whether something waits for the user's answer.
func (s *state) asking() bool { return s.open != "" || s.choice != secondChoice{} }

// fold takes everything back that waits for an answer.
func (s *state) fold() { s.open, s.confirm, s.choice = "", false, secondChoice{} }

// last is the newest backup on this machine, whatever lies elsewhere.
func (s *state) last() (model.Backup, bool) {
	for _, b := range s.backups {
		if b.Shelf == model.ShelfHere {
			return b, true
		}
	}
	return model.Backup{}, false
}

// day is the backups of one day.
type day struct {
	head    string
	backups []model.Backup
}

// days groups backups, the newest first, by the days of now's zone.
func days(all []model.Backup, now time.Time) []day {
	var grouped []day
	for _, b := range all {
		head := dayOf(b.Made, now)
		if n := len(grouped); n > 0 && grouped[n-1].head == head {
			grouped[n-1].backups = append(grouped[n-1].backups, b)
		} else {
			grouped = append(grouped, day{head, []model.Backup{b}})
		}
	}
	return grouped
}

// dayOf is the heading of a day.
func dayOf(t, now time.Time) string {
	t = t.In(now.Location())
	switch daysSince(t, now) {
	case 0:
		return say.T("backups.today", say.Date(t))
	case 1:
		return say.T("backups.yesterday", say.Date(t))
	}
	return say.Date(t)
}

// daysSince counts midnights between t and now in now's zone; below 0 for a day
// to come, as after the clock was set back.
func daysSince(t, now time.Time) int {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.In(now.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(now).Sub(midnight(t)) / (24 * time.Hour))
}

// longAway is after how many days without a copy the second place is warned
// about.
const longAway = 7

// late reports whether the second place has had no copy for too long.
func (a Away) late(now time.Time) bool {
	return a.Folder != "" && (a.Copied.IsZero() || daysSince(a.Copied, now) > longAway)
}

// secret is a passphrase as it is typed: input methods write the same letters in
// several ways, and only one of them may count.
type secret string

func (s secret) normal() string { return viet.Normal(string(s)) }

// leastRunes is how long a passphrase is at least.
const leastRunes = 8

// passphraseFault says what is wrong with a new passphrase that was typed twice,
// empty for nothing. None at all is in order.
func passphraseFault(first, second secret) string {
	switch n := utf8.RuneCountInString(first.normal()); {
	case n == 0 && second == "":
		return ""
	case n < leastRunes:
		return say.T("backups.passphrase.short", leastRunes)
	case first.normal() != second.normal():
		return say.T("backups.passphrase.differ")
	}
	return ""
}

// contents is the reports of a backup and which of them are looked for.
type contents struct {
	all    []model.Summary // last changed first
	folded []string        // what each is found by
	shown  []int           // places in all
	chosen model.ReportID
}

func newContents(all []model.Summary) *contents {
	c := &contents{all: slices.Clone(all)}
	slices.SortStableFunc(c.all, func(a, b model.Summary) int { return b.Updated.Compare(a.Updated) })
	for _, r := range c.all {
		c.folded = append(c.folded, viet.Fold(r.Title+"\n"+r.Commune+"\n"+r.Find))
	}
	c.search("")
	return c
}

// search leaves what holds every word of the query; nothing is chosen any more.
func (c *contents) search(query string) {
	c.shown, c.chosen = nil, ""
	folded := viet.Fold(query)
	for i, text := range c.folded {
		if viet.Matches(text, folded) {
			c.shown = append(c.shown, i)
		}
	}
}

// at is the report in line i of what is shown.
func (c *contents) at(i int) model.Summary { return c.all[c.shown[i]] }
