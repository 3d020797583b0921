package manuscript_test

import (
	"testing"

	"tinxa/model/manuscript"
)

// deed is a command as a plain value: a page, what is done, the page then.
type deed struct {
	name, before string
	do           manuscript.Command
	after        string
}

// hold does every deed, undoes it with the selection as it was, and does it
// again.
func hold(t *testing.T, deeds []deed) {
	for _, d := range deeds {
		t.Run(d.name, func(t *testing.T) {
			s := drawn(t, d.before)
			if err := s.Run(d.do); err != nil {
				t.Fatal(err)
			}
			if got := shown(s); got != d.after {
				t.Fatalf("%q became\n%q, want\n%q", d.before, got, d.after)
			}
			sound(t, s)
			if !s.Undo() {
				return // a command that only moves the caret
			}
			if got := shown(s); got != d.before {
				t.Errorf("undone to %q, want %q", got, d.before)
			}
			if s.Undo() || !s.Redo() || shown(s) != d.after {
				t.Errorf("one step it is not, or done again as %q", shown(s))
			}
			sound(t, s)
		})
	}
}

func TestType(t *testing.T) {
	typed := manuscript.Type
	hold(t, []deed{
		{"in a paragraph", "p:Đồng| chí", typed("ơ"), "p:Đồngơ| chí"},
		{"into the headline", "t:|hội nghị / p:", typed("H"), "t:H|hội nghị / p:"},
		{"into an empty kicker", "k:| / p:", typed("TIN"), "k:TIN| / p:"},
		{"into the lead", "s:một |hai / p:", typed("x"), "s:một x|hai / p:"},
		{"a byline that is not there yet", "p: / b:|", typed("A"), "p: / b:A|"},
		{"an item's byline", "i:xã / .p:một / .b:|", typed("A"), "i:xã / .p:một / .b:A|"},
		{"into a commune", "i:xã| / .p:một", typed(" S"), "i:xã S| / .p:một"},
		{"into who said it", "q:lời / f:|", typed("A"), "q:lời / f:A|"},
		{"into a caption", "x:ả|nh", typed("n"), "x:ản|nh"},
		{"on a photo", "x:|@chú", typed(" thích"), "x:chú thích|"},
		{"into an entry", "l:một / l1:ha|", typed("i"), "l:một / l1:hai|"},
		{"over a selection", "p:một ^hai| ba", typed("2"), "p:một 2| ba"},
		{"over a selection backwards", "p:một |hai^ ba", typed("2"), "p:một 2| ba"},
		{"over two paragraphs", "p:mộ^t / p:hai / p:b|a", typed("x"), "p:mộx|a"},
		{"a tone behind its vowel", "p:Đe|", typed("\u0302\u0301"), "p:Đế|"},
		{"a tab is a space", "p:a|", typed("\tb\u00A0c\x00"), "p:a b c|"},
		{"lines are no paragraphs", "p:a|", typed("\nb"), "p:a b|"},
		{"nothing", "p:a|", typed("\x07"), "p:a|"},
	})
}

