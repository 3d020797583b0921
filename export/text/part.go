package text

import (
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
	case export.Heading:
		d.block(plain(p.Lines)...)
	case export.Bullets, export.Numbers:
		d.block(p.Listed()...)
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

func plain(texts []model.Text) []string {
	var out []string
	for _, t := range texts {
		out = append(out, export.PlainLines(t)...)
	}
	return out
}
