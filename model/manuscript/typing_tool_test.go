package manuscript_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/modeltest"
)

// Typing tools send letters as they come, and where a key changes what is there
// Backspaces and the letters anew: "đường" is d, ⌫đ, u, ⌫ư, o, ⌫ơ, n, g, ⌫⌫⌫ờng.

// tone and hat are the marks that a typing tool puts on by keys of their own.
func isTone(mark rune) bool { return strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", mark) }

// letters is a word without tones, and without hats, horns and strokes either.
func letters(word string, hats bool) string {
	bare := strings.Map(func(r rune) rune {
		switch {
		case isTone(r), !hats && unicode.Is(unicode.Mn, r):
			return -1
		case !hats && r == 'đ':
			return 'd'
		case !hats && r == 'Đ':
			return 'D'
		}
		return r
	}, norm.NFD.String(word))
	return norm.NFC.String(bare)
}

// telex is what stands on the screen after each key, hats set as they are typed
// and the tone last.
func telex(word string) []string {
	hatted, bare := []rune(letters(word, true)), []rune(letters(word, false))
	var screens []string
	for i := range hatted {
		screens = append(screens, string(hatted[:i])+string(bare[i]), string(hatted[:i+1]))
	}
	return append(screens, word)
}

// toneAtOnce is what stands there when the tone is typed with its vowel.
func toneAtOnce(word string) []string {
	whole, hatted, bare := []rune(word), []rune(letters(word, true)), []rune(letters(word, false))
	var screens []string
	for i := range whole {
		typed := string(whole[:i])
		screens = append(screens, typed+string(bare[i]), typed+string(hatted[i]), string(whole[:i+1]))
	}
	return screens
}

// vni sets stroke, hats and tone behind the whole word, back to its first letter.
func vni(word string) []string {
	bare := []rune(letters(word, false))
	var screens []string
	for i := range bare {
		screens = append(screens, string(bare[:i+1]))
	}
	stroked := slices.Clone(bare)
	for i, r := range []rune(word) {
		if r == 'đ' || r == 'Đ' {
			stroked[i] = r
		}
	}
	return append(screens, string(stroked), letters(word, true), word)
}

// strokes is what a tool sends to bring one screen to the next: ⌫ and letters.
func strokes(screens []string) string {
	var sent strings.Builder
	before := []rune{}
	for _, screen := range screens {
		now := []rune(screen)
		same := 0
		for same < len(now) && same < len(before) && now[same] == before[same] {
			same++
		}
		sent.WriteString(strings.Repeat("⌫", len(before)-same) + string(now[same:]))
		before = now
	}
	return sent.String()
}

// press sends strokes to a page.
func press(t *testing.T, s *manuscript.State, strokes string) {
	t.Helper()
	for _, r := range strokes {
		c := manuscript.Type(string(r))
		if r == '⌫' {
			c = manuscript.Erase(manuscript.Letter, -1)
		}
		if err := s.Run(c); err != nil {
			t.Fatal(err)
		}
	}
}

// sentences is some words of invented reports, with their capitals, figures and
// punctuation.
func sentences(n int) []string {
	var words []string
	for seed := uint64(1); len(words) < n; seed++ {
		for b := range modeltest.Report(seed).Blocks.All() {
			for _, t := range model.Texts(b) {
				words = append(words, strings.Fields(t.Plain())...)
			}
		}
	}
	return slices.DeleteFunc(words, func(w string) bool { return strings.Contains(w, `"`) })[:n]
}

func TestStrokes(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{strokes(telex("đường")), "d⌫đu⌫ưo⌫ơng⌫⌫⌫ờng"},
		{strokes(toneAtOnce("đến")), "d⌫đe⌫ê⌫ến"},
		{strokes(vni("đường")), "duong⌫⌫⌫⌫⌫đuong⌫⌫⌫⌫ương⌫⌫⌫ờng"},
	} {
		if c.got != c.want {
			t.Errorf("sent %q, want %q", c.got, c.want)
		}
	}
}

