package history

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/paper"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// The place of a small photo, in device-independent pixels.
const (
	thumbWidth  float32 = 120
	thumbHeight float32 = 80
)

// album reads the small photos of one comparison beside the window.
type album struct {
	ctx    context.Context
	runner task.Runner
	store  model.PhotoStore
}

// thumb is a small photo: framed as added or removed words are tinted.
type thumb struct {
	widget.BaseWidget

	kind  compare.Kind
	image *canvas.Image
	glyph *canvas.Image // stands there until the photo is read, or instead of it
	word  *part.Text    // why there is no photo
}

// newThumb is the photo of that id, read at once; "" is a place that was kept
// for one.
func newThumb(a album, id model.PhotoID, kind compare.Kind) *thumb {
	t := &thumb{kind: kind, image: canvas.NewImageFromImage(nil), word: part.NewText(look.Label, "")}
	t.image.FillMode = canvas.ImageFillContain
	t.image.ScaleMode = canvas.ImageScaleSmooth
	t.glyph = canvas.NewImageFromResource(nil)
	t.glyph.FillMode = canvas.ImageFillContain
	t.ExtendBaseWidget(t)
	if id != "" {
		task.Go(a.ctx, a.runner, func(ctx context.Context) (image.Image, error) {
			return paper.Photo(ctx, a.store, id, model.ThumbSide)
		}, t.arrived)
	}
	return t
}

func (t *thumb) arrived(img image.Image, err error) {
	if err != nil {
		t.word.SetText(say.T("history.photo.unreadable"))
	} else {
		t.image.Image = img
	}
	t.Refresh()
}

// frame is the colour around the photo and how thick it is.
func (t *thumb) frame() (fyne.ThemeColorName, float32) {
	switch t.kind {
	case compare.Added:
		return look.Good, look.FocusStroke
	case compare.Removed:
		return look.Fault, look.FocusStroke
	default:
		return look.Line, look.Hairline
	}
}

// CreateRenderer is Fyne's.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer {
	s := &thumbSkin{thumb: t, ground: canvas.NewRectangle(nil)}
	s.ground.CornerRadius = look.S4
	s.cross = canvas.NewLine(nil)
	s.cross.StrokeWidth = look.FocusStroke
	s.body = container.NewStack(s.ground, part.Pad(look.S24, t.glyph), part.Pad(look.S4, t.image), container.NewCenter(t.word))
	s.paint()
	return s
}

type thumbSkin struct {
	thumb  *thumb
	ground *canvas.Rectangle
	cross  *canvas.Line // through a photo that went: it is not told by colour alone
	body   *fyne.Container
}

func (s *thumbSkin) paint() {
	t := s.thumb
	colour, thick := t.frame()
	s.ground.FillColor = look.Color(look.Desk)
	s.ground.StrokeColor, s.ground.StrokeWidth = look.Color(colour), thick
	s.cross.StrokeColor = look.Color(look.Fault)
	s.cross.Hidden = t.kind != compare.Removed
	t.glyph.Resource = look.IconIn(look.IconPhoto, look.Second)
	t.glyph.Hidden = t.image.Image != nil || t.word.Text() != ""
	t.image.Hidden = t.image.Image == nil
}

func (s *thumbSkin) Layout(size fyne.Size) {
	s.body.Resize(size)
	s.cross.Position1, s.cross.Position2 = fyne.NewPos(0, size.Height), fyne.NewPos(size.Width, 0)
}

func (s *thumbSkin) MinSize() fyne.Size { return fyne.NewSize(thumbWidth, thumbHeight) }

func (s *thumbSkin) Refresh() {
	s.paint()
	s.body.Refresh()
	canvas.Refresh(s.thumb)
}

func (s *thumbSkin) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{s.body, s.cross} }
func (s *thumbSkin) Destroy()                     {}
