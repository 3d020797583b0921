package graphics

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestACopyIsKnownByItsFolder(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "tinxa")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	second := filepath.Join(dir, "SoftGL", "tinxa-1.exe")
	if !isCopy(second) || isCopy(program) {
		t.Error("the copy and the program are taken for each other")
	}
	if got := original(second); got != "" {
		t.Errorf("a copy without a program hands back to %s", got)
	}
	write(t, program, "")
	if got := original(second); got != program {
		t.Errorf("a copy hands back to %q", got)
	}
	if got := original(program); got != "" {
		t.Errorf("the program hands back to %s", got)
	}
}

// TestTheOriginIsForTheCopyAlone: this test is no copy, whatever the variables
// say, and nothing that it starts gets them.
func TestTheOriginIsForTheCopyAlone(t *testing.T) {
	o := origin{program: filepath.Join(t.TempDir(), "tinxa.exe"), problem: "no context", ready: "Local\\x"}
	for _, pair := range o.environ() {
		if name, value, _ := strings.Cut(pair, "="); strings.HasPrefix(name, varProgram) {
			t.Setenv(name, value)
		}
	}
	if got := readOrigin(); got != (origin{ready: o.ready}) {
		t.Errorf("it takes itself for a copy: %+v", got)
	}
	if Software() {
		t.Error("it draws in software")
	}
	if slices.ContainsFunc(os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, varProgram) }) {
		t.Error("the variables are still there")
	}
}

func TestTheProgramIsTheRunningOne(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Program(); err != nil || got != self {
		t.Errorf("%s, %v", got, err)
	}
}
