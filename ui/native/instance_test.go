package native

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tinxa/ui/task"
)

// The test binary plays the second start, and one that dies.
const (
	roleVariable = "TINXA_TEST_ROLE"
	dirVariable  = "TINXA_TEST_DIR"
)

func TestMain(m *testing.M) {
	dir := os.Getenv(dirVariable)
	switch os.Getenv(roleVariable) {
	case "":
		os.Exit(m.Run())
	case "raise":
		if err := Raise(dir, os.Args[1:]); err != nil {
			os.Exit(1)
		}
	case "announce":
		if _, err := Announce(dir, beside{}, func([]string) { _, _ = os.Stdout.WriteString("raised\n") }); err != nil {
			os.Exit(1)
		}
		_, _ = os.Stdout.WriteString("ready\n")
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
	}
}

// beside runs work on goroutines and knows no window.
type beside struct{ task.Inline }

func (beside) Run(f func()) { go f() }

func process(t *testing.T, role, dir string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), roleVariable+"="+role, dirVariable+"="+dir)
	return cmd
}

// announce is Announce with a channel that gets the files of each raise.
func announce(t *testing.T, dir string) <-chan []string {
	t.Helper()
	raised := make(chan []string, 100)
	closer, err := Announce(dir, beside{}, func(files []string) { raised <- files })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = closer.Close() }) // some tests close it themselves
	return raised
}

