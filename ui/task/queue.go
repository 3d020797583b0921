package task

import (
	"sync"
	"time"
)

// Queue is the Runner of tests about time, inside testing/synctest: work is done
// at once, timers run, and what is to touch widgets waits for Drain, so that it
// happens on the test's own goroutine, as in a window between two frames.
type Queue struct {
	mu    sync.Mutex
	calls []func()
}

// Run calls f.
func (q *Queue) Run(f func()) { f() }

// Do keeps f for Drain.
func (q *Queue) Do(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.calls = append(q.calls, f)
}

// After keeps f for Drain once wait is over.
func (q *Queue) After(wait time.Duration, f func()) (stop func()) { return after(q, wait, f) }

// Drain calls what was kept, and what that asks for.
func (q *Queue) Drain() {
	for {
		q.mu.Lock()
		calls := q.calls
		q.calls = nil
		q.mu.Unlock()
		if len(calls) == 0 {
			return
		}
		for _, call := range calls {
			call()
		}
	}
}
