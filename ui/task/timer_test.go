package task_test

import (
	"testing"
	"testing/synctest"
	"time"

	"tinxa/ui/task"
)

func TestTimerWaitsForTheLastReset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		autosave := task.NewTimer(task.Ticking{}, 2*time.Second, func() { saves++ })
		for range 5 { // five keys, one a second
			autosave.Reset()
			time.Sleep(time.Second)
		}
		synctest.Wait()
		if saves != 0 {
			t.Fatalf("saved %d times while typing", saves)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if saves != 1 {
			t.Fatalf("saved %d times two seconds after the last key, want once", saves)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if saves != 1 {
			t.Errorf("saved %d times without a new key", saves)
		}
	})
}

func TestTimerStopAndFlush(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		autosave := task.NewTimer(task.Ticking{}, 2*time.Second, func() { saves++ })
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
		time.Sleep(time.Minute)
		synctest.Wait()
		if saves != 1 {
			t.Errorf("saved %d times in all, want once", saves)
		}
	})
}

func TestTimerDropsACallThatTheWindowHasNotComeTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var busy held
		autosave := task.NewTimer(&busy, time.Second, func() { t.Error("called after Stop") })
		autosave.Reset()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		autosave.Stop()
		busy.release()
	})
}

func TestEveryRepeatsUntilStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ticks := 0
		stop := task.Every(task.Ticking{}, time.Minute, func() { ticks++ })
		time.Sleep(3*time.Minute + time.Second)
		synctest.Wait()
		if ticks != 3 {
			t.Errorf("%d ticks in three minutes", ticks)
		}
		stop()
		time.Sleep(time.Hour)
		synctest.Wait()
		if ticks != 3 {
			t.Errorf("%d ticks after stop", ticks-3)
		}
	})
}
