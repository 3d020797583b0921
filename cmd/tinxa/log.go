package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tinxa/cmd/logbook"
	"tinxa/ui/say"
)

// logVariable names, in the environment, another folder for the logs; noLog in
// its place means none, as for tests.
const (
	logVariable = "TINXA_LOG"
	noLog       = "off"
)

// logFolder is where this user's logs are; empty where there are none.
func logFolder() string {
	switch dir := os.Getenv(logVariable); dir {
	case "":
	case noLog:
		return ""
	default:
		return dir
	}
	if dir := portableFolder(); dir != "" {
		return filepath.Join(dir, "logs")
	}
	dir, err := logbook.Folder()
	if err != nil {
		return ""
	}
	return dir
}

// openLog begins the log of this process. Where it cannot be written the program
// works without.
func openLog(args []string) {
	dir := logFolder()
	if dir == "" {
		slog.SetDefault(slog.New(slog.DiscardHandler))
		return
	}
	book, err := logbook.Open(dir)
	words := veilFor(args).discreet
	book.Install(words)
	err = errors.Join(err, book.CatchCrashes())
	logbook.Begin(logbook.Program{Name: name, Version: version, Build: build}, args)
	if err != nil {
		slog.Warn("log.incomplete", "err", err)
	}
	say.Listen((&faultLog{words: words}).add)
}

// faultLog writes down what the user is told of faults, whatever screen tells it.
type faultLog struct {
	words func(error) string

	mu   sync.Mutex
	last string    // that was written
	at   time.Time // when
}

// again is how long the same fault in a row is written once: screens draw
// themselves anew, and ask for the words each time.
const again = time.Minute

func (l *faultLog) add(err error) {
	words := l.words(err)
	l.mu.Lock()
	defer l.mu.Unlock()
	if errors.Is(err, context.Canceled) || words == l.last && time.Since(l.at) < again {
		return
	}
	l.last, l.at = words, time.Now()
	slog.Warn("fault", "err", err)
}

// logWarning writes down what was told. Of what it was told with, faults and
// numbers alone: the rest may be a headline, or a name.
func logWarning(key string, args []any) {
	told := []any{"told", key}
	for _, arg := range args {
		switch arg := arg.(type) {
		case error:
			told = append(told, "err", arg)
		case int:
			told = append(told, "n", fmt.Sprint(arg))
		}
	}
	slog.Warn("warn", told...)
}
