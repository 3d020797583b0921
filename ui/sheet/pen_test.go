package sheet

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/ui/ink"
	"tinxa/ui/uitest"
)

// TestSignsOfReportsAreDrawn: none of them is the box that stands for a letter
// that no font has.
func TestSignsOfReportsAreDrawn(t *testing.T) {
	uitest.New(t, fyne.NewSize(100, 100), func() fyne.CanvasObject { return canvas.NewRectangle(color.White) })
	pen, err := NewPen()
	if err != nil {
		t.Fatal(err)
	}
	drawn := func(sign rune) []byte {
		look := ink.Look{Cut: ink.Cut{Weight: regularWeight}, Ink: color.Black}
		ps := pen.Set([]ink.Run{{Text: string(sign), Look: look}}, ink.Setting{Size: 16, Leading: 1.5, Width: 100})
		img := image.NewRGBA(image.Rect(0, 0, 40, 30))
		pen.Paint(img, ps, 0, 1, nil)
		return img.Pix
	}
	missing := drawn('\U000F0000') // nobody's
	for _, sign := range "✓✔➢➤■□▪○●◆►★☆•∙≤≥≠√∆⇒→←Ⅱ①–…₫°²½😀" {
		if bytes.Equal(drawn(sign), missing) {
			t.Errorf("%c (%U) is an empty box", sign, sign)
		}
	}
}
