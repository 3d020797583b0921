package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"tinxa/model"
	"tinxa/model/disk"
)

const (
	// ext is the ending of a journal's files.
	ext = ".journal"
	// maxFile is what the largest frame makes, in bytes; of a file of foreign
	// make no more is read.
	maxFile = 4 * maxFrame
)

// folder is a place for journals.
type folder struct {
	dir    string
	prefix string      // of this journal's files; in the usual place they are all its own
	spare  bool        // made with all that is above it; the usual place is part of a data folder
	above  os.FileInfo // the data folder as it was first met; nil before that
	files  map[string]*file
	empty  map[model.ReportID]bool // holds nothing of a report, for certain
}

func newFolder(dir, prefix string) *folder {
	return &folder{dir: dir, prefix: prefix, files: map[string]*file{}, empty: map[model.ReportID]bool{}}
}

// usualPrefix keeps a report's id from being a name that Windows reserves.
const usualPrefix = "report-"

// prefixFor tells the journals of several data folders apart that keep their
// files in one place.
func prefixFor(dir string) string {
	if runtime.GOOS == "windows" {
		dir = strings.ToLower(dir) // one folder, however it is written
	}
	sum := sha256.Sum256([]byte(dir))
	return hex.EncodeToString(sum[:6]) + "-"
}

// name is the file name of a report. Capitals are marked, for disks that do not
// tell them from small letters.
func (p *folder) name(id model.ReportID) string {
	var out strings.Builder
	for _, c := range string(id) {
		if c >= 'A' && c <= 'Z' {
			out.WriteByte('_')
		}
		out.WriteString(strings.ToLower(string(c)))
	}
	return p.prefix + out.String() + ext
}

// write keeps a frame of a report durably.
func (p *folder) write(id model.ReportID, data []byte) error {
	delete(p.empty, id)
	name := p.name(id)
	f := p.files[name]
	if f == nil {
		f = &file{path: filepath.Join(p.dir, name)}
		p.files[name] = f
	}
	if f.overwrite(data) == nil {
		return nil
	}
	if err := p.make(); err != nil {
		return err
	}
	return f.begin(data)
}

// make makes the folder. A data folder that is gone is not made anew: it would
// lie on another disk than the reports.
func (p *folder) make() error {
	if info, err := os.Stat(p.dir); err == nil && info.IsDir() {
		return nil
	}
	mkdir := os.Mkdir
	if p.spare {
		mkdir = os.MkdirAll
	} else if err := p.sameAbove(); err != nil {
		return err
	}
	err := mkdir(p.dir, 0o700)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", model.ErrGone, err)
	}
	if err != nil {
		return disk.Fault(err)
	}
	return disk.Fault(disk.SyncFolder(filepath.Dir(p.dir)))
}

// sameAbove makes sure that the data folder is the one that it was: where a disk
// was pulled out, the empty folder that it was shown in may be left.
func (p *folder) sameAbove() error {
	above, err := os.Stat(filepath.Dir(p.dir))
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", model.ErrGone, err)
	case p.above == nil:
		p.above = above
	case !os.SameFile(p.above, above):
		return fmt.Errorf("%s is another folder now: %w", filepath.Dir(p.dir), model.ErrGone)
	}
	return nil
}

// drop takes a report's file away, and what a crash left of one half made.
func (p *folder) drop(id model.ReportID) error {
	name := p.name(id)
	delete(p.files, name)
	entries, err := p.entries()
	faults := []error{err}
	gone := false
	for _, e := range entries {
		if e.Name() != name && !halfMade(e.Name(), name) {
			continue
		}
		err := disk.Retry(func() error { return os.Remove(filepath.Join(p.dir, e.Name())) })
		gone = gone || err == nil
		faults = append(faults, disk.Fault(err))
	}
	if gone {
		faults = append(faults, disk.Fault(disk.SyncFolder(p.dir)))
	}
	return errors.Join(faults...)
}

// halfMade reports whether a file is one that disk.WriteFile left of name.
func halfMade(file, name string) bool {
	return strings.HasPrefix(file, "."+name+"-") && strings.HasSuffix(file, disk.TempExt)
}

// names lists the folder's files that have a journal's name.
func (p *folder) names() ([]string, error) {
	entries, err := p.entries()
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), p.prefix) && strings.HasSuffix(e.Name(), ext) && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// entries lists the folder; nothing where there is none.
func (p *folder) entries() ([]fs.DirEntry, error) {
	info, err := os.Stat(p.dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, nil
	}
	all, err := os.ReadDir(p.dir)
	return all, disk.Fault(err)
}

// read finds the newest frame of a file; false where there is none.
func (p *folder) read(name string) (frame, bool) {
	var data []byte
	err := disk.Retry(func() error {
		handle, err := os.Open(filepath.Join(p.dir, name))
		if err != nil {
			return err
		}
		defer handle.Close()
		data, err = io.ReadAll(io.LimitReader(handle, maxFile))
		return err
	})
	if err != nil && len(data) == 0 {
		return frame{}, false
	}
	f, ok := newest(data) // what could be read before a bad sector counts
	return f, ok && p.name(f.unsaved.Report.ID) == name
}
