package bolt

import (
	"cmp"
	"context"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// Each hands over the newest sound revision of every report, in the bin or not;
// what is damaged is left out. It stops when see returns an error, and returns
// that.
func (s *Store) Each(ctx context.Context, see func(r model.Report, deleted time.Time) error) error {
	return s.view(ctx, "read every report", func(tx *bbolt.Tx) error {
		bin := tx.Bucket(bucketBin)
		return tx.Bucket(bucketDrafts).ForEach(func(key, data []byte) error {
			id := model.ReportID(key)
			r, err := unsealReport(data, id)
			if err != nil {
				return ctx.Err()
			}
			var deleted time.Time
			if bin.Get(key) != nil {
				deleted = summary(tx, bin, id).Deleted
			}
			return cmp.Or(see(r, deleted), ctx.Err())
		})
	})
}
