package photos

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"io"

	"github.com/disintegration/imaging"

	"tinxa/model"
	"tinxa/model/disk"
)

// Quality is the JPEG quality of renditions, of 100: at 82 no difference is
// seen on a web page, and a photo of 1600 pixels takes 200 to 400 KB.
const Quality = 82

// Resize writes the photo that r holds as an upright JPEG without metadata,
// its longer side at most maxSide pixels (0: as many as it has), and returns
// what is known of the original. quality is that of JPEG, 1 to 100. It fails as PhotoStore.Add does.
func Resize(ctx context.Context, r io.Reader, w io.Writer, maxSide, quality int) (model.Photo, error) {
	data, err := readPhoto(ctx, r)
	if err != nil {
		return model.Photo{}, fmt.Errorf("photos: resize: %w", err)
	}
	p, err := decode(ctx, data)
	if err != nil {
		return model.Photo{}, fmt.Errorf("photos: resize: %w", err)
	}
	small, err := p.sized(maxSide).encoded(quality)
	if err == nil {
		_, err = w.Write(small)
		err = disk.Fault(err)
	}
	if err != nil {
		return model.Photo{}, fmt.Errorf("photos: resize: %w", err)
	}
	return p.photo, nil
}

// readPhoto reads a file of any kind that is taken, up to the limit.
func readPhoto(ctx context.Context, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(underContext(ctx, r), maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%w: more than %d bytes", model.ErrPhotoSize, maxBytes)
	}
	return data, nil
}

// develop returns the renditions that are asked for most, by their side. The
// thumbnail is made from the web size, which has a sixth of the pixels.
func (p picture) develop() (map[int][]byte, error) {
	web := p.sized(model.WebSide)
	large, err := web.encoded(Quality)
	if err != nil {
		return nil, err
	}
	small, err := web.sized(model.ThumbSide).encoded(Quality)
	if err != nil {
		return nil, err
	}
	return map[int][]byte{model.WebSide: large, model.ThumbSide: small}, nil
}

// sized returns the picture upright and opaque, its longer side at most side
// pixels. Turning comes last, where there are fewest pixels to turn.
func (p picture) sized(side int) picture {
	p.pixels = upright(opaque(scaled(p.pixels, side)), p.turn)
	p.turn = 1
	return p
}

// scaled never enlarges, and keeps the size where side is 0.
func scaled(img image.Image, side int) *image.NRGBA {
	size := img.Bounds().Size()
	if side > 0 && max(size.X, size.Y) > side {
		if size.X >= size.Y {
			return imaging.Resize(img, side, 0, imaging.Lanczos)
		}
		return imaging.Resize(img, 0, side, imaging.Lanczos)
	}
	if done, ok := img.(*image.NRGBA); ok {
		return done
	}
	return imaging.Clone(img)
}

// opaque lays a picture with transparent parts on white, as on a page.
func opaque(img *image.NRGBA) *image.NRGBA {
	if img.Opaque() {
		return img
	}
	size := img.Bounds().Size()
	return imaging.Overlay(imaging.New(size.X, size.Y, color.White), img, image.Point{}, 1)
}

// upright undoes an EXIF orientation (EXIF 2.32, tag 0x0112).
func upright(img *image.NRGBA, turn int) *image.NRGBA {
	switch turn {
	case 2:
		return imaging.FlipH(img)
	case 3:
		return imaging.Rotate180(img)
	case 4:
		return imaging.FlipV(img)
	case 5:
		return imaging.Transpose(img)
	case 6:
		return imaging.Rotate270(img)
	case 7:
		return imaging.Transverse(img)
	case 8:
		return imaging.Rotate90(img)
	}
	return img
}

// encoded returns the picture as a JPEG that holds nothing but the picture and
// its colour profile.
func (p picture) encoded(quality int) ([]byte, error) {
	var out bytes.Buffer
	if err := imaging.Encode(&out, p.pixels, imaging.JPEG, imaging.JPEGQuality(quality)); err != nil {
		return nil, err
	}
	return withProfile(out.Bytes(), p.profile), nil
}
