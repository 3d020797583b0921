package logbook

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// The files of a folder of logs.
const (
	current   = "tinxa.log"
	CrashFile = "crash.log" // what the system wrote when the program crashed
)

const (
	most    = 512 << 10 // bytes of a log file before it is turned over
	bound   = 2 * most  // bytes that none ever has, also while it is turned over
	ancient = 2         // log files that are kept beside the current one
)

// Logbook is the log of this process. One that could not be opened takes
// everything and writes nothing.
type Logbook struct {
	dir      string
	redactor Redactor
	words    func(error) string // how errors are written

	mu   sync.Mutex
	file *os.File // nil when it could not be opened
}

// Open opens the log of a folder, which is made where it is missing. The Logbook
// can be used even beside an error, which says why nothing will be written.
func Open(dir string) (*Logbook, error) {
	b := &Logbook{dir: dir, redactor: ThisUser(), words: error.Error}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return b, fmt.Errorf("logbook: %w", err)
	}
	file, err := appendTo(filepath.Join(dir, current))
	if err != nil {
		return b, fmt.Errorf("logbook: %w", err)
	}
	b.file = file
	return b, nil
}

func appendTo(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
}

// Handler writes records of log/slog into the log.
func (b *Logbook) Handler() slog.Handler { return handler{book: b} }

// Install has slog's default logger write into the log, and errors that are
// handed to it in these words: an error of a portal may quote a report. What
// libraries say by package log goes there too, and to stderr as before.
func (b *Logbook) Install(words func(error) string) {
	b.words = words
	slog.SetDefault(slog.New(b.Handler()))
	log.SetFlags(0)
	log.SetOutput(both{slog.NewLogLogger(b.Handler(), slog.LevelWarn).Writer(), os.Stderr})
}

// both writes to two places, of which either may be missing: a windowed program
// has no stderr.
type both [2]io.Writer

// Write implements io.Writer and never fails.
func (w both) Write(p []byte) (int, error) {
	for _, to := range w {
		_, _ = to.Write(p) // nobody is left to be told
	}
	return len(p), nil
}

// write puts a line at the end of the log. A full disk is not an error that a
// program should end of: the line is lost, and the next one may succeed.
func (b *Logbook) write(line string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.file == nil {
		return nil
	}
	if info, err := b.file.Stat(); err == nil && info.Size() > most {
		if !turn(b.dir) && info.Size() > bound {
			return nil
		}
	}
	_, err := b.file.WriteString(line)
	return err
}

// Close closes the log's file; nothing is written any more.
func (b *Logbook) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.file == nil {
		return nil
	}
	file := b.file
	b.file = nil
	return file.Close()
}

// Files lists the logs that a folder has, the newest first.
func Files(dir string) []string {
	var there []string
	for _, name := range []string{CrashFile, current, numbered(1), numbered(ancient)} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.Size() > 0 {
			there = append(there, name)
		}
	}
	return there
}

func numbered(n int) string { return fmt.Sprintf("tinxa.%d.log", n) }
