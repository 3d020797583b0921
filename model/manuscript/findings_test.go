package manuscript_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// desk is a report of these paragraphs, open; the i-th has the id "p" and i.
func desk(t *testing.T, paragraphs ...string) *manuscript.State {
	t.Helper()
	r := model.New()
	r.Blocks = nil
	for i, text := range paragraphs {
		r.Blocks = append(r.Blocks, model.Paragraph{ID: model.BlockID(fmt.Sprint("p", i)), Text: model.Plainly(text)})
	}
	at := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	return manuscript.Open(r, func() time.Time { at = at.Add(100 * time.Millisecond); return at })
}

func spot(i, pos int) manuscript.Spot {
	return manuscript.Spot{Field: manuscript.Text, Block: model.BlockID(fmt.Sprint("p", i)), Pos: pos}
}

func run(t *testing.T, s *manuscript.State, c manuscript.Command) {
	t.Helper()
	if err := s.Run(c); err != nil {
		t.Fatal(err)
	}
}

// edits is a command of bare edits.
func edits(es ...model.Edit) manuscript.Command {
	return func(m manuscript.Moment) (manuscript.Change, error) {
		return manuscript.Change{Edits: es, Selection: m.Selection}, nil
	}
}

func retype(i, from, to int, with string) manuscript.Command {
	return edits(model.Type{Block: spot(i, 0).Block, From: from, To: to, With: model.Plainly(with)})
}

// proofread hands a text out and takes the findings of these words in it.
func proofread(s *manuscript.State, i int, words ...string) {
	b, _ := s.Box(spot(i, 0))
	s.SetFindings(b.Spot, b.Text.Plain(), findings(b.Text.Plain(), words...))
}

func findings(text string, words ...string) []model.Finding {
	var all []model.Finding
	for _, w := range words {
		from := len([]rune(text[:strings.Index(text, w)]))
		all = append(all, model.Finding{From: from, To: from + len([]rune(w)), Kind: model.Misspelt, Rule: "r", Words: w})
	}
	return all
}

// found is what stands where the findings of a paragraph are.
func found(s *manuscript.State, i int) string {
	b, _ := s.Box(spot(i, 0))
	var all []string
	for _, f := range s.Findings(b.Spot) {
		all = append(all, fmt.Sprintf("%d:%s", f.From, b.Text.Slice(f.From, f.To).Plain()))
	}
	return strings.Join(all, " ")
}

func unchecked(s *manuscript.State) string {
	var all []string
	for _, b := range s.Unchecked() {
		all = append(all, string(b.Spot.Block)+string(b.Spot.Field[:1]))
	}
	return strings.Join(all, " ")
}

func TestFindingsMoveWithTheText(t *testing.T) {
	const text = "hội ngị xã Suối Mây hợp sáng nay"
	for _, c := range []struct {
		from, to int
		with     string
		want     string
	}{
		{0, 0, "Một ", "8:ngị 24:hợp"},
		{0, 4, "", "0:ngị 16:hợp"},
		{8, 19, "xã", "4:ngị 11:hợp"},
		{7, 7, " ", "4:ngị 21:hợp"},
		{7, 7, "h", "21:hợp"},
		{4, 4, "h", "21:hợp"},
		{5, 5, "h", "21:hợp"},
		{7, 8, "", "19:hợp"},
		{7, 8, "\n", "4:ngị 20:hợp"},
		{20, 23, "họp", "4:ngị"},
		{22, 24, "", "4:ngị"},
		{32, 32, ".", "4:ngị 20:hợp"},
		{0, 32, "", ""},
	} {
		s := desk(t, text)
		proofread(s, 0, "ngị", "hợp")
		run(t, s, retype(0, c.from, c.to, c.with))
		if got := found(s, 0); got != c.want {
			t.Errorf("%d-%d by %q: found %q, want %q", c.from, c.to, c.with, got, c.want)
		}
	}
}

func TestFindingsFollowManyEdits(t *testing.T) {
	s := desk(t, "ở ngị quyết, hợp bàn")
	proofread(s, 0, "ngị", "hợp")
	for i, letter := range []rune("Một hai ") {
		run(t, s, retype(0, i, i, string(letter)))
		s.Findings(spot(0, 0))
	}
	n := len([]rune("Một hai ở ngị quyết, hợp bàn"))
	for range 3 {
		run(t, s, retype(0, n, n, "g"))
		n++
		s.Findings(spot(0, 0))
	}
	if got := found(s, 0); got != "10:ngị 21:hợp" {
		t.Errorf("found %q", got)
	}
}

func TestOnlyWhatChangedIsChecked(t *testing.T) {
	s := desk(t, "một", "hai", "", "ba")
	if got := unchecked(s); got != "p0t p1t p3t" {
		t.Errorf("at first: %s", got)
	}
	for _, i := range []int{0, 1, 3} {
		proofread(s, i)
	}
	run(t, s, edits(model.SetHead{Head: model.Head{Title: "Hội nghị"}}))
	run(t, s, retype(1, 3, 3, "m"))
	if got := unchecked(s); got != "t p1t" {
		t.Errorf("after two changes: %s", got)
	}
	s.Undo()
	if got := unchecked(s); got != "t" {
		t.Errorf("after undo: %s", got)
	}
	s.SetFindings(manuscript.Spot{Field: manuscript.Title}, "Hội nghị", nil)
	run(t, s, edits(model.SetBlock{Block: model.Paragraph{ID: "p0", Text: model.Text{{Text: "một", Marks: model.Bold}}}}))
	if got := unchecked(s); got != "" {
		t.Errorf("another style is another text: %s", got)
	}
}

