package export

import "errors"

// What can go wrong while exporting. Rooms wrap these with what they were
// doing; only ui/say turns them into words.
var (
	// ErrPhotoMissing: the report shows a photo that is not in the bundle.
	ErrPhotoMissing = errors.New("photo missing")
	// ErrDestination: the file or folder cannot be written there.
	ErrDestination = errors.New("cannot write there")
	// ErrForm: no export form of that name.
	ErrForm = errors.New("unknown form")
)

// Errors lists every sentinel of this package, for the test that finds words
// for each of them.
func Errors() []error { return []error{ErrPhotoMissing, ErrDestination, ErrForm} }
