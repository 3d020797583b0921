package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/viet"
	"tinxa/ui/say"
)

// listCommand lists the reports, those that hold every word of the query.
func listCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(ctx context.Context) error {
		return c.with(ctx, func(w *works) error {
			all, err := w.Store.Reports(ctx)
			if err != nil {
				return err
			}
			found := matching(all, strings.Join(c.args, " "))
			if *asJSON {
				return printJSON(c.out, listed(found))
			}
			return printList(c.out, found)
		})
	}
}

func matching(all []model.Summary, query string) []model.Summary {
	query = viet.Fold(query)
	found := []model.Summary{}
	for _, s := range all {
		if viet.Matches(viet.Fold(s.Title+"\n"+s.Commune+"\n"+s.Find), query) {
			found = append(found, s)
		}
	}
	return found
}

// listItem is a report in list --json.
type listItem struct {
	ID      model.ReportID `json:"id"`
	Title   string         `json:"title"`
	Commune string         `json:"commune"`
	Date    string         `json:"date"` // of the meeting, 2026-10-15; empty where not stated
	Status  model.Status   `json:"status"`
	Updated time.Time      `json:"updated"`
	Photos  int            `json:"photos"`
	Words   int            `json:"words"`
}

func listed(found []model.Summary) []listItem {
	items := make([]listItem, len(found))
	for i, s := range found {
		items[i] = listItem{
			ID: s.ID, Title: s.Title, Commune: s.Commune, Status: s.Status,
			Updated: s.Updated, Photos: s.Photos, Words: s.Words,
		}
		if date, err := s.Date.MarshalText(); err == nil && !s.Date.IsZero() {
			items[i].Date = string(date)
		}
	}
	return items
}

func printList(out io.Writer, found []model.Summary) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, s := range found {
		title := s.Title
		if title == "" {
			title = say.T("cli.list.untitled")
		}
		updated := s.Updated.Local()
		fmt.Fprintf(table, "%s\t%s %s\t%s\t%s\n", s.ID, say.Date(updated), say.Time(updated),
			say.T("status."+string(s.Status)), title)
	}
	return table.Flush()
}

func printJSON(out io.Writer, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", data)
	return err
}

// showCommand prints a report as text, or as JSON.
func showCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(ctx context.Context) error {
		if err := c.want(1, 1); err != nil {
			return err
		}
		return c.with(ctx, func(w *works) error {
			r, err := w.report(ctx, c.args[0])
			if err != nil {
				return err
			}
			if *asJSON {
				data, err := model.EncodeIndented(r)
				if err == nil {
					_, err = c.out.Write(data)
				}
				return err
			}
			return w.plain.Export(ctx, c.out, export.Bundle{Report: r})
		})
	}
}

// report reads the report of an id that the user gave.
func (w *works) report(ctx context.Context, id string) (model.Report, error) {
	r, err := w.Store.Report(ctx, model.ReportID(id))
	if err != nil {
		return r, about{id, err}
	}
	return r, nil
}
