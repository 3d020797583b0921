package webtext

import (
	"slices"
	"strings"

	"tinxa/model"
)

// sink is where blocks arrive: the page, or a cell of a table.
type sink struct {
	blocks  model.Blocks
	sources []Source
	group   int // of the last block: what belongs to the same element may join it; 0 for none
	joined  int // lines that joined its last text
}

// mostJoined is how many lines one text has at most; each costs as much as those
// before it.
const mostJoined = 500

func (s *sink) add(b model.Block, group int) {
	s.blocks, s.group, s.joined = append(s.blocks, b), group, 0
}

// last is the last block if it is one of that group.
func (s *sink) last(group int) (model.Block, bool) {
	if len(s.blocks) == 0 || group == 0 || s.group != group {
		return nil, false
	}
	return s.blocks[len(s.blocks)-1], true
}

func (s *sink) setLast(b model.Block) { s.blocks[len(s.blocks)-1] = b }

func (s *sink) append(o sink) {
	s.blocks, s.sources = append(s.blocks, o.blocks...), append(s.sources, o.sources...)
	s.group = 0
}

func (s *sink) paragraph(t model.Text) {
	s.add(model.Paragraph{ID: model.NewBlockID(), Text: t}, 0)
}

// heading adds a subheading, which is bold as a whole by its own.
func (s *sink) heading(t model.Text) {
	if t.Has(0, t.Len(), model.Bold) {
		t = t.Styled(0, t.Len(), model.Bold, false)
	}
	s.add(model.Heading{ID: model.NewBlockID(), Text: t}, 0)
}

// quote adds a line to the quotation of that group.
func (s *sink) quote(t model.Text, group int) {
	if last, ok := s.last(group); ok {
		if q, ok := last.(model.Quote); ok && s.joined < mostJoined {
			q.Text = lines(q.Text, t)
			s.joined++
			s.setLast(q)
			return
		}
	}
	s.add(model.Quote{ID: model.NewBlockID(), Text: t}, group)
}

// from names who is quoted, if the quotation is there already.
func (s *sink) from(t model.Text, group int) {
	name := strings.TrimLeft(t.Plain(), "—–- ")
	if last, ok := s.last(group); ok {
		if q, ok := last.(model.Quote); ok && q.From == "" {
			q.From = name
			s.setLast(q)
			return
		}
	}
	s.quote(t, group)
}

// entry is one of a list.
type entry struct {
	text    model.Text
	group   int // of the list
	ordered bool
	depth   int
	fresh   bool // begins; else it goes on with the entry before
}

// entry adds an entry to the list of its group.
func (s *sink) entry(e entry) {
	last, _ := s.last(e.group)
	list, ok := last.(model.List)
	n := len(list.Entries)
	switch {
	case !ok || e.depth == 0 && e.fresh && list.Ordered != e.ordered:
		e.depth = 0
		list = model.List{ID: model.NewBlockID(), Ordered: e.ordered}
		s.add(list, e.group)
	case !e.fresh && s.joined < mostJoined:
		s.joined++
		list.Entries = slices.Clone(list.Entries)
		list.Entries[n-1] = lines(list.Entries[n-1], e.text)
		s.setLast(list)
		return
	default:
		e.depth = min(e.depth, list.Depth(n-1)+1, model.MaxDepth)
	}
	list.Entries, s.joined = append(list.Entries, e.text), 0
	if e.depth > 0 || list.Depths != nil {
		for len(list.Depths) < n {
			list.Depths = append(list.Depths, 0)
		}
		list.Depths = append(list.Depths, e.depth)
	}
	s.setLast(list)
}

// lines is a text of two lines.
func lines(a, b model.Text) model.Text {
	return slices.Concat(a, model.Plainly("\n"), b).Tidy()
}

// rowLength is how many pictures stand side by side at most.
const rowLength = 3

// picture adds a picture, beside those of its group.
func (s *sink) picture(p model.Picture, from Source, group int) {
	photos := model.Photos{ID: model.NewBlockID()}
	if last, ok := s.last(group); ok {
		if row, ok := last.(model.Photos); ok && len(row.Pictures) < rowLength {
			photos = row
		}
	}
	from.Block, from.Entry = photos.ID, len(photos.Pictures)
	photos.Pictures = append(photos.Pictures, p)
	if from.Entry == 0 {
		s.add(photos, group)
	} else {
		s.setLast(photos)
	}
	s.sources = append(s.sources, from)
}

// caption gives the last picture its words; ok is false where none waits for
// them.
func (s *sink) caption(words string) (ok bool) {
	if len(s.blocks) == 0 {
		return false
	}
	photos, ok := s.blocks[len(s.blocks)-1].(model.Photos)
	if !ok {
		return false
	}
	last := len(photos.Pictures) - 1
	if photos.Pictures[last].Caption != "" {
		return false
	}
	photos.Pictures = slices.Clone(photos.Pictures)
	photos.Pictures[last].Caption = words
	s.setLast(photos)
	return true
}
