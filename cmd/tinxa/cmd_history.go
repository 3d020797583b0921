package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"tinxa/model"
	"tinxa/ui/say"
)

// historyCommand lists the kept revisions of a report, the newest first.
func historyCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(ctx context.Context) error {
		if err := c.want(1, 1); err != nil {
			return err
		}
		return c.with(ctx, func(w *works) error {
			all, err := w.Store.History(ctx, model.ReportID(c.args[0]))
			if err != nil {
				return about{c.args[0], err}
			}
			if *asJSON {
				return printJSON(c.out, all)
			}
			table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
			for _, r := range all {
				fmt.Fprintf(table, "%d\t%s\t%s\n", r.Rev, stampOf(r.Saved), pinned(r.Pins))
			}
			return table.Flush()
		})
	}
}

func pinned(pins []model.Pin) string {
	var words []string
	for _, p := range pins {
		words = append(words, say.T("cli.history."+string(p.Kind), p.Name))
	}
	return strings.Join(words, "; ")
}
