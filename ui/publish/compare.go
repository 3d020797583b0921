package publish

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// compare shows what someone made of the article on the portal beside what is to
// take its place, in the middle of the window.
func (s *Screen) compare(d model.Dispatch) {
	there := d.Trouble.There
	if there == nil {
		return
	}
	page := part.NewReading()
	rows := []fyne.CanvasObject{newPair(
		newVersionHead("publish.there", thereWords(*there, d, s)),
		newVersionHead("publish.mine", say.T("publish.mine.what", say.When(s.state.report.Updated, s.env.Now()))))}
	page.Set(look.S12, append(rows, newDifferences(versions(*there, s.env.Lines, s.state.report))...)...)
	over := part.NewPrimary(say.T("publish.keep.mine"), "", func() {
		s.endCompare()
		s.decide(export.Overwrite)
	})
	keep := part.NewButton(say.T("publish.keep.there"), "", func() {
		s.endCompare()
		s.decide(export.Cancel)
	})
	later := part.NewPlain(say.T("publish.later"), "", s.endCompare)
	bar := part.NewBar(part.Above, nil, nil, part.HStack(look.S8, later, keep, over))
	s.body.Objects = append(s.body.Objects[:1], part.NewDesk(part.Frame(nil, bar, nil, nil, page.Object())))
	s.body.Objects[0].Hide()
	s.body.Refresh()
}

// comparing reports whether two versions are shown.
func (s *Screen) comparing() bool { return len(s.body.Objects) > 1 }

// endCompare goes back to the three columns.
func (s *Screen) endCompare() {
	s.body.Objects = s.body.Objects[:1]
	s.body.Objects[0].Show()
	s.body.Refresh()
}

// thereWords tells who changed the article, and when.
func thereWords(there model.Snapshot, d model.Dispatch, s *Screen) string {
	at := there.Modified
	if at.IsZero() {
		at = d.Since
	}
	if there.By == "" {
		return say.T("publish.there.what", say.When(at, s.env.Now()))
	}
	return say.T("publish.there.by", there.By, say.When(at, s.env.Now()))
}

func newVersionHead(key, what string) fyne.CanvasObject {
	return part.VStack(0, part.NewProseIn(look.Subheading, say.T(key), halfPage), part.NewProseIn(look.Label, what, halfPage))
}

const halfPage = look.PageWidth/2 - look.S12

// newPair puts two versions of one part side by side.
func newPair(left, right fyne.CanvasObject) fyne.CanvasObject {
	return container.New(gallery{}, left, right)
}

// versions are what stands there and what is to take its place, as reports of
// plain lines: headline and paragraphs, captions among them.
func versions(there model.Snapshot, lines func(html string) []string, mine model.Report) (a, b model.Report) {
	a.Head.Title, b.Head.Title = there.Title, mine.Head.Title
	theirs := plainBlocks(lines(there.HTML))
	ours, captions := readingLines(mine)
	sapo := strings.TrimSpace(mine.Head.Sapo.Plain())
	switch {
	case there.Sapo != "":
		a.Head.Sapo, b.Head.Sapo = model.Plainly(there.Sapo), mine.Head.Sapo
	case sapo != "": // the portal keeps it in the body
		ours = append(strings.Split(sapo, "\n"), ours...)
	}
	ours = append([]string{mine.Head.Kicker}, ours...)
	if source := sourceLine(mine); has(theirs, source) { // some portals keep it in a field of its own
		ours = append(ours, source)
	}
	a.Blocks, b.Blocks = theirs, plainBlocks(append(ours, captions...))
	return a, b
}

// sourceLine is where a report says that it is from, empty for nothing.
func sourceLine(r model.Report) string {
	source := strings.Join(strings.Fields(r.Credits.Source), " ")
	if source == "" {
		return ""
	}
	return say.T("publish.sheet.source", source)
}

// has reports whether a line is one of the paragraphs.
func has(paragraphs model.Blocks, line string) bool {
	for b := range paragraphs.All() {
		if p, ok := b.(model.Paragraph); ok && line != "" && p.Text.Plain() == line {
			return true
		}
	}
	return false
}

func plainBlocks(lines []string) model.Blocks {
	var blocks model.Blocks
	for _, l := range lines {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			blocks = append(blocks, model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(l)})
		}
	}
	return blocks
}

// readingLines are the lines that a report prints: paragraphs, and captions.
func readingLines(r model.Report) (all, captions []string) {
	for _, p := range export.Reading(r) {
		for i, line := range p.Lines {
			text := line.Plain()
			if p.Item && i == 0 {
				text = itemOpening(p) + text
			}
			all = append(all, text)
		}
		if p.Item && len(p.Lines) == 0 {
			all = append(all, say.T("publish.sheet.item", p.Commune))
		}
		for _, picture := range p.Pictures {
			captions = append(captions, captionOf(picture))
		}
		if p.From != "" {
			all = append(all, "— "+p.From)
		}
		all = append(all, p.Signed...)
	}
	return all, captions
}

// newDifferences shows the parts that differ; those that are alike are counted.
func newDifferences(a, b model.Report) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	alike := 0
	count := func() {
		if alike > 0 {
			rows = append(rows, part.NewText(look.Label, say.T("publish.alike", alike)).Aligned(fyne.TextAlignCenter))
		}
		alike = 0
	}
	for _, r := range compare.Reports(a, b).Rows {
		if !r.Changed() || len(r.Older())+len(r.Newer()) == 0 {
			alike++
			continue
		}
		count()
		kind := look.Body
		if r.Part().Role == compare.Headline {
			kind = look.Sapo
		}
		rows = append(rows, newPair(newWords(kind, r.Older()), newWords(kind, r.Newer())))
	}
	count()
	return rows
}

// newWords shows a part with the words tinted that the other version has not,
// and nothing where there is no such part.
func newWords(kind look.Kind, pieces []compare.Piece) fyne.CanvasObject {
	if len(pieces) == 0 {
		return container.NewStack()
	}
	flow := part.NewFlow(kind)
	var runs []part.Run
	for _, p := range pieces {
		r := part.Run{Text: p.Text}
		switch p.Kind {
		case compare.Added:
			r.Tint = look.GoodGround
		case compare.Removed:
			r.Tint = look.WarningGround
		}
		runs = append(runs, r)
	}
	flow.Set(runs)
	flow.Resize(fyne.NewSize(halfPage, flow.MinSize().Height))
	return part.NewSurface(part.Inset(look.S8, look.S8, look.S8, look.S8, flow))
}
