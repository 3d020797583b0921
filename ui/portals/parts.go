package portals

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// The widths of what stands in a card, without and with an icon.
const (
	inner      = look.PageWidth - 2*look.S16
	glyphInner = inner - look.IconSide - look.S12
)

// newCard is a surface with an icon, "" for none, beside what it holds.
func newCard(icon look.IconName, ink fyne.ThemeColorName, rows ...fyne.CanvasObject) fyne.CanvasObject {
	body := fyne.CanvasObject(part.VStack(look.S4, rows...))
	if icon != "" {
		lead := part.Inset(look.S4/2, look.S12, 0, 0, part.VStack(0, newGlyph(icon, ink)))
		body = part.Frame(nil, nil, lead, nil, body)
	}
	return part.NewSurface(part.Pad(look.S16, body))
}

// newHead is the heading of a card.
func newHead(words string) fyne.CanvasObject { return part.NewProseIn(look.Strong, words, glyphInner) }

// newWarning is a sentence with a warning sign before it.
func newWarning(words string) fyne.CanvasObject {
	lead := part.Inset(look.S4/2, look.S8, 0, look.S4, part.VStack(0, newGlyph(look.IconWarning, look.Warning)))
	return part.Frame(nil, nil, lead, nil, part.NewProseIn(look.Control, words, glyphInner-look.IconSide-look.S12))
}

// newLabelled is a field under its label.
func newLabelled(key string, field fyne.CanvasObject) fyne.CanvasObject {
	return part.VStack(look.S4, part.Inset(look.S4, 0, 0, look.S4, part.NewText(look.Label, say.T("portals.field."+key))), field)
}

// beside puts fields side by side, each half as wide as the card.
func beside(fields ...fyne.CanvasObject) fyne.CanvasObject {
	row := part.HStack(look.S12)
	for _, f := range fields {
		row.Add(part.Sized((inner-look.S12)/2, 0, f))
	}
	return row
}

func newGlyph(name look.IconName, ink fyne.ThemeColorName) fyne.CanvasObject {
	img := canvas.NewImageFromResource(look.IconIn(name, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return container.NewCenter(img)
}
