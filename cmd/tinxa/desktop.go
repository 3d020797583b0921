package main

import (
	"context"
	"io"
	"time"

	"tinxa/model"
	"tinxa/ui"
	"tinxa/ui/native"
	"tinxa/ui/publish"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// desktop is what the session has to do with the system around its window.
type desktop struct {
	loop    *task.Loop
	newer   *updating // versions of the program
	first   io.Closer // answers to further windows; nil before the reports were shown
	bar     *bar
	held    func() // ends what keeps the user's session from ending; nil for nothing
	hurried bool   // the user's session ends: no last backup
}

// release lets the user's session end.
func (d *desktop) release() {
	if d.held != nil {
		d.held()
		d.held = nil
	}
}

// bar shows on the taskbar how far sending and exporting are, and calls the user
// back when something long is over.
type bar struct {
	window *ui.Window
	runner task.Runner
	button *native.Taskbar
	meter  sending.Meter
	front  bool // the user looks at the window

	sent    sending.Bar
	exports int // under way
	share   float32
}

func newBar(w *ui.Window, runner task.Runner) *bar {
	return &bar{window: w, runner: runner, button: native.NewTaskbar(w.Fyne(), runner), front: true}
}

// long is what a user turns away from.
const long = 10 * time.Second

// turned is told when the user comes and goes. What has ended is known by who
// comes.
func (b *bar) turned(here bool) {
	b.front = here
	if here {
		b.meter.Seen()
		if b.sent.Level == sending.Asks || b.sent.Level == sending.Waits {
			b.sent = sending.Bar{}
		}
	}
	b.show()
}

// read takes the queue as it stands.
func (b *bar) read(items []sending.Item) {
	b.sent = b.meter.Read(items, time.Now())
	if b.sent.Took > 0 {
		b.over(b.sent.Took)
	}
	b.show()
}

// over is told when something has ended that took so long.
func (b *bar) over(took time.Duration) {
	if b.front {
		b.meter.Seen()
		b.sent = sending.Bar{}
	} else if took >= long {
		native.Call(b.window.Fyne())
	}
}

func (b *bar) show() { b.button.Show(b.progress()) }

// parts is what a whole bar has.
const parts = 1000

// progress is an export's, or else that of sending.
func (b *bar) progress() native.Progress {
	if b.exports > 0 {
		return native.Progress{State: native.ProgressNormal, Done: uint64(b.share * parts), Of: parts}
	}
	state := map[sending.Level]native.ProgressState{
		sending.Busy: native.ProgressBusy, sending.Running: native.ProgressNormal,
		sending.Waits: native.ProgressPaused, sending.Asks: native.ProgressFault,
	}[b.sent.Level]
	if state == native.ProgressNone || state == native.ProgressBusy {
		return native.Progress{State: state}
	}
	return native.Progress{State: state, Done: uint64(b.sent.Share * parts), Of: parts}
}

// metered has exports shown, too.
func (b *bar) metered(forms []publish.Form) []publish.Form {
	for i, f := range forms {
		forms[i].Write = b.meterOne(f.Write)
	}
	return forms
}

func (b *bar) meterOne(write writing) writing {
	return func(ctx context.Context, r model.Report, target string, progress task.Progress) error {
		began := time.Now()
		b.runner.Do(func() { b.exported(1, 0) })
		defer b.runner.Do(func() {
			b.exported(-1, 0)
			b.over(time.Since(began))
		})
		return write(ctx, r, target, func(done, total int, what string) {
			progress(done, total, what)
			b.runner.Do(func() { b.exported(0, float32(done)/float32(max(1, total))) })
		})
	}
}

// exported takes how many more exports are under way, and how far they are.
func (b *bar) exported(more int, share float32) {
	b.exports, b.share = b.exports+more, share
	b.show()
}
