package editor

import (
	"context"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// duty is what saver and diary share: the open report and the house.
type duty struct {
	ctx   context.Context
	env   Env
	state *manuscript.State
}

// Keeping is what became of the newest frame that the journal was handed.
type Keeping struct {
	Elsewhere string // the folder it is in, when the usual one cannot be written
	Err       error  // why it is nowhere; nil when it is kept
}

// diary keeps the open report in the journal: a moment after the last key, while
// the store is slow or does not work, and where the caret stands. It writes one
// frame at a time, and none before what a crash left was read.
type diary struct {
	duty
	told func(Keeping)

	timer   *task.Timer
	busy    bool      // the journal is at work, or what it has was not read yet
	begun   int       // frames handed over so far
	last    time.Time // when the newest of them was
	kept    frame     // what the journal has for certain
	claimed int64     // the highest revision that a frame may claim to have
	is      Keeping
	waiting []waiter
}

// frame is what tells one frame from another.
type frame struct {
	id          model.ReportID
	rev, beyond int64
	mark        draft.Mark
	caret       manuscript.Spot
}

// waiter waits until that many frames were handed over and dealt with.
type waiter struct {
	frames int
	done   func(error)
}

// caretRest is how often a frame is written at most that has nothing new but
// the caret, or that the journal could not keep.
const caretRest = 2 * time.Second

func newDiary(on duty, told func(Keeping)) *diary {
	d := &diary{duty: on, busy: true, told: told}
	d.timer = task.NewTimer(on.env.Runner, draft.JournalRest, d.write)
	return d
}

// open reads what the journal has of the report. What goes beyond the stored
// report is handed to resume before it is written over.
func (d *diary) open(resume func(model.Unsaved)) {
	stored := d.state.Report()
	task.Go(d.ctx, d.env.Runner, d.env.Journal.Unsaved, func(all []model.Unsaved, _ error) {
		d.busy = false // an error leaves nothing to resume; the first frame meets it again
		for _, u := range all {
			if u.Report.ID == stored.ID && u.Newer(stored) {
				resume(u)
			}
		}
		d.serve(nil)
		d.write()
	})
}

// now is the frame that would be written now.
func (d *diary) now() (model.Unsaved, frame) {
	u, mark := d.state.Draft().Unsaved()
	at := d.state.Selection().Head
	u.Caret = at.Words()
	return u, frame{u.Report.ID, u.Report.Rev, u.Beyond, mark, at}
}

// plan waits for the moment at which the next frame is due.
func (d *diary) plan() {
	if d.busy || d.ctx.Err() != nil {
		return
	}
	if _, f := d.now(); f == d.kept {
		d.timer.Stop()
		return
	}
	due, later := d.state.Draft().JournalDue(), d.last.Add(caretRest)
	if due.IsZero() || d.is.Err != nil && due.Before(later) {
		due = later
	}
	d.timer.ResetIn(due.Sub(d.env.Now()))
}

// write hands over a frame unless the journal has it already.
func (d *diary) write() {
	u, f := d.now()
	if d.busy || d.ctx.Err() != nil || f == d.kept && len(d.waiting) == 0 {
		return
	}
	d.timer.Stop()
	d.busy, d.last = true, d.env.Now()
	d.begun++
	d.claimed = max(d.claimed, f.beyond)
	task.Go(d.ctx, d.env.Runner, func(ctx context.Context) (string, error) {
		return d.env.Journal.Write(ctx, u)
	}, func(elsewhere string, err error) { d.wrote(f, Keeping{elsewhere, err}) })
}

func (d *diary) wrote(f frame, is Keeping) {
	d.busy = false
	if is.Err == nil {
		d.kept, d.claimed = f, f.beyond
		d.state.Draft().Kept(f.mark)
	}
	d.is = is
	d.told(is)
	d.serve(is.Err)
	d.plan()
}

// serve calls those whose frames are dealt with, and writes for the others.
func (d *diary) serve(err error) {
	var served, waiting []waiter
	for _, w := range d.waiting {
		if w.frames <= d.begun {
			served = append(served, w)
		} else {
			waiting = append(waiting, w)
		}
	}
	d.waiting = waiting
	for _, w := range served {
		w.done(err)
	}
	if len(d.waiting) > 0 {
		d.write()
	}
}

// flush calls done once the journal was handed the report as it is now.
func (d *diary) flush(done func(error)) {
	if _, f := d.now(); !d.busy && f == d.kept {
		done(nil)
		return
	}
	d.waiting = append(d.waiting, waiter{d.begun + 1, done})
	d.write()
}

// disclaim calls then once no frame claims to go beyond the revision that the
// next save gets. One that was written during a save that failed does: what is
// saved under that number now is newer than the frame, and a crash would take
// the frame for the newer one.
func (d *diary) disclaim(then func()) {
	if d.claimed <= d.state.Report().Rev {
		then()
		return
	}
	d.flush(func(error) { then() }) // where no frame can be kept, the store counts all the more
}

// leave forgets the report unless something is unsaved again by then, and calls
// done.
func (d *diary) leave(done func()) {
	switch {
	case d.ctx.Err() != nil:
	case d.busy:
		d.waiting = append(d.waiting, waiter{d.begun, func(error) { d.leave(done) }})
	case d.state.Draft().Dirty():
		done()
	default:
		d.forget(d.state.Report().ID, done)
	}
}

// renamed forgets the report that this one is a copy of, once the copy is kept.
func (d *diary) renamed(was model.ReportID) {
	d.flush(func(err error) {
		if err == nil {
			d.forget(was, func() {})
		}
	})
}

// forget drops a report from the journal; the journal must not be at work. What
// stays behind after a fault is not newer than what is stored.
func (d *diary) forget(id model.ReportID, done func()) {
	d.busy = true
	d.timer.Stop()
	task.Go(d.ctx, d.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.env.Journal.Forget(ctx, id)
	}, func(struct{}, error) {
		d.busy = false
		if d.kept.id == id {
			d.kept = frame{}
		}
		done()
		d.serve(nil)
		d.plan()
	})
}
