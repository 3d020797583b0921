package uitest

import (
	"context"
	"slices"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// Desk is publishing in memory, for screens: journal, accounts and desk in one.
// What it is asked is kept. What is queued stays so until Go sends it.
type Desk struct {
	Journal []model.Dispatch
	Portals []model.Account
	Ordered []model.Wish
	Decided []export.Decision
	Refuse  error // what Order and Decide fail with
	// Go sends a dispatch; nil for a network that is not there.
	Go func(ctx context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error)
}

// Queue is the queue of what d holds.
func (d *Desk) Queue(r task.Runner, now func() time.Time) *sending.Queue {
	q := sending.New(sending.Env{
		Runner: r, Desk: d, Box: (*box)(d), Accounts: (*accounts)(d), Asker: export.Nobody{}, Now: now,
		Due: func(context.Context, time.Time) (ids []model.DispatchID, next time.Time, err error) {
			for _, e := range d.Journal {
				if e.State == model.SendQueued && d.Go != nil {
					ids = append(ids, e.ID)
				}
			}
			return ids, next, nil
		},
	})
	q.Load()
	return q
}

// Put puts a dispatch into the journal in place of the one of its id.
func (d *Desk) Put(e model.Dispatch) model.Dispatch {
	d.Journal = append(slices.DeleteFunc(d.Journal, func(o model.Dispatch) bool { return o.ID == e.ID }), e)
	return e
}

func (d *Desk) find(id model.DispatchID) (model.Dispatch, error) {
	for _, e := range d.Journal {
		if e.ID == id {
			return e, nil
		}
	}
	return model.Dispatch{}, model.ErrNotFound
}

// Order implements export.Desk.
func (d *Desk) Order(_ context.Context, r model.Report, a model.AccountID, w model.Wish) (model.Dispatch, error) {
	if d.Refuse != nil {
		return model.Dispatch{}, d.Refuse
	}
	d.Ordered = append(d.Ordered, w)
	e, _ := d.find(model.NewDispatchID(r.ID, a))
	e.ID, e.Content, e.Wish, e.State, e.Trouble = model.NewDispatchID(r.ID, a), r, w, model.SendQueued, nil
	return d.Put(e), nil
}

// Send implements export.Desk.
func (d *Desk) Send(ctx context.Context, id model.DispatchID, _ export.Asker, p func(export.Progress)) (model.Dispatch, error) {
	e, err := d.find(id)
	if err != nil {
		return e, err
	}
	if e, err = d.Go(ctx, e, p); err != nil {
		return e, err
	}
	return d.Put(e), nil
}

// Decide implements export.Desk.
func (d *Desk) Decide(_ context.Context, id model.DispatchID, decision export.Decision) (model.Dispatch, error) {
	if d.Refuse != nil {
		return model.Dispatch{}, d.Refuse
	}
	d.Decided = append(d.Decided, decision)
	e, err := d.find(id)
	if err != nil {
		return e, err
	}
	e.State, e.Trouble = model.SendQueued, nil
	switch decision {
	case export.Pause:
		e.State = model.SendPaused
	case export.Cancel, export.TakeBack:
		e.State = model.SendCancelled
	}
	return d.Put(e), nil
}

// box is a Desk's journal as a model.Outbox.
type box Desk

// Dispatch implements model.Outbox.
func (b *box) Dispatch(_ context.Context, id model.DispatchID) (model.Dispatch, error) {
	return (*Desk)(b).find(id)
}

// Dispatches implements model.Outbox.
func (b *box) Dispatches(context.Context) ([]model.Dispatch, error) {
	return slices.Clone(b.Journal), nil
}

// KeepDispatch implements model.Outbox.
func (b *box) KeepDispatch(_ context.Context, e model.Dispatch) error {
	(*Desk)(b).Put(e)
	return nil
}

// ForgetDispatch implements model.Outbox.
func (b *box) ForgetDispatch(_ context.Context, id model.DispatchID) error {
	b.Journal = slices.DeleteFunc(b.Journal, func(e model.Dispatch) bool { return e.ID == id })
	return nil
}

// accounts is a Desk's accounts as a model.Accounts.
type accounts Desk

// Accounts implements model.Accounts.
func (s *accounts) Accounts(context.Context) ([]model.Account, error) {
	return slices.Clone((*Desk)(s).Portals), nil
}

// KeepAccount implements model.Accounts.
func (s *accounts) KeepAccount(_ context.Context, a model.Account) error {
	d := (*Desk)(s)
	for i := range d.Portals {
		if d.Portals[i].ID == a.ID {
			d.Portals[i] = a
			return nil
		}
	}
	d.Portals = append(d.Portals, a)
	return nil
}

// ForgetAccount implements model.Accounts.
func (s *accounts) ForgetAccount(_ context.Context, id model.AccountID) error {
	d := (*Desk)(s)
	d.Portals = slices.DeleteFunc(d.Portals, func(a model.Account) bool { return a.ID == id })
	return nil
}
