package draft_test

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
)

// clock is a time that tests move by hand.
type clock struct{ at time.Time }

func (c *clock) now() time.Time        { return c.at }
func (c *clock) pass(d time.Duration)  { c.at = c.at.Add(d) }
func start() *clock                    { return &clock{time.Date(2026, 10, 15, 8, 0, 0, 0, time.UTC)} }
func open(c *clock) *draft.Draft       { return draft.Open(model.New(), c.now) }
func title(d *draft.Draft) string      { return d.Report().Head.Title }
func setTitle(s string) (e model.Edit) { return model.SetHead{Head: model.Head{Title: s}} }
func mustDo(t *testing.T, err error)   { t.Helper(); check(t, err == nil, "edit refused: %v", err) }

func undo(d *draft.Draft) bool { _, ok := d.Undo(); return ok }
func redo(d *draft.Draft) bool { _, ok := d.Redo(); return ok }

func check(t *testing.T, ok bool, format string, args ...any) {
	t.Helper()
	if !ok {
		t.Fatalf(format, args...)
	}
}

// typed types a text letter by letter into the headline, a tenth of a second
// each, as UniKey does: the accent replaces what was typed before.
func typed(t *testing.T, c *clock, d *draft.Draft, states ...string) {
	t.Helper()
	for _, s := range states {
		c.pass(100 * time.Millisecond)
		mustDo(t, d.Do("title", setTitle(s)))
	}
}

func TestTypingIsOneStepUntilAPause(t *testing.T) {
	c := start()
	d := open(c)
	typed(t, c, d, "d", "du", "dd", "đ", "đư", "đường")
	c.pass(draft.Pause)
	typed(t, c, d, "đường l", "đường làng")
	check(t, undo(d) && title(d) == "đường", "first undo gave %q", title(d))
	check(t, undo(d) && title(d) == "", "second undo gave %q", title(d))
	check(t, !undo(d), "undo beyond the beginning")
	check(t, redo(d) && title(d) == "đường", "first redo gave %q", title(d))
	check(t, redo(d) && title(d) == "đường làng", "second redo gave %q", title(d))
	check(t, !redo(d), "redo beyond the end")
}

func TestAStepDoesNotGrowForEver(t *testing.T) {
	c := start()
	d := open(c)
	for n := 1; n <= 100; n++ { // 10 s without a pause
		typed(t, c, d, strings.Repeat("a", n))
	}
	d.Undo()
	check(t, title(d) != "", "one undo took ten seconds of typing back")
}

func TestGroupsAndEndStepPartSteps(t *testing.T) {
	c := start()
	d := open(c)
	typed(t, c, d, "một")
	mustDo(t, d.Do("place", model.SetMeeting{Meeting: model.Meeting{Place: "hội trường"}}))
	typed(t, c, d, "hai")
	d.EndStep()
	typed(t, c, d, "ba")
	for _, want := range []string{"hai", "một", "một", ""} {
		check(t, undo(d) && title(d) == want, "undo gave %q, want %q", title(d), want)
	}
}

func TestAnEditAfterUndoForgetsRedo(t *testing.T) {
	c := start()
	d := open(c)
	mustDo(t, d.Do("", setTitle("một")))
	d.Undo()
	mustDo(t, d.Do("", setTitle("hai")))
	check(t, !d.CanRedo() && !redo(d), "redo of a forgotten step")
}

func TestRefusedEditChangesNothing(t *testing.T) {
	c := start()
	d := open(c)
	before := d.Report()
	check(t, d.Do("", model.RemoveBlock{ID: "khong-co"}) != nil, "removed a block that is not there")
	check(t, reflect.DeepEqual(before, d.Report()) && !d.CanUndo() && !d.Dirty(), "a refused edit left traces")
}

func TestUndoToTheEmptyReportAndBack(t *testing.T) {
	c := start()
	r := model.New()
	d := draft.Open(r, c.now)
	random := rand.New(rand.NewSource(1))
	for range 500 {
		c.pass(time.Duration(random.Intn(1500)) * time.Millisecond)
		_ = d.Do("g", randomEdit(random, d.Report()))
	}
	full := d.Report()
	for undo(d) {
	}
	check(t, reflect.DeepEqual(encoded(t, d.Report()), encoded(t, r)), "undo did not reach the empty report")
	for redo(d) {
	}
	check(t, reflect.DeepEqual(encoded(t, d.Report()), encoded(t, full)), "redo did not come back")
}

func randomEdit(random *rand.Rand, r model.Report) model.Edit {
	id := r.Blocks[random.Intn(max(1, len(r.Blocks)))%len(r.Blocks)].BlockID()
	switch random.Intn(5) {
	case 0:
		return setTitle(string(rune('a' + random.Intn(26))))
	case 1:
		b := model.Heading{ID: model.NewBlockID(), Text: model.Plainly("đề mục")}
		return model.InsertBlock{At: model.Place{Index: random.Intn(len(r.Blocks) + 1)}, Block: b}
	case 2:
		return model.MoveBlock{ID: id, To: model.Place{Index: random.Intn(len(r.Blocks))}}
	case 3:
		if len(r.Blocks) > 1 {
			return model.RemoveBlock{ID: id}
		}
	}
	return model.Type{Block: id, With: model.Text{{Text: "chữ", Marks: model.Bold}}}
}

func encoded(t *testing.T, r model.Report) []byte {
	t.Helper()
	data, err := model.Encode(r)
	mustDo(t, err)
	return data
}

func TestDueAfterARestAndAtMostTenSeconds(t *testing.T) {
	c := start()
	d := open(c)
	check(t, d.Due().IsZero() && !d.Dirty(), "an untouched draft is due")
	first := c.at.Add(100 * time.Millisecond)
	typed(t, c, d, "a")
	check(t, d.Due().Equal(first.Add(draft.Rest)), "due %v after one letter", d.Due().Sub(first))
	for n := range 120 {
		typed(t, c, d, strings.Repeat("b", n+1))
	}
	check(t, d.Due().Equal(first.Add(draft.Most)), "due %v behind continuous typing", d.Due().Sub(first))
}

func TestStoredKeepsWhatWasTypedMeanwhile(t *testing.T) {
	c := start()
	d := open(c)
	typed(t, c, d, "trước")
	snapshot, mark := d.Snapshot()
	typed(t, c, d, "trước và sau")
	snapshot.Rev = 1
	d.Stored(snapshot, mark)
	check(t, title(d) == "trước và sau" && d.Report().Rev == 1 && d.Dirty(), "lost what was typed while saving")
	snapshot, mark = d.Snapshot()
	snapshot.Rev = 2
	d.Stored(snapshot, mark)
	check(t, !d.Dirty() && d.Due().IsZero(), "still unsaved after the second save")
	d.Undo()
	check(t, d.Report().Rev == 2 && d.Dirty(), "undo took the revision back to %d", d.Report().Rev)
}

func TestACopyIsANewReport(t *testing.T) {
	c := start()
	d := open(c)
	typed(t, c, d, "của tôi")
	was := d.Report().ID
	d.AsCopy()
	check(t, d.Report().ID != was && d.Report().Rev == 0 && title(d) == "của tôi" && d.Dirty(), "not a copy of its own")
}
