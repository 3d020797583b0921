package export_test

import (
	"reflect"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

// told is the parts in a short form: kind, "*" for an item, its commune, texts.
func told(parts []export.Part) []string {
	var out []string
	for _, p := range parts {
		words := []string{string(p.Kind)}
		if p.Item {
			words = append(words, "*"+p.Commune)
		}
		for _, line := range p.Lines {
			words = append(words, line.Plain())
		}
		for _, pic := range p.Pictures {
			words = append(words, pic.Caption)
		}
		out = append(out, strings.Join(append(words, p.Signed...), "|"))
	}
	return out
}

func TestReading(t *testing.T) {
	text := model.Plainly
	r := model.Report{
		Blocks: model.Blocks{
			model.Heading{ID: "1", Text: text("Mở đầu")},
			model.Paragraph{ID: "2", Text: text(" ")},
			model.List{ID: "3", Entries: []model.Text{text("a"), nil, text(" b ")}},
			model.List{ID: "4", Ordered: true, Entries: []model.Text{text("c")}},
			model.Item{ID: "5", Commune: "xã Suối Mây", Blocks: model.Blocks{
				model.Photos{ID: "6", Pictures: []model.Picture{{Caption: "Quang cảnh"}, {}}},
				model.Paragraph{ID: "7", Text: text("Hội nghị\nkết thúc")},
				model.Paragraph{ID: "8", Text: text("Tiếp")},
			}, Bylines: []model.Byline{{Name: "Hà Thư"}}},
			model.Item{ID: "9", Commune: "xã Đồng Lau", Blocks: model.Blocks{
				model.Quote{ID: "10", Text: text("Lời"), From: "ai"},
			}},
			model.Item{ID: "11", Blocks: model.Blocks{model.Heading{ID: "12", Text: text("Chung")}}},
		},
		Credits: model.Credits{Bylines: []model.Byline{
			{Name: "A"},
			{Name: " "},
			{Name: "B"},
			{Name: "Trung tâm", Unit: true},
			{Name: "C"},
		}},
	}
	want := []string{
		"heading|Mở đầu", "bullets|a|b", "numbers|c",
		"photos|Quang cảnh", "paragraphs|*xã Suối Mây|Hội nghị\nkết thúc", "paragraphs|Tiếp", "signature|Hà Thư",
		"paragraphs|*xã Đồng Lau", "quote|Lời", "heading|Chung",
		"signature|A - B|Trung tâm|C",
	}
	if got := told(export.Reading(r)); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestDepths: blank entries go, and no entry hangs in the air.
func TestDepths(t *testing.T) {
	list := func(depths ...int) export.Part {
		b := model.List{ID: "a", Depths: depths}
		for i, d := range depths {
			if d >= 0 {
				b.Entries = append(b.Entries, model.Plainly(string(rune('a'+i))))
			} else {
				b.Entries = append(b.Entries, model.Plainly(" \n"))
			}
		}
		return export.Reading(model.Report{Blocks: model.Blocks{b}})[0]
	}
	for _, c := range []struct {
		part   export.Part
		depths []int
		listed string
	}{
		{list(0, 1, 2, 0), []int{0, 1, 2, 0}, "- a|  - b|    - c|- d"},
		{list(2, 2, 1), []int{0, 1, 1}, "- a|  - b|  - c"},
		{list(0, 2, 9, 1), []int{0, 1, 2, 1}, "- a|  - b|    - c|  - d"},
		{list(0, -1, 2, 1), []int{0, 1, 1}, "- a|  - c|  - d"},
		{list(-1, 1, 0), []int{0, 0}, "- b|- c"},
	} {
		listed := strings.Join(c.part.Listed(), "|")
		if !reflect.DeepEqual(c.part.Depths, c.depths) || listed != c.listed {
			t.Errorf("%v, %s; want %v, %s", c.part.Depths, listed, c.depths, c.listed)
		}
	}
}

// TestHalf: half as wide is a photo that stands alone.
func TestHalf(t *testing.T) {
	one, two := model.Picture{Caption: "a"}, []model.Picture{{Caption: "a"}, {Caption: "b"}}
	for _, c := range []struct {
		photos model.Photos
		want   bool
	}{
		{model.Photos{Half: true, Pictures: []model.Picture{one}}, true},
		{model.Photos{Half: true, Pictures: []model.Picture{{}, one}}, true},
		{model.Photos{Half: true, Pictures: two}, false},
		{model.Photos{Pictures: []model.Picture{one}}, false},
	} {
		if got := export.Reading(model.Report{Blocks: model.Blocks{c.photos}})[0].Half; got != c.want {
			t.Errorf("%+v is half a page wide: %v", c.photos, got)
		}
	}
}

func TestLineBreaks(t *testing.T) {
	const link = "tel:0900000000"
	for _, c := range []struct{ text, want model.Text }{
		{model.Plainly("\n a \n\n b\n"), model.Plainly("a\nb")},
		{
			model.Text{{Text: "a\n", Marks: model.Bold}, {Text: " b", Marks: model.Bold}},
			model.Text{{Text: "a\nb", Marks: model.Bold}},
		},
		{
			model.Text{{Text: "a", Marks: model.Bold | model.Italic, Link: link}, {Text: "\n"}, {Text: "b", Marks: model.Italic, Link: link}},
			model.Text{{Text: "a", Marks: model.Bold | model.Italic, Link: link}, {Text: "\nb", Marks: model.Italic, Link: link}},
		},
	} {
		part := export.Reading(model.Report{Blocks: model.Blocks{model.Quote{Text: c.text}}})[0]
		if got := part.Lines; len(got) != 1 || !reflect.DeepEqual(got[0], c.want) {
			t.Errorf("%+v is read as %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestTags(t *testing.T) {
	r := model.Report{Credits: model.Credits{Tags: []string{"", " a\n b ", "\u00a0"}}}
	if got := export.Tags(r); !reflect.DeepEqual(got, []string{"a b"}) {
		t.Errorf("%q", got)
	}
}

func TestLinesKeepStyles(t *testing.T) {
	got := export.Lines(model.Text{{Text: "\n Một "}, {Text: "hai\nba ", Marks: model.Bold}, {Text: "\n"}})
	want := []model.Text{{{Text: "Một "}, {Text: "hai", Marks: model.Bold}}, {{Text: "ba", Marks: model.Bold}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSentence(t *testing.T) {
	for caption, want := range map[string]string{
		"": "", "Quang cảnh": "Quang cảnh.", "Đủ.": "Đủ.", "Còn nữa…": "Còn nữa…", "“Đủ.”": "“Đủ.”",
		"Vì sao?": "Vì sao?", "Mô hình “Tự quản”": "Mô hình “Tự quản”.",
	} {
		if got := export.Sentence(caption); got != want {
			t.Errorf("Sentence(%q) = %q, want %q", caption, got, want)
		}
	}
}
