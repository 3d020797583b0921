package logbook

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// crasher names, in the environment, the folder of logs in which a copy of this
// test is to crash.
const crasher = "TINXA_TEST_CRASH"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crasher); dir != "" {
		book, err := Open(dir)
		if err == nil {
			err = book.CatchCrashes()
		}
		fmt.Println(err)
		panic("suối cạn")
	}
	os.Exit(m.Run())
}

func open(t *testing.T, dir string) *Logbook {
	t.Helper()
	b, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func text(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLines(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "logs")
	logger := slog.New(open(t, dir).Handler())
	logger.Debug("not for users")
	logger.Info("start", "version", "1.2.0", "args", "verify --json", "none", "")
	logger.With("probe", 2).WithGroup("gl").Warn("no opengl", "found", "GDI\nGeneric", slog.Group("of", "x", 1))
	logger.Error("disk.write", "err", errors.New(written("write HOME/lan/a: full")), "title", "Họp xã", "password", "mk", "caption", "Ảnh")
	logger.Info(strings.Repeat("ế", 500))
	lines := strings.SplitAfter(text(t, dir, current), "\n")
	long := "ế"
	for len(long)+3 <= longest {
		long += "ế"
	}
	want := []string{
		fmt.Sprintf("INFO  %d start version=1.2.0 args=\"verify --json\" none=\"\"\n", os.Getpid()),
		fmt.Sprintf("WARN  %d no opengl probe=2 gl.found=\"GDI\\nGeneric\" gl.of.x=1\n", os.Getpid()),
		fmt.Sprintf("ERROR %d disk.write err=\"write ~/a: full\" title=… password=… caption=…\n", os.Getpid()),
		fmt.Sprintf("INFO  %d %s…\n", os.Getpid(), long),
		"",
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines:\n%s", len(lines), strings.Join(lines, ""))
	}
	times := regexp.MustCompile(`^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d{4} `)
	for i, line := range lines {
		if got := times.ReplaceAllString(line, ""); got != want[i] || i < 4 && got == line {
			t.Errorf("line %d is %q, want %q", i, line, want[i])
		}
	}
}

func TestInstalled(t *testing.T) {
	before, flags := slog.Default(), log.Flags()
	out := log.Writer()
	t.Cleanup(func() {
		slog.SetDefault(before)
		log.SetOutput(out)
		log.SetFlags(flags)
	})
	dir := t.TempDir()
	open(t, dir).Install(func(err error) string { return "no " + err.Error() })
	slog.Warn("save", "err", errors.New("place"))
	Begin(Program{"Tin Xã", "1.2.0", "7"}, []string{"publish", "--data=/srv/x", "-o", "Họp.zip", "list"})
	log.Printf("Fyne error: %s", "no locale")
	got := text(t, dir, current)
	for _, want := range []string{"version=1.2.0 build=7 ", "args=\"publish --data -o … …\"", "WARN  ", "save err=\"no place\"\n", "Fyne error: no locale\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestNamesOfArguments(t *testing.T) {
	for want, args := range map[string][]string{
		"":              nil,
		"…":             {"bao-cao.tinxa"},
		"verify --json": {"verify", "--json"},
		"--data … …":    {"--data", "d", "verify"},
		"publish --to":  {"publish", "--to=Cổng xã"},
	} {
		if names(args) != want {
			t.Errorf("%q: %q, want %q", args, names(args), want)
		}
	}
}

// TestNoFolder: the program works, and nothing is written.
func TestNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := Open(filepath.Join(file, "logs"))
	if err == nil {
		t.Error("a folder within a file was made")
	}
	slog.New(b.Handler()).Info("start")
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if b.CatchCrashes() == nil {
		t.Error("crashes are caught nowhere")
	}
}

// TestTurning: several processes write at once, no file grows beyond its bound,
// and what is left are whole lines, the newest among them.
func TestTurning(t *testing.T) {
	dir := t.TempDir()
	filler := strings.Repeat("x", 500)
	var all sync.WaitGroup
	for n := range 4 {
		book := open(t, dir)
		all.Go(func() {
			for i := range 2500 {
				if err := book.write(fmt.Sprintf("line of=%d i=%d filler=%s\n", n, i, filler)); err != nil {
					t.Error(err)
				}
			}
			slog.New(book.Handler()).Info("last", "of", n)
		})
	}
	all.Wait()
	if got, want := Files(dir), []string{"tinxa.log", "tinxa.1.log", "tinxa.2.log"}; !slices.Equal(got, want) {
		t.Fatalf("files %q, want %q", got, want)
	}
	whole := regexp.MustCompile(`^(line of=\d i=\d+ filler=x{500}|20.* INFO  \d+ last of=\d)$`)
	together := ""
	for _, name := range Files(dir) {
		content := text(t, dir, name)
		together += content
		if len(content) > bound+4*1000 {
			t.Errorf("%s has %d bytes", name, len(content))
		}
		for line := range strings.Lines(content) {
			if !whole.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Fatalf("%s: torn line %q", name, line)
			}
		}
	}
	if !strings.Contains(together, "last of=") {
		t.Error("the newest lines are not there")
	}
}

