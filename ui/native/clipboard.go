package native

import (
	"errors"
	"path/filepath"
)

// ErrPicture is wrapped by ClipboardPhotos when there is a picture on the
// clipboard that is damaged, of an unknown form or too large.
var ErrPicture = errors.New("native: the picture on the clipboard cannot be read")

// Limits of what is taken from the clipboard.
const (
	maxPhotoBytes = 60 << 20 // of an encoded picture
	maxTextBytes  = 1 << 20
	maxPixels     = 50_000_000 // of an uncompressed picture
)

// Item is one photo from the clipboard: a file, or a picture without one.
type Item struct {
	Name string // the file's own name; empty for a picture
	Path string // of the file, which exists; empty for a picture
	Data []byte // PNG or JPEG; nil for a file
}

// files makes items of the paths that are files; a photo is told from other
// files by what reads it, so that the user hears about those that are none.
func files(paths []string) []Item {
	var items []Item
	for _, path := range paths {
		if isFile(path) {
			items = append(items, Item{Name: filepath.Base(path), Path: path})
		}
	}
	return items
}