func TestEnter(t *testing.T) {
	enter := manuscript.Enter()
	hold(t, []deed{
		{"splits a paragraph", "p:Đồng| chí", enter, "p:Đồng / p:| chí"},
		{"at the end of a paragraph", "p:một| / p:hai", enter, "p:một / p:| / p:hai"},
		{"at its beginning", "p:không / p:|một", enter, "p:không / p: / p:|một"},
		{"in an empty paragraph", "p:|", enter, "p: / p:|"},
		{"takes the selection out", "p:m^ột / p:ha|i", enter, "p:m / p:|i"},
		{"in a heading", "h:mục| một", enter, "h:mục / p:| một"},
		{"at the end of a heading", "h:mục|", enter, "h:mục / p:|"},
		{"before a heading", "h:|mục", enter, "p: / h:|mục"},
		{"splits an entry", "l:một / l1:ha|i", enter, "l:một / l1:ha / l1:|i"},
		{"before an entry", "l:|một", enter, "l: / l:|một"},
		{"at the end of an entry", "n:một|", enter, "n:một / n:|"},
		{"in an empty entry within", "l:một / l1:|", enter, "l:một / l:|"},
		{"in an empty entry", "l:một / l:|", enter, "l:một / p:|"},
		{"in an empty entry in the middle", "l:một / l:| / l:ba", enter, "l:một / p:| / l:ba"},
		{"in an only empty entry", "p:một / l:|", enter, "p:một / p:|"},
		{"in a quotation", "q:mộ|t / f:A", enter, "q:mộ / q:|t / f:A"},
		{"at the end of a quotation", "q:một|", enter, "q:một / q:|"},
		{"in an empty quotation", "q:một / q:|", enter, "q:một / p:|"},
		{"at the end of a signed quotation", "q:một| / f:A", enter, "q:một / f:A / p:|"},
		{"behind who said it", "q:một / f:A| / h:hai", enter, "q:một / f:A / p:| / h:hai"},
		{"behind who said it, at the end", "q:một / f:A|", enter, "q:một / f:A / p:|"},
		{"in the kicker", "k:ti|n / t:hội / p:", enter, "k:tin / t:|hội / p:"},
		{"in the headline", "t:hội| / p:", enter, "t:hội / s:| / p:"},
		{"in the lead", "s:một| / p:hai", enter, "s:một / p:|hai"},
		{"in the lead before a photo", "s:một| / x:ảnh", enter, "s:một / p:| / x:ảnh"},
		{"in a commune", "i:xã| / .p:một", enter, "i:xã / .p:|một"},
		{"in a commune before a photo", "i:xã| / .x:ảnh", enter, "i:xã / .p:| / .x:ảnh"},
		{"in a caption beside another", "x:mộ|t / y:hai / p:ba", enter, "x:một / y:|hai / p:ba"},
		{"in a caption above another", "x:mộ|t / x:hai", enter, "x:một / x:|hai"},
		{"in a caption before text", "x:mộ|t / p:ba", enter, "x:một / p:| / p:ba"},
		{"in a caption before a heading", "x:một| / h:hai", enter, "x:một / p:| / h:hai"},
		{"in a caption before an empty text", "x:một| / p:", enter, "x:một / p:|"},
		{"in a caption at the end", "i:xã / .x:mộ|t", enter, "i:xã / .x:một / .p:|"},
		{"on a photo", "x:|@một / p:ba", enter, "x:một / p:| / p:ba"},
		{"in a byline", "p: / b:Lan |Hạnh", enter, "p: / b:Lan  / b:|Hạnh"},
		{"behind a byline", "p: / b:Lan|", enter, "p: / b:Lan / b:|"},
		{"in an empty byline", "p: / b:|", enter, "p: / b:|"},
		{"a line break", "p:mộ|t", manuscript.LineBreak(), "p:mộ\n|t"},
		{"a line break in the lead", "s:mộ^t| / p:", manuscript.LineBreak(), "s:mộ\n| / p:"},
		{"no line break in a headline", "t:mộ|t / p:", manuscript.LineBreak(), "t:mộ|t / p:"},
	})
}

