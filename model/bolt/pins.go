package bolt

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// Pin implements model.Historian. A pin without a time gets that of the store's
// clock.
func (s *Store) Pin(ctx context.Context, id model.ReportID, rev int64, p model.Pin) error {
	if p.At.IsZero() {
		p.At = s.now()
	}
	p.At = p.At.UTC().Truncate(time.Millisecond)
	return s.update(ctx, "pin "+short(id), func(tx *bbolt.Tx) error {
		key := revKey(id, rev)
		if tx.Bucket(bucketRevs).Get(key) == nil || tx.Bucket(bucketBin).Get([]byte(id)) != nil {
			return model.ErrNotFound
		}
		pins, err := unsealPins(get(tx, bucketPins, key), id, rev)
		if err != nil && !isDamaged(err) { // a damaged one is written anew
			return err
		}
		return putPins(tx, id, rev, repinned(pins, p))
	})
}

// repinned is pins with p in the place of the one of its kind.
func repinned(pins []model.Pin, p model.Pin) []model.Pin {
	pins = slices.DeleteFunc(pins, func(old model.Pin) bool { return old.Kind == p.Kind })
	if p.Kind != model.PinNamed || p.Name != "" {
		pins = append(pins, p)
	}
	slices.SortStableFunc(pins, func(a, b model.Pin) int { return a.At.Compare(b.At) })
	return pins
}

// putPins writes the pins of a revision; none of them leave no record.
func putPins(tx *bbolt.Tx, id model.ReportID, rev int64, pins []model.Pin) error {
	if len(pins) == 0 {
		return tx.Bucket(bucketPins).Delete(revKey(id, rev))
	}
	data, err := sealPins(pins, id, rev)
	if err != nil {
		return err
	}
	return tx.Bucket(bucketPins).Put(revKey(id, rev), data)
}

// sealPins writes the record of a revision's pins.
func sealPins(pins []model.Pin, id model.ReportID, rev int64) ([]byte, error) {
	body, err := json.Marshal(pins)
	if err != nil {
		return nil, err
	}
	last := slices.MaxFunc(pins, func(a, b model.Pin) int { return a.At.Compare(b.At) })
	return seal(record{codec: codecPins, id: id, seq: rev, saved: last.At, body: body}), nil
}

// unsealPins reads the pins of a revision; without a record there are none.
func unsealPins(data []byte, id model.ReportID, rev int64) ([]model.Pin, error) {
	if data == nil {
		return nil, nil
	}
	rec, err := unseal(data, codecPins, id)
	if err != nil {
		return nil, err
	}
	var pins []model.Pin
	err = json.Unmarshal(rec.body, &pins)
	if err = cmp.Or(err, differs(rec.seq, rev)); err != nil {
		return nil, fmt.Errorf("pins of revision %d of %q: %w: %w", rev, id, model.ErrDamaged, err)
	}
	return pins, nil
}

// differs is an error when a record was kept under another number than its own.
func differs(own, kept int64) error {
	if own == kept {
		return nil
	}
	return fmt.Errorf("number %d kept as %d", own, kept)
}
