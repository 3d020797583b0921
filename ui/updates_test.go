package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/release"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/updates"
)

// renewing is a window that knows of updates.
func renewing(t *testing.T, w *Window) {
	t.Helper()
	assisted(t, w)
	help := *w.help
	help.Updates = updates.Env{
		Runner: task.Inline{}, Now: time.Now,
		Standing: func(context.Context) (release.Standing, error) { return release.Standing{}, nil },
	}
	w.Assist(help)
}

// TestUpdatesWithoutReports: a newer version may be what opens reports that this
// one cannot open.
func TestUpdatesWithoutReports(t *testing.T) {
	w := bare(t)
	renewing(t, w)
	w.Fault(model.ErrNewer, func() {})
	before := w.now
	for range 2 { // the second time from where it is open already
		menuItem(t, w, say.T("menu.updates")).Action()
		if _, ok := w.now.(*updates.Screen); !ok {
			t.Fatalf("shows %T", w.now)
		}
	}
	w.now.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.now != before {
		t.Errorf("back at %T", w.now)
	}
}

// TestUpdatesLeadBackToTheReports: from the list there and back.
func TestUpdatesLeadBackToTheReports(t *testing.T) {
	house, _ := furnished(t)
	w := entered(t, house)
	renewing(t, w)
	menuItem(t, w, say.T("menu.updates")).Action()
	if _, ok := w.now.(*updates.Screen); !ok {
		t.Fatalf("shows %T", w.now)
	}
	w.now.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.now != w.home {
		t.Errorf("back at %T", w.now)
	}
}
