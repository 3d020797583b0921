package sheet

import (
	"context"
	"errors"
	"image"

	"tinxa/model"
	"tinxa/ui/task"
)

// album is the photos of the page: which are read, how high each is by its
// width, and those that are seen as pictures of just the size they are seen in.
type album struct {
	source  Pictures
	runner  task.Runner
	arrived func(reshaped bool) // a photo can be shown, or cannot; reshaped when its proportions were unknown
	photos  map[model.PhotoID]*photo
	round   int
}

// photo is what the album knows of one photo.
type photo struct {
	ratio  float32 // height by width, 0 while unknown
	fitted *image.RGBA
	want   image.Point // the size that it is being read for
	err    error
	round  int // of drawing in which it was seen last
}

func newAlbum(source Pictures, runner task.Runner, arrived func(bool)) *album {
	return &album{source: source, runner: runner, arrived: arrived, photos: map[model.PhotoID]*photo{}}
}

// unknownRatio is that of most photos: three by two.
const unknownRatio float32 = 2.0 / 3

// ratio is the height of a photo by its width.
func (a *album) ratio(id model.PhotoID) float32 {
	if p := a.photos[id]; p != nil && p.ratio > 0 {
		return p.ratio
	}
	return unknownRatio
}

// see is what is known of a photo that is to be seen in a size in pixels. While
// it is not read in that size, reading begins.
func (a *album) see(id model.PhotoID, size image.Point) *photo {
	p := a.photos[id]
	if p == nil {
		p = &photo{}
		a.photos[id] = p
	}
	p.round = a.round
	if p.err == nil && p.want != size {
		p.want = size
		a.read(id, p, size)
	}
	return p
}

func (a *album) read(id model.PhotoID, p *photo, size image.Point) {
	if a.source == nil {
		p.err = model.ErrNotFound
		return
	}
	a.source.Get(id, func(img image.Image, err error) {
		if err == nil && img.Bounds().Empty() {
			err = model.ErrPhotoDamaged
		}
		if err != nil {
			p.err = err
			a.arrived(false)
			return
		}
		a.fit(p, img, size)
	})
}

// fit makes the picture of a photo in its size, beside the window. A size that
// was worked out from unknown proportions is asked for again when they are known.
func (a *album) fit(p *photo, img image.Image, size image.Point) {
	bounds := img.Bounds()
	ratio := float32(bounds.Dy()) / float32(bounds.Dx())
	if p.ratio != ratio {
		p.ratio, p.want = ratio, image.Point{}
		a.arrived(true)
		return
	}
	work := func(context.Context) (*image.RGBA, error) { return fitted(img, size), nil }
	task.Go(context.Background(), a.runner, work, func(made *image.RGBA, err error) {
		if p.want != size {
			return
		}
		p.fitted, p.err = made, err
		a.arrived(false)
	})
}

// keptPhotos is how many pictures are kept beyond those that are seen.
const keptPhotos = 24

// sweep lets go of the pictures that were not seen for longest.
func (a *album) sweep() {
	a.round++
	kept := 0
	for _, p := range a.photos {
		if p.fitted != nil {
			kept++
		}
	}
	for ; kept > keptPhotos; kept-- {
		var oldest *photo
		for _, p := range a.photos {
			if p.fitted != nil && (oldest == nil || p.round < oldest.round) {
				oldest = p
			}
		}
		if oldest.round >= a.round-1 {
			return
		}
		oldest.fitted, oldest.want = nil, image.Point{}
	}
}

// again forgets that photos could not be read.
func (a *album) again() {
	for _, p := range a.photos {
		if p.err != nil {
			p.err, p.want = nil, image.Point{}
		}
	}
}

// reasonOf is the key of the words for a photo that cannot be shown.
func reasonOf(err error) string {
	if errors.Is(err, model.ErrNotFound) {
		return "sheet.photo.missing"
	}
	return "sheet.photo.unreadable"
}
