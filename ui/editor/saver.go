package editor

import (
	"context"
	"errors"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// SaveState is what is true of the open report and the disk.
type SaveState struct {
	Saving bool
	Saved  time.Time // of the newest commit; zero before the first
	Dirty  bool      // something is newer than that
	Err    error     // why the last try did not succeed; nil when it did
	Kept   Keeping   // where what is newer is kept meanwhile
}

// saver stores the open report: a while after the last key, before anything
// risky, and again and again after a fault. It shows a time only after the
// store has said that the report is safe.
type saver struct {
	duty
	diary *diary
	show  func(SaveState)

	timer *task.Timer
	retry *task.Timer
	tries int // in vain, since the last success
	is    SaveState
	after []func(error) // wait for the save in hand, or the next
	again bool          // something changed while saving
}

// After a fault saving is tried again by itself, at first soon.
const (
	retryWait = 3 * time.Second
	retryMost = 10 * time.Second
)

func newSaver(ctx context.Context, env Env, state *manuscript.State, show func(SaveState)) *saver {
	s := &saver{duty: duty{ctx, env, state}, show: show}
	s.is.Saved = state.Report().Updated
	s.diary = newDiary(s.duty, s.journaled)
	s.timer = task.NewTimer(env.Runner, draft.Rest, s.save)
	s.retry = task.NewTimer(env.Runner, retryWait, s.save)
	return s
}

// changed waits for the moment at which the report is due. While it is being
// saved, or a fault waits for its retry, what follows them sees to it.
func (s *saver) changed() {
	if s.ctx.Err() != nil {
		return
	}
	s.tell(func(is *SaveState) { is.Dirty = true })
	s.plan()
	s.diary.plan()
}

func (s *saver) plan() {
	if !s.is.Saving && s.is.Err == nil && s.state.Draft().Dirty() {
		s.timer.ResetIn(s.due().Sub(s.env.Now()))
	}
}

// due is when the report is to be saved: sooner while the journal keeps nothing.
func (s *saver) due() time.Time {
	if due := s.state.Draft().JournalDue(); s.diary.is.Err != nil && !due.IsZero() {
		return due
	}
	return s.state.Draft().Due()
}

// journaled takes note of what the journal did.
func (s *saver) journaled(is Keeping) {
	if is != s.is.Kept {
		s.tell(func(all *SaveState) { all.Kept = is })
		s.plan()
	}
}

// Now saves at once what is not saved, then calls done.
func (s *saver) Now(done func(error)) {
	if !s.state.Draft().Dirty() && !s.is.Saving {
		done(nil)
		return
	}
	s.after = append(s.after, done)
	s.save()
}

// secure saves at once what is not saved, and says whether it is kept: by the
// store, or else by the journal.
func (s *saver) secure(done func(kept bool)) {
	s.Now(func(err error) {
		if err == nil {
			done(true)
			return
		}
		s.diary.flush(func(err error) { done(err == nil) })
	})
}

func (s *saver) save() {
	if s.ctx.Err() != nil { // the screen is left, and was saved before
		return
	}
	s.timer.Stop()
	s.retry.Stop()
	if s.is.Saving {
		s.again = true
		return
	}
	s.again = false
	s.tell(func(is *SaveState) { is.Saving = true })
	s.diary.disclaim(s.store)
}

func (s *saver) store() {
	snapshot, mark := s.state.Draft().Snapshot()
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (model.Report, error) {
		return s.env.Store.Save(ctx, snapshot)
	}, func(saved model.Report, err error) { s.came(saved, mark, err) })
}

func (s *saver) came(saved model.Report, mark draft.Mark, err error) {
	if err == nil {
		s.state.Draft().Stored(saved, mark)
		s.tries = 0
	} else {
		s.state.Draft().NotStored()
		s.tries++
	}
	dirty := s.state.Draft().Dirty()
	s.tell(func(is *SaveState) {
		is.Saving, is.Dirty, is.Err = false, dirty, err
		if err == nil {
			is.Saved = saved.Updated
		}
	})
	if err == nil && dirty && (s.again || len(s.after) > 0) {
		s.save()
	} else {
		s.rest(err)
	}
	s.diary.write() // the new revision, or that there is none
}

// rest waits for the next save and tells those who waited for this one.
func (s *saver) rest(err error) {
	s.plan()
	if err != nil && !errors.Is(err, model.ErrConflict) {
		s.retry.ResetIn(min(retryMost, retryWait<<min(s.tries-1, 4)))
	}
	waiting := s.after
	s.after = nil
	for _, done := range waiting {
		done(err)
	}
}

// fork makes the open report a new one and saves it: the way out of a conflict
// in which nobody's words are lost.
func (s *saver) fork() {
	was := s.state.Report().ID
	s.state.Draft().AsCopy()
	s.save()
	s.diary.renamed(was)
}

func (s *saver) tell(change func(*SaveState)) {
	change(&s.is)
	s.show(s.is)
}

// stop ends the waits; it saves nothing.
func (s *saver) stop() {
	s.timer.Stop()
	s.retry.Stop()
	s.diary.timer.Stop()
}
