package manuscript

// MoveText takes what is selected to another spot, or copies it there, and
// selects it. Within the selection itself there is nothing to do.
func MoveText(to Spot, copied bool) Command {
	return func(m Moment) (Change, error) {
		clip := m.copy()
		from, end := m.ordered()
		to = clamped(m.Boxes, to)
		if m.Selection.Empty() || clip.Empty() || m.within(to, from, end) {
			return m.stay(), nil
		}
		clip.Blocks = named(cleaned(clip.Blocks), m.Report.Blocks)
		w := m.work()
		behind := m.precedes(end, to)
		if behind || copied {
			landed := w.land(to, clip)
			if !copied {
				w.cut(m)
			}
			return w.change(landed.in(Boxes(w.report)))
		}
		w.cut(m)
		to = clamped(Boxes(w.report), to)
		return w.change(w.land(to, clip).in(Boxes(w.report)))
	}
}

// within reports whether a spot lies between two others, or on one of them.
func (m Moment) within(at, from, to Spot) bool { return !m.precedes(at, from) && !m.precedes(to, at) }

// precedes reports whether a stands before b.
func (m Moment) precedes(a, b Spot) bool {
	if a.Box() == b.Box() {
		return a.Pos < b.Pos
	}
	return indexOf(m.Boxes, a) < indexOf(m.Boxes, b)
}

// reach is a passage as it is measured from the end of the page, so that what is
// taken out before it does not matter: boxes behind, and runes behind in the box.
type reach struct{ boxes, runes [2]int }

// land pastes a clip at a spot, and says where it came to stand. What stands
// before the spot is as it was, so that it begins in the box of the same index.
func (w *work) land(at Spot, c Clip) (r reach) {
	i := indexOf(Boxes(w.report), at)
	end := w.paste(at, c)
	boxes := Boxes(w.report)
	from := boxes[i].Spot
	from.Pos = at.Pos
	for i, at := range []Spot{clamped(boxes, from), clamped(boxes, end)} {
		k := indexOf(boxes, at)
		r.boxes[i], r.runes[i] = len(boxes)-k, boxes[k].Text.Len()-at.Pos
	}
	return r
}

// in is the passage in a page that was changed before it.
func (r reach) in(boxes []Box) Selection {
	var ends [2]Spot
	for i := range ends {
		b := boxes[max(0, len(boxes)-r.boxes[i])]
		b.Spot.Pos = max(0, b.Text.Len()-r.runes[i])
		ends[i] = b.Spot
	}
	return Selection{ends[0], ends[1]}
}
