package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tinxa/ui/say"
)

// paths is a flag that may be given several times.
type paths []string

func (p *paths) String() string     { return strings.Join(*p, ", ") }
func (p *paths) Set(v string) error { *p = append(*p, v); return nil }

// newCommand makes a draft and prints its id.
func newCommand(c *call) func(context.Context) error {
	from := c.flags.String("from", "", "")
	var photoFiles paths
	c.flags.Var(&photoFiles, "photo", "")
	return func(ctx context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		if *from == "" && len(photoFiles) == 0 {
			return usage{say.T("cli.usage.new")}
		}
		return c.with(ctx, func(w *works) error {
			in, err := w.takeIn(ctx, *from, photoFiles, silent)
			if err != nil {
				return err
			}
			fmt.Fprintln(c.out, in.report.ID)
			return c.tell(in)
		})
	}
}

func silent(int, int, string) {}

// tell names what was not taken in. A photo refused is a fault, though the
// draft is kept.
func (s streams) tell(in intake) error {
	if len(in.dropped) > 0 {
		s.warn("cli.new.dropped", len(in.dropped))
	}
	for _, id := range in.missing {
		s.warn("cli.new.missing", id)
	}
	for _, file := range slices.Sorted(maps.Keys(in.refused)) {
		e := say.Explain(in.refused[file])
		s.warn("editor.photos.refused", file, e.What+" "+e.Do)
	}
	if len(in.refused) > 0 {
		return errRefused
	}
	return nil
}

// errRefused: the draft was made, but without some of the photos. It was
// already told which.
var errRefused = errors.New("photos refused")
