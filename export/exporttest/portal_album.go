package exporttest

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"sync"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// Album is a model.PhotoStore in memory, of photos that it draws itself.
type Album struct {
	mu   sync.Mutex
	kept map[model.PhotoID][]byte
}

// NewAlbum returns an empty one.
func NewAlbum() *Album { return &Album{kept: map[model.PhotoID][]byte{}} }

// Draw adds a photo of some width (3 : 2) that no other seed gives. Rough ones
// are as large as photos of leaves, others as small as those of a wall.
func (a *Album) Draw(seed uint64, width int, rough bool) model.PhotoID {
	data := drawn(seed, width, rough)
	p, err := a.Add(context.Background(), bytes.NewReader(data))
	if err != nil {
		panic(err) // it is a JPEG of our own
	}
	return p.ID
}

// drawn is a photo of a sky and a field with something in it.
func drawn(seed uint64, width int, rough bool) []byte {
	chance := rand.New(rand.NewPCG(seed, 4))
	height := width * 2 / 3
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	tint, block := uint8(chance.UintN(90)), 24
	if rough {
		block = 1
	}
	spots := make([]uint8, (width/block+1)*(height/block+1))
	for i := range spots {
		spots[i] = uint8(chance.UintN(80))
	}
	for y := range height {
		for x := range width {
			spot := spots[y/block*(width/block+1)+x/block]
			img.SetRGBA(x, y, color.RGBA{R: uint8(x*120/width) + spot, G: 60 + tint + spot, B: uint8(y*120/height) + spot, A: 255})
		}
	}
	return compressed(img)
}

func compressed(img image.Image) []byte {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 85}); err != nil {
		panic(err) // memory takes everything
	}
	return out.Bytes()
}

// Add implements model.PhotoStore. It takes JPEG alone.
func (a *Album) Add(_ context.Context, r io.Reader) (model.Photo, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return model.Photo{}, err
	}
	p, err := photoOf(data)
	if err != nil {
		return p, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.kept[p.ID] = data
	return p, nil
}

func photoOf(data []byte) (model.Photo, error) {
	size, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return model.Photo{}, fmt.Errorf("exporttest: %w: %w", model.ErrPhotoKind, err)
	}
	return model.Photo{
		ID: modeltest.PhotoIDOf(data), Format: "jpeg", Width: size.Width, Height: size.Height, Size: int64(len(data)),
	}, nil
}

// Photo implements model.PhotoStore.
func (a *Album) Photo(_ context.Context, id model.PhotoID) (model.Photo, error) {
	data, err := a.data(id)
	if err != nil {
		return model.Photo{}, err
	}
	return photoOf(data)
}

// Open implements model.PhotoStore.
func (a *Album) Open(ctx context.Context, id model.PhotoID, maxSide int) (io.ReadCloser, error) {
	data, err := a.data(id)
	if err == nil && maxSide > 0 {
		data, err = shrunk(data, maxSide)
	}
	if err == nil {
		err = ctx.Err()
	}
	return io.NopCloser(bytes.NewReader(data)), err
}

func (a *Album) data(id model.PhotoID) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	data, found := a.kept[id]
	if !found {
		return nil, fmt.Errorf("exporttest: photo %s: %w", id, model.ErrNotFound)
	}
	return data, nil
}

// shrunk takes every so many-th pixel.
func shrunk(data []byte, side int) ([]byte, error) {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	longer := max(w, h)
	if longer <= side {
		return data, nil
	}
	out := image.NewRGBA(image.Rect(0, 0, max(1, w*side/longer), max(1, h*side/longer)))
	for y := range out.Bounds().Dy() {
		for x := range out.Bounds().Dx() {
			out.Set(x, y, img.At(x*longer/side, y*longer/side))
		}
	}
	return compressed(out), nil
}
