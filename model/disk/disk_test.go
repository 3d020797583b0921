package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/model"
)

var errBusy = errors.New("a scanner holds it")

func TestRetryWaitsLongerAndLonger(t *testing.T) {
	broken := errors.New("broken")
	for _, tt := range []struct {
		name  string
		held  int // times that the file is busy
		last  error
		waits []time.Duration
		want  error
	}{
		{"free", 0, nil, nil, nil},
		{"busy twice", 2, nil, []time.Duration{time.Millisecond, 2 * time.Millisecond}, nil},
		{"busy, then broken", 1, broken, []time.Duration{time.Millisecond}, broken},
		{"broken", 0, broken, nil, broken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var waits []time.Duration
			left := tt.held
			err := retried(func() error {
				if left--; left >= 0 {
					return errBusy
				}
				return tt.last
			}, func(err error) bool { return errors.Is(err, errBusy) }, func(d time.Duration) { waits = append(waits, d) })
			if !errors.Is(err, tt.want) || !slices.Equal(waits, tt.waits) {
				t.Errorf("%v after waits of %v, want %v after %v", err, waits, tt.want, tt.waits)
			}
		})
	}
}

// A file that is never let go is given up after about two seconds.
func TestRetryGivesUp(t *testing.T) {
	var whole time.Duration
	err := retried(func() error { return errBusy }, func(err error) bool { return err != nil }, func(d time.Duration) { whole += d })
	if !errors.Is(err, errBusy) || whole < patience/2 || whole > 2*patience {
		t.Errorf("%v after %v", err, whole)
	}
}

// put makes a file and its folder.
func put(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func wantContent(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", filepath.Base(path), got, err, want)
	}
}

func wantNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("in the folder: %q, want %q", got, want)
	}
}

func saying(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestRenameReplaces(t *testing.T) {
	dir := t.TempDir()
	from, to := put(t, filepath.Join(dir, "a"), "new"), put(t, filepath.Join(dir, "b"), "old")
	if err := Rename(from, to); err != nil {
		t.Fatal(err)
	}
	wantContent(t, to, "new")
	wantNames(t, dir, "b")
	if err := Rename(from, to); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there was renamed: %v", err)
	}
}

func TestPublishReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	from, to := put(t, filepath.Join(dir, "a.tmp"), "new"), filepath.Join(dir, "Bài [xã Suối Mây].db")
	if err := Publish(from, to); err != nil {
		t.Fatal(err)
	}
	wantContent(t, to, "new")
	wantNames(t, dir, filepath.Base(to))
	put(t, from, "newer")
	if err := Publish(from, to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that is taken: %v, want ErrExist", err)
	}
	wantContent(t, to, "new")
	wantContent(t, from, "newer")
	if err := Publish(filepath.Join(dir, "none"), filepath.Join(dir, "b")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing was published: %v", err)
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "Bài của tôi [xã Suối Mây].db")
	for _, text := range []string{"first, and longer", "second", ""} {
		if err := WriteFile(path, saying(text)); err != nil {
			t.Fatal(err)
		}
		wantContent(t, path, text)
	}
	wantNames(t, dir, filepath.Base(path))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o600 {
		t.Errorf("mode %v, want that of its owner alone", mode)
	}
}

// Until all is written, what had the name is what everybody reads.
func TestWriteFileIsNotSeenHalf(t *testing.T) {
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "old")
	err := WriteFile(path, func(w io.Writer) error {
		err := saying("half")(w)
		wantContent(t, path, "old")
		return errors.Join(err, saying(" and half")(w))
	})
	if err != nil {
		t.Fatal(err)
	}
	wantContent(t, path, "half and half")
}

func TestWriteFileFails(t *testing.T) {
	source := fmt.Errorf("card: %w", fs.ErrPermission)
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "old")
	err := WriteFile(path, func(w io.Writer) error { return errors.Join(saying("half")(w), source) })
	if !errors.Is(err, source) || errors.Is(err, model.ErrReadOnly) {
		t.Errorf("%v, want what the source said and no word of the disk", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = WriteFile(path, func(io.Writer) error { panic("broken photo") })
	}()
	wantContent(t, path, "old")
	wantNames(t, dir, "a")
}

