package manuscript

import (
	"slices"

	"tinxa/model"
)

// Boxes lists the texts and pictures of a report in reading order, with an
// empty one for what is not there yet.
func Boxes(r model.Report) []Box {
	all := make([]Box, 0, len(r.Blocks)+len(r.Credits.Bylines)+8)
	all = append(all,
		Box{Shown: unshown, Spot: Spot{Field: Kicker}, Form: FormKicker, Text: model.Plainly(r.Head.Kicker)},
		Box{Shown: unshown, Spot: Spot{Field: Title}, Form: FormTitle, Text: model.Plainly(r.Head.Title)},
		Box{Shown: unshown, Spot: Spot{Field: Sapo}, Form: FormSapo, Text: r.Head.Sapo},
	)
	cover := r.CoverPhoto()
	for _, b := range r.Blocks {
		all = appendBlock(all, b, "", cover)
	}
	return appendBylines(all, r.Credits.Bylines, "")
}

// retyped is the boxes of a report after edits that wrote in one running text;
// nil after any others. It is what a key costs in a long report.
func retyped(boxes []Box, edits model.All, r model.Report) []Box {
	if len(edits) != 1 {
		return nil
	}
	typed, ok := edits[0].(model.Type)
	i := indexOf(boxes, Spot{Field: Text, Block: typed.Block, Entry: typed.Entry})
	b, found := r.Blocks.Find(typed.Block)
	if !ok || i < 0 || !found {
		return nil
	}
	boxes = slices.Clone(boxes)
	boxes[i].Text = model.Texts(b)[typed.Entry]
	return boxes
}

func appendBlock(all []Box, b model.Block, item model.BlockID, cover model.PhotoID) []Box {
	running := func(id model.BlockID, form Form, t model.Text) Box {
		return Box{Shown: unshown, Spot: Spot{Field: Text, Block: id}, Form: form, Text: t, Item: item}
	}
	switch b := b.(type) {
	case model.Paragraph:
		box := running(b.ID, Paragraph, b.Text)
		box.Heard = b.Heard
		return append(all, box)
	case model.Heading:
		return append(all, running(b.ID, Heading, b.Text))
	case model.Quote:
		from := Box{Shown: unshown, Spot: Spot{Field: From, Block: b.ID}, Form: FormFrom, Text: model.Plainly(b.From), Item: item}
		return append(all, running(b.ID, Quote, b.Text), from)
	case model.List:
		return appendEntries(all, b, item)
	case model.Photos:
		return appendPictures(all, b, item, cover)
	case model.Item:
		commune := Spot{Field: Commune, Block: b.ID}
		all = append(all, Box{Shown: unshown, Spot: commune, Form: FormCommune, Text: model.Plainly(b.Commune), Item: b.ID})
		for _, inner := range b.Blocks {
			all = appendBlock(all, inner, b.ID, cover)
		}
		return appendBylines(all, b.Bylines, b.ID)
	}
	return all
}

// appendEntries numbers each depth by itself; a shallower entry ends the deeper
// count.
func appendEntries(all []Box, b model.List, item model.BlockID) []Box {
	var count [model.MaxDepth + 1]int
	for i, t := range b.Entries {
		depth := b.Depth(i)
		box := Box{Shown: unshown, Spot: Spot{Field: Text, Block: b.ID, Entry: i}, Form: Dash, Text: t, Item: item, Depth: depth}
		count[depth]++
		clear(count[depth+1:])
		if b.Ordered {
			box.Form, box.Number = Numbered, count[depth]
		}
		all = append(all, box)
	}
	return all
}

func appendPictures(all []Box, b model.Photos, item model.BlockID, cover model.PhotoID) []Box {
	for i, p := range b.Pictures {
		shown := Shown{&Standing{
			Picture: p, Beside: len(b.Pictures),
			Half:  b.Half && len(b.Pictures) == 1,
			Cover: p.Photo != "" && p.Photo == cover,
		}}
		at := Spot{Field: Picture, Block: b.ID, Entry: i}
		all = append(all, Box{Spot: at, Form: FormPicture, Item: item, Shown: shown})
		at.Field = Caption
		all = append(all, Box{Spot: at, Form: FormCaption, Text: model.Plainly(p.Caption), Item: item, Shown: shown})
	}
	return all
}

// appendBylines gives each name a box, and an empty list one to write in.
func appendBylines(all []Box, bylines []model.Byline, item model.BlockID) []Box {
	at := Spot{Field: Byline, Block: item}
	for i := range max(len(bylines), 1) {
		at.Entry = i
		box := Box{Shown: unshown, Spot: at, Form: FormByline, Item: item}
		if i < len(bylines) {
			box.Text = model.Plainly(bylines[i].Name)
		}
		all = append(all, box)
	}
	return all
}

// indexOf is the index of the box of a spot; -1 where there is none.
func indexOf(boxes []Box, at Spot) int {
	for i := range boxes {
		b := &boxes[i].Spot
		if b.Entry == at.Entry && b.Block == at.Block && b.Field == at.Field {
			return i
		}
	}
	return -1
}

// ordered is a selection in reading order.
func ordered(boxes []Box, sel Selection) (from, to Spot) {
	if sel.Anchor.Box() == sel.Head.Box() {
		if sel.Head.Pos < sel.Anchor.Pos {
			return sel.Head, sel.Anchor
		}
		return sel.Anchor, sel.Head
	}
	if indexOf(boxes, sel.Head) < indexOf(boxes, sel.Anchor) {
		return sel.Head, sel.Anchor
	}
	return sel.Anchor, sel.Head
}

// clampedTo brings a selection to spots that are there, never inside a letter.
func clampedTo(boxes []Box, sel Selection) Selection {
	anchor := clamped(boxes, sel.Anchor)
	if sel.Empty() {
		return At(anchor)
	}
	return Selection{anchor, clamped(boxes, sel.Head)}
}

// clamped is the spot itself where the caret can stand there, or else near it:
// the end of its text, an entry before it, or the headline.
func clamped(boxes []Box, at Spot) Spot {
	i := indexOf(boxes, at)
	for ; i < 0 && at.Entry > 0; i = indexOf(boxes, at) {
		at.Entry, at.Pos = at.Entry-1, 1<<30
	}
	if i < 0 {
		return Spot{Field: Title}
	}
	at.Pos = boundary(boxes[i].Text, at.Pos)
	return at
}
