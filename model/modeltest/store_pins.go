package modeltest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"tinxa/model"
)

// clock is a clock that a test turns.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// workday is when the tests with a clock begin.
func workday() *clock { return &clock{time.Date(2026, 10, 15, 2, 0, 0, 0, time.UTC)} }

func testPins(t *testing.T, open func(t *testing.T, now func() time.Time) model.Store) {
	for name, test := range map[string]func(*testing.T, pastStore, *clock){
		"kinds":              pinKinds,
		"renamed":            pinRenamed,
		"name taken away":    pinTakenAway,
		"not found":          pinNotFound,
		"cancelled":          pinCancelled,
		"after 31 days":      pinSurvives,
		"of another report":  pinOfAnother,
		"gone with a report": pinErased,
	} {
		t.Run("pins "+name, func(t *testing.T) {
			c := workday()
			test(t, open(t, c.now).(pastStore), c)
		})
	}
}

// named is a pin with a name that the user gave.
func named(name string, c *clock) model.Pin {
	return model.Pin{Kind: model.PinNamed, Name: name, At: c.Time}
}

func pin(t *testing.T, s pastStore, id model.ReportID, rev int64, p model.Pin) {
	t.Helper()
	if err := s.Pin(t.Context(), id, rev, p); err != nil {
		t.Fatalf("Pin(%s, %d, %v): %v", id, rev, p, err)
	}
}

// pins are the pins of a revision as its history tells.
func pins(t *testing.T, s pastStore, id model.ReportID, rev int64) []model.Pin {
	t.Helper()
	for _, r := range history(t, s, id) {
		if r.Rev == rev {
			return r.Pins
		}
	}
	t.Fatalf("revision %d of %s is not kept", rev, id)
	return nil
}

func history(t *testing.T, s pastStore, id model.ReportID) []model.Revision {
	t.Helper()
	past, err := s.History(t.Context(), id)
	if err != nil {
		t.Fatalf("History(%s): %v", id, err)
	}
	return past
}

// samePins compares pins, whose times are kept to the millisecond.
func samePins(t *testing.T, got []model.Pin, want ...model.Pin) {
	t.Helper()
	if !slices.EqualFunc(got, want, func(a, b model.Pin) bool {
		return a.Kind == b.Kind && a.Name == b.Name && a.At.Equal(b.At.Truncate(time.Millisecond))
	}) {
		t.Errorf("pins are %v, want %v", got, want)
	}
}

func pinKinds(t *testing.T, s pastStore, c *clock) {
	first := save(t, s, Report(1))
	second := save(t, s, first)
	samePins(t, pins(t, s, first.ID, 1))
	uploaded := model.Pin{Kind: model.PinUploaded, Name: "suoimay.example.vn", At: c.Add(time.Hour + 123456789)}
	exported := model.Pin{Kind: model.PinExported, Name: "html", At: c.Add(time.Minute)}
	name := named(words.Decomposed[3], c)
	for _, p := range []model.Pin{uploaded, name, exported} {
		pin(t, s, first.ID, 1, p)
	}
	samePins(t, pins(t, s, first.ID, 1), name, exported, uploaded)
	samePins(t, pins(t, s, first.ID, 2))
	Same(t, "what Report returns after Pin", load(t, s, first.ID), second)
	if third := save(t, s, second); third.Rev != 3 {
		t.Errorf("saved after Pin as revision %d", third.Rev)
	}
	samePins(t, pins(t, s, first.ID, 1), name, exported, uploaded)
}

func pinRenamed(t *testing.T, s pastStore, c *clock) {
	r := save(t, s, Report(1))
	pin(t, s, r.ID, 1, named("one name", c))
	c.Time = c.Add(time.Minute)
	again := named("another name", c)
	pin(t, s, r.ID, 1, again)
	samePins(t, pins(t, s, r.ID, 1), again)
}

