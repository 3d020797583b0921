package publish

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
)

// Pages of portals are shown no wider and no narrower than that.
const (
	leastPage float32 = 480
	mostPage  float32 = 960
)

// newStyled is the page of a report in the dress of a portal: the band with the
// site's name in its colour, the column as wide as there. Without a style it is
// the plain page.
func newStyled(style model.Style, content fyne.CanvasObject) fyne.CanvasObject {
	if style == (model.Style{}) {
		return part.NewPage(content)
	}
	width := look.PageWidth
	if style.Width > 0 {
		width = max(leastPage, min(mostPage, float32(style.Width)+2*look.S48))
	}
	var band fyne.CanvasObject
	if style.Site != "" {
		band = newBand(style)
	}
	sheet := part.NewSurface(part.Frame(band, nil, nil, nil, part.Inset(look.S32, look.S48, look.S48, look.S48, content)))
	return part.Column(width, part.Inset(look.S48, 0, look.S48, 0, sheet))
}

// newBand is the head of the portal's pages.
func newBand(style model.Style) fyne.CanvasObject {
	ground, ok := accentOf(style.Accent)
	if !ok {
		ground = look.Color(look.Accent).(color.NRGBA)
	}
	back := canvas.NewRectangle(ground)
	back.TopLeftCornerRadius, back.TopRightCornerRadius = look.Corner, look.Corner
	name := canvas.NewText(style.Site, inkOn(ground))
	name.TextSize, name.TextStyle = look.Title.Size(), look.Title.Style()
	return container.NewStack(back, part.Inset(look.S16, look.S48, look.S16, look.S48+look.S4, container.NewHScroll(name)))
}

// accentOf reads "#0f4c81".
func accentOf(text string) (color.NRGBA, bool) {
	hex, ok := strings.CutPrefix(text, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil || len(hex) != 6 {
		return color.NRGBA{}, false
	}
	return color.NRGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 0xff}, true
}

// inkOn is black or white, whichever is read better on a ground.
func inkOn(c color.NRGBA) color.Color {
	bright := (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
	if bright > 150 {
		return color.NRGBA{R: 0x1b, G: 0x1f, B: 0x24, A: 0xff}
	}
	return color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
}
