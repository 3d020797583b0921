package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"tinxa/ui/graphics"
	"tinxa/ui/say"
)

// graphicsFolder is where is remembered what was found out about the screen.
func graphicsFolder() string {
	if dir := logFolder(); dir != "" {
		return dir
	}
	return filepath.Join(os.TempDir(), "tinxa")
}

// chooseDrawing finds out how the window is drawn. It is nil where another
// process draws it, or nothing can: err says so then.
func (c *call) chooseDrawing(ctx context.Context, newer *updating) (*graphics.Drawing, error) {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	dir := graphicsFolder()
	d, err := graphics.Choose(ctx, graphics.Env{
		Dir:   dir,
		Spare: filepath.Join(dir, "softgl"),
		Build: version + "." + build,
		Look:  []string{self, "graphics", "--json"},
	})
	if err != nil {
		return nil, err
	}
	if d.Elsewhere {
		return nil, giveWay(d, newer)
	}
	return d, nil
}

// giveWay has the program that draws in software take this one's place. Where
// there is none the user is told in a box of the system's own: nothing else can
// be shown. A version on trial leaves that to the program that waits beside it
// and is known to draw, if anything can.
func giveWay(d *graphics.Drawing, newer *updating) error {
	if err := newer.run.Yield(); err != nil {
		slog.Warn("update.yield", "err", err)
	}
	err := d.HandOver(os.Args[1:])
	switch {
	case !errors.Is(err, graphics.ErrNone):
	case !newer.run.OnTrial():
		e := say.Explain(err)
		showBox(say.T("graphics.box.title", name), say.T("graphics.box.text", e.What, e.Kept, e.Do, d.Finding.Problem, logFolder()))
	case !errors.Is(err, graphics.ErrEnded): // else the copy has said what was the matter, if it could
		if err := newer.run.Blind(); err != nil {
			slog.Warn("update.blind", "err", err)
		}
	}
	return err
}

// errUnshown: Fyne made no window.
var errUnshown = errors.New("the system made no window")

// show opens a window and has its first frame drawn. A driver that will not
// have what Fyne draws with is no panic of the program's.
func show(w fyne.Window) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the driver refused: %v", v)
		}
	}()
	w.Show()
	if !hasHandle(w) {
		return errUnshown
	}
	return nil
}

// hasHandle reports whether the system knows a window.
func hasHandle(w fyne.Window) bool {
	has := true // windows that cannot be asked, as in tests, are there
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(context any) {
			switch context := context.(type) {
			case driver.WindowsWindowContext:
				has = context.HWND != 0
			case driver.X11WindowContext:
				has = context.WindowHandle != 0
			}
		})
	}
	return has
}

// tellLater is when the window says that it is drawn in software: after what it
// has to say at its start.
const tellLater = 10 * time.Second

// opened says that the window is open: everybody who waits for that may go on.
func (s *session) opened(d *graphics.Drawing) {
	d.Opened()
	if d.Untold() {
		s.runner.After(tellLater, func() { s.window.Say(say.T("graphics.software")) })
	}
}

// unshown ends a session whose window could not be opened: the second copy takes
// over, which draws in software.
func (s *session) unshown(d *graphics.Drawing, why error) error {
	s.end(errClosed)
	d.Failed(why.Error())
	return giveWay(d, s.newer)
}

// graphicsCommand says what draws here, and remembers what the user wants to
// draw.
func graphicsCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(context.Context) error {
		if err := c.want(0, 1); err != nil {
			return err
		}
		if len(c.args) == 1 {
			return c.wish(c.args[0])
		}
		f := graphics.Probe()
		if *asJSON {
			return json.NewEncoder(c.out).Encode(f)
		}
		return c.print(findingWords(f))
	}
}

// wish remembers a wish that is named by its word.
func (c *call) wish(word string) error {
	for _, w := range []graphics.Wish{graphics.Whatever, graphics.InSoftware, graphics.InHardware} {
		if word == string(w) || word == "auto" && w == graphics.Whatever {
			return graphics.SetWish(graphicsFolder(), w)
		}
	}
	return usage{say.T("cli.usage.graphics")}
}

func findingWords(f graphics.Finding) string {
	yes := func(is bool) string {
		if is {
			return say.T("graphics.yes")
		}
		return say.T("graphics.no")
	}
	words := []string{
		say.T("graphics.usable", yes(f.Usable)), say.T("graphics.vendor", f.Vendor), say.T("graphics.renderer", f.Renderer),
		say.T("graphics.version", f.Version), say.T("graphics.remote", yes(f.Remote)),
	}
	if f.Problem != "" {
		words = append(words, say.T("graphics.problem", f.Problem))
	}
	return strings.Join(words, "\n")
}
