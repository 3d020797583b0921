package part_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// TestReadingKeepsNoHoles: text that was wrapped in a narrow window leaves no
// hole under it in a wide one, and is not cut the other way round.
func TestReadingKeepsNoHoles(t *testing.T) {
	r := part.NewReading()
	var text *part.Flow
	below := part.NewButton("Tiếp tục", "", nil)
	w := uitest.New(t, fyne.NewSize(400, 600), func() fyne.CanvasObject {
		text = part.NewProse(look.Control, strings.Repeat("Tệp dữ liệu được giữ nguyên. ", 20))
		r.Set(look.S8, part.NewSurface(part.Pad(look.S16, text)), below)
		return r.Object()
	})
	hole := func() float32 { return below.Position().Y - (text.MinSize().Height + 2*look.S16 + look.S8) }
	for _, width := range []float32{400, 1200, 500} {
		w.Resize(fyne.NewSize(width, 600))
		if got := hole(); got != 0 {
			t.Errorf("at %.0f: %.0f between the text and what follows", width, got)
		}
	}
}

// TestReadingRevealsWhatWasMadeJustNow: what was never drawn is found, too, and
// is not scrolled past.
func TestReadingRevealsWhatWasMadeJustNow(t *testing.T) {
	r := part.NewReading()
	w := uitest.New(t, fyne.NewSize(900, 400), func() fyne.CanvasObject { return r.Object() })
	tall := func() fyne.CanvasObject { return part.Sized(100, 300, part.NewText(look.Control, "Cổng")) }
	first, last := tall(), tall()
	r.Set(look.S8, first, tall(), last)
	top := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y }
	r.Reveal(last)
	uitest.Settle(w)
	if at := top(last); at < 0 || at+300 > 400 {
		t.Errorf("the last one stands at %.0f", at)
	}
	r.Reveal(last)
	r.Reveal(part.NewText(look.Control, "nowhere"))
	uitest.Settle(w)
	if at := top(last); at < 0 || at+300 > 400 {
		t.Errorf("revealed twice it stands at %.0f", at)
	}
	r.Reveal(first)
	uitest.Settle(w)
	if at := top(first); at < 0 || at+300 > 400 {
		t.Errorf("the first one stands at %.0f", at)
	}
}
