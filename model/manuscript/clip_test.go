package manuscript_test

import (
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

func TestPasteText(t *testing.T) {
	paste := manuscript.PasteText
	hold(t, []deed{
		{"a line", "p:một |ba", paste("hai "), "p:một hai |ba"},
		{"over a selection", "p:một ^hai| ba", paste("2"), "p:một 2| ba"},
		{"lines", "p:một |bốn", paste("hai\r\n\r\nba \n"), "p:một hai / p:ba|bốn"},
		{"at the end", "p:một| / p:bốn", paste("hai\nba"), "p:mộthai / p:ba| / p:bốn"},
		{"over paragraphs", "p:m^ột / p:h|ai", paste("x\ny"), "p:mx / p:y|ai"},
		{"a line with its end", "p:một|", paste(" hai\n"), "p:mộthai|"},
		{"into an empty heading", "h:|", paste("một\nhai"), "h:một / p:hai|"},
		{"into a list", "l:một |bốn / l1:năm", paste("hai\nba"), "l:một hai / l:ba|bốn / l1:năm"},
		{"into a deeper entry", "l:một / l1:|", paste("hai\nba"), "l:một / l1:hai / l1:ba|"},
		{"into a headline", "t:hội | / p:", paste("nghị\nlần 4"), "t:hội nghị lần 4| / p:"},
		{"into a caption", "x:|", paste("một\nhai"), "x:một hai|"},
		{"into a lead", "s:| / p:", paste("một\nhai"), "s:một\nhai| / p:"},
		{"into bylines", "p: / b:|", paste("Lan\nHạnh"), "p: / b:Lan / b:Hạnh|"},
		{"onto a photo", "x:|@ảnh", paste(" đẹp"), "x:ảnh đẹp|"},
		{"lines onto a photo", "x:|@ảnh / p:ba", paste("một\nhai"), "x:ảnh / p:một / p:hai| / p:ba"},
		{"decomposed, with tabs and no-break spaces", "p:|", paste("Đa\u0309ng\tu\u0309y\u00A0xã"), "p:Đảng ủy xã|"},
		{"a tone behind a vowel", "p:e|x", paste("\u0301"), "p:é|x"},
		{"nothing", "p:một|", paste("\n\n"), "p:một|"},
	})
}

// clipOf is what is selected on a page.
func clipOf(t *testing.T, page string) manuscript.Clip {
	t.Helper()
	return drawn(t, page).Copy()
}

func TestPaste(t *testing.T) {
	paste := func(page string) manuscript.Command { return manuscript.Paste(clipOf(t, page)) }
	list := paste("p:^một / l:hai / l1:ba / n:bốn|")
	photos := paste("p:^một / x:ảnh / y:hai|")
	item := paste("p:^ / i:xã / .p:một / .x:ảnh / .b:Lan / p:hai|")
	hold(t, []deed{
		{"a list into an empty paragraph", "p:không / p:|", list, "p:không / p:một / l:hai / l1:ba / n:bốn|"},
		{"a list into a paragraph", "p:x|y", list, "p:xmột / l:hai / l1:ba / n:bốn| / p:y"},
		{"a list alone into a list", "l:không / l1:|", paste("l:^một / l1:hai|"), "l:không / l1:một / l2:hai|"},
		{"photos into a paragraph", "p:x|y", photos, "p:xmột / x:ảnh / y:hai| / p:y"},
		{"photos into a list", "l:x|y / l1:z", photos, "l:x / p:một / x:ảnh / y:hai| / l:y / l1:z"},
		{"photos into a headline", "t:x| / p:", photos, "t:xmột| / x:ảnh / y:hai / p:"},
		{"photos into a caption", "x:x| / p:", photos, "x:xmột| / x:ảnh / y:hai / p:"},
		{"photos onto a photo", "x:|@x / p:", photos, "x:x / p:một / x:ảnh / y:hai| / p:"},
		{"an item into the body", "p:x|y", item, "p:x / i:xã / .p:một / .x:ảnh / .b:Lan / p:hai|y"},
		{"an item into an item", "i:a / .p:x|", item, "i:a / .p:x / .h:xã / .p:một / .x:ảnh / .p:Lan / .p:hai|"},
		{"half an item", "p:|", paste("i:x^ã / .p:một / .b:La|n"), "h:ã / p:một / p:La|"},
		{"head and bylines", "p:|", paste("k:^tin / t:hội / s:lời / p: / b:Lan|"), "p:tin / h:hội / p:lời / p: / p:Lan|"},
		{"into a signed quotation", "q:|lời / f:A", paste("h:^mục / p:m|ột"), "h:mục / p:m| / q:lời / f:A"},
		{"into the middle of a signed quotation", "q:lời| nói / f:A", paste("p:^a / p:b|"), "q:lờia / p:b| / q: nói / f:A"},
		{"behind a signed quotation", "q:lời| / f:A", paste("p:^a / p:b|"), "q:lờia / f:A / p:b|"},
		{"into an empty signed quotation", "q:| / f:A", paste("h:^a / p:b|"), "h:a / p:b| / q: / f:A"},
		{"a quotation with who said it", "p:|", paste("p:^ / q:lời / f:A|"), "p: / q:lời / f:A|"},
	})
}

// TestRoundTrip: what is copied and pasted elsewhere has the same structure, ids
// apart, and once more.
func TestRoundTrip(t *testing.T) {
	for _, page := range []string{
		"p:^một / p:hai|", "p:m^ột / p:hai / p:b|a", "p:^một / l:hai / l1:ba / l2:bốn / n:năm / n1:sáu|",
		"h:^mục / q:lời / f:A / x:ảnh / y:hai / y:ba / x½:bốn / p:|", "p:^một / i:xã / .p:hai / .l:ba / .b:Lan / i:phường / .p: / p:bốn|",
		"l:một / l1:^hai / l:ba|", "p:^ / p: / p:|",
	} {
		clip := clipOf(t, page)
		s := drawn(t, "p:|")
		if err := s.Run(manuscript.Paste(clip)); err != nil {
			t.Fatal(err)
		}
		first := shown(s)
		sound(t, s)
		s.Select(manuscript.Selection{Anchor: firstText(s), Head: s.Selection().Head})
		again := drawn(t, "p:x / p:|")
		if err := again.Run(manuscript.Paste(s.Copy())); err != nil {
			t.Fatal(err)
		}
		if got := shown(again); got != "p:x / "+first || clip.Plain() != s.Copy().Plain() {
			t.Errorf("%q came back as %q, then %q", page, first, got)
		}
	}
}

func firstText(s *manuscript.State) manuscript.Spot {
	for _, b := range s.Boxes()[3:] {
		return b.Spot
	}
	return manuscript.Spot{}
}

func TestClips(t *testing.T) {
	for _, c := range []struct{ page, plain string }{
		{"p:một ^hai| ba", "hai"},
		{"p:một|", ""},
		{"x:|@ảnh", "ảnh"},
		{"h:^mục / l:một / l1:hai / n:ba / n:bốn / q:lời / f:A / x:ảnh / i:xã / .p:năm / .b:Lan / p:sáu|", "mục\n- một\n- hai\n1. ba\n2. bốn\nlời\nA\nảnh\nxã\nnăm\nLan\nsáu"},
	} {
		clip := clipOf(t, c.page)
		if got := clip.Plain(); got != c.plain || clip.Empty() != (c.plain == "") {
			t.Errorf("%q is %q, want %q", c.page, got, c.plain)
		}
	}
	if clip := clipOf(t, "t:hộ^i ng|hị / p:"); !clip.Inline {
		t.Error("words of a headline are no paragraph")
	}
}

// TestPasteCleans: what no report can have does not come in.
func TestPasteCleans(t *testing.T) {
	s := drawn(t, "p:|")
	within := model.Item{ID: "x", Blocks: model.Blocks{model.Item{ID: "x", Commune: "xã"}}}
	clip := manuscript.Clip{Blocks: model.Blocks{
		model.Paragraph{ID: "block001", Text: model.Text{{Text: "e", Marks: model.Bold}, {Text: "\u0301\u00A0a", Link: "javascript:x"}}},
		model.Photos{Pictures: []model.Picture{{Photo: "../x", Caption: "một\nhai"}}},
		within, within,
	}}
	for range 2 {
		if err := s.Run(manuscript.Paste(clip)); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
	}
	if got := shown(s); !strings.Contains(got, "p:é a / x:một hai / i: / .h:xã") {
		t.Errorf("came in as %q", got)
	}
}

func TestCut(t *testing.T) {
	cut := manuscript.Cut()
	hold(t, []deed{
		{"words", "p:một ^hai| ba", cut, "p:một | ba"},
		{"paragraphs", "p:m^ột / p:ha|i", cut, "p:m|i"},
		{"a photo", "p:một / x:|@ảnh", cut, "p:một|"},
		{"nothing", "p:một|", cut, "p:một|"},
	})
}

func TestMoveText(t *testing.T) {
	at := func(block, entry, pos int) manuscript.Spot {
		return manuscript.Spot{Field: manuscript.Text, Block: model.BlockID("block00" + string(rune('0'+block))), Entry: entry, Pos: pos}
	}
	move := manuscript.MoveText
	hold(t, []deed{
		{"on in its text", "p:^một| hai", move(at(1, 0, 7), false), "p: hai^một|"},
		{"back in its text", "p:một ^hai|", move(at(1, 0, 0), false), "p:^hai|một "},
		{"into another text", "p:^một| / p:hai", move(at(2, 0, 1), false), "p: / p:h^một|ai"},
		{"a copy", "p:một ^hai|", move(at(1, 0, 0), true), "p:^hai|một hai"},
		{"a copy on", "p:^một| hai", move(at(1, 0, 7), true), "p:một hai^một|"},
		{"paragraphs on", "p:^một / p:h|ai / p:ba", move(at(3, 0, 2), false), "p:ai / p:ba^một / p:h|"},
		{"paragraphs back", "p:một / p:h^ai / p:b|a", move(at(1, 0, 0), false), "p:^ai / p:b|một / p:ha"},
		{"a photo with its text", "p:một / p:h^ai / x:ảnh / p:b|a", move(at(1, 0, 3), false), "p:một^ai / x:ảnh / p:b| / p:ha"},
		{"into the headline", "t:hội / p:^một|", move(manuscript.Spot{Field: manuscript.Title, Pos: 3}, false), "t:hội^một| / p:"},
		{"within itself", "p:m^ột h|ai", move(at(1, 0, 3), false), "p:m^ột h|ai"},
		{"nothing", "p:một|", move(at(1, 0, 0), false), "p:một|"},
	})
}
