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

	"tinxa/assets"
	"tinxa/ui/say"
)

// streams are where a command reads and writes: results on out, bare enough
// for scripts, and everything meant for people on err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// The exit codes.
const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
)

// errUsage is wrapped by faults of the call itself.
var errUsage = errors.New("wrong use")

// usage is a fault of the call in the user's words.
type usage struct{ words string }

func (u usage) Error() string { return u.words }
func (u usage) Unwrap() error { return errUsage }

// call is one run of a command.
type call struct {
	streams
	flags *flag.FlagSet
	data  *string  // --data
	args  []string // what is no flag
}

// commands lists the commands by name. Each registers its flags on the call
// and returns what is done after they were read.
var commands = map[string]func(*call) func(context.Context) error{
	"new":     newCommand,
	"list":    listCommand,
	"show":    showCommand,
	"export":  exportCommand,
	"photo":   photoCommand,
	"demo":    demoCommand,
	"version": versionCommand,
}

// run does what the arguments ask for and returns the exit code. Without a
// command it opens the window.
func run(args []string, s streams) int {
	if err := say.Load(assets.FS); err != nil {
		fmt.Fprintln(s.err, err)
		return exitFault
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return s.code(dispatch(ctx, args, s))
}

func dispatch(ctx context.Context, args []string, s streams) error {
	at := 0
	if len(args) > 2 && (args[0] == "--data" || args[0] == "-data") {
		at = 2
	}
	if at >= len(args) || strings.HasPrefix(args[at], "-") && !isHelp(args[at]) {
		return runCommand(ctx, "", args, s)
	}
	if isHelp(args[at]) {
		fmt.Fprintln(s.out, say.T("cli.help", name))
		return nil
	}
	if _, known := commands[args[at]]; !known {
		return usage{say.T("cli.usage.unknown", args[at])}
	}
	return runCommand(ctx, args[at], slices.Delete(slices.Clone(args), at, at+1), s)
}

func isHelp(arg string) bool { return slices.Contains([]string{"help", "-h", "--help"}, arg) }

func runCommand(ctx context.Context, command string, args []string, s streams) error {
	c := &call{streams: s, flags: flag.NewFlagSet(command, flag.ContinueOnError)}
	c.flags.SetOutput(io.Discard)
	c.data = c.flags.String("data", "", "")
	prepare := commands[command]
	if command == "" {
		prepare = windowCommand
	}
	do := prepare(c)
	if err := c.parse(args); err != nil {
		return err
	}
	return do(ctx)
}

// parse reads flags wherever they stand, before and behind the other words.
func (c *call) parse(args []string) error {
	for len(args) > 0 {
		if err := c.flags.Parse(args); err != nil {
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
	case errors.Is(err, errUsage):
		fmt.Fprintln(s.err, err)
		fmt.Fprintln(s.err, say.T("cli.usage.more"))
		return exitUsage
	case errors.Is(err, errRefused):
		return exitFault
	}
	e := say.Explain(err)
	fmt.Fprintln(s.err, e.What)
	fmt.Fprintln(s.err, e.Kept)
	fmt.Fprintln(s.err, e.Do)
	fmt.Fprintln(s.err, say.T("cli.detail", e.Detail))
	return exitFault
}

// warn tells something that keeps nothing from being done.
func (s streams) warn(key string, args ...any) { fmt.Fprintln(s.err, say.T(key, args...)) }