func wantRaise(t *testing.T, raised <-chan []string, files ...string) {
	t.Helper()
	select {
	case got := <-raised:
		if !slices.Equal(got, files) {
			t.Errorf("raised for %q, want %q", got, files)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("the window was not raised")
	}
}

func TestSecondStartRaisesTheFirst(t *testing.T) {
	dir := t.TempDir()
	raised := announce(t, dir)
	for range 3 {
		if out, err := process(t, "raise", dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		wantRaise(t, raised)
	}
	if len(raised) != 0 {
		t.Error("raised more often than asked")
	}
}

func TestFilesAreHandedOverByTheirFullPaths(t *testing.T) {
	dir, folder := t.TempDir(), t.TempDir()
	raised := announce(t, dir)
	awkward := filepath.Join(folder, "Hội nghị “sơ kết” 2026 & ảnh.jpg")
	start := process(t, "raise", dir, "bài.tinxa", awkward)
	start.Dir = folder
	if out, err := start.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	here, err := filepath.EvalSymlinks(folder)
	if err != nil {
		t.Fatal(err)
	}
	wantRaise(t, raised, filepath.Join(here, "bài.tinxa"), awkward)
}

// A wish of a caller that is no start of the program's opens nothing.
func TestWishesAreLookedAt(t *testing.T) {
	full, err := filepath.Abs("anh.jpg")
	if err != nil {
		t.Fatal(err)
	}
	many := wish{Files: slices.Repeat([]string{full}, mostFiles+1)}
	long := wish{Files: []string{full + strings.Repeat("a", mostWish)}}
	for name, w := range map[string]wish{
		"no full path": {Files: []string{"anh.jpg"}}, "a device": {Files: []string{`\\.\PhysicalDrive0`}},
		"a zero": {Files: []string{full + "\x00"}}, "an object of the system": {Files: []string{`\??\C:\a`}}, "too many": many, "too long": long,
	} {
		line, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := readWish(bytes.NewReader(append(line, '\n'))); err == nil {
			t.Errorf("%s: taken as %.80q", name, got.Files)
		}
	}
	got, err := readWish(strings.NewReader(`{"files":[` + strconv.Quote(filepath.ToSlash(full)) + "]}\n"))
	if err != nil || !slices.Equal(got.Files, []string{full}) {
		t.Errorf("a good wish: %q, %v", got.Files, err)
	}
}

// However many files there are, and however long their names, all of them arrive.
func TestManyFilesAreHandedOver(t *testing.T) {
	dir := t.TempDir()
	raised := announce(t, dir)
	for name, file := range map[string]string{"many": "a.jpg", "long": strings.Repeat(`Đại hội "&" `, 40) + ".jpg"} {
		full, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.Repeat([]string{full}, 2*mostFiles+1)
		if err := Raise(dir, want); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for got := []string(nil); len(got) < len(want); {
			select {
			case files := <-raised:
				got = append(got, files...)
			case <-time.After(5 * time.Second):
				t.Fatalf("%s: %d files arrived", name, len(got))
			}
		}
	}
	if len(raised) != 0 {
		t.Error("raised once more")
	}
}

// Who sits at another screen is told that the window is not there.
func TestAWindowInAnotherSessionIsToldOf(t *testing.T) {
	dir := t.TempDir()
	raised := announce(t, dir)
	place, err := meeting(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := say(place, wish{Session: session() + 1}); !errors.Is(err, ErrElsewhere) {
		t.Errorf("got %v, want ErrElsewhere", err)
	}
	if len(raised) != 0 {
		t.Error("the window came forward where nobody sees it")
	}
}

func TestNobodyThere(t *testing.T) {
	if err := Raise(t.TempDir(), nil); !errors.Is(err, ErrNobody) {
		t.Errorf("got %v, want ErrNobody", err)
	}
	if err := Raise(filepath.Join(t.TempDir(), "gone"), nil); !errors.Is(err, ErrNobody) {
		t.Errorf("got %v, want ErrNobody", err)
	}
}

func TestWhatACrashLeftIsReplaced(t *testing.T) {
	dir := t.TempDir()
	first := process(t, "announce", dir)
	in, err1 := first.StdinPipe()
	out, err2 := first.StdoutPipe()
	if err := errors.Join(err1, err2, first.Start()); err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "ready" {
		t.Fatalf("the first start said %q", lines.Text())
	}
	if _, err := Announce(dir, beside{}, nil); !errors.Is(err, ErrRunning) {
		t.Errorf("a second window: %v, want ErrRunning", err)
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // killed, which it reports as an error
	if err := Raise(dir, nil); !errors.Is(err, ErrNobody) {
		t.Errorf("got %v, want ErrNobody", err)
	}
	raised := announce(t, dir)
	if err := Raise(dir, nil); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
}

func TestLongPathsMeetElsewhere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("thư mục dài ", 8))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	raised := announce(t, dir)
	t.Chdir(dir)
	if err := Raise(".", nil); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
	if err := Raise(filepath.Dir(dir), nil); !errors.Is(err, ErrNobody) {
		t.Errorf("another folder: %v, want ErrNobody", err)
	}
}

func TestGarbageIsHarmless(t *testing.T) {
	dir := t.TempDir()
	raised := announce(t, dir)
	silent := connect(t, dir)
	defer silent.Close()
	for _, garbage := range [][]byte{nil, []byte("raise\n"), []byte("{}"), []byte("{\"files\":[1]}\n"), []byte("GET / HTTP/1.1\r\n\r\n"), bytes.Repeat([]byte{0}, 1<<16)} {
		conn := connect(t, dir)
		_, _ = conn.Write(garbage) // may be cut off while it writes
		_ = conn.Close()
	}
	if err := Raise(dir, nil); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
	if len(raised) != 0 {
		t.Error("garbage raised the window")
	}
}

func connect(t *testing.T, dir string) net.Conn {
	t.Helper()
	place, err := meeting(dir)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := dial(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// A window that hangs must not hang the second start.
func TestRaiseGivesUp(t *testing.T) {
	dir := t.TempDir()
	place, err := meeting(dir)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := listen(place)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	began := time.Now()
	if err := Raise(dir, nil); !errors.Is(err, ErrNobody) || time.Since(began) > 3*raiseWait {
		t.Errorf("%v after %v, want ErrNobody after %v", err, time.Since(began), raiseWait)
	}
}
