package graphics

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	// folder is where, beside the program, an OpenGL lies that draws in
	// software, and the second copy of the program that loads it.
	folder = "softgl"
	// versionsFolder is where updates lie beside the program, a folder each.
	versionsFolder = "versions"
)

// The variables that the second copy is started with. They are for it alone:
// what it starts itself does not get them.
const (
	varProgram = "TINXA_SOFTGL"       // the path of the program that was started
	varProblem = "TINXA_SOFTGL_WHY"   // what is wrong with this machine's own OpenGL
	varReady   = "TINXA_SOFTGL_READY" // the event that says the window is open
)

// origin is what a process knows of the one that it was started by to draw in
// its place; program is empty in all but second copies.
type origin struct{ program, problem, ready string }

var started = readOrigin()

func readOrigin() origin {
	o := origin{os.Getenv(varProgram), os.Getenv(varProblem), os.Getenv(varReady)}
	for _, name := range []string{varProgram, varProblem, varReady} {
		_ = os.Unsetenv(name)
	}
	if self, err := os.Executable(); err != nil || !isCopy(self) || !filepath.IsAbs(o.program) {
		return origin{ready: o.ready}
	}
	return o
}

// isCopy reports whether a path is one of a second copy.
func isCopy(exe string) bool { return strings.EqualFold(filepath.Base(filepath.Dir(exe)), folder) }

// Software reports whether this process draws in software: it is the second
// copy, and every frame costs the processor.
func Software() bool { return started.program != "" }

// Program is the path of the program as it was installed: in the second copy the
// one that it was made from, anywhere else the running one. What lies beside the
// program, or is to be started again, is looked for there.
func Program() (string, error) {
	if Software() {
		return started.program, nil
	}
	return os.Executable()
}

// beside is the folder of an OpenGL that a program may use: beside it, or beside
// the program that it is an update of. Folders of updates are numbers; somebody may
// have one of their own that is called "versions".
func beside(exe string) string {
	dir := filepath.Dir(exe)
	number := strings.Trim(filepath.Base(dir), "0123456789.") == ""
	if up := filepath.Dir(dir); number && strings.EqualFold(filepath.Base(up), versionsFolder) {
		dir = filepath.Dir(up)
	}
	return filepath.Join(dir, folder)
}

// original is the program that a copy which was started by itself, from a pin
// on the taskbar say, hands back to; "" where there is none.
func original(exe string) string {
	if !isCopy(exe) {
		return ""
	}
	program := filepath.Join(filepath.Dir(filepath.Dir(exe)), "tinxa")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if info, err := os.Stat(program); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return program
}

// environ is the environment of a second copy, or of the original where o is
// empty.
func (o origin) environ() []string {
	env := os.Environ()
	if o.program != "" {
		env = append(env, varProgram+"="+o.program, varProblem+"="+o.problem)
	}
	return append(env, varReady+"="+o.ready)
}
