// Command reliability proves that what the window says is saved is saved: it
// kills writers, cuts the power, damages files and lets the disk fail, many
// times over, and prints one table. Its exit code is 1 when anything was lost.
//
// What may live here tries the rooms that keep reports; it keeps none itself.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, out, complaints io.Writer) int {
	if len(args) == 3 && args[0] == childFlag {
		if err := runChild(ctx, args[1], args[2], out); err != nil {
			fmt.Fprintln(complaints, "reliability:", err)
			return 1
		}
		return 0
	}
	o, err := parse(args, complaints)
	if err != nil {
		return 2
	}
	good, err := o.prove(ctx, out)
	if err != nil {
		fmt.Fprintln(complaints, "reliability:", err)
	}
	if err != nil || !good {
		return 1
	}
	return 0
}

// options is what the command line asks for.
type options struct {
	seed   uint64
	only   string
	group  int
	counts map[string]*int
}

// longVariable asks for the long run.
const longVariable = "TINXA_LONG"

func parse(args []string, complaints io.Writer) (options, error) {
	o := options{counts: map[string]*int{}}
	f := flag.NewFlagSet("reliability", flag.ContinueOnError)
	f.SetOutput(complaints)
	f.Uint64Var(&o.seed, "seed", uint64(time.Now().Unix()), "of all chances; the time without it")
	f.StringVar(&o.only, "only", "", "run only suites whose name begins so")
	f.IntVar(&o.group, "group", -1, "run only this group of cases")
	for _, s := range suites() {
		n := s.short
		if os.Getenv(longVariable) != "" {
			n = s.long
		}
		o.counts[s.name] = f.Int(flagName(s.name), n, "cases of "+s.name)
	}
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if !slices.ContainsFunc(suites(), o.wants) {
		err := fmt.Errorf("no suite is called %q", o.only)
		fmt.Fprintln(complaints, "reliability:", err)
		return o, err
	}
	return o, nil
}

// wants reports whether a suite is to be run.
func (o options) wants(s suite) bool {
	return strings.HasPrefix(s.name, o.only) && *o.counts[s.name] > 0
}

// flagName is the flag that says how many cases a suite has.
func flagName(suite string) string {
	return strings.NewReplacer(": ", "-", " ", "-").Replace(strings.ToLower(suite))
}

// prove runs the suites and prints the table.
func (o options) prove(ctx context.Context, out io.Writer) (good bool, err error) {
	fmt.Fprintf(out, "seed %d\n", o.seed)
	t := newTable(out)
	for _, s := range suites() {
		if !o.wants(s) {
			continue
		}
		all, err := runSuite(ctx, s, lane{Seed: o.seed, Cases: *o.counts[s.name], Only: o.group})
		if err != nil {
			return false, fmt.Errorf("%s: %w", s.name, err)
		}
		t.add(s, all)
	}
	return t.good, nil
}

// suites are all proofs, the quickest to understand first.
func suites() []suite {
	return []suite{
		{name: "kill", short: 200, long: 10_000, size: 25, run: runKills},
		{name: "power", short: 2_500, long: 100_000, size: 250, run: runPower, inMemory: true},
		control("photo not flushed", without(isPhotoSync)),
		control("NoSync", without(isDatabaseSync)),
		control("created in place", runInPlace),
		{name: "damage", short: 301, long: 10_003, size: 49, run: runDamage, inMemory: true},
		control("checksums not checked", runUnchecked),
		{name: "refused", short: 210, long: 3_150, size: 30, run: runRefusals},
		{name: "circumstances", short: 6, long: 60, size: 3, run: runCircumstances},
		{name: "window", short: 40, long: 400, size: 5, run: runWindow, prepare: prepareWindow, lanes: 4},
	}
}

// control is a suite in which something is broken on purpose.
func control(what string, run func(context.Context, *group) error) suite {
	return suite{name: "control: " + what, short: 100, long: 1_000, size: 50, run: run, control: true, inMemory: true}
}

// find is the suite of a name.
func find(name string) (suite, error) {
	for _, s := range suites() {
		if s.name == name {
			return s, nil
		}
	}
	return suite{}, fmt.Errorf("no suite is called %q", name)
}
