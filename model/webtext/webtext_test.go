package webtext

import (
	"errors"
	"strings"
	"testing"

	"tinxa/model"
)

func TestWhatPagesAreReadAs(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"nothing", "", ""},
		{"bare words", "xã Suối Mây", "inline\nparagraph xã Suối Mây\n"},
		{"white space", "<p> a \t\n b&nbsp; &nbsp;c </p>\n<p>\n d</p>", "paragraph a b c\nparagraph d\n"},
		{"spaces at the ends of a piece", "<span>a </span>", "inline\nparagraph a \n"},
		{"but not those of the source", "\n<b>a</b>\n", "inline\nparagraph *a*\n"},
		{"a line break", "a<br>b<br>", "inline\nparagraph a⏎b\n"},
		{"two of them", "a<br> <br>b", "paragraph a\nparagraph b\n"},
		{"two in a heading", "<h2>a<br><br>b</h2>", "heading a⏎b\n"},
		{"empty paragraphs", "<p>a</p><p>&nbsp;</p><p><br></p><p>b</p>", "paragraph a\nparagraph b\n"},
		{"paragraphs without ends", "<p>a<p>b<ul><li>c<li>d</ul>", "paragraph a\nparagraph b\nlist\n  c\n  d\n"},
		{"styles that cross", "<b>a<i>b</b>c</i>d", "inline\nparagraph *a*/*b*//c/d\n"},
		{"styles taken back", `<b>a<span style="font-weight:400">b</span></b>`, "inline\nparagraph *a*b\n"},
		{"the shorthand for fonts", `<span style="font: italic bold 12px/1.5 serif">a</span>`, "inline\nparagraph /*a*/\n"},
		{"a bold heading", "<h2><b>a</b></h2>", "heading a\n"},
		{"a heading bold in part", "<h2><b>a</b> b</h2>", "heading *a* b\n"},
		{"headings of all sizes", "<h1>a</h1><h4>b</h4><h6>c</h6>", "heading a\nheading b\nheading c\n"},
		{"a link", `<a href=" https://suoimay.example.vn/a "><u>a</u></a>`, "inline\nparagraph {https://suoimay.example.vn/a|a}\n"},
		{"links that are none", `<a href="javascript:alert(1)">a</a><a href="/b">b</a><a name="c">c</a>`, "inline\nparagraph abc\n"},
		{"a quotation", "<blockquote><p>a</p><p>b</p><cite>— Bà Hạnh</cite></blockquote><p>c</p>", "quote a⏎b (Bà Hạnh)\nparagraph c\n"},
		{"two quotations", "<blockquote>a</blockquote><blockquote>b</blockquote>", "quote a ()\nquote b ()\n"},
		{"a title that is named", "đọc <cite>Báo Suối Mây</cite> nhé", "inline\nparagraph đọc Báo Suối Mây nhé\n"},
		{"what is only indented", `<blockquote style="margin: 0 0 0 40px; border: none;">a</blockquote>`, "inline\nparagraph a\n"},
		{"lists in one another", "<ol><li>a<ul><li>b<ul><li>c<ul><li>d</ul></ul></ul><li>e</ol>", "numbered\n  a\n    b\n      c\n      d\n  e\n"},
		{"an entry that goes on", "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "list\n  a⏎b\n  c\n"},
		{"entries below nothing", "<ul><ul><li>a</li></ul><li>b</li></ul>", "list\n  a\n  b\n"},
		{"two lists", "<ul><li>a</ul><ul><li>b</ul>", "list\n  a\nlist\n  b\n"},
		{"entries without a list", "<li>a</li><li>b</li>", "list\n  a\n  b\n"},
		{"terms", "<dl><dt>a<dd>b</dl>", "paragraph a\nparagraph b\n"},
		{"a table", "<table><tr><td>a<td><p>b</p><p>c</p><tr><td>d<td></table>", "paragraph a - b c\nparagraph d\n"},
		{"a table that lays out a page", "<table><tr><td><h2>a</h2><p>b</p><td>c</table>", "heading a\nparagraph b\nparagraph c\n"},
		{"tables in one another", "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "inline\nparagraph a - b - c\n"},
		{"a caption of a table", "<table><caption>a</caption><tr><td>b<td>c</table>", "paragraph a\nparagraph b - c\n"},
		{"a poem", "<pre>a\n  b\n\nc</pre>", "paragraph a⏎b\nparagraph c\n"},
		{"what nobody wrote", "<title>x</title><style>x</style><script>x</script><del>x</del><p>a<span style='display:none'>x<b>x</b></span><button>x</button>b<div style='visibility:hidden'>x<p>x</div>", "inline\nparagraph ab\n"},
		{"invisible characters", "S\u200bu\u2060ố\u00ad\ufeffi\u200e", "inline\nparagraph Suối\n"},
		{"emoji of several signs", "👩\u200d🌾 a\u200db", "inline\nparagraph 👩\u200d🌾 ab\n"},
		{"letters in two parts", "Suo\u0302\u0301i", "inline\nparagraph Suối\n"},
		{"an area", "150 m<sup>2</sup>, xem<sup>[12]</sup>", "inline\nparagraph 150 m², xem[12]\n"},
		{"a rule", "a<hr>b", "paragraph a\nparagraph b\n"},
		{"only what was copied", "<p>x</p><ul><!--StartFragment--><li>a</li><li>b</li><!--EndFragment--></ul><p>x</p>", "list\n  a\n  b\n"},
		{"TCVN3", "§¶ng bé x· Suèi M©y häp ng\u00adêi l·nh ®¹o", "inline\nparagraph §¶ng bé x· Suèi M©y häp ng\u00adêi l·nh ®¹o\n"},
		{"XML of its own kind", "<w:sdt><o:p>x</o:p><st1:place>a</st1:place><v:shape/></w:sdt>", "inline\nparagraph a\n"},
		{"Word's heading with a number", `<h2 style='mso-list:l3 level2 lfo1'><span style='mso-list:Ignore'>1.2<span>&nbsp; </span></span>a</h2>`, "heading 1.2 a\n"},
		{"Word's remarks", `a<span class=MsoCommentReference><a class=msocomanchor>[NH1]</a></span><div style='mso-element:comment-list'>x</div>`, "inline\nparagraph a\n"},
	} {
		if got := outline(readString(t, c.html)); got != c.want {
			t.Errorf("%s: %s\nread as\n%swant\n%s", c.name, c.html, got, c.want)
		}
	}
}

