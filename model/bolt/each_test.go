package bolt_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

func TestEachMeetsTheBinToo(t *testing.T) {
	ctx := t.Context()
	s, err := bolt.Open(ctx, filepath.Join(t.TempDir(), "tinxa.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want := map[model.ReportID]bool{} // whether it is in the bin
	for seed := range uint64(4) {
		r := modeltest.Report(seed)
		r.Rev = 0
		if r, err = s.Save(ctx, r); err != nil {
			t.Fatal(err)
		}
		want[r.ID] = seed%2 == 1
		if want[r.ID] {
			if err := s.Delete(ctx, r.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	met, before := map[model.ReportID]bool{}, bolt.Met{}
	if err := s.Each(ctx, before, func(r model.Report, deleted time.Time) error {
		met[r.ID] = !deleted.IsZero()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(met) != len(want) {
		t.Fatalf("met %d of %d reports", len(met), len(want))
	}
	for id, binned := range want {
		if met[id] != binned {
			t.Errorf("%s: in the bin %v, want %v", id, met[id], binned)
		}
	}
	changed, err := s.Report(ctx, firstOf(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if changed, err = s.Save(ctx, changed); err != nil {
		t.Fatal(err)
	}
	var again []model.ReportID
	if err := s.Each(ctx, before, func(r model.Report, _ time.Time) error {
		again = append(again, r.ID)
		return nil
	}); err != nil || len(again) != 1 || again[0] != changed.ID {
		t.Errorf("a second time %v, %v; want only what changed, %s", again, err, changed.ID)
	}
	enough := errors.New("enough")
	if err := s.Each(ctx, bolt.Met{}, func(model.Report, time.Time) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("stopped with %v", err)
	}
}

func firstOf(t *testing.T, s *bolt.Store) model.ReportID {
	t.Helper()
	all, err := s.Reports(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all[0].ID
}
