package editor

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newHead is kicker, headline and sapo.
func newHead(p *page) *row {
	kicker := newTextBox(p, Spot{Field: Kicker}, look.Kicker, say.T("editor.hint.kicker"))
	title := newTextBox(p, Spot{Field: Title}, look.Headline, say.T("editor.hint.title"))
	sapo := newStyled(newTextBox(p, Spot{Field: Sapo}, look.Sapo, say.T("editor.hint.sapo")))
	r := newRow("", part.VStack(look.S4, kicker, title, sapo.object()), kicker, title, sapo.textBox)
	r.show = func(report model.Report) {
		kicker.show(report.Head.Kicker)
		title.show(report.Head.Title)
		sapo.set(report.Head.Sapo)
	}
	return r
}

// newFoot is the report's bylines, one a line.
func newFoot(p *page) *row {
	box, object := newBylines(p, Spot{Field: Byline}, say.T("editor.hint.byline"))
	r := newRow("", part.Inset(look.S16, 0, 0, 0, object), box)
	r.show = func(report model.Report) { box.showBylines(report.Credits.Bylines) }
	return r
}

func newBylines(p *page, at Spot, hint string) (*textBox, fyne.CanvasObject) {
	box := newTextBox(p, at, look.Strong, hint)
	box.lines = true
	label := part.Inset(look.S4, look.S4, 0, look.S4, part.NewText(look.Label, say.T("editor.byline")))
	return box, container.NewBorder(nil, nil, part.Sized(64, 0, container.NewVBox(label)), nil, box)
}

// showBylines leaves the box alone while it already says so: an empty line that
// is being filled is no byline yet.
func (b *textBox) showBylines(bylines []model.Byline) {
	if joinBylines(splitBylines(b.Text)) != joinBylines(bylines) {
		b.show(joinBylines(bylines))
	}
}

// formOf tells what kind of row a block needs.
func formOf(b model.Block) string {
	switch b := b.(type) {
	case model.List:
		return fmt.Sprint("list", b.Ordered, len(b.Entries))
	case model.Photos:
		return fmt.Sprint("photos", len(b.Pictures))
	}
	return fmt.Sprintf("%T", b)
}

// newBlockRow makes the row of a block; an Item's own row is its heading.
func newBlockRow(p *page, b model.Block) *row {
	id := b.BlockID()
	at := Spot{Field: Text, Block: id}
	switch b := b.(type) {
	case model.Heading:
		return newTextRow(p, at, look.Subheading, say.T("editor.hint.heading")).movable(p, at)
	case model.List:
		return newListRow(p, b).movable(p, at)
	case model.Quote:
		return newQuoteRow(p, at).movable(p, at)
	case model.Photos:
		return newPhotosRow(p, b).movable(p, Spot{Field: Caption, Block: id})
	case model.Item:
		return newItemRow(p, id).movable(p, Spot{Field: Commune, Block: id})
	}
	return newParagraphRow(p, at).movable(p, at)
}

// newParagraphRow says what to do where nothing else stands yet.
func newParagraphRow(p *page, at Spot) *row {
	r := newTextRow(p, at, look.Body, "")
	show := r.show
	r.show = func(report model.Report) {
		show(report)
		hint := ""
		if len(report.Blocks) == 1 {
			hint = say.T("editor.hint.body")
		}
		if r.boxes[0].PlaceHolder != hint {
			r.boxes[0].SetPlaceHolder(hint)
		}
	}
	return r
}

func newTextRow(p *page, at Spot, kind look.Kind, hint string) *row {
	box := newStyled(newTextBox(p, at, kind, hint))
	r := newRow(at.Block, box.object(), box.textBox)
	r.show = func(report model.Report) { box.set(styledAt(report, at)) }
	return r
}

func newQuoteRow(p *page, at Spot) *row {
	box := newStyled(newTextBox(p, at, look.Body, say.T("editor.hint.quote")))
	from := newTextBox(p, Spot{Field: From, Block: at.Block}, look.Caption, say.T("editor.hint.from"))
	bar := canvas.NewRectangle(look.Color(look.Accent))
	bar.SetMinSize(fyne.NewSize(3, 0))
	text := part.Inset(0, 0, 0, look.S12, part.VStack(0, box.object(), from))
	r := newRow(at.Block, container.NewBorder(nil, nil, bar, nil, text), box.textBox, from)
	r.show = func(report model.Report) {
		bar.FillColor = look.Color(look.Accent)
		box.set(styledAt(report, at))
		from.show(textAt(report, from.spot))
	}
	return r
}

// newListRow has a box an entry; its number is fixed, another number is
// another row.
func newListRow(p *page, list model.List) *row {
	var boxes []*styled
	lines := part.VStack(0)
	r := newRow(list.ID, lines)
	for i := range list.Entries {
		mark := "•"
		if list.Ordered {
			mark = strconv.Itoa(i+1) + "."
		}
		box := newStyled(newTextBox(p, Spot{Field: Text, Block: list.ID, Entry: i}, look.Body, ""))
		boxes = append(boxes, box)
		r.boxes = append(r.boxes, box.textBox)
		number := part.Inset(look.S4, look.S4, 0, look.S8, part.NewText(look.Body, mark))
		lines.Add(container.NewBorder(nil, nil, part.Sized(look.S32, 0, container.NewVBox(number)), nil, box.object()))
	}
	r.show = func(report model.Report) {
		for _, box := range boxes {
			box.set(styledAt(report, box.spot))
		}
	}
	return r
}

// newItemRow is the heading of a round-up item: its commune.
func newItemRow(p *page, id model.BlockID) *row {
	box := newTextBox(p, Spot{Field: Commune, Block: id}, look.Subheading, say.T("editor.hint.commune"))
	mark := container.NewVBox(part.Inset(look.S4, 0, 0, 0, part.NewText(look.Subheading, "*").In(look.Accent)))
	r := newRow(id, part.Inset(look.S16, 0, 0, 0, container.NewBorder(nil, nil, mark, nil, box)), box)
	r.show = func(report model.Report) { box.show(textAt(report, box.spot)) }
	return r
}

// newItemEnd is the bylines of a round-up item.
func newItemEnd(p *page, id model.BlockID) *row {
	box, object := newBylines(p, Spot{Field: Byline, Block: id}, say.T("editor.hint.byline.item"))
	r := newRow(id, object, box)
	r.inItem = true
	r.show = func(report model.Report) { box.showBylines(bylinesAt(report, id)) }
	return r
}
