// Command publishing proves that a report is published exactly once: it sends
// reports to every portal there is a server for, disturbs every request with
// every fault, stops and kills the sender at every step, and prints one table.
// Its exit code is 1 when anything stood there twice or was lost.
//
// What may live here tries the rooms that publish; it publishes nothing itself.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"tinxa/export/exporttest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log.SetOutput(io.Discard) // servers of the tests talk about every cut connection
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, out, complaints io.Writer) int {
	o, err := parse(args, complaints)
	if err != nil {
		return 2
	}
	good, err := o.prove(ctx, out)
	if err != nil {
		fmt.Fprintln(complaints, "publishing:", err)
	}
	if err != nil || !good {
		return 1
	}
	return 0
}

// options is what the command line asks for.
type options struct {
	seed    uint64
	only    string // portals whose name begins so
	program string // tinxa itself; empty: it is not killed
	draw    int    // faults for each request of a slow portal; 0: all
	kills   int    // moments at which the program is killed, for each portal; 0: all
}

// longVariable asks for the long run.
const longVariable = "TINXA_LONG"

func parse(args []string, complaints io.Writer) (options, error) {
	o := options{}
	draw, kills := 2, 6
	if os.Getenv(longVariable) != "" {
		draw, kills = 0, 0
	}
	f := flag.NewFlagSet("publishing", flag.ContinueOnError)
	f.SetOutput(complaints)
	f.Uint64Var(&o.seed, "seed", uint64(time.Now().Unix()), "of all chances; the time without it")
	f.StringVar(&o.only, "only", "", "run only portals whose name begins so")
	f.StringVar(&o.program, "program", "", "tinxa as it was built, to be killed; without it none is")
	f.IntVar(&o.draw, "draw", draw, "faults for each request of a slow portal; 0: all")
	f.IntVar(&o.kills, "kills", kills, "moments at which the program is killed, for each portal; 0: all")
	return o, f.Parse(args)
}

// prove tries the portals one after the other and prints the table.
func (o options) prove(ctx context.Context, out io.Writer) (good bool, err error) {
	dir, err := os.MkdirTemp("", "tinxa-publishing")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	fmt.Fprintf(out, "seed %d\n", o.seed)
	t := newTable(out)
	for _, p := range portals() {
		if !strings.HasPrefix(p.name, o.only) {
			continue
		}
		cases, err := o.try(ctx, dir, p)
		if err != nil {
			return false, fmt.Errorf("%s: %w", p.name, err)
		}
		t.add(p.name, cases)
	}
	t.end()
	return t.good(), nil
}

// try runs everything that can happen to one portal.
func (o options) try(ctx context.Context, dir string, p portal) ([]exporttest.Case, error) {
	place, err := p.open(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer place.Close()
	how := exporttest.Options{Seed: o.seed}
	if place.Slow {
		how.Draw = o.draw
	}
	var all []exporttest.Case
	for _, run := range []func(context.Context, exporttest.Place, exporttest.Options) ([]exporttest.Case, error){
		exporttest.RunFaults, exporttest.RunStops, exporttest.RunKills,
	} {
		cases, err := run(ctx, place.Place, how)
		if all = append(all, cases...); err != nil {
			return all, err
		}
	}
	if o.program == "" || !p.known || !place.HTTP {
		return all, nil
	}
	cases, err := o.killProgram(ctx, dir, place.Place)
	return append(all, cases...), err
}
