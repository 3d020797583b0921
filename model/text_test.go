package model_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// Three spans: "Xã " plain, "Suối" bold, " Mây" with a link. 11 runes.
func threeSpans() model.Text {
	return model.Text{
		{Text: "Xã "},
		{Text: "Suối", Marks: model.Bold},
		{Text: " Mây", Link: "https://suoimay.example.vn"},
	}
}

func TestSlice(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     []string
	}{
		{0, 11, []string{"Xã ", "Suối", " Mây"}},
		{-5, 99, []string{"Xã ", "Suối", " Mây"}},
		{1, 2, []string{"ã"}},
		{2, 5, []string{" ", "Su"}},
		{3, 7, []string{"Suối"}},
		{6, 8, []string{"i", " "}},
		{5, 5, nil},
		{5, 3, nil},
		{11, 20, nil},
		{-3, 0, nil},
	} {
		got := threeSpans().Slice(c.from, c.to)
		var texts []string
		for _, s := range got {
			texts = append(texts, s.Text)
		}
		if !reflect.DeepEqual(texts, c.want) {
			t.Errorf("Slice(%d, %d) = %q, want %q", c.from, c.to, texts, c.want)
		}
	}
	if got := threeSpans().Slice(4, 9); got[0].Marks != model.Bold || got[1].Link == "" {
		t.Errorf("the slice lost its styles: %+v", got)
	}
	decomposed := model.Plainly("a\u0303b")
	if decomposed.Len() != 3 || decomposed.Slice(2, 3).Plain() != "b" {
		t.Errorf("positions are not runes: %d, %q", decomposed.Len(), decomposed.Slice(2, 3).Plain())
	}
}

func TestSplice(t *testing.T) {
	for _, c := range []struct {
		from, to int
		with     model.Text
		plain    string
		spans    int
	}{
		{0, 0, nil, "Xã Suối Mây", 3},
		{0, 11, nil, "", 0},
		{0, 3, nil, "Suối Mây", 2},
		{3, 7, model.Plainly("Bến"), "Xã Bến Mây", 2},
		{7, 7, model.Text{{Text: "!", Marks: model.Bold}}, "Xã Suối! Mây", 3},
		{11, 11, model.Plainly("."), "Xã Suối Mây.", 4},
		{99, 120, model.Plainly("."), "Xã Suối Mây.", 4},
		{-4, -2, model.Plainly("* "), "* Xã Suối Mây", 3},
		{5, 2, model.Plainly("|"), "Xã Su|ối Mây", 5},
		{1, 2, model.Text{{Text: ""}}, "X Suối Mây", 3},
	} {
		got := threeSpans().Splice(c.from, c.to, c.with)
		if got.Plain() != c.plain || len(got) != c.spans {
			t.Errorf("Splice(%d, %d, %q) = %q in %d spans, want %q in %d", c.from, c.to, c.with.Plain(),
				got.Plain(), len(got), c.plain, c.spans)
		}
	}
}

func TestStyledAndHas(t *testing.T) {
	text := threeSpans()
	bold := text.Styled(0, 11, model.Bold, true)
	if !bold.Has(0, 11, model.Bold) || bold.Plain() != text.Plain() || len(bold) != 2 {
		t.Errorf("all bold: %+v", bold)
	}
	if text.Has(0, 11, model.Bold) || !text.Has(3, 7, model.Bold) || text.Has(3, 8, model.Bold) || text.Has(4, 4, model.Bold) {
		t.Error("Has is not that every rune bears the mark")
	}
	plain := bold.Styled(0, 11, model.Bold, false).Linked(0, 11, "")
	if !reflect.DeepEqual(plain, model.Plainly("Xã Suối Mây")) {
		t.Errorf("all styles off: %+v", plain)
	}
	part := text.Styled(5, 9, model.Italic, true)
	for i, want := range []model.Mark{0, 0, 0, model.Bold, model.Bold, model.Bold | model.Italic, model.Bold | model.Italic, model.Italic, model.Italic, 0, 0} {
		if got := part.Slice(i, i+1)[0].Marks; got != want {
			t.Errorf("rune %d bears %b, want %b", i, got, want)
		}
	}
	if linked := text.Linked(0, 5, "tel:+84900"); linked.Slice(4, 5)[0].Link != "tel:+84900" || linked.Slice(5, 6)[0].Link != "" {
		t.Errorf("linked: %+v", linked)
	}
	if backwards := text.Styled(7, 3, model.Italic, true); backwards.Plain() != text.Plain() {
		t.Errorf("styled backwards: %q", backwards.Plain())
	}
	if !reflect.DeepEqual(text, threeSpans()) {
		t.Error("the text that was styled has changed")
	}
}

