package bolt

import (
	"cmp"
	"fmt"
	"slices"

	"tinxa/model"
)

// Health is what Verify found.
type Health struct {
	Pages     int             `json:"pages"`     // of the file, in use or free
	Reports   int             `json:"reports"`   // that can be read, with those in the bin
	Revisions int             `json:"revisions"` // of all reports, the newest too
	Photos    []model.PhotoID `json:"photos"`    // that anything in the file names, each once, sorted
	Faults    []string        `json:"faults,omitempty"`
	Damaged   []model.Trace   `json:"damaged,omitempty"` // revisions of which a record cannot be read any more
	Newer     bool            `json:"newer,omitzero"`    // a newer program wrote the file, or records in it
}

// Sound reports whether nothing is wrong with the file. One that a newer
// program made may be sound: what cannot be understood is not held against it.
func (h Health) Sound() bool { return len(h.Faults) == 0 && len(h.Damaged) == 0 }

// mostFaults is how many faults are told one by one: a file of which every page
// is damaged has one for each.
const mostFaults = 100

func (h *Health) fault(format string, args ...any) {
	switch {
	case len(h.Faults) < mostFaults:
		h.Faults = append(h.Faults, fmt.Sprintf(format, args...))
	case len(h.Faults) == mostFaults:
		h.Faults = append(h.Faults, "and more")
	}
}

// sortTraces puts traces in order, the newest revision of a report first, and
// of those of one revision keeps the one that tells most.
func sortTraces(all []model.Trace) []model.Trace {
	slices.SortFunc(all, func(a, b model.Trace) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(b.Rev, a.Rev),
			b.Saved.Compare(a.Saved), cmp.Compare(b.Name, a.Name))
	})
	return slices.CompactFunc(all, func(a, b model.Trace) bool { return a.ID == b.ID && a.Rev == b.Rev })
}
