package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// Decide implements export.Desk. A decision that does not fit how the dispatch
// stands, as that of a second click, changes nothing and is no error.
func (o *Outbox) Decide(ctx context.Context, id model.DispatchID, decision export.Decision) (model.Dispatch, error) {
	mine := &work{done: make(chan struct{})}
	err := o.takeOver(ctx, id, mine, decision)
	if errors.Is(err, export.ErrSending) {
		return o.stored(ctx, id) // it is going on
	}
	if err != nil {
		return model.Dispatch{}, err
	}
	defer o.free(mine)
	d, err := o.stored(ctx, id)
	if err != nil {
		return d, err
	}
	_, account := id.Parts()
	if decision == export.GoOn {
		if err := o.forgive(ctx, account); err != nil {
			return d, err
		}
	}
	if decide(&d, decision) {
		if err := o.keep(ctx, d); err != nil {
			return d, err
		}
	}
	if decision == export.TakeBack && d.State == model.SendCancelled {
		return o.takeBack(ctx, d, mine)
	}
	return d, nil
}

// Stop cancels every dispatch to an account that is about to be removed. What is
// being sent has ended when it returns.
func (o *Outbox) Stop(ctx context.Context, id model.AccountID) error {
	all, err := o.env.Box.Dispatches(ctx)
	if err != nil {
		return fmt.Errorf("outbox: stop: %w", err)
	}
	for _, d := range all {
		if _, account := d.ID.Parts(); account != id {
			continue
		}
		if _, err := o.Decide(ctx, d.ID, export.Cancel); err != nil {
			return err
		}
	}
	return nil
}

// decide carries out a decision in the journal, and reports whether it fits.
func decide(d *model.Dispatch, decision export.Decision) bool {
	open := d.State != model.SendDone && d.State != model.SendCancelled
	fits := map[export.Decision]bool{
		export.GoOn:      open,
		export.Pause:     open,
		export.Cancel:    open,
		export.TakeBack:  open || d.State == model.SendDone && !d.Sent.Trail.Public,
		export.Overwrite: asks(d, export.ErrChangedThere) && d.Trouble.There != nil,
		export.AsPending: open,
		export.AsNew:     asks(d, export.ErrGoneThere),
		export.SendAgain: d.Begun == begunSend || d.State == model.SendDone && !hasArticle(*d),
	}
	if !fits[decision] {
		return false
	}
	carryOut[decision](d)
	return true
}

// carryOut changes a dispatch as a decision wants it.
var carryOut = map[export.Decision]func(*model.Dispatch){
	export.GoOn: resume,
	export.Pause: func(d *model.Dispatch) {
		d.State, d.Wait = model.SendPaused, model.Wait{}
	},
	export.Cancel:   cancel,
	export.TakeBack: cancel,
	export.Overwrite: func(d *model.Dispatch) {
		d.Wish.Over = markup.Hash(*d.Trouble.There)
		resume(d)
	},
	export.AsPending: func(d *model.Dispatch) {
		d.Wish.Status, d.Wish.At = model.PostPending, time.Time{}
		resume(d)
	},
	export.AsNew: func(d *model.Dispatch) {
		d.Mark = nextMark(d.ID, d.Mark)
		forgetArticle(d)
		d.Sent.Photos = nil // they may have been deleted with it: they are looked for again
		resume(d)
	},
	export.SendAgain: func(d *model.Dispatch) {
		d.Begun, d.Sent.Report = "", model.Report{}
		resume(d)
	},
}

func resume(d *model.Dispatch) {
	d.Trouble = nil
	queue(d)
}

func cancel(d *model.Dispatch) {
	d.State, d.Trouble, d.Wait = model.SendCancelled, nil, model.Wait{}
}

// asks reports whether d stands still for that reason.
func asks(d *model.Dispatch, kind error) bool {
	return d.State == model.SendAsks && d.Trouble != nil && d.Trouble.Code == export.Code(kind)
}
