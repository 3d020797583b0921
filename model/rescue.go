package model

import "time"

// Found is a report that was found somewhere after the database was damaged.
type Found struct {
	Report  Report
	Deleted time.Time // when it went into the bin; zero if it was not there, or nobody knows
	Source  Source
	Made    time.Time // of the backup that it was found in; zero for the other sources
	Pins    []Pin     // why this revision is kept for good, as far as it is known
}

// Source is where a report was found.
type Source string

// The sources, the freshest first.
const (
	FromJournal Source = "journal" // the last seconds before the program ended
	FromFile    Source = "file"    // the damaged file itself
	FromBackup  Source = "backup"
)

// Trace is what tells that a revision of a report was there, whether or not
// the revision itself can still be read.
type Trace struct {
	ID    ReportID  `json:"id"`
	Rev   int64     `json:"rev"`
	Name  string    `json:"name,omitzero"`  // of the report; empty where nothing tells it
	Saved time.Time `json:"saved,omitzero"` // zero where nothing tells it
}
