package bolt

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// Publishing is what a file keeps beside the reports: where to publish to, and
// what was published.
type Publishing struct {
	Accounts   []model.Account
	Dispatches []model.Dispatch
}

// Publishing reads all of it.
func (s *Store) Publishing(ctx context.Context) (p Publishing, err error) {
	if p.Accounts, err = s.Accounts(ctx); err != nil {
		return Publishing{}, err
	}
	p.Dispatches, err = s.Dispatches(ctx)
	return p, err
}

// put writes p into a new file.
func (p Publishing) put(tx *bbolt.Tx, now time.Time) error {
	for _, a := range p.Accounts {
		data, err := sealAccount(a, now)
		if err = cmp.Or(err, tx.Bucket(bucketAccounts).Put(accountKey(a.ID), data)); err != nil {
			return err
		}
	}
	for _, d := range p.Dispatches {
		data, err := sealDispatch(d, now)
		if err = cmp.Or(err, tx.Bucket(bucketOutbox).Put([]byte(d.ID), data)); err != nil {
			return err
		}
	}
	return nil
}

// publishingRemains is what a scan met of it: of each account and dispatch the
// latest record. What is not in use any more was removed by the user.
type publishingRemains struct {
	accounts   map[model.ReportID]map[int64]remnant[model.Account]
	dispatches map[model.ReportID]map[int64]remnant[model.Dispatch]
}

func newPublishingRemains() publishingRemains {
	return publishingRemains{
		accounts:   map[model.ReportID]map[int64]remnant[model.Account]{},
		dispatches: map[model.ReportID]map[int64]remnant[model.Dispatch]{},
	}
}

func (p publishingRemains) keep(s stamp, codec byte, id model.ReportID, sealed []byte) {
	if !s.inUse {
		return
	}
	if codec == codecAccount {
		keep(of(p.accounts, id), s, func() (model.Account, error) { return unsealAccount(sealed, []byte(id)) })
		return
	}
	keep(of(p.dispatches, id), s, func() (model.Dispatch, error) { return unsealDispatch(sealed, []byte(id)) })
}

// of is the map under id, made where it is missing.
func of[T any](all map[model.ReportID]map[int64]remnant[T], id model.ReportID) map[int64]remnant[T] {
	if all[id] == nil {
		all[id] = map[int64]remnant[T]{}
	}
	return all[id]
}

func (p publishingRemains) found() Publishing {
	return Publishing{Accounts: latest(p.accounts), Dispatches: latest(p.dispatches)}
}

// latest lists what the records say, by id; their sequence is always 0.
func latest[T any](all map[model.ReportID]map[int64]remnant[T]) []T {
	var list []T
	for _, id := range slices.Sorted(maps.Keys(all)) {
		for _, r := range all[id] {
			list = append(list, r.says)
		}
	}
	return list
}
