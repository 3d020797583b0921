package outbox

import (
	"context"
	"fmt"
	"slices"
	"time"

	"tinxa/model"
)

// longestWait bounds what a portal may ask for, and so every Wait.
const longestWait = time.Hour

// Due lists the dispatches that are to be sent now, the oldest Since first, and
// the time when the next of those that wait is due; zero when none waits. What
// is just being sent is in neither.
func (o *Outbox) Due(ctx context.Context, now time.Time) (ready []model.DispatchID, next time.Time, err error) {
	all, err := o.env.Box.Dispatches(ctx)
	if err != nil {
		return nil, next, fmt.Errorf("outbox: due: %w", err)
	}
	slices.SortStableFunc(all, func(a, b model.Dispatch) int { return a.Since.Compare(b.Since) })
	for _, d := range all {
		switch {
		case o.isSending(d.ID):
		case isDue(d, now):
			ready = append(ready, d.ID)
		case d.State == model.SendWaits && (next.IsZero() || d.Wait.Until.Before(next)):
			next = d.Wait.Until
		}
	}
	return ready, next, nil
}

// isDue takes a pause that is longer than any for one of a clock that was set
// back.
func isDue(d model.Dispatch, now time.Time) bool {
	if d.State != model.SendWaits {
		return d.State == model.SendQueued
	}
	left := d.Wait.Until.Sub(now)
	return left <= 0 || left > 2*longestWait
}
