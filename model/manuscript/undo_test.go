package manuscript_test

import (
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/manuscript"
)

// undone lists what the page shows after each undo.
func undone(s *manuscript.State) string {
	var pages []string
	for s.Undo() {
		pages = append(pages, shown(s))
	}
	return strings.Join(pages, "  ")
}

// TestStepsOfTyping: a step is a word with what stands behind it; another place,
// another command and going back beyond the word begin another.
func TestStepsOfTyping(t *testing.T) {
	caret := func(pos int) func(*manuscript.State) {
		return func(s *manuscript.State) {
			at := s.Selection().Head
			at.Pos = pos
			s.Select(manuscript.At(at))
		}
	}
	for name, c := range map[string]struct {
		page, keys string
		then       func(*manuscript.State)
		more, want string
	}{
		"words":                         {"p:|", "xin  chào,", nil, "", "p:xin  |  p:|"},
		"a word taken back and forth":   {"p:|", "ab⌫⌫cd", nil, "", "p:|"},
		"the space and on with it":      {"p:|", "ab ⌫c", nil, "", "p:|"},
		"erasing beyond the word":       {"p:xyz |", "ab⌫⌫⌫⌫", nil, "", "p:xyz |  p:xyz |"},
		"erasing alone":                 {"p:xyz|", "⌫⌫", nil, "a", "p:x|  p:xyz|"},
		"elsewhere":                     {"p:xyz|", "a", caret(0), "b", "p:|xyza  p:xyz|"},
		"elsewhere and back":            {"p:|", "a", func(s *manuscript.State) { caret(0)(s); caret(1)(s) }, "b", "p:a|  p:|"},
		"a selection typed over":        {"p:x^y|z", "ab", nil, "", "p:x^y|z"},
		"a selection taken out":         {"p:x^y|z", "⌫⌫", nil, "", "p:x|z  p:x^y|z"},
		"another command between":       {"p:|", "a", func(s *manuscript.State) { _ = s.Run(manuscript.Enter()) }, "b", "p:a / p:|  p:a|  p:|"},
		"an undo between":               {"p:|", "a b", func(s *manuscript.State) { s.Undo() }, "c", "p:a |  p:|"},
		"a command with nothing to do":  {"p:|", "a", func(s *manuscript.State) { _ = s.Run(manuscript.MoveBlocks(1)) }, "", "p:|"},
		"a quotation mark that is bent": {"p:|", `"`, nil, "", `p:"|  p:|`},
	} {
		t.Run(name, func(t *testing.T) {
			s := drawn(t, c.page)
			press(t, s, c.keys)
			if c.then != nil {
				c.then(s)
			}
			press(t, s, c.more)
			if got := undone(s); got != c.want {
				t.Errorf("undone to %q, want %q", got, c.want)
			}
		})
	}
}

// TestVersionsAndBoxes: what a view keeps of the page before is not written to.
func TestVersionsAndBoxes(t *testing.T) {
	s := drawn(t, "p:một| / x:ảnh")
	boxes, version := s.Boxes(), s.Version()
	press(t, s, "x")
	if boxes[3].Text.Plain() != "một" || s.Boxes()[3].Text.Plain() != "mộtx" || s.Version() == version {
		t.Errorf("was %q, is %q", boxes[3].Text.Plain(), s.Boxes()[3].Text.Plain())
	}
	version = s.Version()
	s.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
	if s.Version() != version {
		t.Error("a caret that moved is no change")
	}
	if _, i := s.Box(manuscript.Spot{Field: manuscript.Text, Block: "nowhere0"}); i >= 0 {
		t.Error("there is no such box")
	}
}

// TestSelectClamps: a caret that is nowhere goes where something is, never inside
// a letter.
func TestSelectClamps(t *testing.T) {
	s := drawn(t, "t:hội / l:một / l:hai👨‍👩‍👧| / p:")
	id := s.Selection().Head.Block
	for _, c := range []struct{ at, want manuscript.Spot }{
		{manuscript.Spot{Field: manuscript.Text, Block: id, Entry: 1, Pos: 5}, manuscript.Spot{Field: manuscript.Text, Block: id, Entry: 1, Pos: 3}},
		{manuscript.Spot{Field: manuscript.Text, Block: id, Entry: 7}, manuscript.Spot{Field: manuscript.Text, Block: id, Entry: 1, Pos: 8}},
		{manuscript.Spot{Field: manuscript.Text, Block: id, Pos: -1}, manuscript.Spot{Field: manuscript.Text, Block: id}},
		{manuscript.Spot{Field: manuscript.From, Block: id}, manuscript.Spot{Field: manuscript.Title}},
	} {
		s.Select(manuscript.At(c.at))
		if got := s.Selection().Head; got != c.want {
			t.Errorf("%+v became %+v, want %+v", c.at, got, c.want)
		}
	}
}

