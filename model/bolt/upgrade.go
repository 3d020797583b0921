package bolt

import "go.etcd.io/bbolt"

// upgrade brings a file of an older form to that of this program.
func (s *Store) upgrade(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	old, err := unsealHeader(tx.Bucket(bucketMeta).Get(keyFormat), codecFormat)
	if err != nil {
		return err
	}
	return tx.Bucket(bucketMeta).Put(keyFormat, sealForm(old.saved))
}
