package publish

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// TestScreens draws the screen in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	h := newHouse(t)
	if err := os.Mkdir(filepath.Join(os.Getenv("HOME"), "Documents"), 0o777); err != nil {
		t.Fatal(err)
	}
	ready, gaps := uitest.Sample(t, h.store, "01-diem-tin"), h.gappy(t)
	show := func(r model.Report) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			h.runner.frozen = false
			h.prefs.SetString(prefMade, "")
			h.prefs.SetString(prefForm, "html")
			s := New(h.env, r)
			last = s
			return part.NewStage(h.env.Runner, s.Object())
		}
	}
	export := func(fyne.Window) { last.state.SetFolder(t.TempDir()); last.Export() }
	uitest.Shots(t, "publish-ready", uitest.Laptop, show(ready))
	uitest.Shots(t, "publish-gaps", uitest.Laptop, show(gaps))
	uitest.Shots(t, "publish-done", uitest.Laptop, show(ready), export)
	uitest.Shots(t, "publish-no-headline", uitest.Laptop, show(uitest.Sample(t, h.store, "04-so-ket-nghi-quyet")))
	taken := func(fyne.Window) {
		last.choose(1)
		last.state.SetFolder(t.TempDir())
		write(t, last.state.Target(), "theirs")
		last.Export()
	}
	uitest.Shots(t, "publish-taken", uitest.Laptop, show(ready), taken)
	uitest.ShotAt150(t, "publish-gaps", uitest.Laptop, show(gaps))
	uitest.ShotAt150(t, "publish-taken", uitest.Laptop, show(ready), taken)
	uitest.Shots(t, "publish-narrow", fyne.NewSize(1024, 700), show(gaps))

	uitest.Shots(t, "publish-sheet", fyne.NewSize(766, 1700), func() fyne.CanvasObject {
		return part.NewDesk(newSheet(modeltest.Crowded(), newAlbum(t.Context(), h.runner, h.store), model.Style{}))
	})
	h.env.Forms[0].Write = h.stuck
	uitest.Shots(t, "publish-progress", uitest.Laptop, show(ready), export)
	h.env.Forms[0].Write = failing
	uitest.Shots(t, "publish-fault", uitest.Laptop, show(ready), export)
}

// last is the screen drawn last.
var last *Screen

// stuck never ends as far as the window can see.
func (h *house) stuck(_ context.Context, _ model.Report, _ string, progress task.Progress) error {
	progress(2, 3, "")
	h.runner.frozen = true
	return nil
}

func failing(context.Context, model.Report, string, task.Progress) error {
	return fmt.Errorf("html: %w: %w", export.ErrDestination, model.ErrFull)
}
