package editor

import (
	"math"

	"fyne.io/fyne/v2"

	"tinxa/ui/part"
	"tinxa/ui/say"
)

// zoomKey is where the zoom is remembered, in percent.
const zoomKey = "editor.zoom"

// zoomSteps are the zooms that are offered, in percent.
var zoomSteps = []int{80, 90, 100, 110, 125, 150, 175, 200, 250}

// zoomer is how large the page is shown: the word in the bottom bar, its steps,
// and what is remembered of it from one report to the next.
type zoomer struct {
	prefs fyne.Preferences // nil: nothing is remembered
	apply func(zoom float32)
	now   int // percent
	word  *part.Dropdown
}

// zoomWidth is the word's least width, so that the bar keeps still.
const zoomWidth float32 = 88

// newZoomer begins with the zoom of the last time. apply shows the page with a
// zoom, 1 as the portal shows it; it is not called yet.
func newZoomer(prefs fyne.Preferences, apply func(zoom float32)) *zoomer {
	z := &zoomer{prefs: prefs, apply: apply, now: 100}
	if prefs != nil {
		z.now = between(prefs.IntWithFallback(zoomKey, 100))
	}
	z.word = part.NewDropdown(percent(z.now), say.T("zoom.tip"), zoomWidth, z.choices)
	return z
}

// zoom is how large the page is shown now: 1 as the portal shows it.
func (z *zoomer) zoom() float32 { return float32(z.now) / 100 }

// set shows the page in so many percent and remembers it.
func (z *zoomer) set(now int) {
	z.now = between(now)
	z.word.SetText(percent(z.now))
	if z.prefs != nil {
		z.prefs.SetInt(zoomKey, z.now)
	}
	z.apply(z.zoom())
}

// moved takes note of a zoom that came about otherwise, as by Ctrl and the
// mouse's wheel.
func (z *zoomer) moved(zoom float32) {
	if now := between(int(math.Round(float64(zoom) * 100))); now != z.now {
		z.now = now
		z.word.SetText(percent(now))
		if z.prefs != nil {
			z.prefs.SetInt(zoomKey, now)
		}
	}
}

// step goes to the next larger step (+1) or the next smaller one (-1); Ctrl+plus
// and Ctrl+minus.
func (z *zoomer) step(by int) {
	to := z.now
	for _, s := range zoomSteps {
		if by > 0 && s > z.now {
			to = s
			break
		}
		if by < 0 && s < z.now {
			to = s
		}
	}
	if to != z.now {
		z.set(to)
	}
}

func (z *zoomer) choices() []part.Choice {
	all := make([]part.Choice, len(zoomSteps))
	for i, s := range zoomSteps {
		all[i] = part.Choice{Text: percent(s), On: s == z.now, Do: func() { z.set(s) }}
		if s == 100 {
			all[i].Note = "Ctrl+0"
		}
	}
	return all
}

func between(now int) int { return max(zoomSteps[0], min(now, zoomSteps[len(zoomSteps)-1])) }

func percent(n int) string { return say.T("zoom.percent", n) }
