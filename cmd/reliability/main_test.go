package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestMain lets the program be its own child in tests, too.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childFlag {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// small is how many cases of each suite the tests run.
var small = map[string]int{
	"kill": 6, "power": 60, "damage": 7, "refused": 14, "circumstances": 3, "window": 0,
	"control: photo not flushed": 40, "control: NoSync": 40, "control: created in place": 50,
	"control: checksums not checked": 20,
}

// TestEverySuite runs a little of each. That the controls pass says that the
// suites would notice.
func TestEverySuite(t *testing.T) {
	args := []string{"-seed", "11"}
	for _, s := range suites() {
		n, sized := small[s.name]
		if !sized {
			t.Errorf("no small size for %s", s.name)
		}
		args = append(args, "-"+flagName(s.name), fmt.Sprint(n))
	}
	var out, complaints bytes.Buffer
	if code := run(t.Context(), args, &out, &complaints); code != 0 {
		t.Errorf("exit code %d\n%s%s", code, out.String(), complaints.String())
	}
	for name, n := range small {
		if found := strings.Contains(out.String(), name); found != (n > 0) {
			t.Errorf("%s is in the table: %v\n%s", name, found, out.String())
		}
	}
	for _, part := range []string{"seed 11", "caught in", "100.0 % of"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in\n%s", part, out.String())
		}
	}
}

// TestAControlThatIsNotCaughtFails plays a control in which nothing is broken.
func TestAControlThatIsNotCaughtFails(t *testing.T) {
	var out bytes.Buffer
	table := newTable(&out)
	table.add(control("nothing broken", nil), []outcome{{Case: 0}, {Case: 1}})
	if table.good || !strings.Contains(out.String(), "caught in 0") {
		t.Errorf("a control without a catch passes:\n%s", out.String())
	}
}

func TestAFailureIsToldAndKept(t *testing.T) {
	var out bytes.Buffer
	table := newTable(&out)
	table.add(suite{name: "power", size: 10}, []outcome{
		{Case: 0}, {Case: 21, Seed: 7, Kind: "", Faults: []string{"report a is gone"}, Kept: "there"},
	})
	if table.good {
		t.Error("the table is good")
	}
	for _, part := range []string{"-only power -group 2 -seed 7", "report a is gone", `"there"`} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in\n%s", part, out.String())
		}
	}
}

func TestASuiteWithoutCasesFails(t *testing.T) {
	table := newTable(&bytes.Buffer{})
	if table.add(suite{name: "kill"}, nil); table.good {
		t.Error("nothing was tried and all is well")
	}
}

func TestWithoutStraceNothingIsProved(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	var out, complaints bytes.Buffer
	if code := run(t.Context(), []string{"-only", "power", "-power", "2"}, &out, &complaints); code == 0 {
		t.Errorf("passes without strace\n%s", out.String())
	}
	if said := out.String() + complaints.String(); !strings.Contains(said, "apt install strace") {
		t.Errorf("it does not say what is missing:\n%s", said)
	}
}

func TestBadArguments(t *testing.T) {
	for _, args := range [][]string{{"-no-such-flag"}, {"-kill", "many"}, {childFlag, "no such work", "{}"}, {"-only", "nothing-is-called-so"}} {
		var out, complaints bytes.Buffer
		if code := run(t.Context(), args, &out, &complaints); code == 0 || complaints.Len() == 0 {
			t.Errorf("%q: exit code %d, said %q", args, code, complaints.String())
		}
	}
}

func TestFlagNames(t *testing.T) {
	if got := flagName("control: NoSync"); got != "control-nosync" {
		t.Errorf("the flag is %q", got)
	}
	if got := count(12345); got != "12,345" {
		t.Errorf("a count is %q", got)
	}
}
