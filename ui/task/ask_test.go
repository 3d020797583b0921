package task_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/ui/task"
)

func TestAskWaitsForTheFirstAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q task.Queue
		var answer func(string, error)
		shown, hidden := 0, 0
		var got string
		ended := false
		go func() {
			got, _ = task.Ask(t.Context(), &q, func(a func(string, error)) func() {
				shown++
				answer = a
				return func() { hidden++ }
			})
			ended = true
		}()
		pass(&q, time.Hour)
		if shown != 1 || ended {
			t.Fatalf("shown %d times, ended: %v", shown, ended)
		}
		answer("một", nil)
		answer("hai", nil)
		pass(&q, 0)
		if got != "một" || !ended || hidden != 1 {
			t.Errorf("got %q, taken away %d times", got, hidden)
		}
	})
}

func TestAskHandsOnWhyThereIsNoAnswer(t *testing.T) {
	_, err := task.Ask(t.Context(), task.Inline{}, func(answer func(int, error)) func() {
		answer(0, errWork)
		return func() {}
	})
	if !errors.Is(err, errWork) {
		t.Errorf("got %v", err)
	}
}

func TestAskEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var q task.Queue
		hidden := false
		var err error
		go func() {
			_, err = task.Ask(ctx, &q, func(func(int, error)) func() { return func() { hidden = true } })
		}()
		pass(&q, time.Second)
		cancel()
		pass(&q, 0)
		if !hidden || !errors.Is(err, context.Canceled) {
			t.Errorf("taken away: %v, error %v", hidden, err)
		}
	})
}

func TestAskShowsNothingOnceItsContextHasEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var q task.Queue
		go func() {
			_, _ = task.Ask(ctx, &q, func(func(int, error)) func() {
				t.Error("asked for nobody")
				return func() {}
			})
		}()
		pass(&q, time.Second)
	})
}
