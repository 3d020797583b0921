package sending

import (
	"context"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/task"
)

const (
	// mostAtOnce is how many dispatches are sent at the same time; there is
	// never more than one for an account, for some portals know one session.
	mostAtOnce = 2
	// restAfterFault is how long a dispatch rests that this computer could not
	// send: a full disk is not emptied within seconds.
	restAfterFault = time.Minute
	// The pump looks again after at least and at most that long: no spinning,
	// and no hour lost to a computer that slept.
	leastWait = time.Second
	mostWait  = time.Minute
)

// pump is the state of what sends.
type pump struct {
	asking bool // Due is being asked, or its answer carried out
	again  bool // something has changed since
	wake   *task.Timer
}

// due is the answer of Env.Due.
type due struct {
	ids  []model.DispatchID
	next time.Time
}

// send starts what is due, and comes back when more will be.
func (q *Queue) send() {
	if q.pump.asking {
		q.pump.again = true
		return
	}
	q.pump.asking, q.pump.again = true, false
	now := q.env.Now()
	beside(q, func(ctx context.Context) (due, error) {
		ids, next, err := q.env.Due(ctx, now)
		return due{ids, next}, err
	}, func(d due, err error) {
		if err != nil {
			q.fault(err)
			d = due{next: now.Add(restAfterFault)}
		}
		q.wakeAt(q.start(d), now)
		q.pump.asking = false
		if q.pump.again {
			q.send()
		}
	})
}

// start begins to send as much of d as may go at once and returns when to look
// again.
func (q *Queue) start(d due) (next time.Time) {
	next = d.next
	for _, id := range d.ids {
		e := q.entry(id)
		switch {
		case e.Running || e.busy > 0:
		case e.rest.After(q.env.Now()):
			next = earlier(next, e.rest)
		case q.room(id):
			q.run(e)
		}
	}
	return next
}

// room reports whether the dispatch may be sent beside what is being sent.
func (q *Queue) room(id model.DispatchID) bool {
	_, account := id.Parts()
	running := 0
	for other, e := range q.items {
		if !e.Running {
			continue
		}
		if _, a := other.Parts(); a == account {
			return false
		}
		running++
	}
	return running < mostAtOnce
}

func (q *Queue) wakeAt(next, now time.Time) {
	if next.IsZero() {
		q.pump.wake.Stop()
		return
	}
	q.pump.wake.ResetIn(max(leastWait, min(mostWait, next.Sub(now))))
}

// earlier is the earlier of two times; zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// run sends one dispatch.
func (q *Queue) run(e *entry) {
	id, turn := e.Dispatch.ID, e.turn
	e.Running, e.Progress, e.Fault = true, export.Progress{}, nil
	q.changed()
	beside(q, func(ctx context.Context) (model.Dispatch, error) {
		return q.env.Desk.Send(ctx, id, q.env.Asker, q.progress(e))
	}, func(d model.Dispatch, err error) {
		e.Running = false
		if turn == e.turn { // else what was decided meanwhile knows better
			q.sent(e, d, err)
		}
		q.changed()
		q.send()
	})
}

// sent takes how a dispatch stands after it was worked on.
func (q *Queue) sent(e *entry, d model.Dispatch, err error) {
	if err != nil {
		e.Fault = err
		e.rest = q.env.Now().Add(restAfterFault)
		return
	}
	e.Dispatch = d
	switch d.State {
	case model.SendDone:
		q.finished(d)
	case model.SendQueued: // nobody stopped it: not at once again
		e.rest = q.env.Now().Add(leastWait)
	}
}

// finished tells the house that a report stands on a portal.
func (q *Queue) finished(d model.Dispatch) {
	if q.env.Changed != nil {
		q.env.Changed(d)
	}
}

// tick is how often the progress within one photo is shown at most.
const tick = 100 * time.Millisecond

// progress takes progress from the goroutine that sends: each photo, and of the
// many steps within one as many as an eye can follow.
func (q *Queue) progress(e *entry) func(export.Progress) {
	var mu sync.Mutex
	var last export.Progress
	var shown time.Time
	fresh := func(p export.Progress) bool {
		mu.Lock()
		defer mu.Unlock()
		now := q.env.Now()
		if p.Step == last.Step && p.Photo == last.Photo && p.Sent < p.Size && now.Sub(shown) < tick {
			return false
		}
		last, shown = p, now
		return true
	}
	return func(p export.Progress) {
		if !fresh(p) {
			return
		}
		q.env.Runner.Do(func() {
			if q.ctx.Err() == nil && e.Running {
				e.Progress = p
				q.changed()
			}
		})
	}
}
