package model

import (
	"context"
	"time"
)

// Journal keeps what is newer than the store: the last seconds of the open
// report. It need not know anything but bytes on a disk, so that it works where
// the store does not.
type Journal interface {
	// Write keeps u durably in the place of what was kept of that report. It
	// returns the folder it went to when that is not the usual one, because the
	// usual one cannot be written; empty otherwise. ErrFull, ErrReadOnly, ErrGone
	// when it could be kept nowhere.
	Write(ctx context.Context, u Unsaved) (elsewhere string, err error)
	// Forget drops what is kept of a report: it is stored and closed.
	Forget(ctx context.Context, id ReportID) error
	// Unsaved lists what is kept, newest first: the reports that were open when
	// the program ended without closing them. What is damaged is left out.
	Unsaved(ctx context.Context) ([]Unsaved, error)
}

// Unsaved is an open report as a journal keeps it. It is kept for a report that
// is stored whole, too: then it tells that the report was open, and where the
// caret stood.
type Unsaved struct {
	Report Report
	// Beyond is the newest revision, stored or being stored, all of which is in
	// Report: Report.Rev, or one more while a save of an older state is under way.
	Beyond int64
	Caret  string // where the editor left it, in the editor's own words
	At     time.Time
}

// Newer reports whether u has something that the stored report has not: it
// goes beyond the stored revision, or was written after it.
func (u Unsaved) Newer(stored Report) bool {
	return (u.Beyond >= stored.Rev || u.At.After(stored.Updated)) && !SameContent(u.Report, stored)
}
