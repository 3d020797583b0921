package editor

import (
	"context"
	"image"

	"tinxa/model"
	"tinxa/ui/paper"
	"tinxa/ui/task"
)

// pageSide is the longer side of photos on the page, in pixels: sharp at 125 %
// and a fifth of the memory of a web photo.
const pageSide = 800

// pictures reads photos for the page, each once, beside the window.
type pictures struct {
	ctx    context.Context
	runner task.Runner
	store  model.PhotoStore
	read   map[model.PhotoID]drawn
}

// drawn is a photo as the page can draw it; err where it cannot.
type drawn struct {
	img image.Image
	err error
}

func newPictures(ctx context.Context, runner task.Runner, store model.PhotoStore) *pictures {
	return &pictures{ctx: ctx, runner: runner, store: store, read: map[model.PhotoID]drawn{}}
}

// Get hands the photo to done, at once if it was read before.
func (p *pictures) Get(id model.PhotoID, done func(image.Image, error)) {
	if known, ok := p.read[id]; ok {
		done(known.img, known.err)
		return
	}
	task.Go(p.ctx, p.runner, func(ctx context.Context) (image.Image, error) {
		return paper.Photo(ctx, p.store, id, pageSide)
	}, func(img image.Image, err error) {
		p.read[id] = drawn{img, err}
		done(img, err)
	})
}
