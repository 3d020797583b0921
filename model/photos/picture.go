package photos

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"io"

	"tinxa/model"
)

// picture is a decoded photo.
type picture struct {
	pixels  image.Image
	turn    int    // EXIF orientation of the pixels, 1 (upright) to 8
	profile []byte // colour profile, see colourProfile
	ext     string // of the file's name
	photo   model.Photo
}

// identify returns the id that a photo of these bytes has.
func identify(data []byte) model.PhotoID {
	sum := sha256.Sum256(data)
	return model.PhotoID(hex.EncodeToString(sum[:]))
}

// decode makes a picture of a file, or says why that cannot be done: the
// sentinels of PhotoStore.Add.
func decode(ctx context.Context, data []byte) (picture, error) {
	k, err := sniff(data)
	if err != nil {
		return picture{}, err
	}
	if animated(data) {
		return picture{}, fmt.Errorf("%w: animated WebP", model.ErrPhotoKind)
	}
	size, err := sizeOf(k, data)
	if err != nil {
		return picture{}, err
	}
	if err := k.admit(size, data); err != nil {
		return picture{}, err
	}
	pixels, whole, err := decodePixels(ctx, k, data)
	if err != nil {
		return picture{}, err
	}
	known := readEXIF(k.format, data)
	return picture{
		pixels: pixels, turn: known.turn, profile: colourProfile(k.format, data), ext: k.ext,
		photo: describe(pixels.Bounds().Size(), known, model.Photo{
			ID: identify(data), Format: k.format, Size: int64(len(data)), Damaged: !whole,
		}),
	}, nil
}

// describe adds what is known after decoding.
func describe(size image.Point, known exif, p model.Photo) model.Photo {
	if known.turn >= 5 { // lying on its side
		size.X, size.Y = size.Y, size.X
	}
	p.Width, p.Height, p.Taken = size.X, size.Y, known.taken
	return p
}

func sizeOf(k kind, data []byte) (size image.Config, err error) {
	defer caught(&err)
	size, err = k.config(bytes.NewReader(data))
	if err != nil {
		return image.Config{}, refusal(err)
	}
	return size, nil
}

// decodePixels decodes the image; whole tells whether all of it could be.
func decodePixels(ctx context.Context, k kind, data []byte) (pixels image.Image, whole bool, err error) {
	defer caught(&err)
	pixels, err = k.decode(underContext(ctx, bytes.NewReader(data)))
	if err == nil {
		return pixels, true, nil
	}
	first := err // says more of the file than what salvage stumbles on
	if k.format == "jpeg" && ctx.Err() == nil {
		pixels, whole, err = salvage(ctx, data)
	}
	switch {
	case ctx.Err() != nil:
		return nil, false, ctx.Err()
	case err != nil:
		return nil, false, refusal(first)
	}
	return pixels, whole, nil
}

// caught turns a decoder's panic, which a broken file may cause, into an error.
func caught(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: decoder failed: %v", model.ErrPhotoDamaged, r)
	}
}

// contextReader ends reading when its context does.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func underContext(ctx context.Context, r io.Reader) io.Reader { return contextReader{ctx, r} }

// Read implements io.Reader.
func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
