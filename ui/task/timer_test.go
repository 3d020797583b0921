package task_test

import (
	"testing"
	"testing/synctest"
	"time"

	"tinxa/ui/task"
)

// pass lets time go by and then the window come to what waits for it.
func pass(q *task.Queue, d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
	q.Drain()
}

func TestTimerWaitsForTheLastReset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		var q task.Queue
		autosave := task.NewTimer(&q, 2*time.Second, func() { saves++ })
		for range 5 { // five keys, one a second
			autosave.Reset()
			pass(&q, time.Second)
		}
		if saves != 0 {
			t.Fatalf("saved %d times while typing", saves)
		}
		pass(&q, time.Second)
		if saves != 1 {
			t.Fatalf("saved %d times two seconds after the last key, want once", saves)
		}
		pass(&q, time.Minute)
		if saves != 1 {
			t.Errorf("saved %d times without a new key", saves)
		}
	})
}

func TestTimerStopAndFlush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		var q task.Queue
		autosave := task.NewTimer(&q, 2*time.Second, func() { saves++ })
		if autosave.Stop() || autosave.Flush() {
			t.Error("a timer at rest says that something was pending")
		}
		autosave.Reset()
		if !autosave.Stop() {
			t.Error("Stop did not see the pending call")
		}
		autosave.Reset()
		if !autosave.Flush() || saves != 1 {
			t.Errorf("Flush saved %d times, want once", saves)
		}
		pass(&q, time.Minute)
		if saves != 1 {
			t.Errorf("saved %d times in all, want once", saves)
		}
	})
}

func TestTimerDropsACallThatTheWindowHasNotComeTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var busy task.Queue
		autosave := task.NewTimer(&busy, time.Second, func() { t.Error("called after Stop") })
		autosave.Reset()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		autosave.Stop()
		busy.Drain()
	})
}

func TestEveryRepeatsUntilStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ticks := 0
		var q task.Queue
		stop := task.Every(&q, time.Minute, func() { ticks++ })
		for range 3 {
			pass(&q, time.Minute+time.Second)
		}
		if ticks != 3 {
			t.Errorf("%d ticks in three minutes", ticks)
		}
		stop()
		pass(&q, time.Hour)
		if ticks != 3 {
			t.Errorf("%d ticks after stop", ticks-3)
		}
	})
}

func TestEveryMayBeStoppedFromItsOwnCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ticks := 0
		var q task.Queue
		var stop func()
		stop = task.Every(&q, time.Minute, func() {
			ticks++
			stop()
		})
		pass(&q, 2*time.Minute)
		pass(&q, 2*time.Minute)
		if ticks != 1 {
			t.Errorf("%d ticks, want the one that stopped it", ticks)
		}
	})
}

func TestTimerWithAnotherWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		var q task.Queue
		autosave := task.NewTimer(&q, 2*time.Second, func() { saves++ })
		autosave.Reset()
		autosave.ResetIn(500 * time.Millisecond)
		pass(&q, 400*time.Millisecond)
		if saves != 0 {
			t.Fatal("saved before the wait was over")
		}
		pass(&q, 100*time.Millisecond)
		if saves != 1 {
			t.Fatalf("saved %d times after the wait, want once", saves)
		}
		autosave.ResetIn(-time.Second)
		pass(&q, 0)
		if saves != 2 {
			t.Errorf("saved %d times with no wait at all, want twice", saves)
		}
	})
}
