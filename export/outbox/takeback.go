package outbox

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// takeBack removes from the portal what a cancelled dispatch brought there: an
// article that nobody but its authors ever saw and that nobody else changed,
// and the photos that no other dispatch shows. Where that does not come about
// the dispatch stays cancelled and its Trouble says why; the decision can be
// repeated.
func (o *Outbox) takeBack(ctx context.Context, d model.Dispatch, mine *work) (model.Dispatch, error) {
	nothing := !hasArticle(d) && len(d.Sent.Trail.Added) == 0 && d.Begun == ""
	if nothing || d.Sent.Trail.Public || d.Begun == begunSend {
		return d, nil
	}
	r := newRun(o, d, export.Nobody{}, nil)
	_, account := d.ID.Parts()
	err := o.account(ctx, account, mine)
	if err == nil {
		defer r.close()
		err = r.undo(ctx)
	}
	switch {
	case err == nil, ctx.Err() != nil:
	case export.Code(err) == "":
		return r.d, err
	default:
		trouble, _ := r.trouble(err)
		r.d.Trouble = &trouble
		r.log(trouble.Code, trouble.Said)
	}
	return r.d, o.keep(ctx, r.d)
}

// undo is the order of work of taking back.
func (r *run) undo(ctx context.Context) error {
	if err := r.login(ctx); err != nil {
		return err
	}
	p, ok := r.session.(export.Portal)
	remover, can := r.session.(export.Remover)
	if !ok || !can {
		return nil // what stands there stays
	}
	if err := r.look(ctx, p); err != nil {
		if errors.Is(err, export.ErrGoneThere) {
			forgetArticle(&r.d) // somebody was faster
			return nil
		}
		return err
	}
	if r.d.Sent.Trail.Public {
		return nil
	}
	photos, err := r.ownPhotos(ctx, p)
	if err != nil || !r.known() && len(photos) == 0 {
		return err
	}
	return r.remove(ctx, remover, photos)
}

// remove has the portal delete the article and the photos. They count as gone
// before they are, so that none of them is relied on afterwards.
func (r *run) remove(ctx context.Context, from export.Remover, photos map[model.PhotoID]model.RemotePhoto) error {
	var list []model.RemotePhoto
	left := maps.Clone(r.d.Sent.Photos)
	for _, id := range slices.Sorted(maps.Keys(photos)) {
		list = append(list, photos[id])
		delete(left, id)
	}
	r.d.Sent.Photos = left
	err := r.request(ctx, begunRemove, func() error { return from.Remove(ctx, r.d.Sent.Article, list) })
	if err != nil {
		return err
	}
	r.d.Sent.Trail.Added = nil
	forgetArticle(&r.d)
	return nil
}

// ownPhotos are the photos on the portal that this dispatch brought there and
// that no other one shows.
func (r *run) ownPhotos(ctx context.Context, p export.Portal) (map[model.PhotoID]model.RemotePhoto, error) {
	own := r.d.Sent.Trail.Added
	if begun, ok := strings.CutPrefix(r.d.Begun, begunPhoto); ok {
		own = with(own, model.PhotoID(begun))
	}
	shown, err := r.shownElsewhere(ctx)
	if err != nil {
		return nil, err
	}
	var list []export.Image
	for _, id := range own {
		if !shown[id] {
			list = append(list, export.Image{ID: id, Name: export.ImageName(id), Mark: r.d.Mark})
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	found, err := p.FindPhotos(ctx, list)
	return found, answered(ctx, "look for photos", err)
}

// shownElsewhere lists the photos of the other dispatches to the same account.
func (r *run) shownElsewhere(ctx context.Context) (map[model.PhotoID]bool, error) {
	all, err := r.o.env.Box.Dispatches(ctx)
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", err)
	}
	shown := map[model.PhotoID]bool{}
	_, mine := r.d.ID.Parts()
	for _, d := range all {
		if _, account := d.ID.Parts(); account != mine || d.ID == r.d.ID {
			continue
		}
		for id := range d.Sent.Photos {
			shown[id] = true
		}
	}
	return shown, nil
}
