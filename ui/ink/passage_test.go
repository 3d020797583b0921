package ink

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// broken is a text as the lines of a passage show it, a bar where one ends.
func broken(ps *Passage, text string) string {
	runes := []rune(text)
	lines := make([]string, 0, len(ps.Lines))
	for _, l := range ps.Lines {
		lines = append(lines, string(runes[l.From:l.To]))
	}
	return strings.Join(lines, "|")
}

// narrow sets a text so that a line has room for the given words.
func narrow(p *Pen, text, room string) *Passage {
	s := Setting{Size: 16}
	s.Width = p.Set(plainRun(room), s).Width + 1
	return p.Set(plainRun(text), s)
}

func TestLinesEndWhereReadersExpectIt(t *testing.T) {
	p := newPen(t)
	for _, c := range []struct{ room, text, want string }{
		{"Đảng ủy xã", "Đảng ủy xã Suối Mây", "Đảng ủy xã |Suối Mây"},
		{"ngày 15/10/20", "ngày 15/10/2026 tháng", "ngày |15/10/2026 |tháng"},
		{"giai đoạn 2020 -", "giai đoạn 2020 - 2025", "giai đoạn 2020 - |2025"},
		{"số 22-NQ", "số 22-NQ/TW của", "số 22-|NQ/TW |của"},
		{"gọi 0914.266.6", "gọi 0914.266.628 nhé", "gọi |0914.266.628 |nhé"},
		{"và/hoặc đại", "kế hoạch và/hoặc đại", "kế hoạch |và/hoặc đại"},
		{"hội trường và/", "hội trường và/hoặc", "hội trường và/|hoặc"},
		{"xin chào", "xin chào ! các", "xin |chào ! |các"},
		{"hội nghị", "hội nghị, đã", "hội |nghị, đã"},
		{"mở ( rộng", "đã mở ( rộng ) rồi", "đã mở |( rộng ) |rồi"},
		{"gần 100", "gần 100\u00a0% hộ", "gần |100\u00a0% |hộ"},
		{"ông “Ba", "ông “Ba Tư”", "ông “Ba |Tư”"},
		{"một", "một     hai", "một     |hai"},
		{"một", "    một", "    |một"},
		{"một hai", "một\nhai ba bốn", "một|hai ba |bốn"},
		{"một", "", ""},
		{"một", "\n", "|"},
		{"một", "một\n", "một|"},
		{"một", "một \n  mới", "một |  |mới"},
	} {
		if got := broken(narrow(p, c.text, c.room), c.text); got != c.want {
			t.Errorf("%q where %q has room:\n got %s\nwant %s", c.text, c.room, got, c.want)
		}
	}
}

func TestAWordLongerThanTheLineIsCutBetweenLetters(t *testing.T) {
	p := newPen(t)
	text := "xem https" + strings.Repeat("ặ", 40) + strings.Repeat("👨‍👩‍👧‍👦", 10) + " nhé"
	ps := p.Set(plainRun(text), Setting{Size: 16, Width: 100})
	if got := broken(ps, text); !strings.HasPrefix(got, "xem |https") || len(ps.Lines) < 6 {
		t.Errorf("broken as %s", got)
	}
	for _, l := range ps.Lines {
		if part := string([]rune(text)[l.From:l.To]); strings.HasPrefix(part, "\u200d") || strings.HasSuffix(part, "\u200d") {
			t.Errorf("an emoji is cut: %q", part)
		}
	}
}

func TestLooksMayChangeInsideAWord(t *testing.T) {
	p := newPen(t)
	light, heavy := Look{Cut: Cut{Weight: 400}}, Look{Cut: Cut{Weight: 700}}
	runs := []Run{{"hội ng", light}, {"h", heavy}, {"", light}, {"ị của xã, e", light}, {"\u0302\u0301", heavy}, {"ch", heavy}}
	text := "hội nghị của xã, e\u0302\u0301ch"
	ps := p.Set(runs, Setting{Size: 16, Width: 60})
	if got := broken(ps, text); got != "hội |nghị |của xã, |e\u0302\u0301ch" {
		t.Errorf("broken as %s", got)
	}
	at := strings.IndexRune(text, '\u0302')
	line := ps.LineAt(utf8.RuneCountInString(text[:at]))
	pos := ps.Lines[line].From
	if ps.X(line, pos+1) != ps.X(line, pos) || ps.X(line, pos+3) <= ps.X(line, pos+2) {
		t.Error("a base and its marks in another look are not one letter")
	}
}

