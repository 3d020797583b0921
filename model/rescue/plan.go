// Package rescue decides what becomes of the reports after their database was
// damaged: the newest of each from whatever was found anywhere, and by name what
// is lost. Here may live only decisions about values; finding and writing are
// other rooms' work.
package rescue

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"tinxa/model"
)

// Plan is what can be rescued and what cannot.
type Plan struct {
	Reports []Choice // last changed first
	Lost    []Loss   // lost last first
}

// Choice is a report that can be rescued.
type Choice struct {
	Best model.Found // the newest state: the first of Revisions
	// Revisions are all different states that were found, newest first, under
	// one id, their numbers strictly falling: what a rebuilt database is to hold.
	// All are in the bin, or none.
	Revisions []model.Found
	// Twin is the report whose id and revisions this one shares, with other
	// content, as after an earlier restore; Best has an id of its own now. Empty
	// for all others.
	Twin model.ReportID
	// Ticked is whether it is rescued unless the user says otherwise: not what
	// was in the bin.
	Ticked bool
}

// Loss is a report of which a newer revision existed than what was found.
type Loss struct {
	ID   model.ReportID
	Name string    // empty where nothing tells it
	Lost time.Time // when the newest revision was saved; zero where nothing tells it
	Best time.Time // of what was found instead; zero for nothing
}

// FromUnsaved is a journal's entry as something found. Its revision is the one
// that it goes beyond, its time of change the time of the entry.
func FromUnsaved(u model.Unsaved) model.Found {
	r := u.Report
	r.Rev, r.Updated = u.Beyond, u.At
	return model.Found{Report: r, Source: model.FromJournal}
}

// Merge puts together what was found: of each report the newest, by revision
// and, at equal revision, from the journal before the file before a backup.
// Nothing that was found is dropped: every content is a revision of its report,
// or, where two contents have one id and revision, of a twin. The same arguments
// in any order give the same plan.
func Merge(found []model.Found, traces []model.Trace) Plan {
	byID := map[model.ReportID][]state{}
	for _, f := range found {
		byID[f.Report.ID] = append(byID[f.Report.ID], newState(f))
	}
	lost := losses(byID, newestTraces(traces))
	twins := part(byID)
	var plan Plan
	for id, states := range byID {
		plan.Reports = append(plan.Reports, choice(states, twins[id]))
	}
	slices.SortFunc(plan.Reports, func(a, b Choice) int {
		return cmp.Or(b.Best.Report.Updated.Compare(a.Best.Report.Updated), cmp.Compare(a.Best.Report.ID, b.Best.Report.ID))
	})
	plan.Lost = lost
	return plan
}

// part moves what cannot be a revision of its report, because another content
// has its number, to a twin, and that twin's own conflicts to another one. It
// returns of which report each new id is a twin.
func part(byID map[model.ReportID][]state) map[model.ReportID]model.ReportID {
	twins := map[model.ReportID]model.ReportID{}
	work := slices.Sorted(maps.Keys(byID))
	for len(work) > 0 {
		id := work[0]
		work = work[1:]
		kept, rest := line(byID[id])
		byID[id] = kept
		if len(rest) == 0 {
			continue
		}
		twin := twinID(id, rest[len(rest)-1])
		// An earlier rescue may have made that twin already.
		if len(byID[twin]) == 0 {
			twins[twin] = id
		}
		byID[twin] = append(byID[twin], renamed(rest, twin)...)
		work = append(work, twin)
	}
	return twins
}

// choice makes the offer of the states of one report, newest first.
func choice(states []state, twin model.ReportID) Choice {
	deleted := binned(states)
	c := Choice{Twin: twin, Ticked: deleted.IsZero()}
	rev := int64(0)
	for _, s := range slices.Backward(ordered(states)) {
		rev = max(rev+1, s.number())
		f := s.Found
		f.Report.Rev, f.Deleted = rev, deleted
		c.Revisions = append(c.Revisions, f)
	}
	slices.Reverse(c.Revisions)
	c.Best = c.Revisions[0]
	return c
}

// newestTraces is the newest trace of each report, with the newest name that
// any of its traces tells.
func newestTraces(traces []model.Trace) map[model.ReportID]model.Trace {
	inOrder := slices.SortedFunc(slices.Values(traces), func(a, b model.Trace) int {
		return cmp.Or(cmp.Compare(a.Rev, b.Rev), a.Saved.Compare(b.Saved), cmp.Compare(a.Name, b.Name))
	})
	newest := map[model.ReportID]model.Trace{}
	for _, t := range inOrder {
		t.Name = cmp.Or(t.Name, newest[t.ID].Name)
		newest[t.ID] = t
	}
	return newest
}

// losses lists the reports whose newest trace goes beyond all that was found.
func losses(byID map[model.ReportID][]state, traces map[model.ReportID]model.Trace) []Loss {
	var all []Loss
	for id, t := range traces {
		loss := Loss{ID: id, Name: t.Name, Lost: t.Saved}
		if states := byID[id]; len(states) > 0 {
			if reach(states) >= t.Rev {
				continue
			}
			kept, _ := line(states)
			best := ordered(kept)[0].Report
			loss.Best, loss.Name = best.Updated, cmp.Or(t.Name, best.Name())
		}
		all = append(all, loss)
	}
	slices.SortFunc(all, func(a, b Loss) int {
		return cmp.Or(b.Lost.Compare(a.Lost), cmp.Compare(a.ID, b.ID))
	})
	return all
}
