package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// luminance and contrast follow WCAG 2.2, "relative luminance" and "contrast ratio".
func luminance(c color.NRGBA) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

// over is what is seen where a translucent colour lies on an opaque one.
func over(top, ground color.NRGBA) color.NRGBA {
	mix := func(t, g uint8) uint8 {
		return uint8((int(t)*int(top.A) + int(g)*(255-int(top.A))) / 255)
	}
	return color.NRGBA{R: mix(top.R, ground.R), G: mix(top.G, ground.G), B: mix(top.B, ground.B), A: 255}
}

func TestContrastFormula(t *testing.T) {
	if got := contrast(rgb(0), rgb(0xFFFFFF)); math.Abs(got-21) > 0.001 {
		t.Errorf("black on white is %.3f, WCAG says 21", got)
	}
	if got := contrast(rgb(0x777777), rgb(0xFFFFFF)); math.Abs(got-4.48) > 0.01 {
		t.Errorf("#777 on white is %.3f, WCAG says 4.48", got)
	}
}

// pairs are the texts and what they stand on, with the least contrast.
var pairs = []struct {
	text    fyne.ThemeColorName
	grounds []fyne.ThemeColorName
	least   float64
}{
	{Ink, []fyne.ThemeColorName{Page, Desk}, 7},
	{Ink, []fyne.ThemeColorName{
		AccentGround, WarningGround, FaultGround, GoodGround, theme.ColorNameSelection, theme.ColorNameButton,
		theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
	}, 4.5},
	{Second, []fyne.ThemeColorName{
		Page, Desk, AccentGround, theme.ColorNameInputBackground, theme.ColorNameMenuBackground,
	}, 4.5},
	{Accent, []fyne.ThemeColorName{Page, Desk, AccentGround}, 4.5},
	{OnAccent, []fyne.ThemeColorName{Accent, AccentHover}, 4.5},
	{Good, []fyne.ThemeColorName{Page, Desk, GoodGround}, 4.5},
	{Warning, []fyne.ThemeColorName{Page, WarningGround, theme.ColorNameMenuBackground}, 4.5},
	{Fault, []fyne.ThemeColorName{Page, Desk, FaultGround}, 4.5},
	{OnHint, []fyne.ThemeColorName{Hint}, 7},
	{HintAction, []fyne.ThemeColorName{Hint}, 4.5},
	{theme.ColorNameForegroundOnError, []fyne.ThemeColorName{Fault}, 4.5},
	{theme.ColorNameForegroundOnSuccess, []fyne.ThemeColorName{Good}, 4.5},
	{theme.ColorNameForegroundOnWarning, []fyne.ThemeColorName{Warning}, 4.5},
}

// TestSelectedTextIsReadable: captions and links keep their ink when they are
// selected.
func TestSelectedTextIsReadable(t *testing.T) {
	for name, colours := range palettes {
		for _, text := range []fyne.ThemeColorName{Ink, Second, Accent, theme.ColorNameHyperlink} {
			if got := contrast(colours[text], colours[theme.ColorNameSelection]); got < 4.5 {
				t.Errorf("%s: %s on what is selected is %.2f : 1", name, text, got)
			}
		}
	}
}

// palettes are all that Theme can show.
var palettes = map[string]palette{"light": light, "dark": dark, "high contrast": highContrast}

func TestContrastOfEveryPalette(t *testing.T) {
	for name, colours := range palettes {
		for _, p := range pairs {
			least := p.least
			if name == "high contrast" {
				least = 7
			}
			for _, ground := range p.grounds {
				if got := contrast(colours[p.text], colours[ground]); got < least {
					t.Errorf("%s: %s on %s is %.2f : 1, want %.1f", name, p.text, ground, got, least)
				}
			}
		}
	}
}

// In high contrast nothing is greyed out of sight, and every edge is drawn in a
// colour that is seen, a selection too.
func TestEdgesInHighContrast(t *testing.T) {
	for _, ground := range []fyne.ThemeColorName{Page, Desk, theme.ColorNameMenuBackground} {
		for name, least := range map[fyne.ThemeColorName]float64{
			Line: 7, FieldLine: 7, Dim: 7, AccentEdge: 7, Accent: 7, theme.ColorNameHyperlink: 7, theme.ColorNameSelection: 2.9,
		} {
			if got := contrast(highContrast[name], highContrast[ground]); got < least {
				t.Errorf("%s on %s is %.2f : 1, want %.1f", name, ground, got, least)
			}
		}
	}
}

func TestContrastUnderThePointer(t *testing.T) {
	for name, colours := range palettes {
		for _, ground := range []fyne.ThemeColorName{Page, Desk} {
			hovered := over(colours[Hover], colours[ground])
			for _, text := range []fyne.ThemeColorName{Ink, Second, Accent} {
				if got := contrast(colours[text], hovered); got < 4.5 || name == "high contrast" && got < 7 {
					t.Errorf("%s: %s on hovered %s is %.2f : 1", name, text, ground, got)
				}
			}
		}
	}
}

// The ring of the main button lies between its fill and the desk and must stand
// out from one of them; 3 : 1 is WCAG's word for what is no text.
func TestFocusRingsAreSeen(t *testing.T) {
	for name, colours := range palettes {
		ring := colours[FocusOnAccent]
		if got := max(contrast(ring, colours[AccentHover]), contrast(ring, colours[Desk])); got < 3 {
			t.Errorf("%s: the main button's ring is %.2f : 1", name, got)
		}
		if got := min(contrast(colours[Accent], colours[Page]), contrast(colours[Accent], colours[Desk])); got < 3 {
			t.Errorf("%s: other rings are %.2f : 1", name, got)
		}
	}
}

func TestPalettesNameTheSameColours(t *testing.T) {
	for kind, colours := range palettes {
		for name := range light {
			if _, ok := colours[name]; !ok {
				t.Errorf("%s has no colour in %s", name, kind)
			}
		}
		if len(light) != len(colours) {
			t.Errorf("%d light colours, %d in %s", len(light), len(colours), kind)
		}
	}
}

func TestHighContrastIsThickerAndLeavesTheOthersAlone(t *testing.T) {
	plain := &Theme{variant: theme.VariantLight}
	strong := plain.InContrast()
	if got := strong.Color(Page, theme.VariantLight); got != highContrast[Page] {
		t.Errorf("the page is %v", got)
	}
	if got := plain.Color(Page, theme.VariantLight); got != light[Page] {
		t.Errorf("InContrast changed the theme it was called on: %v", got)
	}
	if got := strong.In(theme.VariantDark).Color(Ink, theme.VariantLight); got != dark[Ink] {
		t.Errorf("back in the dark the ink is %v", got)
	}
	for name, thick := range strongSizes {
		if thin := plain.Size(name); thin <= 0 || strong.Size(name) != thick || thick <= thin {
			t.Errorf("%s is %v, and %v in high contrast", name, thin, strong.Size(name))
		}
	}
}
