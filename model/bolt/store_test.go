package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// Part of these tests runs in a process of its own, which is killed: it is this
// program again, told by the environment what to do.
const childKey, childPath = "TINXA_BOLT_TEST_CHILD", "TINXA_BOLT_TEST_PATH"

func TestMain(m *testing.M) {
	switch os.Getenv(childKey) {
	case "save":
		saveForEver(os.Getenv(childPath))
	case "verify":
		verifyForParent(os.Getenv(childPath))
	}
	os.Exit(m.Run())
}

// clock is a clock that the test turns.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

var noon = time.Date(2026, 10, 15, 5, 0, 0, 0, time.UTC)

func open(t testing.TB, path string, opts ...bolt.Option) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(t.Context(), path, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "báo cáo", "tinxa.db") }

func save(t testing.TB, s *bolt.Store, r model.Report) model.Report {
	t.Helper()
	saved, err := s.Save(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

// refused tries every kind of write and wants each to end with that error.
func refused(t *testing.T, what string, s *bolt.Store, r model.Report, want error) {
	t.Helper()
	_, errSave := s.Save(t.Context(), r)
	_, errPurge := s.Purge(t.Context(), noon)
	for name, err := range map[string]error{
		"Save": errSave, "Purge": errPurge, "Delete": s.Delete(t.Context(), r.ID),
		"Pin": s.Pin(t.Context(), r.ID, r.Rev, model.Pin{Kind: model.PinExported, Name: "html"}),
	} {
		if !errors.Is(err, want) {
			t.Errorf("%s: %s = %v, want %v", what, name, err, want)
		}
		if want != model.ErrDamaged && errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %s = %v, which calls it damaged", what, name, err)
		}
	}
}

func TestConformance(t *testing.T) {
	modeltest.TestStore(t, func(t *testing.T, now func() time.Time) model.Store {
		return open(t, newPath(t), bolt.Clock(now))
	})
}

func TestReopened(t *testing.T) {
	path := newPath(t)
	first, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	kept := save(t, first, save(t, first, modeltest.Crowded()))
	gone := save(t, first, modeltest.Report(2))
	if err := first.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}

	s := open(t, path)
	got, err := s.Report(t.Context(), kept.ID)
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Same(t, "after reopening", got, kept)
	if past, err := s.History(t.Context(), kept.ID); err != nil || len(past) != 2 {
		t.Errorf("history %v, %v, want 2 revisions", past, err)
	}
	if bin, err := s.Binned(t.Context()); err != nil || len(bin) != 1 || bin[0].ID != gone.ID {
		t.Errorf("bin %v, %v", bin, err)
	}
	if again := save(t, s, kept); again.Rev != 3 {
		t.Errorf("saved as revision %d after reopening", again.Rev)
	}
}

func TestCreatedWhole(t *testing.T) {
	path := newPath(t)
	open(t, path)
	alone(t, path)
}

func TestClosedStoreGivesErrors(t *testing.T) {
	s, err := bolt.Open(t.Context(), newPath(t))
	if err != nil {
		t.Fatal(err)
	}
	r := save(t, s, modeltest.Report(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), r); err == nil {
		t.Error("Save after Close took it")
	}
	if _, err := s.Report(t.Context(), r.ID); err == nil {
		t.Error("Report after Close found it")
	}
}

func TestPurgeByDays(t *testing.T) {
	c := &clock{noon}
	s := open(t, newPath(t), bolt.Clock(c.now))
	for day := range 3 {
		r := save(t, s, modeltest.Report(uint64(day)))
		if err := s.Delete(t.Context(), r.ID); err != nil {
			t.Fatal(err)
		}
		c.Time = c.AddDate(0, 0, 1)
	}
	c.Time = noon.AddDate(0, 0, model.BinDays).Add(time.Hour)
	n, err := s.Purge(t.Context(), c.AddDate(0, 0, -model.BinDays))
	if n != 1 || err != nil {
		t.Errorf("Purge = %d, %v, want the one deleted more than %d days ago", n, err, model.BinDays)
	}
	bin, err := s.Binned(t.Context())
	if err != nil || len(bin) != 2 || bin[0].ID != modeltest.Report(2).ID {
		t.Errorf("bin %v, %v, want the last deleted first", bin, err)
	}
}

func TestSpaceIsUsedAgain(t *testing.T) {
	c := &clock{noon}
	path := newPath(t)
	s := open(t, path, bolt.Clock(c.now))
	r := modeltest.Long(1, 40)
	size := func() int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	var settled int64
	for i := range 600 {
		r = save(t, s, r)
		c.Time = c.Add(10 * time.Second)
		if i == 200 {
			settled = size()
		}
	}
	if got := size(); got > 2*settled {
		t.Errorf("after 600 saves of one report the file has %d bytes, after 200 it had %d", got, settled)
	}
}

// TestSizeOfManySaves: 10,000 autosaves of 20 drafts, over a day, leave a file
// that is less than four times as large as what is in it.
func TestSizeOfManySaves(t *testing.T) {
	const drafts, saves = 20, 10_000
	c := &clock{noon}
	path := newPath(t)
	s, err := bolt.Open(t.Context(), path, bolt.Clock(c.now))
	if err != nil {
		t.Fatal(err)
	}
	reports := make([]model.Report, drafts)
	for i := range drafts {
		reports[i] = tenKB(uint64(i))
	}
	for i := range saves {
		reports[i%drafts] = save(t, s, reports[i%drafts])
		c.Time = c.Add(9 * time.Second)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	live := int64(0)
	for key, record := range allRecords(t, path) {
		live += int64(len(key) + len(record))
	}
	size := sizeOf(t, path)
	t.Logf("%d bytes in a file of %d: %.1f times", live, size, float64(size)/float64(live))
	if size >= 4*live {
		t.Errorf("a file of %d bytes holds %d", size, live)
	}
}

// TestASaveThatHadArrived: a disk may refuse a flush of what it has taken all
// the same. Tried again, the save is neither a conflict nor a second revision.
func TestASaveThatHadArrived(t *testing.T) {
	ctx := t.Context()
	s, err := bolt.Open(ctx, newPath(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	given := modeltest.Report(3)
	given.Rev = 0
	first, err := s.Save(ctx, given)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Save(ctx, given)
	if err != nil || again.Rev != first.Rev || !again.Updated.Equal(first.Updated.Truncate(time.Millisecond)) && !again.Updated.Equal(first.Updated) {
		t.Errorf("again: revision %d, %v, %v; want %d, %v", again.Rev, again.Updated, err, first.Rev, first.Updated)
	}
	given.Head.Title = "khác"
	if _, err := s.Save(ctx, given); !errors.Is(err, model.ErrConflict) {
		t.Errorf("other words: %v, want ErrConflict", err)
	}
	if past, err := s.History(ctx, given.ID); err != nil || len(past) != 1 {
		t.Errorf("%d revisions, %v", len(past), err)
	}
}
