package modeltest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tinxa/model"
)

// binStore is a store with a bin.
type binStore interface {
	model.Store
	model.Bin
}

// later is after everything that a test deletes.
var later = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

func testBin(t *testing.T, open func(t *testing.T) model.Store) {
	for name, test := range map[string]func(*testing.T, binStore){
		"delete and restore": binRestore,
		"purge":              binPurge,
		"not found":          binNotFound,
		"save of the binned": binSave,
		"cancelled":          binCancelled,
	} {
		t.Run("bin "+name, func(t *testing.T) { test(t, open(t).(binStore)) })
	}
}

func binRestore(t *testing.T, s binStore) {
	kept, gone := save(t, s, Report(1)), save(t, s, Crowded())
	remove(t, s, gone.ID)
	if got := list(t, s); len(got) != 1 || got[0].ID != kept.ID {
		t.Errorf("after Delete the list is %v", got)
	}
	if _, err := s.Report(t.Context(), gone.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("Report of what is in the bin = %v, want ErrNotFound", err)
	}
	inBin := binned(t, s)
	if len(inBin) != 1 || inBin[0].Deleted.IsZero() {
		t.Fatalf("the bin holds %+v", inBin)
	}
	inBin[0].Deleted = time.Time{}
	if inBin[0] != model.Summarise(gone) {
		t.Errorf("the bin shows\n%+v, want\n%+v", inBin[0], model.Summarise(gone))
	}
	if err := s.Restore(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	Same(t, "after Restore", load(t, s, gone.ID), gone)
	if got := binned(t, s); len(got) != 0 {
		t.Errorf("after Restore the bin holds %v", got)
	}
	for _, sum := range list(t, s) {
		if !sum.Deleted.IsZero() {
			t.Errorf("%s is listed as deleted %v", sum.ID, sum.Deleted)
		}
	}
	if again := save(t, s, gone); again.Rev != gone.Rev+1 {
		t.Errorf("saved after Restore as revision %d", again.Rev)
	}
}

func binPurge(t *testing.T, s binStore) {
	kept := save(t, s, Report(1))
	for seed := uint64(2); seed < 5; seed++ {
		remove(t, s, save(t, s, Report(seed)).ID)
	}
	first := binned(t, s)
	if n, err := s.Purge(t.Context(), first[len(first)-1].Deleted); n != 0 || err != nil {
		t.Errorf("Purge before the first was deleted = %d, %v", n, err)
	}
	if n, err := s.Purge(t.Context(), later); n != 3 || err != nil {
		t.Errorf("Purge = %d, %v, want 3", n, err)
	}
	if got := binned(t, s); len(got) != 0 {
		t.Errorf("after Purge the bin holds %v", got)
	}
	if err := s.Restore(t.Context(), Report(2).ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("Restore after Purge = %v, want ErrNotFound", err)
	}
	if h, is := s.(model.Historian); is {
		if _, err := h.History(t.Context(), Report(2).ID); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("History after Purge = %v, want ErrNotFound", err)
		}
	}
	Same(t, "what was not deleted", load(t, s, kept.ID), kept)
	if again := save(t, s, Report(2)); again.Rev != 1 {
		t.Errorf("the id of what was purged starts at revision %d", again.Rev)
	}
}

func binNotFound(t *testing.T, s binStore) {
	r := save(t, s, Report(1))
	for _, id := range []model.ReportID{"", "nobody", model.ReportID(strings.Repeat("x", 1<<16))} {
		if err := s.Delete(t.Context(), id); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("Delete(%.10q) = %v, want ErrNotFound", id, err)
		}
		if err := s.Restore(t.Context(), id); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("Restore(%.10q) = %v, want ErrNotFound", id, err)
		}
	}
	if err := s.Restore(t.Context(), r.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("Restore of what is not in the bin = %v, want ErrNotFound", err)
	}
	remove(t, s, r.ID)
	if err := s.Delete(t.Context(), r.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("Delete of what is in the bin = %v, want ErrNotFound", err)
	}
}

