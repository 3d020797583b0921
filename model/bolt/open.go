package bolt

import (
	"cmp"
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
	// formatVersion is the form of the file that this program writes: 2 brought
	// pins and the photo bin, 3 accounts and the outbox.
	formatVersion = 3
)

// Option changes how a store works.
type Option func(*Store)

// Clock sets what time it is; time.Now without it.
func Clock(now func() time.Time) Option { return func(s *Store) { s.now = now } }

// BeforeUpgrade sets what is done before the file at path is brought from an
// older form to today's: it is to be backed up. It is called while nobody has
// the file open and nothing in it was changed; it must not use the store. When
// it fails the file stays as it is and is opened for reading only: Frozen gives
// its error. Without this option files are upgraded unasked.
func BeforeUpgrade(backup func(ctx context.Context, path string) error) Option {
	return func(s *Store) { s.backup = backup }
}

// Open opens the database at path, or creates it and its folder. A file that
// cannot be written, or that a newer program made, is opened for reading:
// see Frozen. ErrLocked when another instance has it, ErrDamaged when it is no
// sound database: then it is left exactly as it was. ErrReadOnly and ErrFull
// when it has to be created and cannot be.
//
// Where the file goes away while it is open, with its disk or without, every
// call that needs it says ErrGone and writes nothing; as soon as it is back, or
// the disk can be written again, the next call goes on with it.
func Open(ctx context.Context, path string, opts ...Option) (*Store, error) {
	s := &Store{now: time.Now}
	for _, opt := range opts {
		opt(s)
	}
	err := ctx.Err()
	if err == nil {
		err = s.open(ctx, path)
	}
	if err != nil {
		return nil, border("open "+filepath.Base(path), err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string) error {
	path, err := filepath.Abs(path) // the program may change its folder
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		_ = os.Remove(Roll(path)) // it names what was in another file
		if err := create(path); err != nil {
			return err
		}
	}
	if err := checkPages(path); err != nil {
		return unreadable(path, err)
	}
	s.path = path
	if err := s.load(ctx); err != nil {
		return err
	}
	if s.frozen == nil {
		s.renewRoll(path)
	}
	return nil
}

// unreadable tells a file of which a part cannot be read, as on a disk with bad
// sectors, from a disk that does not answer at all: that one comes back.
func unreadable(path string, err error) error {
	if !disk.IsGone(err) {
		return err
	}
	file, again := os.Open(path)
	if again != nil {
		return err
	}
	defer file.Close()
	if _, again := newestMeta(file); again != nil {
		return err
	}
	return fmt.Errorf("%w: %v", model.ErrDamaged, err)
}

// load maps the file at s.path, whose pages were checked, and upgrades it where
// it has an older form. After an error nothing is held.
func (s *Store) load(ctx context.Context) error {
	s.frozen = nil
	err := s.attach(s.path, false)
	if disk.IsReadOnly(err) {
		s.frozen = model.ErrReadOnly
		err = s.attach(s.path, true)
	}
	if err == nil {
		err = s.readForm()
	}
	if err == nil && s.frozen == nil && s.form.old() {
		err = s.upgrade(ctx)
	}
	if err != nil {
		return errors.Join(err, s.letGo())
	}
	return nil
}

// attach maps the file.
func (s *Store) attach(path string, readOnly bool) error {
	return withRoom(func(room int) error { return s.mapped(path, readOnly, room) })
}

// withRoom sets mapSize of memory aside or, where there is no room on the disk
// for it, none: Windows makes the file as large as its map, and a database that
// was just restored may fit where its map does not.
func withRoom(attach func(room int) error) error {
	err := attach(mapSize)
	if disk.IsFull(err) {
		err = attach(0)
	}
	return err
}

// mapped maps the file and room bytes at least. Where bbolt panics over it, the
// file that it opened is closed for it, so that the lock is not held until the
// program ends.
func (s *Store) mapped(path string, readOnly bool, room int) error {
	options := settings()
	options.ReadOnly, options.InitialMmapSize = readOnly, room
	var file *os.File
	options.OpenFile = func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		err = disk.Retry(func() (err error) { // a virus scanner may hold a new file
			file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
			return err
		})
		return file, err
	}
	return guarded(func() (err error) {
		var db *bbolt.DB
		defer func() {
			if db == nil && file != nil {
				file.Close()
			}
		}()
		opened, err := bbolt.Open(path, 0o600, options)
		if err == nil {
			db = opened
			s.db, s.file, s.pageSize = db, file, int64(db.Info().PageSize)
			s.doubt.Store(trusted)
		}
		return err
	})
}

func settings() *bbolt.Options {
	return &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistMapType, InitialMmapSize: mapSize}
}

// form is who wrote a file.
type form struct {
	version int64     // of the file's form
	schema  int       // no record has an older one
	made    time.Time // when the file was first made, which tells it from others
}

// old reports whether the file is to be upgraded.
func (f form) old() bool { return f.version < formatVersion || f.schema < model.Schema }

func (s *Store) readForm() error {
	return guarded(func() error { return s.db.View(s.checkForm) })
}

// checkForm reads who wrote the file.
func (s *Store) checkForm(tx *bbolt.Tx) error {
	rec, err := unsealHeader(get(tx, bucketMeta, keyFormat), codecFormat)
	for i, name := range buckets() {
		if tx.Bucket(name) == nil && i < bucketsOf(cmp.Or(rec.seq, 1)) {
			return fmt.Errorf("no bucket %s: %w", name, model.ErrDamaged)
		}
	}
	s.form = form{rec.seq, rec.schema, rec.saved}
	switch {
	case err != nil:
		s.frozen = err
	case rec.seq > formatVersion:
		s.frozen = model.ErrNewer
	}
	return nil
}

// sealForm says that this program made the file, first at that time.
func sealForm(made time.Time) []byte {
	return seal(record{codec: codecFormat, id: "format", seq: formatVersion, saved: made, body: []byte("null")})
}
