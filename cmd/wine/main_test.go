package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

func TestTableTellsEachStep(t *testing.T) {
	var out bytes.Buffer
	tab := newTable(&out)
	tab.add(outcome{Suite: "commands", Step: "version", Figure: "Tin 0.1.0", Took: 1234 * time.Millisecond})
	if !tab.good() {
		t.Error("nothing failed, and yet it is not good")
	}
	tab.add(outcome{Suite: "typing", Step: "saved", Fault: "nothing was stored", Kept: "over/there", Took: time.Second})
	tab.add(outcome{Suite: "typing", Step: "killed", Fault: notTried})
	tab.end()
	if tab.good() {
		t.Error("a fault is good")
	}
	said := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"commands version ok Tin 0.1.0 1.2s", "typing saved FAILED 1s nothing was stored", "typing killed - 0s",
		"3 steps, 1 failed, 1 not tried", "typing: saved: nothing was stored picture and logs are kept in over/there; again with -only typing",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in:\n%s", want, &out)
		}
	}
}

func TestNothingTriedIsNotGood(t *testing.T) {
	if newTable(io.Discard).good() {
		t.Error("an empty table is good")
	}
	tab := newTable(io.Discard)
	tab.add(outcome{Suite: "typing", Step: "saved", Fault: notTried})
	if tab.good() {
		t.Error("what was not tried is good")
	}
}

func TestWrongUse(t *testing.T) {
	for _, args := range [][]string{{"-no-such-flag"}, {"-only", "nowhere"}} {
		var complaints bytes.Buffer
		if code := run(t.Context(), args, io.Discard, &complaints); code != 2 || complaints.Len() == 0 {
			t.Errorf("%q: exit code %d, %q", args, code, &complaints)
		}
	}
}

func TestSuitesBringTheirGround(t *testing.T) {
	l := lane{suites: []suite{{name: "install", ground: true}, {name: "typing"}, {name: "update"}, {name: "uninstall"}}}
	for only, want := range map[string]string{
		"":        "install typing update uninstall",
		"install": "install",
		"typing":  "install typing",
		"up":      "install update",
		"un":      "install uninstall",
		"other":   "",
	} {
		var names []string
		for _, s := range (options{Only: only}).wants(l) {
			names = append(names, s.name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("-only %q runs %q, want %q", only, got, want)
		}
	}
}

func TestLanesHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range lanes() {
		if seen[l.name] || len(l.suites) == 0 {
			t.Errorf("lane %q is there twice, or empty", l.name)
		}
		seen[l.name] = true
		if found, err := laneNamed(l.name); err != nil || found.name != l.name {
			t.Errorf("%q is found as %q, %v", l.name, found.name, err)
		}
	}
	if _, err := laneNamed("nowhere"); err == nil {
		t.Error("a lane that is none is found")
	}
}

func TestOutcomesComeInPieces(t *testing.T) {
	var out bytes.Buffer
	tab := newTable(&out)
	lines := &outcomes{table: tab}
	for _, piece := range []string{`{"Suite":"a","St`, `ep":"one"}` + "\n" + `{"Suite":"a","Step":"two"`, `,"Fault":"no"}` + "\n"} {
		if _, err := io.WriteString(lines, piece); err != nil {
			t.Fatal(err)
		}
	}
	if tab.steps != 2 || len(tab.faults) != 1 {
		t.Errorf("%d steps, faults %q; want 2 and 1", tab.steps, tab.faults)
	}
	if _, err := io.WriteString(lines, "panic: no\n"); err == nil {
		t.Error("a line that is no outcome is taken for one")
	}
}

func TestFileName(t *testing.T) {
	if got := fileName("photo: turned, smaller"); got != "photo--turned--smaller" {
		t.Errorf("%q", got)
	}
}
