package manuscript_test

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/model/manuscript"
)

// TestLettersInParts: of a letter whose tone came as a character of its own
// Backspace takes the tone first, as long as it is what was typed last.
func TestLettersInParts(t *testing.T) {
	left := func(s *manuscript.State) {
		s.Select(manuscript.At(s.Step(s.Selection().Head, manuscript.Letter, -1)))
		s.Select(manuscript.At(s.Step(s.Selection().Head, manuscript.Letter, +1)))
	}
	for _, c := range []struct {
		name, typed string
		then        func(*manuscript.State)
		keys, want  string
	}{
		{"a tone", "viê\u0323t", nil, "⌫⌫", "viê"},
		{"a tone, and its letter", "viê\u0323t", nil, "⌫⌫⌫", "vi"},
		{"a hat and a tone", "vie\u0323\u0302", nil, "⌫", "viẹ"},
		{"everything as a tool writes it anew", "ho\u0300a", nil, "⌫⌫⌫oa\u0300n", "hoàn"},
		{"back over a space", "ho\u0300a b", nil, "⌫⌫⌫⌫", "ho"},
		{"a letter that came whole", "việ", nil, "⌫", "vi"},
		{"a letter that the caret came back to", "viê\u0323", left, "⌫", "vi"},
		{"a tone without a letter", "", nil, "\u0301⌫", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := drawn(t, "p:| / p:hai")
			press(t, s, c.typed)
			if c.then != nil {
				c.then(s)
			}
			press(t, s, c.keys)
			if b, _ := s.Box(s.Selection().Head); b.Text.Plain() != c.want {
				t.Errorf("there stands %q, want %q", b.Text.Plain(), c.want)
			}
			if s.Undo(); s.CanUndo() {
				s.Undo()
			}
			if b, _ := s.Box(s.Selection().Head); !norm.NFC.IsNormalString(b.Text.Plain()) {
				t.Errorf("undo leaves %q", b.Text.Plain())
			}
		})
	}
}

// TestToolsThatSelect: letters that a tool selects and writes anew, or pastes, are
// one step with the rest of their word.
func TestToolsThatSelect(t *testing.T) {
	choose := func(s *manuscript.State, n int) {
		sel := s.Selection()
		for range n {
			sel.Head = s.Step(sel.Head, manuscript.Letter, -1)
			s.Select(sel)
		}
	}
	s := drawn(t, "p:| / p:hai")
	press(t, s, "xin duong")
	choose(s, 4)
	press(t, s, "ường")
	if err := s.Run(manuscript.PasteText("s")); err != nil {
		t.Fatal(err)
	}
	press(t, s, " ")
	want := []string{"xin dườngs ", "xin ", ""}
	for i, text := range want {
		if b, _ := s.Box(s.Selection().Head); b.Text.Plain() != text {
			t.Fatalf("after %d steps back there stands %q, want %q", i, b.Text.Plain(), text)
		}
		s.Undo()
	}
}

// TestOwnChoicesAreStepsOfTheirOwn: who selects more than the word they are
// typing, or types behind what they selected, begins anew.
func TestOwnChoicesAreStepsOfTheirOwn(t *testing.T) {
	s := drawn(t, "p:một | / p:hai")
	press(t, s, "ab")
	sel := s.Selection()
	for range 3 {
		sel.Head = s.Step(sel.Head, manuscript.Letter, -1)
	}
	s.Select(sel)
	press(t, s, "x")
	s.Undo()
	if b, _ := s.Box(s.Selection().Head); b.Text.Plain() != "một ab" {
		t.Errorf("one step back there stands %q", b.Text.Plain())
	}
}
