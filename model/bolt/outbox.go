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

var (
	_ model.Outbox   = (*Store)(nil)
	_ model.Accounts = (*Store)(nil)
)

// Dispatch implements model.Outbox.
func (s *Store) Dispatch(ctx context.Context, id model.DispatchID) (d model.Dispatch, err error) {
	err = s.view(ctx, "read dispatch "+short(model.ReportID(id)), func(tx *bbolt.Tx) error {
		data := get(tx, bucketOutbox, []byte(id))
		if data == nil {
			return model.ErrNotFound
		}
		d, err = unsealDispatch(data, []byte(id))
		return err
	})
	return d, err
}

// Dispatches implements model.Outbox. One whose record is damaged is left out:
// the report is sent anew then, and what it left on the portal is found by its
// mark.
func (s *Store) Dispatches(ctx context.Context) ([]model.Dispatch, error) {
	all, err := list(ctx, s, bucketOutbox, unsealDispatch)
	slices.SortFunc(all, func(a, b model.Dispatch) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// KeepDispatch implements model.Outbox.
func (s *Store) KeepDispatch(ctx context.Context, d model.Dispatch) error {
	return s.update(ctx, "keep dispatch "+short(model.ReportID(d.ID)), func(tx *bbolt.Tx) error {
		data, err := sealDispatch(d, s.now())
		if err != nil {
			return err
		}
		return tx.Bucket(bucketOutbox).Put([]byte(d.ID), data)
	})
}

// ForgetDispatch implements model.Outbox.
func (s *Store) ForgetDispatch(ctx context.Context, id model.DispatchID) error {
	return s.update(ctx, "forget dispatch "+short(model.ReportID(id)), func(tx *bbolt.Tx) error {
		return remove(tx, bucketOutbox, []byte(id))
	})
}

// Accounts implements model.Accounts. One whose record is damaged is left out.
func (s *Store) Accounts(ctx context.Context) ([]model.Account, error) {
	all, err := list(ctx, s, bucketAccounts, unsealAccount)
	slices.SortFunc(all, func(a, b model.Account) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// KeepAccount implements model.Accounts.
func (s *Store) KeepAccount(ctx context.Context, a model.Account) error {
	return s.update(ctx, "keep account "+short(model.ReportID(a.ID)), func(tx *bbolt.Tx) error {
		data, err := sealAccount(a, s.now())
		if err != nil {
			return err
		}
		return tx.Bucket(bucketAccounts).Put(accountKey(a.ID), data)
	})
}

// ForgetAccount implements model.Accounts.
func (s *Store) ForgetAccount(ctx context.Context, id model.AccountID) error {
	return s.update(ctx, "forget account "+short(model.ReportID(id)), func(tx *bbolt.Tx) error {
		return cmp.Or(
			remove(tx, bucketAccounts, accountKey(id)),
			removeDispatches(tx, func(_ model.ReportID, of model.AccountID) bool { return of == id }),
		)
	})
}

// list reads every record of a bucket that can be read.
func list[T any](ctx context.Context, s *Store, bucket []byte, read func(data, key []byte) (T, error)) ([]T, error) {
	var all []T
	err := s.view(ctx, "list the "+string(bucket), func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucket)
		if b == nil { // a file of version 2
			return nil
		}
		return b.ForEach(func(key, data []byte) error {
			if v, err := read(data, key); err == nil {
				all = append(all, v)
			}
			return ctx.Err()
		})
	})
	return all, err
}

func remove(tx *bbolt.Tx, bucket, key []byte) error {
	if tx.Bucket(bucket).Get(key) == nil {
		return model.ErrNotFound
	}
	return tx.Bucket(bucket).Delete(key)
}

// removeDispatches removes those whose report and account are meant.
func removeDispatches(tx *bbolt.Tx, meant func(model.ReportID, model.AccountID) bool) error {
	b := tx.Bucket(bucketOutbox)
	var keys [][]byte
	c := b.Cursor()
	for key, _ := c.First(); key != nil; key, _ = c.Next() {
		if meant(model.DispatchID(key).Parts()) {
			keys = append(keys, slices.Clone(key))
		}
	}
	for _, key := range keys {
		if err := b.Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// keptDispatch is the body of a dispatch's record. The reports in it lie there
// as model.Encode writes them, so that a later program brings them to its
// schema like all others.
type keptDispatch struct {
	model.Dispatch
	Content json.RawMessage `json:"content"`
	Stands  json.RawMessage `json:"stands,omitempty"` // Sent.Report; none before something stands there
}

// sealDispatch writes the record of a dispatch. ErrFormat when its id does not
// name a report and an account.
func sealDispatch(d model.Dispatch, now time.Time) ([]byte, error) {
	report, account := d.ID.Parts()
	if !report.Valid() || !model.ReportID(account).Valid() {
		return nil, fmt.Errorf("dispatch %q: %w", short(model.ReportID(d.ID)), model.ErrFormat)
	}
	kept := keptDispatch{Dispatch: d}
	var err error
	if kept.Content, err = model.Encode(d.Content); err != nil {
		return nil, err
	}
	if d.Sent.Report.ID != "" {
		if kept.Stands, err = model.Encode(d.Sent.Report); err != nil {
			return nil, err
		}
	}
	kept.Dispatch.Content, kept.Sent.Report = model.Report{}, model.Report{}
	body, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	return seal(record{codec: codecDispatch, id: model.ReportID(d.ID), saved: now, body: body}), nil
}

func unsealDispatch(data, key []byte) (model.Dispatch, error) {
	rec, err := unseal(data, codecDispatch, model.ReportID(key))
	if err != nil {
		return model.Dispatch{}, err
	}
	var kept keptDispatch
	err = json.Unmarshal(rec.body, &kept)
	d := kept.Dispatch
	if err == nil {
		d.Content, err = model.Decode(kept.Content)
	}
	if err == nil && kept.Stands != nil {
		d.Sent.Report, err = model.Decode(kept.Stands)
	}
	if err != nil || string(d.ID) != string(key) {
		return model.Dispatch{}, fmt.Errorf("dispatch %q: %w: %w", key, model.ErrDamaged, cmp.Or(err, differs(1, 0)))
	}
	return d, nil
}

// accountKey is where an account is kept. Its dot tells a salvage that it names
// no report.
func accountKey(id model.AccountID) []byte { return []byte("account." + string(id)) }

func sealAccount(a model.Account, now time.Time) ([]byte, error) {
	if !model.ReportID(a.ID).Valid() {
		return nil, fmt.Errorf("account %q: %w", short(model.ReportID(a.ID)), model.ErrFormat)
	}
	body, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return seal(record{codec: codecAccount, id: model.ReportID(accountKey(a.ID)), saved: now, body: body}), nil
}

func unsealAccount(data, key []byte) (a model.Account, err error) {
	rec, err := unseal(data, codecAccount, model.ReportID(key))
	if err != nil {
		return model.Account{}, err
	}
	if err := json.Unmarshal(rec.body, &a); err != nil || string(accountKey(a.ID)) != string(key) {
		return model.Account{}, fmt.Errorf("account %q: %w", key, model.ErrDamaged)
	}
	return a, nil
}
