package model

import (
	"cmp"
	"crypto/rand"
	"encoding/base32"
	"encoding/json"
	"strings"
	"time"
)

// ReportID names a report in a store: 16 letters and digits, never shown to
// users as anything but a reference.
type ReportID string

// Valid reports whether id may name a report in a store: 1 to 64 letters (a to
// z, A to Z) and digits.
func (id ReportID) Valid() bool {
	foreign := func(c rune) bool {
		return (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')
	}
	return id != "" && len(id) <= 64 && !strings.ContainsFunc(string(id), foreign)
}

// Report is a whole meeting report. It is a value: an Edit makes a new one and
// leaves the old one as it was, so a Report can be handed to another goroutine
// without a lock. Slices inside it are never written to once it was handed on.
type Report struct {
	ID      ReportID  `json:"id,omitzero"`
	Rev     int64     `json:"rev,omitzero"`     // counts saves, from 1; 0 means never saved
	Created time.Time `json:"created,omitzero"` // set by the store, UTC
	Updated time.Time `json:"updated,omitzero"` // set by the store at each save, UTC

	Head    Head    `json:"head"`
	Meeting Meeting `json:"meeting,omitzero"`
	Blocks  Blocks  `json:"blocks"`
	Credits Credits `json:"credits,omitzero"`
	Status  Status  `json:"status"`
	Cover   PhotoID `json:"cover,omitzero"` // empty: the first picture is the cover

	Waived []Waiver `json:"waived,omitzero"` // findings that the writer has settled in this report

	Extra Extra `json:"-"` // fields of a newer program, kept as they came
}

// Head is what stands above the body.
type Head struct {
	Kicker string `json:"kicker,omitzero"` // the rubric above the headline
	Title  string `json:"title,omitzero"`
	Stamp  string `json:"stamp,omitzero"` // publication time as the portal printed it
	Sapo   Text   `json:"sapo,omitzero"`  // the lead; its paragraphs are parted by "\n"

	Extra Extra `json:"-"`
}

// Credits is what stands below the body or beside it.
type Credits struct {
	Bylines  []Byline `json:"bylines,omitzero"`
	Source   string   `json:"source,omitzero"`
	Tags     []string `json:"tags,omitzero"`
	Category string   `json:"category,omitzero"`

	Extra Extra `json:"-"`
}

// Byline is a person or a unit that signs a report. One without a name is a
// place to write it in: nothing prints it.
type Byline struct {
	Name string `json:"name"`
	Unit bool   `json:"unit,omitzero"` // a unit signs: "Trung tâm Văn hóa - Truyền thông"

	Extra Extra `json:"-"`
}

// Status is where a report stands on its way from draft to portal.
type Status string

// The stations of a report.
const (
	Draft     Status = "draft"
	Submitted Status = "submitted" // waits for approval
	Returned  Status = "returned"  // sent back with remarks
	Approved  Status = "approved"
	Published Status = "published"
)

// Statuses lists every Status in the order of work.
func Statuses() []Status {
	return []Status{Draft, Submitted, Returned, Approved, Published}
}

// Extra keeps the JSON fields that this program does not know.
type Extra map[string]json.RawMessage

// New returns an empty draft with a new id and one empty paragraph to write in.
func New() Report {
	return Report{
		ID:     NewReportID(),
		Status: Draft,
		Blocks: Blocks{Paragraph{ID: NewBlockID()}},
	}
}

// NewReportID returns a random id: 80 bits, 16 characters of a to z and 2 to 7.
func NewReportID() ReportID { return ReportID(randomName(10)) }

// NewBlockID returns a random id: 40 bits, 8 characters of a to z and 2 to 7.
func NewBlockID() BlockID { return BlockID(randomName(5)) }

func randomName(bytes int) string {
	raw := make([]byte, bytes)
	rand.Read(raw) // never fails since Go 1.24
	return strings.ToLower(base32.StdEncoding.EncodeToString(raw))
}

// Copy returns r as a new draft: its own ids, never saved, not yet published.
func (r Report) Copy() Report {
	r.ID, r.Rev, r.Status = NewReportID(), 0, Draft
	r.Created, r.Updated = time.Time{}, time.Time{}
	r.Head.Stamp = ""
	r.Blocks = r.Blocks.renamed()
	return r
}

// Portable returns r without what ties it to one store: id, revision, times.
// It is what leaves the program as JSON.
func (r Report) Portable() Report {
	r.ID, r.Rev = "", 0
	r.Created, r.Updated = time.Time{}, time.Time{}
	return r
}

// Pictures lists every picture of the report in reading order.
func (r Report) Pictures() []Picture {
	var all []Picture
	for b := range r.Blocks.All() {
		if p, ok := b.(Photos); ok {
			all = append(all, p.Pictures...)
		}
	}
	return all
}

// CoverPhoto is the chosen cover while it is in the report, or else the first
// photo, or else empty.
func (r Report) CoverPhoto() PhotoID {
	var first PhotoID
	for _, p := range r.Pictures() {
		if p.Photo != "" && p.Photo == r.Cover {
			return r.Cover
		}
		first = cmp.Or(first, p.Photo)
	}
	return first
}

// Words counts the words of headline, sapo and body, captions left out, as the
// offices count a report's length.
func (r Report) Words() int {
	n := countWords(r.Head.Title) + countWords(r.Head.Sapo.Plain())
	for b := range r.Blocks.All() {
		for _, t := range Texts(b) {
			n += countWords(t.Plain())
		}
	}
	return n
}

func countWords(s string) (n int) {
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}