func pinTakenAway(t *testing.T, s pastStore, c *clock) {
	r := save(t, s, Report(1))
	exported := model.Pin{Kind: model.PinExported, Name: "docx", At: c.Time}
	pin(t, s, r.ID, 1, named("", c)) // there is none
	samePins(t, pins(t, s, r.ID, 1))
	pin(t, s, r.ID, 1, named("for a while", c))
	pin(t, s, r.ID, 1, exported)
	pin(t, s, r.ID, 1, named("", c))
	samePins(t, pins(t, s, r.ID, 1), exported)
}

func pinNotFound(t *testing.T, s pastStore, c *clock) {
	r := save(t, s, Report(1))
	for _, rev := range []int64{-1, 0, 2, 1 << 62} {
		if err := s.Pin(t.Context(), r.ID, rev, named("x", c)); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("Pin of revision %d = %v, want ErrNotFound", rev, err)
		}
	}
	if err := s.Pin(t.Context(), "nobody", 1, named("x", c)); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("Pin of nobody = %v, want ErrNotFound", err)
	}
	if bin, is := s.(binStore); is {
		remove(t, bin, r.ID)
		if err := s.Pin(t.Context(), r.ID, 1, named("x", c)); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("Pin of what is in the bin = %v, want ErrNotFound", err)
		}
	}
}

func pinCancelled(t *testing.T, s pastStore, c *clock) {
	r := save(t, s, Report(1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Pin(ctx, r.ID, 1, named("x", c)); !errors.Is(err, context.Canceled) {
		t.Errorf("Pin after cancel = %v", err)
	}
	samePins(t, pins(t, s, r.ID, 1))
}

// pinSurvives saves for 31 days: what has a pin stays, what had one fades.
func pinSurvives(t *testing.T, s pastStore, c *clock) {
	r := Report(1)
	for range 4 {
		r = save(t, s, r)
		c.Time = c.Add(time.Minute)
	}
	want := load(t, s, r.ID)
	pin(t, s, r.ID, 2, named("kept", c))
	pin(t, s, r.ID, 3, named("kept for a while", c))
	pin(t, s, r.ID, 3, named("", c))
	pin(t, s, r.ID, 4, model.Pin{Kind: model.PinUploaded, Name: "portal", At: c.Time})
	for range 31 {
		c.Time = c.AddDate(0, 0, 1)
		for range 3 {
			r.Head.Title += "."
			r = save(t, s, r)
			c.Time = c.Add(20 * time.Second)
		}
	}
	kept := map[int64]bool{}
	for _, rev := range history(t, s, r.ID) {
		kept[rev.Rev] = true
	}
	if !kept[2] || !kept[4] || kept[1] || kept[3] {
		t.Errorf("after 31 days of saves these are kept: %v; want 2 and 4, not 1 and 3", kept)
	}
	got, err := s.Revision(t.Context(), r.ID, 4)
	if err != nil {
		t.Fatal(err)
	}
	Same(t, "the pinned revision after 31 days", got, want)
	if len(kept) > 40 {
		t.Errorf("%d revisions are kept of 97", len(kept))
	}
}

func pinOfAnother(t *testing.T, s pastStore, c *clock) {
	for _, id := range []model.ReportID{"a", "aa", "b"} {
		r := Report(1)
		r.ID = id
		save(t, s, r)
	}
	pin(t, s, "a", 1, named("of a", c))
	pin(t, s, "aa", 1, named("of aa", c))
	samePins(t, pins(t, s, "a", 1), named("of a", c))
	samePins(t, pins(t, s, "aa", 1), named("of aa", c))
	samePins(t, pins(t, s, "b", 1))
}

func pinErased(t *testing.T, s pastStore, c *clock) {
	bin, is := s.(binStore)
	if !is {
		return
	}
	r := save(t, s, Report(1))
	pin(t, s, r.ID, 1, named("goes with it", c))
	remove(t, bin, r.ID)
	if err := bin.Restore(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	samePins(t, pins(t, s, r.ID, 1), named("goes with it", c))
	remove(t, bin, r.ID)
	if _, err := bin.Purge(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	save(t, s, Report(1))
	samePins(t, pins(t, s, r.ID, 1))
}
