package editor

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// newZoomed is a zoomer in a bar, and the zooms that were applied.
func newZoomed(t *testing.T, prefs func() fyne.Preferences) (z *zoomer, applied *[]float32, w fyne.Window) {
	t.Helper()
	applied = &[]float32{}
	w = uitest.New(t, fyne.NewSize(400, 400), func() fyne.CanvasObject {
		z = newZoomer(prefs(), func(zoom float32) { *applied = append(*applied, zoom) })
		return part.NewStage(task.Inline{}, container.NewVBox(part.HStack(0, z.word)))
	})
	return z, applied, w
}

func nowhere() fyne.Preferences { return nil }

func TestZoomGoesByItsSteps(t *testing.T) {
	z, applied, _ := newZoomed(t, nowhere)
	var got []int
	for range 7 {
		z.step(1)
		got = append(got, z.now)
	}
	want := []int{110, 125, 150, 175, 200, 250, 250}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("larger by steps: %v, want %v", got, want)
		}
	}
	if len(*applied) != 6 || (*applied)[5] != 2.5 {
		t.Errorf("applied %v", *applied)
	}
	z.moved(1.17)
	if z.word.Text() != "117 %" || len(*applied) != 6 {
		t.Errorf("the wheel's zoom is shown as %q and applied %d times", z.word.Text(), len(*applied))
	}
	z.step(-1)
	if z.now != 110 {
		t.Errorf("a step below 117 is %d", z.now)
	}
	for range 5 {
		z.step(-1)
	}
	if z.now != 80 || z.word.Text() != "80 %" {
		t.Errorf("the smallest is %d, %q", z.now, z.word.Text())
	}
}

func TestZoomIsChosenAndRemembered(t *testing.T) {
	var prefs fyne.Preferences
	z, applied, w := newZoomed(t, func() fyne.Preferences {
		prefs = fyne.CurrentApp().Preferences()
		return prefs
	})
	test.Tap(z.word)
	menu := w.Canvas().Overlays().Top().(*part.Menu)
	if len(menu.Rows()) != 9 {
		t.Fatalf("offered %q", menu.Rows())
	}
	for _, name := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		menu.TypedKey(&fyne.KeyEvent{Name: name})
	}
	if z.now != 125 || len(*applied) != 1 || (*applied)[0] != 1.25 {
		t.Errorf("%d percent, applied %v", z.now, *applied)
	}
	if next := newZoomer(prefs, nil); next.now != 125 || next.word.Text() != "125 %" {
		t.Errorf("the next report begins with %q", next.word.Text())
	}
	prefs.SetInt(zoomKey, 9000)
	if next := newZoomer(prefs, nil); next.zoom() != 2.5 {
		t.Errorf("a spoilt preference gives %v", next.zoom())
	}
}
