package photos

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tinxa/model"
	"tinxa/model/disk"
)

// TrashDays is how many whole days an original stays in the trash, where it is
// found again by its id.
const TrashDays = 7

// freshFor is how long an original is kept that nothing names yet: the report
// that it was added to may not be saved.
const freshFor = time.Hour

// dayForm is what the folders of the trash are called.
const dayForm = time.DateOnly

// Collect moves the originals that keep does not know into the trash and drops
// what has lain there for more than TrashDays. It returns how many it moved,
// also beside an error. What was added within an hour before now stays.
//
// It is called at start, when the reports have been checked and nothing else is
// at work. model.ErrReadOnly, model.ErrFull, model.ErrGone.
func (s *Store) Collect(ctx context.Context, keep func(model.PhotoID) bool, now time.Time) (int, error) {
	n, err := s.collect(ctx, keep, now)
	if err != nil {
		return n, fmt.Errorf("photos: collect: %w", err)
	}
	return n, nil
}

func (s *Store) collect(ctx context.Context, keep func(model.PhotoID) bool, now time.Time) (n int, err error) {
	all, err := s.listOriginals(ctx)
	if err != nil {
		return 0, err
	}
	into := filepath.Join(s.trash, s.trashDay(all, now))
	for _, o := range all {
		if keep(o.id) || now.Sub(o.added) < freshFor {
			continue
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := moved(o.path, filepath.Join(into, filepath.Base(o.path))); err != nil {
			return n, err
		}
		n++
	}
	return n, s.dropOld(now)
}

// trashDay is the folder of what goes into the trash now. Where the clock was
// set back, its day is that of the newest thing known: nothing may look old as
// soon as the clock is right again.
func (s *Store) trashDay(all []keptFile, now time.Time) string {
	day := now.Format(dayForm)
	for _, o := range all {
		day = max(day, o.added.In(now.Location()).Format(dayForm))
	}
	return max(day, slices.Max(append(s.trashDays(), day)))
}

// keptFile is an original as it lies on the disk.
type keptFile struct {
	path  string
	id    model.PhotoID
	added time.Time // when it was written
}

// listOriginals lists the originals by their names; other files are none of
// ours.
func (s *Store) listOriginals(ctx context.Context) ([]keptFile, error) {
	var all []keptFile
	err := filepath.WalkDir(s.originals, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		id, ok := idOf(entry.Name())
		if !ok {
			return nil
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			all = append(all, keptFile{path, id, info.ModTime()})
		}
		return err
	})
	return all, disk.Fault(err)
}

// idOf is the photo whose original has that name.
func idOf(name string) (model.PhotoID, bool) {
	id := model.PhotoID(strings.TrimSuffix(name, filepath.Ext(name)))
	known := slices.ContainsFunc(kinds, func(k kind) bool { return k.ext == filepath.Ext(name) })
	return id, known && id.Valid()
}

// trashDays lists the folders of the trash, the oldest first.
func (s *Store) trashDays() []string {
	entries, _ := os.ReadDir(s.trash)
	var days []string
	for _, entry := range entries {
		if _, err := time.Parse(dayForm, entry.Name()); err == nil && entry.IsDir() {
			days = append(days, entry.Name())
		}
	}
	return days
}

// dropOld removes the folders of days that are long over. A clock that was set
// back makes days younger, never older.
func (s *Store) dropOld(now time.Time) error {
	last := now.AddDate(0, 0, -TrashDays).Format(dayForm)
	for _, day := range s.trashDays() {
		if day >= last {
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.trash, day)); err != nil {
			return disk.Fault(err)
		}
	}
	return nil
}

// fromTrash brings an original back. Where it cannot be moved, on a disk that
// is only read, it is used where it lies.
func (s *Store) fromTrash(id model.PhotoID) (string, error) {
	path, err := s.trashed(id)
	if err != nil {
		return "", err
	}
	back := fanned(s.originals, id, filepath.Ext(path))
	if moved(path, back) == nil {
		touch(back)
		return back, nil
	}
	if path, err := s.kept(id); err == nil {
		return path, nil // another instance was quicker
	}
	return path, nil
}

// trashed finds an original in the trash.
func (s *Store) trashed(id model.PhotoID) (string, error) {
	if !id.Valid() {
		return "", model.ErrNotFound
	}
	for _, day := range slices.Backward(s.trashDays()) {
		path, err := oneOf(func(ext string) string { return filepath.Join(s.trash, day, string(id)+ext) })
		if err == nil {
			return path, nil
		}
	}
	return "", model.ErrNotFound
}

// touch makes an original count as added now. Where that is refused, the photo
// is collected an hour earlier, into the trash.
func touch(path string) {
	now := time.Now()
	_ = os.Chtimes(path, now, now)
}
