package task

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// frames plays Fyne's goroutine: what it was handed is done when it is asked.
type frames struct {
	mu    sync.Mutex
	calls []func()
}

func (f *frames) hand(call func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call)
}

func (f *frames) draw() {
	f.mu.Lock()
	calls := f.calls
	f.calls = nil
	f.mu.Unlock()
	for _, call := range calls {
		call()
	}
}

func newFrames() (*frames, *Loop) {
	f, l := &frames{}, NewLoop()
	l.hand = f.hand
	return f, l
}

func TestALoopDoesThingsInTheirOrder(t *testing.T) {
	f, l := newFrames()
	var got []int
	for i := range 3 {
		l.Do(func() { got = append(got, i) })
	}
	if !l.Await(func() bool { return len(got) == 2 }, time.Hour) {
		t.Error("two calls were not enough")
	}
	l.Do(func() { got = append(got, 3) })
	f.draw()
	if !slices.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("done: %v", got)
	}
	f.draw()
	if len(got) != 4 {
		t.Errorf("done twice: %v", got)
	}
}

// Work beside the window comes back while the system keeps the window waiting.
func TestAWaitingWindowGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, l := newFrames()
		steps := 0
		var step func()
		step = func() {
			if steps++; steps < 3 {
				l.Run(func() { time.Sleep(time.Second); l.Do(step) })
			}
		}
		l.After(time.Second, step)
		began := time.Now()
		if !l.Await(func() bool { return steps == 3 }, time.Minute) || time.Since(began) != 3*time.Second {
			t.Errorf("%d steps after %v", steps, time.Since(began))
		}
	})
}

func TestWaitingEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, l := newFrames()
		began := time.Now()
		if l.Await(func() bool { return false }, time.Minute) || time.Since(began) != time.Minute {
			t.Errorf("waited %v", time.Since(began))
		}
	})
}
