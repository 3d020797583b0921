package sending

import (
	"time"

	"tinxa/model"
)

// Level is what all sending together amounts to.
type Level int

// The levels.
const (
	Idle    Level = iota
	Busy          // something is being sent, and nobody knows how far it is
	Running       // something is being sent
	Waits         // what was being sent waits for its portal or was paused
	Asks          // something that was being sent asks for the user
)

// Bar is sending as one bar.
type Bar struct {
	Level Level
	Share float32       // of what is being sent, 0 to 1
	Took  time.Duration // since sending began; once, when all of it is over
}

// Meter makes one bar of all that is being sent, from the moment at which
// something is until nothing is any more, so that it never runs backward because
// one of two reports is done. The zero Meter has seen nothing. It is used where
// widgets may be touched.
type Meter struct {
	began time.Time
	batch map[model.DispatchID]bool // what is or was being sent; true: it is over
}

// Read takes all dispatches as they stand now.
func (m *Meter) Read(items []Item, now time.Time) Bar {
	var bar Bar
	running, done, known := 0, float32(0), false
	for _, item := range items {
		id := item.Dispatch.ID
		if item.Running {
			m.take(id, now)
			running++
			share := shareOf(item)
			done, known = done+share, known || share > 0
			continue
		}
		over, ours := m.batch[id]
		if !ours {
			continue
		}
		done++
		bar.Level = max(bar.Level, levelOf(item.Dispatch.State))
		if !over {
			m.batch[id] = true
		}
	}
	if len(m.batch) > 0 {
		bar.Share = done / float32(len(m.batch))
	}
	switch {
	case running > 0 && bar.Level == Idle && !known && done == 0:
		bar.Level = Busy
	case running > 0:
		bar.Level = max(bar.Level, Running)
	case len(m.batch) > 0 && !m.began.IsZero():
		bar.Took = now.Sub(m.began)
		m.began = time.Time{}
	}
	if bar.Level == Idle {
		m.batch = nil
	}
	return bar
}

// Seen forgets what is over: the user knows of it.
func (m *Meter) Seen() {
	for id, over := range m.batch {
		if over {
			delete(m.batch, id)
		}
	}
}

func (m *Meter) take(id model.DispatchID, now time.Time) {
	if m.batch == nil {
		m.batch = map[model.DispatchID]bool{}
	}
	if m.began.IsZero() {
		m.began = now
	}
	m.batch[id] = false
}

// shareOf is how much of a report's photos is sent; the article itself is small.
func shareOf(item Item) float32 {
	p := item.Progress
	if p.Whole <= 0 {
		return 0
	}
	return min(1, float32(p.Total)/float32(p.Whole))
}

func levelOf(s model.SendState) Level {
	switch s {
	case model.SendAsks:
		return Asks
	case model.SendWaits, model.SendPaused:
		return Waits
	}
	return Idle
}
