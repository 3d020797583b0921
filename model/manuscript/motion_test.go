package manuscript_test

import (
	"testing"

	"tinxa/model/manuscript"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		name, page string
		unit       manuscript.Unit
		by         int
		want       string
	}{
		{"a letter on", "p:Đồ|ng", manuscript.Letter, 1, "p:Đồn|g"},
		{"a family on", "p:|👨‍👩‍👧a", manuscript.Letter, 1, "p:👨‍👩‍👧|a"},
		{"a skin back", "p:👋🏽|", manuscript.Letter, -1, "p:|👋🏽"},
		{"a letter with a mark", "p:x\u0323\u0306|y", manuscript.Letter, -1, "p:|x\u0323\u0306y"},
		{"into the next text", "p:một| / p:hai", manuscript.Letter, 1, "p:một / p:|hai"},
		{"into the text before", "p:một / p:|hai", manuscript.Letter, -1, "p:một| / p:hai"},
		{"onto a photo", "p:một| / x:ảnh", manuscript.Letter, 1, "p:một / x:|@ảnh"},
		{"off a photo", "p:một / x:|@ảnh", manuscript.Letter, 1, "p:một / x:|ảnh"},
		{"onto a photo from its caption", "p:một / x:|ảnh", manuscript.Letter, -1, "p:một / x:|@ảnh"},
		{"at the end", "p: / b:Lan|", manuscript.Letter, 1, "p: / b:Lan|"},
		{"a word on", "p:|Đảng ủy xã", manuscript.Word, 1, "p:Đảng |ủy xã"},
		{"a word back", "p:Đảng ủy |xã", manuscript.Word, -1, "p:Đảng |ủy xã"},
		{"from within a word", "p:Đảng ủ|y", manuscript.Word, -1, "p:Đảng |ủy"},
		{"punctuation", "p:xã|, phường", manuscript.Word, 1, "p:xã, |phường"},
		{"a word's end is no stop", "p:một| hai", manuscript.Word, 1, "p:một |hai"},
		{"words end with their marks", "p:|ab\u0323\u0306 c", manuscript.Word, 1, "p:ab\u0323\u0306 |c"},
		{"a word beyond the end", "p:một| / p:hai", manuscript.Word, 1, "p:một / p:|hai"},
		{"a text back", "p:một / p:ha|i", manuscript.Para, -1, "p:một / p:|hai"},
		{"another text back", "p:một / p:|hai", manuscript.Para, -1, "p:|một / p:hai"},
		{"a text on", "p:m|ột / p:hai", manuscript.Para, 1, "p:một / p:|hai"},
		{"the last text", "p: / b:L|an", manuscript.Para, 1, "p: / b:Lan|"},
		{"to the beginning", "k:tin / p:m|ột", manuscript.Page, -1, "k:|tin / p:một"},
		{"to the end", "p:m|ột / b:Lan", manuscript.Page, 1, "p:một / b:Lan|"},
	} {
		s := drawn(t, c.page)
		s.Select(manuscript.At(s.Step(s.Selection().Head, c.unit, c.by)))
		if got := shown(s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSelections(t *testing.T) {
	for _, c := range []struct {
		name, page string
		take       func(*manuscript.State) manuscript.Selection
		want       string
	}{
		{"a word", "p:Đảng ủ|y xã", here((*manuscript.State).WordAt), "p:Đảng ^ủy| xã"},
		{"the word before a comma", "p:xã|, phường", here((*manuscript.State).WordAt), "p:^xã|, phường"},
		{"the last word", "p:xã phường|", here((*manuscript.State).WordAt), "p:xã ^phường|"},
		{"spaces", "p:xã | phường", here((*manuscript.State).WordAt), "p:xã^  |phường"},
		{"no word", "p:|", here((*manuscript.State).WordAt), "p:|"},
		{"a text", "p:một / x:chú th|ích", here((*manuscript.State).ParagraphAt), "p:một / x:^chú thích|"},
		{"a photo", "x:|@chú", here((*manuscript.State).ParagraphAt), "x:|@chú"},
		{"all", "k:tin / p:m|ột / b:Lan", (*manuscript.State).All, "k:^tin / p:một / b:Lan|"},
	} {
		s := drawn(t, c.page)
		s.Select(c.take(s))
		if got := shown(s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func here(take func(*manuscript.State, manuscript.Spot) manuscript.Selection) func(*manuscript.State) manuscript.Selection {
	return func(s *manuscript.State) manuscript.Selection { return take(s, s.Selection().Head) }
}

func TestOrdered(t *testing.T) {
	for _, page := range []string{"p:m^ột / p:h|ai", "p:m|ột / p:h^ai"} {
		s := drawn(t, page)
		from, to := s.Ordered()
		if from.Block != "block001" || to.Block != "block002" {
			t.Errorf("%q: from %+v to %+v", page, from, to)
		}
	}
}
