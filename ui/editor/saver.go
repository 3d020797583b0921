package editor

import (
	"context"
	"errors"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/ui/task"
)

// Keeper is the part of a store that an open report needs.
type Keeper interface {
	Save(ctx context.Context, r model.Report) (model.Report, error)
}

// SaveState is what is true of the open report and the disk.
type SaveState struct {
	Saving bool
	Saved  time.Time // of the newest commit; zero before the first
	Dirty  bool      // something is newer than that
	Err    error     // why the last try did not succeed; nil when it did
}

// saver stores the open report: a while after the last key, before anything
// risky, and again and again after a fault. It shows a time only after the
// store has said that the report is safe.
type saver struct {
	ctx    context.Context
	runner task.Runner
	store  Keeper
	state  *State
	now    func() time.Time
	show   func(SaveState)

	timer *task.Timer
	retry *task.Timer
	is    SaveState
	after []func(error) // wait for the save in hand, or the next
	again bool          // something changed while saving
}

// retryWait is how long after a fault saving is tried again by itself.
const retryWait = 10 * time.Second

func newSaver(ctx context.Context, env Env, state *State, show func(SaveState)) *saver {
	s := &saver{ctx: ctx, runner: env.Runner, store: env.Store, state: state, now: env.Now, show: show}
	s.is.Saved = state.Report().Updated
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
	if !s.is.Saving && s.is.Err == nil {
		s.timer.ResetIn(s.state.draft.Due().Sub(s.now()))
	}
}

// Now saves at once what is not saved, then calls done.
func (s *saver) Now(done func(error)) {
	if !s.state.draft.Dirty() && !s.is.Saving {
		done(nil)
		return
	}
	s.after = append(s.after, done)
	s.save()
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
	snapshot, mark := s.state.draft.Snapshot()
	task.Go(s.ctx, s.runner, func(ctx context.Context) (model.Report, error) {
		return s.store.Save(ctx, snapshot)
	}, func(saved model.Report, err error) { s.came(saved, mark, err) })
}

func (s *saver) came(saved model.Report, mark draft.Mark, err error) {
	if err == nil {
		s.state.draft.Stored(saved, mark)
	}
	dirty := s.state.draft.Dirty()
	s.tell(func(is *SaveState) {
		is.Saving, is.Dirty, is.Err = false, dirty, err
		if err == nil {
			is.Saved = saved.Updated
		}
	})
	switch {
	case err == nil && dirty && (s.again || len(s.after) > 0):
		s.save()
		return
	case err == nil && dirty:
		s.timer.ResetIn(s.state.draft.Due().Sub(s.now()))
	case err != nil && !errors.Is(err, model.ErrConflict):
		s.retry.Reset()
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
	s.state.draft.AsCopy()
	s.save()
}

func (s *saver) tell(change func(*SaveState)) {
	change(&s.is)
	s.show(s.is)
}

// stop ends the waits; it saves nothing.
func (s *saver) stop() {
	s.timer.Stop()
	s.retry.Stop()
}
