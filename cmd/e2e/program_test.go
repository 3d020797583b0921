package e2e

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jezek/xgb"
)

// programVariable names a program that is built already, for who runs several of
// these tests side by side.
const programVariable = "TINXA_PROGRAM"

// build makes the program once for all tests.
var build = sync.OnceValues(func() (string, error) {
	if built := os.Getenv(programVariable); built != "" {
		return built, nil
	}
	dir, err := os.MkdirTemp("", "tinxa-e2e-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "tinxa")
	return binary, run(exec.Command("go", "build", "-o", binary, "tinxa/cmd/tinxa"))
})

func run(c *exec.Cmd) error {
	c.Stderr = os.Stderr
	return c.Run()
}

func TestMain(m *testing.M) {
	xgb.Logger.SetOutput(io.Discard) // it tells of every X server that ends
	code := m.Run()
	if binary, err := build(); err == nil && os.Getenv(programVariable) == "" {
		_ = os.RemoveAll(filepath.Dir(binary)) // a leftover in the system's own folder does no harm
	}
	os.Exit(code)
}

// desk is a user's account: a home, the data folder, a screen.
type desk struct {
	*screen
	binary, home, data string
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{screen: newScreen(t), binary: binary, home: t.TempDir()}
	d.data = filepath.Join(d.home, "Dữ liệu Tin Xã")
	d.must(os.Mkdir(d.documents(), 0o755))
	return d
}

func (d *desk) documents() string { return filepath.Join(d.home, "Documents") }

// command is the program as it is called in a terminal of this user.
func (d *desk) command(args ...string) *exec.Cmd {
	c := exec.Command(d.binary, append(args, "--data", d.data)...)
	c.Dir = d.home
	c.Env = []string{
		"PATH=" + os.Getenv("PATH"), "DISPLAY=" + d.name, "HOME=" + d.home, "LANG=vi_VN.UTF-8",
		"XDG_CONFIG_HOME=" + filepath.Join(d.home, ".config"), "XDG_CACHE_HOME=" + filepath.Join(d.home, ".cache"),
		"XDG_RUNTIME_DIR=" + d.home, "TMPDIR=" + d.home,
	}
	return c
}

// output is what a subcommand prints; it must exit with 0.
func (d *desk) output(args ...string) string {
	d.t.Helper()
	out, complaints := d.called(args...)
	if complaints != "" {
		d.t.Logf("%q says %s", args, complaints)
	}
	return out
}

// called is output with what was said besides.
func (d *desk) called(args ...string) (out, complaints string) {
	d.t.Helper()
	var said bytes.Buffer
	c := d.command(args...)
	c.Stderr = &said
	printed, err := c.Output()
	if err != nil {
		d.t.Fatalf("%q: %v\n%s", args, err, said.String())
	}
	return string(printed), said.String()
}

// window is the program while its window is open.
type window struct {
	*desk
	process *exec.Cmd
	said    bytes.Buffer
	gone    chan error
	took    time.Duration // until the window had its title
}

// open starts the program and waits until its list is drawn.
func (d *desk) open() *window {
	d.t.Helper()
	return d.start("Tin X")
}

// start starts the program and waits until the window has that title, the data
// folder was checked and opened, and what is in it is drawn.
func (d *desk) start(title string) *window {
	d.t.Helper()
	w := &window{desk: d, process: d.command(), gone: make(chan error, 1)}
	w.process.Stdout, w.process.Stderr = &w.said, &w.said
	began := time.Now()
	d.after(func() {
		d.must(w.process.Start())
		d.t.Cleanup(func() { _ = w.process.Process.Kill() }) // gone, unless the test failed
		go func() { w.gone <- w.process.Wait() }()
		d.titled(title)
		w.until("the database to be opened", w.holdsDatabase)
		w.until("the reports to be shown", func() bool { return w.answers(began) })
		w.took = time.Since(began)
	})
	d.t.Logf("the window was there after %s, calm after %s",
		w.took.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
	return w
}

// answers reports whether the program that was started then listens to further
// starts, which it does as soon as it shows the reports.
func (w *window) answers(began time.Time) bool {
	info, err := os.Stat(filepath.Join(w.data, "window.sock"))
	return err == nil && info.ModTime().After(began)
}

// holdsDatabase reports whether the program has its database open. The check
// before that is done by another process.
func (w *window) holdsDatabase() bool {
	files := filepath.Join("/proc", strconv.Itoa(w.process.Process.Pid), "fd")
	entries, err := os.ReadDir(files)
	w.must(err)
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		path, err := os.Readlink(filepath.Join(files, e.Name()))
		return err == nil && path == filepath.Join(w.data, "tinxa.db")
	})
}

// ends waits for the end of the program.
func (w *window) ends() error {
	w.t.Helper()
	select {
	case err := <-w.gone:
		return err
	case <-time.After(patience):
		w.t.Fatal("the window does not close")
		return nil
	}
}

// leave closes the window as a user does.
func (w *window) leave() {
	w.t.Helper()
	w.press(ctrl, 'q')
	if err := w.ends(); err != nil {
		w.t.Errorf("the program ended with %v", err)
	}
	if said := strings.TrimSpace(w.said.String()); said != "" {
		w.t.Errorf("the program complained: %s", said)
	}
}

// rest is the silence behind the last key after which the window saves, less
// what clocks may differ.
const rest = 1900 * time.Millisecond

// saved waits until everything that was typed so far is stored: the database
// was written a while after the last key.
func (w *window) saved() {
	w.t.Helper()
	w.until("the save", func() bool {
		info, err := os.Stat(filepath.Join(w.data, "tinxa.db"))
		return err == nil && info.ModTime().Sub(w.last) > rest
	})
}
