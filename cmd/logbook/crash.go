package logbook

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"
)

// seen begins the line that ends each crash that was told of.
const seen = "== tinxa: "

const (
	mostCrashes = 5         // that are kept
	mostTrace   = 256 << 10 // bytes that all of them may have
)

// CatchCrashes has the Go runtime write into the crash log, too, what it prints
// when the program crashes.
func (b *Logbook) CatchCrashes() error {
	file, err := appendTo(filepath.Join(b.dir, CrashFile))
	if err != nil {
		return fmt.Errorf("logbook: %w", err)
	}
	defer file.Close() // the runtime keeps a copy of its own
	if err := debug.SetCrashOutput(file, debug.CrashOptions{}); err != nil {
		return fmt.Errorf("logbook: %w", err)
	}
	return nil
}

// Crashed reports whether a process crashed since Acknowledge was called last.
func Crashed(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, CrashFile))
	if err != nil || len(bytes.TrimSpace(data)) == 0 {
		return false
	}
	return !strings.HasPrefix(lastLine(data), seen)
}

func lastLine(data []byte) string {
	text := strings.TrimRight(string(data), "\r\n")
	return text[strings.LastIndex(text, "\n")+1:]
}

// Acknowledge marks the crashes of a folder as told, and forgets all but the
// last few. A crash has no date of its own; the file's is noted with it.
func Acknowledge(dir string) error {
	if !Crashed(dir) {
		return nil
	}
	path := filepath.Join(dir, CrashFile)
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("logbook: %w", err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("logbook: %w", err)
	}
	data = fmt.Appendf(data, "\n%scrashed %s, noticed %s ==\n", seen, info.ModTime().Format(stamp), time.Now().Format(stamp))
	// In place, because a process that runs may have it open.
	if err := os.WriteFile(path, lastCrashes(data), 0o600); err != nil {
		return fmt.Errorf("logbook: %w", err)
	}
	return nil
}

// lastCrashes is the end of a crash log. Of crashes that are too long the head
// stays, which says what happened.
func lastCrashes(data []byte) []byte {
	var all [][]byte
	for len(data) > 0 {
		at := bytes.Index(data, []byte("\n"+seen))
		if at < 0 {
			all = append(all, data)
			break
		}
		to := at + 1 + bytes.IndexByte(data[at+1:], '\n') + 1
		all = append(all, shortened(data[:at], data[at:to]))
		data = data[to:]
	}
	return bytes.Join(all[max(0, len(all)-mostCrashes):], nil)
}

// shortened is a crash with its last line, in no more than its share of bytes.
func shortened(trace, last []byte) []byte {
	const share = mostTrace / mostCrashes
	if len(trace) > share {
		trace = append(bytes.Clone(trace[:share]), "\n"+hidden...)
	}
	return append(bytes.Clone(trace), last...)
}