func TestAWordOfOneCutIsAsWideInPieces(t *testing.T) {
	p := newPen(t)
	whole := p.Set(plainRun(strings.Repeat("nm", 200)), Setting{Size: 16}).Width
	runs := slices.Repeat(plainRun("nm"), 200)
	if pieces := p.Set(runs, Setting{Size: 16}).Width; math.Abs(float64(whole-pieces)) > 0.1 {
		t.Errorf("%v in one run, %v in many", whole, pieces)
	}
}

func TestNoLineIsWiderThanItMayBe(t *testing.T) {
	p := newPen(t)
	text := proseOf(3000)
	for width := float32(30); width < 700; width += 7 {
		s := Setting{Size: 16, Width: width, Indent: 5, Hang: 10}
		ps := p.Set(plainRun(text), s)
		for i, l := range ps.Lines {
			if l.Left+l.Width > width+0.1 {
				t.Fatalf("at %v line %d reaches %v", width, i, l.Left+l.Width)
			}
			if want := 5 + 10*min(float32(i), 1); l.Left != want {
				t.Fatalf("line %d begins at %v", i, l.Left)
			}
			for pos := l.From; pos < l.To; pos++ {
				if x := ps.X(i, pos); x > width+0.1 && []rune(text)[pos] != ' ' {
					t.Fatalf("at %v a letter of line %d stands at %v", width, i, x)
				}
			}
		}
	}
}

func TestLinesStandWhereTheyAreAligned(t *testing.T) {
	p := newPen(t)
	set := func(a Align) Line {
		return p.Set(plainRun("Ảnh: Lê Văn Bình  "), Setting{Size: 14, Width: 400, Indent: 20, Align: a}).Lines[0]
	}
	w := set(Left).Width
	for a, want := range map[Align]float32{Left: 20, Centre: 20 + (380-w)/2, Right: 400 - w} {
		if l := set(a); math.Abs(float64(l.Left-want)) > 0.01 || l.Width != w {
			t.Errorf("align %d: from %v, %v wide, want %v", a, l.Left, l.Width, want)
		}
	}
}

func TestLeadingPutsAirAboveAndBelow(t *testing.T) {
	p := newPen(t)
	airy := p.Set(plainRun("một\nhai"), Setting{Size: 20, Leading: 2})
	tight := p.Set(plainRun("một\nhai"), Setting{Size: 20})
	if airy.Height != 80 || airy.Lines[1].Top != 40 || airy.LineAtY(39) != 0 || airy.LineAtY(41) != 1 || airy.LineAtY(-5) != 0 || airy.LineAtY(999) != 1 {
		t.Errorf("two lines of 40: %v high, the second at %v", airy.Height, airy.Lines[1].Top)
	}
	above := airy.Lines[0].Baseline - tight.Lines[0].Baseline
	if air := airy.Lines[0].Height - tight.Lines[0].Height; math.Abs(float64(above-air/2)) > 0.01 {
		t.Errorf("of %v units of air %v are above", air, above)
	}
}

func TestSpacingPartsLetters(t *testing.T) {
	p := newPen(t)
	set := func(spacing float32) float32 {
		return p.Set(plainRun("TIN XÃ"), Setting{Size: 12, Spacing: spacing}).Width
	}
	if got := set(2) - set(0); math.Abs(float64(got-12)) > 0.01 {
		t.Errorf("2 units behind each of six letters make it %v wider", got)
	}
}

// vowels are those of Vietnamese; each takes five tones beside none.
const vowels = "aăâeêioôơuưy"

// alphabet is every letter of Vietnamese that ASCII lacks, lower and upper.
func alphabet() []rune {
	all := []rune("đĐ")
	for _, v := range vowels + strings.ToUpper("aăâeêioôơuưy") {
		for _, tone := range []string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			if r := []rune(norm.NFC.String(string(v) + tone)); r[0] > 0x7f {
				all = append(all, r...)
			}
		}
	}
	return all
}

