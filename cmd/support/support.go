// Package support gathers what somebody needs who helps a user from afar:
// versions, the system, how things stand with the data and with publishing,
// settings, logs. It holds nothing of what reports say, no names, no secrets; of
// addresses only the host. Each piece is text that the user can read first.
//
// What may live here turns what other rooms know into such text, and makes one
// file of it.
package support

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"tinxa/cmd/logbook"
	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/ui/say"
)

// Fact is one line of what is known: a name and a value.
type Fact struct{ Name, Value string }

// Section is what one part of the program tells of itself, under a heading in
// the user's words.
type Section struct {
	Title string
	Facts []Fact
}

// Sources are where a bundle comes from.
type Sources struct {
	Program logbook.Program
	Dir     string // of the data
	Logs    string // the folder of the logs; empty where there are none
	Now     time.Time
	// Verdict checks the data, or tells what the last check said.
	Verdict func(context.Context) (vault.Verdict, error)
	// Outbox lists what is published and where to; nil while the data are not
	// open.
	Outbox func(context.Context) ([]model.Dispatch, []model.Account, error)
	// Told are facts that others gathered: graphics, screen, updates, settings.
	Told []Section
}

// Piece is a file of a bundle.
type Piece struct {
	Name  string // in the zip: "summary.txt"
	Title string // in the user's words
	Text  string
}

// Progress tells how many pieces are gathered of how many, and which is in hand.
type Progress func(done, total int, what string)

// Gather makes the pieces. What cannot be found out is said in its place and
// keeps nothing else away: the end of ctx alone is an error.
func Gather(ctx context.Context, s Sources, progress Progress) ([]Piece, error) {
	clean := logbook.ThisUser()
	steps := []struct {
		name, title string
		make        func() string
	}{
		{"summary.txt", "support.summary", func() string { return s.summary() }},
		{"data.txt", "support.data", func() string { return s.data(ctx) }},
		{"outbox.txt", "support.outbox", func() string { return s.outbox(ctx) }},
	}
	total := len(steps) + 1
	var pieces []Piece
	for i, step := range steps {
		progress(i, total, say.T(step.title))
		pieces = append(pieces, Piece{step.name, say.T(step.title), clean.Text(step.make())})
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("support: %w", err)
		}
	}
	progress(len(steps), total, say.T("support.logs"))
	pieces = append(pieces, s.logs(clean)...)
	progress(total, total, "")
	return pieces, ctx.Err()
}

// summary is what is asked first.
func (s Sources) summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", say.T("support.head", s.Now.Format("15:04 02/01/2006")))
	all := append([]Section{s.program(), place(s.Dir)}, s.Told...)
	for _, section := range all {
		section.write(&b)
	}
	return b.String()
}

func (s Section) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n%s\n", s.Title)
	for _, f := range s.Facts {
		fmt.Fprintf(b, "  %s: %s\n", f.Name, cmp.Or(f.Value, "–"))
	}
}
