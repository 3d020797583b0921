package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// What Dispatch.Begun says, beside begunPhoto with an id.
const (
	begunPhoto  = "photo "
	begunCreate = "create"
	begunBody   = "body"
	begunStatus = "status"
	begunSend   = "send"
	begunRemove = "remove"
)

// mostRepeats is how often one Send begins anew by itself, after an answer that
// was lost or a session that was ended, before it waits.
const mostRepeats = 3

// Send implements export.Desk. It does nothing where the dispatch is neither
// queued nor waiting; one that waits is tried at once.
func (o *Outbox) Send(ctx context.Context, id model.DispatchID, asker export.Asker, progress func(export.Progress)) (model.Dispatch, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	mine := &work{sending: true, cancel: cancel, done: make(chan struct{})}
	if err := o.claim(ctx, id, mine); err != nil {
		if ctx.Err() != nil {
			return o.stored(ctx, id)
		}
		return model.Dispatch{}, err
	}
	defer o.free(mine)
	d, err := o.stored(ctx, id)
	if err != nil || d.State != model.SendQueued && d.State != model.SendWaits {
		return d, err
	}
	r := newRun(o, d, asker, progress)
	_, account := id.Parts()
	if err = o.account(ctx, account, mine); err == nil {
		err = r.work(ctx)
	}
	return r.end(ctx, o.stopped(mine), err)
}

// run is one Send under way.
type run struct {
	o        *Outbox
	d        model.Dispatch
	asker    export.Asker
	show     func(export.Progress)
	session  export.Session // nil: not logged in
	account  model.Account  // as the session knows it
	before   string         // the code of the trouble that was waited for
	repeats  int
	intact   bool            // what stands there is what we left there
	conflict *model.Snapshot // what someone made of the article
	photo    model.PhotoID   // the photo that is being sent
	meter    meter
}

func newRun(o *Outbox, d model.Dispatch, asker export.Asker, show func(export.Progress)) *run {
	if show == nil {
		show = func(export.Progress) {}
	}
	r := &run{o: o, d: d, asker: asker, show: show}
	if d.Trouble != nil {
		r.before = d.Trouble.Code
	}
	return r
}

// work tries until it is done, or until there is an error with which it makes
// no sense to go on at once. Each try looks at the portal first.
func (r *run) work(ctx context.Context) error {
	defer r.close()
	for {
		err := r.try(ctx)
		if err == nil || ctx.Err() != nil || !r.again(err) {
			return err
		}
	}
}

// again reports whether to try at once after err.
func (r *run) again(err error) bool {
	var portal *export.PortalError
	if r.d.Begun == begunSend || !errors.As(err, &portal) || portal.After > 0 {
		return false
	}
	ended := errors.Is(err, export.ErrSession)
	if !ended && !errors.Is(err, export.ErrUnknownOutcome) {
		return false
	}
	if ended {
		r.close()
	}
	r.repeats++
	return r.repeats <= mostRepeats
}

func (r *run) try(ctx context.Context) error {
	r.intact, r.conflict, r.photo = false, nil, ""
	r.meter = meter{refused: r.meter.refused}
	if r.d.Begun == begunSend {
		return &export.PortalError{Kind: export.ErrUnknownOutcome, Did: "outbox: send"}
	}
	if err := r.login(ctx); err != nil {
		return err
	}
	switch s := r.session.(type) {
	case export.Courier:
		return r.carry(ctx, s)
	case export.Portal:
		return r.publish(ctx, s)
	}
	return fmt.Errorf("outbox: %s: a session of type %T", r.d.ID, r.session)
}

// publish is the order of work at a portal.
func (r *run) publish(ctx context.Context, p export.Portal) error {
	for _, step := range []func(context.Context, export.Portal) error{
		r.allowed, r.look, r.photos, r.lookAgain, r.create, r.body, r.release,
	} {
		if err := step(ctx, p); err != nil {
			return err
		}
	}
	r.done()
	return nil
}

func (r *run) login(ctx context.Context) error {
	if r.session != nil {
		return nil
	}
	r.step(model.StepLogin)
	_, id := r.d.ID.Parts()
	if err := r.o.Refused(ctx, id); err != nil {
		return err
	}
	session, account, err := r.o.env.Open(ctx, id, r.asker)
	if err != nil {
		r.o.noteRefusal(id, err)
		return fmt.Errorf("outbox: log in: %w", err)
	}
	r.session, r.account = session, account
	r.arrive()
	return nil
}

// allowed asks before anything is sent whether the account may publish.
func (r *run) allowed(context.Context, export.Portal) error {
	powers := r.session.Powers()
	may := len(powers.Statuses) == 0
	for _, s := range powers.Statuses {
		may = may || s == model.PostPublic
	}
	if r.wanted() == model.PostPublic && !may || !r.at().IsZero() && !powers.Schedule {
		return r.noRole()
	}
	return nil
}

func (r *run) noRole() error {
	return &export.PortalError{Kind: export.ErrRole, Did: "outbox: publish"}
}

func (r *run) close() {
	if r.session != nil {
		r.session.Close() // what was to be said is said; there is nothing to be done about it
		r.session = nil
	}
}

// step enters a step into the dispatch and shows it.
func (r *run) step(s model.SendStep) {
	r.d.Step = s
	r.show(export.Progress{Step: s})
}

// request writes down what is about to be done and does it. When it is sure
// that nothing came of it the note is wiped out; otherwise it stays until the
// caller knows more.
func (r *run) request(ctx context.Context, what string, do func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r.d.Begun = what
	if err := r.o.keep(ctx, r.d); err != nil {
		return err
	}
	err := do()
	switch {
	case err == nil:
		r.d.Wait = model.Wait{} // it goes forward
	case export.Code(err) == "" && ctx.Err() == nil:
		return &export.PortalError{Kind: export.ErrUnknownOutcome, Did: "outbox: " + what, Cause: err}
	case r.refusedOutright(err):
		r.d.Begun = ""
	}
	return err
}

// answered is err of a request that changes nothing.
func answered(ctx context.Context, what string, err error) error {
	if err != nil && export.Code(err) == "" && ctx.Err() == nil {
		return &export.PortalError{Kind: export.ErrStrangeAnswer, Did: "outbox: " + what, Cause: err}
	}
	return err
}

func (r *run) done() {
	now := r.o.now()
	r.d.State, r.d.Step, r.d.Trouble, r.d.Wait = model.SendDone, "", nil, model.Wait{}
	r.d.Begun, r.d.Wish.Over = "", ""
	r.d.Sent.At = now
}

// end writes down how the dispatch stands after work, and returns it.
func (r *run) end(ctx context.Context, stop export.Decision, err error) (model.Dispatch, error) {
	switch {
	case err == nil:
	case ctx.Err() != nil && !isRefusal(export.Code(err)): // which must be known after the program ended
		r.halt(stop)
	case export.Code(err) == "":
		return r.d, err // of this computer: the journal stands as it is
	default:
		r.fail(err)
	}
	return r.d, r.o.keep(ctx, r.d)
}

// halt leaves the dispatch to be gone on with, or as the user decided.
func (r *run) halt(stop export.Decision) {
	r.d.State, r.d.Wait.Until = model.SendQueued, time.Time{}
	if r.d.Trouble != nil && !isRefusal(r.d.Trouble.Code) {
		r.d.Trouble = nil
	}
	switch stop {
	case export.Pause:
		r.d.State = model.SendPaused
	case export.Cancel, export.TakeBack:
		r.d.State = model.SendCancelled
	}
}
