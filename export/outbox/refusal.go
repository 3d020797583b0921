package outbox

import (
	"context"
	"fmt"

	"tinxa/export"
	"tinxa/model"
)

// isRefusal reports whether a login was refused so that another try would do
// harm: portals lock an account after a few.
func isRefusal(code string) bool {
	return code == export.Code(export.ErrPassword) || code == export.Code(export.ErrLockedOut)
}

// Refused is the refusal that an account met with any of its dispatches, as long
// as the user did not say GoOn: its password must not be tried by anything else,
// either. It is nil where there is none.
func (o *Outbox) Refused(ctx context.Context, id model.AccountID) error {
	if err := o.readRefusals(ctx); err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	t, ok := o.refused[id]
	if !ok {
		return nil
	}
	return &export.PortalError{Kind: export.Coded(t.Code), Did: "outbox: log in", Said: t.Said}
}

// readRefusals learns once what the journal knows of refused passwords.
func (o *Outbox) readRefusals(ctx context.Context) error {
	o.mu.Lock()
	read := o.refused != nil
	o.mu.Unlock()
	if read {
		return nil
	}
	all, err := o.env.Box.Dispatches(context.WithoutCancel(ctx))
	if err != nil {
		return fmt.Errorf("outbox: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.refused == nil {
		o.refused = map[model.AccountID]model.Trouble{}
	}
	for _, d := range all {
		if d.Trouble != nil && isRefusal(d.Trouble.Code) {
			_, account := d.ID.Parts()
			o.refused[account] = *d.Trouble
		}
	}
	return nil
}

// noteRefusal remembers a refused password for all dispatches of the account.
func (o *Outbox) noteRefusal(id model.AccountID, err error) {
	code := export.Code(err)
	if !isRefusal(code) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refused[id] = model.Trouble{Code: code}
}

// forgive allows one more try, after the user said so for a dispatch of the
// account, and queues the others that wait for it.
func (o *Outbox) forgive(ctx context.Context, id model.AccountID) error {
	if err := o.readRefusals(ctx); err != nil {
		return err
	}
	o.mu.Lock()
	_, refused := o.refused[id]
	delete(o.refused, id)
	o.mu.Unlock()
	if !refused {
		return nil
	}
	all, err := o.env.Box.Dispatches(ctx)
	if err != nil {
		return fmt.Errorf("outbox: %w", err)
	}
	for _, d := range all {
		if _, account := d.ID.Parts(); account == id && d.Trouble != nil && isRefusal(d.Trouble.Code) {
			if err := o.requeue(ctx, d.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// requeue queues a dispatch whose password was refused, unless somebody works
// on it just now.
func (o *Outbox) requeue(ctx context.Context, id model.DispatchID) error {
	mine := &work{done: make(chan struct{})}
	busy := o.hold(ctx, string(id), mine, func(*work) error { return export.ErrSending })
	if busy != nil {
		return nil
	}
	defer o.free(mine)
	d, err := o.stored(ctx, id)
	if err != nil {
		return err
	}
	d.Trouble = nil
	if d.State == model.SendAsks {
		queue(&d)
	}
	return o.keep(ctx, d)
}
