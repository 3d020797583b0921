package modeltest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tinxa/model"
)

// TestStore is what every Store must pass; a store that is a model.Bin or a
// model.Historian too is tried as such. open gives an empty one, which takes
// the time from now.
func TestStore(t *testing.T, open func(t *testing.T, now func() time.Time) model.Store) {
	t.Helper()
	today := func(t *testing.T) model.Store { return open(t, time.Now) }
	for name, test := range map[string]func(*testing.T, model.Store){
		"round trip":          storeRoundTrip,
		"revisions count":     storeRevisions,
		"times":               storeTimes,
		"not found":           storeNotFound,
		"bad ids":             storeBadIDs,
		"conflict":            storeConflict,
		"one wins":            storeOneWins,
		"different at once":   storeDifferentAtOnce,
		"list":                storeList,
		"list of nothing":     storeEmpty,
		"cancelled":           storeCancelled,
		"given stays as is":   storeLeavesArgument,
		"ids that start same": storePrefixes,
	} {
		t.Run(name, func(t *testing.T) { test(t, today(t)) })
	}
	if _, is := today(t).(model.Bin); is {
		testBin(t, today)
		testPhotoBin(t, open)
	}
	if _, is := today(t).(model.Historian); is {
		testHistorian(t, today)
		testPins(t, open)
	}
}

// odd is what stores have been seen to lose.
func odd() map[string]model.Report {
	huge := Report(11)
	huge.Blocks = append(huge.Blocks, model.Paragraph{
		ID: "hugehuge", Text: model.Plainly(strings.Repeat(words.Sentences[0]+" ", 1<<20/len(words.Sentences[0]))),
	})
	bare := model.New()
	none := model.New()
	none.Blocks = nil
	controls := Report(12)
	controls.Head.Title = "\u0000\u0001 \u2028 \u200b \ufeff \U0001F33E \" \\ </script> \n\t"
	return map[string]model.Report{
		"ordinary": Report(1), "crowded": Crowded(), "round-up": RoundUp(), "new": bare, "no blocks": none,
		"1 MB": huge, "500 blocks": Long(13, 500), "controls": controls,
	}
}

func storeRoundTrip(t *testing.T, s model.Store) {
	for name, r := range odd() {
		r.ID = model.NewReportID()
		saved := save(t, s, r)
		Same(t, name+" as Save returned it", saved.Portable(), r.Portable())
		Same(t, name+" as Report returned it", load(t, s, r.ID), saved)
	}
}

func storeRevisions(t *testing.T, s model.Store) {
	r := Report(1)
	for want := int64(1); want <= 5; want++ {
		r = save(t, s, r)
		if r.Rev != want {
			t.Fatalf("save number %d has revision %d", want, r.Rev)
		}
		r.Head.Title += "!"
	}
	if got := load(t, s, r.ID); got.Rev != 5 || got.Head.Title+"!" != r.Head.Title {
		t.Errorf("newest is revision %d, %q", got.Rev, got.Head.Title)
	}
}

func storeTimes(t *testing.T, s model.Store) {
	r := Report(1)
	r.Created = time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC) // the store's to say
	first := save(t, s, r)
	second := save(t, s, first)
	if first.Created.Year() == 1999 || first.Created.IsZero() || first.Updated.Before(first.Created) {
		t.Errorf("created %v, updated %v", first.Created, first.Updated)
	}
	if !second.Created.Equal(first.Created) || second.Updated.Before(first.Updated) {
		t.Errorf("then created %v, updated %v; before %v, %v", second.Created, second.Updated, first.Created, first.Updated)
	}
	if zone, _ := second.Updated.Zone(); zone != "UTC" {
		t.Errorf("times are in %s, want UTC", zone)
	}
}

func storeNotFound(t *testing.T, s model.Store) {
	save(t, s, Report(1))
	for _, id := range []model.ReportID{"", "report", "report10", "nobody", "../x", "\x00", model.ReportID(strings.Repeat("x", 1<<16))} {
		if r, err := s.Report(t.Context(), id); !errors.Is(err, model.ErrNotFound) || r.ID != "" {
			t.Errorf("Report(%.20q) = %q, %v, want ErrNotFound", id, r.ID, err)
		}
	}
}

func storeBadIDs(t *testing.T, s model.Store) {
	for _, id := range []model.ReportID{"", "a b", "a\x00b", "../x", `a\b`, "a\nb", "\u00e3", model.ReportID(strings.Repeat("x", 1<<16))} {
		r := Report(1)
		r.ID = id
		if _, err := s.Save(t.Context(), r); !errors.Is(err, model.ErrFormat) {
			t.Errorf("Save with the id %.20q = %v, want ErrFormat", id, err)
		}
	}
	if got := list(t, s); len(got) != 0 {
		t.Errorf("refused reports are listed: %v", got)
	}
}

func storeConflict(t *testing.T, s model.Store) {
	mine := save(t, s, Report(1))
	theirs := mine
	theirs.Head.Title = "theirs"
	theirs = save(t, s, theirs)
	for name, rev := range map[string]int64{"older": mine.Rev, "new": 0, "ahead": theirs.Rev + 1, "negative": -1} {
		r := mine
		r.Rev, r.Head.Title = rev, "lost update"
		if _, err := s.Save(t.Context(), r); !errors.Is(err, model.ErrConflict) {
			t.Errorf("Save of %s revision %d over %d = %v, want ErrConflict", name, rev, theirs.Rev, err)
		}
	}
	Same(t, "after the conflicts", load(t, s, mine.ID), theirs)
	unknown := Report(2)
	unknown.Rev = 3
	if _, err := s.Save(t.Context(), unknown); !errors.Is(err, model.ErrConflict) {
		t.Errorf("Save of revision 3 of what was never saved = %v, want ErrConflict", err)
	}
}

