package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/disk"
)

const (
	// lockWait is how long to wait for another instance.
	lockWait = 2 * time.Second
	// mapSize of memory is set aside at once, because a database that outgrows
	// its map waits for every reader.
	mapSize = 64 << 20
	// formatVersion is the form of the file that this program writes.
	formatVersion = 2
)

// Option changes how a store works.
type Option func(*Store)

// Clock sets what time it is; time.Now without it.
func Clock(now func() time.Time) Option { return func(s *Store) { s.now = now } }

// Open opens the database at path, or creates it and its folder. A file that
// cannot be written, or that a newer program made, is opened for reading:
// see Frozen. ErrLocked when another instance has it, ErrDamaged when it is no
// sound database: then it is left exactly as it was. ErrReadOnly and ErrFull
// when it has to be created and cannot be.
func Open(ctx context.Context, path string, opts ...Option) (*Store, error) {
	s := &Store{now: time.Now}
	for _, opt := range opts {
		opt(s)
	}
	err := ctx.Err()
	if err == nil {
		err = s.open(path)
	}
	if err != nil {
		return nil, border("open "+filepath.Base(path), err)
	}
	return s, nil
}

func (s *Store) open(path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := create(path); err != nil {
			return err
		}
	}
	if err := checkPages(path); err != nil {
		return err
	}
	err := s.attach(path, false)
	if isReadOnly(err) {
		s.frozen = model.ErrReadOnly
		err = s.attach(path, true)
	}
	if err != nil {
		return err
	}
	err = guarded(func() error {
		err := s.db.View(s.checkForm)
		if err == nil && s.frozen == nil && s.old {
			err = s.db.Update(s.upgrade)
		}
		return err
	})
	if err != nil {
		return errors.Join(err, s.db.Close())
	}
	return nil
}

// attach maps the file. Where bbolt panics over it, the file that it opened is
// closed for it, so that the lock is not held until the program ends.
func (s *Store) attach(path string, readOnly bool) error {
	options := settings()
	options.ReadOnly = readOnly
	var file *os.File
	options.OpenFile = func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
		return file, err
	}
	return guarded(func() (err error) {
		defer func() {
			if s.db == nil && file != nil {
				file.Close()
			}
		}()
		db, err := bbolt.Open(path, 0o600, options)
		if err == nil {
			s.db, s.file = db, file
		}
		return err
	})
}

func settings() *bbolt.Options {
	return &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistMapType, InitialMmapSize: mapSize}
}

// checkForm reads who wrote the file.
func (s *Store) checkForm(tx *bbolt.Tx) error {
	form, err := unsealHeader(get(tx, bucketMeta, keyFormat), codecFormat)
	for i, name := range buckets() {
		if tx.Bucket(name) == nil && (i < firstBuckets || form.seq > 1) {
			return fmt.Errorf("no bucket %s: %w", name, model.ErrDamaged)
		}
	}
	switch {
	case err != nil:
		s.frozen = err
	case form.seq > formatVersion:
		s.frozen = model.ErrNewer
	default:
		s.old = form.seq < formatVersion
	}
	return nil
}

// sealForm says that this program made the file, first at that time.
func sealForm(made time.Time) []byte {
	return seal(record{codec: codecFormat, id: "format", seq: formatVersion, saved: made, body: []byte("null")})
}

// create makes an empty database beside path and gives it its name only when
// it is whole on the disk: bbolt makes a file in place, and a power cut then
// leaves one that cannot be opened. Of two instances that do so at once one
// wins, and the other uses its file.
func create(path string) error {
	folder := filepath.Dir(path)
	if err := disk.MakeFolder(folder, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, "."+filepath.Base(path)+"-*.new")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	if err := temp.Close(); err != nil {
		return err
	}
	if err := fill(temp.Name()); err != nil {
		return err
	}
	if err := publish(temp.Name(), path); err != nil {
		return err
	}
	return syncFolder(folder)
}

// fill writes the empty buckets; bbolt syncs them when it commits.
func fill(path string) error {
	options := settings()
	options.InitialMmapSize = 0 // Windows makes the file as large as its map
	db, err := bbolt.Open(path, 0o600, options)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketMeta).Put(keyFormat, sealForm(time.Now()))
	})
	return errors.Join(err, db.Close())
}

// publish gives the finished file its name, unless the name is taken: a rename
// would put an empty file over what another instance has just begun to fill.
func publish(temp, path string) error {
	err := retry(func() error { return os.Link(temp, path) })
	switch {
	case err == nil || errors.Is(err, fs.ErrExist):
		return nil
	case isFull(err):
		return err
	}
	return retry(func() error { return os.Rename(temp, path) }) // a disk without links, such as FAT
}

// retry tries again for two seconds while an antivirus program holds the file.
func retry(f func() error) error {
	err := f()
	for wait := time.Millisecond; isBusy(err) && wait <= time.Second; wait *= 2 {
		time.Sleep(wait)
		err = f()
	}
	return err
}
