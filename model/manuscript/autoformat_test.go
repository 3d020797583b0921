package manuscript_test

import (
	"fmt"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// keys types a text rune by rune; "\n" is Enter.
func keys(t *testing.T, s *manuscript.State, text string) {
	t.Helper()
	for _, r := range text {
		if r == '\n' {
			run(t, s, manuscript.Enter())
		} else {
			run(t, s, manuscript.Type(string(r)))
		}
	}
}

// outline is the running texts with their marks: "1." for numbered entries, "-"
// and "--" for others by their depth.
func outline(s *manuscript.State) string {
	var all []string
	for _, b := range s.Boxes() {
		mark := strings.Repeat("-", b.Depth+1)
		switch {
		case b.Spot.Field != manuscript.Text:
			continue
		case b.Form == manuscript.Numbered:
			mark = fmt.Sprint(b.Number, ".")
		case b.Form == manuscript.Paragraph:
			mark = ""
		}
		all = append(all, mark+"["+b.Text.Plain()+"]")
	}
	return strings.Join(all, " ")
}

func TestQuotationMarks(t *testing.T) {
	for typed, want := range map[string]string{
		`"`:                   `“`,
		`"a"`:                 `“a”`,
		`nói: "Có."`:          `nói: “Có.”`,
		`("a") ["b"] -"c"-`:   `(“a”) [“b”] -“c”-`,
		`– "a" và/"b"`:        `– “a” và/“b”`,
		`"“a"`:                `““a”`,
		`5"`:                  `5”`,
		`a"b`:                 `a”b`,
		`"Toàn dân" và "Xã" `: `“Toàn dân” và “Xã” `,
		`'a'`:                 `'a'`,
		`a--b ... c - d`:      `a--b ... c - d`,
		`* a`:                 `* a`,
	} {
		s := desk(t, "")
		s.Select(manuscript.At(spot(0, 0)))
		keys(t, s, typed)
		if got := says(s); got != want {
			t.Errorf("%s became %s, want %s", typed, got, want)
		}
	}
}

func TestQuotationMarksAnywhere(t *testing.T) {
	for _, field := range []manuscript.Field{manuscript.Title, manuscript.Sapo, manuscript.Byline} {
		s := desk(t, "")
		s.Select(manuscript.At(manuscript.Spot{Field: field}))
		keys(t, s, `"a"`)
		if got := says(s); got != "“a”" {
			t.Errorf("in %s: %s", field, got)
		}
	}
	s := desk(t, "một", "hai")
	s.Select(manuscript.Selection{Anchor: spot(0, 1), Head: spot(1, 2)})
	keys(t, s, `"`)
	if got := says(s); got != "m”i" {
		t.Errorf("over a selection: %s", got)
	}
}

func TestUndoTakesOnlyTheAutomatismBack(t *testing.T) {
	s := desk(t, "")
	s.Select(manuscript.At(spot(0, 0)))
	keys(t, s, `nói "`)
	at := s.Selection()
	for _, want := range []string{`nói "`, "nói ", ""} {
		if s.Undo(); says(s) != want {
			t.Fatalf("undo gave %q, want %q", says(s), want)
		}
	}
	for range 3 {
		s.Redo()
	}
	if got := says(s); got != "nói “" || s.Selection() != at {
		t.Errorf("redo gave %q, the caret at %v", got, s.Selection())
	}
	s.Undo()
	keys(t, s, "a")
	if got := says(s); got != `nói "a` {
		t.Errorf("the mark that was kept became %q", got)
	}
}

func TestListsBeginByTheirMarks(t *testing.T) {
	for typed, want := range map[string]string{
		"- một\nhai":              "-[một] -[hai]",
		"- một\n- hai":            "-[một] -[hai]",
		"- một\n+ hai\nba\n- tư":  "-[một] --[hai] --[ba] -[tư]",
		"+ một":                   "-[một]",
		"1. một\nhai":             "1.[một] 2.[hai]",
		"1) một":                  "1.[một]",
		"1. một\n\n2. hai":        "1.[một] 2.[hai]",
		"1. một\n\n1. hai":        "1.[một] [1. hai]",
		"2. một":                  "[2. một]",
		"- một\n\na\n+ hai":       "-[một] [a] -[hai]",
		"- một\n\n+ hai":          "-[một] --[hai]",
		"* một":                   "[* một]",
		"-một - hai":              "[-một - hai]",
		"x\n1. - một":             "[x] 1.[- một]",
		"1. một\n- hai":           "1.[một] 2.[- hai]",
		"- một\nhai - ba\n1. bốn": "-[một] -[hai - ba] -[1. bốn]",
	} {
		s := desk(t, "")
		s.Select(manuscript.At(spot(0, 0)))
		keys(t, s, typed)
		if got := outline(s); got != want {
			t.Errorf("%q became %s, want %s", typed, got, want)
		}
	}
}

func TestUndoOfAList(t *testing.T) {
	s := desk(t, "")
	s.Select(manuscript.At(spot(0, 0)))
	keys(t, s, "- ")
	if got := outline(s); got != "-[]" {
		t.Fatalf("became %s", got)
	}
	s.Undo()
	if got := outline(s); got != "[- ]" || s.Selection().Head.Pos != 2 {
		t.Errorf("undo gave %s, the caret at %v", got, s.Selection().Head)
	}
	keys(t, s, "a b")
	if got := outline(s); got != "[- a b]" {
		t.Errorf("typing on gave %s", got)
	}
}

func TestListsBeginOnlyWhereTheyHelp(t *testing.T) {
	type place struct {
		block model.Block
		keys  string
	}
	for want, p := range map[string]place{
		"- ab":  {model.Paragraph{ID: "x", Text: model.Plainly("ab")}, "- "},
		"- ":    {model.Heading{ID: "x"}, "- "},
		"1. ":   {model.Quote{ID: "x"}, "1. "},
		"-  ":   {model.Paragraph{ID: "x", Heard: "10:32"}, "-  "},
		" - a ": {model.Paragraph{ID: "x"}, " - a "},
	} {
		s := desk(t, "")
		run(t, s, edits(model.InsertBlock{Block: p.block}))
		s.Select(manuscript.At(manuscript.Spot{Field: manuscript.Text, Block: "x"}))
		keys(t, s, p.keys)
		b, i := s.Box(manuscript.Spot{Field: manuscript.Text, Block: "x"})
		if i < 0 || b.Text.Plain() != want || b.Form == manuscript.Dash || b.Form == manuscript.Numbered {
			t.Errorf("%q: a %s that says %q", p.keys, b.Form, b.Text.Plain())
		}
	}
	s := desk(t, "")
	s.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
	keys(t, s, "- 1. ")
	if got := says(s); got != "- 1. " {
		t.Errorf("the headline became %q", got)
	}
}

func TestAutomatismsCanBeSwitchedOff(t *testing.T) {
	s := desk(t, "")
	s.SetAutomatic(false)
	s.Select(manuscript.At(spot(0, 0)))
	keys(t, s, `- "a"`)
	if got := outline(s); got != `[- "a"]` {
		t.Errorf("switched off it made %s", got)
	}
	s.SetAutomatic(true)
	keys(t, s, `"`)
	if got := outline(s); got != `[- "a"”]` {
		t.Errorf("switched on it made %s", got)
	}
}

// TestAutomatismsDoNotPartWords: a space that begins no list is one step with
// the backspaces of a typing tool behind it.
func TestAutomatismsDoNotPartWords(t *testing.T) {
	s := desk(t, "")
	s.Select(manuscript.At(spot(0, 0)))
	keys(t, s, "a ")
	run(t, s, manuscript.Erase(manuscript.Letter, -1))
	keys(t, s, "b")
	if s.Undo(); says(s) != "" {
		t.Errorf("one undo gave %q", says(s))
	}
}
