package markup

import (
	"cmp"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"tinxa/export"
	"tinxa/model"
)

// Clip is a piece of a report as the fragment of HTML that other programs
// paste, with clean tags alone. source gives the address of a photo's picture,
// empty where it has none; its caption then stays as a paragraph.
//
// In front of it stands a meta element with the piece as it is, for this
// program (model.DecodeClip). Browsers put one there themselves, so that
// editors leave it out; a comment would become a remark in LibreOffice.
func Clip(c model.Clip, source func(model.PhotoID) string) string {
	w := clipWriter{source: source}
	if c.Inline && len(c.Blocks) == 1 {
		for _, t := range model.Texts(c.Blocks[0]) {
			w.out.WriteString(runs(t)) // with the white space at its ends
		}
	} else {
		for _, part := range export.Reading(model.Report{Blocks: c.Blocks}) {
			w.part(part)
		}
	}
	fragment := w.out.String()
	return own(c, fragment) + fragment
}

// clipWriter puts elements one after the other, without white space between
// them, which some editors take for text.
type clipWriter struct {
	out    strings.Builder
	source func(model.PhotoID) string
}

var metaEscape = strings.NewReplacer("&", "&amp;", "'", "&#39;", "\u00a0", "&nbsp;")

// own is the piece as it is. One that cannot be written is copied as HTML alone.
func own(c model.Clip, fragment string) string {
	data, err := model.EncodeClip(c)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(`<meta name="%s" %s="%s" content='%s'>`, model.ClipName,
		model.ClipSumAttr, model.ClipSum(seen(fragment)), metaEscape.Replace(string(data)))
}

// seen is the text of a fragment.
func seen(fragment string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(fragment))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		}
	}
}

func (w *clipWriter) part(p export.Part) {
	switch p.Kind {
	case export.Heading:
		w.element("h3", lines(p.Lines))
	case export.Quote:
		w.quote(p)
	case export.Bullets:
		w.out.WriteString((&writer{}).list("list", "ul", p.Entries()))
	case export.Numbers:
		w.out.WriteString((&writer{}).list("list", "ol", p.Entries()))
	case export.Photos:
		w.photos(p.Pictures)
	case export.Signature:
		for _, line := range p.Signed {
			w.element("p", "<strong>"+text(oneLine(line))+"</strong>")
		}
	default:
		w.element("p", opening(p)+lines(p.Lines))
	}
}

// opening is what stands before the first words of a round-up item.
func opening(p export.Part) string {
	commune := oneLine(p.Commune)
	switch {
	case !p.Item:
		return ""
	case commune == "":
		return "* "
	case len(p.Lines) == 0:
		return text("* " + words.Item + " " + commune)
	}
	return text("* " + words.Item + " " + commune + ": ")
}

func (w *clipWriter) element(tag, inner string) {
	w.out.WriteString("<" + tag + ">" + inner + "</" + tag + ">")
}

func (w *clipWriter) quote(p export.Part) {
	w.out.WriteString("<blockquote>")
	for _, line := range p.Lines {
		w.element("p", runs(line))
	}
	if from := oneLine(p.From); from != "" {
		w.element("cite", text(from))
	}
	w.out.WriteString("</blockquote>")
}

// photos writes pictures that stand side by side as one figure of several.
func (w *clipWriter) photos(all []model.Picture) {
	var row, bare strings.Builder
	shown := 0
	for _, p := range all {
		src := ""
		if p.Photo != "" && w.source != nil {
			src = w.source(p.Photo)
		}
		switch said := captionWords(p); {
		case src != "":
			row.WriteString(clipFigure(p, src, said))
			shown++
		case said != "":
			bare.WriteString("<p>" + said + "</p>")
		}
	}
	if shown > 1 {
		w.element("figure", row.String())
	} else {
		w.out.WriteString(row.String())
	}
	w.out.WriteString(bare.String())
}

func clipFigure(p model.Picture, src, said string) string {
	alt := quoted(plainAlt(cmp.Or(oneLine(p.Alt), oneLine(p.Caption), words.Alt)))
	if said != "" {
		said = "<figcaption>" + said + "</figcaption>"
	}
	return `<figure><img src="` + address(src) + `" alt="` + alt + `">` + said + "</figure>"
}

// captionWords are a caption and its credit, in italics. LibreOffice drops the
// words of a figcaption that stand in no element of their own.
func captionWords(p model.Picture) string {
	said, credit := oneLine(p.Caption), oneLine(p.Credit)
	if credit != "" {
		said = strings.TrimSpace(export.Sentence(said) + " " + words.Credit + " " + credit)
	}
	if said == "" {
		return ""
	}
	return "<em>" + text(said) + "</em>"
}

// lines is a text of several lines.
func lines(all []model.Text) string {
	var each []string
	for _, line := range all {
		each = append(each, runs(line))
	}
	return strings.Join(each, "<br>")
}
