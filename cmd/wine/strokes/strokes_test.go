package strokes

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

func TestWhatIsShownAfterEachKey(t *testing.T) {
	for _, c := range []struct {
		method Method
		keys   string
		want   string
	}{
		{Telex, "dduwowngf", "d đ đu đư đưo đươ đươn đương đường"},
		{Telex, "duongwdf", "d du duo duon duong dương đương đường"},
		{Telex, "hoafn", "h ho hoa hòa hoàn"},
		{Telex, "quoocs", "q qu quo quô quôc quốc"},
		{Telex, "giuwx", "g gi giu giư giữ"},
		{Telex, "luuw", "l lu luu lưu"},
		{Telex, "huouw", "h hu huo huou hươu"},
		{Telex, "nuowcs", "n nu nuo nươ nươc nước"},
		{Telex, "giuwowngf", "g gi giu giư giưo giươ giươn giương giường"},
		{Telex, "thuwcj", "t th thu thư thưc thực"},
		{Telex, "khuyeens", "k kh khu khuy khuye khuyê khuyên khuyến"},
		{Telex, "gif", "g gi gì"},
		{Telex, "nhana", "n nh nha nhan nhân"},
		{Telex, "xooong", "x xo xô xoo xoon xoong"},
		{Telex, "wa", "ư ưa"},
		{Telex, "DDAANG", "D Đ ĐA ĐÂ ĐÂN ĐÂNG"},
		{VNI, "d9u7o7ng2", "d đ đu đư đưo đươ đươn đương đường"},
		{VNI, "duong792", "d du duo duon duong dương đương đường"},
		{VNI, "Suo61i", "S Su Suo Suô Suố Suối"},
		{VNI, "ma8t5", "m ma mă măt mặt"},
		{VNI, "2026", "2 20 202 2026"},
	} {
		var got []string
		for i := range c.keys {
			got = append(got, c.method.shown(c.keys[:i+1], false))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s shows %q, want %q", c.keys, got, c.want)
		}
	}
}

func TestModernTones(t *testing.T) {
	for keys, want := range map[string]string{"hoaf": "hoà", "thuyr": "thuỷ", "khoer": "khoẻ", "muaf": "mùa", "quys": "quý"} {
		if got := Telex.shown(keys, true); got != want {
			t.Errorf("%s shows %q, want %q", keys, got, want)
		}
	}
}

func TestKeysOfWords(t *testing.T) {
	for _, c := range []struct {
		tool Tool
		word string
		want string
	}{
		{Tool{}, "đường", "dduwowngf"},
		{Tool{Habit: Early}, "đường", "dduwowfng"},
		{Tool{Habit: Late}, "đường", "duongdwf"},
		{Tool{Method: VNI}, "Đường", "D9u7o7ng2"},
		{Tool{Method: VNI, Habit: Late}, "đường", "duong972"},
		{Tool{}, "NGHỊ", "NGHIJ"},
		{Tool{}, "Ủy", "Uyr"},
		{Tool{}, "NQĐU", "NQDDU"},
		{Tool{}, "Word", "Word"},
	} {
		if got := c.tool.wordOf(c.word).keys; got != c.want {
			t.Errorf("%q is typed %q, want %q", c.word, got, c.want)
		}
	}
}

// TestEveryWordHasItsKeys: nearly all words of the invented sentences are typed
// by their method, not letter by letter.
func TestEveryWordHasItsKeys(t *testing.T) {
	for _, m := range []Method{Telex, VNI} {
		for _, h := range []Habit{Usual, Early, Late} {
			for _, w := range strings.FieldsFunc(Office(2000, 1), func(r rune) bool { return r < 'A' || strings.ContainsRune("“”–", r) }) {
				if norm.NFD.String(w) != w && (Tool{Method: m, Habit: h}).wordOf(w).raw {
					t.Errorf("method %d, habit %d: no keys make %q", m, h, w)
				}
			}
		}
	}
}

// screen is what a program without faults makes of messages: each Backspace takes
// one character, selections are replaced.
type screen struct {
	units    []uint16
	selected int
	letters  bool // are selected, not characters
	shift    bool
	copied   []string
	clip     string
}

