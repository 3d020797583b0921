package markup_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/modeltest"
)

const mark = "txab3defgh4jklmnop"

// dialects are those that the connectors ask for.
var dialects = map[string]markup.Dialect{
	"wordpress": {Gutenberg: true, Sapo: true, Bylines: true},
	"nukeviet":  {Widths: true},
	"plain":     {Kicker: true, Sapo: true, Bylines: true, Widths: true},
}

// post is r with all of its photos on the portal.
func post(r model.Report) export.Post {
	p := export.Post{Mark: mark, Report: r, Photos: map[model.PhotoID]model.RemotePhoto{}}
	for i, pic := range r.Pictures() {
		if pic.Photo != "" {
			p.Photos[pic.Photo] = model.RemotePhoto{
				ID: fmt.Sprint(10 + i), URL: "https://suoimay.example.vn/uploads/2026/11/" + export.ImageName(pic.Photo),
				Width: 1500, Height: 1000,
			}
		}
	}
	return p
}

// samples are the reports that ship with the program, by folder.
func samples(t testing.TB) map[string]model.Report {
	t.Helper()
	assets := os.DirFS("../../assets")
	files, err := fs.Glob(assets, "samples/*/report.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	all := map[string]model.Report{}
	for _, name := range files {
		data, err := fs.ReadFile(assets, name)
		if err != nil {
			t.Fatal(err)
		}
		if all[path.Base(path.Dir(name))], err = model.Decode(data); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// reports are many, of every shape.
func reports(t testing.TB) []model.Report {
	all := []model.Report{modeltest.Crowded(), modeltest.RoundUp(), modeltest.Long(3, 12), exporttest.Sample().Report}
	for _, r := range samples(t) {
		all = append(all, r)
	}
	for seed := range uint64(8) {
		all = append(all, shuffled(seed))
	}
	return all
}

// shuffled mixes the blocks of several reports, whatever may come first.
func shuffled(seed uint64) model.Report {
	dice := rand.New(rand.NewPCG(seed, 4))
	r := modeltest.Report(seed)
	for _, other := range []model.Report{modeltest.Crowded(), modeltest.RoundUp(), modeltest.Report(seed + 100)} {
		r.Blocks = append(r.Blocks, other.Blocks...)
	}
	dice.Shuffle(len(r.Blocks), func(i, j int) { r.Blocks[i], r.Blocks[j] = r.Blocks[j], r.Blocks[i] })
	r.Blocks = r.Blocks[:1+dice.IntN(len(r.Blocks))]
	if dice.IntN(3) == 0 {
		r.Head.Sapo = nil
	}
	return r
}

func TestGolden(t *testing.T) {
	all := samples(t)
	all["crowded"] = modeltest.Crowded()
	for name, r := range all {
		for dialect, d := range dialects {
			exporttest.Golden(t, name+"-"+dialect+".html", []byte(markup.Body(post(r), d)))
		}
	}
}

func TestMarkStandsOnTheFirstElement(t *testing.T) {
	first := regexp.MustCompile(`^<[a-z0-9]+ data-st-id="` + mark + `"[ >]`)
	for _, r := range append(reports(t), model.Report{}, model.New()) {
		for name, d := range dialects {
			for what, body := range map[string]string{"body": markup.Body(post(r), d), "stub": markup.Stub(post(r), d)} {
				if !first.MatchString(body) || strings.Count(body, mark) != 1 || !markup.Marked(body, mark) {
					t.Errorf("%s, %s of %q: %.200s", name, what, r.Head.Title, body)
				}
			}
		}
	}
	for _, body := range []string{"", "<p>" + mark, `<p title="` + mark + `">`, `<p data-st-id="` + mark + `2">`, `<!-- <p data-st-id="` + mark + `"> -->`} {
		if markup.Marked(body, mark) {
			t.Errorf("marked: %s", body)
		}
	}
	if markup.Marked(`<p data-st-id="">`, "") {
		t.Error("an empty mark is found")
	}
}

// wanted is what a report prints, read from the report itself.
func wanted(p export.Post, d markup.Dialect) (texts, captions []string) {
	line := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if d.Sapo {
		for _, l := range export.Lines(p.Report.Head.Sapo) {
			texts = append(texts, line(l.Plain()))
		}
	}
	for b := range p.Report.Blocks.All() {
		for _, text := range model.Texts(b) {
			texts = append(texts, line(strings.TrimPrefix(line(text.Plain()), "*")))
		}
	}
	for _, pic := range p.Report.Pictures() {
		captions = append(captions, line(pic.Caption), line(pic.Credit))
	}
	return texts, captions
}

// Everything that a report says is read again from its body.
func TestReadGivesBackTheReport(t *testing.T) {
	for _, r := range reports(t) {
		p := post(r)
		for name, d := range dialects {
			got := markup.Read(markup.Body(p, d))
			texts, captions := wanted(p, d)
			for _, s := range texts {
				if !slices.ContainsFunc(got.Paragraphs, func(have string) bool { return strings.HasSuffix(have, s) }) {
					t.Errorf("%s: paragraph %q of %q is not read", name, s, r.Head.Title)
				}
			}
			for _, s := range captions {
				if s != "" && !slices.ContainsFunc(got.Captions, func(have string) bool { return strings.Contains(have, s) }) {
					t.Errorf("%s: caption %q of %q is not read", name, s, r.Head.Title)
				}
			}
			if len(got.Photos) != photosIn(r) {
				t.Errorf("%s: %d photos of %d in %q", name, len(got.Photos), photosIn(r), r.Head.Title)
			}
		}
	}
}

func photosIn(r model.Report) (n int) {
	for _, pic := range r.Pictures() {
		if pic.Photo != "" {
			n++
		}
	}
	return n
}

// nasty is what firewalls and filters stumble over, in every text and link.
func nasty() model.Report {
	const s = `(Ảnh từ file (gốc) #123, exec(1)) "a" 'b' <section>c</section> & d`
	r := modeltest.Crowded().Retext(func(string) string { return s })
	for _, link := range []string{"https://suoimay.example.vn/a(1)/file(2)#123abc", "https://suoimay.example.vn/#dau-trang", `https://suoimay.example.vn/?q="x"'y'`} {
		r.Blocks = append(r.Blocks, model.Paragraph{ID: "p", Text: model.Text{{Text: "(xem)", Link: link}, {Text: "(2026)"}, {Text: "(đậm)", Marks: model.Bold}}})
	}
	return r
}

func tokens(body string) (all []html.Token) {
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		all = append(all, z.Token())
	}
	return all
}

// kept lists what authors without unfiltered_html may write in WordPress, as far
// as bodies use it.
var kept = map[string][]string{
	"p": {"class"}, "br": nil, "h2": nil, "ul": nil, "ol": nil, "li": nil, "blockquote": {"class"}, "cite": nil,
	"strong": nil, "em": nil, "u": nil, "a": {"href", "rel"}, "div": {"class", "style"},
	"figure": {"class", "style"}, "figcaption": nil, "img": {"src", "alt", "class", "width", "height", "style"},
}

func TestAuthorsMayWriteIt(t *testing.T) {
	for _, r := range append(reports(t), nasty()) {
		for name, d := range dialects {
			for _, token := range tokens(markup.Body(post(r), d)) {
				if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
					continue
				}
				allowed, known := kept[token.Data]
				for _, a := range token.Attr {
					if a.Key != markup.MarkAttr && !slices.Contains(allowed, a.Key) || d.Gutenberg && a.Key == "style" {
						t.Errorf("%s: %s of %s is filtered", name, a.Key, token.Data)
					}
				}
				if !known {
					t.Errorf("%s: %s is filtered", name, token.Data)
				}
			}
		}
	}
}

var (
	call   = regexp.MustCompile(`(?i)\b[a-z]+\s*\(`)
	colour = regexp.MustCompile(`(?i)#[0-9a-f]{3}`)
)

// NukeViet drops attributes in which it sees a call, changes what looks like a
// colour, and lets no comment through; firewalls refuse ">(".
func TestFiltersFindNothing(t *testing.T) {
	for _, r := range append(reports(t), nasty()) {
		for name, d := range dialects {
			body := markup.Body(post(r), d)
			if strings.Contains(body, ">(") {
				t.Errorf("%s has >( in %s", name, body)
			}
			for _, token := range tokens(body) {
				if token.Type == html.CommentToken && !d.Gutenberg {
					t.Errorf("%s: comment %q", name, token.Data)
				}
				for _, a := range token.Attr {
					if call.MatchString(a.Val) || colour.MatchString(a.Val) {
						t.Errorf("%s: %s=%q", name, a.Key, a.Val)
					}
				}
			}
			for _, m := range regexp.MustCompile(`="[^"]*"`).FindAllString(body, -1) {
				if colour.MatchString(m) || strings.Contains(m, "&#") {
					t.Errorf("%s: a number in %s", name, m)
				}
			}
		}
	}
}

// Addresses mean the same after they were made harmless.
func TestLinks(t *testing.T) {
	body := markup.Body(post(nasty()), markup.Dialect{})
	for _, want := range []string{
		`<a href="https://suoimay.example.vn/a%281%29/file%282%29#%3123abc" rel="noopener">&#40;xem)</a>&#40;2026)<strong>&#40;đậm)</strong>`,
		`href="https://suoimay.example.vn/#dau-trang"`,
		`href="https://suoimay.example.vn/?q=&quot;x&quot;%27y%27"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	bad := model.Report{Blocks: model.Blocks{model.Paragraph{Text: model.Text{{Text: "a", Link: "javascript:alert(1)"}}}}}
	if got := markup.Body(post(bad), markup.Dialect{}); strings.Contains(got, "href") {
		t.Errorf("a link to nowhere good: %s", got)
	}
}

// bodyOf is one block behind a paragraph.
func bodyOf(b model.Block, d markup.Dialect) string {
	p := post(model.Report{Blocks: model.Blocks{model.Paragraph{ID: "a", Text: model.Plainly("Đầu")}, b}})
	_, rest, _ := strings.Cut(markup.Body(p, d), "Đầu</p>\n")
	return rest
}

func TestLists(t *testing.T) {
	text := model.Plainly
	list := model.List{ID: "l", Entries: []model.Text{text("a"), text("b\n(c)"), nil, text("d")}, Depths: []int{0, 2, 0, 0}}
	if got, want := bodyOf(list, dialects["nukeviet"]), "<ul><li>a<ul><li>b<br>&#40;c)</li></ul></li><li>d</li></ul>\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	list.Ordered = true
	list.Entries = list.Entries[:2]
	got := bodyOf(list, dialects["wordpress"])
	if got = got[strings.Index(got, "<!-- wp:list"):]; got != nestedList {
		t.Errorf("got %s, want %s", got, nestedList)
	}
	if read := markup.Read(got); !slices.Equal(read.Paragraphs, []string{"a", "b (c)"}) {
		t.Errorf("read %q", read.Paragraphs)
	}
}

// nestedList is a list as WordPress' editor writes it.
const nestedList = `<!-- wp:list {"ordered":true} -->
<ol>
<!-- wp:list-item -->
<li>a<!-- wp:list {"ordered":true} -->
<ol>
<!-- wp:list-item -->
<li>b<br>&#40;c)</li>
<!-- /wp:list-item -->
</ol>
<!-- /wp:list --></li>
<!-- /wp:list-item -->
</ol>
<!-- /wp:list -->
`

// Half a page is said by a style where portals keep it, and in WordPress by a
// narrow group; before the first comment a style does there, too.
func TestHalfPhotos(t *testing.T) {
	photo := model.Photos{ID: "f", Half: true, Pictures: []model.Picture{{Photo: modeltest.PhotoIDOf(nil), Caption: "Quang cảnh"}}}
	const style = `<figure class="image" style="width:50%;margin-left:auto;margin-right:auto"><img `
	if got := bodyOf(photo, dialects["nukeviet"]); !strings.Contains(got, style) {
		t.Errorf("no %s in %s", style, got)
	}
	const group = `<!-- wp:group {"layout":{"type":"constrained","contentSize":"50%"}} -->` + "\n" + `<div class="wp-block-group"><!-- wp:image {"id":`
	got := bodyOf(photo, dialects["wordpress"])
	if !strings.Contains(got, group) || strings.Contains(got, "style=") {
		t.Errorf("no %s, or a style, in %s", group, got)
	}
	first := markup.Body(post(model.Report{Blocks: model.Blocks{photo}}), dialects["wordpress"])
	if !strings.Contains(first, ` style="width:50%;`) || strings.Contains(first, "<!--") {
		t.Errorf("as the first element: %s", first)
	}
	photo.Half = false
	if got := bodyOf(photo, dialects["nukeviet"]); strings.Contains(got, "style") {
		t.Errorf("as wide as the page: %s", got)
	}
}

// What is not meant for readers leaves no trace.
func TestNotForReaders(t *testing.T) {
	r := modeltest.Crowded()
	bare := r
	bare.Waived, bare.Blocks = nil, slices.Clone(r.Blocks)
	for i, b := range bare.Blocks {
		if p, ok := b.(model.Paragraph); ok {
			p.Heard = ""
			bare.Blocks[i] = p
		}
	}
	bare.Credits.Bylines = bare.Credits.Bylines[:2] // the third is blank
	for name, d := range dialects {
		if markup.Body(post(r), d) != markup.Body(post(bare), d) {
			t.Errorf("%s tells what is not for readers", name)
		}
	}
}

// A photo that is not on the portal leaves no broken picture, and keeps its
// caption.
func TestPhotosStillToCome(t *testing.T) {
	r := modeltest.Crowded()
	p := export.Post{Mark: mark, Report: r}
	for name, d := range dialects {
		got := markup.Read(markup.Body(p, d))
		if len(got.Photos) > 0 || len(got.Captions) != photosIn(r) {
			t.Errorf("%s: %d photos, %d captions", name, len(got.Photos), len(got.Captions))
		}
	}
}

func TestStubIsShort(t *testing.T) {
	r := modeltest.Long(1, 3)
	r.Head.Sapo = model.Plainly(strings.Repeat("Hội nghị <đã> nghe (báo cáo) ", 40))
	got := markup.Read(markup.Stub(post(r), markup.Dialect{Gutenberg: true}))
	if len(got.Paragraphs) != 1 || len([]rune(got.Paragraphs[0])) > 201 || !strings.HasPrefix(got.Paragraphs[0], "Hội nghị <đã> nghe") {
		t.Errorf("%q", got.Paragraphs)
	}
	empty := markup.Read(markup.Stub(post(model.Report{}), markup.Dialect{}))
	if len(empty.Paragraphs) != 1 {
		t.Errorf("of nothing: %q", empty.Paragraphs)
	}
}
