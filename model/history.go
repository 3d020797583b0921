package model

import (
	"context"
	"time"
)

// Historian remembers earlier revisions.
type Historian interface {
	// History lists the kept revisions of a report, newest first. ErrNotFound.
	History(ctx context.Context, id ReportID) ([]Revision, error)
	// Revision returns the report as it was. ErrNotFound, ErrDamaged.
	Revision(ctx context.Context, id ReportID, rev int64) (Report, error)
	// Pin keeps a revision for good and says why. A revision has one pin of a
	// kind: pinning again replaces it. A PinNamed without a name takes the name
	// away. ErrNotFound when the revision is not kept any more.
	Pin(ctx context.Context, id ReportID, rev int64, p Pin) error
}

// Revision is one kept state of a report.
type Revision struct {
	Rev   int64     `json:"rev"`
	Saved time.Time `json:"saved"`          // UTC, to the millisecond
	Pins  []Pin     `json:"pins,omitempty"` // why it is kept for good, oldest first; none: it fades with time
}

// Pin is why a revision is kept for good.
type Pin struct {
	Kind PinKind   `json:"kind"`
	Name string    `json:"name,omitzero"` // given by the user, or the form or portal it went to
	At   time.Time `json:"at"`
}

// PinKind is what happened to a pinned revision.
type PinKind string

// The kinds of pin.
const (
	PinNamed    PinKind = "named"    // the user gave it a name
	PinExported PinKind = "exported" // it was written to a file
	PinUploaded PinKind = "uploaded" // it was sent to a portal
)
