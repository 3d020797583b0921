package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"tinxa/export/exporttest"
)

// table prints a line for each portal and fault when the portal was tried.
type table struct {
	out   io.Writer
	begun time.Time
	total row
	wrong []string // what is told of failed cases, once more at the end
}

// row is what one kind of disturbance came to at one portal.
type row struct {
	name       string
	cases      int
	duplicates int // articles and photos beyond the first
	losses     int // of what was to stand there
	stops      int // cases that stopped with everything kept, and were gone on with
	atOnce     int // cases that got through without a stop
	wrong      int // cases in which anything was not as it must be
	worst      time.Duration
}

const line = "%-12s %-22s %7s %11s %7s %12s %8s %6s %9s\n"

func newTable(out io.Writer) *table {
	fmt.Fprintf(out, line, "portal", "disturbed by", "cases", "duplicates", "losses", "clean stops", "at once", "wrong", "worst")
	return &table{out: out, begun: time.Now()}
}

// add prints the rows of a portal and what went wrong there.
func (t *table) add(portal string, cases []exporttest.Case) {
	for _, r := range rows(cases) {
		t.print(portal, r)
		t.total = t.total.plus(r)
	}
	told := 0
	for _, c := range cases {
		if len(c.Wrong) > 0 && told < mostTold {
			told++
			t.wrong = append(t.wrong, fmt.Sprintf("%s: %s", portal, c))
			fmt.Fprintf(t.out, "  %s\n", c)
		}
	}
}

// mostTold is how many failed cases of a portal are told.
const mostTold = 10

func (t *table) print(portal string, r row) {
	fmt.Fprintf(t.out, line, portal, r.name, count(r.cases), count(r.duplicates), count(r.losses), count(r.stops),
		count(r.atOnce), count(r.wrong), r.worst.Round(time.Millisecond))
}

// end prints the sum, and again what went wrong: of a long log only the end is kept.
func (t *table) end() {
	t.total.name = "everything"
	t.print("all", t.total)
	for _, w := range t.wrong {
		fmt.Fprintf(t.out, "wrong: %s\n", w)
	}
	fmt.Fprintf(t.out, "ran for %s\n", time.Since(t.begun).Round(time.Second))
}

// good reports whether something was tried and nothing was wrong.
func (t *table) good() bool { return t.total.cases > 0 && t.total.wrong == 0 }

// rows adds up the cases, a row for each fault: those of HTTP in their order,
// then the others as they came.
func rows(cases []exporttest.Case) []row {
	var all []row
	for _, c := range cases {
		i := slices.IndexFunc(all, func(r row) bool { return r.name == c.Fault })
		if i < 0 {
			i = len(all)
			all = append(all, row{name: c.Fault})
		}
		all[i] = all[i].plus(rowOf(c))
	}
	order := exporttest.HTTPFaults()
	slices.SortStableFunc(all, func(a, b row) int { return place(order, a.name) - place(order, b.name) })
	return all
}

// place is where a fault stands in an order, behind all for others.
func place(order []exporttest.Fault, name string) int {
	if i := slices.Index(order, exporttest.Fault(name)); i >= 0 {
		return i
	}
	return len(order)
}

func rowOf(c exporttest.Case) row {
	r := row{name: c.Fault, cases: 1, duplicates: max(0, c.Articles-1) + c.PhotoCopies, losses: c.Losses, worst: c.Took}
	switch {
	case len(c.Wrong) > 0:
		r.wrong = 1
	case c.Stopped():
		r.stops = 1
	default:
		r.atOnce = 1
	}
	return r
}

func (r row) plus(o row) row {
	r.cases, r.duplicates, r.losses = r.cases+o.cases, r.duplicates+o.duplicates, r.losses+o.losses
	r.stops, r.atOnce, r.wrong = r.stops+o.stops, r.atOnce+o.atOnce, r.wrong+o.wrong
	r.worst = max(r.worst, o.worst)
	return r
}

// count prints a number with a comma at the thousands.
func count(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return strings.TrimLeft(fmt.Sprintf("%s,%03d", count(n/1000), n%1000), ",")
}
