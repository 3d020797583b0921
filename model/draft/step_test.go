package draft_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
)

func step(t *testing.T, d *draft.Draft, group, text string, bookmarks ...any) {
	t.Helper()
	s := draft.Step{Edit: setTitle(text), Group: group}
	if len(bookmarks) == 2 {
		s.Before, s.After = bookmarks[0], bookmarks[1]
	}
	mustDo(t, d.Step(s))
}

// TestBookmarksComeBack: undo hands back where the writer was before the step,
// redo where he was behind it; of a step that grew, the first and the last.
func TestBookmarksComeBack(t *testing.T) {
	d := open(start())
	step(t, d, "w", "a", 0, 1)
	step(t, d, "w", "ab", 1, 2)
	step(t, d, "", "x", 2, 9)
	for _, want := range []any{2, 0} {
		back, ok := d.Undo()
		check(t, ok && back == want, "back to %v, want %v", back, want)
	}
	for _, want := range []any{2, 9} {
		on, ok := d.Redo()
		check(t, ok && on == want, "on to %v, want %v", on, want)
	}
	back, _ := d.Undo()
	check(t, back == 2, "back once more to %v", back)
	mustDo(t, d.Do("panel", setTitle("y")))
	back, ok := d.Undo()
	check(t, ok && back == nil, "a panel has no caret: %v", back)
}

// TestAGroupWithoutTimeGrowsForEver: only its end, another group or EndStep part
// it; the empty group never grows.
func TestAGroupWithoutTimeGrowsForEver(t *testing.T) {
	c := start()
	d := open(c)
	for n := 1; n <= 5; n++ {
		c.pass(time.Hour)
		step(t, d, "word", strings.Repeat("a", n))
	}
	d.EndStep()
	step(t, d, "word", "b")
	step(t, d, "", "c")
	step(t, d, "", "d")
	for _, want := range []string{"c", "b", "aaaaa", ""} {
		check(t, undo(d) && title(d) == want, "undo gave %q, want %q", title(d), want)
	}
}

// TestWhatSetsWhatIsThereIsNoStep, several edits as one among it.
func TestWhatSetsWhatIsThereIsNoStep(t *testing.T) {
	d := open(start())
	b := d.Report().Blocks[0]
	for _, e := range []model.Edit{
		model.SetBlock{Block: b},
		model.SetHead{},
		model.SetStatus{Status: model.Draft},
		model.MoveBlock{ID: b.BlockID()},
		model.All{model.SetHead{}, model.SetBlock{Block: b}, model.SetHead{}},
	} {
		mustDo(t, d.Step(draft.Step{Edit: e}))
	}
	check(t, !d.CanUndo() && !d.Dirty(), "it was taken for a step")
	mustDo(t, d.Step(draft.Step{Edit: model.All{setTitle("a"), model.SetHead{}}}))
	undo(d)
	check(t, title(d) == "" && !undo(d), "not back at the beginning")
}

// TestAWordKeepsOneInverse: a step of a thousand letters costs undo as much as
// one of a letter, and comes back all the same.
func TestAWordKeepsOneInverse(t *testing.T) {
	d := open(start())
	id := d.Report().Blocks[0].BlockID()
	typeAt := func(pos int) {
		mustDo(t, d.Step(draft.Step{Group: "w", Edit: model.All{model.Type{Block: id, From: pos, To: pos, With: model.Plainly("a")}}}))
	}
	typeAt(0)
	for n := range 20_000 {
		typeAt(n % 2)
		mustDo(t, d.Step(draft.Step{Group: "w", Edit: model.Type{Block: id, From: 0, To: 1}}))
	}
	kept := heap()
	for n := range 20_000 {
		typeAt(n % 2)
		mustDo(t, d.Step(draft.Step{Group: "w", Edit: model.Type{Block: id, From: 0, To: 1}}))
	}
	if now := heap(); now > kept+1<<20 {
		t.Errorf("20,000 letters of one step keep %d bytes", now-kept)
	}
	check(t, undo(d) && model.Texts(d.Report().Blocks[0])[0].Len() == 0 && !d.CanUndo(), "undone to %v", d.Report().Blocks[0])
	check(t, redo(d) && model.Texts(d.Report().Blocks[0])[0].Plain() == "a", "done again as %v", d.Report().Blocks[0])
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestInversesOfOneStepKeepTheirOrder: a block that is set, moved into another
// place and set again comes back as it was.
func TestInversesOfOneStepKeepTheirOrder(t *testing.T) {
	d := open(start())
	p := d.Report().Blocks[0].(model.Paragraph)
	before := encoded(t, d.Report())
	p.Text = model.Plainly("một")
	item := model.Item{ID: "item0000"}
	for _, e := range []model.Edit{
		model.SetBlock{Block: p},
		model.InsertBlock{Block: item},
		model.SetBlock{Block: model.Item{ID: "item0000", Commune: "xã"}},
		model.MoveBlock{ID: p.ID, To: model.Place{Item: "item0000"}},
		model.SetBlock{Block: model.Heading{ID: p.ID}},
		model.All{setTitle("một"), model.SetBlock{Block: p}},
		setTitle("hai"),
		model.RemoveBlock{ID: p.ID},
		setTitle("ba"),
	} {
		mustDo(t, d.Step(draft.Step{Edit: e, Group: "all"}))
	}
	after := encoded(t, d.Report())
	check(t, undo(d) && string(encoded(t, d.Report())) == string(before), "undone to %s", encoded(t, d.Report()))
	check(t, redo(d) && string(encoded(t, d.Report())) == string(after) && !d.CanRedo(), "done again as %s", encoded(t, d.Report()))
}

// TestAmend: what comes late is there before and behind every step.
func TestAmend(t *testing.T) {
	d := open(start())
	row := model.Photos{ID: "photos00", Pictures: []model.Picture{{Name: "a.jpg"}}}
	filled := func(b model.Block) model.Block {
		if row, ok := b.(model.Photos); ok {
			row.Pictures = []model.Picture{{Name: "a.jpg", Caption: row.Pictures[0].Caption, Credit: "Lan"}}
			return row
		}
		return b
	}
	mustDo(t, d.Step(draft.Step{Edit: model.InsertBlock{Block: row}}))
	captioned := row
	captioned.Pictures = []model.Picture{{Name: "a.jpg", Caption: "chú thích"}}
	mustDo(t, d.Step(draft.Step{Edit: model.All{model.SetBlock{Block: captioned}}}))
	mustDo(t, d.Step(draft.Step{Edit: model.Become{Content: model.New()}}))
	undo(d)
	undo(d)
	mustDo(t, d.Amend(model.SetBlock{Block: filled(row)}, filled))
	check(t, d.Amend(model.RemoveBlock{ID: "nowhere0"}, filled) != nil, "amended what is not there")
	credit := func() string { return d.Report().Pictures()[0].Credit }
	check(t, redo(d) && credit() == "Lan" && d.Report().Pictures()[0].Caption == "chú thích", "done again as %+v", d.Report().Pictures())
	check(t, undo(d) && credit() == "Lan" && undo(d) && redo(d) && credit() == "Lan", "undone and done again")
	redo(d)
	check(t, redo(d) && undo(d) && credit() == "Lan", "behind another revision")
}