// TestTypingTool: 500 words as typing tools send them give the right text in
// every kind of box, and each word is one step of undo, however slowly it came.
func TestTypingTool(t *testing.T) {
	words := sentences(500)
	tools := map[string]func(string) []string{"telex": telex, "tone at once": toneAtOnce, "vni": vni}
	places := map[string]string{
		"headline": "t:| / p:", "body": "p:một / p:|", "caption": "p: / x:| / p:", "entry": "l:| / l:hai", "byline": "p: / b:|",
	}
	for tool, screens := range tools {
		for place, page := range places {
			t.Run(tool+" into the "+place, func(t *testing.T) {
				s := drawn(t, page)
				for _, w := range words {
					press(t, s, strokes(screens(w))+" ")
				}
				for n := len(words); n >= 0; n-- {
					b, _ := s.Box(s.Selection().Head)
					want := strings.Join(words[:n], " ")
					if n > 0 {
						want += " "
					}
					if got := b.Text.Plain(); got != want || s.Selection().Head.Pos != len([]rune(want)) {
						t.Fatalf("after %d words there stands %q at %d, want %q", n, got, s.Selection().Head.Pos, want)
					}
					if s.Undo() != (n > 0) {
						t.Fatalf("%d words are not as many steps", n)
					}
				}
			})
		}
	}
}

// TestMemoryOfTyping: of 100,000 keys in a long report undo keeps the last
// thousand words, and nothing else is kept of them.
func TestMemoryOfTyping(t *testing.T) {
	s := longReport(10_000)
	s.Select(manuscript.At(s.Step(s.Selection().Head, manuscript.Page, -1)))
	s.Select(manuscript.At(s.Step(s.Selection().Head, manuscript.Para, 1)))
	page := func(keys int) uint64 {
		for ; keys > 0; keys -= 10 {
			press(t, s, "duong⌫⌫n ")
			if b, _ := s.Box(s.Selection().Head); b.Text.Len() > 1000 {
				s.Select(s.ParagraphAt(b.Spot))
			}
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	first, then := page(50_000), page(50_000)
	if then > first+first/10 {
		t.Errorf("%d bytes after 50,000 keys, %d after 100,000", first, then)
	}
	steps := 0
	for s.Undo() {
		steps++
	}
	if steps != 1000 {
		t.Errorf("%d steps can be undone", steps)
	}
}

func BenchmarkType(b *testing.B) {
	for _, size := range []int{200, 2_000, 10_000, 50_000} {
		for _, at := range []string{"start", "middle", "end"} {
			b.Run(fmt.Sprintf("%d characters at the %s", size, at), func(b *testing.B) {
				s := longReport(size)
				var texts []manuscript.Box
				for _, box := range s.Boxes() {
					if box.Spot.Field == manuscript.Text {
						texts = append(texts, box)
					}
				}
				i := map[string]int{"start": 0, "middle": len(texts) / 2, "end": len(texts) - 1}[at]
				s.Select(manuscript.At(texts[i].Spot))
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					// A word of six letters and a space, and away with it now and then, so
					// that the text does not grow for ever.
					c := manuscript.Type("a")
					if i%7 == 6 {
						c = manuscript.Type(" ")
					}
					if i%128 > 64 {
						c = manuscript.Erase(manuscript.Letter, -1)
					}
					if err := s.Run(c); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// longReport is a page with about as many characters in its body, photos between.
func longReport(characters int) *manuscript.State {
	r := model.New()
	r.Blocks = nil
	seed := uint64(1)
	for n := 0; n < characters; seed++ {
		for _, block := range modeltest.Long(seed, 20).Copy().Blocks {
			for _, t := range model.Texts(block) {
				n += t.Len()
			}
			if r.Blocks = append(r.Blocks, block); n >= characters {
				break
			}
		}
	}
	return manuscript.Open(r, time.Now)
}
