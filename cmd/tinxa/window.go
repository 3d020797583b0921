package main

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"tinxa/assets"
	"tinxa/ui"
	"tinxa/ui/graphics"
	"tinxa/ui/look"
	"tinxa/ui/native"
	"tinxa/ui/say"
)

// windowCommand opens the window.
func windowCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		if len(c.args) > 0 && !onlyFiles(c.args) {
			return usage{say.T("cli.usage.window")}
		}
		dir, err := dataFolder(*c.data)
		if err != nil {
			return err
		}
		if c.raise(dir) { // a window of these reports is open
			return nil
		}
		newer := giveWayToNewer()
		if newer == nil {
			return nil
		}
		drawing, err := c.chooseDrawing(ctx, newer)
		if drawing == nil {
			return err
		}
		a, err := newApp()
		if err != nil {
			return err
		}
		return newSession(ctx, c, a, dir, newer).run(drawing)
	}
}

func newApp() (fyne.App, error) {
	if err := say.TeachFyne(assets.FS); err != nil {
		return nil, err
	}
	theme, err := look.New(assets.FS)
	if err != nil {
		return nil, err
	}
	icon, err := assets.FS.ReadFile("icon.png")
	if err != nil {
		return nil, err
	}
	native.Identify(id)
	app.SetMetadata(fyne.AppMetadata{ID: id, Name: name, Version: version})
	a := app.NewWithID(id)
	if graphics.Software() || graphics.Remote() {
		a = ui.Still(a)
	}
	a.SetIcon(fyne.NewStaticResource("icon.png", icon))
	ui.Dress(a, theme)
	return a, nil
}
