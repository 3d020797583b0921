package native

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
)

// ErrPicture is wrapped by ReadClipboard when there is a picture on the
// clipboard that is damaged, of an unknown form or too large.
var ErrPicture = errors.New("native: the picture on the clipboard cannot be read")

// Limits of what is taken from the clipboard.
const (
	maxPhotoBytes = 60 << 20 // of an encoded picture
	maxHTMLBytes  = 24 << 20 // pictures may be inside of it
	maxTextBytes  = 1 << 20
	maxPixels     = 50_000_000 // of an uncompressed picture
)

// errLong is of content over its limit.
var errLong = errors.New("longer than the limit")

// Content is what was copied. Photos stand alone: where there are any, that is
// what was copied, and Text and HTML are empty.
type Content struct {
	Text   string
	HTML   string // the same with its structure, where the other program gives it; for model/webtext
	Photos []Item // copied files, photos or not, or one copied picture
}

// Item is one photo from the clipboard: a file, or a picture without one.
type Item struct {
	Name string // the file's own name; empty for a picture
	Path string // of the file, which exists; empty for a picture
	Data []byte // PNG or JPEG; nil for a file
}

// forms hands over what was copied in one form. What is not on offer, or cannot
// be read, is empty.
type forms interface {
	paths() []string
	text() string
	html() string
	picture() (picture, error) // an error where there is one that cannot be read
}

// picture is a copied picture: a file of PNG or JPEG, or the pixels of a DIB.
type picture struct{ file, pixels []byte }

// gather chooses among the forms. Office programs put a picture beside the text
// that was copied, and browsers the address beside the picture: words win over a
// picture, and a picture over its address. The picture comes back as it is, so
// that it can be converted when others may have the clipboard again.
func gather(f forms) (Content, picture, error) {
	if items := files(f.paths()); len(items) > 0 {
		return Content{Photos: items}, picture{}, nil
	}
	text := f.text()
	if items := files(textPaths(text)); len(items) > 0 {
		return Content{Photos: items}, picture{}, nil
	}
	if noWords(text) {
		if p, err := f.picture(); err != nil || p.file != nil || p.pixels != nil {
			return Content{}, p, err
		}
	}
	return Content{Text: text, HTML: f.html()}, picture{}, nil
}

// with is c with the picture, if there is one.
func (c Content) with(p picture) (Content, error) {
	if p.pixels != nil {
		var err error
		if p.file, err = dibToPNG(p.pixels); err != nil {
			return Content{}, err
		}
	}
	if p.file != nil {
		c.Photos = []Item{{Data: p.file}}
	}
	return c, nil
}

// noWords reports whether a text says nothing, or is only an address.
func noWords(text string) bool {
	text = strings.TrimSpace(text)
	u, err := url.Parse(text)
	return text == "" || err == nil && (u.Scheme == "http" || u.Scheme == "https") && !strings.ContainsAny(text, " \n\t")
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

// bmpHeader is the length of what a BMP file has before its DIB.
const bmpHeader = 14

// bmpPixels is the DIB in a BMP file.
func bmpPixels(file []byte) ([]byte, error) {
	if len(file) < bmpHeader || !bytes.HasPrefix(file, []byte("BM")) {
		return nil, fmt.Errorf("%w: no BMP file", ErrPicture)
	}
	return file[bmpHeader:], nil
}
