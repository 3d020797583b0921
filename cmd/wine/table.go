package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// table prints a line for each step when it was tried. Lanes add to it side by
// side.
type table struct {
	mu     sync.Mutex
	out    io.Writer
	begun  time.Time
	steps  int
	behind int      // steps that were not tried, because one before them failed
	faults []string // told once more at the end: of a long log only that is kept
}

const line = "%-11s %-46s %-7s %-52s %8s\n"

func newTable(out io.Writer) *table {
	fmt.Fprintf(out, line, "suite", "what was tried", "result", "figure", "ran for")
	return &table{out: out, begun: time.Now()}
}

// add prints the row of a step, and what was wrong.
func (t *table) add(o outcome) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.steps++
	result := "ok"
	switch o.Fault {
	case "":
	case notTried:
		result, o.Fault = "-", ""
		t.behind++
	default:
		result = "FAILED"
	}
	row := fmt.Sprintf(line, o.Suite, o.Step, result, o.Figure, o.Took.Round(100*time.Millisecond))
	fmt.Fprint(t.out, strings.TrimRight(row, " \n")+"\n")
	if o.Fault == "" {
		return
	}
	fault := fmt.Sprintf("%s: %s: %s", o.Suite, o.Step, o.Fault)
	if o.Kept != "" {
		fault += fmt.Sprintf("\n  picture and logs are kept in %s; again with -only %s", o.Kept, o.Suite)
	}
	t.faults = append(t.faults, fault)
	fmt.Fprintln(t.out, "  "+o.Fault)
}

// end prints the sum, and again what went wrong.
func (t *table) end() {
	fmt.Fprintf(t.out, "%d steps, %d failed, %d not tried; ran for %s\n", t.steps, len(t.faults), t.behind, time.Since(t.begun).Round(time.Second))
	for _, fault := range t.faults {
		fmt.Fprintln(t.out, fault)
	}
}

// good reports whether something was tried and nothing failed.
func (t *table) good() bool { return t.steps > 0 && len(t.faults) == 0 && t.behind == 0 }
