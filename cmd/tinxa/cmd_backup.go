package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/backup"
	"tinxa/model/viet"
	"tinxa/ui/say"
)

// backupCommand makes a backup: among the others or, with a path, in a folder
// that the user names.
func backupCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := c.want(0, 1); err != nil {
			return err
		}
		return c.with(ctx, func(w *works) error {
			if len(c.args) > 0 {
				return c.backupAt(ctx, w)
			}
			b, err := w.Backup(ctx, unheard)
			if err != nil {
				return err
			}
			return c.print(b.Name)
		})
	}
}

// backupAt makes a backup in the folder that the user named. Among the data it
// would go when they go.
func (c *call) backupAt(ctx context.Context, w *works) error {
	dir, err := filepath.Abs(c.args[0])
	if err != nil {
		return err
	}
	if inside, err := filepath.Rel(w.Dir, dir); err == nil && filepath.IsLocal(inside) {
		c.warn("cli.backup.inside", dir)
		return errRefused
	}
	b, err := w.Backups.MakeAt(ctx, dir, unheard)
	if err != nil {
		return about{dir, atPlace(err)}
	}
	return c.print(filepath.Join(dir, b.Name))
}

// unheard is the progress of work that a command line waits for.
func unheard(int, int) {}

// backupsCommand lists the backups, the newest first. It works when the
// database does not.
func backupsCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(ctx context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		all, _, err := c.shelves(ctx)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(c.out, all)
		}
		return printBackups(c.out, all)
	}
}

func (c *call) shelves(ctx context.Context) ([]model.Backup, *backup.Keeper, error) {
	dir, err := dataFolder(*c.data)
	if err != nil {
		return nil, nil, err
	}
	keeper, err := vault.Shelves(dir)
	if err != nil {
		return nil, nil, about{dir, err}
	}
	all, err := keeper.List(ctx)
	return all, keeper, err
}

func printBackups(out io.Writer, all []model.Backup) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, b := range all {
		sealed := ""
		if b.Sealed {
			sealed = say.T("cli.backups.sealed")
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", b.Name, stampOf(b.Made),
			say.T("cli.backups.shelf."+string(b.Shelf)), say.T("cli.backups.holds", b.Reports, b.Photos), sealed)
	}
	return table.Flush()
}

func stampOf(t time.Time) string {
	if t.IsZero() {
		return say.T("cli.time.unknown")
	}
	return say.Date(t.Local()) + " " + say.Time(t.Local())
}

// restoreCommand brings a backup back: all of it in the place of the database,
// which goes into quarantine, or one report beside what is there.
func restoreCommand(c *call) func(context.Context) error {
	report := c.flags.String("report", "", "")
	return func(ctx context.Context) error {
		if err := c.want(1, 1); err != nil {
			return err
		}
		dir, err := dataFolder(*c.data)
		if err != nil {
			return err
		}
		b, keeper, err := c.backupNamed(ctx)
		if errors.Is(err, model.ErrNotFound) {
			c.warn("cli.restore.unknown", c.args[0])
			return errRefused
		}
		if err != nil {
			return about{c.args[0], err}
		}
		passphrase, err := c.passphrase(b)
		if err != nil {
			return err
		}
		if *report != "" {
			return c.takeBack(ctx, b, passphrase, model.ReportID(*report))
		}
		out, err := vault.Restore(ctx, dir, keeper, b, passphrase)
		switch {
		case errors.Is(err, model.ErrLocked):
			return about{dir, err}
		case err != nil: // it is the backup that is damaged, say
			return about{c.args[0], err}
		}
		return c.printOutcome(out)
	}
}

// backupNamed finds the backup that the user named: by its name in the list, or
// by a path.
func (c *call) backupNamed(ctx context.Context) (model.Backup, *backup.Keeper, error) {
	all, keeper, err := c.shelves(ctx)
	if err != nil {
		return model.Backup{}, nil, err
	}
	for _, b := range all {
		if b.Name == c.args[0] {
			return b, keeper, nil
		}
	}
	b, err := backup.Find(c.args[0])
	return b, keeper, err
}

func (c *call) takeBack(ctx context.Context, b model.Backup, passphrase string, id model.ReportID) error {
	return c.with(ctx, func(w *works) error {
		r, err := w.TakeBack(ctx, b, passphrase, id)
		if errors.Is(err, model.ErrNotFound) {
			c.warn("cli.restore.noreport", b.Name, id)
			return errRefused
		}
		if err != nil {
			return about{string(id), err}
		}
		return c.print(r.ID)
	})
}

func (c *call) printOutcome(out vault.Outcome) error {
	if err := c.print(say.T("cli.restore.done", out.Reports)); err != nil {
		return err
	}
	if out.Quarantine != "" {
		c.warn("cli.restore.quarantine", out.Quarantine)
	}
	for _, id := range out.Missing {
		c.warn("cli.verify.photo", id)
	}
	if out.Unfilled != nil {
		c.warn("cli.detail", out.Unfilled)
	}
	return nil
}

// passphrase reads the passphrase of an encrypted backup from standard input:
// arguments are seen by other users of the machine.
func (c *call) passphrase(b model.Backup) (string, error) {
	if !b.Sealed {
		return "", nil
	}
	fmt.Fprint(c.err, say.T("cli.restore.passphrase")+" ")
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return viet.Normal(strings.TrimRight(line, "\r\n")), err
}
