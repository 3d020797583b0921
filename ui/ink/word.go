package ink

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"github.com/go-text/typesetting/unicodedata"
	"golang.org/x/image/math/fixed"
)

// word is a piece of text without spaces, shaped in one cut. All its lengths are
// in ems, so that it serves at every size. A letter here is what a reader takes
// for one: a grapheme cluster.
type word struct {
	at     []int32   // where each letter begins, in runes; one more: the end
	x      []float32 // where each letter stands; one more: the end
	glyphs []glyph   // in the order of letters
	breaks []int32   // letters before which a line may end inside the word
	opens  bool      // nothing may be parted from what its end opens
	closes bool      // it may not begin a line
}

// glyph is a sign of a font at its place in a word, x from the word's beginning,
// y upwards from the baseline.
type glyph struct {
	face   *face
	id     uint32
	letter int32
	x, y   float32
}

// empty stands where spaces follow no word.
var empty = &word{at: []int32{0}, x: []float32{0}}

func (w *word) letters() int { return len(w.at) - 1 }

func (w *word) bytes() int {
	const fixedSize, perLetter, perGlyph = 200, 8, 24
	return fixedSize + perLetter*len(w.at) + perGlyph*len(w.glyphs) + 4*len(w.breaks)
}

// shaper makes words and keeps them.
type shaper struct {
	fonts    *library
	words    [cuts]shelf[string, *word]
	harfbuzz shaping.HarfbuzzShaper
	segments segmenter.Segmenter
}

// wordBytes bounds one generation of one cut's words: some ten thousand, more
// than a language has syllables.
const wordBytes = 3 << 20

func newShaper(fonts *library) *shaper {
	s := &shaper{fonts: fonts}
	for i := range s.words {
		s.words[i] = newShelf[string, *word](wordBytes)
	}
	return s
}

func (s *shaper) word(n cut, text string) *word {
	if w, ok := s.words[n].get(text); ok {
		return w
	}
	w := s.shape(n, []rune(text))
	s.words[n].put(strings.Clone(text), w)
	return w
}

func (s *shaper) shape(n cut, text []rune) *word {
	w := &word{
		opens:  unicodedata.LookupLineBreakClass(text[len(text)-1]) == unicodedata.BreakOP,
		closes: closing(text[0]),
	}
	w.at, w.breaks = s.part(text)
	w.x = make([]float32, len(w.at))
	shown := visible(text)
	for from := 0; from < w.letters(); {
		f := s.fonts.faceFor(n, shown[w.at[from]:w.at[from+1]])
		to := from + 1
		for to < w.letters() && s.fonts.faceFor(n, shown[w.at[to]:w.at[to+1]]) == f {
			to++
		}
		s.stretch(w, f, shown, from, to)
		from = to
	}
	return w
}

// closing is true of runes that stay on the line of what stands before them,
// even behind a space: LB13 of UAX #14.
func closing(r rune) bool {
	switch unicodedata.LookupLineBreakClass(r) {
	case unicodedata.BreakCL, unicodedata.BreakCP, unicodedata.BreakEX, unicodedata.BreakIS, unicodedata.BreakSY:
		return true
	}
	return false
}

// visible replaces controls, tabs among them, by spaces.
func visible(text []rune) []rune {
	shown := slices.Clone(text)
	for i, r := range shown {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			shown[i] = ' '
		}
	}
	return shown
}

// part finds the letters of a text, one more for its end, and those before which
// a line may end: UAX #29 and UAX #14.
func (s *shaper) part(text []rune) (at, breaks []int32) {
	s.segments.Init(text)
	lines := s.segments.LineIterator()
	end := 0
	for letters := s.segments.GraphemeIterator(); letters.Next(); {
		from := letters.Grapheme().Offset
		for end < from && lines.Next() {
			l := lines.Line()
			end = l.Offset + len(l.Text)
		}
		if from > 0 && end == from {
			breaks = append(breaks, int32(len(at)))
		}
		at = append(at, int32(from))
	}
	return append(at, int32(len(text))), breaks
}

// plain switches ligatures off: a caret stands between any two letters, and
// letter spacing parts them.
var plain = []shaping.FontFeature{
	{Tag: opentype.MustNewTag("liga")},
	{Tag: opentype.MustNewTag("clig")},
}

// stretch shapes letters of one font behind what the word already has. Fonts are
// asked in their own units, in which nothing is rounded.
func (s *shaper) stretch(w *word, f *face, text []rune, from, to int) {
	in := shaping.Input{
		Text: text, RunStart: int(w.at[from]), RunEnd: int(w.at[to]),
		Direction: di.DirectionLTR, Face: f.Face, Size: fixed.I(int(f.em)),
		Script: script(text[w.at[from]:w.at[to]]), Language: "vi",
	}
	if f.family {
		in.FontFeatures = plain
	}
	em := f.em * 64
	x := w.x[from]
	letter := from
	for _, g := range s.harfbuzz.Shape(in).Glyphs {
		for letter+1 < to && int(w.at[letter+1]) <= g.ClusterIndex {
			letter++
			w.x[letter] = x
		}
		w.glyphs = append(w.glyphs, glyph{f, uint32(g.GlyphID), int32(letter), x + float32(g.XOffset)/em, float32(g.YOffset) / em})
		x += float32(g.XAdvance) / em
	}
	for letter++; letter <= to; letter++ {
		w.x[letter] = x
	}
}

// script is that of the first rune that belongs to one.
func script(text []rune) language.Script {
	for _, r := range text {
		switch sc := language.LookupScript(r); sc {
		case language.Common, language.Inherited, language.Unknown:
		default:
			return sc
		}
	}
	return language.Latin
}
