// Package page writes a report as a small document of its own and as plain
// words, the way both lie beside its photos where people and not a website take
// it in: in a folder, in an e-mail. It knows no place that they go to.
package page

import (
	"fmt"
	"html"
	"strings"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// dialect is a body that stands alone: nothing of it is in another field.
var dialect = markup.Dialect{Sapo: true, Kicker: true, Bylines: true, Widths: true}

// The frame of a document. What is between the lines of main is the article.
const (
	head = `<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1.06rem/1.6 sans-serif; }
img { max-width: 100%%; height: auto; }
figure { margin: 1.2rem 0; text-align: center; }
figcaption { font-style: italic; }
</style>
</head>
<body>
<h1>%s</h1>
`
	opening = "<main>\n"
	closing = "\n</main>\n"
	foot    = "</body>\n</html>\n"
)

// Document is a complete page in UTF-8 that shows p, with its photos at the
// addresses that p.Photos has.
func Document(p export.Post) string { return framed(p, markup.Body(p, dialect)) }

// Stub is the page of the first small draft.
func Stub(p export.Post) string { return framed(p, markup.Stub(p, dialect)) }

func framed(p export.Post, body string) string {
	title := html.EscapeString(strings.TrimSpace(p.Report.Head.Title))
	return fmt.Sprintf(head, title, title) + opening + body + closing + foot
}

// Body is the article in a Document, also after somebody edited that. Where the
// frame is gone it is all of it.
func Body(document string) string {
	if _, rest, ok := strings.Cut(document, strings.TrimSpace(opening)); ok {
		document = rest
	}
	if at := strings.LastIndex(document, strings.TrimSpace(closing)); at >= 0 {
		document = document[:at]
	}
	return strings.Trim(document, "\r\n")
}

// Is reports whether a document can be what somebody made of the Document of an
// article, and not another page in its place.
func Is(document, mark string) bool {
	return strings.Contains(document, strings.TrimSpace(opening)) || markup.Marked(document, mark)
}

// Text is the report in plain words, with a line for each photo that names its
// file. Lines end in LF.
func Text(r model.Report) string {
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	add(r.Head.Kicker)
	add(r.Head.Title)
	for _, line := range export.Lines(r.Head.Sapo) {
		add(line.Plain())
	}
	for _, part := range export.Reading(r) {
		add(strings.Join(lines(part), "\n"))
	}
	add(r.Credits.Source)
	return strings.Join(out, "\n\n") + "\n"
}

// lines are those of one part.
func lines(p export.Part) []string {
	out := p.Signed
	switch p.Kind {
	case export.Bullets, export.Numbers:
		out = p.Listed()
	case export.Photos:
		for _, picture := range p.Pictures {
			out = append(out, pictured(picture))
		}
	case export.Paragraphs, export.Heading, export.Quote:
		out = passage(p)
	}
	if p.From != "" {
		out = append(out, "("+p.From+")")
	}
	return out
}

// passage is running text, with what opens a round-up item before it.
func passage(p export.Part) []string {
	words := ""
	for _, t := range p.Lines {
		words += t.Plain()
	}
	switch {
	case p.Item && p.Commune != "" && words != "":
		words = "* " + p.Commune + ": " + words
	case p.Item:
		words = "* " + p.Commune + words
	}
	return []string{words}
}

func pictured(p model.Picture) string {
	said := strings.TrimSpace(p.Caption)
	if p.Credit != "" {
		said = strings.TrimSpace(export.Sentence(said) + " " + p.Credit)
	}
	if p.Photo == "" {
		return said
	}
	return strings.TrimSpace("[" + export.ImageName(p.Photo) + "] " + said)
}
