package manuscript

import (
	"cmp"
	"slices"

	"tinxa/model"
)

// sideBySide is how many pictures stand in one row at most.
const sideBySide = 3

// Gap is a place between two blocks, or beside a picture.
type Gap struct {
	Place  model.Place   // where the new block goes
	Beside model.BlockID // into the row of this Photos block instead; empty for none
	Entry  int           // before this picture of the row
}

// AddPictures puts photos in a gap, a block each, or into the row where there is
// room; what has no room stands behind it. A picture whose photo is still being
// read has an empty Photo. The caret goes to the first caption.
func AddPictures(gap Gap, pictures []model.Picture) Command {
	return func(m Moment) (Change, error) {
		if len(pictures) == 0 {
			return m.stay(), nil
		}
		w := m.work()
		to := w.place(gap, pictures)
		to.Field = Caption
		return w.change(At(to))
	}
}

// place puts pictures in a gap, and says where the first stands.
func (w *work) place(gap Gap, pictures []model.Picture) Spot {
	first := Spot{Field: Picture}
	at := gap.Place
	if gap.Beside != "" {
		row, place := w.row(gap.Beside)
		at = after(place)
		if room := min(sideBySide-len(row.Pictures), len(pictures)); room > 0 && w.err == nil {
			entry := max(0, min(gap.Entry, len(row.Pictures)))
			row.Pictures = slices.Insert(slices.Clone(row.Pictures), entry, pictures[:room]...)
			row.Half = row.Half && len(row.Pictures) == 1
			w.do(model.SetBlock{Block: row})
			first.Block, first.Entry = row.ID, entry
			pictures = pictures[room:]
		}
	}
	for _, p := range pictures {
		b := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{p}}
		w.do(model.InsertBlock{At: at, Block: b})
		if first.Block == "" {
			first.Block = b.ID
		}
		at = after(at)
	}
	return first
}

// row is a block of photos. Nothing more is done where there is none.
func (w *work) row(id model.BlockID) (model.Photos, model.Place) {
	b, place := w.block(id)
	row, ok := b.(model.Photos)
	if !ok && w.err == nil {
		w.err = refused("no photos in %q", id)
	}
	return row, place
}

// picture is the row of a picture. Nothing more is done where there is none.
func (w *work) picture(at Spot) (model.Photos, model.Place) {
	row, place := w.row(at.Block)
	if w.err == nil && (at.Entry < 0 || at.Entry >= len(row.Pictures)) {
		w.err = refused("no picture %d in %q", at.Entry, at.Block)
	}
	return row, place
}

// FillPicture gives the place kept for a photo its photo. It is no step of undo:
// what undo remembers of the place is filled, too. KeptPlace finds it. Where the
// user has taken it out since, nothing is to be seen, and undo brings it back
// with its photo.
func FillPicture(at Spot, p model.Picture) Command {
	return func(m Moment) (Change, error) {
		if kept, ok := KeptPlace(m.Report, at, p.Name); ok {
			at = kept
		}
		return m.fill(at, p.Name, p)
	}
}

// NamePlace says which file is read for an empty place that had another name, so
// that FillPicture finds it. It is no step of undo. ErrEdit where there is no such
// place.
func NamePlace(at Spot, name string) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		row, _ := w.picture(at)
		switch {
		case w.err != nil:
			return Change{}, w.err
		case row.Pictures[at.Entry].Photo != "":
			return Change{}, refused("a photo is at %v already", at)
		}
		return m.fill(at, row.Pictures[at.Entry].Name, model.Picture{Name: name})
	}
}

// fill fills the place that was kept under a name in the report, and in all that
// undo remembers.
func (m Moment) fill(at Spot, was string, p model.Picture) (Change, error) {
	unique := was != "" && namesakes(m.Report, was) <= 1
	fill := func(b model.Block) model.Block {
		return filled(b, func(row model.Photos) model.Photos {
			if row.ID == at.Block || unique {
				return withPhoto(row, was, p)
			}
			return row
		})
	}
	w := m.work()
	if b, ok := m.Report.Blocks.Find(at.Block); ok {
		w.do(model.SetBlock{Block: fill(b)})
	}
	c, err := w.change(m.Selection)
	c.Amend = fill
	return c, err
}

// withPhoto gives the first place kept under a name its photo. The caption that
// was typed meanwhile stays.
func withPhoto(row model.Photos, name string, p model.Picture) model.Photos {
	i := slices.IndexFunc(row.Pictures, func(was model.Picture) bool { return was.Photo == "" && was.Name == name })
	if i < 0 {
		return row
	}
	row.Pictures = slices.Clone(row.Pictures)
	was := &row.Pictures[i]
	p.Caption, p.Alt, p.Credit = cmp.Or(was.Caption, p.Caption), cmp.Or(was.Alt, p.Alt), cmp.Or(was.Credit, p.Credit)
	*was = p
	return row
}

// filled applies a change to a block of photos, wherever it stands.
func filled(b model.Block, change func(model.Photos) model.Photos) model.Block {
	switch b := b.(type) {
	case model.Photos:
		return change(b)
	case model.Item:
		b.Blocks = slices.Clone(b.Blocks)
		for i := range b.Blocks {
			b.Blocks[i] = filled(b.Blocks[i], change)
		}
		return b
	}
	return b
}

// KeptPlace is where a photo is awaited under a name: at a spot, or else wherever
// the place was moved since. A place of another name is another photo's.
func KeptPlace(r model.Report, at Spot, name string) (Spot, bool) {
	var found Spot
	for b := range r.Blocks.All() {
		row, _ := b.(model.Photos)
		for i, p := range row.Pictures {
			here := Spot{Field: Picture, Block: row.ID, Entry: i}
			switch {
			case p.Photo != "" || p.Name != name:
			case here.Block == at.Block && here.Entry == at.Entry:
				return here, true
			case name != "":
				found = here
			}
		}
	}
	return found, found.Block != ""
}

