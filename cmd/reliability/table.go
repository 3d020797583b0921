package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// table prints a line for each suite when it has run.
type table struct {
	out   io.Writer
	good  bool // nothing failed so far
	total time.Time
}

// row is what a suite, or one kind of its cases, came to.
type row struct {
	name            string
	cases, failures int
	found, of       int
	lost            time.Duration
	worst           time.Duration
}

const line = "%-34s %9s %9s  %-26s %10s  %8s\n"

func newTable(out io.Writer) *table {
	fmt.Fprintf(out, line, "suite", "cases", "failures", "rescued", "worst open", "ran for")
	return &table{out: out, good: true, total: time.Now()}
}

// add prints the rows of a suite and what failed in it.
func (t *table) add(s suite, all []outcome) {
	ran := time.Since(t.total)
	t.total = time.Now()
	for i, r := range rows(s.name, all) {
		share := ""
		if r.of > 0 {
			share = fmt.Sprintf("%.1f %% of %s", 100*float64(r.found)/float64(r.of), count(r.of))
		}
		if r.lost > 0 {
			share = fmt.Sprintf("lost at most %.1f s", r.lost.Seconds())
		}
		if s.control {
			share, r = caught(r)
		}
		took := ""
		if i == 0 {
			took = ran.Round(100 * time.Millisecond).String()
		}
		worst := ""
		if r.worst > 0 {
			worst = r.worst.Round(100 * time.Microsecond).String()
		}
		fmt.Fprintf(t.out, line, r.name, count(r.cases), count(r.failures), share, worst, took)
		t.good = t.good && r.failures == 0 && r.cases > 0
	}
	if !s.control {
		t.explain(s, all)
	}
}

// caught turns a row of a control round: that nothing failed is the failure.
func caught(r row) (string, row) {
	share := fmt.Sprintf("caught in %s", count(r.failures))
	if r.failures > 0 {
		r.failures = 0
	} else {
		r.failures = 1
	}
	return share, r
}

// rows adds up the outcomes, a row for each kind of case.
func rows(name string, all []outcome) []row {
	var list []row
	for _, o := range all {
		of := name
		if o.Kind != "" {
			of += ": " + o.Kind
		}
		i := slices.IndexFunc(list, func(r row) bool { return r.name == of })
		if i < 0 {
			i = len(list)
			list = append(list, row{name: of})
		}
		r := &list[i]
		r.cases++
		if len(o.Faults) > 0 {
			r.failures++
		}
		r.found, r.of = r.found+o.Found, r.of+o.Of
		r.worst, r.lost = max(r.worst, o.Took), max(r.lost, o.Lost)
	}
	if len(list) == 0 {
		list = []row{{name: name}}
	}
	return list
}

// mostExplained is how many failed cases of a suite are told.
const mostExplained = 10

// explain tells what failed and how to see it again.
func (t *table) explain(s suite, all []outcome) {
	told := 0
	for _, o := range all {
		if len(o.Faults) == 0 {
			continue
		}
		if told++; told > mostExplained {
			return
		}
		fmt.Fprintf(t.out, "  case %d %s failed; again with -only %s -group %d -seed %d; kept in %q\n",
			o.Case, o.Kind, s.name, o.Case/s.size, o.Seed, o.Kept)
		for _, fault := range o.Faults[:min(5, len(o.Faults))] {
			fmt.Fprintln(t.out, "    "+fault)
		}
	}
}

// count prints a number with a comma at the thousands.
func count(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", count(n/1000), n%1000)
}
