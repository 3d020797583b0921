package sending_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// window does work on goroutines of its own, as the real program does; the test
// plays Fyne's goroutine by Drain.
type window struct{ task.Queue }

func (w *window) Run(f func()) { go f() }

// house is the journal, the desk and the accounts in memory. Sending goes as
// send says.
type house struct {
	runner   *window
	queue    *sending.Queue
	finished []model.DispatchID
	faults   []error

	mu       sync.Mutex
	journal  map[model.DispatchID]model.Dispatch
	accounts []model.Account
	sent     []model.DispatchID
	decided  []export.Decision
	atOnce   int
	most     int // that were sent at once
	refuse   error
	send     func(ctx context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error)
	stop     map[model.DispatchID]context.CancelFunc
}

func newHouse(t *testing.T, accounts ...model.AccountID) *house {
	h := &house{
		runner: &window{}, journal: map[model.DispatchID]model.Dispatch{},
		stop: map[model.DispatchID]context.CancelFunc{}, send: done,
	}
	for _, id := range accounts {
		h.accounts = append(h.accounts, model.Account{ID: id, Name: "Cổng " + string(id), Kind: "wordpress"})
	}
	h.queue = sending.New(sending.Env{
		Runner: h.runner, Desk: h, Box: h, Accounts: h, Asker: export.Nobody{}, Due: h.due,
		Changed: func(d model.Dispatch) { h.finished = append(h.finished, d.ID) },
		Fault:   func(err error) { h.faults = append(h.faults, err) },
		Now:     time.Now,
	})
	t.Cleanup(func() { h.queue.Close(); h.queue.Wait() })
	return h
}

// settle lets everything happen that is going on at this moment.
func (h *house) settle() {
	for range 20 {
		synctest.Wait()
		h.runner.Drain()
	}
}

// pass lets time go by.
func (h *house) pass(d time.Duration) {
	time.Sleep(d)
	h.settle()
}

func report(id model.ReportID) model.Report {
	return model.Report{ID: id, Rev: 3, Head: model.Head{Title: "Bài " + string(id)}, Credits: model.Credits{Category: "Kinh tế"}}
}

func done(_ context.Context, d model.Dispatch, _ func(export.Progress)) (model.Dispatch, error) {
	d.State = model.SendDone
	return d, nil
}

// until sends as long as an hour, unless it is stopped.
func until(ctx context.Context, d model.Dispatch, _ func(export.Progress)) (model.Dispatch, error) {
	select {
	case <-ctx.Done():
		d.State = model.SendQueued
	case <-time.After(time.Hour):
		d.State = model.SendDone
	}
	return d, nil
}

func (h *house) due(_ context.Context, now time.Time) (ids []model.DispatchID, next time.Time, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, d := range h.journal {
		switch {
		case d.State == model.SendQueued, d.State == model.SendWaits && !d.Wait.Until.After(now):
			ids = append(ids, id)
		case d.State == model.SendWaits && (next.IsZero() || d.Wait.Until.Before(next)):
			next = d.Wait.Until
		}
	}
	slices.Sort(ids)
	return ids, next, h.refuse
}

// Order implements export.Desk.
func (h *house) Order(_ context.Context, r model.Report, a model.AccountID, w model.Wish) (model.Dispatch, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	d := model.Dispatch{ID: model.NewDispatchID(r.ID, a), Content: r, Wish: w, State: model.SendQueued, Since: time.Now()}
	if h.refuse != nil {
		return model.Dispatch{}, h.refuse
	}
	h.journal[d.ID] = d
	return d, nil
}

// Send implements export.Desk.
func (h *house) Send(ctx context.Context, id model.DispatchID, _ export.Asker, p func(export.Progress)) (model.Dispatch, error) {
	h.mu.Lock()
	ctx, h.stop[id] = context.WithCancel(ctx)
	d, send := h.journal[id], h.send
	h.sent = append(h.sent, id)
	h.atOnce++
	h.most = max(h.most, h.atOnce)
	h.mu.Unlock()
	d, err := send(ctx, d, p)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.atOnce--
	if err == nil {
		h.journal[id] = d
	}
	return d, err
}

// Decide implements export.Desk.
func (h *house) Decide(_ context.Context, id model.DispatchID, decision export.Decision) (model.Dispatch, error) {
	h.mu.Lock()
	if stop := h.stop[id]; stop != nil {
		stop()
	}
	h.mu.Unlock()
	time.Sleep(time.Millisecond) // until what is being sent has stopped
	h.mu.Lock()
	defer h.mu.Unlock()
	h.decided = append(h.decided, decision)
	d := h.journal[id]
	d.State = map[export.Decision]model.SendState{
		export.Pause: model.SendPaused, export.Cancel: model.SendCancelled, export.GoOn: model.SendQueued,
	}[decision]
	h.journal[id] = d
	return d, h.refuse
}

// Dispatch implements model.Outbox.
func (h *house) Dispatch(_ context.Context, id model.DispatchID) (model.Dispatch, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.journal[id], nil
}

// Dispatches implements model.Outbox.
func (h *house) Dispatches(context.Context) (all []model.Dispatch, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, d := range h.journal {
		all = append(all, d)
	}
	return all, h.refuse
}

// KeepDispatch implements model.Outbox; it takes its time.
func (h *house) KeepDispatch(_ context.Context, d model.Dispatch) error {
	time.Sleep(time.Millisecond)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.refuse == nil {
		h.journal[d.ID] = d
	}
	return h.refuse
}

// ForgetDispatch implements model.Outbox.
func (h *house) ForgetDispatch(_ context.Context, id model.DispatchID) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.journal[id]; !ok {
		return model.ErrNotFound
	}
	delete(h.journal, id)
	return nil
}

// Accounts implements model.Accounts.
func (h *house) Accounts(context.Context) ([]model.Account, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.accounts), h.refuse
}

// KeepAccount implements model.Accounts.
func (h *house) KeepAccount(_ context.Context, a model.Account) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range h.accounts {
		if h.accounts[i].ID == a.ID {
			h.accounts[i] = a
		}
	}
	return nil
}

// ForgetAccount implements model.Accounts.
func (h *house) ForgetAccount(context.Context, model.AccountID) error { return nil }

var errDisk = errors.New("the disk is full")

// play runs a test about time.
func play(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, test)
}
