package native

import (
	"context"

	"fyne.io/fyne/v2"

	"tinxa/ui/task"
)

// Progress is what a window's button on the taskbar shows.
type Progress struct {
	State ProgressState
	Done  uint64 // of Of; nothing of it is shown without a State that has a bar
	Of    uint64
}

// ProgressState is the colour and kind of that bar (TBPFLAG, shobjidl_core.h).
type ProgressState uintptr

// The states.
const (
	ProgressNone   ProgressState = 0 // no bar
	ProgressBusy   ProgressState = 1 // it is not known how far it is
	ProgressNormal ProgressState = 2
	ProgressFault  ProgressState = 4 // something asks for the user
	ProgressPaused ProgressState = 8
)

// Taskbar is a window's button on the taskbar. Only Windows has one that shows
// progress. Its methods are called where widgets may be touched.
type Taskbar struct {
	window fyne.Window
	runner task.Runner
	show   func(window uintptr, p Progress) error

	busy  bool // the system is being told
	shown Progress
	want  Progress
}

// NewTaskbar is the button of a window that is shown.
func NewTaskbar(w fyne.Window, r task.Runner) *Taskbar {
	return &Taskbar{window: w, runner: r, show: showProgress}
}

// Show shows how far work is. The system is told beside the window, the newest
// word alone: the taskbar is another program and may take its time.
func (b *Taskbar) Show(p Progress) {
	b.want = p
	if b.busy || b.want == b.shown {
		return
	}
	b.busy = true
	owner := ownerOf(b.window)
	task.Go(context.Background(), b.runner, func(context.Context) (Progress, error) {
		return p, b.show(owner, p)
	}, func(p Progress, _ error) { // a taskbar that shows nothing keeps nobody from working
		b.busy, b.shown = false, p
		b.Show(b.want)
	})
}
