package logbook

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// How many bytes a value may have in a line: enough for any error, too little
// for a report. Where the code stood that panicked takes more.
const (
	longest      = 600
	longestStack = 6 << 10
	stack        = "stack" // the name of such a value
)

// private are names of values that may hold a user's words or secrets. They are
// not written, whoever hands them in.
var private = regexp.MustCompile(`(?i)^(.*pass(word|phrase)?|.*secret|.*token|.*key|cookie|authorization|title|headline|lead|caption|body|text|words|content|user|login|author)$`)

// handler writes records as lines of plain text.
type handler struct {
	book   *Logbook
	fields string   // of With, ready to be written
	groups []string // that the names of values stand in
}

// Enabled implements slog.Handler: what is meant for developers alone is left out.
func (h handler) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

// WithAttrs implements slog.Handler.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	var b strings.Builder
	for _, a := range attrs {
		h.field(&b, h.groups, a)
	}
	h.fields += b.String()
	return h
}

// WithGroup implements slog.Handler.
func (h handler) WithGroup(name string) slog.Handler {
	if name != "" {
		h.groups = append(slices.Clip(h.groups), name)
	}
	return h
}

// stamp is how times stand in the log: to be read by people in Việt Nam, and
// with the distance from UTC for everybody else.
const stamp = "2006-01-02 15:04:05.000 -0700"

// Handle implements slog.Handler. One record is one write of one line, so that
// several processes may write at once.
func (h handler) Handle(_ context.Context, r slog.Record) error {
	if r.Time.IsZero() {
		r.Time = time.Now()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %-5s %d %s%s", r.Time.Format(stamp), r.Level, os.Getpid(), h.value(r.Message, false, longest), h.fields)
	r.Attrs(func(a slog.Attr) bool {
		h.field(&b, h.groups, a)
		return true
	})
	b.WriteByte('\n')
	return h.book.write(b.String())
}

// field adds a value with its name.
func (h handler) field(b *strings.Builder, groups []string, a slog.Attr) {
	value := a.Value.Resolve()
	if value.Kind() == slog.KindGroup {
		if a.Key != "" {
			groups = append(slices.Clip(groups), a.Key)
		}
		for _, inner := range value.Group() {
			h.field(b, groups, inner)
		}
		return
	}
	if a.Equal(slog.Attr{}) {
		return
	}
	text := hidden
	if !private.MatchString(a.Key) {
		text = h.value(h.text(value), true, boundOf(a.Key))
	}
	b.WriteString(" " + strings.Join(append(slices.Clip(groups), a.Key), ".") + "=" + text)
}

func boundOf(name string) int {
	if name == stack {
		return longestStack
	}
	return longest
}

// text is a value as it is written.
func (h handler) text(v slog.Value) string {
	if err, ok := v.Any().(error); ok {
		return h.book.words(err)
	}
	return v.String()
}

// value is a text made fit for a line: redacted, not too long, and quoted where
// it would not be read as one.
func (h handler) value(s string, quoted bool, most int) string {
	s = h.book.redactor.Text(s)
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + hidden
	}
	if bare := !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == '"' || r == 0x7f }); bare && (!quoted || s != "" && !strings.Contains(s, " ")) {
		return s
	}
	return strconv.Quote(s)
}
