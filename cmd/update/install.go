package update

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"tinxa/model/release"
)

// Install is the program as it is installed, seen from one running process.
type Install struct {
	Dir     string          // where the program is installed
	Self    string          // the file that this process runs from
	Version release.Version // of this process; zero for none, which updates nothing
	Product string          // as manifests name it
	Keys    release.Keys
	// Beside does something while the caller goes on.
	Beside   func(func())
	Patience Patience
}

// Patience is how long things may take.
type Patience struct {
	Window time.Duration // until a new version has shown a window
	Gone   time.Duration // between one process of a version and the next
	Look   time.Duration // between two looks
	Lock   time.Duration // for another process to end a step
	Again  time.Duration // for what is offered to be replaced as a whole
	Click  time.Duration // of somebody who sees a window that does not open the reports
}

// Usual is for the old, busy computer with a virus scanner.
var Usual = Patience{Window: 90 * time.Second, Gone: 20 * time.Second, Look: 100 * time.Millisecond, Lock: 10 * time.Second, Again: 3 * time.Second, Click: 5 * time.Second}

// Names in the folder of the program.
const (
	versionsName = "versions"
	graphicsName = "softgl" // where a second copy of the program draws without a graphics card
	stateName    = "state.json"
	stateLock    = "state.lock"
	startLock    = "start.lock" // of the process that waits beside a version that is tried
	trialLock    = "trial.lock" // of the version that is tried
	shownLock    = "shown.lock" // of the version that is tried, once its window is up
	fetchLock    = "fetch.lock"
	partExt      = ".part"
	unpackedExt  = ".unpacked"
	newExt       = ".new"
)

// ProgramName is what the program is called, wherever it lies.
func ProgramName() string {
	if runtime.GOOS == "windows" {
		return "tinxa.exe"
	}
	return "tinxa"
}

// Folder is the folder that a program was installed into, by the file that runs:
// the program itself, a version that waits, or the copy that draws in software.
func Folder(self string) string {
	dir := filepath.Dir(self)
	switch {
	case strings.EqualFold(filepath.Base(filepath.Dir(dir)), versionsName) && isNumber(filepath.Base(dir)):
		return filepath.Dir(filepath.Dir(dir))
	case strings.EqualFold(filepath.Base(dir), graphicsName):
		return filepath.Dir(dir)
	}
	return dir
}

// isNumber reports whether a folder may be that of a version: somebody may have
// a folder of their own that is called "versions".
func isNumber(name string) bool { return strings.Trim(name, "0123456789.") == "" }

// program is what every shortcut starts.
func (in Install) program() string { return filepath.Join(in.Dir, ProgramName()) }

func (in Install) versions(name ...string) string {
	return filepath.Join(append([]string{in.Dir, versionsName}, name...)...)
}

// folder is where a version waits.
func (in Install) folder(v release.Version) string { return in.versions(v.String()) }

// isProgram reports whether this process runs from the file that shortcuts start.
func (in Install) isProgram() bool {
	return strings.EqualFold(filepath.Clean(in.Self), filepath.Clean(in.program()))
}

// updates reports whether this is a program that updates itself: a release.
func (in Install) updates() bool { return in.Version != (release.Version{}) }

func isFile(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}
