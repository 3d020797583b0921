package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// handed runs the suite with other hands: a shell script.
func handed(t *testing.T, script string) (out string, err error) {
	t.Helper()
	var said bytes.Buffer
	g := &group{suite: suite{name: "window", size: 5}, first: 5, last: 7, seed: 3, out: &said}
	g.dir, g.shared, g.kept = t.TempDir(), t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(g.shared, handsName), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	err = runWindow(t.Context(), g)
	return said.String(), err
}

func TestWindowKillsAreCounted(t *testing.T) {
	out, err := handed(t, `for n in $(seq $TINXA_WINDOW_KILLS); do
		echo '{"Case":'$n',"Took":500,"Lost":2500000000}' >>"$TINXA_WINDOW_OUTCOMES"; done`)
	if err != nil || !strings.Contains(out, `"Case":5`) || !strings.Contains(out, `"Case":6`) || strings.Contains(out, "Faults") {
		t.Errorf("%v, %s", err, out)
	}
}

func TestTooMuchTypingLostIsAFailure(t *testing.T) {
	out, err := handed(t, `echo '{"Lost":3100000000}' >>"$TINXA_WINDOW_OUTCOMES"; exit 1`)
	if err != nil || !strings.Contains(out, "3.1s of typing are lost") {
		t.Errorf("%v, %s", err, out)
	}
}

func TestHandsThatFail(t *testing.T) {
	for _, script := range []string{
		`echo the window is gone; exit 1`,
		`echo '{"Lost":1}' >>"$TINXA_WINDOW_OUTCOMES"; echo the window is gone; exit 1`,
		`echo the window is gone`,
	} {
		if _, err := handed(t, script); err == nil || !strings.Contains(err.Error(), "the window is gone") {
			t.Errorf("%q: %v", script, err)
		}
	}
}
