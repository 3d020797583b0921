package markup_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/modeltest"
)

func TestRead(t *testing.T) {
	tests := []struct {
		name, body string
		want       markup.Content
	}{
		{"nothing", "", markup.Content{}},
		{"plain text", " Một\n hai ", markup.Content{Paragraphs: []string{"Một hai"}}},
		{"inline", "<p>Một<b>hai</b> <a href='x'>ba</a></p>", markup.Content{Paragraphs: []string{"Mộthai ba"}}},
		{"breaks", "<div>a<br>b</div>c", markup.Content{Paragraphs: []string{"a b", "c"}}},
		{"entries below entries", "<ul><li>a<br>b<ul><li>c</li></ul>d</li><li>e</ul>", markup.Content{Paragraphs: []string{"a b", "c", "d", "e"}}},
		{"table", "<table><tr><td>a<td>b</table>", markup.Content{Paragraphs: []string{"a", "b"}}},
		{"figure", `<figure><img src=" /a.jpg "><figcaption>Quang <i>cảnh</i></figcaption></figure>`, markup.Content{Captions: []string{"Quang cảnh"}, Photos: []string{"/a.jpg"}}},
		{"a caption of paragraphs", "<figcaption><p>a</p><p>b</p></figcaption>c", markup.Content{Captions: []string{"a", "b"}, Paragraphs: []string{"c"}}},
		{"a classic caption", `<div class="wp-caption"><img src="a"><p class="wp-caption-text">b</p></div><p>c`, markup.Content{Captions: []string{"b"}, Paragraphs: []string{"c"}, Photos: []string{"a"}}},
		{"a caption without end", `<p class="caption">a<p>b`, markup.Content{Captions: []string{"a"}, Paragraphs: []string{"b"}}},
		{"unread", `<style>a</style><script>"<p>b"</script><noscript><img src="x"></noscript><template>c<template>d</template></template>e<!-- f -->`, markup.Content{Paragraphs: []string{"e"}}},
		{"a photo in a paragraph", `<p>a <img src="b.jpg"> c</p>`, markup.Content{Paragraphs: []string{"a", "c"}, Photos: []string{"b.jpg"}}},
		{"no photo", `<img alt="a"><img src="">`, markup.Content{}},
		{"a film", `<p>a<iframe src=" https://phim.example.vn/1 ">b</iframe>c</p>`, markup.Content{Paragraphs: []string{"a", "https://phim.example.vn/1", "c"}}},
		{"films without addresses", `<iframe></iframe><noscript><video src="a"></video></noscript><picture><source srcset="a"></picture>`, markup.Content{}},
		{"broken", `<p <b>a</p></p></figcaption>b<`, markup.Content{Paragraphs: []string{"a", "b<"}}},
	}
	for _, tt := range tests {
		if got := markup.Read(tt.body); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

// Nesting without end costs no more than its length.
func TestDeepNesting(t *testing.T) {
	deep := strings.Repeat("<div><figcaption><template>", 200_000)
	if got := markup.Read(deep + "a"); len(got.Paragraphs)+len(got.Captions) != 0 {
		t.Errorf("%d texts in a template", len(got.Paragraphs))
	}
}

// FuzzRead: whatever a portal answers is read without harm, and reading what
// was read finds nothing new.
func FuzzRead(f *testing.F) {
	for _, d := range dialects {
		f.Add(markup.Body(post(modeltest.Report(1)), d))
	}
	f.Add("<p>a<figcaption>b<img src=c><template>")
	f.Fuzz(func(t *testing.T, body string) {
		c := markup.Read(body)
		for _, s := range append(c.Paragraphs, c.Captions...) {
			if s == "" || s != strings.Join(strings.Fields(s), " ") {
				t.Errorf("read %q", s)
			}
		}
		there := model.Snapshot{HTML: body}
		if markup.Hash(there) != markup.Hash(model.Snapshot{HTML: body + "<p></p>"}) && !strings.Contains(body, "<") {
			t.Error("an empty paragraph changes the hash")
		}
		p := post(modeltest.Report(1))
		markup.Compare(p, there)
		markup.Ours(p, there)
	})
}

// FuzzBody: any text anywhere comes back as it was, and brings no element.
func FuzzBody(f *testing.F) {
	f.Add("Hội nghị", "https://example.vn/?a=1&b=2#123")
	f.Add(`</p><script>alert(1)</script><!-- wp:x -->`, "javascript:alert(1)")
	f.Add("(a)\x00\r\n&amp;&#40;", `https://a/"onload="b`)
	f.Fuzz(func(t *testing.T, s, link string) {
		if !utf8.ValidString(s) || !utf8.ValidString(link) {
			return // texts are made valid on their way in
		}
		r := modeltest.Crowded().Retext(func(string) string { return s })
		r.Head.Sapo = model.Text{{Text: s, Link: link, Marks: model.Italic}}
		p := post(r)
		for name, d := range dialects {
			body := markup.Body(p, d)
			for _, token := range tokens(body) {
				if token.Data == "script" || strings.HasPrefix(token.Data, "on") {
					t.Errorf("%s: %v", name, token)
				}
				if token.Data == "img" && len(token.Attr) > 5 {
					t.Errorf("%s: %v", name, token)
				}
			}
			if lost := markup.Compare(p, stands(p, d)); len(lost) > 0 {
				t.Errorf("%s: lost %q", name, lost)
			}
			if !markup.Ours(p, stands(p, d)) || !markup.Marked(body, mark) {
				t.Errorf("%s: not ours: %s", name, body)
			}
		}
	})
}
