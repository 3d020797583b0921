package graphics

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"tinxa/model/disk"
)

const (
	markFile = "graphics.opening"
	// openingMost is how long a window takes to open at the very most. Another
	// start that takes longer is taken for hanging in its driver.
	openingMost = 20 * time.Second
)

// errHeld: another process has the mark.
var errHeld = errors.New("held by another process")

// mark is a file that stands on the disk while a window is being opened with
// this machine's OpenGL, held by the process that opens it. One that nobody
// holds was left by a process that a driver ended. It is nil where another start
// is under way.
type mark struct{ file *os.File }

// setMark puts the mark there; lost tells that an earlier start never got its
// window open, or hangs.
func setMark(dir string, now time.Time) (m *mark, lost bool, err error) {
	if err := disk.MakeFolder(dir, 0o700); err != nil {
		return nil, false, err
	}
	path := filepath.Join(dir, markFile)
	file, err := hold(path)
	if errors.Is(err, errHeld) {
		info, err := os.Stat(path)
		return nil, err == nil && now.Sub(info.ModTime()) > openingMost, nil
	}
	if err != nil {
		return nil, false, err
	}
	m = &mark{file}
	if info, err := file.Stat(); err != nil || info.Size() > 0 {
		return m, err == nil, err
	}
	_, err = file.WriteString(now.Format(time.RFC3339)) // one that is empty is no mark
	return m, false, err
}

// remove takes the mark away: the window is open, or will not be.
func (m *mark) remove() {
	if m == nil || m.file == nil {
		return
	}
	_ = m.file.Truncate(0) // whoever opens it before it is gone finds no mark
	_ = m.file.Close()
	_ = os.Remove(m.file.Name())
	m.file = nil
}
