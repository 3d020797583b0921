// Package draft holds the open report: edits, steps of undo, and when it is
// due to be saved. It knows no screen and no store and starts nothing; one
// goroutine owns a Draft, and what it hands out are values.
package draft

import (
	"time"

	"tinxa/model"
)

// The rhythm of writing.
const (
	// Pause ends a step of undo: who stops this long begins a new thought.
	// Within it fall the backspaces by which UniKey puts an accent on.
	Pause = time.Second
	// Longest is how much typing without a pause one undo takes back at most.
	Longest = 5 * time.Second
	// Rest is the silence after which a draft is due to be saved.
	Rest = 2 * time.Second
	// Most is how long continuous typing may stay unsaved.
	Most = 10 * time.Second
	// JournalRest is the silence after which the journal is due. With a disk that
	// takes 300 ms what was typed is safe a second after the last key.
	JournalRest = 700 * time.Millisecond
	// JournalMost is how long continuous typing may stay out of the journal. With
	// a disk that takes a second it is never more than three seconds behind.
	JournalMost = 2 * time.Second
	// depth is how many steps can be undone.
	depth = 1000
)

// Draft is an open report.
type Draft struct {
	report     model.Report
	now        func() time.Time
	done       []step // what takes each step back, newest last
	undone     []step // what does each step again, next last
	pace       pace
	changes    int       // so far; clocks are too coarse to tell two of them apart
	dirtySince time.Time // of the oldest change not stored; zero when there is none
	looseSince time.Time // of the oldest change that neither store nor journal has
	storing    bool      // a snapshot was handed to a store, and nothing heard of it
}

// Open begins with a report as it is stored.
func Open(r model.Report, now func() time.Time) *Draft {
	return &Draft{report: r, now: now}
}

// Report is the report as it stands now.
func (d *Draft) Report() model.Report { return d.report }

func (d *Draft) changed(after model.Report, now time.Time) {
	d.report, d.pace.last = after, now
	d.changes++
	if d.dirtySince.IsZero() {
		d.dirtySince = now
	}
	if d.looseSince.IsZero() {
		d.looseSince = now
	}
}

// Dirty reports whether something is not stored yet.
func (d *Draft) Dirty() bool { return !d.dirtySince.IsZero() }

// Due is when the draft is to be saved: a Rest after the newest change, and at
// most Most after the oldest that is not stored. Zero when nothing is unsaved.
func (d *Draft) Due() time.Time { return d.due(d.dirtySince, Rest, Most) }

// JournalDue is when the journal is to be written: a JournalRest after the
// newest change, and at most JournalMost after the oldest that neither store
// nor journal has. Zero when one of them has everything.
func (d *Draft) JournalDue() time.Time { return d.due(d.looseSince, JournalRest, JournalMost) }

func (d *Draft) due(since time.Time, rest, most time.Duration) time.Time {
	if since.IsZero() {
		return time.Time{}
	}
	due, latest := d.pace.last.Add(rest), since.Add(most)
	if latest.Before(due) {
		return latest
	}
	return due
}

// Snapshot is the report to hand to a store, and a mark to tell Stored which
// state it was. Until Stored or NotStored is told, it may be stored already.
func (d *Draft) Snapshot() (model.Report, Mark) {
	d.storing = true
	return d.report, d.Mark()
}

// Unsaved is what a journal keeps of the draft, but for the caret, and a mark to
// tell Kept which state it was. At is now, to the millisecond, as stores tell
// the time: a state is never younger than the save that came after it.
func (d *Draft) Unsaved() (model.Unsaved, Mark) {
	u := model.Unsaved{Report: d.report, Beyond: d.report.Rev, At: d.now().UTC().Truncate(time.Millisecond)}
	if d.storing {
		u.Beyond++ // all of that revision is in here
	}
	return u, d.Mark()
}

// Mark is a moment in the life of a Draft.
type Mark struct {
	changes int
	at      time.Time
}

// Mark is the moment that the draft is in, to tell whether it changed since.
func (d *Draft) Mark() Mark { return Mark{d.changes, d.pace.last} }

// since is the oldest change after a mark, or a moment before it; zero when
// there is none.
func (d *Draft) since(at Mark) time.Time {
	if d.changes == at.changes {
		return time.Time{}
	}
	return at.at
}

// Stored takes over the revision and times that a store gave to a snapshot.
// Changes made since then stay, and stay unsaved. A snapshot from before AsCopy
// is another report's and changes nothing.
func (d *Draft) Stored(saved model.Report, at Mark) {
	if saved.ID != d.report.ID {
		return
	}
	d.storing = false
	d.report.Rev, d.report.Created, d.report.Updated = saved.Rev, saved.Created, saved.Updated
	d.dirtySince = d.since(at)
	if d.dirtySince.IsZero() {
		d.looseSince = time.Time{}
	}
}

// NotStored takes note that a store refused the snapshot, so that its revision
// may still be given to a later state.
func (d *Draft) NotStored() { d.storing = false }

// Kept takes note that a journal has the state at a mark durably.
func (d *Draft) Kept(at Mark) { d.looseSince = d.since(at) }

// AsCopy gives the draft a new identity, so that it can be saved beside the
// report that somebody else saved in the meantime. Nothing of it is lost.
func (d *Draft) AsCopy() {
	d.storing = false
	d.report.ID, d.report.Rev = model.NewReportID(), 0
	d.report.Created, d.report.Updated = time.Time{}, time.Time{}
	d.changed(d.report, d.now())
}