func TestPicturesAndTheirWords(t *testing.T) {
	const a, b = `<img src="https://x.vn/a.jpg" alt="A">`, `<img src="https://x.vn/b.jpg">`
	for _, c := range []struct{ name, html, want string }{
		{"a figure", "<figure>" + a + "<figcaption>một<br>hai</figcaption></figure>", "photos [|một hai|A|a.jpg]"},
		{"the caption first", "<figure><figcaption>một</figcaption>" + a + "</figure>", "photos [|một|A|a.jpg]"},
		{"a caption alone", "<figure><figcaption>một</figcaption></figure>", "inline\nparagraph một"},
		{"two captions", a + "<p class=MsoCaption>một</p><p class=MsoCaption>hai</p>", "photos [|một|A|a.jpg]\nparagraph hai"},
		{"side by side", "<figure><figure>" + a + "<figcaption>một</figcaption></figure><figure>" + b + "</figure></figure>", "photos [|một|A|a.jpg] [|||b.jpg]"},
		{"four in a figure", "<figure>" + a + b + b + b + "</figure>", "photos [||A|a.jpg] [|||b.jpg] [|||b.jpg]\nphotos [|||b.jpg]"},
		{"one after the other", a + b, "photos [||A|a.jpg]\nphotos [|||b.jpg]"},
		{"within a paragraph", "<p>một" + a + "hai</p>", "paragraph một\nphotos [||A|a.jpg]\nparagraph hai"},
		{"a table of old portals", "<table><tr><td>" + a + "</td></tr><tr><td class='Caption'>một</td></tr></table>", "photos [|một|A|a.jpg]"},
		{"beside words in a table", "<table><tr><td>" + a + "</td><td>một</td></tr></table>", "photos [||A|a.jpg]\nparagraph một"},
		{"loaded late", `<img src="data:image/gif;base64,R0lGOD" data-src="https://x.vn/c.jpg">`, "photos [|||c.jpg]"},
		{"a smiley", `tốt <img src="https://x.vn/e.png" alt="👍" width=20 height=20>`, "inline\nparagraph tốt 👍"},
		{"an icon and a counter", `một<img src="https://x.vn/i.png" alt="icon" style="width:16px;height:16px"><img src="https://x.vn/p" width=1>`, "inline\nparagraph một"},
		{"no picture at all", `<img><img src="javascript:x"><img src="data:image/svg+xml,x"><img src="data:text/html,x">một`, "inline\nparagraph một"},
	} {
		got, _, _ := strings.Cut(outline(readString(t, c.html)), "\nsource")
		if strings.TrimSuffix(got, "\n") != c.want {
			t.Errorf("%s: %s\nread as\n%s\nwant\n%s", c.name, c.html, got, c.want)
		}
	}
}

