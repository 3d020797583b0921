package exporttest

import (
	"context"

	"tinxa/model"
)

// Parcel is a report that another program is to send to a place.
type Parcel struct {
	Report    model.Report
	Originals [][]byte // of its photos
	Wish      model.Wish

	errand *errand
}

// NewParcel is one of so many photos, for a place.
func NewParcel(p Place, photos int) Parcel {
	e := newErrand(p, "", photos)
	e.report.Rev = 0 // nobody saved it yet
	x := Parcel{Report: e.report, Wish: e.wish, errand: e}
	for _, id := range e.photos {
		x.Originals = append(x.Originals, e.album.kept[id])
	}
	return x
}

// Glance notes what is wrong while it is under way: a second article or photo,
// or a half one that readers see.
func (x Parcel) Glance(ctx context.Context, c *Case) { c.interrupted(ctx, x.errand, nil) }

// Judge notes what is wrong in the end.
func (x Parcel) Judge(ctx context.Context, c *Case) { c.judge(ctx, x.errand) }
