package bolt

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// upgrade brings the file from an older form to that of this program, after it
// was backed up. Where that cannot be done the file is there for reading, and
// the reason is why it is frozen.
func (s *Store) upgrade(ctx context.Context) error {
	if s.backup != nil {
		if err := s.letGo(); err != nil { // whoever makes the backup has to open it
			return err
		}
		reason := s.backup(ctx, s.path)
		if err := s.attach(s.path, reason != nil); err != nil {
			return err
		}
		if reason != nil {
			s.frozen = fmt.Errorf("backup before the upgrade: %w", reason)
			return nil
		}
		if err := s.readForm(); err != nil || s.frozen != nil { // another instance may have been quicker
			return err
		}
	}
	reason := s.bringUpToDate(ctx)
	if reason == nil {
		return nil
	}
	err := cmp.Or(s.letGo(), s.attach(s.path, true))
	s.frozen = border("upgrade", reason)
	return err
}

// bringUpToDate does what has to be done, in transactions each of which leaves
// a sound file: the form is written last, so that one that is broken off is
// taken up again.
func (s *Store) bringUpToDate(ctx context.Context) error {
	err := s.commit(ctx, func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && s.form.schema < model.Schema {
		err = errors.Join(s.renew(ctx, bucketDrafts), s.renew(ctx, bucketRevs))
	}
	if err != nil {
		return err
	}
	return s.commit(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketMeta).Put(keyFormat, sealForm(s.form.made))
	})
}

// renewAtOnce is how many bytes of records one transaction rewrites at most:
// they are held in memory meanwhile.
const renewAtOnce = 8 << 20

// renew rewrites the reports in a bucket that are of an older schema.
func (s *Store) renew(ctx context.Context, bucket []byte) error {
	var from []byte
	for {
		var next []byte
		err := s.commit(ctx, func(tx *bbolt.Tx) (err error) {
			next, err = renewSome(tx.Bucket(bucket), from)
			return err
		})
		if err != nil || next == nil {
			return err
		}
		from = next
	}
}

// renewSome rewrites reports from that key on, and returns the key to go on
// with; nil when it is through.
func renewSome(b *bbolt.Bucket, from []byte) (next []byte, err error) {
	type entry struct{ key, value []byte }
	var renewed []entry
	size := 0
	c := b.Cursor()
	key, data := c.Seek(from)
	for ; key != nil && size < renewAtOnce; key, data = c.Next() {
		if value := renewedReport(key, data); value != nil {
			renewed = append(renewed, entry{bytes.Clone(key), value})
			size += len(value)
		}
	}
	next = bytes.Clone(key)
	for _, e := range renewed {
		if err := b.Put(e.key, e.value); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// renewedReport is the record in today's schema; nil when it is in that
// already, or cannot be read and is better left as it is.
func renewedReport(key, data []byte) []byte {
	rec, err := unsealHeader(data, codecReport)
	if err != nil || rec.schema >= model.Schema {
		return nil
	}
	id, _, _ := bytes.Cut(key, []byte{0})
	r, err := unsealReport(data, model.ReportID(id))
	if err != nil {
		return nil
	}
	sealed, err := sealReport(r)
	if err != nil {
		return nil
	}
	return sealed
}
