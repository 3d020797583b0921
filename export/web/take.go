package web

import "io"

// mostRefusal is how much is read of an answer that says no, in bytes, where
// answers are expected that are too large to be held in memory.
const mostRefusal = 1 << 20

// take reads the body of an answer, or hands it on, and returns its length as
// far as it came.
func (r Request) take(body io.Reader, a *Answer) (int64, error) {
	if r.Into != nil && a.Status/100 == 2 {
		to, err := r.Into(*a)
		if err != nil {
			return 0, sinkError{err}
		}
		return io.Copy(sink{to}, body)
	}
	if r.Into != nil {
		body = io.LimitReader(body, mostRefusal)
	}
	all, err := io.ReadAll(body)
	size := int64(len(all))
	if r.Want == JSON || r.Want == XML {
		all = bareBody(all)
	}
	a.Body = all
	return size, err
}

// sinkError is what went wrong where an answer went, to tell it from what went
// wrong on its way.
type sinkError struct{ error }

type sink struct{ io.Writer }

func (s sink) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if err != nil {
		err = sinkError{err}
	}
	return n, err
}
