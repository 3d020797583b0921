package modeltest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"tinxa/model"
)

func testPhotoBin(t *testing.T, open func(t *testing.T, now func() time.Time) model.Store) {
	for name, test := range map[string]func(*testing.T, binStore, *clock){
		"taken out":       photoTakenOut,
		"back again":      photoBack,
		"still there":     photoStillThere,
		"of two reports":  photoOfTwo,
		"purge":           photoPurge,
		"with its report": photoErased,
		"cancelled":       photoBinCancelled,
	} {
		t.Run("photo bin "+name, func(t *testing.T) {
			c := workday()
			test(t, open(t, c.now).(binStore), c)
		})
	}
}

// withPhotos is r with these pictures alone, the last one within an item.
func withPhotos(r model.Report, pictures ...model.Picture) model.Report {
	r.Blocks = slices.DeleteFunc(slices.Clone(r.Blocks), func(b model.Block) bool {
		switch b.(type) {
		case model.Photos, model.Item:
			return true
		}
		return false
	})
	if len(pictures) == 0 {
		return r
	}
	last := len(pictures) - 1
	r.Blocks = append(r.Blocks,
		model.Photos{ID: "together", Pictures: pictures[:last]},
		model.Item{ID: "item0000", Blocks: model.Blocks{model.Photos{ID: "within00", Pictures: pictures[last:]}}})
	return r
}

// shot is a picture of an invented photo.
func shot(n byte, caption string) model.Picture {
	return model.Picture{Photo: PhotoIDOf([]byte{n}), Caption: caption}
}

func binnedPhotos(t *testing.T, s binStore) []model.BinnedPhoto {
	t.Helper()
	all, err := s.BinnedPhotos(t.Context())
	if err != nil {
		t.Fatalf("BinnedPhotos: %v", err)
	}
	for i := range all {
		if zone, _ := all[i].Removed.Zone(); zone != "UTC" {
			t.Errorf("times are in %s, want UTC", zone)
		}
	}
	return all
}

// samePhotos compares what the photo bin holds.
func samePhotos(t *testing.T, got []model.BinnedPhoto, want ...model.BinnedPhoto) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(a, b model.BinnedPhoto) bool {
		same := a.Removed.Equal(b.Removed.Truncate(time.Millisecond))
		a.Removed, b.Removed = time.Time{}, time.Time{}
		return same && a == b
	}) {
		t.Errorf("the photo bin holds\n%+v, want\n%+v", got, want)
	}
}

func photoTakenOut(t *testing.T, s binStore, c *clock) {
	a, b, within := shot(1, words.Captions[0]), shot(2, words.Decomposed[3]), shot(3, "")
	a.Alt, a.Credit = words.Captions[1], words.People[0]
	place := model.Picture{Caption: "no photo yet"}
	r := save(t, s, withPhotos(Report(1), a, place, b, within))
	samePhotos(t, binnedPhotos(t, s))
	c.Time = c.Add(time.Minute)
	r.Head.Title = "as it was called then"
	r = save(t, s, withPhotos(r, b, within))
	first := model.BinnedPhoto{Photo: a.Photo, Caption: a.Caption, Alt: a.Alt, Credit: a.Credit, Report: r.ID, Name: r.Head.Title, Removed: c.Time}
	samePhotos(t, binnedPhotos(t, s), first)
	c.Time = c.Add(time.Minute)
	r.Head.Title = "as it is called now"
	r = save(t, s, withPhotos(r, b))
	second := model.BinnedPhoto{Photo: within.Photo, Report: r.ID, Name: r.Head.Title, Removed: c.Time}
	c.Time = c.Add(time.Minute)
	r = save(t, s, withPhotos(r))
	third := model.BinnedPhoto{Photo: b.Photo, Caption: b.Caption, Report: r.ID, Name: r.Head.Title, Removed: c.Time}
	c.Time = c.Add(time.Minute)
	save(t, s, r)
	samePhotos(t, binnedPhotos(t, s), third, second, first)
}

// photoBack: a photo that was put back, by undo or anew, is out of the bin.
func photoBack(t *testing.T, s binStore, _ *clock) {
	a, b := shot(1, "one"), shot(2, "two")
	r := save(t, s, withPhotos(Report(1), a, b))
	r = save(t, s, withPhotos(r))
	if got := binnedPhotos(t, s); len(got) != 2 {
		t.Fatalf("the photo bin holds %+v, want both", got)
	}
	r = save(t, s, withPhotos(r, b))
	if got := binnedPhotos(t, s); len(got) != 1 || got[0].Photo != a.Photo {
		t.Errorf("the photo bin holds %+v, want only the first", got)
	}
	save(t, s, withPhotos(r, a, b))
	samePhotos(t, binnedPhotos(t, s))
}

