package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tinxa/cmd/vault"
	"tinxa/export"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/ui/graphics"
	"tinxa/ui/say"
)

// verifyCommand checks the data folder. The window runs it too, as a process of
// its own, and reads the JSON.
func verifyCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(ctx context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		dir, err := dataFolder(*c.data)
		if err != nil {
			return err
		}
		v, err := vault.Check(ctx, dir)
		if err != nil {
			return about{dir, err}
		}
		if *asJSON {
			err = printJSON(c.out, v)
		} else {
			err = c.printVerdict(v)
		}
		return errors.Join(err, refusal(v))
	}
}

// refusal makes the exit code of a verdict that is not good. What is wrong was
// told already.
func refusal(v vault.Verdict) error {
	if (v.State == vault.Sound || v.State == vault.Fresh) && len(v.Photos) == 0 {
		return nil
	}
	return errRefused
}

func (c *call) printVerdict(v vault.Verdict) error {
	words := say.T("cli.verify." + string(v.State))
	if v.State == vault.Sound {
		words = say.T("cli.verify.sound", v.Health.Reports, v.Health.Revisions, len(v.Health.Photos))
	}
	if err := c.print(words); err != nil {
		return err
	}
	for _, t := range v.Health.Damaged {
		c.warn("cli.verify.record", t.ID, t.Rev, called(t))
	}
	for _, id := range v.Photos {
		c.warn("cli.verify.photo", id)
	}
	for _, fault := range v.Health.Faults {
		c.warn("cli.detail", fault)
	}
	if v.State == vault.Damaged || v.State == vault.Missing {
		c.warn("cli.verify.do")
	}
	return nil
}

// called is the headline of what is lost, where anything tells it.
func called(t model.Trace) string {
	if t.Name == "" {
		return say.T("cli.nameless")
	}
	return t.Name
}

// salvageCommand takes every report that can be read out of a damaged file and
// writes the newest state of each as JSON into a folder.
func salvageCommand(c *call) func(context.Context) error {
	out := c.flags.String("o", "", "")
	return func(ctx context.Context) error {
		if err := c.want(1, 1); err != nil {
			return err
		}
		if *out == "" {
			return usage{say.T("cli.usage.salvage")}
		}
		s, err := bolt.Salvage(ctx, c.args[0])
		if err != nil {
			return about{c.args[0], err}
		}
		if len(s.Found)+len(s.Traces) == 0 {
			c.warn("cli.salvage.nothing", c.args[0])
			return errRefused
		}
		if err := makeFolder(*out, 0o777); err != nil {
			return about{*out, err}
		}
		newest := newestOf(s.Found)
		for _, f := range newest {
			if err := c.writeFound(ctx, *out, f); err != nil {
				return about{*out, err}
			}
		}
		c.warn("cli.salvage.done", len(newest), *out)
		return c.warnLost(newest, s.Traces)
	}
}

// newestOf is the newest state of each report, in the order they were found.
func newestOf(found []model.Found) []model.Found {
	at := map[model.ReportID]int{}
	var newest []model.Found
	for _, f := range found {
		i, met := at[f.Report.ID]
		switch {
		case !met:
			at[f.Report.ID] = len(newest)
			newest = append(newest, f)
		case f.Report.Rev > newest[i].Report.Rev:
			newest[i] = f
		}
	}
	return newest
}

func (c *call) writeFound(ctx context.Context, dir string, f model.Found) error {
	data, err := model.EncodeIndented(f.Report)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, export.FileName(f.Report)+"-"+string(f.Report.ID)+".json")
	err = export.WriteFile(ctx, path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	return c.print(fmt.Sprintf("%s  %s  %s", f.Report.ID, stampOf(f.Report.Updated), path))
}

// warnLost names what the file tells of and does not hold any more.
func (c *call) warnLost(newest []model.Found, traces []model.Trace) error {
	have := map[model.ReportID]int64{}
	for _, f := range newest {
		have[f.Report.ID] = f.Report.Rev
	}
	var lost error
	for _, t := range traces {
		if t.Rev > have[t.ID] {
			c.warn("cli.salvage.lost", t.ID, called(t), stampOf(t.Saved))
			lost = errRefused
		}
	}
	return lost
}

// verifyItself is how this program calls itself for the check at start.
func verifyItself(dir string) []string {
	program, err := graphics.Program()
	if err != nil {
		program = os.Args[0]
	}
	return []string{program, "verify", "--json", "--data", dir}
}
