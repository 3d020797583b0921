package sheet

import "time"

// creepEvery is how often the page scrolls on while something is held at an edge
// of the window, and creepEdge how near to the edge that is.
const (
	creepEvery         = 30 * time.Millisecond
	creepEdge  float32 = 12
)

// creepOn lets the page scroll by itself where what is dragged is at an edge.
func (s *Sheet) creepOn() {
	m := &s.hands.mouse
	switch beyond := s.beyond(); {
	case beyond == 0:
		s.stopCreeping()
	case !m.creeps:
		m.creeps = true
		m.creep.Reset()
	}
}

func (s *Sheet) stopCreeping() {
	s.hands.mouse.creeps = false
	s.hands.mouse.creep.Stop()
}

// creep scrolls a little, faster the further the pointer is away, and drags on.
func (s *Sheet) creep() {
	s.hands.mouse.creeps = false
	before := s.scroll.Offset.Y
	s.scrollTo(before + s.beyond()/3)
	if s.scroll.Offset.Y == before {
		return
	}
	s.show()
	s.drag()
	s.creepOn()
}

// beyond is how far the pointer is above (negative) or below the part of the
// page that is seen, its edges counted as outside.
func (s *Sheet) beyond() float32 {
	m := &s.hands.mouse
	if m.grip.kind == holdHandle {
		return 0
	}
	y := m.grip.pointer.Y
	if top := y - creepEdge; top < 0 {
		return top
	}
	return max(0, y-(s.scroll.Size().Height-creepEdge))
}
