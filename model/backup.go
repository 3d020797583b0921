package model

import "time"

// Backup is a copy of all reports and photos as of one moment.
type Backup struct {
	Name    string // of its files, unique on its shelf
	Shelf   Shelf
	Made    time.Time
	Reports int
	Photos  int
	Size    int64 // bytes of the database's copy
	Sealed  bool  // encrypted with a passphrase
}

// Shelf is where backups lie.
type Shelf string

// The shelves of backups.
const (
	ShelfHere  Shelf = "here"  // beside the data
	ShelfAway  Shelf = "away"  // the second place that the user chose
	ShelfOther Shelf = "other" // a file that the user named
)
