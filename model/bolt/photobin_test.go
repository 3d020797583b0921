package bolt_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// photo is the id of an invented photo.
func photo(n byte) model.PhotoID { return modeltest.PhotoIDOf([]byte{n, 'x'}) }

// showing is a report that shows these photos.
func showing(seed uint64, ids ...model.PhotoID) model.Report {
	r := modeltest.Long(seed, 3)
	for i, id := range ids {
		r.Blocks = append(r.Blocks, model.Photos{
			ID: model.BlockID(string(rune('a'+i)) + "photo00"), Pictures: []model.Picture{{Photo: id, Caption: "ảnh"}},
		})
	}
	return r
}

// withPhotos makes a database that names a photo in every place, and returns
// them, a draft's, a binned draft's, an earlier revision's and the photo bin's.
func withPhotos(t *testing.T) (path string, s *bolt.Store, named []model.PhotoID) {
	t.Helper()
	path = newPath(t)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range byte(6) {
		named = append(named, photo(n))
	}
	save(t, s, showing(1, photo(0)))
	binned := save(t, s, showing(2, photo(1)))
	r := save(t, s, showing(3, photo(2), photo(3)))
	r.Blocks = showing(3, photo(3)).Blocks
	r.Cover = photo(4) // chosen, and not in the text any more
	r.Extra = model.Extra{"x-gallery": []byte(`[{"picture":"` + photo(5) + `"}]`)}
	save(t, s, r)
	if err := s.Delete(t.Context(), binned.ID); err != nil {
		t.Fatal(err)
	}
	return path, s, named
}

func TestPhotos(t *testing.T) {
	_, s, named := withPhotos(t)
	defer s.Close()
	got, err := s.Photos(t.Context())
	if err != nil || len(got) != len(named) {
		t.Errorf("%d photos, %v, want %d", len(got), err, len(named))
	}
	for i, id := range named {
		if !got[id] {
			t.Errorf("photo %d is not listed", i)
		}
	}
	// The revision that showed the third one fades; the photo bin still has it.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Photos(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Photos after cancel = %v", err)
	}
}

// TestPhotosOfDamage: where a record cannot be read nobody knows which photos
// are in use, so none may be collected.
func TestPhotosOfDamage(t *testing.T) {
	for _, bucket := range []string{"drafts", "revs", "photobin"} {
		path, s, _ := withPhotos(t)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		change(t, path, func(tx *bbolt.Tx) error {
			key, _ := tx.Bucket([]byte(bucket)).Cursor().First()
			return flip(tx, bucket, string(key), 700)
		})
		s = open(t, path)
		if got, err := s.Photos(t.Context()); !errors.Is(err, model.ErrDamaged) || got != nil {
			t.Errorf("%s: Photos = %d photos, %v, want ErrDamaged", bucket, len(got), err)
		}
	}
}

// TestDamagedPhotoBin: what is damaged is left out of the list and is not
// purged, and the photo can still be put back.
func TestDamagedPhotoBin(t *testing.T) {
	path, s, _ := withPhotos(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	key := string(modeltest.Report(3).ID) + "\x00" + string(photo(2))
	change(t, path, func(tx *bbolt.Tx) error { return flip(tx, "photobin", key, 300) })
	s = open(t, path)
	if photos, err := s.BinnedPhotos(t.Context()); err != nil || len(photos) != 0 {
		t.Errorf("photo bin %v, %v", photos, err)
	}
	if _, err := s.Purge(t.Context(), noon.AddDate(100, 0, 0)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Photos(t.Context()); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("after Purge Photos = %v: the damaged record is gone", err)
	}
	r, err := s.Report(t.Context(), modeltest.Report(3).ID)
	if err != nil {
		t.Fatal(err)
	}
	r.Blocks = showing(3, photo(2)).Blocks
	save(t, s, r)
	photos, err := s.BinnedPhotos(t.Context())
	if err != nil || !slices.EqualFunc(photos, []model.PhotoID{photo(3)},
		func(p model.BinnedPhoto, id model.PhotoID) bool { return p.Photo == id }) {
		t.Errorf("photo bin %v, %v, want the one that was taken out last", photos, err)
	}
}

// TestDamagedPins: the revision is kept and listed without them, and can be
// pinned again.
func TestDamagedPins(t *testing.T) {
	c := &clock{noon}
	path := newPath(t)
	s, err := bolt.Open(t.Context(), path, bolt.Clock(c.now))
	if err != nil {
		t.Fatal(err)
	}
	r := save(t, s, modeltest.Report(1))
	if err := s.Pin(t.Context(), r.ID, 1, model.Pin{Kind: model.PinUploaded, Name: "cổng"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	key := string(r.ID) + "\x00\x00\x00\x00\x00\x00\x00\x00\x01"
	change(t, path, func(tx *bbolt.Tx) error { return flip(tx, "pins", key, 300) })
	s = open(t, path, bolt.Clock(c.now))
	for range 60 {
		r = save(t, s, r)
		c.Time = c.AddDate(0, 0, 2)
	}
	past, err := s.History(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if last := past[len(past)-1]; last.Rev != 1 || last.Pins != nil {
		t.Errorf("the oldest is %+v, want the pinned one without its damaged pins", last)
	}
	want := model.Pin{Kind: model.PinNamed, Name: "lại"}
	if err := s.Pin(t.Context(), r.ID, 1, want); err != nil {
		t.Fatal(err)
	}
	past, err = s.History(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	pins := past[len(past)-1].Pins
	if len(pins) != 1 || pins[0].Name != want.Name || !pins[0].At.Equal(c.Time) {
		t.Errorf("pinned again: %+v, want %+v at the store's time", pins, want)
	}
}

// TestChanges: it tells a file that was changed from one that was not, also
// when it was opened again.
func TestChanges(t *testing.T) {
	path := newPath(t)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[uint64]bool{0: true}
	changed := func(what string) {
		t.Helper()
		now := s.Changes()
		if seen[now] {
			t.Errorf("after %s Changes is %d, as before", what, now)
		}
		seen[now] = true
	}
	changed("Open")
	r := save(t, s, modeltest.Report(1))
	changed("Save")
	if err := s.Pin(t.Context(), r.ID, 1, model.Pin{Kind: model.PinExported}); err != nil {
		t.Fatal(err)
	}
	changed("Pin")
	last := s.Changes()
	if _, err := s.Reports(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := modeltest.Report(1)
	other.Head.Title = "khác"
	if _, err := s.Save(t.Context(), other); !errors.Is(err, model.ErrConflict) {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := s.Changes(); got != 0 {
		t.Errorf("of a closed store Changes is %d", got)
	}
	s = open(t, path)
	if got := s.Changes(); got != last {
		t.Errorf("opened again Changes is %d, was %d", got, last)
	}
}
