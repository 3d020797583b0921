package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"tinxa/export"
	"tinxa/ui/task"
)

// discreet is an error in words that say nothing of a report, for the log: what
// a portal answered may quote one, and the file of an exported report has its
// headline for a name.
func discreet(err error) string {
	if portal := (*export.PortalError)(nil); errors.As(err, &portal) {
		return portalWords(portal)
	}
	if panicked := (*task.PanicError)(nil); errors.As(err, &panicked) {
		if fault := runtime.Error(nil); errors.As(panicked, &fault) {
			return "panic: " + fault.Error()
		}
		return fmt.Sprintf("panic: %T", panicked.Value)
	}
	words := err.Error()
	for _, name := range namesIn(err) {
		words = strings.ReplaceAll(words, name, veiled(name))
	}
	return words
}

func portalWords(e *export.PortalError) string {
	words := e.Did + ": " + e.Kind.Error()
	if e.Reason != "" {
		words += ": " + e.Reason
	}
	if e.Status != 0 {
		words += fmt.Sprintf(": HTTP %d", e.Status)
	}
	return words
}

// namesIn are the files and things that an error, or one beneath it, names.
func namesIn(err error) []string {
	var names []string
	switch e := err.(type) {
	case nil:
		return nil
	case *fs.PathError:
		names = []string{e.Path}
	case *os.LinkError:
		names = []string{e.Old, e.New}
	case about:
		names = []string{e.what}
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return append(names, namesIn(e.Unwrap())...)
	case interface{ Unwrap() []error }:
		for _, beneath := range e.Unwrap() {
			names = append(names, namesIn(beneath)...)
		}
	}
	return names
}

// plain are names that no user gave: the program's own files and folders, sums
// and ids.
var plain = regexp.MustCompile(`(?i)^(tinxa.*|photos|backups|journal|quarantine|originals|cache|logs|[0-9a-z]{1,80}|.*\.(db|tmp|lock|log|dll|exe|conf))$`)

// veiled is a path, or whatever else a user named, without the last part of it.
func veiled(name string) string {
	dir, last := filepath.Split(name)
	if last == "" || plain.MatchString(last) {
		return name
	}
	return dir + "…" + filepath.Ext(last)
}
