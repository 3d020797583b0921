package bolt

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// BinnedPhotos implements model.Bin. One whose record is damaged is left out.
func (s *Store) BinnedPhotos(ctx context.Context) ([]model.BinnedPhoto, error) {
	var all []model.BinnedPhoto
	err := s.view(ctx, "list the photo bin", func(tx *bbolt.Tx) error {
		bin := tx.Bucket(bucketPhotoBin)
		if bin == nil { // a file of version 1
			return nil
		}
		return bin.ForEach(func(key, data []byte) error {
			if p, err := unsealPhoto(data, key); err == nil {
				all = append(all, p)
			}
			return ctx.Err()
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b model.BinnedPhoto) int {
		return cmp.Or(b.Removed.Compare(a.Removed), cmp.Compare(a.Report, b.Report), cmp.Compare(a.Photo, b.Photo))
	})
	return all, nil
}

// Photos lists every photo that the file names: those of the drafts, of the
// bin, of every kept revision, of the photo bin and of the outbox. What it does not list may
// be collected, so a single record that cannot be read is an error, and any
// text that has the form of a PhotoID counts. ErrDamaged, ErrNewer.
func (s *Store) Photos(ctx context.Context) (map[model.PhotoID]bool, error) {
	all := map[model.PhotoID]bool{}
	err := s.view(ctx, "list the photos", func(tx *bbolt.Tx) error {
		for _, in := range []struct {
			bucket []byte
			codec  byte
		}{{bucketDrafts, codecReport}, {bucketRevs, codecReport}, {bucketPhotoBin, codecPhoto}, {bucketOutbox, codecDispatch}} {
			b := tx.Bucket(in.bucket)
			if b == nil { // a file of an older version
				continue
			}
			err := b.ForEach(func(_, data []byte) error {
				_, err := unsealHeader(data, in.codec)
				for id := range photosNamed(data) {
					all[id] = true
				}
				return cmp.Or(err, ctx.Err())
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// photosNamed yields each string of a record's JSON that has the form of a
// PhotoID, wherever it stands: a newer program may keep photos where this one
// does not look.
func photosNamed(data []byte) func(yield func(model.PhotoID) bool) {
	const length = 64
	return func(yield func(model.PhotoID) bool) {
		for {
			begin := bytes.IndexByte(data, '"') + 1
			if begin == 0 || len(data) < begin+length+1 {
				return
			}
			data = data[begin:]
			if data[length] != '"' {
				continue
			}
			if id := model.PhotoID(data[:length]); id.Valid() && !yield(id) {
				return
			}
		}
	}
}

// binPhotos compares the stored draft with what takes its place: photos that
// are gone go into the photo bin, those that are back leave it.
func binPhotos(tx *bbolt.Tx, r model.Report) error {
	here := map[model.PhotoID]bool{}
	for _, p := range r.Pictures() {
		here[p.Photo] = true
	}
	for _, key := range within(tx, bucketPhotoBin, r.ID) {
		if here[model.PhotoID(key[len(r.ID)+1:])] {
			if err := tx.Bucket(bucketPhotoBin).Delete(key); err != nil {
				return err
			}
		}
	}
	for _, p := range gone(tx, r.ID, here) {
		p.Name, p.Removed = cmp.Or(r.Name(), p.Name), noEarlier(tx, r.Updated)
		data, err := sealPhoto(p)
		if err != nil {
			return err
		}
		if err := tx.Bucket(bucketPhotoBin).Put(photoKey(p.Report, p.Photo), data); err != nil {
			return err
		}
	}
	return nil
}

// gone lists the photos of the stored draft that are not here any more. The
// draft is decoded only when it names one, which it seldom does.
func gone(tx *bbolt.Tx, id model.ReportID, here map[model.PhotoID]bool) []model.BinnedPhoto {
	data := tx.Bucket(bucketDrafts).Get([]byte(id))
	missing := false
	for photo := range photosNamed(data) {
		missing = missing || !here[photo]
	}
	if !missing {
		return nil
	}
	old, err := unsealReport(data, id)
	if err != nil { // what it showed is not known; its revisions still name their photos
		return nil
	}
	var all []model.BinnedPhoto
	at := map[model.PhotoID]int{}
	for _, p := range old.Pictures() {
		if p.Photo == "" || here[p.Photo] {
			continue
		}
		if i, twice := at[p.Photo]; twice {
			all[i].Caption = cmp.Or(all[i].Caption, p.Caption)
			all[i].Alt, all[i].Credit = cmp.Or(all[i].Alt, p.Alt), cmp.Or(all[i].Credit, p.Credit)
			continue
		}
		at[p.Photo] = len(all)
		all = append(all, model.BinnedPhoto{
			Photo: p.Photo, Caption: p.Caption, Alt: p.Alt, Credit: p.Credit, Report: id, Name: old.Name(),
		})
	}
	return all
}

// purgePhotos removes what was taken out before that moment.
func purgePhotos(tx *bbolt.Tx, before time.Time) error {
	for _, key := range oldPhotos(tx, before) {
		if err := tx.Bucket(bucketPhotoBin).Delete(key); err != nil {
			return err
		}
	}
	return nil
}

// oldPhotos lists by key what was taken out before that moment. One whose record
// is damaged stays: when it was taken out is not known.
func oldPhotos(tx *bbolt.Tx, before time.Time) (old [][]byte) {
	bin := tx.Bucket(bucketPhotoBin)
	if bin == nil { // a file of version 1
		return nil
	}
	c := bin.Cursor()
	for key, data := c.First(); key != nil; key, data = c.Next() {
		if p, err := unsealPhoto(data, key); err == nil && p.Removed.Before(before) {
			old = append(old, bytes.Clone(key))
		}
	}
	return old
}

// photoKey is the key of a photo that was taken out of a report.
func photoKey(id model.ReportID, photo model.PhotoID) []byte {
	return append(append([]byte(id), 0), photo...)
}

// binnedPhoto is the form in which the photo bin keeps a model.BinnedPhoto.
type binnedPhoto struct {
	Photo   model.PhotoID `json:"photo"`
	Caption string        `json:"caption,omitzero"`
	Alt     string        `json:"alt,omitzero"`
	Credit  string        `json:"credit,omitzero"`
	Name    string        `json:"name,omitzero"`
	Removed time.Time     `json:"removed"`
}

// sealPhoto writes the record of a photo in the photo bin.
func sealPhoto(p model.BinnedPhoto) ([]byte, error) {
	p.Removed = p.Removed.UTC().Truncate(time.Millisecond)
	body, err := json.Marshal(binnedPhoto{p.Photo, p.Caption, p.Alt, p.Credit, p.Name, p.Removed})
	if err != nil {
		return nil, err
	}
	return seal(record{codec: codecPhoto, id: p.Report, saved: p.Removed, body: body}), nil
}

// unsealPhoto reads the photo that is kept under key.
func unsealPhoto(data, key []byte) (model.BinnedPhoto, error) {
	id, photo, _ := bytes.Cut(key, []byte{0})
	rec, err := unseal(data, codecPhoto, model.ReportID(id))
	if err != nil {
		return model.BinnedPhoto{}, err
	}
	var p binnedPhoto
	if err := json.Unmarshal(rec.body, &p); err != nil || string(p.Photo) != string(photo) {
		return model.BinnedPhoto{}, fmt.Errorf("photo %.64q kept as %.64q: %w", p.Photo, photo, model.ErrDamaged)
	}
	return model.BinnedPhoto{
		Photo: p.Photo, Caption: p.Caption, Alt: p.Alt, Credit: p.Credit, Report: rec.id, Name: p.Name, Removed: p.Removed,
	}, nil
}
