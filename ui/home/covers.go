package home

import (
	"container/list"
	"context"
	"fmt"
	"image"
	"slices"

	"tinxa/model"
	"tinxa/ui/paper"
	"tinxa/ui/task"
)

const (
	coversKept = 300 // decoded thumbnails in memory, about 100 KB each
	coversRead = 3   // thumbnails read at a time
)

// covers reads the thumbnails of rows beside the window and keeps the last ones
// used. What was asked for last is read first, and what nobody sees any more
// when its turn comes is not read at all.
type covers struct {
	ctx     context.Context
	runner  task.Runner
	photos  model.PhotoStore
	seen    func(model.PhotoID) bool // whether a row still shows it
	arrived func(model.PhotoID)

	kept    map[model.PhotoID]*list.Element // of cover
	used    *list.List                      // last used first
	waiting []model.PhotoID
	reading map[model.PhotoID]bool
}

// cover is a thumbnail, nil where the photo cannot be shown.
type cover struct {
	id      model.PhotoID
	picture image.Image
}

func newCovers(ctx context.Context, r task.Runner, photos model.PhotoStore) *covers {
	return &covers{
		ctx: ctx, runner: r, photos: photos,
		kept: map[model.PhotoID]*list.Element{}, used: list.New(), reading: map[model.PhotoID]bool{},
	}
}

// get is a photo's thumbnail, nil while it is being read: arrived tells when.
func (c *covers) get(id model.PhotoID) image.Image {
	if _, ok := c.kept[id]; !ok && !c.reading[id] {
		c.waiting = append(slices.DeleteFunc(c.waiting, func(w model.PhotoID) bool { return w == id }), id)
		c.read()
	}
	e, ok := c.kept[id]
	if !ok {
		return nil
	}
	c.used.MoveToFront(e)
	return e.Value.(cover).picture
}

// read starts as many readings as may run.
func (c *covers) read() {
	for len(c.waiting) > 0 && len(c.reading) < coversRead {
		id := c.waiting[len(c.waiting)-1]
		c.waiting = c.waiting[:len(c.waiting)-1]
		if !c.seen(id) {
			continue
		}
		c.reading[id] = true
		task.Go(c.ctx, c.runner, func(ctx context.Context) (image.Image, error) {
			return readCover(ctx, c.photos, id)
		}, func(picture image.Image, err error) {
			delete(c.reading, id)
			if err != nil {
				picture = nil // the row keeps its placeholder; opening the report tells more
			}
			c.keep(cover{id, picture})
			c.arrived(id)
			c.read()
		})
	}
}

func (c *covers) keep(one cover) {
	c.kept[one.id] = c.used.PushFront(one)
	if c.used.Len() > coversKept {
		oldest := c.used.Remove(c.used.Back()).(cover)
		delete(c.kept, oldest.id)
	}
}

// readCover is the middle of a photo in the shape of a row's picture.
func readCover(ctx context.Context, photos model.PhotoStore, id model.PhotoID) (image.Image, error) {
	picture, err := paper.Photo(ctx, photos, id, model.ThumbSide)
	if err != nil {
		return nil, fmt.Errorf("cover %s: %w", id, err)
	}
	if whole, ok := picture.(interface {
		SubImage(image.Rectangle) image.Image
	}); ok {
		return whole.SubImage(cropped(picture.Bounds(), coverWidth, coverHeight)), nil
	}
	return picture, nil
}

// cropped is the largest part of a picture with the given sides' proportion,
// from its middle.
func cropped(whole image.Rectangle, width, height int) image.Rectangle {
	w, h := whole.Dx(), whole.Dy()
	if w*height > h*width {
		w = h * width / height
	} else {
		h = w * height / width
	}
	corner := whole.Min.Add(image.Pt((whole.Dx()-w)/2, (whole.Dy()-h)/2))
	return image.Rectangle{Min: corner, Max: corner.Add(image.Pt(w, h))}
}
