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
	check(t, d.Redo() && title(d) == "một", "redo gave %q", title(d))
}

// TestTheOldestStepsAreForgotten: undo goes back a thousand steps and no more.
func TestTheOldestStepsAreForgotten(t *testing.T) {
	c := start()
	d := open(c)
	for n := range 1200 {
		mustDo(t, d.Do("", setTitle(fmt.Sprint(n))))
	}
	steps := 0
	for d.Undo() {
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
	for d.Undo() {
	}
	check(t, string(encoded(t, d.Report())) == string(before), "undo did not come back to the beginning")
}
