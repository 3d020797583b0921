package sending

import (
	"context"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Send orders that a report be published with an account, as the user wishes,
// and remembers the wish for the next one. While the report is being sent there
// it does nothing, so pressing twice is pressing once.
func (q *Queue) Send(r model.Report, a model.AccountID, w model.Wish) {
	e := q.entry(model.NewDispatchID(r.ID, a))
	if e.Running || e.busy > 0 {
		return
	}
	if e.Dispatch.State == "" {
		e.Dispatch.Content, e.Dispatch.Wish = r, w
	}
	type ordered struct {
		dispatch model.Dispatch
		accounts []model.Account
	}
	q.begin(e)
	beside(q, func(ctx context.Context) (o ordered, err error) {
		if o.dispatch, err = q.env.Desk.Order(ctx, r, a, w); err != nil {
			return o, err
		}
		o.accounts, err = q.keepAccount(ctx, a, func(a *model.Account) { *a = Remembering(*a, r.Credits.Category, w) })
		if err != nil {
			o.accounts = nil // the order stands; that the choice is forgotten costs a press
		}
		return o, nil
	}, func(o ordered, err error) {
		if o.accounts != nil {
			q.accounts = o.accounts
		}
		q.end(e, o.dispatch, err)
	})
}

// Remembering is the account after w was chosen for a report of that category:
// the status and the topics are proposed next time, a time of publication is
// not.
func Remembering(a model.Account, category string, w model.Wish) model.Account {
	a.Wish = model.Wish{Status: w.Status, Topics: w.Topics}
	if len(w.Topics) == 0 {
		return a
	}
	topics := map[string][]string{category: w.Topics}
	for c, t := range a.Topics {
		if c != category {
			topics[c] = t
		}
	}
	a.Topics = topics
	return a
}

// Decide carries out what the user decided about a dispatch; what is being sent
// is stopped for it.
func (q *Queue) Decide(id model.DispatchID, d export.Decision) {
	e := q.items[id]
	if e == nil || e.busy > 0 {
		return
	}
	q.begin(e)
	beside(q, func(ctx context.Context) (model.Dispatch, error) {
		return q.env.Desk.Decide(ctx, id, d)
	}, func(after model.Dispatch, err error) { q.end(e, after, err) })
}

// Record keeps a dispatch that is not sent by the queue, as a hand-over is, and
// shows it at once. Of several in a row the last one stands.
func (q *Queue) Record(d model.Dispatch) {
	e := q.entry(d.ID)
	e.Dispatch = d
	if e.unwritten = e.busy > 0; e.unwritten {
		q.changed()
		return
	}
	q.begin(e)
	beside(q, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, q.env.Box.KeepDispatch(ctx, d)
	}, func(_ struct{}, err error) {
		first := err == nil && d.State == model.SendDone && e.kept != model.SendDone
		if err == nil {
			e.kept = d.State
		}
		q.end(e, e.Dispatch, err)
		if first {
			q.finished(d)
		}
	})
}

// begin shows that something is decided about a dispatch.
func (q *Queue) begin(e *entry) {
	e.turn++
	e.busy++
	e.Fault = nil
	q.changed()
}

// end shows what came of it, and goes on with what is due now.
func (q *Queue) end(e *entry, d model.Dispatch, err error) {
	e.busy--
	e.Fault = err
	if err == nil {
		e.Dispatch, e.rest = d, time.Time{}
	}
	q.changed()
	if e.unwritten {
		q.Record(e.Dispatch)
	}
	q.send()
}
