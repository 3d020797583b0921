package task_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/ui/task"
)

var errWork = errors.New("work went wrong")

func TestGoHandsResultAndErrorToDone(t *testing.T) {
	calls := 0
	task.Go(t.Context(), task.Inline{},
		func(context.Context) (string, error) { return "half", errWork },
		func(got string, err error) {
			calls++
			if got != "half" || !errors.Is(err, errWork) {
				t.Errorf("done got %q, %v; want %q, %v", got, err, "half", errWork)
			}
		})
	if calls != 1 {
		t.Fatalf("done was called %d times, want once", calls)
	}
}

func TestGoIsSilentAfterCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	task.Go(ctx, task.Inline{},
		func(context.Context) (int, error) { cancel(); return 1, nil },
		func(int, error) { t.Error("done was called after the screen was gone") })
}

func TestGoTurnsPanicIntoError(t *testing.T) {
	var got error
	task.Go(t.Context(), task.Inline{},
		func(context.Context) (int, error) { panic(errWork) },
		func(_ int, err error) { got = err })
	var p *task.PanicError
	if !errors.As(got, &p) || len(p.Stack) == 0 {
		t.Fatalf("done got %#v, want a PanicError with its stack", got)
	}
	if !errors.Is(got, errWork) || got.Error() != "panic: work went wrong" {
		t.Errorf("the panic's value was lost: %v", got)
	}
}

func TestGoIsSilentWhenCancelledWhileTheWindowIsBusy(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var q task.Queue
	task.Go(ctx, &q,
		func(context.Context) (int, error) { return 1, nil },
		func(int, error) { t.Error("done was called after the screen was gone") })
	cancel()
	q.Drain()
}

func TestReportMarshalsAndStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var q task.Queue
	var seen []string
	report := task.Report(ctx, &q, func(done, total int, what string) {
		seen = append(seen, what)
		if done != 1 || total != 3 {
			t.Errorf("got %d of %d, want 1 of 3", done, total)
		}
	})
	report(1, 3, "one")
	if len(seen) != 0 {
		t.Fatal("progress was shown on the worker's goroutine")
	}
	q.Drain()
	report(1, 3, "late")
	cancel()
	q.Drain()
	if len(seen) != 1 || seen[0] != "one" {
		t.Errorf("shown %q, want only what came before the cancel", seen)
	}
}

func TestBackgroundRunsBeside(t *testing.T) {
	beside := make(chan struct{})
	task.Background().Run(func() { close(beside) })
	<-beside // would never come if Run waited for this goroutine
}

func TestTimeStandsStillInline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		saves := 0
		autosave := task.NewTimer(task.Inline{}, time.Second, func() { saves++ })
		autosave.Reset()
		time.Sleep(time.Hour)
		synctest.Wait()
		if saves != 0 {
			t.Fatal("time passed")
		}
		if !autosave.Flush() || saves != 1 {
			t.Errorf("Flush saved %d times, want once", saves)
		}
	})
}
