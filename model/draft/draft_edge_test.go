package draft_test

import (
	"fmt"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/modeltest"
)

// TestSaveOfTheOriginalComesBackAfterTheCopy: its revision is not the copy's.
func TestSaveOfTheOriginalComesBackAfterTheCopy(t *testing.T) {
	c := start()
	d := open(c)
	typed(t, c, d, "của tôi")
	snapshot, mark := d.Snapshot()
	d.AsCopy()
	snapshot.Rev = 7
	d.Stored(snapshot, mark)
	check(t, d.Report().Rev == 0 && d.Dirty(), "the copy is at revision %d, unsaved %v", d.Report().Rev, d.Dirty())
	d.Undo()
	check(t, title(d) == "", "the copy forgot its steps: %q", title(d))
}

// TestAnEditThatChangesNothingIsNoStep: a text box that is filled after an undo
// must not cost the redo.
func TestAnEditThatChangesNothingIsNoStep(t *testing.T) {
	c := start()
	d := open(c)
	typed(t, c, d, "một")
	d.Undo()
	mustDo(t, d.Do("title", setTitle("")))
	check(t, d.CanRedo() && !d.CanUndo(), "an edit without a change was taken for a step")
	check(t, redo(d) && title(d) == "một", "redo gave %q", title(d))
}

// TestTheOldestStepsAreForgotten: undo goes back a thousand steps and no more.
func TestTheOldestStepsAreForgotten(t *testing.T) {
	c := start()
	d := open(c)
	for n := range 1200 {
		mustDo(t, d.Do("", setTitle(fmt.Sprint(n))))
	}
	steps := 0
	for undo(d) {
		steps++
	}
	check(t, steps == 1000 && title(d) == "199", "%d steps back, to %q", steps, title(d))
}

// TestSnapshotsAreNotTouchedByLaterEdits: they are being saved meanwhile.
func TestSnapshotsAreNotTouchedByLaterEdits(t *testing.T) {
	c := start()
	d := draft.Open(modeltest.Crowded(), c.now)
	snapshot, _ := d.Snapshot()
	before := encoded(t, snapshot)
	for b := range modeltest.Crowded().Blocks.All() {
		if texts := model.Texts(b); len(texts) > 0 {
			mustDo(t, d.Do("", model.Type{Block: b.BlockID(), From: 0, To: texts[0].Len(), With: model.Plainly("khác")}))
		}
		c.pass(time.Second)
	}
	check(t, string(encoded(t, snapshot)) == string(before), "edits changed a report that was handed out")
	for undo(d) {
	}
	check(t, string(encoded(t, d.Report())) == string(before), "undo did not come back to the beginning")
}

func TestTheJournalIsDueBeforeTheStore(t *testing.T) {
	c := start()
	d := open(c)
	check(t, d.JournalDue().IsZero(), "an untouched draft is due")
	first := c.at.Add(100 * time.Millisecond)
	typed(t, c, d, "a")
	check(t, d.JournalDue().Equal(first.Add(draft.JournalRest)), "due %v after one letter", d.JournalDue().Sub(first))
	for n := range 30 {
		typed(t, c, d, fmt.Sprint(n))
	}
	check(t, d.JournalDue().Equal(first.Add(draft.JournalMost)), "due %v behind continuous typing", d.JournalDue().Sub(first))
	_, mark := d.Unsaved()
	typed(t, c, d, "b")
	d.Kept(mark)
	check(t, !d.JournalDue().IsZero(), "lost what was typed while the journal was written")
	_, mark = d.Unsaved()
	d.Kept(mark)
	check(t, d.JournalDue().IsZero() && d.Dirty(), "the journal has everything, the store nothing")
	typed(t, c, d, "c")
	snapshot, mark := d.Snapshot()
	d.Stored(snapshot, mark)
	check(t, d.JournalDue().IsZero(), "due though everything is stored")
}

// TestBeyondTheSaveUnderWay: whether it succeeds or not, a journal written
// meanwhile has all of it.
func TestBeyondTheSaveUnderWay(t *testing.T) {
	c := start()
	d := open(c)
	beyond := func(want int64, when string) {
		t.Helper()
		u, _ := d.Unsaved()
		check(t, u.Beyond == want, "%s the journal goes beyond %d, want %d", when, u.Beyond, want)
	}
	typed(t, c, d, "a")
	beyond(0, "before any save")
	snapshot, mark := d.Snapshot()
	beyond(1, "while it is saved")
	d.NotStored()
	beyond(0, "after a save that failed")
	snapshot.Rev = 1
	d.Snapshot()
	d.Stored(snapshot, mark)
	beyond(1, "after a save")
	d.Snapshot()
	d.AsCopy()
	beyond(0, "in a copy")
	c.pass(1234567)
	u, _ := d.Unsaved()
	check(t, u.At.Equal(c.at.Truncate(time.Millisecond)), "at %v", u.At)
}
