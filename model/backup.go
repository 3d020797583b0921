package model

import "time"

// Backup is a copy of all reports and photos as of one moment.
type Backup struct {
	Name    string    `json:"name"` // of its files, unique on its shelf
	Shelf   Shelf     `json:"shelf"`
	Made    time.Time `json:"made"`
	Reports int       `json:"reports"`
	Photos  int       `json:"photos"`
	Size    int64     `json:"size"`   // bytes of the database's copy
	Sealed  bool      `json:"sealed"` // encrypted with a passphrase
}

// Shelf is where backups lie.
type Shelf string

// The shelves of backups.
const (
	ShelfHere  Shelf = "here"  // beside the data
	ShelfAway  Shelf = "away"  // the second place that the user chose
	ShelfOther Shelf = "other" // a file that the user named
)
