package task

import (
	"sync"
	"sync/atomic"
	"time"
)

// Timer calls a function a while after the last Reset, where widgets may be
// touched: autosave after the last key, a hint that goes away by itself. It may
// be used from any goroutine.
type Timer struct {
	runner Runner
	wait   time.Duration
	call   func()

	mu      sync.Mutex
	pending func() // calls off what waits; nil at rest
	turn    int    // counts Reset and Stop, so that a late firing knows it is stale
}

// NewTimer returns a Timer at rest; Reset starts it.
func NewTimer(r Runner, wait time.Duration, call func()) *Timer {
	return &Timer{runner: r, wait: wait, call: call}
}

// Reset starts the wait anew. Of any number of calls within the wait only the
// last one counts.
func (t *Timer) Reset() { t.ResetIn(t.wait) }

// ResetIn is Reset with another wait than usual; 0 or less means at once.
func (t *Timer) ResetIn(wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.halt()
	turn := t.turn
	t.pending = t.runner.After(wait, func() { t.fire(turn) })
}

// Stop drops the pending call. It reports whether there was one.
func (t *Timer) Stop() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	was := t.pending != nil
	t.halt()
	return was
}

// Flush makes the pending call at once, on the caller's goroutine, and reports
// whether there was one: autosave before anything risky.
func (t *Timer) Flush() bool {
	if !t.Stop() {
		return false
	}
	t.call()
	return true
}

// halt forgets the pending call; t.mu is held.
func (t *Timer) halt() {
	t.turn++
	if t.pending != nil {
		t.pending()
		t.pending = nil
	}
}

func (t *Timer) fire(turn int) {
	t.mu.Lock()
	stale := turn != t.turn
	if !stale {
		t.pending = nil
	}
	t.mu.Unlock()
	if !stale {
		t.call()
	}
}

// Every calls f each interval, where widgets may be touched, until stop is
// called: clocks on the screen such as "10 minutes ago". f itself may call stop.
func Every(r Runner, interval time.Duration, f func()) (stop func()) {
	var stopped atomic.Bool
	var again *Timer
	again = NewTimer(r, interval, func() {
		f()
		if !stopped.Load() {
			again.Reset()
		}
	})
	again.Reset()
	return func() {
		stopped.Store(true)
		again.Stop()
	}
}
