package manuscript_test

import (
	"slices"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// meeting is a report with the caret in a block's text.
func meeting(block model.BlockID, pos int, blocks ...model.Block) *manuscript.State {
	s := manuscript.Open(model.Report{Blocks: blocks}, func() time.Time { return time.Unix(0, 0) })
	s.Select(manuscript.At(manuscript.Spot{Field: manuscript.Text, Block: block, Pos: pos}))
	return s
}

func said(t *testing.T, s *manuscript.State, block model.BlockID) model.Paragraph {
	t.Helper()
	b, _ := s.Report().Blocks.Find(block)
	p, ok := b.(model.Paragraph)
	if !ok {
		t.Fatalf("%s is %T", block, b)
	}
	return p
}

func do(t *testing.T, s *manuscript.State, commands ...manuscript.Command) {
	t.Helper()
	for _, c := range commands {
		if err := s.Run(c); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAParagraphIsHeardAndSpoken(t *testing.T) {
	s := meeting("a", 0, model.Paragraph{ID: "a", Text: model.Plainly("nhất trí")})
	do(t, s, manuscript.Hear("10:32"), manuscript.Speak("Đồng chí  Nguyễn Thị Hạ"))
	p := said(t, s, "a")
	if p.Heard != "10:32" || p.Text.Plain() != "Đồng chí Nguyễn Thị Hạ: nhất trí" {
		t.Errorf("at %s: %q", p.Heard, p.Text.Plain())
	}
	if !p.Text.Has(0, 23, model.Bold) || p.Text.Has(23, 24, model.Bold) {
		t.Errorf("bold is not the name alone: %v", p.Text)
	}
	if at := s.Selection().Head.Pos; at != 24 || s.Styles() != 0 {
		t.Errorf("the caret is behind %d letters, styles %v", at, s.Styles())
	}
	do(t, s, manuscript.Hear(""))
	if p := said(t, s, "a"); p.Heard != "" || p.Text.Plain() != "Đồng chí Nguyễn Thị Hạ: nhất trí" {
		t.Errorf("without its time: %q, %q", p.Heard, p.Text.Plain())
	}
	for range 3 {
		s.Undo()
	}
	if p := said(t, s, "a"); p.Heard != "" || p.Text.Plain() != "nhất trí" || s.CanUndo() {
		t.Errorf("all undone: %q, %q", p.Heard, p.Text.Plain())
	}
}

func TestOnlyParagraphsAreHeard(t *testing.T) {
	s := meeting("h", 0, model.Heading{ID: "h", Text: model.Plainly("Nội dung")}, model.Paragraph{ID: "a"})
	do(t, s, manuscript.Hear("10:32"), manuscript.Speak("Đồng chí Hạ"))
	s.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
	do(t, s, manuscript.Hear("10:32"), manuscript.Speak("Đồng chí Hạ"))
	s.Select(manuscript.At(manuscript.Spot{Field: manuscript.Text, Block: "a"}))
	do(t, s, manuscript.Hear(""), manuscript.Speak(" "))
	if s.CanUndo() {
		t.Error("something was changed")
	}
}

func TestSpeakersAreThoseOfStampedParagraphs(t *testing.T) {
	bold := func(name string) model.Text { return model.Text{{Text: name, Marks: model.Bold}, {Text: " nói"}} }
	boxes := []manuscript.Box{
		{Heard: "10:30", Text: bold("Đồng chí Hạ:")},
		{Heard: "10:31", Text: bold("Đồng chí Đông:")},
		{Heard: "10:32", Text: bold("Đồng chí Hạ:")},
		{Heard: "10:33", Text: bold("Nhất trí")},
		{Heard: "10:34", Text: bold(":")},
		{Heard: "10:35", Text: model.Plainly("Ông Ba: không đậm")},
		{Heard: "10:36"},
		{Text: bold("Không đóng dấu:")},
	}
	if got, want := manuscript.Speakers(boxes), []string{"Đồng chí Hạ", "Đồng chí Đông"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