func TestEveryVietnameseLetterIsThere(t *testing.T) {
	p := newPen(t)
	if n := len(alphabet()); n != 134 {
		t.Fatalf("%d letters, Vietnamese has 134", n)
	}
	for c := range files {
		box := p.shaper.word(c.number(), "\ue123").glyphs[0]
		for _, r := range alphabet() {
			w := p.shaper.word(c.number(), string(r))
			if g := w.glyphs[0]; w.letters() != 1 || !g.face.family || g.id == box.id {
				t.Errorf("%c is not in %v", r, c)
			}
			ps := p.Set([]Run{{string(r), Look{Cut: c}}}, body)
			if blackness(painted(p, ps, 0, 1)) < 8 {
				t.Errorf("%c of %v has no ink", r, c)
			}
		}
	}
}

func TestDecomposedLettersAreSetLikeComposedOnes(t *testing.T) {
	p := newPen(t)
	for _, r := range alphabet() {
		parts := norm.NFD.String(string(r))
		whole, apart := p.Set(plainRun(string(r)+"n"), body), p.Set(plainRun(parts+"n"), body)
		n := utf8.RuneCountInString(parts)
		if apart.Width != whole.Width || apart.X(0, n) != whole.X(0, 1) {
			t.Errorf("%c in parts is %v wide, whole %v", r, apart.Width, whole.Width)
		}
		for inside := 1; inside < n; inside++ {
			if apart.X(0, inside) != 0 {
				t.Errorf("a caret stands inside %c", r)
			}
		}
	}
}

func TestAnEmojiIsOneLetter(t *testing.T) {
	p := newPen(t)
	for _, emoji := range []string{"😀", "👍🏽", "👨‍👩‍👧‍👦", "🇻🇳", "1️⃣", "❤️"} {
		ps := p.Set(plainRun(emoji+"a"), body)
		n := utf8.RuneCountInString(emoji)
		for inside := 1; inside < n; inside++ {
			if ps.X(0, inside) != 0 {
				t.Errorf("a caret stands inside %s", emoji)
			}
		}
		if x := ps.X(0, n); math.Abs(float64(x-16)) > 0.5 {
			t.Errorf("%s is %v wide, its font says one em", emoji, x)
		}
		if got := ps.PosAt(0, 9); got != n {
			t.Errorf("behind the middle of %s is position %d", emoji, got)
		}
	}
}

func TestWhatNoFontHasIsABox(t *testing.T) {
	p := newPen(t)
	ps := p.Set(plainRun("中\ue123"), body)
	if ps.X(0, 1) < 4 || blackness(painted(p, ps, 0, 1)) < 10 {
		t.Error("nothing shows where a glyph is missing")
	}
	if hidden := p.Set(plainRun("a\u200bb\ufeff"), body); hidden.Width != p.Set(plainRun("ab"), body).Width {
		t.Error("what has no width takes room")
	}
}

func TestWidthsAddUp(t *testing.T) {
	p := newPen(t)
	text := proseOf(400)
	runes := []rune(text)
	line := p.Set(plainRun(text), Setting{Size: 16})
	sum := float32(0)
	for _, word := range strings.SplitAfter(text, " ") {
		sum += p.Set(plainRun(strings.TrimSpace(word)), Setting{Size: 16}).Width
		if strings.HasSuffix(word, " ") {
			sum += 16 * 0.26 // a space of Noto Sans
		}
	}
	if got := line.X(0, len(runes)); math.Abs(float64(got-sum)) > 0.05 {
		t.Errorf("words make %v, the line is %v wide", sum, got)
	}
}

func TestPositionsAndPlacesAgree(t *testing.T) {
	p := newPen(t)
	text := proseOf(900) + "👨‍👩‍👧‍👦e\u0302\u0301n  \n\n  " + strings.Repeat("ặ", 300) + " hết "
	for _, width := range []float32{0, 40, 333} {
		ps := p.Set(plainRun(text), Setting{Size: 16, Width: width, Spacing: 0.5, Align: Centre})
		for pos := 0; pos <= ps.Len(); pos++ {
			line := ps.LineAt(pos)
			x := ps.X(line, pos)
			if back := ps.PosAt(line, x); ps.X(line, back) != x || back > pos {
				t.Fatalf("width %v: position %d is at %v, where %d is", width, pos, x, back)
			}
		}
		for line, l := range ps.Lines {
			for _, x := range []float32{-1e6, 0, l.Left + l.Width/2, 1e6} {
				if back := ps.LineAt(ps.PosAt(line, x)); back != line {
					t.Fatalf("width %v: %v on line %d is on line %d", width, x, line, back)
				}
			}
		}
	}
}
