package webtext

import (
	"io"

	"tinxa/model"
)

// Page is what was found, in reading order.
type Page struct {
	Blocks  model.Blocks // sound, every block with an id of its own
	Inline  bool         // a piece of a sentence: one paragraph, which continues the text that it is pasted into
	Sources []Source     // where the pictures of Blocks come from, in reading order
}

// Source tells where a picture is to be had from: one of Data, File and URL is
// set.
type Source struct {
	Block model.BlockID // the Photos block
	Entry int           // the picture in it
	Data  []byte        // the picture itself, of whatever form
	File  string        // path of a file on this machine, as Word and LibreOffice leave one
	URL   string        // http or https; nothing is fetched
}

// Read reads a page or a fragment of HTML.
func Read(r io.Reader) (Page, error) {
	_, err := io.ReadAll(r)
	return Page{}, err
}
