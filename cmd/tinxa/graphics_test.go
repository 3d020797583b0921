package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/cmd/update"
	"tinxa/model/release"
	"tinxa/ui/graphics"
	"tinxa/ui/say"
)

// TestWithoutADisplay: the window says in words that there is none, with an exit
// code of its own, and everything else works.
func TestWithoutADisplay(t *testing.T) {
	d := newDesk(t)
	blind := func(args ...string) answer {
		c := d.process(args...)
		c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + d.files, logVariable + "=" + noLog}
		return finish(t, c)
	}
	a := blind()
	want := say.T("err.display.what") + "\n" + say.T("err.display.kept") + "\n" + say.T("err.display.do") + "\n"
	if a.code != exitBlind || a.out != "" || !strings.HasPrefix(a.err, want) {
		t.Errorf("exit %d, printed %q and said\n%s\nwant\n%s", a.code, a.out, a.err, want)
	}
	wantCalm(t, a)
	if a := blind("list"); a.code != exitDone || a.err != "" {
		t.Errorf("tinxa list: %+v", a)
	}
	if a := blind("graphics"); a.code != exitDone || !strings.Contains(a.out, say.T("graphics.usable", say.T("graphics.no"))) {
		t.Errorf("tinxa graphics: %+v", a)
	}
	if a := blind("graphics", "--json"); a.code != exitDone || !strings.Contains(a.out, `"usable":false`) {
		t.Errorf("tinxa graphics --json: %+v", a)
	}
}

// A version on trial that finds nothing to draw with is not blamed for it.
func TestNothingDrawsAVersionOnTrial(t *testing.T) {
	dir := t.TempDir()
	state := filepath.Join(dir, "versions", "state.json")
	text := `{"staged":{"version":"0.2.0.3","stage":"tried"}}`
	if err := errors.Join(os.Mkdir(filepath.Dir(state), 0o700), os.WriteFile(state, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	number, err := release.ParseVersion("0.2.0", "3")
	if err != nil {
		t.Fatal(err)
	}
	trial := update.Install{Dir: dir, Self: filepath.Join(dir, "versions", "0.2.0.3", "tinxa"), Version: number, Patience: update.Usual}
	run := trial.Start(nil).Run
	if !run.OnTrial() {
		t.Fatal("it is no trial")
	}
	if err := giveWay(new(graphics.Drawing), &updating{run: run}); !errors.Is(err, graphics.ErrNone) {
		t.Errorf("got %v", err)
	}
	if got := string(read(t, state)); !strings.Contains(got, `"blind"`) || strings.Contains(got, "failed") {
		t.Errorf("the state is %s", got)
	}
}

func TestWhatDrawsIsChosen(t *testing.T) {
	t.Setenv(logVariable, t.TempDir())
	for _, word := range []string{"software", "hardware", "auto"} {
		if a := call1("graphics", word); a != (answer{}) {
			t.Errorf("tinxa graphics %s: %+v", word, a)
		}
	}
	if a := call1("graphics", "magic"); a.code != exitUsage || !strings.Contains(a.err, say.T("cli.usage.graphics")) {
		t.Errorf("tinxa graphics magic: %+v", a)
	}
}

func TestFindingInWords(t *testing.T) {
	words := findingWords(graphics.Finding{
		Vendor: "A vendor", Renderer: "A card", Version: "1.5", Remote: true, Problem: "version 1.5 is below 2.1",
	})
	for _, want := range []string{"A vendor", "A card", "1.5", say.T("graphics.remote", say.T("graphics.yes")), "below 2.1"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in\n%s", want, words)
		}
	}
}
