package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"tinxa/export/exporttest"
)

func TestTableAddsUp(t *testing.T) {
	var out bytes.Buffer
	tab := newTable(&out)
	tab.add("cong", []exporttest.Case{
		{Fault: "killed", Articles: 1, Took: time.Second},
		{Fault: string(exporttest.CutAfter), Articles: 1, Stops: []string{"busy"}, Took: 2 * time.Second},
		{Fault: string(exporttest.CutAfter), Articles: 1, Took: 3 * time.Second},
	})
	if !tab.good() {
		t.Error("nothing was wrong, and yet it is not good")
	}
	tab.add("khac", []exporttest.Case{
		{Portal: "khac", Fault: "503", Articles: 2, PhotoCopies: 3, Losses: 1, Wrong: []string{"two articles"}},
	})
	tab.end()
	if tab.good() {
		t.Error("two articles are good")
	}
	for _, want := range []string{
		"cong cut after 2 0 0 1 1 0 3s", "cong killed 1 0 0 0 1 0 1s", "khac 503 1 4 1 0 0 1 0s",
		"two articles", "all everything 4 4 1 1 2 1 3s",
	} {
		if got := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, &out)
		}
	}
	if at := strings.Index(out.String(), "cut after"); at > strings.Index(out.String(), "killed") {
		t.Errorf("the faults of HTTP do not come first:\n%s", &out)
	}
}

func TestNothingTriedIsNotGood(t *testing.T) {
	if code := run(t.Context(), []string{"-only", "nowhere"}, io.Discard, io.Discard); code != 1 {
		t.Errorf("exit code %d after nothing was tried", code)
	}
	if code := run(t.Context(), []string{"-no-such-flag"}, io.Discard, io.Discard); code != 2 {
		t.Errorf("exit code %d after wrong use", code)
	}
}

func TestMoments(t *testing.T) {
	if all := (options{}).moments(3); len(all) != 6 || all[1].String() != "after request 0" || all[4].String() != "before request 2" {
		t.Errorf("%v", all)
	}
	some := options{kills: 2, seed: 5}
	if a, b := some.moments(9), some.moments(9); len(a) != 2 || a[0] != b[0] || a[1] != b[1] {
		t.Errorf("equal seeds draw %v and %v", a, b)
	}
}

// The folder is the quickest of the portals.
func TestProveFolder(t *testing.T) {
	var out, complaints bytes.Buffer
	if code := run(t.Context(), []string{"-only", "folder", "-seed", "7"}, &out, &complaints); code != 0 {
		t.Errorf("exit code %d: %s\n%s", code, &complaints, &out)
	}
	if !strings.Contains(out.String(), "seed 7") || !strings.Contains(out.String(), "killed") {
		t.Errorf("%s", &out)
	}
}
