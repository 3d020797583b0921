package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/disk"
)

const (
	// compactOver is how large a file is that is worth compacting, in bytes.
	compactOver = 64 << 20
	// compactRatio is how many times larger than what it holds.
	compactRatio = 3
)

// Compact writes the database at path anew without its free pages, when it has
// grown over 64 MB and three times the size of what it holds. It is called
// while no store is open. The new file takes the old one's place when every
// record was found in it again; until then, and after an error, the old one
// stays as it is. done is false where there was nothing to gain. ErrLocked,
// ErrDamaged, ErrFull, ErrReadOnly, fs.ErrNotExist.
func Compact(ctx context.Context, path string) (done bool, err error) {
	done, err = compact(ctx, path, compactOver)
	return done, border("compact "+filepath.Base(path), err)
}

func compact(ctx context.Context, path string, over int64) (done bool, err error) {
	info, err := os.Stat(path)
	if err != nil || info.Size() <= over { // looked at first: to count what is in use takes long on a slow disk
		return false, err
	}
	live, err := liveSize(path)
	if err != nil || info.Size() <= compactRatio*live {
		return false, err
	}
	temp, err := beside(path)
	if err != nil {
		return false, err
	}
	defer os.Remove(temp)
	if err := os.Chmod(temp, info.Mode().Perm()); err != nil {
		return false, err
	}
	s := &Store{}
	if err := s.attach(path, false); err != nil { // for writing: nobody else gets it meanwhile
		return false, err
	}
	if err := s.readForm(); err != nil || s.frozen != nil { // a newer program's file is its own affair
		return false, errors.Join(err, s.letGo())
	}
	if err := errors.Join(s.compactInto(ctx, temp), checkPages(temp)); err != nil {
		return false, errors.Join(err, s.letGo())
	}
	if err := s.replaceBy(temp, path); err != nil {
		return false, err
	}
	return true, disk.SyncFolder(filepath.Dir(path))
}

// compactInto copies every record into the file at temp, and compares.
func (s *Store) compactInto(ctx context.Context, temp string) error {
	options := settings()
	options.InitialMmapSize = 0 // Windows makes the file as large as its map
	return guarded(func() error {
		to, err := bbolt.Open(temp, 0o600, options)
		if err != nil {
			return err
		}
		err = bbolt.Compact(to, s.db, 8<<20)
		if err == nil {
			err = s.db.View(func(a *bbolt.Tx) error {
				return to.View(func(b *bbolt.Tx) error { return sameRecords(ctx, a, b) })
			})
		}
		return errors.Join(err, to.Close())
	})
}

// replaceBy gives temp the name of the file that is held, and lets go of that.
// Where an open file cannot be replaced, it is closed first: then another
// instance may come between, and what it has written stays.
func (s *Store) replaceBy(temp, path string) error {
	before, err := newestMeta(s.file)
	if err != nil {
		return errors.Join(err, s.letGo())
	}
	if err := os.Rename(temp, path); err == nil {
		return s.letGo()
	}
	if err := s.letGo(); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	now, err := newestMeta(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if now.txid != before.txid {
		return model.ErrLocked
	}
	return disk.Rename(temp, path)
}

// sameRecords compares every bucket of two databases, record by record.
func sameRecords(ctx context.Context, a, b *bbolt.Tx) error {
	names := func(tx *bbolt.Tx) (all [][]byte) {
		c := tx.Cursor()
		for name, _ := c.First(); name != nil; name, _ = c.Next() {
			all = append(all, name)
		}
		return all
	}
	if first, second := names(a), names(b); !bytes.Equal(bytes.Join(first, []byte{0}), bytes.Join(second, []byte{0})) {
		return fmt.Errorf("buckets %q became %q", first, second)
	}
	for _, name := range names(a) {
		first, second := a.Bucket(name).Cursor(), b.Bucket(name).Cursor()
		key, value := first.First()
		copied, same := second.First()
		for key != nil || copied != nil {
			if !bytes.Equal(key, copied) || !bytes.Equal(value, same) {
				return fmt.Errorf("record %q of %s became %q", key, name, copied)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			key, value = first.Next()
			copied, same = second.Next()
		}
	}
	return nil
}
