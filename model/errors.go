package model

import "errors"

// What can go wrong, for every store and photo store. Rooms wrap these with
// what they were doing; only ui/say turns them into words.
var (
	// ErrNotFound: no report, revision or photo of that id.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the report was saved elsewhere since it was read.
	ErrConflict = errors.New("saved elsewhere since")
	// ErrEdit: an edit does not fit the report it was applied to.
	ErrEdit = errors.New("edit does not fit")
	// ErrFormat: the bytes are not a report, or not well formed.
	ErrFormat = errors.New("not a report")
	// ErrNewer: written by a newer program; it may be read elsewhere, not here.
	ErrNewer = errors.New("written by a newer program")
	// ErrDamaged: a record or file does not match its checksum.
	ErrDamaged = errors.New("damaged")
	// ErrLocked: another program instance holds the data.
	ErrLocked = errors.New("in use by another instance")
	// ErrReadOnly: the data can be read but not written.
	ErrReadOnly = errors.New("read-only")
	// ErrFull: no space is left on the disk.
	ErrFull = errors.New("disk full")
	// ErrGone: the disk or folder of the data cannot be reached, as when a USB
	// stick was pulled out.
	ErrGone = errors.New("data cannot be reached")
	// ErrPlace: a folder in which a database is not safe: on a network drive, or
	// one that a cloud program synchronises.
	ErrPlace = errors.New("no safe place for a database")
	// ErrPassphrase: the passphrase does not open an encrypted backup.
	ErrPassphrase = errors.New("wrong passphrase")
	// ErrEncoding: text in an encoding that cannot be read.
	ErrEncoding = errors.New("unknown text encoding")
	// ErrEmpty: a file with nothing in it.
	ErrEmpty = errors.New("empty file")
	// ErrPhotoKind: not a JPEG, PNG, WebP or GIF.
	ErrPhotoKind = errors.New("not a known kind of photo")
	// ErrPhotoSize: too many bytes or pixels to be opened safely.
	ErrPhotoSize = errors.New("photo too large")
	// ErrPhotoDamaged: a photo of which nothing can be shown.
	ErrPhotoDamaged = errors.New("damaged photo")
)

// Errors lists every sentinel of this package, for the test that finds words
// for each of them.
func Errors() []error {
	return []error{
		ErrNotFound, ErrConflict, ErrEdit, ErrFormat, ErrNewer, ErrDamaged, ErrLocked, ErrReadOnly,
		ErrFull, ErrGone, ErrPlace, ErrPassphrase, ErrEncoding, ErrEmpty, ErrPhotoKind, ErrPhotoSize, ErrPhotoDamaged,
	}
}
