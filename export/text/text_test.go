package text_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/text"
	"tinxa/model"
	"tinxa/model/modeltest"
)

func writer(t *testing.T) *text.Writer {
	t.Helper()
	w, err := text.New(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func write(t *testing.T, r model.Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := writer(t).Export(t.Context(), &out, export.Bundle{Report: r}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestContract(t *testing.T) { exporttest.TestExporter(t, writer(t)) }

func TestGolden(t *testing.T) {
	exporttest.Golden(t, "sample.txt", []byte(write(t, exporttest.Sample().Report)))
}

func TestNoAssets(t *testing.T) {
	if _, err := text.New(os.DirFS(t.TempDir())); err == nil {
		t.Error("New without its template gives no error")
	}
}

func TestLayout(t *testing.T) {
	para := func(id, s string) model.Block { return model.Paragraph{ID: model.BlockID(id), Text: model.Plainly(s)} }
	tests := []struct {
		name   string
		blocks model.Blocks
		want   string
	}{
		{"nothing", nil, "\n"},
		{"blank blocks print nothing", model.Blocks{
			para("a", " \n "),
			model.Heading{ID: "b"},
			model.List{ID: "c", Entries: []model.Text{nil, model.Plainly(" ")}},
			model.Quote{ID: "d", From: "ai đó"},
			model.Photos{ID: "e", Pictures: []model.Picture{{}}},
			model.Item{ID: "f", Commune: "xã Suối Mây"},
		}, "\n"},
		{"caption right behind the text", model.Blocks{
			para("a", "Một."),
			model.Photos{ID: "b", Pictures: []model.Picture{{Caption: "Quang cảnh"}, {Credit: "Lò Văn Páo"}, {Caption: "Toàn cảnh…", Credit: "Hà Thư"}}},
			para("c", "Hai."),
		}, "Một.\nQuang cảnh\nẢnh: Lò Văn Páo\nToàn cảnh… Ảnh: Hà Thư\n\nHai.\n"},
		{"line breaks and spaces", model.Blocks{para("a", " Một\u00a0 hai \nba")}, "Một hai\nba\n"},
		{"entries below entries", model.Blocks{model.List{
			ID: "a", Ordered: true, Depths: []int{0, 1, 1, 0, 1},
			Entries: []model.Text{model.Plainly("Một\nhai"), model.Plainly("ba"), model.Plainly("bốn"), model.Plainly("năm"), model.Plainly("sáu")},
		}}, "1. Một\n   hai\n   1. ba\n   2. bốn\n2. năm\n   1. sáu\n"},
		{"heading of two lines", model.Blocks{model.Heading{ID: "a", Text: model.Plainly("Một\n\nhai")}}, "Một\nhai\n"},
		{"quote with marks of its own", model.Blocks{model.Quote{ID: "a", Text: model.Plainly("“Một”\nhai")}}, "“Một”\nhai\n"},
		{"decomposed text is composed", model.Blocks{para("a", norm.NFD.String("Tổ dân phố"))}, "Tổ dân phố\n"},
		{"item with photos only", model.Blocks{model.Item{ID: "a", Commune: "xã Nậm Sương", Blocks: model.Blocks{
			model.Photos{ID: "b", Pictures: []model.Picture{{Caption: "Quang cảnh"}}},
		}}}, "* Tại xã Nậm Sương\nQuang cảnh\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := write(t, model.Report{Blocks: tt.blocks}); got != tt.want {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestEveryWord looks for each word of a crowded report, in order.
func TestEveryWord(t *testing.T) {
	r := modeltest.Crowded()
	got := write(t, r)
	rest := got
	find := func(s string) {
		for word := range strings.FieldsSeq(norm.NFC.String(s)) {
			_, after, found := strings.Cut(rest, word)
			if !found {
				t.Fatalf("%q is not in its place in\n%s", word, got)
			}
			rest = after
		}
	}
	find(r.Head.Kicker + " " + r.Head.Title + " " + r.Head.Stamp + " " + r.Head.Sapo.Plain())
	for b := range r.Blocks.All() {
		for _, each := range model.Texts(b) {
			find(each.Plain())
		}
		if photos, ok := b.(model.Photos); ok {
			for _, p := range photos.Pictures {
				find(p.Caption + " " + p.Credit)
			}
		}
	}
	for _, b := range r.Credits.Bylines {
		find(b.Name)
	}
	find(r.Credits.Source)
}

// TestIDsDoNotShow writes a report whose every id is another.
func TestIDsDoNotShow(t *testing.T) {
	r := exporttest.Sample().Report
	copied := r.Copy()
	copied.Head.Stamp = r.Head.Stamp
	if write(t, r) != write(t, copied) {
		t.Error("the text changes with the ids")
	}
}
