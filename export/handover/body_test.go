package handover

import (
	"fmt"
	"strings"
	"testing"
)

func place(n int) string { return fmt.Sprintf("[Ảnh %02d]", n) }

var twoPhotos = []Photo{{Number: 1, File: "01-doan-xa.jpg"}, {Number: 2, File: "02-bien-ban.jpg"}}

func TestWordsKeepThePlacesOfPhotos(t *testing.T) {
	cases := []struct{ name, code, html, text string }{
		{
			"a photo with its caption",
			`<p>Sáng 15/10.</p><figure class="image"><img src="01-doan-xa.jpg" alt="Đoàn &amp; xã"><figcaption>Đoàn xã  Suối Mây</figcaption></figure><p>Tiếp theo.</p>`,
			`<p>Sáng 15/10.</p><p style="text-align:center"><strong>[Ảnh 01]</strong><br/><em>Đoàn xã Suối Mây</em></p><p>Tiếp theo.</p>`,
			"Sáng 15/10.\n\n[Ảnh 01]\nĐoàn xã Suối Mây\n\nTiếp theo.",
		},
		{
			"two side by side under one caption",
			`<figure><img src="01-doan-xa.jpg"/><img src="02-bien-ban.jpg"/><figcaption>Hai ảnh</figcaption></figure>`,
			`<p style="text-align:center"><strong>[Ảnh 01]</strong> <strong>[Ảnh 02]</strong><br/><em>Hai ảnh</em></p>`,
			"[Ảnh 01] [Ảnh 02]\nHai ảnh",
		},
		{
			"figures in a figure",
			`<figure><figure><img src="01-doan-xa.jpg"/><figcaption>Một</figcaption></figure><figure><img src="02-bien-ban.jpg"/></figure></figure>`,
			`<figure><p style="text-align:center"><strong>[Ảnh 01]</strong><br/><em>Một</em></p><p style="text-align:center"><strong>[Ảnh 02]</strong></p></figure>`,
			"[Ảnh 01]\nMột\n\n[Ảnh 02]",
		},
		{
			"a caption whose photo is still to come",
			`<figure><figcaption>Chưa có ảnh</figcaption></figure>`,
			`<p style="text-align:center"><em>Chưa có ảnh</em></p>`,
			"Chưa có ảnh",
		},
		{
			"lists, quotes, headings and line breaks",
			`<h3>Nội dung</h3><ul><li>Một</li><li><b>Hai</b></li></ul><ol><li>A</li><li>B</li></ol><blockquote><p>Lời</p></blockquote><p>x<br>y</p>`,
			`<h3>Nội dung</h3><ul><li>Một</li><li><b>Hai</b></li></ul><ol><li>A</li><li>B</li></ol><blockquote><p>Lời</p></blockquote><p>x<br/>y</p>`,
			"Nội dung\n\n- Một\n- Hai\n\n1. A\n2. B\n\nLời\n\nx\ny",
		},
		{
			"entries below entries",
			`<ol><li>Một<br>tiếp<ol><li>A</li></ol></li><li>Hai<ul><li>B<ul><li>C</li></ul></li></ul></li></ol>`,
			`<ol><li>Một<br/>tiếp<ol><li>A</li></ol></li><li>Hai<ul><li>B<ul><li>C</li></ul></li></ul></li></ol>`,
			"1. Một\n   tiếp\n   1. A\n2. Hai\n   - B\n     - C",
		},
		{"nothing", "", "", ""},
	}
	for _, c := range cases {
		b, err := newBody(c.code, twoPhotos, place)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if b.html != c.html || b.text != c.text || b.code != c.code {
			t.Errorf("%s:\nHTML %s\nwant %s\ntext %q\nwant %q", c.name, b.html, c.html, b.text, c.text)
		}
	}
}

func TestCaptionsBelongToTheFirstPhotoAboveThem(t *testing.T) {
	code := `<figure><img src="02-bien-ban.jpg"/><figcaption>Biên bản</figcaption></figure><figure><figcaption>Không ảnh</figcaption></figure>`
	b, err := newBody(code, twoPhotos, place)
	if err != nil || len(b.captions) != 1 || b.captions[0] != (caption{2, "Biên bản"}) {
		t.Errorf("got %+v, %v", b.captions, err)
	}
}

func FuzzBody(f *testing.F) {
	f.Add(`<figure><img src="01-doan-xa.jpg"><figcaption>Một</figcaption></figure>`)
	f.Add(`<p>a<figure><p>b</figure><li><table><figure><img src=02-bien-ban.jpg>`)
	f.Add(`<select><figure><option><svg><figure><img src="01-doan-xa.jpg">`)
	f.Fuzz(func(t *testing.T, code string) {
		b, err := newBody(code, twoPhotos, place)
		if err != nil {
			return
		}
		if strings.TrimSpace(b.text) != b.text || strings.Contains(b.text, "\n\n\n") {
			t.Fatalf("text %q", b.text)
		}
		for _, c := range b.captions {
			if c.photo < 1 || c.photo > 2 || strings.TrimSpace(c.text) == "" {
				t.Fatalf("caption %+v", c)
			}
		}
	})
}
