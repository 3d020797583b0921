package photos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"tinxa/model"
	"tinxa/model/disk"
)

// Missing returns those of ids whose original is not there, by looking at the
// folder and not into the files. What lies in the trash is there. Where ctx
// ends, the rest is not looked at.
func (s *Store) Missing(ctx context.Context, ids []model.PhotoID) []model.PhotoID {
	var missing []model.PhotoID
	for _, id := range ids {
		if ctx.Err() != nil {
			break
		}
		if _, err := s.kept(id); err == nil {
			continue
		}
		if _, err := s.trashed(id); err != nil {
			missing = append(missing, id)
		}
	}
	return missing
}

// rounds is in how many days every original is checked once.
const rounds = 30

// CheckSome reads the originals whose turn it is on that day, about one in
// thirty, so that each is read once in thirty days, and returns those that are
// not what was added or whose bytes the disk does not give back. What is
// missing is the business of Missing. Other errors of the disk come beside what
// was found, and do not keep the rest from being read; ctx does.
func (s *Store) CheckSome(ctx context.Context, day time.Time, ids []model.PhotoID) (damaged []model.PhotoID, err error) {
	today := roundOf(day)
	for _, id := range ids {
		if !id.Valid() || turnOf(id) != today {
			continue
		}
		if ctx.Err() != nil {
			return damaged, fmt.Errorf("photos: check: %w", ctx.Err())
		}
		switch why := s.check(ctx, id); {
		case errors.Is(why, model.ErrDamaged):
			damaged = append(damaged, id)
		case why != nil:
			err = errors.Join(err, fmt.Errorf("photos: check %.8s: %w", id, disk.Fault(why)))
		}
	}
	return damaged, err
}

// roundOf numbers the days, by the calendar of the day's own zone.
func roundOf(day time.Time) int {
	y, m, d := day.Date()
	days := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
	return ((days % rounds) + rounds) % rounds
}

// turnOf is the day of a photo among the rounds. Ids are spread evenly.
func turnOf(id model.PhotoID) int {
	n, _ := strconv.ParseUint(string(id[:8]), 16, 64) // a valid id is hexadecimal
	return int(n % rounds)
}

// check reads an original, wherever it lies; nil where there is none.
func (s *Store) check(ctx context.Context, id model.PhotoID) error {
	path, err := s.kept(id)
	if errors.Is(err, model.ErrNotFound) {
		path, err = s.trashed(id)
	}
	if err == nil {
		err = readable(ctx, path, id)
	}
	if errors.Is(err, model.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readable gives model.ErrDamaged also for bytes that the disk does not give
// back, as long as the file itself is still to be seen.
func readable(ctx context.Context, path string, id model.PhotoID) error {
	file, err := verified(ctx, path, id)
	if err == nil {
		return file.Close()
	}
	var failed *fs.PathError
	if errors.As(err, &failed) && failed.Op == "read" {
		if _, gone := os.Stat(path); gone == nil {
			return fmt.Errorf("%w: %w", model.ErrDamaged, err)
		}
	}
	return err
}

// Heal puts an original back that is damaged or missing, from r, after making
// sure that it is that photo: model.ErrDamaged where it is not, and then nothing
// has changed. A damaged file is not thrown away but kept in quarantine, in the
// folder "damaged". An original that is sound stays as it is.
// model.ErrNotFound for what is no id, model.ErrFull, model.ErrReadOnly,
// model.ErrGone; errors of r come back as they are.
func (s *Store) Heal(ctx context.Context, id model.PhotoID, r io.Reader) error {
	if err := s.heal(ctx, id, r); err != nil {
		return fmt.Errorf("photos: heal %.8s: %w", id, err)
	}
	return nil
}

func (s *Store) heal(ctx context.Context, id model.PhotoID, r io.Reader) error {
	if !id.Valid() {
		return model.ErrNotFound
	}
	staged, err := stage(ctx, s.originals, r)
	if err != nil {
		return err
	}
	defer staged.discard()
	if staged.id != id {
		return model.ErrDamaged
	}
	ext, err := staged.ext()
	if err != nil {
		return err
	}
	path, err := s.kept(id)
	if errors.Is(err, model.ErrNotFound) {
		return staged.keep(fanned(s.originals, id, ext))
	}
	if err != nil || isIntact(ctx, path, id) {
		return errors.Join(err, ctx.Err())
	}
	return s.replace(path, staged)
}

// replace puts the damaged file of a photo into quarantine and the good one in
// its place; where that is refused, the damaged one returns.
func (s *Store) replace(path string, good staged) error {
	aside, err := s.quarantine(path)
	if err != nil {
		return err
	}
	if err := good.keep(path); err != nil {
		return errors.Join(err, disk.Rename(aside, path))
	}
	return nil
}

// quarantine moves a file into the folder "damaged" under a name that is free
// there, and returns it.
func (s *Store) quarantine(path string) (string, error) {
	ext := filepath.Ext(path)
	name := filepath.Base(path[:len(path)-len(ext)])
	aside := filepath.Join(s.damaged, name+ext)
	for n := 2; exists(aside); n++ {
		aside = filepath.Join(s.damaged, name+"-"+strconv.Itoa(n)+ext)
	}
	return aside, moved(path, aside)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
