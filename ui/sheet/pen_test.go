package sheet

import (
	"bytes"
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tinxa/ui/ink"
	"tinxa/ui/uitest"
)

// TestSignsOfReportsAreDrawn: none of them is the box that stands for a letter
// that no font has, with Fyne's emoji and without, as on Windows.
func TestSignsOfReportsAreDrawn(t *testing.T) {
	uitest.New(t, fyne.NewSize(100, 100), func() fyne.CanvasObject { return canvas.NewRectangle(color.White) })
	for _, emoji := range []fyne.Resource{theme.DefaultEmojiFont(), nil} {
		pen, err := penWith(emoji)
		if err != nil {
			t.Fatal(err)
		}
		missing := drawn(pen, "\U000F0000") // nobody's
		for _, sign := range strings.Split("✓✔➢➤■□▪○●◆►★☆•∙≤≥≠√∆⇒→←Ⅱ①–…₫°²½αЖɓṝ😀🎉🌸📷👍🇻❤", "") {
			if bytes.Equal(drawn(pen, sign), missing) {
				t.Errorf("%s (%+q) is an empty box", sign, sign)
			}
		}
	}
}

func drawn(pen *ink.Pen, sign string) []byte {
	look := ink.Look{Cut: ink.Cut{Weight: regularWeight}, Ink: color.Black}
	ps := pen.Set([]ink.Run{{Text: sign, Look: look}}, ink.Setting{Size: 16, Leading: 1.5, Width: 100})
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	pen.Paint(img, ps, 0, 1, nil)
	return img.Pix
}
