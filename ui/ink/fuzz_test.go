package ink

import (
	"image"
	"testing"
)

// FuzzSet sets any text, in two looks, at any width: lines have to cover it from
// beginning to end, and letters have to stand in their order.
func FuzzSet(f *testing.F) {
	for _, text := range []string{
		"", "\n", "a\n", prose, "ế e\u0302\u0301 \u0323", "👨‍👩‍👧‍👦🇻🇳🇻", "\u200d\ufe0f\u0301", "  a  ", "\xff\xfea\xc3",
		"שלום عربي हिन्दी ไทย 中文한국어", "a\tb\rc\u2028d\u00ade\u00a0f", "\U000e0001\U0010ffff\x00",
	} {
		f.Add(text, len(text)/2, float32(100))
	}
	p := newPen(f)
	f.Fuzz(func(t *testing.T, text string, cut int, width float32) {
		cut = min(max(cut, 0), len(text))
		runs := []Run{
			{text[:cut], Look{Cut: Cut{Weight: 400}, Underline: true}},
			{text[cut:], Look{Cut: Cut{Weight: 700, Italic: true}}},
		}
		ps := p.Set(runs, Setting{Size: 16, Leading: 1.5, Width: width})
		covered(t, ps, append([]rune(text[:cut]), []rune(text[cut:])...))
		m := image.NewRGBA(image.Rect(0, 0, 64, 32))
		for i := range ps.Lines[:min(len(ps.Lines), 8)] {
			ordered(t, ps, i)
			p.Paint(m, ps, i, 1, []Stroke{{0, len(text), Dotted, nil}})
		}
	})
}

// covered fails where lines leave something out or show it twice.
func covered(t *testing.T, ps *Passage, text []rune) {
	t.Helper()
	at := 0
	for i, l := range ps.Lines {
		if i > 0 && l.From == at+1 && text[at] == '\n' {
			at++
		}
		if l.From != at || l.To < l.From {
			t.Fatalf("line %d goes from %d to %d, the one before ends at %d", i, l.From, l.To, at)
		}
		at = l.To
	}
	if at != len(text) || ps.Len() != at {
		t.Fatalf("lines end at %d, the text at %d, Len is %d", at, len(text), ps.Len())
	}
}

// ordered fails where a letter stands left of the one before it.
func ordered(t *testing.T, ps *Passage, line int) {
	t.Helper()
	l := ps.Lines[line]
	for pos := l.From; pos < l.To; pos++ {
		if a, b := ps.X(line, pos), ps.X(line, pos+1); b < a {
			t.Fatalf("position %d is at %v, the next at %v", pos, a, b)
		}
	}
	for _, x := range []float32{-9, l.Left, l.Left + l.Width/3, 1e9} {
		if at := ps.LineAt(ps.PosAt(line, x)); at != line {
			t.Fatalf("%v on line %d is on line %d", x, line, at)
		}
	}
}
