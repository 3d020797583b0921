package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"tinxa/cmd/reliability/platter"
	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/bolt"
)

// without replays a recorded writer as if it had left some operations out.
func without(left func(platter.Op) bool) func(context.Context, *group) error {
	return func(ctx context.Context, g *group) error {
		r, err := g.record(ctx, childWriter)
		if err != nil {
			return err
		}
		return replay(ctx, g, slices.DeleteFunc(r.ops, left))
	}
}

// isPhotoSync is the flush of a photo that is being imported.
func isPhotoSync(op platter.Op) bool {
	return op.Kind == platter.Sync && filepath.Ext(op.Path) != "" &&
		strings.HasPrefix(op.Path, filepath.Join(dataName, "photos", "originals"))
}

// isDatabaseSync is a flush of the database: what bbolt's NoSync leaves out.
func isDatabaseSync(op platter.Op) bool {
	return op.Kind == platter.Sync && filepath.Base(op.Path) == filepath.Base(vault.Database(""))
}

// runInPlace cuts the power while a database is made in its place.
func runInPlace(ctx context.Context, g *group) error {
	r, err := g.record(ctx, childInPlace)
	if err != nil {
		return err
	}
	return replay(ctx, g, r.ops)
}

// makeInPlace makes the database of a new data folder as bbolt makes one, and
// not as the program does: the child of that name.
func makeInPlace(ctx context.Context, dir string) error {
	pattern := dir + ".pattern"
	s, err := bolt.Open(ctx, pattern)
	if err == nil {
		err = s.Close()
	}
	if err = errors.Join(err, os.Mkdir(dir, 0o700)); err != nil {
		return err
	}
	from, err := bbolt.Open(pattern, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	to, err := bbolt.Open(vault.Database(dir), 0o600, nil)
	if err != nil {
		return err
	}
	return errors.Join(bbolt.Compact(to, from, 0), from.Close(), to.Close(), os.Remove(pattern))
}

// headerBytes is how long the header of a record is, in which its checksum lies.
const headerBytes = 28

// runUnchecked turns one bit of a report in the database, and reads that report
// without looking at its checksum.
func runUnchecked(ctx context.Context, g *group) error {
	made, err := g.written(ctx)
	if err != nil {
		return err
	}
	words, err := os.ReadFile(made.Words)
	if err != nil {
		return err
	}
	reports, err := rawReports(vault.Database(made.Dir))
	if err != nil {
		return err
	}
	ever := read(words).ever
	for number := g.first; number < g.last; number++ {
		rnd := random(g.seedOf(number))
		data := bytes.Clone(reports[rnd.IntN(len(reports))])
		data[headerBytes+rnd.IntN(len(data)-headerBytes)] ^= 1 << rnd.IntN(8)
		o := outcome{Case: number}
		if r, err := uncheckedReport(data); err == nil && !ever[sumOf(r)] {
			o.Faults = []string{"silent damage"}
		}
		g.end(o, "")
	}
	return nil
}

// rawReports are the records of the drafts.
func rawReports(path string) (all [][]byte, err error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("drafts")).ForEach(func(_, data []byte) error {
			all = append(all, bytes.Clone(data))
			return nil
		})
	})
	return all, errors.Join(err, db.Close())
}

// uncheckedReport reads a record as a store would that has no checksums.
func uncheckedReport(record []byte) (model.Report, error) {
	var payload struct{ Body json.RawMessage }
	if err := json.Unmarshal(record[headerBytes:], &payload); err != nil {
		return model.Report{}, err
	}
	return model.Decode(payload.Body)
}
