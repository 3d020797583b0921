// Package plaintext reads a report from plain text: copied from a portal's
// page with all that stands around it, or typed in a text editor. It holds
// what is known of how such pages look, and nothing that writes. Bytes become
// lines, lines are marked with what they are, and the marked lines become a
// model.Report. Every word of the text ends in the report or in
// Notes.Dropped; what may be either stays in the report.
package plaintext

import (
	"fmt"

	"tinxa/model"
)

// MaxSize is how many bytes a text may have.
const MaxSize = 4 << 20

// Notes tell what Read did with a text.
type Notes struct {
	Encoding string   // "utf-8", "utf-16le", "utf-16be" or "windows-1258"
	Dropped  []string // lines and parts of lines taken for page furniture, in the order of the text
}

// Read makes a draft of a text. A line that looks like a photo's caption
// becomes a picture without a photo, for Place to fill. names holds the names
// of meeting types under their keys; without them the type stays empty.
//
// model.ErrEmpty: nothing of a report is in it. model.ErrEncoding: in none of
// the encodings that Notes names. model.ErrFormat: not text, or above MaxSize.
func Read(data []byte, names map[string]string) (model.Report, Notes, error) {
	text, encoding, err := decode(data)
	if err != nil {
		return model.Report{}, Notes{}, fmt.Errorf("plaintext: read: %w", err)
	}
	p := page{lines: split(text)}
	p.dropFurniture()
	p.lines = unwrap(p.lines)
	p.takeHead()
	p.takeCredits()
	p.classify()
	r := p.report()
	if p.empty() {
		return model.Report{}, Notes{}, fmt.Errorf("plaintext: read: %w", model.ErrEmpty)
	}
	r.Meeting = meetingOf(r, names)
	return r, Notes{Encoding: encoding, Dropped: p.allDropped()}, nil
}

// page is a text on its way to a report: each step takes lines out of it.
type page struct {
	lines   []line // what is left, in order
	dropped []scrap
	head    model.Head
	credits model.Credits
}

// scrap is a piece of page furniture and the line that it stood on.
type scrap struct {
	text string
	at   int
}

func (p *page) drop(text string, at int) {
	p.dropped = append(p.dropped, scrap{text, at})
}

func (p *page) empty() bool {
	return p.head.Title == "" && p.head.Kicker == "" && len(p.head.Sapo) == 0 &&
		len(p.lines) == 0 && len(p.credits.Bylines) == 0
}
