// Package outbox is the engine that publishes: it takes a report to a portal in
// steps that can be broken off anywhere, and gone on with, without a second
// article, a second photo or a lost word. What an article is made of is a
// portal's affair, what the user reads the window's; here lives only the order
// of work, what is written into the journal before and after each request, and
// what becomes of an error. It starts no goroutine.
package outbox

import (
	"context"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Env is what the engine works with.
type Env struct {
	Box    model.Outbox
	Photos model.PhotoStore
	// Open logs in to an account. It is called again after ErrSession.
	Open func(ctx context.Context, id model.AccountID, asker export.Asker) (export.Session, model.Account, error)
	Now  func() time.Time // nil: time.Now
	// Settle is how long a portal is left alone after a request whose answer
	// was lost, before it is looked at; 0 means 5 s.
	Settle time.Duration
	// Jitter lengthens a pause a little, so that a hall of computers does not
	// come back all at once; nil: by up to a tenth, at random.
	Jitter func(time.Duration) time.Duration
}

// Outbox implements export.Desk. It may be used from any goroutine; one account
// is served at a time.
type Outbox struct {
	env Env

	mu sync.Mutex
}

// New returns the engine.
func New(env Env) *Outbox {
	return &Outbox{env: env}
}

var _ export.Desk = (*Outbox)(nil)

// Order implements export.Desk.
func (o *Outbox) Order(ctx context.Context, r model.Report, a model.AccountID, w model.Wish) (model.Dispatch, error) {
	return model.Dispatch{}, nil
}

// Send implements export.Desk.
func (o *Outbox) Send(ctx context.Context, id model.DispatchID, asker export.Asker, progress func(export.Progress)) (model.Dispatch, error) {
	return model.Dispatch{}, nil
}

// Decide implements export.Desk.
func (o *Outbox) Decide(ctx context.Context, id model.DispatchID, d export.Decision) (model.Dispatch, error) {
	return model.Dispatch{}, nil
}

// Due lists the dispatches that are to be sent now, the oldest Since first, and
// the time when the next of those that wait is due; zero when none waits. What
// is just being sent is in neither.
func (o *Outbox) Due(ctx context.Context, now time.Time) (ready []model.DispatchID, next time.Time, err error) {
	return nil, time.Time{}, nil
}
