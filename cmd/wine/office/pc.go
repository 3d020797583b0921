package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// PC is a computer that is switched on: Windows, a screen, and one user.
type PC struct {
	Screen *Screen

	dir, home, user string
	on              bool
}

// Equipment is what a PC has or lacks.
type Equipment struct {
	NoOpenGL bool // as a remote desktop or a virtual machine
}

// NewPC copies Windows into a folder and switches the PC on.
func (w Windows) NewPC(ctx context.Context, dir string, e Equipment) (*PC, error) {
	p := &PC{dir: prefix(dir), home: filepath.Join(dir, "home"), user: w.user}
	steps := []func(context.Context) error{
		func(context.Context) error { return errors.Join(os.MkdirAll(p.home, 0o755), w.copyTo(p.dir)) },
		func(ctx context.Context) (err error) { p.Screen, err = newScreen(ctx, p.home, e.NoOpenGL); return err },
		p.powerUp,
		func(ctx context.Context) error { return p.boot(ctx, "wineboot") }, // starts the services
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return nil, errors.Join(fmt.Errorf("office: new PC: %w", err), p.Close())
		}
	}
	return p, nil
}

// Where Debian keeps wine; elsewhere it is found by its name.
const debianWine = "/usr/lib/wine/"

// tool is the path of one of wine's programs.
func tool(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(debianWine + name); err == nil {
			return path
		}
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return names[0]
}

// Version is what wine says of itself: wine-8.0 (Debian 8.0~repack-4).
func Version(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, tool("wine64", "wine"), "--version").Output()
	if err != nil {
		return "", fmt.Errorf("office: wine: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// env is what every program on this PC is given.
func (p *PC) env() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + p.home, "DISPLAY=" + p.Screen.Name, "LANG=vi_VN.UTF-8", "LC_ALL=C.UTF-8",
		"TZ=Asia/Ho_Chi_Minh", "WINEPREFIX=" + p.dir, "WINEDEBUG=-all",
		// Neither .NET nor a browser is set up, no menus of the real desktop are
		// written, and an OpenGL that lies beside a program is the program's, as on
		// Windows.
		"WINEDLLOVERRIDES=mscoree,mshtml=;winemenubuilder.exe=d;opengl32=n,b",
	}
}

// linger is for how many seconds wine's server stays when no program runs any
// more: starting anew costs time.
const linger = "60"

// powerUp starts wine's server and waits until it is ready: a program that comes
// before would start another.
func (p *PC) powerUp(ctx context.Context) error {
	p.on = true
	return p.serve(ctx, "-p"+linger)
}

// serve calls wine's server.
func (p *PC) serve(ctx context.Context, flag string) error {
	c := exec.CommandContext(ctx, tool("wineserver64", "wineserver"), flag)
	c.Env = p.env()
	if err := c.Run(); err != nil {
		return fmt.Errorf("wineserver %s: %w", flag, err)
	}
	return nil
}

// boot runs a program of Windows itself.
func (p *PC) boot(ctx context.Context, program string, args ...string) error {
	_, err := p.Run(ctx, program, args...)
	return err
}

// shutdown is how long a PC may take to end all its programs.
const shutdown = 10 * time.Second

// Close switches the PC off: wine's server ends all its programs, and none else.
// The files stay.
func (p *PC) Close() error {
	var err error
	if p.on {
		p.on = false
		ctx, cancel := context.WithTimeout(context.Background(), shutdown)
		defer cancel()
		_ = p.serve(ctx, "-k") // where no program runs, the server may be gone already
		err = errors.Join(p.serve(ctx, "-w"), p.forget())
	}
	if p.Screen != nil {
		p.Screen.close()
		p.Screen = nil
	}
	return err
}

// serverFile is where Debian's wine notes the name of the folder in which its
// server has its socket; others have one folder for all, and no such file.
const serverFile = "wineserver"

// forget removes the folder of wine's server.
func (p *PC) forget() error {
	name, err := os.ReadFile(filepath.Join(p.dir, serverFile))
	if err != nil || !strings.HasPrefix(string(name), "wine-") {
		return nil // nothing is left behind
	}
	return errors.Join(os.RemoveAll(filepath.Join(filepath.FromSlash("/tmp"), base(string(name)))),
		os.Remove(filepath.Join(p.dir, serverFile)))
}

// Path is the file of this machine behind a file of the PC: C:\x and Z:\x.
func (p *PC) Path(windows string) string {
	slashed := strings.ReplaceAll(windows, `\`, "/")
	if rest, ok := strings.CutPrefix(slashed, "C:"); ok {
		return filepath.Join(p.dir, drive, rest)
	}
	return path.Clean("/" + strings.TrimPrefix(slashed, "Z:"))
}

// Windows is the file of the PC behind a file of this machine.
func (p *PC) Windows(file string) string {
	letter, rest := "Z:", file
	if within, err := filepath.Rel(filepath.Join(p.dir, drive), file); err == nil && filepath.IsLocal(within) {
		letter, rest = "C:", "/"+within
	}
	return letter + strings.ReplaceAll(path.Clean(rest), "/", `\`)
}

// Profile is a path below the user's own folder, where Documents lies.
func (p *PC) Profile(parts ...string) string {
	return strings.Join(append([]string{`C:\users`, p.user}, parts...), `\`)
}

// Local is a path below %LOCALAPPDATA%.
func (p *PC) Local(parts ...string) string {
	return p.Profile(append([]string{"AppData", "Local"}, parts...)...)
}

// Processes are the programs of this PC whose file has that name, by the ids
// that this machine has for them.
func (p *PC) Processes(exe string) []int {
	entries, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return nil
	}
	var all []int
	for _, file := range entries {
		line, err := os.ReadFile(file)
		first, _, _ := strings.Cut(string(line), "\x00")
		if err != nil || !strings.EqualFold(base(first), exe) || !p.owns(filepath.Dir(file)) {
			continue
		}
		if id, err := strconv.Atoi(filepath.Base(filepath.Dir(file))); err == nil {
			all = append(all, id)
		}
	}
	return all
}

// base is the last part of a path of either system.
func base(file string) string { return file[strings.LastIndexAny(file, `/\`)+1:] }

// owns reports whether a process of this machine belongs to this PC.
func (p *PC) owns(proc string) bool {
	env, err := os.ReadFile(filepath.Join(proc, "environ"))
	return err == nil && strings.Contains("\x00"+string(env), "\x00WINEPREFIX="+p.dir+"\x00")
}

// KillAll ends every program of that file as TerminateProcess does, and reports
// how many there were.
func (p *PC) KillAll(ctx context.Context, exe string) (int, error) {
	ids := p.Processes(exe)
	for _, id := range ids {
		if err := syscall.Kill(id, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return 0, fmt.Errorf("office: killing %s: %w", exe, err)
		}
	}
	return len(ids), p.WaitGone(ctx, exe)
}

// WaitGone waits until no program of that file runs any more.
func (p *PC) WaitGone(ctx context.Context, exe string) error {
	return Until(ctx, "the end of "+exe, func() (bool, error) { return len(p.Processes(exe)) == 0, nil })
}
