package ui

import (
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tinxa/ui/look"
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
// last time; as the system is, where nothing was chosen.
func Dress(app fyne.App, th *look.Theme) {
	app.Settings().SetTheme(dressed(th, chosenAppearance(app), systemTells()))
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
func dressed(th *look.Theme, a appearance, systemTells bool) *look.Theme {
	switch a {
	case asLight:
		return th.In(theme.VariantLight)
	case asDark:
		return th.In(theme.VariantDark)
	case inContrast:
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