func TestWriteFileWhereNoneCanBe(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "taken", "a"), "theirs")
	for _, path := range []string{
		filepath.Join(dir, "none", "a"),       // no such folder
		filepath.Join(dir, "taken"),           // a folder has the name
		filepath.Join(dir, "taken", "a", "b"), // a file where a folder is needed
	} {
		if err := WriteFile(path, saying("new")); err == nil {
			t.Errorf("wrote %s", path)
		}
	}
	wantNames(t, dir, "taken")
	wantContent(t, filepath.Join(dir, "taken", "a"), "theirs")
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * staleAfter)
	for _, name := range []string{"old.tmp", ".a-17.tmp", "new.tmp", "notes.txt", "folder.tmp/inside.tmp"} {
		path := put(t, filepath.Join(dir, filepath.FromSlash(name)), "half")
		if name != "new.tmp" {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chtimes(filepath.Join(dir, "folder.tmp"), old, old); err != nil {
		t.Fatal(err)
	}
	Sweep(dir)
	wantNames(t, dir, "folder.tmp", "new.tmp", "notes.txt")
	wantNames(t, filepath.Join(dir, "folder.tmp"), "inside.tmp")
	Sweep(filepath.Join(dir, "none")) // nothing to clean up is no fault
}

// linkless are disks that know no links, or not this one.
var linkless = map[string]func(from, to string) error{
	"no links":  func(string, string) error { return errors.New("not supported") },
	"forbidden": func(string, string) error { return &os.LinkError{Op: "link", Err: fs.ErrPermission} },
	"links":     os.Link,
}

func TestLink(t *testing.T) {
	for name, link := range linkless {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			from, to := put(t, filepath.Join(dir, "a"), "photo"), filepath.Join(dir, "b")
			if err := linked(link, from, to); err != nil {
				t.Fatal(err)
			}
			wantContent(t, to, "photo")
			put(t, from, "changed")
			if err := linked(link, from, to); !errors.Is(err, fs.ErrExist) {
				t.Errorf("a name that is taken: %v, want ErrExist", err)
			}
			if err := linked(link, filepath.Join(dir, "none"), filepath.Join(dir, "c")); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("nothing was linked: %v", err)
			}
			wantNames(t, dir, "a", "b")
		})
	}
}

func TestLinkIsOneFile(t *testing.T) {
	dir := t.TempDir()
	from, to := put(t, filepath.Join(dir, "a"), "photo"), filepath.Join(dir, "b")
	if err := Link(from, to); err != nil {
		t.Fatal(err)
	}
	a, errA := os.Stat(from)
	b, errB := os.Stat(to)
	if errA != nil || errB != nil || !os.SameFile(a, b) {
		t.Errorf("the two names are two files (%v, %v)", errA, errB)
	}
}

// Where there is no room for a name, there is none for a copy.
func TestLinkOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	from, to := put(t, filepath.Join(dir, "a"), "photo"), filepath.Join(dir, "b")
	full := &os.LinkError{Op: "link", Err: fullNumbers[0]}
	if err := linked(func(string, string) error { return full }, from, to); !errors.Is(err, model.ErrFull) {
		t.Errorf("%v, want ErrFull", err)
	}
	wantNames(t, dir, "a")
}

func TestCopy(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a"), put(t, filepath.Join(dir, "b"), "old")
	big := strings.Repeat("photo ", 100_000)
	put(t, from, big)
	if err := Copy(from, to); err != nil {
		t.Fatal(err)
	}
	wantContent(t, to, big)
	wantContent(t, from, big)
	if err := Copy(filepath.Join(dir, "none"), to); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v, want ErrNotExist", err)
	}
	if err := Copy(dir, to); err == nil {
		t.Error("a folder was copied as a file")
	}
	wantContent(t, to, big)
	wantNames(t, dir, "a", "b")
}

func TestSyncFolder(t *testing.T) {
	if err := SyncFolder(t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestFaultNamesWhatSystemsSay(t *testing.T) {
	for _, list := range []struct {
		numbers []error
		want    error
	}{
		{asErrors(fullNumbers), model.ErrFull},
		{append(asErrors(readOnlyNumbers), fs.ErrPermission), model.ErrReadOnly},
		{asErrors(goneNumbers), model.ErrGone},
	} {
		for _, said := range list.numbers {
			for _, err := range []error{
				said, &os.PathError{Op: "write", Path: "a", Err: said}, &os.LinkError{Op: "rename", Err: said},
			} {
				got := Fault(err)
				if !errors.Is(got, list.want) || !errors.Is(got, said) {
					t.Errorf("%v gives %v, want %v", err, got, list.want)
				}
				if again := Fault(got); again.Error() != got.Error() {
					t.Errorf("named twice: %v", again)
				}
			}
		}
	}
}

func asErrors[E error](numbers []E) []error {
	var all []error
	for _, n := range numbers {
		all = append(all, n)
	}
	return all
}

// Some libraries keep only the words of an error.
func TestFaultReadsWords(t *testing.T) {
	said := errors.New("write tinxa.db: " + fullNumbers[0].Error())
	if got := Fault(said); !errors.Is(got, model.ErrFull) || !errors.Is(got, said) {
		t.Errorf("%v, want ErrFull", got)
	}
}

func TestFaultLeavesOthers(t *testing.T) {
	for _, err := range []error{nil, errors.New("the cable is loose"), fs.ErrNotExist, fs.ErrExist} {
		if got := Fault(err); got != err {
			t.Errorf("%v became %v", err, got)
		}
	}
}

func TestWriterNamesItsOwnFaults(t *testing.T) {
	var b bytes.Buffer
	if n, err := Writer(&b).Write([]byte("photo")); n != 5 || err != nil || b.String() != "photo" {
		t.Errorf("wrote %d (%v): %q", n, err, b.String())
	}
	r, w := io.Pipe()
	_ = r.CloseWithError(fullNumbers[0])
	if _, err := Writer(w).Write([]byte("x")); !errors.Is(err, model.ErrFull) {
		t.Errorf("%v, want ErrFull", err)
	}
}
