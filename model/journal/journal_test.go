package journal_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/journal"
	"tinxa/model/modeltest"
)

var morning = time.Date(2026, 10, 15, 8, 0, 0, 0, time.UTC)

// unsaved is a report in its n-th state.
func unsaved(id model.ReportID, n int) model.Unsaved {
	r := modeltest.Report(1)
	r.ID, r.Rev = id, int64(n)
	r.Head.Title = strings.Repeat("chữ ", n)
	return model.Unsaved{Report: r, Beyond: int64(n + 1), Caret: `{"n":1}`, At: morning.Add(time.Duration(n) * time.Second)}
}

func open(t *testing.T, dir string, elsewhere ...string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(dir, elsewhere...)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// write keeps u where it is wanted.
func write(t *testing.T, j *journal.Journal, u model.Unsaved, elsewhere string) {
	t.Helper()
	if got, err := j.Write(t.Context(), u); err != nil || got != elsewhere {
		t.Fatalf("kept in %q, %v; want %q", got, err, elsewhere)
	}
}

// holds checks what is kept, newest first.
func holds(t *testing.T, j *journal.Journal, want ...model.Unsaved) {
	t.Helper()
	got, err := j.Unsaved(t.Context())
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d are kept, %v; want %d", len(got), err, len(want))
	}
	for i := range want {
		modeltest.Same(t, "kept report", got[i].Report, want[i].Report)
		if got[i].Beyond != want[i].Beyond || got[i].Caret != want[i].Caret || !got[i].At.Equal(want[i].At) {
			t.Errorf("kept %d, %q, %v; want %d, %q, %v", got[i].Beyond, got[i].Caret, got[i].At, want[i].Beyond, want[i].Caret, want[i].At)
		}
	}
}

// files lists what lies in a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheNewestStateIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := open(t, dir)
	holds(t, j)
	for n := range 50 { // grows out of its slot several times
		write(t, j, unsaved("one", 40*n), "")
		holds(t, open(t, dir), unsaved("one", 40*n))
	}
	write(t, j, unsaved("one", 3), "") // the clock is set back, and the text is shorter
	holds(t, open(t, dir), unsaved("one", 3))
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("one report makes the files %q", got)
	}
}

func TestAnotherProcessGoesOn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	for n := 5; n > 0; n-- { // by clocks each is older than the one before
		write(t, open(t, dir), unsaved("one", n), "")
	}
	holds(t, open(t, dir), unsaved("one", 1))
}

func TestReportsAreApart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := open(t, dir)
	for n, id := range []model.ReportID{"abc", "aBc", "con", "nul", "ABC"} {
		write(t, j, unsaved(id, n), "")
	}
	holds(t, j, unsaved("ABC", 4), unsaved("nul", 3), unsaved("con", 2), unsaved("aBc", 1), unsaved("abc", 0))
	for _, name := range files(t, dir) {
		if name != strings.ToLower(name) {
			t.Errorf("%s is another name for another report where disks do not tell capitals", name)
		}
	}
	must(t, j.Forget(t.Context(), "aBc"))
	holds(t, open(t, dir), unsaved("ABC", 4), unsaved("nul", 3), unsaved("con", 2), unsaved("abc", 0))
}

func TestForgottenReportsLeaveNoFile(t *testing.T) {
	dir, spare := filepath.Join(t.TempDir(), "journal"), t.TempDir()
	j := open(t, dir, spare)
	must(t, j.Forget(t.Context(), "one"))
	write(t, j, unsaved("one", 1), "")
	crashed := filepath.Join(dir, "."+files(t, dir)[0]+"-1234.tmp")
	must(t, os.WriteFile(crashed, []byte("half a report"), 0o600))
	must(t, j.Forget(t.Context(), "one"))
	if got := append(files(t, dir), files(t, spare)...); len(got) > 0 {
		t.Errorf("left are %q", got)
	}
	write(t, j, unsaved("one", 2), "")
	holds(t, j, unsaved("one", 2))
}

func TestWhatIsNoReportIsRefused(t *testing.T) {
	j := open(t, filepath.Join(t.TempDir(), "journal"))
	for _, id := range []model.ReportID{"", "../x", "a b"} {
		if _, err := j.Write(t.Context(), unsaved(id, 1)); !errors.Is(err, model.ErrFormat) {
			t.Errorf("id %q: %v", id, err)
		}
		if err := j.Forget(t.Context(), id); !errors.Is(err, model.ErrFormat) {
			t.Errorf("forget %q: %v", id, err)
		}
	}
	huge := unsaved("one", 1)
	huge.Report.Head.Title = strings.Repeat("a", 17<<20)
	if _, err := j.Write(t.Context(), huge); !errors.Is(err, model.ErrFormat) {
		t.Errorf("17 MB: %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	_, err := j.Write(stopped, unsaved("one", 1))
	_, listErr := j.Unsaved(stopped)
	for _, err := range []error{err, listErr, j.Forget(stopped, "one")} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped: %v", err)
		}
	}
}

