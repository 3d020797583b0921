package task

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Loop is the Runner of a program whose window must sometimes wait: Windows asks
// at the end of a session in a call that must not return before all is saved, and
// Fyne does nothing until then. What would touch widgets meanwhile is done by
// Await. Everything is done in the order in which it was asked for.
type Loop struct {
	mu    sync.Mutex
	calls []func()
	more  chan struct{} // holds a value after a call was added
	hand  func(func())  // fyne.Do
}

// NewLoop is the Runner of the real program.
func NewLoop() *Loop { return &Loop{more: make(chan struct{}, 1), hand: fyne.Do} }

// Run does f on a goroutine of its own.
func (l *Loop) Run(f func()) { go f() }

// Do does f on Fyne's goroutine.
func (l *Loop) Do(f func()) {
	l.mu.Lock()
	l.calls = append(l.calls, f)
	l.mu.Unlock()
	select {
	case l.more <- struct{}{}:
	default: // there is one already
	}
	l.hand(func() { l.next() })
}

// After does f on Fyne's goroutine once wait is over.
func (l *Loop) After(wait time.Duration, f func()) (stop func()) { return after(l, wait, f) }

// next does the call that has waited longest; false when none does.
func (l *Loop) next() bool {
	l.mu.Lock()
	if len(l.calls) == 0 {
		l.mu.Unlock()
		return false
	}
	call := l.calls[0]
	l.calls = l.calls[1:]
	l.mu.Unlock()
	call()
	return true
}

// Await does what is asked for until done says so or most is over, and returns
// what done says at last. It is called on Fyne's goroutine, by whom the system
// keeps there.
func (l *Loop) Await(done func() bool, most time.Duration) bool {
	over := time.NewTimer(most)
	defer over.Stop()
	for {
		if done() {
			return true
		}
		if l.next() {
			continue
		}
		select {
		case <-l.more:
		case <-over.C:
			return done()
		}
	}
}
