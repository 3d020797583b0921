package native

import (
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"tinxa/ui/task"
)

// slow does work when it is told to, as a taskbar that takes its time.
type slow struct {
	task.Inline
	work []func()
}

func (s *slow) Run(f func()) { s.work = append(s.work, f) }

func (s *slow) finish() {
	work := s.work
	s.work = nil
	for _, f := range work {
		f()
	}
}

func TestTheTaskbarIsToldTheNewestAlone(t *testing.T) {
	test.NewTempApp(t)
	var told []Progress
	runner := &slow{}
	bar := NewTaskbar(test.NewTempWindow(t, nil), runner)
	bar.show = func(_ uintptr, p Progress) error {
		told = append(told, p)
		return errors.New("no taskbar here")
	}
	at := func(done uint64) Progress { return Progress{ProgressNormal, done, 10} }
	for done := range uint64(4) {
		bar.Show(at(done))
	}
	runner.finish()
	runner.finish()
	bar.Show(at(3)) // it stands there
	bar.Show(Progress{})
	runner.finish()
	if want := []Progress{at(0), at(3), {}}; !slices.Equal(told, want) || len(runner.work) > 0 {
		t.Errorf("told %v, want %v", told, want)
	}
}
