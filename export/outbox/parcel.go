package outbox

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// sides are the sizes that a photo is tried in, pixels of its longer side.
var sides = []int{model.WebSide, 1280, 1024, 800, 640}

// parcel is a photo that is to be sent, in the largest size that will do.
type parcel struct {
	photo   export.Image // without its bytes
	sides   []int        // to be tried, the first one now
	size    int64        // bytes, in the size that is tried
	smaller bool         // than the portal's own limits ask for
}

// limits are the narrower ones of the portal, the account, and what the portal
// said when it refused a photo.
func (r *run) limits() model.Limits {
	portal, own := r.session.Powers().Limits, r.account.Limits
	return model.Limits{
		Side:  narrower(portal.Side, own.Side),
		Bytes: narrower(narrower(portal.Bytes, own.Bytes), r.meter.refused),
	}
}

// narrower is the smaller of two bounds, of which zero is none.
func narrower[N int | int64](a, b N) N {
	if a == 0 || b == 0 {
		return max(a, b)
	}
	return min(a, b)
}

// pack reads every photo once, so that nothing is sent of a report that cannot
// be sent whole, and so that the bytes to come are known.
func (r *run) pack(ctx context.Context, photos []export.Image) ([]parcel, error) {
	parcels := make([]parcel, len(photos))
	first := narrower(sides[0], r.limits().Side)
	r.meter = meter{of: len(photos), refused: r.meter.refused}
	for i, photo := range photos {
		smaller := slices.DeleteFunc(slices.Clone(sides), func(side int) bool { return side >= first })
		parcels[i] = parcel{photo: photo, sides: append([]int{first}, smaller...)}
		r.photo = photo.ID
		image, err := r.render(ctx, &parcels[i])
		if err != nil {
			return nil, err
		}
		parcels[i].size = int64(len(image.Data))
		r.meter.whole += parcels[i].size
	}
	return parcels, nil
}

// render reads a photo in the largest size that is within the limits.
func (r *run) render(ctx context.Context, p *parcel) (export.Image, error) {
	most := r.limits().Bytes
	for {
		image, err := r.open(ctx, p)
		if err != nil || most == 0 || int64(len(image.Data)) <= most {
			return image, err
		}
		if !p.shrink(image) {
			return image, &export.PortalError{Kind: export.ErrTooLarge, Did: "outbox: photo", Limit: most}
		}
	}
}

// shrink goes on to the next size that makes the photo smaller than image.
func (p *parcel) shrink(image export.Image) bool {
	longer := min(p.sides[0], max(image.Width, image.Height))
	p.sides = slices.DeleteFunc(p.sides, func(side int) bool { return side >= longer })
	p.smaller = p.smaller || len(p.sides) > 0
	return len(p.sides) > 0
}

// shrink goes on to a smaller size of a photo that the portal refused, and
// keeps to the limit that it named.
func (r *run) shrink(p *parcel, image export.Image, err error) bool {
	var portal *export.PortalError
	if errors.As(err, &portal) && portal.Limit > 0 {
		r.meter.refused = narrower(r.meter.refused, portal.Limit)
	}
	return p.shrink(image)
}

// open reads a photo in the size that is to be tried.
func (r *run) open(ctx context.Context, p *parcel) (export.Image, error) {
	image := p.photo
	data, err := r.read(ctx, image.ID, p.sides[0])
	if errors.Is(err, model.ErrNotFound) {
		err = fmt.Errorf("%w: %w", export.ErrPhotoMissing, err)
	}
	if err != nil {
		return image, fmt.Errorf("outbox: photo %s: %w", image.ID, err)
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image, fmt.Errorf("outbox: photo %s: %w: %w", image.ID, model.ErrPhotoDamaged, err)
	}
	image.Alt = cmp.Or(image.Alt, image.Caption)
	image.Data, image.Width, image.Height = data, size.Width, size.Height
	return image, nil
}

func (r *run) read(ctx context.Context, id model.PhotoID, side int) ([]byte, error) {
	f, err := r.o.env.Photos.Open(ctx, id, side)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// meter counts the bytes of photos, for the eye.
type meter struct {
	nr, of      int
	sent, whole int64 // bytes of all photos that arrived; of all
	refused     int64 // bytes that the portal named as its limit; 0: none
}

// start shows that a photo is being sent, smaller perhaps than it was packed,
// and returns what counts its bytes.
func (m *meter) start(p *parcel, image export.Image, show func(export.Progress)) func(int64) {
	size := int64(len(image.Data))
	m.whole += size - p.size
	p.size = size
	report := func(sent int64) {
		show(export.Progress{
			Step: model.StepPhotos, Photo: m.nr + 1, Of: m.of,
			Sent: sent, Size: size, Total: m.sent + sent, Whole: m.whole,
		})
	}
	report(0)
	return report
}

// finish counts a photo that arrived.
func (m *meter) finish(p *parcel) {
	m.nr++
	m.sent += p.size
}
