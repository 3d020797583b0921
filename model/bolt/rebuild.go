package bolt

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/disk"
)

// Rebuild makes a new database at path, in a folder that exists, of the reports
// that were found: all their revisions with the numbers and times that they
// have and their pins, the newest of each as the draft, those that were in the
// bin in the bin; and of what was known of publishing.
// The file gets its name when it is whole and verified; before that and after
// an error there is none.
//
// fs.ErrExist when there is something at path. ErrConflict when one revision is
// given with two contents, ErrFormat when a report has no valid id or number or
// could not be read again, ErrFull, ErrReadOnly, the end of ctx.
func Rebuild(ctx context.Context, path string, found []model.Found, also ...Publishing) error {
	return border("rebuild "+filepath.Base(path), rebuild(ctx, path, found, also))
}

func rebuild(ctx context.Context, path string, found []model.Found, also []Publishing) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	temp, err := beside(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if err := build(ctx, temp, found, also); err != nil {
		return err
	}
	if err := disk.Link(temp, path); err != nil {
		return err
	}
	return disk.SyncFolder(filepath.Dir(path))
}

// build fills the file at path and looks at what came of it.
func build(ctx context.Context, path string, found []model.Found, also []Publishing) error {
	if err := fill(path); err != nil {
		return err
	}
	options := settings()
	options.InitialMmapSize = 0 // Windows makes the file as large as its map
	db, err := bbolt.Open(path, 0o600, options)
	if err != nil {
		return err
	}
	if err := errors.Join(write(ctx, db, inOrder(found)), writeAlso(db, also), db.Close()); err != nil {
		return err
	}
	h, err := verify(ctx, path)
	switch {
	case err != nil:
		return err
	case !h.Sound():
		return broken("the new file has faults: %q", h.Faults)
	}
	return nil
}

// inOrder sorts by report, the newest revision of each first.
func inOrder(found []model.Found) []model.Found {
	return slices.SortedStableFunc(slices.Values(found), func(a, b model.Found) int {
		return cmp.Or(cmp.Compare(a.Report.ID, b.Report.ID), cmp.Compare(b.Report.Rev, a.Report.Rev))
	})
}

// atOnce is how many revisions are written in one transaction, which holds them
// in memory.
const atOnce = 500

func write(ctx context.Context, db *bbolt.DB, found []model.Found) error {
	var last model.ReportID
	for batch := range slices.Chunk(found, atOnce) {
		err := db.Update(func(tx *bbolt.Tx) error {
			for _, f := range batch {
				if err := putFound(tx, f, f.Report.ID != last); err != nil {
					return fmt.Errorf("revision %d of %q: %w", f.Report.Rev, short(f.Report.ID), err)
				}
				last = f.Report.ID
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func writeAlso(db *bbolt.DB, also []Publishing) error {
	return db.Update(func(tx *bbolt.Tx) error {
		for _, p := range also {
			if err := p.put(tx, time.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// putFound writes a revision; the newest of a report is its draft, too.
func putFound(tx *bbolt.Tx, f model.Found, newest bool) error {
	if !f.Report.ID.Valid() || f.Report.Rev < 1 {
		return model.ErrFormat
	}
	sealed, err := sealReport(f.Report)
	if err != nil {
		return err
	}
	revs, key := tx.Bucket(bucketRevs), revKey(f.Report.ID, f.Report.Rev)
	if other := revs.Get(key); other != nil && !bytes.Equal(other, sealed) {
		return model.ErrConflict
	}
	if err := revs.Put(key, sealed); err != nil {
		return err
	}
	if len(f.Pins) > 0 { // the same revision may be given again, from where no pins are known
		if err := putPins(tx, f.Report.ID, f.Report.Rev, f.Pins); err != nil {
			return err
		}
	}
	if newest {
		return putNewest(tx, f, sealed)
	}
	return nil
}

// putNewest writes a report's draft and its summary, in the list or in the bin.
func putNewest(tx *bbolt.Tx, f model.Found, sealed []byte) error {
	if err := tx.Bucket(bucketDrafts).Put([]byte(f.Report.ID), sealed); err != nil {
		return err
	}
	sum, bucket := model.Summarise(f.Report), bucketSummaries
	if !f.Deleted.IsZero() {
		sum.Deleted, bucket = f.Deleted, bucketBin
	}
	at := sum.Updated
	if sum.Deleted.After(at) {
		at = sum.Deleted
	}
	data, err := sealSummary(sum, f.Report.Rev, at)
	if err != nil {
		return err
	}
	return tx.Bucket(bucket).Put([]byte(f.Report.ID), data)
}
