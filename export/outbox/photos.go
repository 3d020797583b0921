package outbox

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// photos brings to the portal the photos that it has not yet. Nothing is sent
// before each of them could be read here, and nothing is added that the portal
// was not asked for.
func (r *run) photos(ctx context.Context, p export.Portal) error {
	if err := r.findPhotos(ctx, p); err != nil {
		return err
	}
	lacking := r.lacking()
	if len(lacking) == 0 {
		return nil
	}
	r.step(model.StepPhotos)
	parcels, err := r.pack(ctx, lacking)
	if err != nil {
		return err
	}
	for i := range parcels {
		r.photo = parcels[i].photo.ID
		if err := r.add(ctx, p, &parcels[i]); err != nil {
			return err
		}
	}
	r.photo = ""
	return nil
}

// findPhotos asks once for all that are not known to be there.
func (r *run) findPhotos(ctx context.Context, p export.Portal) error {
	lacking := r.lacking()
	if len(lacking) > 0 {
		r.step(model.StepPhotos)
		found, err := p.FindPhotos(ctx, lacking)
		if err != nil {
			return answered(ctx, "look for photos", err)
		}
		for id, photo := range found {
			r.have(id, photo)
		}
	}
	begun, isPhoto := strings.CutPrefix(r.d.Begun, begunPhoto)
	if !isPhoto {
		return nil
	}
	if id := model.PhotoID(begun); r.has(id) {
		r.added(id) // it was not there before
	}
	r.d.Begun = ""
	return nil
}

func (r *run) has(id model.PhotoID) bool {
	_, ok := r.d.Sent.Photos[id]
	return ok
}

// have enters a photo that is on the portal. The map is one that no other value
// of the dispatch shares.
func (r *run) have(id model.PhotoID, photo model.RemotePhoto) {
	all := maps.Clone(r.d.Sent.Photos)
	if all == nil {
		all = map[model.PhotoID]model.RemotePhoto{}
	}
	all[id] = photo
	r.d.Sent.Photos = all
}

func (r *run) added(id model.PhotoID) {
	r.d.Sent.Trail.Added = with(r.d.Sent.Trail.Added, id)
}

// with is list with id in it, and shares nothing with list.
func with(list []model.PhotoID, id model.PhotoID) []model.PhotoID {
	if slices.Contains(list, id) {
		return list
	}
	return append(slices.Clone(list), id)
}

// lacking describes the photos of the report that are not known to be on the
// portal, each once, in reading order.
func (r *run) lacking() []export.Image {
	return slices.DeleteFunc(r.images(), func(i export.Image) bool { return r.has(i.ID) })
}

// images describes the photos of the report without their bytes, each once.
func (r *run) images() []export.Image {
	var all []export.Image
	for _, p := range r.d.Content.Pictures() {
		known := slices.ContainsFunc(all, func(i export.Image) bool { return i.ID == p.Photo })
		if p.Photo == "" || known {
			continue
		}
		all = append(all, export.Image{
			ID: p.Photo, Name: export.ImageName(p.Photo), Caption: p.Caption, Alt: p.Alt, Mark: r.d.Mark,
		})
	}
	return all
}

// add sends one photo, smaller each time that it is too large.
func (r *run) add(ctx context.Context, p export.Portal, parcel *parcel) error {
	for {
		image, err := r.render(ctx, parcel)
		if err != nil {
			return err
		}
		var remote model.RemotePhoto
		err = r.request(ctx, begunPhoto+string(image.ID), func() (err error) {
			remote, err = p.AddPhoto(ctx, image, r.meter.start(parcel, image, r.show))
			return err
		})
		if errors.Is(err, export.ErrTooLarge) && r.d.Begun == "" && r.shrink(parcel, image, err) {
			continue
		}
		if err != nil {
			return err
		}
		return r.arrived(ctx, parcel, image, remote)
	}
}

// arrived writes down that a photo is on the portal.
func (r *run) arrived(ctx context.Context, parcel *parcel, image export.Image, remote model.RemotePhoto) error {
	r.meter.finish(parcel)
	r.have(image.ID, remote)
	r.added(image.ID)
	if parcel.smaller {
		r.d.Sent.Smaller = with(r.d.Sent.Smaller, image.ID)
	}
	r.d.Begun = ""
	r.log(string(model.StepPhotos), image.Name)
	return r.o.keep(ctx, r.d)
}
