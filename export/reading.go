package export

import (
	"slices"
	"strings"
	"unicode"

	"tinxa/model"
	"tinxa/model/viet"
)

// Kind is what a Part is printed as.
type Kind string

// The kinds of parts.
const (
	Paragraphs Kind = "paragraphs"
	Heading    Kind = "heading"
	Bullets    Kind = "bullets"
	Numbers    Kind = "numbers"
	Quote      Kind = "quote"
	Photos     Kind = "photos"
	Signature  Kind = "signature"
)

// Part is one piece of a report's body as every format prints it.
type Part struct {
	Kind     Kind
	Lines    []model.Text    // one text, or the entries of a list; none is blank, "\n" is a line break
	Depths   []int           // of each entry: the first 0, none more than one deeper than that before
	From     string          // whose words a Quote repeats
	Pictures []model.Picture // those with a photo, a caption or a credit
	Half     bool            // the only picture is half as wide as the page
	Signed   []string        // the lines of a Signature
	Item     bool            // begins a round-up item: "* " stands before it
	Commune  string          // the item's commune, where Lines do not open with it
}

// Reading lists what the body of a report prints, in reading order: items are
// flattened and what is blank is left out. The sapo is not in it; the last part
// is the signature of the whole report.
func Reading(r model.Report) []Part {
	var parts []Part
	for _, b := range r.Blocks {
		if item, ok := b.(model.Item); ok {
			parts = append(parts, readItem(item)...)
		} else {
			parts = append(parts, readBlock(b)...)
		}
	}
	return append(parts, readBylines(r.Credits.Bylines)...)
}

// readItem puts the opening of an item before its first paragraph. An item
// without a paragraph opens with its commune alone.
func readItem(item model.Item) []Part {
	var parts []Part
	for _, b := range item.Blocks {
		parts = append(parts, readBlock(b)...)
	}
	parts = append(parts, readBylines(item.Bylines)...)
	if len(parts) == 0 {
		return nil
	}
	first := slices.IndexFunc(parts, func(p Part) bool { return p.Kind == Paragraphs })
	if first < 0 {
		if item.Commune == "" {
			return parts
		}
		return slices.Insert(parts, 0, Part{Kind: Paragraphs, Item: true, Commune: item.Commune})
	}
	parts[first] = opened(parts[first], item.Commune)
	return parts
}

// opened marks p as the beginning of an item. An asterisk that was typed gives
// way to the one that is printed.
func opened(p Part, commune string) Part {
	p.Item, p.Commune = true, commune
	first := p.Lines[0]
	if strings.HasPrefix(first.Plain(), "*") {
		if rest := trim(first.Slice(1, first.Len())); len(rest) > 0 {
			p.Lines = append([]model.Text{rest}, p.Lines[1:]...)
		}
	}
	if strings.HasPrefix(viet.Fold(p.Lines[0].Plain()), "tai "+viet.Fold(commune)) {
		p.Commune = ""
	}
	return p
}

func readBlock(b model.Block) []Part {
	p := Part{}
	switch b := b.(type) {
	case model.Paragraph:
		p = Part{Kind: Paragraphs, Lines: text(b.Text)}
	case model.Heading:
		p = Part{Kind: Heading, Lines: text(b.Text)}
	case model.List:
		p = readList(b)
	case model.Quote:
		p = Part{Kind: Quote, Lines: text(b.Text), From: strings.TrimSpace(b.From)}
	case model.Photos:
		p = Part{Kind: Photos, Pictures: shown(b.Pictures)}
		p.Half = b.Half && len(p.Pictures) == 1
	}
	if len(p.Lines) == 0 && len(p.Pictures) == 0 {
		return nil
	}
	return []Part{p}
}

// readBylines puts persons on one line, joined by " - ", and a unit on a line
// of its own, as the portals sign.
func readBylines(bylines []model.Byline) []Part {
	var lines []string
	persons := false // whether the last line names persons
	for _, b := range bylines {
		name := strings.TrimSpace(b.Name)
		switch {
		case name == "":
			continue
		case persons && !b.Unit:
			lines[len(lines)-1] += " - " + name
		default:
			lines = append(lines, name)
		}
		persons = !b.Unit
	}
	if len(lines) == 0 {
		return nil
	}
	return []Part{{Kind: Signature, Signed: lines}}
}

func shown(pictures []model.Picture) []model.Picture {
	return slices.DeleteFunc(slices.Clone(pictures), func(p model.Picture) bool {
		return p.Photo == "" && strings.TrimSpace(p.Caption+p.Credit) == ""
	})
}

// text is a text as the only line of a part, none where it is blank.
func text(t model.Text) []model.Text {
	if t = broken(t); len(t) > 0 {
		return []model.Text{t}
	}
	return nil
}

// broken is a text without white space around it and around its line breaks,
// and without blank lines.
func broken(t model.Text) model.Text {
	var out model.Text
	for i, line := range Lines(t) {
		if i > 0 {
			out = append(out, lineBreak(out[len(out)-1], line[0]))
		}
		out = append(out, line...)
	}
	return out.Tidy()
}

// lineBreak stands between two spans; it is of their style where they are alike,
// so that a link over two lines stays one.
func lineBreak(before, after model.Span) model.Span {
	s := model.Span{Text: "\n", Marks: before.Marks & after.Marks}
	if before.Link == after.Link {
		s.Link = before.Link
	}
	return s
}

// Lines parts a text at its line breaks and leaves blank lines out: paragraphs
// of a sapo, lines of everything else.
func Lines(t model.Text) []model.Text {
	var lines []model.Text
	start := 0
	runes := []rune(t.Plain())
	for i := 0; i <= len(runes); i++ {
		if i < len(runes) && runes[i] != '\n' {
			continue
		}
		if line := trim(t.Slice(start, i)); len(line) > 0 {
			lines = append(lines, line)
		}
		start = i + 1
	}
	return lines
}

// trim takes white space off both ends.
func trim(t model.Text) model.Text {
	runes := []rune(t.Plain())
	from, to := 0, len(runes)
	for from < to && unicode.IsSpace(runes[from]) {
		from++
	}
	for to > from && unicode.IsSpace(runes[to-1]) {
		to--
	}
	return t.Slice(from, to)
}

// Tags are the keywords of a report, without blank ones.
func Tags(r model.Report) []string {
	var all []string
	for _, tag := range r.Credits.Tags {
		if tag = strings.Join(strings.Fields(tag), " "); tag != "" {
			all = append(all, tag)
		}
	}
	return all
}

// Sentence is a caption that a credit can follow: with a full stop, unless it
// ends a sentence already. Empty stays empty.
func Sentence(caption string) string {
	bare := strings.TrimRight(caption, ` ”"»)`)
	if bare == "" || strings.ContainsAny(bare[len(bare)-1:], ".!?") || strings.HasSuffix(bare, "…") {
		return caption
	}
	return caption + "."
}
