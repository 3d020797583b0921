// Command wine proves the Windows program as far as a Linux machine can: on PCs
// played by wine it installs, types, kills, updates and uninstalls it, compares
// what it makes with what the Linux build makes, and prints one table. Its exit
// code is 1 when anything was not as it must be.
//
// What may live here tries the Windows program from outside; PCs are in the room
// office, typing in hands and strokes.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/jezek/xgb"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	xgb.Logger.SetOutput(io.Discard) // it tells of every X server that ends
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, out, complaints io.Writer) int {
	o, err := parse(args, complaints)
	if err != nil {
		return 2
	}
	good := true
	if o.Lane == "" {
		good, err = o.prove(ctx, out, complaints)
	} else {
		err = o.runLane(ctx, out)
	}
	if err != nil {
		fmt.Fprintln(complaints, "wine:", err)
	}
	if err != nil || !good {
		return 1
	}
	return 0
}

// options is what the command line asks for.
type options struct {
	Built   string // the folder in which make leaves what it builds
	Version string // that the program must have
	Only    string // suites whose name begins so, and what they rest on
	Lane    string // of this process; empty: it starts the lanes
	Dir     string // that the lanes share
	Kept    string // where what failed leaves its pictures and logs
}

func parse(args []string, complaints io.Writer) (options, error) {
	o := options{}
	f := flag.NewFlagSet("wine", flag.ContinueOnError)
	f.SetOutput(complaints)
	f.StringVar(&o.Built, "built", "build", "folder of the programs and installers, as make leaves it")
	f.StringVar(&o.Version, "version", "", "that the program must say it has")
	f.StringVar(&o.Only, "only", "", "run only suites whose name begins so, and those before them on the same PC that they need")
	f.StringVar(&o.Lane, "lane", "", "run one PC alone, and print outcomes as JSON (used by the program itself)")
	f.StringVar(&o.Dir, "dir", "", "shared by all PCs (used by the program itself)")
	f.StringVar(&o.Kept, "kept", filepath.Join(os.TempDir(), "tinxa-wine-kept"), "folder for pictures and logs of what failed")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if !slices.ContainsFunc(lanes(), func(l lane) bool { return slices.ContainsFunc(l.suites, o.names) }) {
		err := fmt.Errorf("no suite is called %q", o.Only)
		fmt.Fprintln(complaints, "wine:", err)
		return o, err
	}
	var err error
	o.Built, err = filepath.Abs(o.Built)
	return o, err
}

// names reports whether a suite is asked for by its name.
func (o options) names(s suite) bool { return strings.HasPrefix(s.name, o.Only) }

// args are the options of the process that runs a lane.
func (o options) args(lane, dir string) []string {
	return []string{
		"-lane", lane, "-dir", dir, "-built", o.Built, "-version", o.Version, "-only", o.Only, "-kept", o.Kept,
	}
}

// wants are the suites of a lane that are run: those that are asked for, and
// before them those on which others rest.
func (o options) wants(l lane) []suite {
	last := -1
	for i, s := range l.suites {
		if o.names(s) {
			last = i
		}
	}
	return slices.DeleteFunc(slices.Clone(l.suites[:last+1]), func(s suite) bool { return !s.ground && !o.names(s) })
}
