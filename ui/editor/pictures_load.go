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

// keptImages is how many photos stay in memory as they were read: more than a
// window shows. The page keeps what it made of them.
const keptImages = 12

// pictures reads photos for the page beside the window.
type pictures struct {
	ctx    context.Context
	runner task.Runner
	store  model.PhotoStore
	read   map[model.PhotoID]image.Image
	order  []model.PhotoID // in which they were read
}

func newPictures(ctx context.Context, runner task.Runner, store model.PhotoStore) *pictures {
	return &pictures{ctx: ctx, runner: runner, store: store, read: map[model.PhotoID]image.Image{}}
}

// Get hands the photo to done, at once if it was read a short while ago.
func (p *pictures) Get(id model.PhotoID, done func(image.Image, error)) {
	if img := p.read[id]; img != nil {
		done(img, nil)
		return
	}
	task.Go(p.ctx, p.runner, func(ctx context.Context) (image.Image, error) {
		return paper.Photo(ctx, p.store, id, pageSide)
	}, func(img image.Image, err error) {
		if err == nil {
			p.keep(id, img)
		}
		done(img, err)
	})
}

func (p *pictures) keep(id model.PhotoID, img image.Image) {
	if p.read[id] == nil {
		p.order = append(p.order, id)
	}
	p.read[id] = img
	if len(p.order) > keptImages {
		delete(p.read, p.order[0])
		p.order = p.order[1:]
	}
}
