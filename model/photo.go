package model

import (
	"context"
	"io"
	"time"
)

// PhotoID is the SHA-256 of the original file, in 64 hexadecimal digits. Equal
// photos are kept once.
type PhotoID string

// Valid reports whether id has the form of a PhotoID.
func (id PhotoID) Valid() bool {
	if len(id) != 64 {
		return false
	}
	for _, c := range id {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Photo is what is known of an original.
type Photo struct {
	ID      PhotoID   `json:"id"`
	Format  string    `json:"format"` // "jpeg", "png", "webp" or "gif"
	Width   int       `json:"width"`  // pixels, as shown (after orientation)
	Height  int       `json:"height"`
	Size    int64     `json:"size"`             // bytes of the original
	Taken   time.Time `json:"taken,omitzero"`   // by the camera's clock; local, +07:00 where it names no zone
	Damaged bool      `json:"damaged,omitzero"` // only a part of it can be shown
}

// The sizes that photos are shown in: pixels of the longer side.
const (
	WebSide   = 1600
	ThumbSide = 320
)

// PhotoStore keeps photos. Every implementation passes modeltest.TestPhotoStore.
type PhotoStore interface {
	// Add keeps the original durably and returns what it is. Adding it again
	// changes nothing. ErrPhotoKind, ErrPhotoSize, ErrPhotoDamaged, ErrEmpty,
	// ErrFull; after an error nothing was kept.
	Add(ctx context.Context, r io.Reader) (Photo, error)
	// Photo returns what is known of a kept photo. ErrNotFound, ErrPhotoDamaged.
	Photo(ctx context.Context, id PhotoID) (Photo, error)
	// Open returns the original (maxSide 0), byte for byte, or an upright JPEG
	// whose longer side is at most maxSide pixels and which carries no
	// metadata. ErrNotFound, ErrDamaged.
	Open(ctx context.Context, id PhotoID, maxSide int) (io.ReadCloser, error)
}
