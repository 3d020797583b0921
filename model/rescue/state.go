package rescue

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"
	"time"

	"tinxa/model"
)

// state is a found report with what tells its content from another.
type state struct {
	model.Found
	content [sha256.Size]byte // of all but id, revision and times
}

func newState(f model.Found) state {
	data, err := model.Encode(f.Report.Portable())
	if err != nil { // no reader gives such a report; it is kept all the same
		data = fmt.Append(nil, f.Report)
	}
	return state{f, sha256.Sum256(data)}
}

// sources in the order in which they win at equal revision.
var sources = []model.Source{model.FromJournal, model.FromFile, model.FromBackup}

func (s state) journal() bool { return s.Source == model.FromJournal }

// number is the revision that the state is, the one after those that it goes
// beyond for a journal's entry.
func (s state) number() int64 {
	if s.journal() {
		return s.Report.Rev + 1
	}
	return s.Report.Rev
}

// fresher orders by revision, source and the backup's age, and by content where
// nothing else tells states apart.
func fresher(a, b state) int {
	return cmp.Or(
		cmp.Compare(b.Report.Rev, a.Report.Rev),
		cmp.Compare(slices.Index(sources, a.Source), slices.Index(sources, b.Source)),
		b.Made.Compare(a.Made),
		b.Report.Updated.Compare(a.Report.Updated),
		b.Deleted.Compare(a.Deleted),
		slices.Compare(a.content[:], b.content[:]),
	)
}

// line keeps one state for each revision and each of the journal's, the
// freshest, and returns apart the contents that found no place: another one has
// their revision. Both are in the order of fresher.
func line(states []state) (kept, rest []state) {
	taken := map[int64]bool{}
	stored := map[[sha256.Size]byte]bool{} // contents that have a place
	var doubtful []state
	for _, s := range slices.SortedFunc(slices.Values(states), fresher) {
		if s.journal() || taken[s.Report.Rev] {
			doubtful = append(doubtful, s)
			continue
		}
		kept, taken[s.Report.Rev], stored[s.content] = append(kept, s), true, true
	}
	seen := map[[sha256.Size]byte]bool{} // contents of doubtful ones that have a place
	for _, s := range doubtful {
		switch {
		case seen[s.content], stored[s.content] && !(s.journal() && newest(s, kept)):
			continue
		case s.journal():
			kept = append(kept, s)
		default:
			rest = append(rest, s)
		}
		seen[s.content] = true
	}
	slices.SortFunc(kept, fresher)
	return kept, rest
}

// newest reports whether a journal's entry is what the user saw last: it goes
// beyond the newest stored state of the line, or was written after it, and is
// not that state itself.
func newest(entry state, kept []state) bool {
	for _, s := range kept {
		if !s.journal() {
			return entry.Report.Rev > s.Report.Rev || newer(entry, s)
		}
	}
	return true
}

// newer is model.Unsaved.Newer.
func newer(entry, stored state) bool {
	beyond := entry.Report.Rev >= stored.Report.Rev
	return (beyond || entry.Report.Updated.After(stored.Report.Updated)) && entry.content != stored.content
}

// ordered is a line with the newest first: each of the journal's entries after
// the revisions that it goes beyond, or after all if it is the newest.
func ordered(kept []state) []state {
	var stored, top, between []state
	for _, s := range kept {
		switch {
		case !s.journal():
			stored = append(stored, s)
		case newest(s, kept):
			top = append(top, s)
		default:
			between = append(between, s)
		}
	}
	slices.SortFunc(top, func(a, b state) int {
		return cmp.Or(b.Report.Updated.Compare(a.Report.Updated), fresher(a, b))
	})
	below := slices.SortedFunc(slices.Values(slices.Concat(between, stored)), fresher)
	return slices.Concat(top, below)
}

// reach is the newest revision of which everything was found.
func reach(states []state) int64 {
	return slices.MaxFunc(states, func(a, b state) int { return cmp.Compare(a.Report.Rev, b.Report.Rev) }).Report.Rev
}

// binned is when a report went into the bin, zero if it was not there, as the
// freshest store tells that has the report at all. A later entry of the journal
// tells that it was open, and so not in the bin.
func binned(states []state) time.Time {
	deleted, opened := time.Time{}, time.Time{}
	var teller state
	for _, s := range states {
		switch {
		case s.journal():
			opened = later(opened, s.Report.Updated)
		case teller.Source == "" || tellsMore(s, teller):
			teller, deleted = s, s.Deleted
		}
	}
	if opened.After(deleted) {
		return time.Time{}
	}
	return deleted
}

// tellsMore reports whether a knows better than b what was in the bin last.
func tellsMore(a, b state) bool {
	return cmp.Or(
		cmp.Compare(slices.Index(sources, a.Source), slices.Index(sources, b.Source)),
		b.Made.Compare(a.Made), fresher(a, b)) < 0
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// twinID is the same for the same first content, so that a rescue after a rescue
// makes no second twin.
func twinID(id model.ReportID, first state) model.ReportID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %x", id, first.Report.Rev, first.content))
	return model.ReportID(strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10])))
}

func renamed(states []state, id model.ReportID) []state {
	for i := range states {
		states[i].Report.ID = id
	}
	return states
}
