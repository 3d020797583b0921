package bolt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model/disk"
)

// create makes an empty database beside path and gives it its name only when
// it is whole on the disk: bbolt makes a file in place, and a power cut then
// leaves one that cannot be opened. Of two instances that do so at once one
// wins, and the other uses its file.
func create(path string) error {
	folder := filepath.Dir(path)
	if err := disk.MakeFolder(folder, 0o700); err != nil {
		return err
	}
	temp, err := beside(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if err := fill(temp); err != nil {
		return err
	}
	// A rename would put an empty file over what another instance has just begun
	// to fill.
	if err := disk.Publish(temp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return disk.SyncFolder(folder)
}

// beside makes an empty temporary file in the folder of path.
func beside(path string) (string, error) {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*"+disk.TempExt)
	if err != nil {
		return "", err
	}
	return temp.Name(), temp.Close()
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
