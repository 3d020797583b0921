package task

import "context"

// Ask puts a question to the user from work beside the window, and waits for
// the answer or the end of ctx, whose error it returns then. show is called
// where widgets may be touched; it hands the first answer to answer and returns
// what takes the question away, which is called there too, whatever happens.
func Ask[T any](ctx context.Context, r Runner, show func(answer func(T, error)) (hide func())) (T, error) {
	type reply struct {
		value T
		err   error
	}
	answered := make(chan reply, 1)
	answer := func(value T, err error) {
		select {
		case answered <- reply{value, err}:
		default: // pressed twice
		}
	}
	hide := func() {}
	r.Do(func() {
		if ctx.Err() == nil {
			hide = show(answer)
		}
	})
	defer r.Do(func() { hide() })
	select {
	case a := <-answered:
		return a.value, a.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
