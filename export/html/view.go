package html

import (
	"html/template"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// page is what the templates print of a report.
type page struct {
	Title       string // of the window: the headline, or how the text begins
	Description string
	Keywords    string
	Kicker      string
	Headline    string
	Stamp       string
	Sapo        [][]run
	Parts       []part
	Source      string
}

// part is an export.Part whose texts are made ready.
type part struct {
	export.Part
	Lines   [][]run
	Entries entries // of a list, in place of its lines
	Figures []figure
}

// entries are those of a list that stand at one depth.
type entries struct {
	Tag string // "ul" or "ol"
	All []entry
}

type entry struct {
	Runs  []run
	Below entries
}

type figure struct {
	Src     string // empty: a place kept for a photo still to come
	Alt     string
	Caption string
	Credit  string
}

// run is a stretch of text under one link, or under none.
type run struct {
	Link  template.URL
	Spans []span
}

// span is text of one style within a line, or the end of that line.
type span struct {
	Text                    string
	Bold, Italic, Underline bool
	Break                   bool
}

func pageOf(r model.Report) page {
	p := page{
		Title:       oneLine(r.Name()),
		Description: oneLine(r.Head.Sapo.Plain()),
		Keywords:    strings.Join(export.Tags(r), ", "),
		Kicker:      oneLine(r.Head.Kicker),
		Headline:    oneLine(r.Head.Title),
		Stamp:       oneLine(r.Head.Stamp),
		Source:      oneLine(r.Credits.Source),
	}
	for _, line := range export.Lines(r.Head.Sapo) {
		plain := line.Styled(0, line.Len(), model.Bold, false) // all of it is bold
		p.Sapo = append(p.Sapo, runs(plain))
	}
	names := map[model.PhotoID]string{}
	for _, f := range export.PhotoFiles(r) {
		names[f.ID] = f.Name
	}
	for _, each := range export.Reading(r) {
		p.Parts = append(p.Parts, partOf(each, names, p.Title))
	}
	return p
}

func partOf(from export.Part, names map[model.PhotoID]string, title string) part {
	p := part{Part: from}
	for _, line := range from.Lines {
		p.Lines = append(p.Lines, runs(line))
	}
	if from.Kind == export.Bullets || from.Kind == export.Numbers {
		tag := map[export.Kind]string{export.Bullets: "ul", export.Numbers: "ol"}[from.Kind]
		p.Entries = entriesOf(tag, from.Entries())
	}
	for _, pic := range from.Pictures {
		f := figure{Src: names[pic.Photo], Caption: oneLine(pic.Caption), Credit: oneLine(pic.Credit)}
		f.Alt = firstOf(oneLine(pic.Alt), f.Caption, title)
		if f.Credit != "" {
			f.Caption = export.Sentence(f.Caption)
		}
		p.Figures = append(p.Figures, f)
	}
	return p
}

func entriesOf(tag string, from []export.Entry) entries {
	list := entries{Tag: tag}
	for _, e := range from {
		list.All = append(list.All, entry{Runs: runs(e.Text), Below: entriesOf(tag, e.Below)})
	}
	return list
}

// runs groups spans under one link, so that a link of several styles stays one.
func runs(t model.Text) []run {
	var out []run
	for _, s := range t {
		link := template.URL("")
		if model.GoodLink(s.Link) {
			link = template.URL(s.Link)
		}
		if len(out) == 0 || out[len(out)-1].Link != link {
			out = append(out, run{Link: link})
		}
		last := &out[len(out)-1]
		last.Spans = append(last.Spans, spans(s)...)
	}
	return out
}

// spans parts a span at its line breaks.
func spans(s model.Span) []span {
	var out []span
	for i, text := range strings.Split(s.Text, "\n") {
		if i > 0 {
			out = append(out, span{Break: true})
		}
		if text != "" {
			out = append(out, span{
				Text: text, Bold: s.Marks&model.Bold != 0,
				Italic: s.Marks&model.Italic != 0, Underline: s.Marks&model.Underline != 0,
			})
		}
	}
	return out
}

// oneLine is s without line breaks and other white space that a page would not
// show.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
