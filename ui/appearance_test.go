package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tinxa/assets"
	"tinxa/ui/look"
	"tinxa/ui/say"
)

// pageColour is the colour of the page in the theme now in use.
func pageColour(app fyne.App) any {
	return app.Settings().Theme().Color(look.Page, theme.VariantDark)
}

func TestAnAppearanceIsChosenAndRemembered(t *testing.T) {
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	th, err := look.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=bus")
	app := test.NewTempApp(t)
	Dress(app, th)
	seen := map[any]string{}
	for i, name := range []string{"Theo máy", "Sáng", "Tối", "Tương phản cao"} {
		changes := 0
		choices := appearanceItem(app, func() { changes++ }).ChildMenu.Items
		if choices[i].Label != name || len(choices) != 4 {
			t.Fatalf("the %d-th of %d is %q", i, len(choices), choices[i].Label)
		}
		choices[i].Action()
		for at, again := range appearanceItem(app, nil).ChildMenu.Items {
			if again.Checked != (at == i) {
				t.Errorf("%s chosen: the tick at %s is %v", name, again.Label, again.Checked)
			}
		}
		if changes != 1 {
			t.Errorf("%s: the menu was made anew %d times", name, changes)
		}
		seen[pageColour(app)] += name + " "
		was := pageColour(app)
		Dress(app, th) // the next start
		if pageColour(app) != was {
			t.Errorf("%s: the next start shows another page", name)
		}
	}
	if len(seen) != 3 { // the test asks as a dark system would
		t.Errorf("pages: %v", seen)
	}
	app.Preferences().SetString(appearanceKey, "plaid")
	if got := chosenAppearance(app); got != asSystem {
		t.Errorf("what nobody knows is taken for %q", got)
	}
}

func TestWhereTheSystemTellsNothingTheProgramIsLight(t *testing.T) {
	th, err := look.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	light, dark := th.In(theme.VariantLight).Color(look.Page, 0), th.In(theme.VariantDark).Color(look.Page, 0)
	for tells, want := range map[bool]any{true: dark, false: light} {
		if got := dressed(th, asSystem, tells, false).Color(look.Page, theme.VariantDark); got != want {
			t.Errorf("dark is wished for, told: %v, the page is %v", tells, got)
		}
		if got := dressed(th, asDark, tells, true).Color(look.Page, theme.VariantLight); got != dark {
			t.Errorf("dark was chosen, the page is %v", got)
		}
	}
}

func TestHighContrastIsFollowedWhereNothingWasChosen(t *testing.T) {
	th, err := look.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	strong := th.InContrast().Color(look.Page, theme.VariantLight)
	for a, follows := range map[appearance]bool{asSystem: true, asLight: false, asDark: false, inContrast: true} {
		if got := dressed(th, a, true, true).Color(look.Page, theme.VariantLight) == strong; got != follows {
			t.Errorf("%s: in contrast: %v", a, got)
		}
	}
}