// binSave: what somebody else threw away while it was open here is a conflict,
// so that the words can still be kept as a copy.
func binSave(t *testing.T, s binStore) {
	r := save(t, s, Report(1))
	remove(t, s, r.ID)
	for _, rev := range []int64{0, r.Rev} {
		changed := r
		changed.Rev, changed.Head.Title = rev, "typed meanwhile"
		if _, err := s.Save(t.Context(), changed); !errors.Is(err, model.ErrConflict) {
			t.Errorf("Save of revision %d of what is in the bin = %v, want ErrConflict", rev, err)
		}
	}
}

func binCancelled(t *testing.T, s binStore) {
	r, gone := save(t, s, Report(1)), save(t, s, Report(2))
	remove(t, s, gone.ID)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, errBinned := s.Binned(ctx)
	_, errPurge := s.Purge(ctx, later)
	for name, err := range map[string]error{
		"Delete": s.Delete(ctx, r.ID), "Restore": s.Restore(ctx, gone.ID), "Binned": errBinned, "Purge": errPurge,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s after cancel = %v", name, err)
		}
	}
	if got := binned(t, s); len(got) != 1 || got[0].ID != gone.ID {
		t.Errorf("after the cancelled calls the bin holds %v", got)
	}
}

func remove(t *testing.T, s binStore, id model.ReportID) {
	t.Helper()
	if err := s.Delete(t.Context(), id); err != nil {
		t.Fatalf("Delete(%s): %v", id, err)
	}
}

func binned(t *testing.T, s binStore) []model.Summary {
	t.Helper()
	all, err := s.Binned(t.Context())
	if err != nil {
		t.Fatalf("Binned: %v", err)
	}
	return all
}

// pastStore is a store with a history.
type pastStore interface {
	model.Store
	model.Historian
}

func testHistorian(t *testing.T, open func(t *testing.T) model.Store) {
	for name, test := range map[string]func(*testing.T, pastStore){
		"revisions": historyRevisions,
		"not found": historyNotFound,
		"cancelled": historyCancelled,
	} {
		t.Run("history "+name, func(t *testing.T) { test(t, open(t).(pastStore)) })
	}
}

func historyRevisions(t *testing.T, s pastStore) {
	other := Report(2)
	other.ID = Report(1).ID + "x"
	save(t, s, other)
	r := Report(1)
	var saved []model.Report
	for _, title := range []string{"one", "two", "three"} {
		r.Head.Title = title
		r = save(t, s, r)
		saved = append(saved, r)
	}
	past, err := s.History(t.Context(), r.ID)
	if err != nil || len(past) != len(saved) {
		t.Fatalf("History = %v, %v, want %d revisions", past, err, len(saved))
	}
	for i, rev := range past {
		want := saved[len(saved)-1-i]
		if rev.Rev != want.Rev || !rev.Saved.Equal(want.Updated.Truncate(time.Millisecond)) {
			t.Errorf("number %d is %+v, want %d saved %v", i, rev, want.Rev, want.Updated)
		}
		got, err := s.Revision(t.Context(), r.ID, rev.Rev)
		if err != nil {
			t.Fatal(err)
		}
		Same(t, "revision "+want.Head.Title, got, want)
	}
}

func historyNotFound(t *testing.T, s pastStore) {
	r := save(t, s, Report(1))
	if _, err := s.History(t.Context(), "nobody"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("History of nobody = %v, want ErrNotFound", err)
	}
	for _, rev := range []int64{-1, 0, 2, 1 << 62} {
		if _, err := s.Revision(t.Context(), r.ID, rev); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("Revision %d = %v, want ErrNotFound", rev, err)
		}
	}
	if _, err := s.Revision(t.Context(), "nobody", 1); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("Revision of nobody = %v, want ErrNotFound", err)
	}
}

func historyCancelled(t *testing.T, s pastStore) {
	r := save(t, s, Report(1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.History(ctx, r.ID); !errors.Is(err, context.Canceled) {
		t.Errorf("History after cancel = %v", err)
	}
	if _, err := s.Revision(ctx, r.ID, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("Revision after cancel = %v", err)
	}
}