func (s *screen) take(m Message) {
	switch {
	case m.ID == Clipboard:
		s.clip = s.copied[m.Key]
	case m.Key == uintptr(Shift.Virtual) && (m.ID == KeyDown || m.ID == KeyUp):
		s.shift = m.ID == KeyDown
	case m.ID == KeyDown && m.Key == uintptr(Left.Virtual) && s.shift:
		s.selected, s.letters = s.selected+1, true
	case m.ID == KeyDown && m.Key == uintptr(Insert.Virtual) && s.shift:
		s.put(utf16.Encode([]rune(s.clip)))
	case m.ID == Char && m.Key == uintptr(Backspace.Virtual):
		if s.selected == 0 {
			s.selected = 1
		}
		s.put(nil)
	case m.ID == Char:
		s.put([]uint16{uint16(m.Key)})
	}
}

// put replaces what is selected, letters with all their marks.
func (s *screen) put(units []uint16) {
	for ; s.selected > 0; s.selected-- {
		last := len(s.units) - 1
		for s.letters && unicode.IsMark(rune(s.units[last])) {
			last--
		}
		s.units = s.units[:last]
	}
	s.units = append(s.units, units...)
	s.letters = false
}

func shownOf(all []Stroke) string {
	var s screen
	for _, in := range slices.Concat(all...) {
		s.copied = append(s.copied, in.Text)
	}
	for _, m := range Messages(all) {
		s.take(m)
	}
	return string(utf16.Decode(s.units))
}

// TestToolsWriteWhatIsMeant holds the streams to account: in a program without
// faults each way, method, form and habit writes the text.
func TestToolsWriteWhatIsMeant(t *testing.T) {
	seed := uint64(0)
	for way := range ways {
		for _, method := range []Method{Telex, VNI} {
			for _, form := range []Form{Composed, Compound, Decomposed} {
				for _, habit := range []Habit{Usual, Early, Late} {
					seed++
					text := Office(150, seed) + "\nHoà giải\tWindows, As; café 🎉 “x” – Ô."
					want := norm.NFC.String(text)
					tool := Tool{Method: method, Way: Way(way), Form: form, Habit: habit}
					got := strings.ReplaceAll(shownOf(tool.Type(text)), "\r", "\n")
					if norm.NFC.String(got) != want {
						t.Errorf("%s %+v writes\n%q\nwant\n%q", Way(way), tool, firstDifference(got, want), want[:60])
					}
				}
			}
		}
	}
}

func firstDifference(got, want string) string {
	g, w := []rune(norm.NFC.String(got)), []rune(want)
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return string(g[max(0, i-20):min(len(g), i+20)])
		}
	}
	return "…"
}

func TestStrokesOfOneKey(t *testing.T) {
	e := func(way Way) Stroke { return (Tool{Way: way}).Type("tê")[2] }
	release := Input{Kind: Up, Key: Key{Virtual: 'E', Scan: 0x12}}
	for way, want := range map[Way]Stroke{
		UniKey:           slices.Concat(pressed(Backspace), packets("ê"), Stroke{release}),
		UniKeyCharacters: slices.Concat(packets("\bê"), Stroke{release}),
		EVKeySelecting:   slices.Concat(with(Shift, pressed(Left)), packets("ê"), Stroke{release}),
		OpenKey:          slices.Concat(packets(narrow), pressed(Backspace.Bare(), Backspace.Bare()), packets("ê"), Stroke{release}),
	} {
		if got := e(way); !slices.Equal(got, want) {
			t.Errorf("%s sends %+v, want %+v", way, got, want)
		}
	}
	large := (Tool{}).Type("Đ")[1]
	if first, last := large[0], large[len(large)-1]; first != (Input{Kind: Down, Key: Shift}) || last != (Input{Kind: Up, Key: Shift}) {
		t.Errorf("a capital's correction comes as %+v, Shift is not held throughout", large)
	}
}

func TestNames(t *testing.T) {
	for i, name := range Names() {
		if w, ok := Named(name); !ok || w != Way(i) || w.String() != name {
			t.Errorf("the way %q is %v", name, w)
		}
	}
	if _, ok := Named("none"); ok {
		t.Error("there is a way of no name")
	}
}

func TestOfficeText(t *testing.T) {
	a, b := Office(10_000, 1), Office(10_000, 1)
	if len(strings.Fields(a)) != 10_000 || a != b || a == Office(10_000, 2) {
		t.Error("the text is not as many words, or not the same for the same seed")
	}
}