func TestUndoBringsFindingsBack(t *testing.T) {
	s := desk(t, "hội ngị")
	proofread(s, 0, "ngị")
	run(t, s, retype(0, 4, 7, "nghị"))
	if got := found(s, 0); got != "" {
		t.Errorf("after the fix: %q", got)
	}
	s.Undo()
	if got := found(s, 0); got != "4:ngị" {
		t.Errorf("after undo: %q", got)
	}
}

func TestFindingsThatComeLate(t *testing.T) {
	s := desk(t, "hội ngị")
	early := findings("hội ngị", "ngị")
	run(t, s, retype(0, 0, 0, "Ở "))
	s.SetFindings(spot(0, 3), "hội ngị", early)
	if got := found(s, 0); got != "6:ngị" || unchecked(s) != "p0t" {
		t.Errorf("for an earlier text: %q, unchecked %q", got, unchecked(s))
	}
	proofread(s, 0, "ội ng")
	s.SetFindings(spot(0, 0), "hội ngị", early)
	if got := found(s, 0); got != "3:ội ng" || unchecked(s) != "" {
		t.Errorf("behind newer ones: %q, unchecked %q", got, unchecked(s))
	}
}

// TestEntriesThatChangeTheirNumbers keep their findings, unchecked.
func TestEntriesThatChangeTheirNumbers(t *testing.T) {
	s := desk(t, "")
	list := model.List{ID: "l", Entries: []model.Text{model.Plainly("một lổi"), model.Plainly("hai lổi")}}
	run(t, s, edits(model.InsertBlock{Block: list}))
	for _, b := range s.Unchecked() {
		s.SetFindings(b.Spot, b.Text.Plain(), findings(b.Text.Plain(), "lổi"))
	}
	list.Entries = append([]model.Text{model.Plainly("mới")}, list.Entries...)
	run(t, s, edits(model.SetBlock{Block: list}))
	if got := s.Findings(manuscript.Spot{Field: manuscript.Text, Block: "l", Entry: 2}); len(got) != 1 || got[0].From != 4 {
		t.Errorf("the last entry has %v", got)
	}
	if got := s.Unchecked(); len(got) != 1 || got[0].Text.Plain() != "mới" {
		t.Errorf("unchecked: %v", got)
	}
}

// TestBoxesThatAreGoneAreForgotten: a box that comes back is checked again.
func TestBoxesThatAreGoneAreForgotten(t *testing.T) {
	s := desk(t, "một", "hai")
	proofread(s, 0)
	proofread(s, 1)
	run(t, s, edits(model.RemoveBlock{ID: "p1"}))
	if got := unchecked(s); got != "" {
		t.Errorf("without it: %s", got)
	}
	s.Undo()
	if got := unchecked(s); got != "p1t" {
		t.Errorf("with it again: %s", got)
	}
}

func TestWaivedFindings(t *testing.T) {
	s := desk(t, "hội ngị ngị")
	proofread(s, 0, "ngị", "hội")
	f := s.Findings(spot(0, 0))[0]
	run(t, s, manuscript.Waive(f))
	if got := found(s, 0); got != "0:hội" {
		t.Errorf("found %q", got)
	}
	run(t, s, manuscript.Waive(f))
	if got := s.Report().Waived; len(got) != 1 || got[0].Words != "ngị" {
		t.Errorf("waived %v", got)
	}
	if s.Undo(); found(s, 0) != "4:ngị 0:hội" || s.CanUndo() {
		t.Errorf("after one undo: %q", found(s, 0))
	}
}

func TestFixes(t *testing.T) {
	s := desk(t, "hội ngị xã")
	run(t, s, edits(model.SetBlock{Block: model.Paragraph{ID: "p0", Text: model.Text{{Text: "hội "}, {Text: "ngị", Marks: model.Bold}, {Text: " xã"}}}}))
	proofread(s, 0, "ngị")
	f := s.Findings(spot(0, 0))[0]
	run(t, s, manuscript.FixFinding(spot(0, 0), f, "nghị"))
	b, _ := s.Box(spot(0, 0))
	if b.Text.Plain() != "hội nghị xã" || !b.Text.Has(4, 8, model.Bold) || b.Text.Has(3, 4, model.Bold) {
		t.Errorf("fixed to %v", b.Text)
	}
	if err := s.Run(manuscript.FixFinding(spot(0, 0), f, "nghị")); !errors.Is(err, model.ErrEdit) {
		t.Errorf("the same fix again: %v", err)
	}
	if s.Undo(); found(s, 0) != "4:ngị" {
		t.Errorf("after undo: %q", found(s, 0))
	}
}

func BenchmarkUnchecked(b *testing.B) {
	r := model.New()
	for _, box := range longPage() {
		r.Blocks = append(r.Blocks, model.Paragraph{ID: box.Spot.Block, Text: box.Text})
	}
	s := manuscript.Open(r, time.Now)
	for _, box := range s.Unchecked() {
		s.SetFindings(box.Spot, box.Text.Plain(), nil)
	}
	for b.Loop() {
		s.Unchecked()
	}
}
