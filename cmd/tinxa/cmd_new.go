package main

import (
	"context"
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
			in, err := w.takeIn(ctx, *from, expand(photoFiles), silent)
			if err != nil {
				return err
			}
			if err := c.print(in.report.ID); err != nil {
				return err
			}
			return c.tell(in)
		})
	}
}

func silent(int, int, string) {}

// tell names what was not taken in, or not whole. A photo refused is a fault,
// though the draft is kept.
func (s streams) tell(in intake) error {
	if len(in.dropped) > 0 {
		s.warn("cli.new.dropped", len(in.dropped))
	}
	for _, id := range in.missing {
		s.warn("cli.new.missing", id)
	}
	for _, file := range in.damaged {
		s.warn("editor.photos.damaged", file)
	}
	for _, why := range in.refused {
		s.refuse(why)
	}
	if len(in.refused) > 0 {
		return errRefused
	}
	return nil
}