// storeOneWins: of many who save over the same revision one wins, each time.
func storeOneWins(t *testing.T, s model.Store) {
	r := Report(1)
	for round := range 5 {
		var won atomic.Int64
		atOnce(t, 8, func(i int) error {
			mine := r
			mine.Head.Title = fmt.Sprint("writer ", i)
			_, err := s.Save(t.Context(), mine)
			if err == nil {
				won.Add(1)
			} else if errors.Is(err, model.ErrConflict) {
				return nil
			}
			return err
		})
		if won.Load() != 1 {
			t.Fatalf("round %d: %d of 8 saves over one revision went through", round, won.Load())
		}
		if r = load(t, s, r.ID); r.Rev != int64(round+1) {
			t.Fatalf("round %d left revision %d", round, r.Rev)
		}
	}
}

func storeDifferentAtOnce(t *testing.T, s model.Store) {
	const writers, saves = 6, 5
	atOnce(t, writers, func(i int) error {
		r := Report(uint64(i))
		for range saves {
			saved, err := s.Save(t.Context(), r)
			if err != nil {
				return err
			}
			r = saved
			if _, err := s.Reports(t.Context()); err != nil {
				return err
			}
		}
		return nil
	})
	for i := range writers {
		if got := load(t, s, Report(uint64(i)).ID); got.Rev != saves {
			t.Errorf("report %d is at revision %d, want %d", i, got.Rev, saves)
		}
	}
}

func storeList(t *testing.T, s model.Store) {
	want := map[model.ReportID]model.Report{}
	for _, r := range []model.Report{Report(1), Crowded(), RoundUp(), model.New()} {
		want[r.ID] = save(t, s, r)
	}
	changed := want[Report(1).ID]
	changed.Head.Title, changed.Status = "another headline", model.Approved
	want[changed.ID] = save(t, s, changed)

	got := list(t, s)
	if len(got) != len(want) {
		t.Fatalf("%d reports are listed, want %d", len(got), len(want))
	}
	for i, sum := range got {
		if sum != model.Summarise(want[sum.ID]) {
			t.Errorf("summary\n%+v, want\n%+v", sum, model.Summarise(want[sum.ID]))
		}
		if i > 0 && got[i-1].Updated.Before(sum.Updated) {
			t.Errorf("number %d was changed after number %d", i, i-1)
		}
	}
	if got[0].ID != changed.ID {
		t.Errorf("the last changed, %s, is not the first of the list", changed.ID)
	}
}

func storeEmpty(t *testing.T, s model.Store) {
	if got := list(t, s); len(got) != 0 {
		t.Errorf("an empty store lists %v", got)
	}
}

func storeCancelled(t *testing.T, s model.Store) {
	kept := save(t, s, Report(1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	changed := kept
	changed.Head.Title = "cancelled"
	_, errSave := s.Save(ctx, changed)
	_, errReport := s.Report(ctx, kept.ID)
	_, errReports := s.Reports(ctx)
	for name, err := range map[string]error{"Save": errSave, "Report": errReport, "Reports": errReports} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s after cancel = %v", name, err)
		}
	}
	Same(t, "after the cancelled save", load(t, s, kept.ID), kept)
}

func storeLeavesArgument(t *testing.T, s model.Store) {
	r := Crowded()
	before := encode(t, r)
	saved := save(t, s, r)
	if !bytes.Equal(encode(t, r), before) {
		t.Error("Save changed the report it was given")
	}
	saved.Blocks[0] = model.Paragraph{ID: "changed0"}
	if _, changed := load(t, s, r.ID).Blocks.Find("changed0"); changed {
		t.Error("what is stored hangs on the report that Save returned")
	}
}

func storePrefixes(t *testing.T, s model.Store) {
	for _, id := range []model.ReportID{"a", "aa", "a0", "A", "b"} {
		r := Report(1)
		r.ID, r.Head.Title = id, "of "+string(id)
		save(t, s, save(t, s, r))
	}
	for _, id := range []model.ReportID{"a", "aa", "a0", "A", "b"} {
		if got := load(t, s, id); got.Head.Title != "of "+string(id) || got.Rev != 2 {
			t.Errorf("%q is revision %d of %q", id, got.Rev, got.Head.Title)
		}
	}
}

func save(t *testing.T, s model.Store, r model.Report) model.Report {
	t.Helper()
	saved, err := s.Save(t.Context(), r)
	if err != nil {
		t.Fatalf("Save(%s, revision %d): %v", r.ID, r.Rev, err)
	}
	return saved
}

func load(t *testing.T, s model.Store, id model.ReportID) model.Report {
	t.Helper()
	r, err := s.Report(t.Context(), id)
	if err != nil {
		t.Fatalf("Report(%s): %v", id, err)
	}
	return r
}

func list(t *testing.T, s model.Store) []model.Summary {
	t.Helper()
	all, err := s.Reports(t.Context())
	if err != nil {
		t.Fatalf("Reports: %v", err)
	}
	return all
}

// Same fails the test unless the two reports are written alike.
func Same(t *testing.T, what string, got, want model.Report) {
	t.Helper()
	if g, w := encode(t, got), encode(t, want); !bytes.Equal(g, w) {
		t.Errorf("%s:\n%.2000s\nwant\n%.2000s", what, g, w)
	}
}

func encode(t *testing.T, r model.Report) []byte {
	t.Helper()
	data, err := model.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
