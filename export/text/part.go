package text

import (
	"fmt"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

func (d *document) part(p export.Part) {
	switch p.Kind {
	case export.Paragraphs:
		d.paragraphs(p)
	case export.Quote:
		d.quote(p)
	case export.Photos:
		d.photos(p.Pictures)
	case export.Signature:
		d.block(p.Signed...)
	default:
		d.list(p)
	}
}

// paragraphs opens a round-up item with "* ", and with its commune where the
// text does not name it.
func (d *document) paragraphs(p export.Part) {
	lines := plain(p.Lines)
	if p.Item {
		opening := d.phrase("opening", "")
		if p.Commune != "" {
			opening += d.phrase("commune", oneLine(p.Commune))
		}
		switch {
		case len(lines) == 0:
			lines = []string{opening}
		case p.Commune != "":
			lines[0] = opening + ": " + lines[0]
		default:
			lines[0] = opening + lines[0]
		}
	}
	for _, line := range lines {
		d.block(line)
	}
}

// list writes lists, and headings, which are lines by themselves.
func (d *document) list(p export.Part) {
	lines := plain(p.Lines)
	for i := range lines {
		switch p.Kind {
		case export.Bullets:
			lines[i] = "- " + lines[i]
		case export.Numbers:
			lines[i] = fmt.Sprintf("%d. %s", i+1, lines[i])
		}
	}
	d.block(lines...)
}

// quote sets marks around a passage that has none of its own.
func (d *document) quote(p export.Part) {
	lines := plain(p.Lines)
	if !strings.ContainsAny(lines[0][:1], `"'`) && !strings.HasPrefix(lines[0], "“") && !strings.HasPrefix(lines[0], "«") {
		lines[0] = "“" + lines[0]
		lines[len(lines)-1] += "”"
	}
	if p.From != "" {
		lines = append(lines, "— "+oneLine(p.From))
	}
	d.block(lines...)
}

// photos writes captions right behind the text that the photos follow, as the
// texts of portals have them when they are copied.
func (d *document) photos(pictures []model.Picture) {
	for _, p := range pictures {
		caption := oneLine(p.Caption)
		if credit := oneLine(p.Credit); credit != "" {
			caption = strings.TrimSpace(export.Sentence(caption) + " " + d.phrase("credit", credit))
		}
		d.lines(caption)
	}
}

func plain(lines []model.Text) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = oneLine(line.Plain())
	}
	return out
}
