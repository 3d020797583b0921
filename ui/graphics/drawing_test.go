package graphics

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMain answers instead of testing where a test starts this program as the
// look at OpenGL.
func TestMain(m *testing.M) {
	switch answer := os.Getenv("TINXA_TEST_LOOK"); answer {
	case "":
		os.Exit(m.Run())
	case "crash":
		os.Exit(2)
	default:
		_, _ = os.Stdout.WriteString(answer)
	}
}

// begin decides as a start on Windows does. answer is what the look at OpenGL
// says.
func begin(t *testing.T, dir, answer string) *Drawing {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TINXA_TEST_LOOK", answer)
	d := &Drawing{env: Env{Dir: dir, Build: "1", Look: []string{self}}, memory: remember(dir), name: "pc"}
	d.decide(t.Context())
	return d
}

const (
	yes = `{"usable":true,"vendor":"A vendor","renderer":"A card","version":"4.6"}`
	no  = `{"usable":false,"problem":"no pixel format"}`
)

func TestAGoodOneIsLookedAtOnce(t *testing.T) {
	dir := t.TempDir()
	for _, answer := range []string{yes, "crash"} { // the second look would end badly
		d := begin(t, dir, answer)
		if d.Elsewhere || d.Finding != good {
			t.Fatalf("elsewhere %v, %+v", d.Elsewhere, d.Finding)
		}
		d.Opened()
	}
}

func TestWhatWillNotDoIsHandedOver(t *testing.T) {
	for answer, problem := range map[string]string{
		no: "no pixel format", "crash": "ended the look", "gibberish": "no answer",
	} {
		dir := t.TempDir()
		if d := begin(t, dir, answer); !d.Elsewhere || !strings.Contains(d.Finding.Problem, problem) {
			t.Errorf("%s: elsewhere %v, %+v", answer, d.Elsewhere, d.Finding)
		}
		if d := begin(t, dir, yes); !d.Elsewhere {
			t.Errorf("%s: it is forgotten at the next start", answer)
		}
		if _, err := os.Stat(filepath.Join(dir, markFile)); err == nil {
			t.Errorf("%s: the mark is still there", answer)
		}
	}
}

func TestAStartThatNeverOpenedItsWindowIsHandedOver(t *testing.T) {
	dir := t.TempDir()
	begin(t, dir, yes).Opened()
	lost := func() {
		if err := begin(t, dir, yes).mark.file.Close(); err != nil { // ended by its driver
			t.Fatal(err)
		}
	}
	elsewhere := func(want ...bool) {
		t.Helper()
		for i, want := range want {
			d := begin(t, dir, yes)
			if d.Elsewhere != want {
				t.Errorf("start %d: elsewhere %v, %+v", i, d.Elsewhere, d.Finding)
			}
			if !d.Elsewhere {
				d.Opened()
			}
		}
	}
	lost()
	elsewhere(true, true, false, false)
	lost()
	elsewhere(true, true) // the window opened in between: that one was an accident too
	lost()
	elsewhere(true)
}

func TestAWindowThatCannotBeOpenedIsRemembered(t *testing.T) {
	dir := t.TempDir()
	d := begin(t, dir, yes)
	d.Failed("no window")
	if !d.Elsewhere {
		t.Error("it goes on all the same")
	}
	if d = begin(t, dir, yes); !d.Elsewhere || d.Finding.Problem != "no window" {
		t.Errorf("the next start: elsewhere %v, %+v", d.Elsewhere, d.Finding)
	}
}

func TestAWishOverrules(t *testing.T) {
	dir := t.TempDir()
	if err := SetWish(dir, InSoftware); err != nil {
		t.Fatal(err)
	}
	if !begin(t, dir, yes).Elsewhere {
		t.Error("software was wished for")
	}
	t.Setenv(varWish, string(InHardware))
	if begin(t, dir, no).Elsewhere {
		t.Error("hardware was wished for, by the variable")
	}
}

func TestWhoCannotRememberLooksEachTime(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	dir := filepath.Join(file, "no folder")
	if begin(t, dir, yes).Elsewhere || !begin(t, dir, no).Elsewhere {
		t.Error("it does not see what is there")
	}
}

func TestNothingToHandOverTo(t *testing.T) {
	d := begin(t, t.TempDir(), no)
	if err := d.HandOver(nil); !errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "no pixel format") {
		t.Errorf("got %v", err)
	}
}

func TestTheUserIsToldOnceAndOnlyInSoftware(t *testing.T) {
	dir := t.TempDir()
	d := begin(t, dir, no)
	if d.Untold() {
		t.Error("told though nothing is drawn in software")
	}
	started.program = "C:\\tinxa.exe"
	defer func() { started.program = "" }()
	if !d.Untold() || d.Untold() {
		t.Error("the first time is not told, or the second is")
	}
	if d = begin(t, dir, no); d.Untold() {
		t.Error("told again at the next start")
	}
}
