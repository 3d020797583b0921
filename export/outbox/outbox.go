// Package outbox is the engine that publishes: it takes a report to a portal in
// steps that can be broken off anywhere, and gone on with, without a second
// article, a second photo or a lost word. What an article is made of is a
// portal's affair, what the user reads the window's; here lives only the order
// of work, what is written into the journal before and after each request, and
// what becomes of an error. It starts no goroutine.
package outbox

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Env is what the engine works with.
type Env struct {
	Box    model.Outbox
	Photos model.PhotoStore
	// Open logs in to an account. It is called again after ErrSession. Errors
	// without a code (see export.Code) are taken for those of this computer.
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

	mu      sync.Mutex
	held    map[string]*work                  // by dispatch and by account
	refused map[model.AccountID]model.Trouble // accounts whose password was refused; nil: not read yet
}

var _ export.Desk = (*Outbox)(nil)

// New returns the engine.
func New(env Env) *Outbox {
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.Settle == 0 {
		env.Settle = 5 * time.Second
	}
	if env.Jitter == nil {
		env.Jitter = func(d time.Duration) time.Duration { return d + rand.N(d/10+1) }
	}
	return &Outbox{env: env, held: map[string]*work{}}
}

func (o *Outbox) now() time.Time { return o.env.Now().UTC() }

// keep writes d down. What has begun is written down also when ctx has ended.
func (o *Outbox) keep(ctx context.Context, d model.Dispatch) error {
	if err := o.env.Box.KeepDispatch(context.WithoutCancel(ctx), d); err != nil {
		return fmt.Errorf("outbox: write down %s: %w", d.ID, err)
	}
	return nil
}

func (o *Outbox) stored(ctx context.Context, id model.DispatchID) (model.Dispatch, error) {
	d, err := o.env.Box.Dispatch(context.WithoutCancel(ctx), id)
	if err != nil {
		return d, fmt.Errorf("outbox: %s: %w", id, err)
	}
	return d, nil
}
