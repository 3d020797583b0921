package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/ui/graphics"
	"tinxa/ui/say"
)

// streams are where a command writes: results on out, bare enough for scripts,
// and everything meant for people on err.
type streams struct{ out, err io.Writer }

// The exit codes.
const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
	exitBlind = 3 // this machine cannot show the window
)

// errUsage is wrapped by faults of the call itself.
var errUsage = errors.New("wrong use")

// usage is a fault of the call in the user's words.
type usage struct{ words string }

func (u usage) Error() string { return u.words }
func (u usage) Unwrap() error { return errUsage }

// about is a fault with what it is about, as the user knows it: a file, a
// folder, the id of a report.
type about struct {
	what string
	err  error
}

func (a about) Error() string { return a.what + ": " + a.err.Error() }
func (a about) Unwrap() error { return a.err }

// call is one run of a command.
type call struct {
	streams
	flags *flag.FlagSet
	data  *string  // --data
	args  []string // what is no flag
}

// commands lists the commands by name. Each registers its flags on the call
// and returns what is done after they were read. No command opens the window.
var commands = map[string]func(*call) func(context.Context) error{
	"":         windowCommand,
	"help":     helpCommand,
	"new":      newCommand,
	"list":     listCommand,
	"show":     showCommand,
	"export":   exportCommand,
	"photo":    photoCommand,
	"demo":     demoCommand,
	"history":  historyCommand,
	"verify":   verifyCommand,
	"backup":   backupCommand,
	"backups":  backupsCommand,
	"restore":  restoreCommand,
	"salvage":  salvageCommand,
	"portal":   portalCommand,
	"publish":  publishCommand,
	"outbox":   outboxCommand,
	"graphics": graphicsCommand,
	"update":   updateCommand,
	"support":  supportCommand,
	"version":  versionCommand,
}

// run does what the arguments ask for and returns the exit code. Without a
// command it opens the window.
func run(args []string, s streams) int {
	if err := say.Load(assets.FS); err != nil {
		fmt.Fprintln(s.err, err)
		return exitFault
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends what the first did not
	return s.code(dispatch(ctx, args, s))
}

// dispatch runs the command that is named first, or behind --data.
func dispatch(ctx context.Context, args []string, s streams) error {
	at := 0
	switch {
	case len(args) == 0:
	case args[0] == "--data" || args[0] == "-data":
		at = 2
	case strings.HasPrefix(args[0], "--data=") || strings.HasPrefix(args[0], "-data="):
		at = 1
	}
	if at >= len(args) || strings.HasPrefix(args[at], "-") {
		return s.runCommand(ctx, "", args)
	}
	if _, known := commands[args[at]]; !known && onlyFiles(args[at:]) {
		return s.runCommand(ctx, "", args)
	}
	return s.runCommand(ctx, args[at], slices.Delete(slices.Clone(args), at, at+1))
}

func (s streams) runCommand(ctx context.Context, command string, args []string) error {
	prepare, known := commands[command]
	if !known {
		return usage{say.T("cli.usage.unknown", command)}
	}
	c := &call{streams: s, flags: flag.NewFlagSet(command, flag.ContinueOnError)}
	c.flags.SetOutput(io.Discard)
	c.data = c.flags.String("data", "", "")
	do := prepare(c)
	if err := c.parse(args); err != nil {
		return err
	}
	return do(ctx)
}

// parse reads flags wherever they stand, before and behind the other words.
func (c *call) parse(args []string) error {
	for len(args) > 0 {
		err := c.flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		if err != nil {
			return usage{say.T("cli.usage.flag", strings.Join(args, " "))}
		}
		args = c.flags.Args()
		if len(args) > 0 {
			c.args = append(c.args, args[0])
			args = args[1:]
		}
	}
	return nil
}

// want fails unless there are from…to words beside the flags.
func (c *call) want(from, to int) error {
	if len(c.args) < from || len(c.args) > to {
		return usage{say.T("cli.usage." + c.flags.Name())}
	}
	return nil
}

// code tells the fault on err and returns the exit code that belongs to it.
func (s streams) code(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, flag.ErrHelp):
		return s.code(s.print(say.T("cli.help", name)))
	case errors.Is(err, errUsage):
		fmt.Fprintln(s.err, err)
		fmt.Fprintln(s.err, say.T("cli.usage.more"))
		return exitUsage
	case errors.Is(err, errRefused):
		return exitFault
	}
	e, named := say.Explain(err), ""
	if a := (about{}); errors.As(err, &a) && a.what != "" {
		named = a.what + ": "
	}
	fmt.Fprintln(s.err, named+e.What)
	fmt.Fprintln(s.err, e.Kept)
	fmt.Fprintln(s.err, e.Do)
	if e.Note != "" { // a fingerprint, that --trust asks for
		fmt.Fprintln(s.err, e.Note)
	}
	if errors.Is(err, export.ErrNoSecret) {
		s.warn("cli.portal.nosecret")
	}
	s.warn("cli.detail", e.Detail)
	if errors.Is(err, graphics.ErrNone) || errors.Is(err, graphics.ErrNoDisplay) {
		return exitBlind
	}
	return exitFault
}

// print writes a line of the result.
func (s streams) print(line any) error {
	_, err := fmt.Fprintln(s.out, line)
	return err
}

// warn tells something that keeps nothing from being done.
func (s streams) warn(key string, args ...any) {
	logWarning(key, args)
	fmt.Fprintln(s.err, say.T(key, args...))
}

// errRefused: what was asked for is done, but for some of the photos. It was
// told already which.
var errRefused = errors.New("photos refused")

// refuse tells of a photo that was left out.
func (s streams) refuse(why about) {
	e := say.Explain(why)
	s.warn("editor.photos.refused", why.what, e.What+" "+e.Do)
	s.warn("cli.detail", e.Detail)
}

// helpCommand prints how all commands are called.
func helpCommand(*call) func(context.Context) error {
	return func(context.Context) error { return flag.ErrHelp }
}

// versionCommand prints name and version.
func versionCommand(c *call) func(context.Context) error {
	return func(context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		return c.print(fmt.Sprintf("%s %s (%s)", name, version, build))
	}
}