// photoStillThere: it was moved, or it was in the report twice.
func photoStillThere(t *testing.T, s binStore, _ *clock) {
	a, b := shot(1, "one"), shot(2, "two")
	r := save(t, s, withPhotos(Report(1), a, b, a))
	r = save(t, s, withPhotos(r, b, a))
	r = save(t, s, withPhotos(r, a, b))
	samePhotos(t, binnedPhotos(t, s))
	r.Cover = a.Photo // naming it as the cover does not keep it in the report
	r = save(t, s, r)
	save(t, s, withPhotos(r, b))
	if got := binnedPhotos(t, s); len(got) != 1 || got[0].Photo != a.Photo {
		t.Errorf("the photo bin holds %+v, want the one that is out of the text", got)
	}
}

func photoOfTwo(t *testing.T, s binStore, _ *clock) {
	a := shot(1, "one")
	other := Report(2)
	other.ID = Report(1).ID + "x"
	first, second := save(t, s, withPhotos(Report(1), a)), save(t, s, withPhotos(other, a))
	save(t, s, withPhotos(first))
	got := binnedPhotos(t, s)
	if len(got) != 1 || got[0].Report != first.ID {
		t.Fatalf("the photo bin holds %+v, want that of the first report", got)
	}
	second = save(t, s, withPhotos(second))
	if got := binnedPhotos(t, s); len(got) != 2 {
		t.Errorf("the photo bin holds %+v, want one of each report", got)
	}
	save(t, s, withPhotos(second, a))
	if got := binnedPhotos(t, s); len(got) != 1 || got[0].Report != first.ID {
		t.Errorf("the photo bin holds %+v, want that of the first report again", got)
	}
}

func photoPurge(t *testing.T, s binStore, c *clock) {
	r := save(t, s, withPhotos(Report(1), shot(1, "old"), shot(2, "young")))
	r = save(t, s, withPhotos(r, shot(2, "young")))
	c.Time = c.AddDate(0, 0, model.BinDays-1)
	save(t, s, withPhotos(r))
	c.Time = c.AddDate(0, 0, 2)
	if n, err := s.Purge(t.Context(), c.AddDate(0, 0, -model.BinDays)); n != 0 || err != nil {
		t.Errorf("Purge = %d, %v, want 0: it counts reports", n, err)
	}
	if got := binnedPhotos(t, s); len(got) != 1 || got[0].Caption != "young" {
		t.Errorf("after Purge the photo bin holds %+v, want the young one", got)
	}
}

func photoErased(t *testing.T, s binStore, c *clock) {
	r := save(t, s, withPhotos(Report(1), shot(1, "one")))
	kept := save(t, s, withPhotos(Report(2), shot(2, "two")))
	remove(t, s, r.ID)
	c.Time = c.AddDate(0, 0, model.BinDays+1)
	kept = save(t, s, withPhotos(kept))
	if _, err := s.Purge(t.Context(), c.AddDate(0, 0, -model.BinDays)); err != nil {
		t.Fatal(err)
	}
	if got := binnedPhotos(t, s); len(got) != 1 || got[0].Report != kept.ID {
		t.Errorf("the photo bin holds %+v, want that of the report that is left", got)
	}
	again := save(t, s, withPhotos(Report(1), shot(3, "three")))
	save(t, s, withPhotos(again))
	remove(t, s, again.ID)
	c.Time = c.AddDate(0, 0, 1)
	if n, err := s.Purge(t.Context(), c.Time); n != 1 || err != nil {
		t.Errorf("Purge = %d, %v", n, err)
	}
	for _, p := range binnedPhotos(t, s) {
		if p.Report == again.ID {
			t.Errorf("the photo bin holds %+v of a report that is gone", p)
		}
	}
}

func photoBinCancelled(t *testing.T, s binStore, _ *clock) {
	r := save(t, s, withPhotos(Report(1), shot(1, "one")))
	save(t, s, withPhotos(r))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.BinnedPhotos(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("BinnedPhotos after cancel = %v", err)
	}
	if got := binnedPhotos(t, s); len(got) != 1 {
		t.Errorf("after the cancelled call the photo bin holds %+v", got)
	}
}