func TestBackspace(t *testing.T) {
	back := manuscript.Erase(manuscript.Letter, -1)
	hold(t, []deed{
		{"a letter", "p:Đồng| chí", back, "p:Đồn| chí"},
		{"a letter with its tones", "p:xx\u0323\u0306|", back, "p:x|"},
		{"a family", "p:a👨‍👩‍👧|b", back, "p:a|b"},
		{"a flag", "p:🇻🇳🇻🇳|", back, "p:🇻🇳|"},
		{"a byline's last letter", "p: / b:A|", back, "p: / b:|"},
		{"a selection", "t:^hội| nghị / p:", back, "t:| nghị / p:"},
		{"joins paragraphs", "p:một / p:|hai", back, "p:một|hai"},
		{"takes an empty paragraph before", "h:mục / p: / p:|hai", back, "h:mục / p:|hai"},
		{"joins a heading", "h:mục / p:|hai", back, "h:mục|hai"},
		{"joins the last entry", "l:một / l1:hai / p:|ba", back, "l:một / l1:hai|ba"},
		{"an entry out", "l:một / l1:|hai", back, "l:một / l:|hai"},
		{"an entry out of its list", "l:một / l:|hai / l:ba", back, "l:một / p:|hai / l:ba"},
		{"a heading", "p:một / h:|mục", back, "p:một / p:|mục"},
		{"a quotation", "q:|lời / f:A", back, "p:|lời / p:A"},
		{"behind a photo", "x:ảnh / y:hai / p:|ba", back, "x:ảnh / y:|@hai / p:ba"},
		{"an empty paragraph behind a photo", "p:một / x:ảnh / p:|", back, "p:một / x:|@ảnh"},
		{"the only paragraph stays", "x:ảnh / p:|", back, "x:|@ảnh / p:"},
		{"on a photo", "p:một / x:|@ảnh / p:ba", back, "p:một| / p:ba"},
		{"on a photo in a row", "x:một / y:|@hai / y:ba", back, "x:một| / y:ba"},
		{"on the only photo", "x:|@ảnh", back, "p:|"},
		{"before a caption", "x:|ảnh", back, "x:|@ảnh"},
		{"behind an item", "i:xã / .p:một / p:|hai", back, "i:xã / .p:một / p:|hai"},
		{"an empty paragraph behind an item", "i:xã / .p:một / .b:A / p:|", back, "i:xã / .p:một / .b:A|"},
		{"at the front of an item", "i:xã / .p:|một", back, "i:xã / .p:|một"},
		{"an empty paragraph at the front of an item", "i:xã / .p:| / .p:hai", back, "i:xã| / .p:hai"},
		{"an empty item", "p:một / i:| / .p:", back, "p:một|"},
		{"behind a signed quotation", "q:lời / f:A / p:|", back, "q:lời / f:A|"},
		{"at the beginning of the body", "s:lời / p:|một", back, "s:lời / p:|một"},
		{"an empty paragraph at the beginning", "s:lời / p:| / p:hai", back, "s:lời| / p:hai"},
		{"names", "p: / b:Lan / b:|Hạnh", back, "p: / b:Lan|Hạnh"},
		{"an empty lead", "t:hội / s:| / p:", back, "t:hội| / p:"},
		{"a lead stays", "t:hội / s:|lời / p:", back, "t:hội / s:|lời / p:"},
		{"a word", "p:một hai |ba", manuscript.Erase(manuscript.Word, -1), "p:một |ba"},
	})
}

func TestDelete(t *testing.T) {
	del := manuscript.Erase(manuscript.Letter, 1)
	hold(t, []deed{
		{"a letter", "p:Đồng| chí", del, "p:Đồng|chí"},
		{"a family", "p:a|👨‍👩‍👧b", del, "p:a|b"},
		{"a word", "p:|một hai", manuscript.Erase(manuscript.Word, 1), "p:|hai"},
		{"joins paragraphs", "p:một| / p:hai", del, "p:một|hai"},
		{"joins a heading", "p:một| / h:hai", del, "p:một|hai"},
		{"an empty paragraph", "p:| / h:hai", del, "h:|hai"},
		{"joins entries", "l:một| / l1:hai / l:ba", del, "l:một|hai / l:ba"},
		{"joins a list's first", "p:một| / l:hai / l1:ba", del, "p:một|hai / l:ba"},
		{"before a photo", "p:một| / x:ảnh / y:hai", del, "p:một / x:|@ảnh / y:hai"},
		{"an empty paragraph before a photo", "p:một / p:| / x:ảnh", del, "p:một / x:|@ảnh"},
		{"on a photo", "p:một / x:|@ảnh / p:ba", del, "p:một / p:|ba"},
		{"on a photo in a row", "x:|@một / y:hai", del, "x:|@hai"},
		{"before an item", "p:một| / i:xã / .p:hai", del, "p:một| / i:xã / .p:hai"},
		{"before a signed quotation", "p:một| / q:hai / f:A", del, "p:một| / q:hai / f:A"},
		{"behind the headline", "t:hội| / p:hai", del, "t:hội| / p:hai"},
		{"at the end", "p:một|", del, "p:một|"},
		{"names", "p: / b:Lan| / b:Hạnh", del, "p: / b:Lan|Hạnh"},
	})
}

