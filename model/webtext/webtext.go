package webtext

import (
	"fmt"
	"io"
	"strings"

	"tinxa/model"
	"tinxa/model/viet"
)

// Limits of what is read: beyond them nobody has written it.
const (
	maxBytes   = 24 << 20 // of HTML; pictures may be inside of it
	maxLetters = 1 << 20  // of text in it, in bytes
	maxDepth   = 200      // of elements in one another; deeper ones count as none
	maxImages  = 500      // pictures; those behind are left out
)

// Page is what was found, in reading order.
type Page struct {
	Blocks  model.Blocks // sound, every block with a new id of its own
	Inline  bool         // a piece of a sentence: one paragraph, which continues the text that it is pasted into
	Sources []Source     // where the pictures of Blocks come from, in reading order
}

// Source tells where a picture is to be had from: one of Data, File and URL is
// set. A picture of this program names its photo, which is to be had from the
// photo store, and from here only where that does not hold it.
type Source struct {
	Block model.BlockID // the Photos block
	Entry int           // the picture in it
	Data  []byte        // the picture itself, of whatever form
	File  string        // path of a file on this machine, as Word and LibreOffice leave one
	URL   string        // http or https; nothing is fetched
}

// Read reads a page or a fragment of HTML, from UTF-8, UTF-16 with its mark, or
// the Vietnamese code page of Windows. What makes no sense in it is read as far
// as it does. ErrFormat when it is longer than anybody writes.
func Read(r io.Reader) (Page, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Page{}, fmt.Errorf("webtext: %w", err)
	}
	if len(data) > maxBytes {
		return Page{}, fmt.Errorf("webtext: more than %d bytes: %w", maxBytes, model.ErrFormat)
	}
	source, _, ok := viet.Decode(data)
	if !ok {
		source = strings.ToValidUTF8(string(data), "\ufffd")
	}
	in := newReader(source)
	if err := in.read(); err != nil {
		return Page{}, fmt.Errorf("webtext: %w", err)
	}
	return in.page(), nil
}
