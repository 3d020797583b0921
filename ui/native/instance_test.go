package native

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
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
		if err := Raise(dir); err != nil {
			os.Exit(1)
		}
	case "announce":
		if _, err := Announce(dir, beside{}, func() { _, _ = os.Stdout.WriteString("raised\n") }); err != nil {
			os.Exit(1)
		}
		_, _ = os.Stdout.WriteString("ready\n")
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
	}
}

// beside runs work on goroutines and knows no window.
type beside struct{ task.Inline }

func (beside) Run(f func()) { go f() }

func process(t *testing.T, role, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+role, dirVariable+"="+dir)
	return cmd
}

// announce is Announce with a channel that gets a value for each raise.
func announce(t *testing.T, dir string) <-chan bool {
	t.Helper()
	raised := make(chan bool, 100)
	closer, err := Announce(dir, beside{}, func() { raised <- true })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = closer.Close() }) // some tests close it themselves
	return raised
}

func wantRaise(t *testing.T, raised <-chan bool) {
	t.Helper()
	select {
	case <-raised:
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

func TestNobodyThere(t *testing.T) {
	if err := Raise(t.TempDir()); !errors.Is(err, ErrNobody) {
		t.Errorf("got %v, want ErrNobody", err)
	}
	if err := Raise(filepath.Join(t.TempDir(), "gone")); !errors.Is(err, ErrNobody) {
		t.Errorf("got %v, want ErrNobody", err)
	}
	if _, err := Announce(filepath.Join(t.TempDir(), "gone"), beside{}, nil); err == nil {
		t.Error("announced in a folder that is not there")
	}
}

func TestSocketOfACrashIsReplaced(t *testing.T) {
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
	if !lines.Scan() || lines.Text() != "raised" {
		t.Errorf("the first start said %q", lines.Text())
	}
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // killed, which it reports as an error
	if _, err := os.Lstat(filepath.Join(dir, socketName)); err != nil {
		t.Fatalf("the crash left nothing to replace: %v", err)
	}
	if err := Raise(dir); !errors.Is(err, ErrNobody) {
		t.Errorf("got %v, want ErrNobody", err)
	}
	raised := announce(t, dir)
	if err := Raise(dir); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
}

func TestCloseLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	closer, err := Announce(dir, beside{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := closer.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestLongPathsMeetElsewhere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("thư mục dài ", 8))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	raised := announce(t, dir)
	t.Chdir(dir)
	if err := Raise("."); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
	if err := Raise(filepath.Dir(dir)); !errors.Is(err, ErrNobody) {
		t.Errorf("another folder: %v, want ErrNobody", err)
	}
}

func TestGarbageIsHarmless(t *testing.T) {
	dir := t.TempDir()
	raised := announce(t, dir)
	silent := connect(t, dir)
	defer silent.Close()
	for _, garbage := range [][]byte{nil, []byte("RAISE\n"), []byte("GET / HTTP/1.1\r\n\r\n"), bytes.Repeat([]byte{0}, 1<<16)} {
		conn := connect(t, dir)
		_, _ = conn.Write(garbage) // may be cut off while it writes
		_ = conn.Close()
	}
	if err := Raise(dir); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
	if len(raised) != 0 {
		t.Error("garbage raised the window")
	}
}

func connect(t *testing.T, dir string) net.Conn {
	t.Helper()
	path, err := socketPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// A window that hangs must not hang the second start.
func TestRaiseGivesUp(t *testing.T) {
	dir := t.TempDir()
	path, err := socketPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	began := time.Now()
	if err := Raise(dir); !errors.Is(err, ErrNobody) || time.Since(began) > 3*raiseWait {
		t.Errorf("%v after %v, want ErrNobody after %v", err, time.Since(began), raiseWait)
	}
}
