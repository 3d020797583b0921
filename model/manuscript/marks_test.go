package manuscript_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/manuscript"
)

const address = "https://suoimay.example.vn/"

// styled is two paragraphs: "số " plain, "22" bold, " về" linked; "đậm" bold and
// italic.
func styled() *manuscript.State {
	r := model.New()
	r.Blocks = model.Blocks{
		model.Paragraph{ID: "a", Text: model.Text{{Text: "số "}, {Text: "22", Marks: model.Bold}, {Text: " về", Link: address}}},
		model.Paragraph{ID: "b", Text: model.Text{{Text: "đậm", Marks: model.Bold | model.Italic}}},
	}
	return manuscript.Open(r, time.Now)
}

func inText(id model.BlockID, pos int) manuscript.Spot {
	return manuscript.Spot{Field: manuscript.Text, Block: id, Pos: pos}
}

// spans writes the styles of a text: "số [22]1 về".
func spans(s *manuscript.State, id model.BlockID) string {
	b, _ := s.Box(inText(id, 0))
	var out []string
	for _, span := range b.Text {
		one := fmt.Sprintf("%s:%d", span.Text, span.Marks)
		if span.Link != "" {
			one += "@"
		}
		out = append(out, one)
	}
	return strings.Join(out, "|")
}

func TestStylesOfTyping(t *testing.T) {
	bold := manuscript.Toggle(model.Bold)
	keys := func(text string) manuscript.Command { return manuscript.Type(text) }
	back := manuscript.Erase(manuscript.Letter, -1)
	for name, c := range map[string]struct {
		sel  manuscript.Selection
		do   []manuscript.Command
		want string
	}{
		"behind bold":            {manuscript.At(inText("a", 5)), []manuscript.Command{keys("x")}, "số :0|22x:1| về:0@"},
		"behind plain":           {manuscript.At(inText("a", 3)), []manuscript.Command{keys("x")}, "số x:0|22:1| về:0@"},
		"within a link":          {manuscript.At(inText("a", 7)), []manuscript.Command{keys("x")}, "số :0|22:1| vxề:0@"},
		"behind a link":          {manuscript.At(inText("a", 8)), []manuscript.Command{keys("x")}, "số :0|22:1| về:0@|x:0"},
		"over bold":              {manuscript.Selection{Anchor: inText("a", 3), Head: inText("a", 5)}, []manuscript.Command{keys("x")}, "số :0|x:1| về:0@"},
		"chosen before":          {manuscript.At(inText("a", 1)), []manuscript.Command{bold, keys("x"), keys("y")}, "s:0|xy:1|ố :0|22:1| về:0@"},
		"chosen off":             {manuscript.At(inText("a", 5)), []manuscript.Command{bold, keys("x")}, "số :0|22:1|x:0| về:0@"},
		"chosen, corrected":      {manuscript.At(inText("a", 1)), []manuscript.Command{bold, keys("d"), back, keys("đ")}, "s:0|đ:1|ố :0|22:1| về:0@"},
		"chosen twice":           {manuscript.At(inText("a", 1)), []manuscript.Command{bold, bold, keys("x")}, "sxố :0|22:1| về:0@"},
		"set on what is mixed":   {manuscript.Selection{Anchor: inText("a", 1), Head: inText("a", 4)}, []manuscript.Command{bold}, "s:0|ố 22:1| về:0@"},
		"taken off":              {manuscript.Selection{Anchor: inText("a", 3), Head: inText("a", 4)}, []manuscript.Command{bold}, "số 2:0|2:1| về:0@"},
		"across paragraphs":      {manuscript.Selection{Anchor: inText("a", 5), Head: inText("b", 1)}, []manuscript.Command{manuscript.Toggle(model.Italic)}, "số :0|22:1| về:2@"},
		"a link on words":        {manuscript.Selection{Anchor: inText("a", 0), Head: inText("a", 2)}, []manuscript.Command{manuscript.Link(address)}, "số:0@| :0|22:1| về:0@"},
		"a link off":             {manuscript.At(inText("a", 7)), []manuscript.Command{manuscript.Link("")}, "số :0|22:1| về:0"},
		"no link without a word": {manuscript.At(inText("a", 1)), []manuscript.Command{manuscript.Link(address)}, "số :0|22:1| về:0@"},
	} {
		t.Run(name, func(t *testing.T) {
			s := styled()
			s.Select(c.sel)
			for _, do := range c.do {
				if err := s.Run(do); err != nil {
					t.Fatal(err)
				}
			}
			if got := spans(s, "a"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			sound(t, s)
		})
	}
}

func TestWhatIsInForce(t *testing.T) {
	s := styled()
	for _, c := range []struct {
		sel  manuscript.Selection
		want model.Mark
		link string
	}{
		{manuscript.At(inText("a", 0)), 0, ""},
		{manuscript.At(inText("a", 4)), model.Bold, ""},
		{manuscript.At(inText("a", 5)), model.Bold, address},
		{manuscript.At(inText("a", 8)), 0, address},
		{manuscript.At(inText("b", 0)), model.Bold | model.Italic, ""},
		{manuscript.Selection{Anchor: inText("b", 3), Head: inText("a", 3)}, 0, address},
		{manuscript.Selection{Anchor: inText("a", 3), Head: inText("a", 5)}, model.Bold, ""},
		{manuscript.At(manuscript.Spot{Field: manuscript.Title}), 0, ""},
	} {
		s.Select(c.sel)
		if got := s.Styles(); got != c.want || s.LinkAt() != c.link {
			t.Errorf("%+v: styles %b, want %b; link %q", c.sel, got, c.want, s.LinkAt())
		}
	}
	s.Select(manuscript.At(inText("a", 1)))
	if err := s.Run(manuscript.Toggle(model.Underline)); err != nil || s.Styles() != model.Underline {
		t.Errorf("styles %b after a choice", s.Styles())
	}
	s.Select(manuscript.At(inText("a", 2)))
	if s.Styles() != 0 || s.CanUndo() || s.Form() != manuscript.Paragraph {
		t.Error("a choice goes with the caret, and is no step")
	}
	if s.Run(manuscript.Link("javascript:x")) == nil {
		t.Error("a script became a link")
	}
}