func TestWhereAPictureIs(t *testing.T) {
	for src, want := range map[string]Source{
		"data:image/png;base64,iVBO Rw==":          {Data: []byte("\x89PNG")},
		"DATA:image/png,%89PNG":                    {Data: []byte("\x89PNG")},
		"file:///anh/a%20b.png":                    {File: "/anh/a b.png"},
		"file:/anh/a.png":                          {File: "/anh/a.png"},
		"file://localhost/anh/a.png":               {File: "/anh/a.png"},
		"file:///C:/Anh/clip_image001.png":         {File: "C:/Anh/clip_image001.png"},
		`file:///C:\Anh\clip_image001.png`:         {File: "C:/Anh/clip_image001.png"},
		"file://C:/Anh/clip_image001.png":          {File: "C:/Anh/clip_image001.png"},
		"https://suoimay.example.vn/anh/a.jpg?x=1": {URL: "https://suoimay.example.vn/anh/a.jpg?x=1"},
		"file://may-chu/anh/a.png":                 {},
		"file:////may-chu/anh/a.png":               {},
		`file:\\may-chu\anh\a.png`:                 {},
		"file:///%2F/may-chu/a.png":                {},
		"file:///%5Cmay-chu/anh/a.png":             {},
		"file:%5C%5Cmay-chu%5Canh%5Ca.png":         {},
		"file:///%3F%3F/UNC/may-chu/anh/a.png":     {},
		`file:\??\UNC\may-chu\anh\a.png`:           {},
		"file:///tmp/%00a":                         {},
		"file:a.png":                               {},
		"a.png":                                    {},
		"cid:a":                                    {},
		"http:///a":                                {},
		"data:image/png;base64,***":                {},
	} {
		p := readString(t, `<img src="`+src+`">`)
		var got Source
		if len(p.Sources) == 1 {
			got = p.Sources[0]
		}
		if string(got.Data) != string(want.Data) || got.File != want.File || got.URL != want.URL {
			t.Errorf("%s is at %+v, want %+v", src, got, want)
		}
	}
}

func TestEncodings(t *testing.T) {
	const want = "inline\nparagraph Suối\n"
	for name, data := range map[string]string{
		"UTF-8":        "Suối",
		"UTF-16":       "\xff\xfeS\x00u\x00\xd1\x1ei\x00",
		"windows-1258": "Su\xf4\xeci",
		"not NFC":      "Suo\u0302\u0301i",
	} {
		if got := outline(readString(t, data)); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := outline(readString(t, "a\xffb")); got != "inline\nparagraph a\ufffdb\n" {
		t.Errorf("bytes of no encoding: %q", got)
	}
}

func TestWhatNobodyWrites(t *testing.T) {
	for name, html := range map[string]string{
		"too much text": strings.Repeat("xã Suối Mây ", maxLetters/10),
		"too long":      "<p>" + strings.Repeat(" ", maxBytes),
	} {
		if p, err := Read(strings.NewReader(html)); !errors.Is(err, model.ErrFormat) {
			t.Errorf("%s: %d blocks, %v", name, len(p.Blocks), err)
		}
	}
	failing := errors.New("gone")
	if _, err := Read(failingReader{failing}); !errors.Is(err, failing) {
		t.Errorf("got %v, want %v", err, failing)
	}
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }

// Elements that are nested to exhaust whoever builds a tree of them.
func TestElementsWithoutEnd(t *testing.T) {
	for _, tag := range []string{"<b>", "<div>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<figure>", "<a href='http://x.vn'><b><p>", "</p>", "<p", "<!--"} {
		p := readString(t, strings.Repeat(tag, 30_000)+"xã")
		if len(p.Blocks) > 1 {
			t.Errorf("%s: %d blocks", tag, len(p.Blocks))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<h2>Hội nghị</h2><p>Xã <b>Suối <i>Mây</b></i><ul><li>a<ol><li>b</ol></ul><table><tr><td>a<td>b</table>")
	f.Add("<figure><img src='data:image/png;base64,aGk='><figcaption>a</figcaption></figure><blockquote>a<cite>b</cite></blockquote>")
	f.Add("<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.</span>a</p><!--StartFragment-->b<br><br>c<!--EndFragment-->")
	f.Add("</td><tr></li><td class=caption><li><figure></tr></figure></ul><h1 style='mso-list:l1 level1'><cite><br>\u200d👍")
	f.Fuzz(func(t *testing.T, html string) { check(t, readString(t, html)) })
}

func BenchmarkRead(b *testing.B) {
	one := `<p class=MsoNormal style='text-align:justify'><span lang=VI>Sáng 15/10/2026, <b>Đảng ủy xã Suối Mây</b>&nbsp; tổ chức hội nghị.<o:p></o:p></span></p>`
	html := strings.Repeat(one, 1000)
	b.SetBytes(int64(len(html)))
	for b.Loop() {
		if _, err := Read(strings.NewReader(html)); err != nil {
			b.Fatal(err)
		}
	}
}
