// Package sending is the queue of publishing as the window sees it: what
// export.Desk and the journal know, held in memory, and the pump that sends what
// is due. All disk and network is used through task.Go. Here may live only what
// several screens show of the queue; what a screen says about it belongs there.
package sending

import (
	"context"
	"slices"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/task"
)

// Env is what the queue needs from the house around it.
type Env struct {
	Runner   task.Runner
	Desk     export.Desk
	Box      model.Outbox
	Accounts model.Accounts
	// Asker answers what a portal asks of the person at the keyboard; it is
	// called beside the window.
	Asker export.Asker
	// Due lists what is to be sent now, and when the next one will be; a zero
	// time for never. It is called beside the window.
	Due func(ctx context.Context, now time.Time) ([]model.DispatchID, time.Time, error)
	// Changed is called where widgets may be touched after a dispatch is done;
	// nil for nobody.
	Changed func(model.Dispatch)
	// Fault is told what this computer could not do for the queue as a whole:
	// the journal cannot be read. nil for nobody.
	Fault func(error)
	Now   func() time.Time
}

// Item is a dispatch as it stands at this moment.
type Item struct {
	// Dispatch has no State before it was written into the journal.
	Dispatch model.Dispatch
	Progress export.Progress // of what is being sent
	Running  bool            // it is just being sent
	Busy     bool            // an order or a decision about it is just being carried out
	// Fault is what kept this computer from carrying out the last order or
	// decision, or from sending: the journal cannot be written.
	Fault error
}

// Queue holds what is known of all dispatches. Its methods are called where
// widgets may be touched, and answer from memory at once.
type Queue struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	accounts []model.Account
	items    map[model.DispatchID]*entry
	watchers map[int]func()
	watched  int // numbers the watchers
	pump     pump
	working  sync.WaitGroup // what goes on beside the window
}

// entry is an Item with what only the queue knows of it.
type entry struct {
	Item
	turn int       // counts orders and decisions: what was begun before is stale
	busy int       // orders and decisions being carried out
	rest time.Time // after a fault of this computer: not tried before

	kept      model.SendState // of the last Record that was written
	unwritten bool            // Dispatch was recorded while the one before was being written
}

// New is a queue that knows nothing yet; Load reads what there is.
func New(env Env) *Queue {
	q := &Queue{env: env, items: map[model.DispatchID]*entry{}, watchers: map[int]func(){}}
	q.ctx, q.cancel = context.WithCancel(context.Background())
	q.pump.wake = task.NewTimer(env.Runner, 0, q.send)
	return q
}

// Load reads accounts and dispatches, at the start and after something else has
// changed them, and goes on with what is due.
func (q *Queue) Load() {
	type stored struct {
		accounts   []model.Account
		dispatches []model.Dispatch
	}
	beside(q, func(ctx context.Context) (s stored, err error) {
		if s.accounts, err = q.env.Accounts.Accounts(ctx); err != nil {
			return s, err
		}
		s.dispatches, err = q.env.Box.Dispatches(ctx)
		return s, err
	}, func(s stored, err error) {
		if err != nil {
			q.fault(err)
			return
		}
		q.accounts = s.accounts
		q.take(s.dispatches)
		q.changed()
		q.send()
	})
}

// take puts what the journal holds in place of what is in memory, but for what
// is in hand and therefore newer.
func (q *Queue) take(all []model.Dispatch) {
	stored := map[model.DispatchID]bool{}
	for _, d := range all {
		stored[d.ID] = true
		if e := q.entry(d.ID); !e.Running && e.busy == 0 {
			e.Dispatch, e.kept = d, d.State
		}
	}
	for id, e := range q.items {
		if !stored[id] && !e.Running && e.busy == 0 {
			delete(q.items, id)
		}
	}
}

// Close stops what is being sent; it stays queued. Wait for the end of it
// before the journal is closed.
func (q *Queue) Close() {
	q.cancel()
	q.pump.wake.Stop()
}

// Wait returns when nothing of the queue goes on beside the window any more.
func (q *Queue) Wait() { q.working.Wait() }

// Accounts lists the places to publish to, by unit and name.
func (q *Queue) Accounts() []model.Account { return slices.Clone(q.accounts) }

// Account is one of them.
func (q *Queue) Account(id model.AccountID) (model.Account, bool) {
	for _, a := range q.accounts {
		if a.ID == id {
			return a, true
		}
	}
	return model.Account{}, false
}

// Items lists all dispatches of the journal, the oldest order first.
func (q *Queue) Items() []Item {
	var all []Item
	for _, e := range q.items {
		if e.Dispatch.State != "" {
			all = append(all, e.item())
		}
	}
	slices.SortFunc(all, func(a, b Item) int {
		if c := a.Dispatch.Since.Compare(b.Dispatch.Since); c != 0 {
			return c
		}
		return compare(a.Dispatch.ID, b.Dispatch.ID)
	})
	return all
}

func compare(a, b model.DispatchID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Of is the dispatch of a report to an account, if there is one or was to be one.
func (q *Queue) Of(r model.ReportID, a model.AccountID) (Item, bool) {
	e, ok := q.items[model.NewDispatchID(r, a)]
	if !ok {
		return Item{}, false
	}
	return e.item(), true
}

func (e *entry) item() Item {
	e.Busy = e.busy > 0
	return e.Item
}

// entry is the entry of an id, a new one where there is none.
func (q *Queue) entry(id model.DispatchID) *entry {
	if q.items[id] == nil {
		q.items[id] = &entry{Item: Item{Dispatch: model.Dispatch{ID: id}}}
	}
	return q.items[id]
}

// Watch calls changed after every change, where widgets may be touched, until
// stop is called.
func (q *Queue) Watch(changed func()) (stop func()) {
	q.watched++
	n := q.watched
	q.watchers[n] = changed
	return func() { delete(q.watchers, n) }
}

func (q *Queue) changed() {
	for n := 1; n <= q.watched; n++ {
		if call := q.watchers[n]; call != nil {
			call()
		}
	}
}

func (q *Queue) fault(err error) {
	if q.env.Fault != nil {
		q.env.Fault(err)
	}
}

// beside does work of the queue beside the window.
func beside[T any](q *Queue, work func(context.Context) (T, error), done func(T, error)) {
	if q.ctx.Err() != nil {
		return
	}
	q.working.Add(1)
	task.Go(q.ctx, q.env.Runner, func(ctx context.Context) (T, error) {
		defer q.working.Done()
		return work(ctx)
	}, done)
}
