package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tinxa/export"
)

// errTaken says that something else stands where the export is to go.
type errTaken struct {
	next string // a name beside it that is free
	file bool   // it is a file and may be replaced if the user says so
}

// Error names the free place.
func (e *errTaken) Error() string { return "publish: taken, free is " + e.next }

// vacant reports whether a target may be written without asking: when nothing
// is there, or what is there looks as it did when stamp was taken.
func vacant(target, name, ext, stamp string) error {
	info, err := os.Lstat(target)
	if err != nil || stamp != "" && stampOf(target) == stamp {
		return nil // what else is wrong there, writing will tell
	}
	return &errTaken{next: freeName(filepath.Dir(target), name, ext), file: info.Mode().IsRegular()}
}

// mostNames is how many numbers are tried behind a name.
const mostNames = 1000

// freeName is name with the first number behind it, from 2, that is not taken
// in dir.
func freeName(dir, name, ext string) string {
	for n := 2; n < mostNames; n++ {
		next := fmt.Sprintf("%s-%d", name, n)
		if _, err := os.Lstat(filepath.Join(dir, next+ext)); errors.Is(err, fs.ErrNotExist) {
			return next
		}
	}
	return name
}

// stampOf tells whether a file was changed since: its time and its size. Of a
// folder the page in it counts. "" where nothing can be read.
func stampOf(path string) string {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		info, err = os.Stat(filepath.Join(path, export.IndexFile))
	}
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d.%d", info.ModTime().UnixNano(), info.Size())
}

// folderFor is the first of the given folders that is there: the one that was
// chosen last, then those of the user's documents; "" where there is none.
func folderFor(last string, documents ...string) string {
	candidates := []string{last}
	if home, err := os.UserHomeDir(); err == nil {
		for _, name := range documents {
			candidates = append(candidates, filepath.Join(home, name))
		}
		candidates = append(candidates, home)
	}
	for _, dir := range candidates {
		if info, err := os.Stat(dir); dir != "" && err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}
