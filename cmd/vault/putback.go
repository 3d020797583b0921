package vault

import (
	"context"
	"errors"

	"tinxa/model"
)

// PutBack puts a photo that was taken out of a report back at its end, with its
// caption. Where the report is in the bin it comes out of it; where it is gone,
// the photo begins a new one.
func (v *Vault) PutBack(ctx context.Context, p model.BinnedPhoto) (model.Report, error) {
	if err := v.takeOf(ctx, p.Report); err != nil {
		return model.Report{}, err
	}
	r, err := v.Store.Report(ctx, p.Report)
	if errors.Is(err, model.ErrNotFound) && v.Store.Restore(ctx, p.Report) == nil {
		r, err = v.Store.Report(ctx, p.Report)
	}
	if errors.Is(err, model.ErrNotFound) {
		r, err = model.New(), nil
	}
	if err != nil {
		return model.Report{}, err
	}
	picture := model.Picture{Photo: p.Photo, Caption: p.Caption, Alt: p.Alt, Credit: p.Credit}
	block := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{picture}}
	r, _, err = model.InsertBlock{At: model.Place{Index: len(r.Blocks)}, Block: block}.Apply(r)
	if err != nil {
		return model.Report{}, err
	}
	return v.Store.Save(ctx, r)
}
