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
		switch {
		case copied:
		case m.precedes(end, to):
			far := remoteness(m.Boxes, to)
			w.cut(m)
			to = far.in(Boxes(w.report))
		default:
			w.cut(m)
			to = clamped(Boxes(w.report), to)
		}
		return w.change(w.land(to, clip))
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

// remote is a spot as it is measured from the end of the page, so that what is
// taken out before it does not matter: boxes behind, and runes behind in the box.
type remote struct{ boxes, runes int }

func remoteness(boxes []Box, at Spot) remote {
	i := indexOf(boxes, at)
	return remote{len(boxes) - i, boxes[i].Text.Len() - at.Pos}
}

// in is the spot in a page that was changed before it.
func (r remote) in(boxes []Box) Spot {
	b := boxes[max(0, len(boxes)-r.boxes)]
	b.Spot.Pos = max(0, b.Text.Len()-r.runes)
	return b.Spot
}

// land pastes a clip at a spot, and says what it is now. What stands before the
// spot is as it was, so that it begins in the box of the same index.
func (w *work) land(at Spot, c Clip) Selection {
	i := indexOf(Boxes(w.report), at)
	end := w.paste(at, c)
	from := Boxes(w.report)[i].Spot
	from.Pos = at.Pos
	return Selection{from, end}
}
