package outbox

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// look finds out what stands on the portal already, and stops where that is the
// work of others.
func (r *run) look(ctx context.Context, p export.Portal) error {
	r.step(model.StepLook)
	if err := r.settle(ctx); err != nil {
		return err
	}
	there, err := r.find(ctx, p)
	if err != nil {
		return err
	}
	if !r.known() {
		r.cleared(begunCreate, begunBody, begunStatus, begunRemove)
		return nil
	}
	if err := r.judge(ctx, p, there); err != nil {
		return err
	}
	if !r.intact { // from now on it counts as seen, and as nothing that we sent
		r.d.Sent.Seen, r.d.Sent.Report = there, model.Report{}
	}
	r.cleared(begunCreate, begunStatus, begunRemove)
	return nil
}

// lookAgain makes sure, after photos were sent, that the article is still as look
// found it: that takes minutes, in which someone there may have changed it.
func (r *run) lookAgain(ctx context.Context, p export.Portal) error {
	if r.meter.nr == 0 || !r.known() {
		return nil
	}
	there, err := r.fetch(ctx, p)
	if err != nil || markup.Hash(there) == markup.Hash(r.d.Sent.Seen) {
		return err
	}
	return r.conflicts(there)
}

// conflicts is the error of an article that someone else changed.
func (r *run) conflicts(there model.Snapshot) error {
	r.conflict = &there
	return &export.PortalError{Kind: export.ErrChangedThere, Did: "outbox: look"}
}

// settle gives the portal time to finish a request whose answer was lost.
func (r *run) settle(ctx context.Context) error {
	if r.d.Begun == "" {
		return nil
	}
	pause := time.NewTimer(r.o.env.Settle)
	defer pause.Stop()
	select {
	case <-pause.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// cleared wipes out the note of a request of which the portal now showed what
// came of it.
func (r *run) cleared(requests ...string) {
	for _, what := range requests {
		if r.d.Begun == what {
			r.d.Begun = ""
		}
	}
}

// known reports whether the article is known to be on the portal.
func (r *run) known() bool { return hasArticle(r.d) }

func hasArticle(d model.Dispatch) bool { return d.Sent.Article.ID != "" || d.Sent.Article.URL != "" }

// find reads the article, by what is known of it or by its mark. Where it finds
// none, none is known afterwards.
func (r *run) find(ctx context.Context, p export.Portal) (model.Snapshot, error) {
	if !r.known() {
		found, err := p.Find(ctx, r.d.Mark)
		if errors.Is(err, model.ErrNotFound) {
			return model.Snapshot{}, nil
		}
		if err != nil {
			return model.Snapshot{}, answered(ctx, "look", err)
		}
		r.note(found)
	}
	there, err := r.fetch(ctx, p)
	if errors.Is(err, export.ErrGoneThere) && r.d.Begun == begunRemove {
		forgetArticle(&r.d) // it was taken back, as the user wished
		return model.Snapshot{}, nil
	}
	return there, err
}

// fetch reads the article as it stands there.
func (r *run) fetch(ctx context.Context, p export.Portal) (model.Snapshot, error) {
	article, there, err := p.Fetch(ctx, r.d.Sent.Article)
	if err != nil {
		return there, answered(ctx, "read", err)
	}
	r.note(article)
	return there, nil
}

// note enters what a portal tells of the article. What it leaves out this time
// is as it was.
func (r *run) note(a model.RemoteArticle) {
	known := r.d.Sent.Article
	a.URL, a.Edit = address(a.URL), address(a.Edit)
	a.ID, a.URL = cmp.Or(a.ID, known.ID), cmp.Or(a.URL, known.URL)
	a.Edit, a.Status = cmp.Or(a.Edit, known.Edit), cmp.Or(a.Status, known.Status)
	r.d.Sent.Article = a
	if a.Status == model.PostPublic {
		r.d.Sent.Trail.Public = true
	}
}

// address is what a portal says an address is, empty where it cannot be one: it
// is printed, and opened, as it stands.
func address(said string) string {
	u, err := url.Parse(said)
	if err != nil || u.Scheme == "" {
		return ""
	}
	if _, secret := u.User.Password(); secret {
		return ""
	}
	return said
}

// forgetArticle has d make a new article.
func forgetArticle(d *model.Dispatch) {
	sent := d.Sent
	d.Sent = model.Sent{
		Photos: sent.Photos, Smaller: sent.Smaller, Trail: model.Trail{Added: sent.Trail.Added, Site: sent.Trail.Site},
	}
	d.Begun = ""
}

// judge tells our own work from that of others. What stands there is ours when
// it is what we saw after our last sending, or when it may be from a request
// whose answer was lost and holds nothing that this request did not carry.
func (r *run) judge(ctx context.Context, p export.Portal, there model.Snapshot) error {
	hash := markup.Hash(there)
	seen := r.d.Sent.Seen != model.Snapshot{}
	r.intact = seen && hash == markup.Hash(r.d.Sent.Seen)
	if r.intact || hash == r.d.Wish.Over {
		return nil
	}
	if !seen || r.d.Begun == begunBody {
		if err := r.findPhotos(ctx, p); err != nil { // of a journal that was lost
			return err
		}
		if markup.Ours(r.post(r.going()), there) {
			return nil
		}
	}
	return r.conflicts(there)
}

// going is what the last creation or update carried. Of a journal that was lost
// it is not known, and taken for what is to be sent.
func (r *run) going() model.Report {
	if r.d.Sent.Trail.Going.ID == "" {
		return r.d.Content
	}
	return r.d.Sent.Trail.Going
}
