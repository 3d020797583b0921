// Package markup writes a report as the fragment of HTML that portals keep as an
// article's body, and reads such a fragment back to see what a portal made of
// it. What differs between portals is a Dialect; nothing here talks to one.
package markup

import (
	_ "embed"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"

	"tinxa/export"
	"tinxa/model"
)

// MarkAttr is the attribute of the first element by which an article is found.
const MarkAttr = "data-st-id"

// stubMax is the length of a Stub's sentence, in runes.
const stubMax = 200

// Dialect is what a portal's editor and its pages want of a body.
type Dialect struct {
	Gutenberg bool // WordPress' comments around each block
	Sapo      bool // the lead opens the body, in bold; else the portal has a field for it
	Kicker    bool // the rubric above the lead
	Bylines   bool // the signature and the source end the body; else the portal has fields for them
	Widths    bool // photos say their size in pixels
}

// words are printed in every article, in the language of its readers.
var words = readWords()

type wording struct{ Item, Credit, Source, Alt string }

//go:embed words.json
var wordsJSON []byte

func readWords() (w wording) {
	if err := json.Unmarshal(wordsJSON, &w); err != nil {
		panic(err) // embedded
	}
	return w
}

// Body is the article, its first element marked. A photo that p.Photos lacks is
// left out; its caption stays.
func Body(p export.Post, d Dialect) string {
	r := p.Report
	if !d.Bylines {
		r.Credits.Bylines, r.Credits.Source = nil, ""
	}
	w := &writer{post: p, dialect: d, title: oneLine(r.Head.Title)}
	if kicker := oneLine(r.Head.Kicker); d.Kicker && kicker != "" {
		w.paragraph("kicker", text(kicker))
	}
	if d.Sapo {
		for _, line := range export.Lines(r.Head.Sapo) {
			w.paragraph("sapo", "<strong>"+runs(line.Styled(0, line.Len(), model.Bold, false))+"</strong>")
		}
	}
	for _, part := range export.Reading(r) {
		w.part(part)
	}
	if source := oneLine(r.Credits.Source); source != "" {
		w.paragraph("source", text(words.Source+" "+source))
	}
	if w.out.Len() == 0 {
		w.paragraph("", "&nbsp;") // the mark needs an element
	}
	return w.out.String()
}

// Stub is the body of the small first draft: the mark, and how the report
// begins. It has no photos.
func Stub(p export.Post, d Dialect) string {
	w := &writer{post: p, dialect: d}
	w.paragraph("", text(beginning(p.Report)))
	return w.out.String()
}

// beginning is the first sentence or so of a report.
func beginning(r model.Report) string {
	lines := export.Lines(r.Head.Sapo)
	for _, part := range export.Reading(r) {
		lines = append(lines, part.Lines...)
	}
	lines = append(lines, model.Plainly(oneLine(r.Head.Title)), model.Plainly("…"))
	for _, line := range lines {
		if s := oneLine(line.Plain()); s != "" {
			return cut(s)
		}
	}
	return ""
}

// cut shortens s between words.
func cut(s string) string {
	runes := []rune(s)
	if len(runes) <= stubMax {
		return s
	}
	short := string(runes[:stubMax])
	if at := strings.LastIndexByte(short, ' '); at > 0 {
		short = short[:at]
	}
	return short + "…"
}

// Marked reports whether an element of a body carries the mark.
func Marked(body, mark string) bool {
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.SelfClosingTagToken:
			if mark != "" && attribute(z.Token(), MarkAttr) == mark {
				return true
			}
		}
	}
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// oneLine is what shows of s, in one line with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(strings.Map(printed, s)), " ") }
