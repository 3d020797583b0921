package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"time"

	"tinxa/cmd/support"
	"tinxa/cmd/vault"
	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/graphics"
	"tinxa/ui/say"
)

// supportCommand writes what a helper needs into a file. It works where the
// window does not.
func supportCommand(c *call) func(context.Context) error {
	out := c.flags.String("o", "", "")
	return func(ctx context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		if *out == "" {
			return usage{say.T("cli.usage.support")}
		}
		dir, err := dataFolder(*c.data)
		if err != nil {
			return err
		}
		from := sources(dir)
		from.Outbox = c.publishedIn(from.Verdict)
		from.Told = []support.Section{graphicsFacts(lookApart(ctx)), updateFacts(newUpdates().Standing())}
		pieces, err := support.Gather(ctx, from, silent)
		if err != nil {
			return err
		}
		err = export.WriteFile(ctx, *out, func(w io.Writer) error { return support.Write(w, pieces, "", from.Now) })
		if err != nil {
			return about{*out, err}
		}
		c.warn("cli.support.done", *out)
		return c.print(*out)
	}
}

// publishedIn lists how publishing stands in a folder that was found sound: a
// damaged one may end the program that opens it.
func (c *call) publishedIn(check func(context.Context) (vault.Verdict, error)) func(context.Context) ([]model.Dispatch, []model.Account, error) {
	return func(ctx context.Context) (dispatches []model.Dispatch, accounts []model.Account, err error) {
		if v, err := check(ctx); err != nil || v.State != vault.Sound {
			return nil, nil, err
		}
		err = c.with(ctx, func(w *works) error {
			dispatches, accounts, err = w.published(ctx)
			return err
		})
		return dispatches, accounts, err
	}
}

// lookApart has another process look at the screen: a driver may end the one
// that does.
func lookApart(ctx context.Context) (f graphics.Finding) {
	self, err := os.Executable()
	if err != nil {
		return graphics.Finding{Problem: err.Error()}
	}
	const most = 15 * time.Second
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	said, err := exec.CommandContext(ctx, self, "graphics", "--json").Output()
	if json.Unmarshal(said, &f) != nil {
		slog.Warn("graphics", "err", err)
		f.Problem = fmt.Sprint(err)
	}
	return f
}
