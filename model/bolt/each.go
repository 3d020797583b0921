package bolt

import (
	"cmp"
	"context"
	"crypto/sha256"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// Met are the records that Each has handed over, of any number of files, by
// their hash.
type Met map[[sha256.Size]byte]bool

// Each hands over the newest sound revision of every report, in the bin or not;
// what is damaged is left out, and so is what was met before: twenty backups
// hold the same ten thousand reports, and decoding takes longer than all the
// rest. It stops when see returns an error, and returns that.
func (s *Store) Each(ctx context.Context, met Met, see func(r model.Report, deleted time.Time) error) error {
	return s.view(ctx, "read every report", func(tx *bbolt.Tx) error {
		bin := tx.Bucket(bucketBin)
		return tx.Bucket(bucketDrafts).ForEach(func(key, data []byte) error {
			hash := sha256.Sum256(data)
			if met[hash] {
				return ctx.Err()
			}
			id := model.ReportID(key)
			r, err := unsealReport(data, id)
			if err != nil {
				return ctx.Err()
			}
			met[hash] = true
			var deleted time.Time
			if bin.Get(key) != nil {
				deleted = summary(tx, bin, id).Deleted
			}
			return cmp.Or(see(r, deleted), ctx.Err())
		})
	})
}