func TestEraseAcross(t *testing.T) {
	erase := manuscript.Erase(manuscript.Letter, -1)
	hold(t, []deed{
		{"paragraphs", "p:m^ột / p:hai / p:b|a", erase, "p:m|a"},
		{"backwards", "p:m|ột / p:hai / p:b^a", erase, "p:m|a"},
		{"a whole heading gives way", "h:^mục / p:một / p:h|ai", erase, "p:|ai"},
		{"whole paragraphs leave one", "p:^một / p:hai|", erase, "p:|"},
		{"headline and body", "t:hộ^i nghị / s:lời / p:một / p:h|ai", erase, "t:hộ| / p:ai"},
		{"everything", "k:^tin / t:hội / s:lời / p:một / x:ảnh / b:A|", erase, "k:| / p:"},
		{"photos with their captions", "p:m^ột / x:ảnh / y:hai / p:b|a", erase, "p:m|a"},
		{"half a caption", "p:m^ột / x:ả|nh", erase, "p:m| / x:nh"},
		{"from a caption", "x:ả^nh / p:mộ|t", erase, "x:ả| / p:t"},
		{"up to a photo", "p:m^ột / x:|@ảnh / y:hai", erase, "p:m| / x:hai"},
		{"from a photo", "p:một / x:^@ảnh / p:ha|i", erase, "p:một / p:|i"},
		{"entries", "l:mộ^t / l1:hai / l:b|a / l:bốn", erase, "l:mộ|a / l:bốn"},
		{"whole entries", "l:một / l1:^hai / l:b|a / l:bốn", erase, "l:một / l:|a / l:bốn"},
		{"paragraph into list", "p:m^ột / l:hai / l:b|a / l:bốn", erase, "p:m|a / l:bốn"},
		{"into an item", "p:m^ột / i:xã / .p:h|ai", erase, "p:m| / i: / .p:ai"},
		{"out of an item", "i:xã / .p:m^ột / .b:A / p:h|ai", erase, "i:xã / .p:m| / p:ai"},
		{"a whole item", "p:m^ột / i:xã / .p:hai / .b:A / p:b|a", erase, "p:m|a"},
		{"all of an item but its name", "i:xã^ / .p:một / .p:hai / .b:A|", erase, "i:xã| / .p:"},
		{"from an item's name on", "p:một / i:^xã / .p:hai / p:b|a", erase, "p:một / p:|a"},
		{"half a quotation", "q:m^ột / f:A / p:h|ai", erase, "q:m|ai"},
		{"into a signed quotation", "p:m^ột / q:h|ai / f:A", erase, "p:m| / q:ai / f:A"},
		{"names", "p: / b:La^n / b:Minh / b:H|ạnh", erase, "p: / b:La| / b:ạnh"},
	})
}

func TestTurn(t *testing.T) {
	turn := manuscript.Turn
	hold(t, []deed{
		{"a paragraph", "p:mộ|t", turn(manuscript.Heading), "h:mộ|t"},
		{"a heading", "h:mộ|t", turn(manuscript.Quote), "q:mộ|t"},
		{"words of a quotation stay", "q:mộ|t / f:A", turn(manuscript.Paragraph), "p:mộ|t / p:A"},
		{"several", "p:m^ột / h:hai / p:b|a", turn(manuscript.Dash), "l:m^ột / l:hai / l:b|a"},
		{"beside a list", "l:một / p:h|ai / l:ba", turn(manuscript.Dash), "l:một / l:h|ai / l:ba"},
		{"beside another sort", "l:một / p:h|ai", turn(manuscript.Numbered), "l:một / n:h|ai"},
		{"a list as a whole", "l:m|ột / l1:hai", turn(manuscript.Numbered), "n:m|ột / n1:hai"},
		{"an entry", "l:một / l:h|ai / l:ba", turn(manuscript.Heading), "l:một / h:h|ai / l:ba"},
		{"entries", "l:m^ột / l1:h|ai / l1:ba", turn(manuscript.Paragraph), "p:m^ột / p:h|ai / l:ba"},
		{"across an item", "p:m^ột / i:xã / .p:h|ai", turn(manuscript.Heading), "h:m^ột / i:xã / .h:h|ai"},
		{"nothing in a caption", "x:|một", turn(manuscript.Heading), "x:|một"},
		{"what it is already", "h:m|ột", turn(manuscript.Heading), "h:m|ột"},
		{"further in", "l:một / l:^hai / l:ba|", manuscript.Indent(1), "l:một / l1:^hai / l1:ba|"},
		{"not the first", "l:m|ột", manuscript.Indent(1), "l:m|ột"},
		{"further out, with what hangs on it", "l:một / l1:h|ai / l2:ba", manuscript.Indent(-1), "l:một / l:h|ai / l1:ba"},
		{"not a paragraph", "p:m|ột", manuscript.Indent(1), "p:m|ột"},
	})
	s := drawn(t, "p:m|ột")
	if err := s.Run(turn(manuscript.FormTitle)); err == nil {
		t.Error("a paragraph became a headline")
	}
}
