package bolt_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// revisionsOf is a report in so many revisions, an hour apart, as found.
func revisionsOf(seed uint64, n int) []model.Found {
	var all []model.Found
	r := modeltest.Report(seed)
	r.Created = noon
	for i := range n {
		r.Rev, r.Updated = int64(3*i+2), noon.Add(time.Duration(i)*time.Hour)
		r.Head.Kicker = r.Updated.String()
		all = append(all, model.Found{Report: r, Source: model.FromBackup, Made: noon})
	}
	return all
}

func rebuilt(t *testing.T, found []model.Found) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tinxa.db")
	if err := bolt.Rebuild(t.Context(), path, found); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRebuildKeepsNumbersAndTimes: whatever the order in which revisions are
// given, the newest is the draft, and none gets a new number or time.
func TestRebuildKeepsNumbersAndTimes(t *testing.T) {
	ctx := t.Context()
	first, second := revisionsOf(1, 4), revisionsOf(2, 1)
	for i := range second {
		second[i].Deleted = noon.AddDate(0, 0, 1)
	}
	pin := model.Pin{Kind: model.PinExported, Name: "docx", At: noon}
	id := first[0].Report.ID
	for i := range first {
		if first[i].Report.Rev == 2 {
			first[i].Pins = []model.Pin{pin}
		}
	}
	given := []model.Found{first[2], second[0], first[0], first[3], first[1], first[2]}
	path := rebuilt(t, given)
	if h := verified(t, path); !h.Sound() || h.Reports != 2 || h.Revisions != 5 {
		t.Errorf("%d reports, %d revisions, %q", h.Reports, h.Revisions, h.Faults)
	}
	s := open(t, path)
	got, err := s.Report(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Same(t, "the newest", got, first[3].Report)
	past, err := s.History(ctx, id)
	if err != nil || len(past) != 4 {
		t.Fatalf("history %v, %v", past, err)
	}
	for i, rev := range past {
		want := first[3-i].Report
		if rev.Rev != want.Rev || !rev.Saved.Equal(want.Updated) {
			t.Errorf("revision %d of %v, want %d of %v", rev.Rev, rev.Saved, want.Rev, want.Updated)
		}
		if pinned := slices.Equal(rev.Pins, []model.Pin{pin}); pinned != (rev.Rev == 2) {
			t.Errorf("revision %d has pins %v", rev.Rev, rev.Pins)
		}
	}
	bin, err := s.Binned(ctx)
	if err != nil || len(bin) != 1 || bin[0].ID != second[0].Report.ID || !bin[0].Deleted.Equal(second[0].Deleted) {
		t.Errorf("bin %+v, %v", bin, err)
	}
	if list, err := s.Reports(ctx); err != nil || len(list) != 1 || list[0] != model.Summarise(first[3].Report) {
		t.Errorf("list %+v, %v", list, err)
	}
	if saved := save(t, s, got); saved.Rev != got.Rev+1 {
		t.Errorf("the next save is revision %d, want %d", saved.Rev, got.Rev+1)
	}
}

func TestRebuildOfNothing(t *testing.T) {
	if h := verified(t, rebuilt(t, nil)); !h.Sound() || h.Reports != 0 {
		t.Errorf("%d reports, %q", h.Reports, h.Faults)
	}
}

// TestRebuildInBatches writes more than one transaction's worth, with a report
// on the border between two.
func TestRebuildInBatches(t *testing.T) {
	var found []model.Found
	for seed := range uint64(230) {
		found = append(found, revisionsOf(seed, 5)...)
	}
	h := verified(t, rebuilt(t, found))
	if !h.Sound() || h.Reports != 230 || h.Revisions != len(found) {
		t.Errorf("%d reports, %d revisions, %q", h.Reports, h.Revisions, h.Faults)
	}
}

// TestRebuildRefuses: what cannot be made leaves nothing behind, and what has
// the name stays.
func TestRebuildRefuses(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	one := revisionsOf(1, 1)
	other := slices.Clone(one)
	other[0].Report.Head.Title = "Nội dung khác"
	nameless, unnumbered, unsound := slices.Clone(one), slices.Clone(one), slices.Clone(one)
	nameless[0].Report.ID, unnumbered[0].Report.Rev, unsound[0].Report.Status = "../x", 0, "?"
	for name, c := range map[string]struct {
		ctx   context.Context
		found []model.Found
		want  error
	}{
		"cancelled":    {ctx, one, context.Canceled},
		"two contents": {t.Context(), append(slices.Clone(one), other...), model.ErrConflict},
		"bad id":       {t.Context(), nameless, model.ErrFormat},
		"no number":    {t.Context(), unnumbered, model.ErrFormat},
		"unsound":      {t.Context(), unsound, model.ErrFormat},
	} {
		dir := t.TempDir()
		if err := bolt.Rebuild(c.ctx, filepath.Join(dir, "tinxa.db"), c.found); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%s: left behind %v, %v", name, left, err)
		}
	}
	taken := filepath.Join(t.TempDir(), "tinxa.db")
	if err := os.WriteFile(taken, []byte("đã có"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := bolt.Rebuild(t.Context(), taken, one); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	if data, err := os.ReadFile(taken); err != nil || string(data) != "đã có" {
		t.Errorf("what had the name is %q, %v", data, err)
	}
	if err := bolt.Rebuild(t.Context(), filepath.Join(t.TempDir(), "x", "tinxa.db"), one); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a folder: %v", err)
	}
}
