package graphics

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// install makes a program's folder with an OpenGL that draws in software, and
// returns the program.
func install(t *testing.T) (exe string) {
	t.Helper()
	exe = filepath.Join(t.TempDir(), "tinxa.exe")
	write(t, exe, "the program")
	for _, name := range libraries {
		write(t, filepath.Join(beside(exe), name), name)
	}
	return exe
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// second makes the second copy and says what is in it.
func second(t *testing.T, exe, build, spare string) (path, text string) {
	t.Helper()
	path, err := makeCopy(exe, build, beside(exe), spare)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, string(data)
}

func TestTheSecondCopyIsTheProgram(t *testing.T) {
	exe := install(t)
	path, text := second(t, exe, "1.2.0.7", "")
	if want := filepath.Join(beside(exe), "tinxa-1.2.0.7.exe"); path != want || text != "the program" {
		t.Errorf("%s says %q, want %s", path, text, want)
	}
	if again, _ := second(t, exe, "1.2.0.7", ""); again != path || !same(exe, path) {
		t.Errorf("the second time it is %s", again)
	}
}

func TestAnUpdateReplacesTheSecondCopy(t *testing.T) {
	exe := install(t)
	old, _ := second(t, exe, "1", "")
	stray := filepath.Join(beside(exe), "tinxa-0.exe.old")
	write(t, stray, "")
	// As an update does it: a new file gets the name.
	write(t, exe+".new", "the program, newer")
	if err := os.Rename(exe+".new", exe); err != nil {
		t.Fatal(err)
	}
	if _, text := second(t, exe, "1", ""); text != "the program, newer" {
		t.Errorf("under the same build it says %q", text)
	}
	path, _ := second(t, exe, "2", "")
	for _, gone := range []string{old, stray} {
		if _, err := os.Stat(gone); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", gone, err)
		}
	}
	for _, name := range libraries {
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), name)); err != nil {
			t.Error(err)
		}
	}
}

func TestACopyThatWasCutOffIsMadeAnew(t *testing.T) {
	exe := install(t)
	write(t, filepath.Join(beside(exe), "tinxa-1.exe"), "the pro")
	if _, text := second(t, exe, "1", ""); text != "the program" {
		t.Errorf("it says %q", text)
	}
	// Without links, size and time tell that a copy is whole.
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	write(t, a, "one")
	write(t, b, "two")
	earlier := time.Now().Add(-time.Hour)
	if err := os.Chtimes(b, earlier, earlier); err != nil {
		t.Fatal(err)
	}
	if same(a, b) {
		t.Error("files of different times are taken for the same")
	}
}

func TestAFolderThatTakesNoFilesHasASpare(t *testing.T) {
	exe := install(t)
	spare := filepath.Join(t.TempDir(), "local", folder)
	// Nothing can be made where a folder has the name, for root neither.
	block := filepath.Join(beside(exe), "tinxa-1.exe")
	write(t, filepath.Join(block, "x"), "")
	write(t, filepath.Join(block+replaced, "x"), "")
	path, text := second(t, exe, "1", spare)
	if filepath.Dir(path) != spare || text != "the program" || !complete(spare) {
		t.Errorf("%s says %q; the spare is complete: %v", path, text, complete(spare))
	}
}

func TestWithoutLibrariesThereIsNoSecondCopy(t *testing.T) {
	exe := install(t)
	if err := os.Remove(filepath.Join(beside(exe), libraries[1])); err != nil {
		t.Fatal(err)
	}
	if path, err := makeCopy(exe, "1", beside(exe), ""); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s, %v", path, err)
	}
}

func TestUpdatesUseTheLibrariesOfTheProgram(t *testing.T) {
	home := filepath.Join("C:", "TinXa")
	for exe, want := range map[string]string{
		filepath.Join(home, "tinxa.exe"):                    filepath.Join(home, "softgl"),
		filepath.Join(home, "versions", "1.3", "tinxa.exe"): filepath.Join(home, "softgl"),
		filepath.Join(home, "Versions", "1.3", "tinxa.exe"): filepath.Join(home, "softgl"),
		filepath.Join(home, "versions", "TX", "tinxa.exe"):  filepath.Join(home, "versions", "TX", "softgl"),
	} {
		if got := beside(exe); got != want {
			t.Errorf("%s looks in %s", exe, got)
		}
	}
}