func namesakes(r model.Report, name string) int {
	n := 0
	for _, p := range r.Pictures() {
		if p.Photo == "" && p.Name == name {
			n++
		}
	}
	return n
}

// MovePicture takes a picture to a gap: into a row, or to a place of its own.
// A full row is left as it is, and the picture stands behind it.
func MovePicture(at Spot, to Gap) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		row, place := w.picture(at)
		if w.err != nil {
			return w.change(m.Selection)
		}
		if len(row.Pictures) == 1 && to.Beside == "" {
			return w.moveRow(m, row, place, to.Place)
		}
		if to.Beside == row.ID {
			return w.moveInRow(row, at.Entry, to.Entry)
		}
		moved := row.Pictures[at.Entry]
		if len(row.Pictures) == 1 {
			w.do(model.RemoveBlock{ID: row.ID})
			if to.Place.Item == place.Item && to.Place.Index > place.Index {
				to.Place.Index--
			}
		} else {
			row.Pictures = slices.Delete(slices.Clone(row.Pictures), at.Entry, at.Entry+1)
			w.do(model.SetBlock{Block: row})
		}
		return w.change(At(w.place(to, []model.Picture{moved})))
	}
}

// moveRow moves a block of photos as it is.
func (w *work) moveRow(m Moment, row model.Photos, from, to model.Place) (Change, error) {
	if to.Item == from.Item && to.Index > from.Index {
		to.Index--
	}
	if to == from {
		return m.stay(), nil
	}
	w.do(model.MoveBlock{ID: row.ID, To: to})
	return w.change(At(Spot{Field: Picture, Block: row.ID}))
}

func (w *work) moveInRow(row model.Photos, from, to int) (Change, error) {
	if to > from {
		to--
	}
	to = max(0, min(to, len(row.Pictures)-1))
	moved := row.Pictures[from]
	row.Pictures = slices.Insert(slices.Delete(slices.Clone(row.Pictures), from, from+1), to, moved)
	if to != from {
		w.do(model.SetBlock{Block: row})
	}
	return w.change(At(Spot{Field: Picture, Block: row.ID, Entry: to}))
}

// RemovePicture takes a picture out, with its block where it stands alone.
func RemovePicture(at Spot) Command {
	return func(m Moment) (Change, error) { return withoutPicture(m, at, 1) }
}

// withoutPicture takes a picture out; the caret goes to what stood before (-1)
// or behind it (+1).
func withoutPicture(m Moment, at Spot, by int) (Change, error) {
	w := m.work()
	row, place := w.picture(at)
	if w.err != nil {
		return w.change(m.Selection)
	}
	if len(row.Pictures) == 1 {
		alone := len(w.list(place.Item)) == 1
		to := w.removeBlocks(m, place.Item, place.Index, place.Index)
		if by < 0 && !alone {
			to = m.endBefore(Spot{Field: Picture, Block: at.Block})
		}
		return w.change(At(to))
	}
	row.Pictures = slices.Delete(slices.Clone(row.Pictures), at.Entry, at.Entry+1)
	w.do(model.SetBlock{Block: row})
	to := Spot{Field: Picture, Block: at.Block, Entry: min(at.Entry, len(row.Pictures)-1)}
	if by < 0 {
		to = m.endBefore(Spot{Field: Picture, Block: at.Block, Entry: at.Entry})
	}
	return w.change(At(to))
}

// SetHalf makes a picture that stands alone half as wide as the page, or as wide
// as the page again.
func SetHalf(at Spot, half bool) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		row, _ := w.picture(at)
		if w.err == nil && row.Half != half && (!half || len(row.Pictures) == 1) {
			row.Half = half
			w.do(model.SetBlock{Block: row})
		}
		return w.change(m.Selection)
	}
}

// JoinPictures sets the row of a picture beside the one before it, where both
// have room in one.
func JoinPictures(at Spot) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		row, place := w.picture(at)
		if w.err != nil || place.Index == 0 {
			return w.change(m.Selection)
		}
		first, ok := w.list(place.Item)[place.Index-1].(model.Photos)
		if !ok || len(first.Pictures)+len(row.Pictures) > sideBySide {
			return m.stay(), nil
		}
		to := Spot{Field: Picture, Block: first.ID, Entry: len(first.Pictures) + at.Entry}
		first.Pictures, first.Half = slices.Concat(first.Pictures, row.Pictures), false
		w.do(model.RemoveBlock{ID: row.ID})
		w.do(model.SetBlock{Block: first})
		return w.change(At(to))
	}
}

// PartPictures gives every picture of a row a block of its own.
func PartPictures(at Spot) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		row, place := w.picture(at)
		if w.err != nil || len(row.Pictures) == 1 {
			return w.change(m.Selection)
		}
		to := Spot{Field: Picture, Block: row.ID}
		first := row
		first.Pictures = row.Pictures[:1]
		w.do(model.SetBlock{Block: first})
		for i, p := range row.Pictures[1:] {
			place = after(place)
			b := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{p}}
			w.do(model.InsertBlock{At: place, Block: b})
			if i+1 == at.Entry {
				to.Block = b.ID
			}
		}
		return w.change(At(to))
	}
}

// SetCover chooses the cover photo; empty leaves it to the first picture.
func SetCover(id model.PhotoID) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		w.do(model.SetCover{Photo: id})
		return w.change(m.Selection)
	}
}
