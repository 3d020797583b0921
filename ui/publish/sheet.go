package publish

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/paper"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newSheet is the page as it will look, on a portal of that style. It prints what
// export.Reading lists, as every form does.
func newSheet(r model.Report, photos *album, style model.Style) fyne.CanvasObject {
	all := newHead(r.Head)
	for _, p := range export.Reading(r) {
		all = append(all, newPart(p, photos))
	}
	if r.Credits.Source != "" {
		source := model.Plainly(say.T("publish.sheet.source", r.Credits.Source))
		all = append(all, newPassage(look.Label, source, fyne.TextAlignTrailing))
	}
	// All at once: Container.Add would lay out what is there each time.
	sheet := part.Inset(0, look.S16, look.S48, look.S16, newStyled(style, part.VStack(look.S8, all...)))
	return container.NewVScroll(sheet)
}

func newHead(h model.Head) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	add := func(kind look.Kind, text string) {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			all = append(all, newPassage(kind, model.Plainly(text), fyne.TextAlignLeading))
		}
	}
	add(look.Kicker, strings.ToUpper(h.Kicker))
	add(look.Headline, h.Title)
	add(look.Label, h.Stamp)
	for _, line := range export.Lines(h.Sapo) {
		all = append(all, newPassage(look.Sapo, line, fyne.TextAlignLeading))
	}
	return all
}

func newPart(p export.Part, photos *album) fyne.CanvasObject {
	switch p.Kind {
	case export.Heading:
		return part.Inset(look.S12, 0, 0, 0, newLines(look.Subheading, p.Lines))
	case export.Bullets:
		return newEntries(p.Entries(), func(int) string { return "•" })
	case export.Numbers:
		return newEntries(p.Entries(), func(i int) string { return strconv.Itoa(i+1) + "." })
	case export.Quote:
		return newQuote(p)
	case export.Photos:
		if p.Half {
			return container.New(halved{}, newFigures(p.Pictures, photos))
		}
		return newFigures(p.Pictures, photos)
	case export.Signature:
		return newSignature(p.Signed)
	}
	return newParagraphs(p)
}

func newLines(kind look.Kind, lines []model.Text) fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, line := range lines {
		all = append(all, newPassage(kind, line, fyne.TextAlignLeading))
	}
	return part.VStack(look.S8, all...)
}

// newParagraphs opens a round-up item as the exporters do.
func newParagraphs(p export.Part) fyne.CanvasObject {
	if !p.Item {
		return newLines(look.Body, p.Lines)
	}
	lines := p.Lines
	if len(lines) == 0 {
		return newPassage(look.Body, model.Plainly(say.T("publish.sheet.item", p.Commune)), fyne.TextAlignLeading)
	}
	first := append(model.Plainly(itemOpening(p)), lines[0]...)
	return newLines(look.Body, append([]model.Text{first}, lines[1:]...))
}

// itemOpening is what stands before the first words of a round-up item.
func itemOpening(p export.Part) string {
	if p.Commune == "" {
		return "* "
	}
	return say.T("publish.sheet.item.opens", p.Commune)
}

// newEntries is a list; what stands below an entry is indented.
func newEntries(entries []export.Entry, mark func(int) string) fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, e := range entries {
		sign := part.Sized(look.S24, 0, newPassage(look.Body, model.Plainly(mark(i)), fyne.TextAlignTrailing))
		all = append(all, part.Frame(nil, nil, sign, nil, newPassage(look.Body, e.Text, fyne.TextAlignLeading)))
		if len(e.Below) > 0 {
			all = append(all, part.Inset(0, 0, 0, look.S24, newEntries(e.Below, mark)))
		}
	}
	return part.VStack(look.S4, all...)
}

// barWidth is how thick the bar beside a quotation is.
const barWidth float32 = 3

func newQuote(p export.Part) fyne.CanvasObject {
	all := part.VStack(look.S4)
	for _, line := range p.Lines {
		slanted := line.Styled(0, line.Len(), model.Italic, true)
		all.Add(newPassage(look.Body, slanted, fyne.TextAlignLeading))
	}
	if p.From != "" {
		all.Add(newPassage(look.Label, model.Plainly("— "+p.From), fyne.TextAlignLeading))
	}
	bar := part.Sized(barWidth, 0, widget.NewSeparator())
	return part.Inset(look.S4, 0, look.S4, look.S4, part.Frame(nil, nil, bar, nil, part.Inset(0, 0, 0, look.S12, all)))
}

func newSignature(lines []string) fyne.CanvasObject {
	all := part.VStack(0)
	for _, line := range lines {
		bold := model.Text{{Text: line, Marks: model.Bold}}
		all.Add(newPassage(look.Body, bold, fyne.TextAlignTrailing))
	}
	return all
}

// newFigures shows pictures side by side, each with its caption under it.
func newFigures(pictures []model.Picture, photos *album) fyne.CanvasObject {
	row := container.New(gallery{})
	for _, p := range pictures {
		figure := part.VStack(look.S4)
		if p.Photo != "" {
			figure.Add(newPhoto(photos, p.Photo))
		}
		if words := captionOf(p); words != "" {
			figure.Add(newPassage(look.Caption, model.Plainly(words), fyne.TextAlignCenter))
		}
		row.Add(figure)
	}
	return part.Inset(look.S8, look.S4, look.S8, look.S4, row) // flush with the words of passages
}

// captionOf is the caption with who took the photo.
func captionOf(p model.Picture) string {
	caption, credit := strings.TrimSpace(p.Caption), strings.TrimSpace(p.Credit)
	if credit == "" {
		return caption
	}
	return strings.TrimSpace(export.Sentence(caption) + " " + say.T("publish.sheet.credit", credit))
}

// newPassage is styled text that wraps at words.
func newPassage(kind look.Kind, t model.Text, align fyne.TextAlign) fyne.CanvasObject {
	flow := part.NewFlow(kind).Aligned(align)
	flow.Set(paper.Runs(t))
	return flow
}