// TestAFolderThatCannotBeWritten: the text goes elsewhere, and comes back.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	root := t.TempDir()
	dir, first, second := filepath.Join(root, "data", "journal"), filepath.Join(root, "none"), filepath.Join(root, "deep", "spare")
	must(t, os.WriteFile(first, nil, 0o600)) // a file in the place of a folder takes nothing
	j := open(t, dir, first, second)
	write(t, j, unsaved("one", 1), second) // there is no data folder
	write(t, j, unsaved("one", 2), second)
	holds(t, open(t, dir, first, second), unsaved("one", 2))

	must(t, os.Mkdir(filepath.Dir(dir), 0o700))
	write(t, j, unsaved("one", 3), "")
	if got := files(t, second); len(got) > 0 {
		t.Errorf("elsewhere is still %q", got)
	}
	must(t, os.Rename(filepath.Dir(dir), filepath.Join(root, "away")))
	write(t, j, unsaved("one", 4), second)
	must(t, os.Rename(filepath.Join(root, "away"), filepath.Dir(dir)))
	holds(t, open(t, dir, first, second), unsaved("one", 4)) // both folders hold one
	write(t, j, unsaved("one", 5), "")
	holds(t, open(t, dir, first, second), unsaved("one", 5))
	must(t, j.Forget(t.Context(), "one"))
	if got := append(files(t, dir), files(t, second)...); len(got) > 0 {
		t.Errorf("left are %q", got)
	}
}

func TestNowhereToKeep(t *testing.T) {
	root := t.TempDir()
	block := filepath.Join(root, "file")
	must(t, os.WriteFile(block, nil, 0o600))
	j := open(t, filepath.Join(root, "gone", "journal"), filepath.Join(block, "spare"))
	if where, err := j.Write(t.Context(), unsaved("one", 1)); !errors.Is(err, model.ErrGone) || where != "" {
		t.Errorf("kept in %q, %v", where, err)
	}
	holds(t, open(t, filepath.Join(root, "gone", "journal")))
}

// TestDataFoldersShareAPlace: none sees what the other keeps there.
func TestDataFoldersShareAPlace(t *testing.T) {
	root := t.TempDir()
	spare := filepath.Join(root, "spare")
	one := open(t, filepath.Join(root, "one", "journal"), spare)
	two := open(t, filepath.Join(root, "two", "journal"), spare)
	write(t, one, unsaved("same", 1), spare)
	write(t, two, unsaved("same", 2), spare)
	holds(t, one, unsaved("same", 1))
	must(t, two.Forget(t.Context(), "same"))
	holds(t, one, unsaved("same", 1))
	holds(t, two)
}

// TestAnotherFileInItsPlace: somebody put an older copy of the folder back, or
// took the file away; writing goes on and reading finds the newest.
func TestAnotherFileInItsPlace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := open(t, dir)
	write(t, j, unsaved("one", 1), "")
	path := filepath.Join(dir, files(t, dir)[0])
	old, err := os.ReadFile(path)
	must(t, err)
	write(t, j, unsaved("one", 2), "")
	for n, content := range [][]byte{old, nil, []byte("abc"), make([]byte, len(old))} {
		must(t, os.WriteFile(path, content, 0o600))
		write(t, j, unsaved("one", 10+n), "")
		holds(t, open(t, dir), unsaved("one", 10+n))
	}
	must(t, os.Remove(path))
	write(t, j, unsaved("one", 20), "")
	holds(t, open(t, dir), unsaved("one", 20))
}

// TestForeignFilesAreLeftOut: also a journal under another report's name.
func TestForeignFilesAreLeftOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "journal")
	j := open(t, dir)
	write(t, j, unsaved("one", 1), "")
	data, err := os.ReadFile(filepath.Join(dir, files(t, dir)[0]))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "report-two.journal"), data, 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "report-three.journal"), []byte("xin chào"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "ghi chú.txt"), data, 0o600))
	must(t, os.Mkdir(filepath.Join(dir, "report-four.journal"), 0o700))
	holds(t, open(t, dir), unsaved("one", 1))
}

func TestAFolderNamedTwice(t *testing.T) {
	spare := t.TempDir()
	gone := filepath.Join(t.TempDir(), "rút ra", "journal") // its data folder is not there
	j, err := journal.Open(gone, spare, spare)
	if err != nil {
		t.Fatal(err)
	}
	u := model.Unsaved{Report: modeltest.Report(1), At: time.Now()}
	if elsewhere, err := j.Write(t.Context(), u); err != nil || elsewhere != spare {
		t.Fatalf("written to %q, %v", elsewhere, err)
	}
	if all, err := j.Unsaved(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("kept are %v, %v", all, err)
	}
}

// TestAnEmptyFolderInTheDisksPlace: where a disk was mounted, the folder that
// it was mounted over shows when it is pulled out.
func TestAnEmptyFolderInTheDisksPlace(t *testing.T) {
	top, spare := t.TempDir(), t.TempDir()
	data, away := filepath.Join(top, "data"), filepath.Join(top, "away")
	must(t, os.Mkdir(data, 0o700))
	j := open(t, filepath.Join(data, "journal"), spare)
	write(t, j, unsaved("one", 1), "")
	must(t, os.Rename(data, away))
	must(t, os.Mkdir(data, 0o700))
	write(t, j, unsaved("one", 2), spare)
	if got := files(t, data); len(got) > 0 {
		t.Errorf("%q was made in a folder that is not the data's", got)
	}
	must(t, os.Remove(data))
	must(t, os.Rename(away, data))
	write(t, j, unsaved("one", 3), "")
	holds(t, open(t, filepath.Join(data, "journal"), spare), unsaved("one", 3))
}