func TestBegin(t *testing.T) {
	for _, c := range []struct{ page, words, want string }{
		{"k:x| / p:một", "", "k:x / t:| / p:một"},
		{"k:x| / t:hội / p:một / p:hai / x:ảnh / b:A", "", "k:x / t:hội / p:một / p:hai| / x:ảnh / b:A"},
		{"k:x| / t:hội / x:ảnh", "", "k:x / t:hội| / x:ảnh"},
		{"k:x| / p:một", `{"field":"kicker","pos":1}`, "k:x| / p:một"},
		{"k:x| / p:một", `{"field":"kicker","pos":9}`, "k:x| / p:một"},
		{"k:x| / p:một", `{"field":"text","block":"nowhere0"}`, "k:x / t:| / p:một"},
	} {
		s := drawn(t, c.page)
		if at := s.Begin(c.words); shown(s) != c.want || at != s.Selection().Head {
			t.Errorf("%q begins at %q, want %q", c.page, shown(s), c.want)
		}
	}
	s := drawn(t, "p:một|")
	again := manuscript.Open(s.Report(), time.Now)
	if again.Begin(s.Selection().Head.Words()); again.Selection() != s.Selection() {
		t.Errorf("words of %+v lead to %+v", s.Selection(), again.Selection())
	}
}

// TestPanels: a field of a panel is one step until a pause, and the caret is put
// back with it.
func TestPanels(t *testing.T) {
	now := time.Date(2026, 10, 15, 8, 0, 0, 0, time.UTC)
	r := model.New()
	r.Blocks = append(r.Blocks, model.Photos{ID: "photos00", Pictures: []model.Picture{{Caption: "ảnh"}}})
	s := manuscript.Open(r, func() time.Time { return now })
	picture := manuscript.Spot{Field: manuscript.Picture, Block: "photos00"}
	fill := func(place, credit string) {
		t.Helper()
		for _, err := range []error{
			s.SetMeeting("place", func(m *model.Meeting) { m.Place = place }),
			s.SetPicture(picture, "credit", func(p *model.Picture) { p.Credit = credit }),
			s.SetCredits("source", func(c *model.Credits) { c.Source = credit }),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	fill("", "")
	if s.CanUndo() {
		t.Error("what changes nothing is a step")
	}
	for _, place := range []string{"H", "Hội", "Hội trường"} {
		if err := s.SetMeeting("place", func(m *model.Meeting) { m.Place = place }); err != nil {
			t.Fatal(err)
		}
		now = now.Add(draft.Pause / 4)
	}
	now = now.Add(draft.Pause)
	_ = s.SetMeeting("place", func(m *model.Meeting) { m.Place = "Hội trường lớn" })
	s.Select(manuscript.At(picture))
	if !s.Undo() || s.Report().Meeting.Place != "Hội trường" || !s.Undo() || s.Report().Meeting.Place != "" || s.Undo() {
		t.Errorf("undone to %q", s.Report().Meeting.Place)
	}
	if s.Selection().Head.Field != manuscript.Title {
		t.Errorf("the caret is put back to %+v", s.Selection().Head)
	}
	fill("Nhà văn hóa", "Hạnh")
	picture.Entry = 3
	if s.SetPicture(picture, "credit", func(*model.Picture) {}) == nil || s.SetStatus("burnt") == nil {
		t.Error("a picture that is not there was changed, or there is such a status")
	}
	if err := s.SetStatus(model.Submitted); err != nil || s.Report().Status != model.Submitted {
		t.Errorf("status %q: %v", s.Report().Status, err)
	}
}

// TestBecome: what history restores is one step, and shows where it differs.
func TestBecome(t *testing.T) {
	s := drawn(t, "t:hội| / p:một / p:hai")
	content := s.Report()
	content.Blocks = model.Blocks{content.Blocks[0], model.Heading{ID: "heading0", Text: model.Plainly("mục")}}
	if err := s.Become(content); err != nil {
		t.Fatal(err)
	}
	if got := shown(s); got != "t:hội / p:một / h:|mục" {
		t.Errorf("became %q", got)
	}
	if got := undone(s); got != "t:hội| / p:một / p:hai" {
		t.Errorf("undone to %q", got)
	}
}
