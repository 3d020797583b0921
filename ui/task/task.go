// Package task runs work beside the window: the only goroutines, the only
// timers and the only fyne.Do of the interface live here. Screens hand in plain
// functions and a Runner; tests hand in Inline.
package task

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
)

// Runner decides on which goroutine things happen.
type Runner interface {
	// Run does f beside the window.
	Run(f func())
	// Do does f where widgets may be touched.
	Do(f func())
	// After does f where widgets may be touched, once wait is over; stop calls
	// it off.
	After(wait time.Duration, f func()) (stop func())
}

// Background is the Runner of the real program: a goroutine for work, Fyne's
// own goroutine for the rest.
func Background() Runner { return background{} }

type background struct{}

func (background) Run(f func()) { go f() }
func (background) Do(f func())  { fyne.Do(f) }

func (b background) After(wait time.Duration, f func()) (stop func()) {
	return after(b, wait, f)
}

// Inline is the Runner of tests: everything at once, on the caller's goroutine.
// Time stands still: what should happen later does not, unless Timer.Flush asks
// for it.
type Inline struct{}

// Run calls f.
func (Inline) Run(f func()) { f() }

// Do calls f.
func (Inline) Do(f func()) { f() }

// After never calls f.
func (Inline) After(time.Duration, func()) (stop func()) { return func() {} }

func after(r Runner, wait time.Duration, f func()) (stop func()) {
	pending := time.AfterFunc(wait, func() { r.Do(f) })
	return func() { pending.Stop() }
}

// PanicError is what done receives when work panicked.
type PanicError struct {
	Value any    // what was handed to panic
	Stack []byte // where, for the fault report; never for the screen
}

// Error names the panic without its stack.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap gives the error that was panicked with, if it was one.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Go runs work beside the window and hands its result to done where widgets may
// be touched. done is not called once ctx is cancelled: the screen is gone then.
func Go[T any](ctx context.Context, r Runner, work func(context.Context) (T, error), done func(T, error)) {
	r.Run(func() {
		result, err := caught(ctx, work)
		r.Do(func() {
			if ctx.Err() == nil {
				done(result, err)
			}
		})
	})
}

// caught is work's result, with a panic turned into a PanicError.
func caught[T any](ctx context.Context, work func(context.Context) (T, error)) (result T, err error) {
	defer func() {
		if v := recover(); v != nil {
			fault := &PanicError{Value: v, Stack: debug.Stack()}
			slog.Error("task", "err", fault, "stack", string(fault.Stack))
			err = fault
		}
	}()
	return work(ctx)
}

// Progress tells how far work is: done of total pieces, and the piece in hand
// in the user's words. total is 0 while unknown.
type Progress func(done, total int, what string)

// Report returns a Progress that work may call from its own goroutine; show is
// called where widgets may be touched, and not once ctx is cancelled.
func Report(ctx context.Context, r Runner, show Progress) Progress {
	return func(done, total int, what string) {
		r.Do(func() {
			if ctx.Err() == nil {
				show(done, total, what)
			}
		})
	}
}
