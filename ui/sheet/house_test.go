package sheet

import (
	"image"
	"image/color"
	"io/fs"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

var begun = time.Date(2026, 10, 15, 10, 32, 5, 0, time.UTC)

// faces are the fonts as the program finds them.
func faces(c ink.Cut) []byte {
	name := map[ink.Cut]string{
		{Weight: 400}: "Regular", {Weight: 600}: "SemiBold", {Weight: 700}: "Bold",
		{Weight: 400, Italic: true}: "Italic", {Weight: 700, Italic: true}: "BoldItalic",
	}[c]
	ttf, err := fs.ReadFile(assets.FS, "fonts/NotoSans-"+name+".ttf")
	if err != nil {
		return nil
	}
	return ttf
}

func newPen(t testing.TB) *ink.Pen {
	t.Helper()
	pen, err := ink.NewPen(faces, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pen
}

// prints are photos in memory. Those of held are read when the test lets them be.
type prints struct {
	images map[model.PhotoID]image.Image
	errs   map[model.PhotoID]error
	held   map[model.PhotoID]func()
	asked  []model.PhotoID
}

func newPrints() *prints {
	return &prints{
		images: map[model.PhotoID]image.Image{}, errs: map[model.PhotoID]error{},
		held: map[model.PhotoID]func(){},
	}
}

// Get implements Pictures.
func (p *prints) Get(id model.PhotoID, done func(image.Image, error)) {
	p.asked = append(p.asked, id)
	answer := func() {
		img, err := p.images[id], p.errs[id]
		if img == nil && err == nil {
			err = model.ErrNotFound
		}
		done(img, err)
	}
	if _, held := p.held[id]; held {
		p.held[id] = answer
		return
	}
	answer()
}

// landscape is a photo of hills under a sky, w by h pixels.
func landscape(w, h int, hue uint8) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 120 + uint8(60*y/h), G: 160 + uint8(40*y/h), B: 215, A: 255}
			if hill := h/2 + (x-w/2)*(x-w/3)/(3*w); y > hill {
				c = color.RGBA{R: hue, G: 120 - uint8(60*(y-hill)/h), B: hue / 2, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// house is a sheet in a window.
type house struct {
	*Sheet
	state *manuscript.State
	env   Env
	w     fyne.Window
}

// open shows a report in a window of that size.
func open(t testing.TB, size fyne.Size, r model.Report, photos *prints) *house {
	t.Helper()
	return openIn(t, theme.VariantLight, size, r, photos)
}

func openIn(t testing.TB, v fyne.ThemeVariant, size fyne.Size, r model.Report, photos *prints) *house {
	t.Helper()
	h := &house{state: manuscript.Open(r, func() time.Time { return begun })}
	h.env = Env{
		State: h.state, Pen: newPen(t), Pictures: photos, Runner: task.Inline{},
		Canvas: func() fyne.Canvas {
			if h.w == nil {
				return nil
			}
			return h.w.Canvas()
		},
	}
	h.w = uitest.NewIn(t, v, size, func() fyne.CanvasObject {
		h.Sheet = New(h.env)
		return h.Object()
	})
	return h
}
