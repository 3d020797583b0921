package manuscript_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/modeltest"
)

// page is boxes of these texts, the i-th a paragraph named by its number.
func page(texts ...string) []manuscript.Box {
	var all []manuscript.Box
	for i, text := range texts {
		at := manuscript.Spot{Field: manuscript.Text, Block: model.BlockID(fmt.Sprint(i))}
		all = append(all, manuscript.Box{Spot: at, Form: manuscript.Paragraph, Text: model.Plainly(text)})
	}
	return all
}

// where is the places of matches: box:from-to.
func where(ms []manuscript.Match) string {
	var all []string
	for _, m := range ms {
		all = append(all, fmt.Sprintf("%s:%d-%d", m.At.Block, m.At.Pos, m.To))
	}
	return strings.Join(all, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		texts []string
		words string
		loose string
		exact string
	}{
		{[]string{"Đảng ủy xã", "dang uy"}, "Đảng ủy", "0:0-7 1:0-7", "0:0-7"},
		{[]string{"Đảng ủy xã", "dang uy"}, "dang uy", "0:0-7 1:0-7", "1:0-7"},
		{[]string{"đường Đ", "d"}, "đ", "0:0-1 0:6-7 1:0-1", "0:0-1"},
		{[]string{"Hội \u00a0 nghị\nHội\nnghị"}, "hội nghị", "0:0-10 0:11-19", ""},
		{[]string{"Hội \u00a0 nghị\nHội\nnghị"}, "Hội  nghị", "0:0-10 0:11-19", "0:0-10 0:11-19"},
		{[]string{norm.NFD.String("xã Suối Mây")}, "suoi", "0:4-10", ""},
		{[]string{norm.NFD.String("xã Suối Mây")}, "Suối", "0:4-10", "0:4-10"},
		{[]string{"xã Suối Mây"}, norm.NFD.String("Suối"), "0:3-7", "0:3-7"},
		{[]string{"aaaa a"}, "aa", "0:0-2 0:2-4", "0:0-2 0:2-4"},
		{[]string{"họp", "", "họp "}, "họp ", "2:0-4", "2:0-4"},
		{[]string{"a b", "  "}, " ", "0:1-2 1:0-2", "0:1-2 1:0-2"},
		{[]string{"👩\u200d👧 và 👩"}, "👩", "0:7-8", "0:7-8"},
		{[]string{"ban nhân", "dân"}, "nhân dân", "", ""},
		{[]string{"họp"}, "", "", ""},
		{[]string{"họp"}, "họp báo", "", ""},
	} {
		boxes := page(c.texts...)
		if got := where(manuscript.Find(boxes, manuscript.Query{Words: c.words})); got != c.loose {
			t.Errorf("%q in %q: %s, want %s", c.words, c.texts, got, c.loose)
		}
		if got := where(manuscript.Find(boxes, manuscript.Query{Words: c.words, Exact: true})); got != c.exact {
			t.Errorf("%q exactly in %q: %s, want %s", c.words, c.texts, got, c.exact)
		}
	}
}

func TestFindLooksIntoStyledText(t *testing.T) {
	boxes := page("")
	boxes[0].Text = model.Text{{Text: "Đảng "}, {Text: "ủy", Marks: model.Bold}, {Text: " xã"}}
	if got := where(manuscript.Find(boxes, manuscript.Query{Words: "dang uy xa"})); got != "0:0-10" {
		t.Errorf("found %s", got)
	}
}

func TestEveryMatchIsThere(t *testing.T) {
	text := strings.Repeat("Ủy ban nhân dân xã Suối Mây, phường Bến Lụa. ", 40)
	for _, words := range []string{"uy ban", "NHÂN", "a", "ơ", ". u"} {
		all := manuscript.Find(page(text, text), manuscript.Query{Words: words})
		if len(all) < 80 && words != ". u" {
			t.Errorf("%q: only %d", words, len(all))
		}
		for i, m := range all {
			if got := string([]rune(text)[m.At.Pos:m.To]); len([]rune(got)) != len([]rune(words)) {
				t.Errorf("%q found as %q", words, got)
			}
			if i > 0 && all[i-1].At.Box() == m.At.Box() && all[i-1].To > m.At.Pos {
				t.Errorf("%q: %v overlaps %v", words, all[i-1], m)
			}
		}
	}
	m := manuscript.Find(page("abc"), manuscript.Query{Words: "b"})[0]
	if got := m.Selection(); got.Anchor.Pos != 1 || got.Head.Pos != 2 || got.Head.Box() != m.At.Box() {
		t.Errorf("selected %v", got)
	}
}

// longPage is a report of 50,000 characters.
func longPage() []manuscript.Box {
	var texts []string
	for n := 0; n < 50_000; {
		b := modeltest.Long(uint64(n), 1).Blocks[0]
		text := model.Texts(b)[0].Plain()
		texts = append(texts, text)
		n += len([]rune(text))
	}
	return page(texts...)
}

func BenchmarkFind(b *testing.B) {
	boxes := longPage()
	for _, q := range []manuscript.Query{{Words: "nhan dan"}, {Words: "Nhân dân", Exact: true}, {Words: "a"}} {
		b.Run(fmt.Sprintf("%s,exact=%v", q.Words, q.Exact), func(b *testing.B) {
			for b.Loop() {
				manuscript.Find(boxes, q)
			}
		})
	}
}
