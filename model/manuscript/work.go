package manuscript

import (
	"fmt"
	"reflect"
	"slices"

	"tinxa/model"
	"tinxa/model/viet"
)

// work is a report that a command is changing, with the edits that did it. After
// an edit that does not fit nothing more is done.
type work struct {
	report model.Report
	edits  model.All
	err    error
}

func (m Moment) work() *work { return &work{report: m.Report} }

// do applies an edit.
func (w *work) do(e model.Edit) {
	if w.err != nil {
		return
	}
	after, _, err := e.Apply(w.report)
	if err != nil {
		w.err = fmt.Errorf("manuscript: %w", err)
		return
	}
	w.report, w.edits = after, append(w.edits, e)
}

// change is what was done, with the caret or selection that it leads to.
func (w *work) change(sel Selection) (Change, error) {
	return Change{Edits: w.edits, Selection: sel}, w.err
}

// list is the blocks of an item, or those of the body.
func (w *work) list(item model.BlockID) model.Blocks {
	list, _ := w.report.Blocks.In(item)
	return list
}

// block is the block that a spot stands in, with its place. It is nil, and
// nothing more is done, where there is none.
func (w *work) block(id model.BlockID) (model.Block, model.Place) {
	place, ok := w.report.Blocks.Place(id)
	if !ok {
		if w.err == nil {
			w.err = fmt.Errorf("manuscript: no block %q: %w", id, model.ErrEdit)
		}
		return nil, place
	}
	return w.list(place.Item)[place.Index], place
}

// mostSingly is how many blocks are changed one by one: each costs as much as the
// report is long.
const mostSingly = 50

// become makes list the blocks of an item, or of the body. Blocks that stay must
// be in the order in which they are.
func (w *work) become(item model.BlockID, list model.Blocks) {
	edits := w.turned(item, list)
	if len(edits) > mostSingly {
		edits = model.All{w.replaced(item, list)}
	}
	for _, e := range edits {
		w.do(e)
	}
}

// turned is the edits that make list the blocks of an item, or of the body.
func (w *work) turned(item model.BlockID, list model.Blocks) (edits model.All) {
	stays := map[model.BlockID]bool{}
	for _, b := range list {
		stays[b.BlockID()] = true
	}
	var rest model.Blocks
	for _, b := range w.list(item) {
		if stays[b.BlockID()] {
			rest = append(rest, b)
		} else {
			edits = append(edits, model.RemoveBlock{ID: b.BlockID()})
		}
	}
	for i, b := range list {
		switch {
		case len(rest) == 0 || rest[0].BlockID() != b.BlockID():
			edits = append(edits, model.InsertBlock{At: model.Place{Item: item, Index: i}, Block: b})
			continue
		case !reflect.DeepEqual(rest[0], b):
			edits = append(edits, model.SetBlock{Block: b})
		}
		rest = rest[1:]
	}
	return edits
}

// replaced is the one edit that does the same.
func (w *work) replaced(item model.BlockID, list model.Blocks) model.Edit {
	if item == "" {
		content := w.report
		content.Blocks = list
		return model.Become{Content: content}
	}
	b, _ := w.report.Blocks.Find(item)
	it, _ := b.(model.Item)
	it.Blocks = list
	return model.SetBlock{Block: it}
}

// textAt is the text of a spot's box.
func (w *work) textAt(at Spot) model.Text {
	for _, b := range w.boxesOf(at.Block) {
		if b.Spot == at.Box() {
			return b.Text
		}
	}
	return nil
}

// boxesOf is the boxes of one block, or those of head and bylines.
func (w *work) boxesOf(id model.BlockID) []Box {
	if b, ok := w.report.Blocks.Find(id); ok {
		return appendBlock(nil, b, "", "")
	}
	return Boxes(model.Report{Head: w.report.Head, Credits: w.report.Credits})
}

// splice replaces the runes from…to of a box, in one Unicode form, and says
// where what was put in ends.
func (w *work) splice(at Spot, from, to int, with model.Text) Spot {
	t := w.textAt(at)
	from, to, with = seamless(t, from, to, with)
	at.Pos = from + with.Len()
	if from != to || len(with) > 0 {
		w.do(spliced(w.report, Box{Spot: at.Box(), Text: t}, from, to, with))
	}
	return at
}

// put writes at a spot, and says where it ends. On a picture it goes on with the
// caption.
func (w *work) put(at Spot, with model.Text) Spot {
	if at.Field == Picture {
		at.Field = Caption
		at.Pos = w.textAt(at).Len()
	}
	return w.splice(at, at.Pos, at.Pos, with)
}

// spliced is the edit that replaces the runes from…to of a box.
func spliced(r model.Report, box Box, from, to int, with model.Text) model.Edit {
	at := box.Spot
	switch at.Field {
	case Text:
		return model.Type{Block: at.Block, Entry: at.Entry, From: from, To: to, With: with}
	case Sapo:
		r.Head.Sapo = box.Text.Splice(from, to, with)
		return model.SetHead{Head: r.Head}
	}
	return retexted(r, at, box.Text.Splice(from, to, with).Plain())
}

// retexted is the edit that gives an unstyled box its text.
func retexted(r model.Report, at Spot, text string) model.Edit {
	switch at.Field {
	case Kicker:
		r.Head.Kicker = text
		return model.SetHead{Head: r.Head}
	case Title:
		r.Head.Title = text
		return model.SetHead{Head: r.Head}
	case Byline:
		return signed(r, at.Block, withName(bylinesOf(r, at.Block), at.Entry, text))
	}
	b, _ := r.Blocks.Find(at.Block)
	switch b := b.(type) {
	case model.Photos:
		b.Pictures = slices.Clone(b.Pictures)
		if at.Entry < len(b.Pictures) {
			b.Pictures[at.Entry].Caption = text
		}
		return model.SetBlock{Block: b}
	case model.Quote:
		b.From = text
		return model.SetBlock{Block: b}
	case model.Item:
		b.Commune = text
		return model.SetBlock{Block: b}
	}
	return model.SetBlock{} // fits nowhere, and is refused
}

func bylinesOf(r model.Report, item model.BlockID) []model.Byline {
	if item == "" {
		return r.Credits.Bylines
	}
	b, _ := r.Blocks.Find(item)
	it, _ := b.(model.Item)
	return it.Bylines
}

// signed is the edit that replaces the bylines of an item, or of the report.
func signed(r model.Report, item model.BlockID, bylines []model.Byline) model.Edit {
	if item == "" {
		r.Credits.Bylines = bylines
		return model.SetCredits{Credits: r.Credits}
	}
	b, _ := r.Blocks.Find(item)
	it, ok := b.(model.Item)
	if !ok {
		return model.SetBlock{}
	}
	it.Bylines = bylines
	return model.SetBlock{Block: it}
}

// withName names the i-th byline. One that stands alone goes with its name.
func withName(bylines []model.Byline, i int, name string) []model.Byline {
	if name == "" && len(bylines) == 1 {
		return nil
	}
	out := slices.Clone(bylines)
	if i >= len(out) {
		return append(out, byline(name))
	}
	out[i].Name, out[i].Unit = name, viet.IsUnit(name)
	return out
}

func byline(name string) model.Byline { return model.Byline{Name: name, Unit: viet.IsUnit(name)} }

func after(p model.Place) model.Place { p.Index++; return p }

func before(p model.Place) model.Place { p.Index--; return p }

func empty() model.Paragraph { return model.Paragraph{ID: model.NewBlockID()} }

func refused(format string, args ...any) error {
	return fmt.Errorf("manuscript: "+format+": %w", append(args, model.ErrEdit)...)
}
