package publish

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/paper"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// pageSide is the longer side of photos on the page, in pixels: sharp at 125 %
// and a quarter of the memory of a web photo.
const pageSide = 800

// album reads the photos of the page beside the window.
type album struct {
	ctx    context.Context
	runner task.Runner
	store  model.PhotoStore
}

func newAlbum(ctx context.Context, runner task.Runner, store model.PhotoStore) *album {
	return &album{ctx, runner, store}
}

func (a *album) read(ctx context.Context, id model.PhotoID) (image.Image, error) {
	return paper.Photo(ctx, a.store, id, pageSide)
}

// photo is a picture as wide as its place. Until it is read a ground of its
// likely size stands there, so that the page keeps its place.
type photo struct {
	widget.BaseWidget

	album *album
	id    model.PhotoID
	asked bool
	image *canvas.Image
	blank fyne.CanvasObject
	word  *part.Text
}

func newPhoto(a *album, id model.PhotoID) *photo {
	p := &photo{album: a, id: id, image: canvas.NewImageFromImage(nil)}
	p.image.FillMode = canvas.ImageFillContain
	p.image.ScaleMode = canvas.ImageScaleSmooth
	p.word = part.NewText(look.Label, say.T("publish.photo.reading"))
	p.blank = part.NewDesk(container.NewCenter(p.word))
	p.ExtendBaseWidget(p)
	return p
}

// ask reads the photo once, when it is first laid out.
func (p *photo) ask() {
	if p.asked {
		return
	}
	p.asked = true
	a := p.album
	task.Go(a.ctx, a.runner, func(ctx context.Context) (image.Image, error) {
		return a.read(ctx, p.id)
	}, p.arrived)
}

func (p *photo) arrived(img image.Image, err error) {
	if err != nil {
		p.word.SetText(say.T("publish.photo.unreadable"))
		return
	}
	p.image.Image = img
	p.Refresh()
}

// CreateRenderer is Fyne's.
func (p *photo) CreateRenderer() fyne.WidgetRenderer { return photoSkin{p} }

type photoSkin struct{ photo *photo }

// mostHigh is the height that an upright photo is shown in at most.
const mostHigh float32 = 480

func (s photoSkin) MinSize() fyne.Size {
	shape := float32(2) / 3
	if img := s.photo.image.Image; img != nil {
		size := img.Bounds().Size()
		shape = float32(size.Y) / float32(max(1, size.X))
	}
	return fyne.NewSize(look.S48, min(mostHigh, s.photo.Size().Width*shape))
}

func (s photoSkin) Layout(size fyne.Size) {
	s.photo.image.Resize(size)
	s.photo.blank.Resize(size)
	s.photo.ask()
}

func (s photoSkin) Objects() []fyne.CanvasObject {
	if s.photo.image.Image != nil {
		return []fyne.CanvasObject{s.photo.image}
	}
	return []fyne.CanvasObject{s.photo.blank}
}

func (s photoSkin) Refresh() { canvas.Refresh(s.photo) }
func (s photoSkin) Destroy() {}

// gallery lays pictures out in columns of one width.
type gallery struct{}

func (gallery) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(max(1, len(objects)))
	width := (size.Width - (n-1)*look.S12) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+look.S12), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (gallery) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		want := o.MinSize()
		least.Width += want.Width
		least.Height = max(least.Height, want.Height)
	}
	return least
}

// halved gives half of the width, in the middle.
type halved struct{}

func (halved) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(size.Width/4, 0))
		o.Resize(fyne.NewSize(size.Width/2, size.Height))
	}
}

func (halved) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return fyne.NewSize(least.Width*2, least.Height)
}
