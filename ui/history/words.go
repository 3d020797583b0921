package history

import (
	"strings"
	"time"

	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/say"
)

// weekdays are the keys of the days' names, from Sunday on.
var weekdays = []string{
	"history.sunday", "history.monday", "history.tuesday", "history.wednesday",
	"history.thursday", "history.friday", "history.saturday",
}

// dayName is what a day is called above its versions.
func dayName(day, now time.Time) string {
	switch say.Date(day) {
	case say.Date(now):
		return say.T("history.today")
	case say.Date(now.AddDate(0, 0, -1)):
		return say.T("history.yesterday")
	}
	return say.T(weekdays[day.Weekday()]) + " " + say.Date(day)
}

// names calls versions by their times.
type names struct {
	all []model.Revision // newest first
	now time.Time
}

// names calls the kept versions by their times, as of now.
func (s *state) names(now time.Time) names { return names{s.all, now} }

// clock is the time of day of a version; with its seconds where another version
// is of the same minute, as while somebody writes.
func (n names) clock(r model.Revision) string {
	saved := r.Saved.In(n.now.Location())
	for _, o := range n.all {
		if o.Rev != r.Rev && o.Saved.Truncate(time.Minute).Equal(r.Saved.Truncate(time.Minute)) {
			return say.TimeSeconds(saved)
		}
	}
	return say.Time(saved)
}

// moment names a version by its time alone, short: on the day of now without
// the day.
func (n names) moment(r model.Revision) string {
	saved := r.Saved.In(n.now.Location())
	if say.Date(saved) == say.Date(n.now) {
		return n.clock(r)
	}
	return say.T("history.moment", n.clock(r), say.Date(saved))
}

// isCurrent reports whether a version is the newest one.
func (n names) isCurrent(r model.Revision) bool { return len(n.all) > 0 && n.all[0].Rev == r.Rev }

// pinWords tells why a version is kept for good.
func pinWords(p model.Pin) string {
	switch p.Kind {
	case model.PinExported:
		return say.T("history.exported", p.Name)
	case model.PinUploaded:
		return say.T("history.uploaded", p.Name)
	default:
		return p.Name
	}
}

// tallied is one thing that is counted in the summary.
type tallied struct {
	words string
	kind  compare.Kind
}

// tally are the counts of a comparison, without those that are none.
func tally(c compare.Comparison) []tallied {
	var all []tallied
	add := func(key string, n int, kind compare.Kind) {
		if n > 0 {
			all = append(all, tallied{say.T(key, say.Count(n)), kind})
		}
	}
	add("history.words.added", c.WordsAdded, compare.Added)
	add("history.words.removed", c.WordsRemoved, compare.Removed)
	add("history.photos.added", c.PhotosAdded, compare.Added)
	add("history.photos.removed", c.PhotosRemoved, compare.Removed)
	return all
}

// uncounted is what is said of a comparison in which nothing is counted.
func uncounted(c compare.Comparison) string {
	if c.Changes() == 0 {
		return say.T("history.same")
	}
	return say.T("history.same.words")
}

// notes tell what became of a part beside its words.
func notes(r compare.Row) string {
	if r.Kind != compare.Same {
		return ""
	}
	var all []string
	add := func(is bool, key string) {
		if is {
			all = append(all, say.T(key))
		}
	}
	add(r.Moved, "history.note.moved")
	add(r.Restyled, "history.note.restyled")
	add(r.Before.Role != r.After.Role, "history.note.role")
	return strings.Join(all, " · ")
}

// worded is a report with its keys put into words, as users read them. typeName
// may be nil.
func worded(r model.Report, typeName func(key string) string) model.Report {
	if typeName != nil && r.Meeting.Type != "" {
		r.Meeting.Type = typeName(r.Meeting.Type)
	}
	if r.Meeting.Session != "" {
		r.Meeting.Session = model.Session(say.T("session." + string(r.Meeting.Session)))
	}
	if r.Status != "" {
		r.Status = model.Status(say.T("status." + string(r.Status)))
	}
	return r
}
