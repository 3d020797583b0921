package outbox

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode"

	"tinxa/export"
	"tinxa/model"
)

const (
	mostLog   = 50  // entries of a dispatch's log
	mostSaid  = 200 // runes of what a portal said
	mostTries = 10  // in a row, before the user is asked; without a network there is no end to them
)

// pauses are how long to wait after each try that came to nothing; the last one
// is for all that follow.
var pauses = []time.Duration{
	5 * time.Second, 15 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute,
}

// passes reports whether an error may be gone by itself.
func passes(kind error) bool {
	return slices.Contains([]error{
		export.ErrOffline, export.ErrBusy, export.ErrUnknownOutcome, export.ErrStrangeAnswer, export.ErrSession,
	}, kind)
}

// refusedOutright reports whether err says that a request changed nothing. A
// portal is looked at before the next request in any case, so with one it may
// be doubted; with a Courier err is all there is.
func (r *run) refusedOutright(err error) bool {
	if export.Code(err) == "" || errors.Is(err, export.ErrUnknownOutcome) {
		return false
	}
	if _, ok := r.session.(export.Courier); ok {
		return true
	}
	kind := export.Coded(export.Code(err))
	return kind == export.ErrOffline || !passes(kind)
}

// fail enters why it did not go on, and whether it waits or asks.
func (r *run) fail(err error) {
	trouble, after := r.trouble(err)
	r.d.Trouble = &trouble
	r.log(trouble.Code, trouble.Said)
	kind := export.Coded(trouble.Code)
	offline := export.Code(export.ErrOffline)
	if (r.before == offline) != (trouble.Code == offline) {
		r.d.Wait.Tries = 0
	}
	tries := r.d.Wait.Tries + 1
	lastTry := kind != export.ErrOffline && tries >= mostTries
	if !passes(kind) || lastTry || r.d.Begun == begunSend {
		r.d.State, r.d.Wait = model.SendAsks, model.Wait{}
		return
	}
	pause := r.o.env.Jitter(pauses[min(tries, len(pauses))-1])
	pause = min(max(pause, after), longestWait)
	r.d.State = model.SendWaits
	r.d.Wait = model.Wait{Until: r.o.now().Add(pause), Tries: tries}
}

// trouble tells what err says, and how long the portal wants to be left alone.
func (r *run) trouble(err error) (t model.Trouble, after time.Duration) {
	t = model.Trouble{Code: export.Code(err), Photo: r.photo}
	var portal *export.PortalError
	if errors.As(err, &portal) {
		t.Said, t.Limit = oneLine(portal.Said), portal.Limit
		t.Fingerprint, t.Reason = oneLine(portal.Fingerprint), oneLine(portal.Reason)
		if after = portal.After; after > 0 {
			t.After = r.o.now().Add(after)
		}
	}
	if t.Code == export.Code(export.ErrChangedThere) {
		t.There = r.conflict
	}
	return t, after
}

// oneLine is foreign text as it may be kept: short, on one line, nothing in it
// that steers a screen.
func oneLine(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return ' '
		}
		if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, ""))
	runes := []rune(strings.Join(strings.Fields(s), " "))
	return strings.TrimSpace(string(runes[:min(len(runes), mostSaid)]))
}

// log enters one line of what was done.
func (r *run) log(what, note string) { r.d.Log = logged(r.d.Log, r.o.now(), what, note) }

// logged is a log with one more entry, and shares nothing with it.
func logged(log []model.LogEntry, at time.Time, what, note string) []model.LogEntry {
	log = append(slices.Clone(log), model.LogEntry{At: at, What: what, Note: oneLine(note)})
	return log[max(0, len(log)-mostLog):]
}
