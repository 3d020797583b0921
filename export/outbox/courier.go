package outbox

import (
	"context"
	"errors"

	"tinxa/export"
	"tinxa/model"
)

// carry sends the report with a Courier. There is nothing to be looked for
// afterwards: what was sent is sent once more only for a changed report, or
// when the user says so.
func (r *run) carry(ctx context.Context, c export.Courier) error {
	sent := r.d.Sent
	if !sent.At.IsZero() && sameArticle(sent.Report, r.d.Content) {
		r.done()
		r.d.Sent.At = sent.At
		return nil
	}
	r.d.Begun = "" // an account that was another kind of portal before
	r.step(model.StepPhotos)
	parcels, err := r.pack(ctx, r.images())
	if err != nil {
		return err
	}
	r.photo = ""
	if err := r.deliver(ctx, c, parcels); err != nil {
		return err
	}
	r.d.Sent.Report, r.d.Sent.Rev = r.d.Content, r.d.Content.Rev
	r.d.Sent.Smaller = nil
	for _, p := range parcels {
		if p.smaller {
			r.d.Sent.Smaller = with(r.d.Sent.Smaller, p.photo.ID)
		}
	}
	r.log(string(model.StepBody), "")
	r.done()
	return nil
}

// deliver sends the message, with smaller photos each time that it is too large.
func (r *run) deliver(ctx context.Context, c export.Courier, parcels []parcel) error {
	r.step(model.StepBody)
	for {
		photos, err := r.renderAll(ctx, parcels)
		if err != nil {
			return err
		}
		err = r.request(ctx, begunSend, func() error {
			return c.Send(ctx, r.post(r.d.Content), photos, r.messageMeter(photos))
		})
		if !errors.Is(err, export.ErrTooLarge) || r.d.Begun != "" || !shrinkAll(parcels, photos) {
			return err
		}
	}
}

func (r *run) renderAll(ctx context.Context, parcels []parcel) ([]export.Image, error) {
	photos := make([]export.Image, len(parcels))
	for i := range parcels {
		var err error
		if photos[i], err = r.render(ctx, &parcels[i]); err != nil {
			return nil, err
		}
	}
	return photos, nil
}

// shrinkAll makes every photo smaller that can be; false when none can.
func shrinkAll(parcels []parcel, photos []export.Image) bool {
	any := false
	for i := range parcels {
		if keep := parcels[i]; parcels[i].shrink(photos[i]) {
			any = true
		} else {
			parcels[i] = keep
		}
	}
	return any
}

// messageMeter shows the bytes of the one message.
func (r *run) messageMeter(photos []export.Image) func(int64) {
	var whole int64
	for _, p := range photos {
		whole += int64(len(p.Data))
	}
	return func(sent int64) {
		r.show(export.Progress{Step: model.StepBody, Of: len(photos), Sent: sent, Size: whole, Total: sent, Whole: whole})
	}
}
