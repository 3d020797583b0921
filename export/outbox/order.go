package outbox

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"strings"

	"tinxa/model"
)

// Order implements export.Desk. What is known of the portal is kept, so that a
// second order changes the article that the first one made.
func (o *Outbox) Order(ctx context.Context, r model.Report, a model.AccountID, w model.Wish) (model.Dispatch, error) {
	id := model.NewDispatchID(r.ID, a)
	mine := &work{done: make(chan struct{})}
	if err := o.claim(ctx, id, mine); err != nil {
		return model.Dispatch{}, err
	}
	defer o.free(mine)
	d, err := o.stored(ctx, id)
	if errors.Is(err, model.ErrNotFound) {
		d, err = model.Dispatch{ID: id, Mark: nextMark(id, "")}, nil
	}
	if err != nil {
		return d, err
	}
	d.Content, d.Wish, d.Since = r, w, o.now()
	if d.Trouble != nil && !isRefusal(d.Trouble.Code) {
		d.Trouble = nil // a refused password stays one until GoOn
	}
	queue(&d)
	return d, o.keep(ctx, d)
}

// queue has d sent from the start, with nothing of the portal forgotten.
func queue(d *model.Dispatch) {
	d.State, d.Step, d.Wait = model.SendQueued, model.StepLogin, model.Wait{}
}

// nextMark is the mark of a dispatch's article after the one with the mark
// last. It follows from the dispatch alone: a journal that was lost, or put
// back from a backup, finds the article again.
func nextMark(id model.DispatchID, last string) string {
	sum := sha256.Sum256([]byte(string(id) + " " + last))
	return "tx" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}
