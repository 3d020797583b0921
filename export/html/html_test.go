package html_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/html"
	"tinxa/model"
	"tinxa/model/modeltest"
)

func theme(t testing.TB) *html.Theme {
	t.Helper()
	theme, err := html.New(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

func body(t *testing.T, r model.Report) string {
	t.Helper()
	out, err := theme(t).Body(export.Bundle{Report: r})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOneFile(t *testing.T) { exporttest.TestExporter(t, theme(t).OneFile()) }

func TestFolder(t *testing.T) { exporttest.TestPages(t, theme(t).Folder()) }

func TestNoAssets(t *testing.T) {
	if _, err := html.New(os.DirFS(t.TempDir())); err == nil {
		t.Error("New without its templates gives no error")
	}
}

func TestGolden(t *testing.T) {
	sample := exporttest.Sample()
	exporttest.Golden(t, "body.html", []byte(body(t, sample.Report)))
	exporttest.Golden(t, "crowded.html", []byte(body(t, modeltest.Crowded())))
	exporttest.Golden(t, "page.html", index(t, sample))
	exporttest.Golden(t, "empty.html", index(t, export.Bundle{}))
}

func index(t *testing.T, b export.Bundle) []byte {
	t.Helper()
	files, err := theme(t).Folder().Files(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, files[0])
}

func read(t *testing.T, f export.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var out bytes.Buffer
	if _, err := out.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestBody looks at how single blocks are written.
func TestBody(t *testing.T) {
	const (
		id    = model.PhotoID("0000000000000000000000000000000000000000000000000000000000000001")
		small = "anh/bai-viet-1.jpg"
	)
	para := func(s string) model.Block { return model.Paragraph{ID: "p", Text: model.Plainly(s)} }
	photo := func(p ...model.Picture) model.Block { return model.Photos{ID: "f", Pictures: p} }
	tests := []struct {
		name  string
		block model.Block
		want  string
	}{
		{"blank paragraph", para(" \n\t"), ""},
		{"blank list", model.List{ID: "l", Entries: []model.Text{nil}}, ""},
		{"picture without anything", photo(model.Picture{Name: "IMG_1.jpg"}), ""},
		{"two lines", para("Một\n\n hai "), "<p>Một<br>hai</p>"},
		{"lines of a heading", model.Heading{ID: "h", Text: model.Plainly("Một\nhai")}, "<h2>Một<br>hai</h2>"},
		{"a link over two lines", model.Paragraph{ID: "p", Text: model.Text{
			{Text: "a \n", Link: "tel:0900000000"}, {Text: "b", Marks: model.Bold, Link: "tel:0900000000"},
		}}, `<p><a href="tel:0900000000">a<br><strong>b</strong></a></p>`},
		{
			"entries below entries",
			model.List{ID: "l", Ordered: true, Entries: []model.Text{{{Text: "a"}}, {{Text: "b"}}, {{Text: "c"}}}, Depths: []int{0, 1}},
			"<ol>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>c</li>\n</ol>",
		},
		{
			"half a page",
			model.Photos{ID: "f", Half: true, Pictures: []model.Picture{{Photo: id}, {}}},
			"<figure class=\"photo photo-half\">\n<img src=\"" + small + "\" alt=\"Ảnh trong bài\">\n</figure>",
		},
		{"marks in marks", model.Paragraph{ID: "p", Text: model.Text{
			{Text: "a", Marks: model.Bold | model.Italic | model.Underline}, {Text: "b", Marks: model.Italic}, {Text: "<c>"},
		}}, "<p><strong><em><u>a</u></em></strong><em>b</em>&lt;c&gt;</p>"},
		{"one link of two styles", model.Paragraph{ID: "p", Text: model.Text{
			{Text: "a", Link: "tel:0900000000"}, {Text: "b", Marks: model.Bold, Link: "tel:0900000000"},
		}}, `<p><a href="tel:0900000000">a<strong>b</strong></a></p>`},
		{"bad link is plain text", model.Paragraph{ID: "p", Text: model.Text{{Text: "a", Link: "javascript:alert(1)"}}}, "<p>a</p>"},
		{
			"alternative text from the caption", photo(model.Picture{Photo: id, Caption: `"Quang" cảnh`}),
			"<figure class=\"photo\">\n<img src=\"" + small + "\" alt=\"&#34;Quang&#34; cảnh\">\n<figcaption>&#34;Quang&#34; cảnh</figcaption>\n</figure>",
		},
		{
			"alternative text from nothing", photo(model.Picture{Photo: id}),
			"<figure class=\"photo\">\n<img src=\"" + small + "\" alt=\"Ảnh trong bài\">\n</figure>",
		},
		{
			"caption without photo", photo(model.Picture{Caption: "Quang cảnh", Credit: "Lò Văn Páo"}),
			"<figure class=\"photo\">\n<figcaption>Quang cảnh. <em class=\"credit\">Ảnh: Lò Văn Páo</em></figcaption>\n</figure>",
		},
		{
			"quote",
			model.Quote{ID: "q", Text: model.Plainly("Một"), From: "Lò Văn Páo"},
			"<blockquote>\n<p>Một</p>\n<p class=\"from\">— Lò Văn Páo</p>\n</blockquote>",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.TrimSpace(body(t, model.Report{Blocks: model.Blocks{tt.block}}))
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestItemOpens(t *testing.T) {
	item := func(commune string, texts ...string) string {
		it := model.Item{ID: "i", Commune: commune, Bylines: []model.Byline{{Name: "Vàng Thị Sua"}}}
		for _, s := range texts {
			it.Blocks = append(it.Blocks, model.Paragraph{ID: "p", Text: model.Plainly(s)})
		}
		got := body(t, model.Report{Blocks: model.Blocks{it}})
		return strings.TrimSuffix(strings.TrimSpace(got), "\n<p class=\"byline\"><strong>Vàng Thị Sua</strong></p>")
	}
	tests := []struct {
		name, got, want string
	}{
		{"names its commune", item("xã Nậm Sương", "Tại xã Nậm  Sương, a", "b"), "<p class=\"item\">* Tại xã Nậm  Sương, a</p>\n<p>b</p>"},
		{"names it in capitals", item("xã Nậm Sương", "TẠI XÃ NẬM SƯƠNG, a"), "<p class=\"item\">* TẠI XÃ NẬM SƯƠNG, a</p>"},
		{"names another", item("xã Nậm Sương", "Tại xã Suối Mây, a"), "<p class=\"item\">* Tại xã Nậm Sương: Tại xã Suối Mây, a</p>"},
		{"names none", item("xã Nậm Sương", "", "a"), "<p class=\"item\">* Tại xã Nậm Sương: a</p>"},
		{"asterisk was typed", item("xã Nậm Sương", "* Tại xã Nậm Sương, a"), "<p class=\"item\">* Tại xã Nậm Sương, a</p>"},
		{"commune is not known", item("", "a"), "<p class=\"item\">* a</p>"},
		{"has no text", item("xã Nậm Sương"), "<p class=\"item\">* Tại xã Nậm Sương</p>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got  %s\nwant %s", tt.got, tt.want)
			}
		})
	}
}

// TestIDsDoNotShow writes a report whose every id is another.
func TestIDsDoNotShow(t *testing.T) {
	sample := exporttest.Sample()
	copied := sample
	copied.Report = sample.Report.Copy()
	copied.Report.Head.Stamp = sample.Report.Head.Stamp
	if !bytes.Equal(index(t, sample), index(t, copied)) {
		t.Error("the page changes with the ids")
	}
	for _, p := range sample.Report.Pictures() {
		if bytes.Contains(index(t, sample), []byte(p.Photo)) {
			t.Errorf("the page shows the photo's id %s", p.Photo)
		}
	}
}

// TestPasted holds the article to what portals keep.
func TestPasted(t *testing.T) {
	for name, r := range map[string]model.Report{
		"sample": exporttest.Sample().Report, "crowded": modeltest.Crowded(), "round-up": modeltest.RoundUp(),
	} {
		t.Run(name, func(t *testing.T) { exporttest.Pasteable(t, []byte(body(t, r))) })
	}
}
