package export

import (
	"context"

	"tinxa/model"
)

// Desk is publishing as the window and the command line see it; outbox is one.
// All methods may be called from any goroutine.
type Desk interface {
	// Order puts a report into the queue, or the new state of one that is in it
	// or was sent before. ErrSending while it is just being sent.
	Order(ctx context.Context, r model.Report, a model.AccountID, w model.Wish) (model.Dispatch, error)
	// Send works on a dispatch until it is done, waits or asks, and returns it
	// as it then stands. An error is one of this computer: the journal cannot be
	// written, or ErrSending. Whatever the portal does is in the Dispatch. Ending ctx leaves it
	// queued, to be gone on with at any time.
	Send(ctx context.Context, id model.DispatchID, asker Asker, progress func(Progress)) (model.Dispatch, error)
	// Decide carries out what the user decided about a dispatch that is not
	// being sent; what is being sent is stopped first.
	Decide(ctx context.Context, id model.DispatchID, d Decision) (model.Dispatch, error)
}

// Decision is what the user decides about a dispatch.
type Decision string

// The decisions.
const (
	GoOn      Decision = "go-on"      // try again now, after Pause or after what was asked for was done
	Pause     Decision = "pause"      // until GoOn
	Cancel    Decision = "cancel"     // what stands on the portal stays as it is
	TakeBack  Decision = "take-back"  // Cancel, and remove from the portal an article that never was public
	Overwrite Decision = "overwrite"  // replace what someone changed there
	AsPending Decision = "as-pending" // let someone who may publish do it
	AsNew     Decision = "as-new"     // as a new article, after the old one was deleted there
	SendAgain Decision = "send-again" // a Courier's message that may have arrived
)

// Progress is how far a dispatch is.
type Progress struct {
	Step         model.SendStep
	Photo, Of    int   // which photo is being sent, from 1
	Sent, Size   int64 // bytes of it
	Total, Whole int64 // bytes of all photos that are to be sent
}
