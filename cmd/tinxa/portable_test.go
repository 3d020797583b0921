package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tinxa/ui/say"
)

func TestPortableBeside(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, portableMark), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "other", portableMark), 0o700); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, portableData)
	for _, c := range []struct{ program, want string }{
		{"tinxa.exe", data},
		{"softgl/tinxa-0.1.0.1.exe", data},
		{"versions/0.2.0/tinxa.exe", data},
		{"other/tinxa.exe", ""}, // a folder of that name is no mark
		{"none/tinxa.exe", ""},
	} {
		if got := portableBeside(filepath.Join(dir, filepath.FromSlash(c.program))); got != c.want {
			t.Errorf("%s: %q, want %q", c.program, got, c.want)
		}
	}
}

// TestAPortableProgramKeepsEverythingBesideItself: reports and log, and nothing
// in the home of its user.
func TestAPortableProgramKeepsEverythingBesideItself(t *testing.T) {
	d := newDesk(t)
	stick, home := t.TempDir(), t.TempDir()
	built, err := program()
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(stick, "tinxa")
	copyProgram(t, built, copied)
	if err := os.WriteFile(filepath.Join(stick, portableMark), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), copied, "new", "--from", d.file("bai.txt", []byte("Xã Suối Mây họp giao ban\n")))
	c.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH")}
	wantCalm(t, finish(t, c))
	for _, name := range []string{"tinxa.db", "logs/tinxa.log"} {
		if _, err := os.Stat(filepath.Join(stick, portableData, name)); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(home, ".local")); !os.IsNotExist(err) {
		t.Errorf("something was kept in the user's home: %v", err)
	}
}

func copyProgram(t *testing.T, from, to string) {
	t.Helper()
	source, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = io.Copy(target, source); err != nil {
		t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAStickAloneIsWarnedOf until there is a second place for backups.
func TestAStickAloneIsWarnedOf(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	mark := filepath.Join(filepath.Dir(program), portableMark)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Remove(mark); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("TINXA_DATA", "")
	dir, err := dataFolder("")
	if err != nil {
		t.Fatal(err)
	}
	w, err := openWorks(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	c := newCare(&session{ctx: t.Context()}, opened{works: w})
	told := func() int {
		all, err := c.reminders(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		count := 0
		for _, r := range all {
			if r.Text == say.T("window.portable") && r.Do != nil {
				count++
			}
		}
		return count
	}
	if n := told(); n != 1 {
		t.Errorf("the warning is shown %d times", n)
	}
	if err := w.Backups.SetAway(t.Context(), t.TempDir(), ""); err != nil {
		t.Fatal(err)
	}
	if n := told(); n != 0 {
		t.Error("the warning stays although there is a second place")
	}
}
