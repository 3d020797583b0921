package ui

import (
	"os"
	"runtime"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tinxa/ui/look"
	"tinxa/ui/native"
	"tinxa/ui/say"
)

// appearance is how the user wants the program to look.
type appearance string

// The appearances, by what is remembered of them.
const (
	asSystem   appearance = "system"
	asLight    appearance = "light"
	asDark     appearance = "dark"
	inContrast appearance = "contrast"
)

// appearanceKey is where the choice is remembered.
const appearanceKey = "window.appearance"

// Dress shows the program with a theme in the appearance that the user chose the
// last time; as the system is, where nothing was chosen. Letters are as large as
// the system's.
func Dress(app fyne.App, th *look.Theme) {
	sight := native.SightNow()
	enlarge(sight)
	app.Settings().SetTheme(dressed(th, chosenAppearance(app), systemTells(), sight.Contrast))
}

// Redress follows the system after it has told that colours or letters may be
// others, unless nothing has changed.
func (w *Window) Redress() {
	now := native.SightNow()
	th, ok := w.app.Settings().Theme().(*look.Theme)
	if now == w.sight || !ok {
		return
	}
	before, size := w.win.Canvas().Scale(), w.win.Canvas().Size()
	w.sight = now
	Dress(w.app, th)
	if after := w.win.Canvas().Scale(); after != before { // the window stays as large as it is
		w.win.Resize(fyne.NewSize(size.Width*before/after, size.Height*before/after))
	}
}

// chosenAppearance is what is remembered.
func chosenAppearance(app fyne.App) appearance {
	switch a := appearance(app.Preferences().String(appearanceKey)); a {
	case asLight, asDark, inContrast:
		return a
	default:
		return asSystem
	}
}

// systemTells reports whether Fyne can learn here whether dark is wished for.
// Where it cannot it would take it so.
func systemTells() bool {
	return os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" || runtime.GOOS == "windows"
}

// dressed is a theme in an appearance.
func dressed(th *look.Theme, a appearance, systemTells, contrast bool) *look.Theme {
	switch a {
	case asLight:
		return th.In(theme.VariantLight)
	case asDark:
		return th.In(theme.VariantDark)
	case inContrast:
		return th.InContrast()
	}
	if contrast {
		return th.InContrast()
	}
	if systemTells {
		return th.AsSystem()
	}
	return th.In(theme.VariantLight)
}

// appearanceItem is the menu that chooses an appearance, with a tick at the one
// that holds. changed is called after another one was chosen, to make the menu
// anew.
func appearanceItem(app fyne.App, changed func()) *fyne.MenuItem {
	now := chosenAppearance(app)
	var items []*fyne.MenuItem
	for _, a := range []appearance{asSystem, asLight, asDark, inContrast} {
		choice := fyne.NewMenuItem(say.T("appearance."+string(a)), func() {
			app.Preferences().SetString(appearanceKey, string(a))
			if th, ok := app.Settings().Theme().(*look.Theme); ok {
				Dress(app, th)
			}
			changed()
		})
		choice.Checked = a == now
		items = append(items, choice)
	}
	menu := fyne.NewMenuItem(say.T("appearance"), nil)
	menu.ChildMenu = fyne.NewMenu("", items...)
	return menu
}

// scaleVariable is how Fyne is told to enlarge everything. A user who has set it
// is the one who decides.
const scaleVariable = "FYNE_SCALE"

// ours is what this program has set it to, "" for nothing.
var ours string

// enlarge has everything drawn as much larger as the user wants letters to be,
// for letters in boxes of the usual size would be cut off.
func enlarge(s native.Sight) {
	if os.Getenv(scaleVariable) != ours {
		return
	}
	ours = scaleFor(s)
	if ours == "" {
		_ = os.Unsetenv(scaleVariable) // fails for no name of ours
		return
	}
	_ = os.Setenv(scaleVariable, ours)
}

// leastWidth is what the widest screen needs, so that no button lies beyond the
// edge of the monitor.
const leastWidth = 940

// scaleFor is the wished size of letters as a scale of Fyne's, which knows tenths,
// and no larger than the screen has room for; "" for the usual size.
func scaleFor(s native.Sight) string {
	scale := s.Text
	if s.Width > 0 && s.Scale > 0 {
		scale = min(scale, float32(s.Width)/s.Scale/leastWidth)
	}
	tenths := int(scale*10 + 0.001)
	if tenths <= 10 {
		return ""
	}
	return strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64)
}
