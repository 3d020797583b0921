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
		"photos|Quang cảnh", "paragraphs|*xã Suối Mây|Hội nghị|kết thúc", "paragraphs|Tiếp", "signature|Hà Thư",
		"paragraphs|*xã Đồng Lau", "quote|Lời", "heading|Chung",
		"signature|A - B|Trung tâm|C",
	}
	if got := told(export.Reading(r)); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
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
