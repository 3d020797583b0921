package outbox

import (
	"context"
	"fmt"

	"tinxa/export"
	"tinxa/model"
)

// work is a call that has a dispatch, or an account, to itself.
type work struct {
	sending bool            // it is a Send, which can be stopped
	cancel  func()          // ends a Send
	stop    export.Decision // why it was ended
	done    chan struct{}   // closed when it is over
}

// claim makes w the only one that works on a dispatch, after others who only
// write something down; free ends it. ErrSending while it is being sent.
func (o *Outbox) claim(ctx context.Context, id model.DispatchID, w *work) error {
	return o.hold(ctx, string(id), w, func(other *work) error {
		if other.sending {
			return fmt.Errorf("outbox: %s: %w", id, export.ErrSending)
		}
		return nil
	})
}

// takeOver is claim for a decision: what is being sent is stopped.
func (o *Outbox) takeOver(ctx context.Context, id model.DispatchID, w *work, d export.Decision) error {
	return o.hold(ctx, string(id), w, func(other *work) error {
		if other.sending && d == export.GoOn {
			return fmt.Errorf("outbox: %s: %w", id, export.ErrSending)
		}
		if other.sending {
			other.stop = d
			other.cancel()
		}
		return nil
	})
}

// account waits until no other dispatch of the account is worked on: many
// portals know one session only, and two reports may show the same new photo.
func (o *Outbox) account(ctx context.Context, id model.AccountID, w *work) error {
	return o.hold(ctx, accountKey(id), w, func(*work) error { return nil })
}

func accountKey(id model.AccountID) string { return "account " + string(id) }

// hold enters w under a key as soon as nobody else is there. Of each other it
// asks meet, under the lock, whether to wait for its end.
func (o *Outbox) hold(ctx context.Context, key string, w *work, meet func(other *work) error) error {
	for {
		o.mu.Lock()
		other := o.held[key]
		if other == nil {
			o.held[key] = w
			o.mu.Unlock()
			return nil
		}
		err := meet(other)
		o.mu.Unlock()
		if err != nil {
			return err
		}
		select {
		case <-other.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// free ends w wherever it is entered.
func (o *Outbox) free(w *work) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for key, other := range o.held {
		if other == w {
			delete(o.held, key)
		}
	}
	close(w.done)
}

// stopped is the decision by which w was ended, empty when by none.
func (o *Outbox) stopped(w *work) export.Decision {
	o.mu.Lock()
	defer o.mu.Unlock()
	return w.stop
}

// isSending reports whether a dispatch is being sent by this process.
func (o *Outbox) isSending(id model.DispatchID) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	w := o.held[string(id)]
	return w != nil && w.sending
}
