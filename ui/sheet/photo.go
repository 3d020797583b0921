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

// photo is what the album knows of one photo. It may be seen in several places, in
// several sizes.
type photo struct {
	ratio  float32 // height by width, 0 while unknown
	prints map[image.Point]*copied
	err    error
}

// copied is a photo as a picture of one size, or while that is being made.
type copied struct {
	pixels *image.RGBA // nil until it is made
	round  int         // of drawing in which it was seen last
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

// see is the picture of a photo that is to be seen in a size in pixels, or one of
// another size while that is made; nil without an error while the photo is read.
func (a *album) see(id model.PhotoID, size image.Point) (*image.RGBA, error) {
	p := a.photos[id]
	if p == nil {
		p = &photo{prints: map[image.Point]*copied{}}
		a.photos[id] = p
	}
	if p.err == nil && p.prints[size] == nil {
		p.prints[size] = &copied{}
		a.read(id, p, size)
	}
	if exact := p.prints[size]; exact != nil {
		exact.round = a.round
		if exact.pixels != nil {
			return exact.pixels, nil
		}
	}
	if other := p.newest(); other != nil {
		other.round = a.round
		return other.pixels, nil
	}
	return nil, p.err
}

// newest is the picture that was seen last, of whatever size.
func (p *photo) newest() (newest *copied) {
	for _, c := range p.prints {
		if c.pixels != nil && (newest == nil || c.round > newest.round) {
			newest = c
		}
	}
	return newest
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
			p.fail(err)
			a.arrived(false)
			return
		}
		a.fit(p, img, size)
	})
}

// fail keeps why a photo cannot be read.
func (p *photo) fail(err error) {
	p.err = err
	clear(p.prints)
}

// fit makes the picture of a photo in its size, beside the window. A size that
// was worked out from unknown proportions is asked for again when they are known.
func (a *album) fit(p *photo, img image.Image, size image.Point) {
	bounds := img.Bounds()
	ratio := float32(bounds.Dy()) / float32(bounds.Dx())
	if p.ratio != ratio {
		p.ratio = ratio
		clear(p.prints)
		a.arrived(true)
		return
	}
	into := p.prints[size]
	if into == nil {
		return // nobody wants it any more
	}
	work := func(context.Context) (*image.RGBA, error) { return fitted(img, size), nil }
	task.Go(context.Background(), a.runner, work, func(made *image.RGBA, err error) {
		if err != nil {
			p.fail(err)
		}
		into.pixels = made
		a.arrived(false)
	})
}

// keptPhotos is how many pictures are kept: those of some screens up and down.
// Each measures 2 MB, and old PCs have 4 GB for everything.
const keptPhotos = 8

// sweep lets go of the pictures that were not seen for longest.
func (a *album) sweep() {
	a.round++
	kept := 0
	for _, p := range a.photos {
		kept += len(p.prints)
	}
	for ; kept > keptPhotos; kept-- {
		if !a.dropOldest() {
			return
		}
	}
}

// dropOldest lets go of the picture that was not seen for longest, unless all of
// them are seen.
func (a *album) dropOldest() bool {
	var of *photo
	var oldest image.Point
	for _, p := range a.photos {
		for size, c := range p.prints {
			if of == nil || c.round < of.prints[oldest].round {
				of, oldest = p, size
			}
		}
	}
	if of.prints[oldest].round >= a.round-1 {
		return false
	}
	delete(of.prints, oldest)
	return true
}

// again forgets that photos could not be read.
func (a *album) again() {
	for _, p := range a.photos {
		p.err = nil
	}
}

// reasonOf is the key of the words for a photo that cannot be shown.
func reasonOf(err error) string {
	if errors.Is(err, model.ErrNotFound) {
		return "sheet.photo.missing"
	}
	return "sheet.photo.unreadable"
}