// TestForsakenLock: a process that was killed while turning the log over stops
// the others for a minute only, and never lets the log grow without end.
func TestForsakenLock(t *testing.T) {
	dir := t.TempDir()
	lock := filepath.Join(dir, turning)
	write := func(path string, n int) {
		t.Helper()
		if err := os.WriteFile(path, bytes.Repeat([]byte("x"), n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(lock, 0)
	write(filepath.Join(dir, current), bound+1)
	logger := slog.New(open(t, dir).Handler())
	logger.Info("too much")
	if strings.Contains(text(t, dir, current), "too much") {
		t.Error("the log grows beyond its bound")
	}
	old := time.Now().Add(-2 * forsaken)
	if err := os.Chtimes(lock, old, old); err != nil {
		t.Fatal(err)
	}
	logger.Info("finds the lock forsaken")
	logger.Info("after")
	if got := text(t, dir, current); !strings.HasSuffix(got, " after\n") || len(got) > 200 {
		t.Errorf("%d bytes, ending in %q", len(got), lastLine([]byte(got)))
	}
}

func TestCrash(t *testing.T) {
	dir := t.TempDir()
	if Crashed(dir) {
		t.Error("nothing has crashed yet")
	}
	for n := range mostCrashes + 2 {
		c := exec.Command(os.Args[0], "-test.run=^$")
		c.Env = append(os.Environ(), crasher+"="+dir)
		if out, err := c.CombinedOutput(); err == nil || !strings.HasPrefix(string(out), "<nil>\npanic: suối cạn") {
			t.Fatalf("%v: %s", err, out)
		}
		if !Crashed(dir) {
			t.Fatalf("crash %d was not noticed", n)
		}
		if err := Acknowledge(dir); err != nil {
			t.Fatal(err)
		}
		if Crashed(dir) {
			t.Fatalf("crash %d is told twice", n)
		}
	}
	got := text(t, dir, CrashFile)
	if n := strings.Count(got, "panic: suối cạn"); n != mostCrashes || strings.Count(got, seen) != mostCrashes {
		t.Errorf("%d crashes are kept:\n%s", n, got)
	}
	if !strings.HasPrefix(got, "panic: ") || !strings.Contains(got, "goroutine 1 ") {
		t.Errorf("begins %.80q", got)
	}
}

func TestLongCrashesAreShortened(t *testing.T) {
	dir := t.TempDir()
	trace := "panic: first\n" + strings.Repeat("main.f()\n", mostTrace/4)
	if err := os.WriteFile(filepath.Join(dir, CrashFile), []byte(trace), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Acknowledge(dir); err != nil {
		t.Fatal(err)
	}
	got := text(t, dir, CrashFile)
	if !strings.HasPrefix(got, "panic: first\n") || len(got) > mostTrace/mostCrashes+200 || Crashed(dir) {
		t.Errorf("%d bytes: %.20q", len(got), got)
	}
}

func TestFolder(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", "")
	t.Setenv("HOME", "/srv/lan")
	if got, err := Folder(); got != "/srv/lan/.local/state/tinxa" || err != nil {
		t.Error(got, err)
	}
	t.Setenv("XDG_STATE_HOME", "/srv/state")
	if got, err := Folder(); got != "/srv/state/tinxa" || err != nil {
		t.Error(got, err)
	}
}