func TestTidy(t *testing.T) {
	got := model.Text{
		{},
		{Text: "a"},
		{Text: "", Marks: model.Bold},
		{Text: "b"},
		{Text: "c", Marks: model.Bold},
		{Text: "d", Marks: model.Bold},
		{Text: "e", Marks: model.Bold, Link: "tel:1"},
	}.Tidy()
	want := model.Text{{Text: "ab"}, {Text: "cd", Marks: model.Bold}, {Text: "e", Marks: model.Bold, Link: "tel:1"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Tidy = %+v, want %+v", got, want)
	}
	unknown := modeltest.Styled()
	if got := append(unknown, unknown...).Tidy(); len(got) != 2*len(unknown) {
		t.Errorf("spans with unknown fields or other styles were joined: %d of %d", len(got), 2*len(unknown))
	}
}

func TestRetyped(t *testing.T) {
	for _, c := range []struct{ now, bold string }{
		{"Xã Suối Mây", "Suối"},
		{"Xã Suối Mâyy", "Suối"},
		{"* Xã Suối Mây", "Suối"},
		{"Xã Suốii Mây", "Suốii"},
		{"Xã Suối! Mây", "Suối!"}, // what is typed behind a bold letter is bold
		{"Xã Suốt Mây", "Suốt"},
		{"Xã uối Mây", "uối"},
		{"Xã Mây", ""},
		{"", ""},
		{"khác hẳn", ""},
		{"Xã S", "S"},
	} {
		got := threeSpans().Retyped(c.now)
		bold := ""
		for _, s := range got {
			if s.Marks&model.Bold != 0 {
				bold += s.Text
			}
		}
		if got.Plain() != c.now || bold != c.bold {
			t.Errorf("retyped %q, bold %q; want %q, bold %q", got.Plain(), bold, c.now, c.bold)
		}
	}
	typed := model.Text(nil)
	for _, now := range []string{"d", "dd", "đ", "đư", "đươ", "đường"} {
		typed = typed.Retyped(now)
	}
	if !reflect.DeepEqual(typed, model.Plainly("đường")) {
		t.Errorf("typed letter by letter: %+v", typed)
	}
	after := model.Text{{Text: "a", Extra: model.Extra{"x": []byte("1")}}}.Retyped("abc").Retyped("abcd")
	if len(after) != 2 || len(after[1].Extra) != 0 {
		t.Errorf("unknown fields spread to what was typed: %+v", after)
	}
}

func TestBlankAndPlain(t *testing.T) {
	for text, want := range map[string]bool{"": true, " \n\t\u00a0": true, ".": false} {
		if got := model.Plainly(text); got.Blank() != want || got.Plain() != text {
			t.Errorf("%q: blank %v, plain %q", text, got.Blank(), got.Plain())
		}
	}
}

// FuzzRetyped: whatever is typed, the text is what was typed, the styles of
// what stayed in front stay, and no two neighbours are of one style.
func FuzzRetyped(f *testing.F) {
	f.Add("Xã Suối Mây", "Xã Suối Mây!", 3, 7)
	f.Add("đường", "đừng", 0, 2)
	f.Add("a\u0303", "ã", 1, 1)
	f.Add("\xff\xfe", "\xfe", 0, 1)
	f.Fuzz(func(t *testing.T, was, now string, from, to int) {
		was, now = strings.ToValidUTF8(was, "?"), strings.ToValidUTF8(now, "?")
		text := model.Plainly(was).Styled(from, to, model.Italic, true)
		if text.Plain() != was {
			t.Fatalf("styled: %q, was %q", text.Plain(), was)
		}
		got := text.Retyped(now)
		if got.Plain() != now {
			t.Fatalf("%q retyped as %q gives %q", was, now, got.Plain())
		}
		if !reflect.DeepEqual(got, got.Tidy()) {
			t.Fatalf("not tidy: %+v", got)
		}
		for i := range min(text.Len(), got.Len()) {
			a, b := text.Slice(i, i+1)[0], got.Slice(i, i+1)[0]
			if a.Text != b.Text {
				break
			}
			if a.Marks != b.Marks {
				t.Fatalf("rune %d of %q lost its style", i, now)
			}
		}
	})
}

// FuzzSplice holds positions against those of a slice of runes, in texts of
// several spans. In one that is not UTF-8 no byte is lost at least.
func FuzzSplice(f *testing.F) {
	f.Add("Xã ", "Suối", " Mây và nhiều thôn bản khác", 2, 9, "đường")
	f.Add("", "a\u0303b", "🌾🌾", -1, 4, "")
	f.Add("\x80\x80a", "\xe1\xba", "\x80b", 1, 2, "x")
	f.Fuzz(func(t *testing.T, first, second, third string, from, to int, with string) {
		text := model.Text{{Text: first}, {Text: second, Marks: model.Bold}, {Text: third}}
		plain := first + second + third
		if got := text.Slice(-1, to).Plain() + text.Slice(to, text.Len()+1).Plain(); got != plain {
			t.Fatalf("parted at %d: %q, was %q", to, got, plain)
		}
		got := text.Splice(from, to, model.Plainly(with))
		if !reflect.DeepEqual(got, got.Tidy()) {
			t.Fatalf("not tidy: %+v", got)
		}
		if !utf8.ValidString(first) || !utf8.ValidString(second) || !utf8.ValidString(third) {
			return
		}
		runes := []rune(plain)
		within := func(n int) int { return max(0, min(n, len(runes))) }
		lo, hi := within(from), within(max(from, to))
		if want := string(runes[:lo]) + with + string(runes[hi:]); got.Plain() != want || text.Len() != len(runes) {
			t.Fatalf("%q, %d to %d: %q, want %q", plain, from, to, got.Plain(), want)
		}
		if want := string(runes[lo:max(lo, within(to))]); text.Slice(from, to).Plain() != want {
			t.Fatalf("%q from %d to %d is %q, want %q", plain, from, to, text.Slice(from, to).Plain(), want)
		}
	})
}
