package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"tinxa/ui/native"
	"tinxa/ui/say"
)

// onlyFiles reports whether all words of a command line are files to be opened,
// as the Explorer calls the program for a double click. One with its full path
// is taken for a file also when it is gone: the window says so, where a fault of
// the call would be seen by nobody.
func onlyFiles(words []string) bool {
	return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool {
		info, err := os.Stat(word)
		return !filepath.IsAbs(word) && (err != nil || !info.Mode().IsRegular())
	})
}

// parcels parts files into those of each report: a text takes the photos that
// came with it, and every further one is a report of its own.
func parcels(files []string) [][]string {
	var first []string
	var more [][]string
	taken := false
	for _, file := range files {
		switch {
		case !isText(file):
			first = append(first, file)
		case taken:
			more = append(more, []string{file})
		default:
			first, taken = append(first, file), true
		}
	}
	if len(first) == 0 {
		return more
	}
	return append([][]string{first}, more...)
}

// full are the files by their full paths: the window may have another working
// folder.
func full(files []string) []string {
	var all []string
	for _, file := range files {
		if path, err := filepath.Abs(file); err == nil {
			file = path
		}
		all = append(all, file)
	}
	return all
}

// raise has a window of these reports that is open come forward with the files;
// false where there is none.
func (c *call) raise(dir string) bool {
	switch err := native.Raise(dir, c.args); {
	case err == nil:
		c.warn("window.second", name)
		return true
	case errors.Is(err, native.ErrElsewhere):
		c.tellElsewhere()
		return true
	}
	return false
}

// tellElsewhere says that the window is where the user does not see it.
func (c *call) tellElsewhere() {
	c.warn("window.second.elsewhere", name)
	showBox(name, say.T("window.second.elsewhere", name))
}

// receive opens the files of a later start, or of this one once the reports are
// shown.
func (s *session) receive(files []string) {
	if !s.window.Furnished() {
		s.args = append(s.args, files...)
		s.window.Raise()
		return
	}
	s.window.Receive(parcels(files))
}

// unwrap opens the files that this start was called with.
func (s *session) unwrap() {
	files := full(s.args)
	s.args = nil
	if len(files) > 0 {
		s.window.Receive(parcels(files))
	}
}
