// Package markup writes a report as the fragment of HTML that portals keep as an
// article's body, and reads such a fragment back to see what a portal made of
// it. What differs between portals is a Dialect; nothing here talks to one.
package markup

import (
	"tinxa/export"
	"tinxa/model"
)

// MarkAttr is the attribute of the first element by which an article is found.
const MarkAttr = "data-st-id"

// Dialect is what a portal's editor and its pages want of a body.
type Dialect struct {
	Gutenberg bool // WordPress' comments around each block
	Sapo      bool // the lead opens the body, in bold; else the portal has a field for it
	Kicker    bool // the rubric above the lead
	Bylines   bool // the signature and the source end the body; else the portal has fields for them
	Widths    bool // photos say their size in pixels
}

// Body is the article. Every photo that p.Photos lacks is left out with its
// place; its caption stays.
func Body(p export.Post, d Dialect) string { return "" }

// Stub is the body of the small first draft: the mark and how the report
// begins.
func Stub(p export.Post, d Dialect) string { return "" }

// Marked reports whether a body carries the mark.
func Marked(body, mark string) bool { return false }

// Content is what readers see of a body, in reading order.
type Content struct {
	Paragraphs []string // also headings, entries of lists, quotes
	Captions   []string
	Photos     []string // addresses, as they stand there
}

// Read reads a body, however a portal rewrote it.
func Read(body string) Content { return Content{} }

// Compare lists what a portal did not keep of p. Other ways to write the same
// (quotation marks, dashes, spaces, smaller versions of a photo) are no loss.
func Compare(p export.Post, there model.Snapshot) []model.Loss { return nil }

// Hash is a digest of what readers see of an article. What portals rewrite by
// themselves does not change it; a changed word or photo does.
func Hash(s model.Snapshot) string { return "" }

// Ours reports whether nothing stands there that is not in p, as after an
// update whose answer was lost.
func Ours(p export.Post, there model.Snapshot) bool { return false }
