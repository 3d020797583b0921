package manuscript_test

import (
	"errors"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

func find(s *manuscript.State, words string) []manuscript.Match {
	return manuscript.Find(s.Boxes(), manuscript.Query{Words: words})
}

// says is all that is written on the page, a text a line, without empty ones.
func says(s *manuscript.State) string {
	var all []string
	for _, b := range s.Boxes() {
		if plain := b.Text.Plain(); plain != "" {
			all = append(all, plain)
		}
	}
	return strings.Join(all, "|")
}

func TestReplaceAllIsOneStep(t *testing.T) {
	s := desk(t, "hoà, hoà và hòa", "không", "Hoà")
	run(t, s, edits(
		model.SetHead{Head: model.Head{Kicker: "hoà", Title: "Hoà hoà", Sapo: model.Plainly("a hoà")}},
		model.SetCredits{Credits: model.Credits{Bylines: []model.Byline{{Name: "Hoà"}, {Name: "Hoà Hoà"}}}},
		model.InsertBlock{Block: model.Photos{ID: "x", Pictures: []model.Picture{{Caption: "hoà"}, {Caption: "hoà 2"}}}},
		model.InsertBlock{Block: model.List{ID: "l", Entries: []model.Text{model.Plainly("hoà"), nil, model.Plainly("hoà!")}}},
		model.InsertBlock{Block: model.Quote{ID: "q", Text: model.Plainly("hoà"), From: "ông Hoà"}},
		model.InsertBlock{Block: model.Item{ID: "i", Commune: "xã Hoà", Blocks: model.Blocks{model.Paragraph{ID: "p9", Text: model.Plainly("hoà")}}}},
	))
	before := says(s)
	s.Select(manuscript.At(spot(0, 5)))
	run(t, s, manuscript.ReplaceAll(find(s, "hoa"), "bình an"))
	want := "bình an|bình an bình an|a bình an|xã bình an|bình an|bình an|ông bình an|bình an|bình an!|bình an|bình an 2|bình an, bình an và bình an|không|bình an|bình an|bình an bình an"
	if got := says(s); got != want {
		t.Errorf("replaced to\n%s, want\n%s", got, want)
	}
	if got := s.Selection(); got != manuscript.At(spot(0, 9)) {
		t.Errorf("the caret went to %v", got)
	}
	if s.Undo(); says(s) != before || s.Selection() != manuscript.At(spot(0, 5)) {
		t.Errorf("one undo gave %s, the caret at %v", says(s), s.Selection())
	}
	s.Redo()
	if got := says(s); got != want {
		t.Errorf("redo gave %s", got)
	}
}

func TestReplacementsBearTheStyleOfTheFirstLetter(t *testing.T) {
	s := desk(t, "")
	bold := model.Text{{Text: "xã "}, {Text: "Su", Marks: model.Bold, Link: "https://suoimay.example.vn"}, {Text: "ối", Marks: model.Italic}, {Text: " Mây"}}
	run(t, s, edits(model.SetBlock{Block: model.Paragraph{ID: "p0", Text: bold}}))
	run(t, s, manuscript.ReplaceMatch(find(s, "suoi")[0], "Núi\nCao"))
	b, _ := s.Box(spot(0, 0))
	want := model.Text{{Text: "xã "}, {Text: "Núi Cao", Marks: model.Bold, Link: "https://suoimay.example.vn"}, {Text: " Mây"}}
	if len(b.Text) != 3 || b.Text.Plain() != want.Plain() || b.Text[1].Marks != want[1].Marks || b.Text[1].Link != want[1].Link {
		t.Errorf("replaced to %v", b.Text)
	}
	if got := s.Selection(); got != manuscript.At(spot(0, 10)) {
		t.Errorf("the caret stands at %v", got)
	}
}

func TestReplaceKeepsTextInOneForm(t *testing.T) {
	s := desk(t, "a b c")
	run(t, s, manuscript.ReplaceMatch(find(s, "b")[0], "\u0301o\u0302"))
	if got := says(s); got != "a ô c" {
		t.Errorf("replaced to %q", got)
	}
	run(t, s, manuscript.ReplaceAll(find(s, " "), ""))
	if got := says(s); got != "aôc" {
		t.Errorf("replaced to %q", got)
	}
}

func TestReplacementsThatDoNotFit(t *testing.T) {
	s := desk(t, "hai ba", "hai")
	ms := find(s, "hai")
	overlapping := ms[0]
	overlapping.To = 5
	for name, c := range map[string]manuscript.Command{
		"out of order": manuscript.ReplaceAll([]manuscript.Match{find(s, "ba")[0], ms[0]}, "x"),
		"overlapping":  manuscript.ReplaceAll([]manuscript.Match{overlapping, find(s, "ba")[0]}, "x"),
		"no box":       manuscript.ReplaceMatch(manuscript.Match{At: spot(7, 0), To: 1}, "x"),
		"behind":       manuscript.ReplaceMatch(manuscript.Match{At: spot(0, 4), To: 7}, "x"),
	} {
		if err := s.Run(c); !errors.Is(err, model.ErrEdit) || says(s) != "hai ba|hai" || s.CanUndo() {
			t.Errorf("%s: %v, and it says %s", name, err, says(s))
		}
	}
	run(t, s, manuscript.ReplaceAll(nil, "x"))
	run(t, s, manuscript.ReplaceAll(ms, "hai"))
	if s.CanUndo() {
		t.Error("nothing to replace is a step")
	}
}

func TestTheCaretStaysInItsText(t *testing.T) {
	for pos, want := range map[int]int{0: 0, 2: 2, 3: 3, 4: 6, 5: 6, 6: 7, 8: 9, 9: 12} {
		s := desk(t, "ab cde fg")
		s.Select(manuscript.At(spot(0, pos)))
		run(t, s, manuscript.ReplaceAll(append(find(s, "cd"), find(s, "g")...), "xyz"))
		if got := s.Selection().Head.Pos; got != want {
			t.Errorf("from %d to %d, want %d", pos, got, want)
		}
	}
}
