package markup_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
	"tinxa/model/modeltest"
)

// stands is what a portal shows that kept everything.
func stands(p export.Post, d markup.Dialect) model.Snapshot {
	s := model.Snapshot{Title: p.Report.Head.Title, HTML: markup.Body(p, d)}
	if !d.Sapo {
		s.Sapo = strings.ReplaceAll(html.EscapeString(p.Report.Head.Sapo.Plain()), "\n", "<br />")
	}
	return s
}

// retold is a body after a portal changed its texts and addresses.
func retold(body string, text func(string) string, photo func(string) string) string {
	var b strings.Builder
	for _, token := range tokens(body) {
		switch {
		case token.Type == html.TextToken:
			token.Data = text(token.Data)
		case token.Data == "img":
			for i, a := range token.Attr {
				if a.Key == "src" {
					token.Attr[i].Val = photo(a.Val)
				}
			}
		}
		b.WriteString(token.String())
	}
	return b.String()
}

func unchanged(s string) string { return s }

// texturize writes as WordPress does.
func texturize(s string) string {
	s = strings.NewReplacer(" - ", " – ", "...", "…", "'", "’").Replace(s)
	return regexp.MustCompile(`"([^"]*)"`).ReplaceAllString(s, "“$1”")
}

// habits are what portals do to every article by themselves.
var habits = map[string]func(string) string{
	"typography": func(b string) string { return retold(b, texturize, unchanged) },
	"decomposed": func(b string) string { return retold(b, norm.NFD.String, unchanged) },
	"hard spaces": func(b string) string {
		return retold(b, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }, unchanged)
	},
	"line breaks": func(b string) string {
		return retold(b, func(s string) string { return strings.ReplaceAll(s, ". ", ".\n") }, unchanged)
	},
	"autop":           func(b string) string { return strings.ReplaceAll(b, ". ", ".<br />\n") },
	"smaller photos":  func(b string) string { return retold(b, unchanged, named("-1600x900.jpg")) },
	"scaled photos":   func(b string) string { return retold(b, unchanged, named("-scaled.jpg")) },
	"twins of photos": func(b string) string { return retold(b, unchanged, named("_1.jpg")) },
	"attributes gone": func(b string) string {
		return regexp.MustCompile(` (class|style|rel|alt|width|height)="[^"]*"`).ReplaceAllString(b, "")
	},
	"attributes more": func(b string) string {
		return strings.ReplaceAll(b, "<img ", `<img loading="lazy" srcset="a-300x200.jpg 300w" `)
	},
	"comments gone": func(b string) string { return regexp.MustCompile(`<!--.*?-->`).ReplaceAllString(b, "") },
	"entities":      func(b string) string { return strings.ReplaceAll(b, "ộ", "&#7897;") },
	"lazy photos": func(b string) string {
		return strings.ReplaceAll(b, ` src="`, ` src="data:image/gif;base64,R0" data-src="`)
	},
	"photos elsewhere": func(b string) string {
		return strings.ReplaceAll(b, "https://suoimay.example.vn/uploads/2026/11", "/uploads/news/2026_11")
	},
	"a script": func(b string) string { return b + `<script>var a = "b";</script><style>p{}</style>` },
}

func named(ending string) func(string) string {
	return func(src string) string { return strings.TrimSuffix(src, ".jpg") + ending }
}

// What portals do by themselves is no loss and no change, and the article stays
// ours.
func TestHabitsAreNoLoss(t *testing.T) {
	for _, r := range reports(t) {
		p := post(r)
		for name, d := range dialects {
			before := stands(p, d)
			if lost := markup.Compare(p, before); len(lost) > 0 || !markup.Ours(p, before) {
				t.Errorf("%s, nothing was done to %q: lost %v", name, r.Head.Title, lost)
			}
			for habit, change := range habits {
				after := before
				after.HTML = change(before.HTML)
				if habit == "typography" || habit == "decomposed" {
					after.Title = norm.NFD.String(texturize(after.Title))
				}
				if lost := markup.Compare(p, after); len(lost) > 0 {
					t.Errorf("%s, %s: lost %v", name, habit, lost)
				}
				if markup.Hash(after) != markup.Hash(before) {
					t.Errorf("%s, %s of %q: another hash", name, habit, r.Head.Title)
				}
				if !markup.Ours(p, after) {
					t.Errorf("%s, %s of %q: no longer ours", name, habit, r.Head.Title)
				}
			}
		}
	}
}

// element is one line of a plain body, which is one element.
func elements(body string) []string { return strings.Split(strings.TrimSpace(body), "\n") }

// Whatever element a portal drops, that and nothing else is told.
func TestDroppedElementsAreTold(t *testing.T) {
	for _, r := range reports(t) {
		p := post(r)
		for name, d := range map[string]markup.Dialect{"nukeviet": dialects["nukeviet"], "sapo": {Sapo: true}} {
			all := elements(markup.Body(p, d))
			for i, gone := range all {
				there := stands(p, d)
				there.HTML = strings.Join(slices.Delete(slices.Clone(all), i, i+1), "\n")
				want := markup.Read(gone)
				got := map[string]int{}
				for _, l := range markup.Compare(p, there) {
					got[l.What]++
				}
				texts := got["paragraph"] + got["sapo"]
				if texts != len(want.Paragraphs) || got["caption"] != len(want.Captions) || got["photo"] != len(want.Photos) {
					t.Errorf("%s without %s: told %v", name, gone, got)
				}
				if markup.Hash(there) == markup.Hash(stands(p, d)) {
					t.Errorf("%s without %s: the same hash", name, gone)
				}
			}
		}
	}
}

func TestLosses(t *testing.T) {
	r := modeltest.Report(1)
	r.Head.Sapo = model.Plainly("Sáng nay, xã họp.")
	p := post(r)
	pic := r.Pictures()[0]
	whole := stands(p, dialects["nukeviet"])
	tests := []struct {
		name   string
		change func(*model.Snapshot)
		want   []model.Loss
	}{
		{"title", func(s *model.Snapshot) { s.Title = "Bài không tên" }, []model.Loss{{What: "title", Text: r.Head.Title}}},
		{"title cut", func(s *model.Snapshot) { s.Title = s.Title[:10] }, []model.Loss{{What: "title", Text: r.Head.Title}}},
		{"sapo", func(s *model.Snapshot) { s.Sapo = "" }, []model.Loss{{What: "sapo", Text: "Sáng nay, xã họp."}}},
		{"sapo in the body", func(s *model.Snapshot) { s.HTML, s.Sapo = "<p>"+s.Sapo+"</p>"+s.HTML, "" }, nil},
		{"photo", func(s *model.Snapshot) { s.HTML = regexp.MustCompile(`<img[^>]*>`).ReplaceAllString(s.HTML, "") }, []model.Loss{{What: "photo", Text: pic.Name}}},
		{"another photo", func(s *model.Snapshot) { s.HTML = strings.ReplaceAll(s.HTML, "/anh-", "/other-") }, []model.Loss{{What: "photo", Text: pic.Name}}},
		{"caption as text", func(s *model.Snapshot) { s.HTML = strings.ReplaceAll(s.HTML, "figcaption", "em") }, nil},
		{"paragraphs joined", func(s *model.Snapshot) { s.HTML = strings.ReplaceAll(s.HTML, "</p>\n<p>", "<br /><br />") }, nil},
		{"paragraphs parted", func(s *model.Snapshot) { s.HTML = strings.ReplaceAll(s.HTML, ". ", ".</p><p>") }, nil},
		{"elements unknown", func(s *model.Snapshot) {
			s.HTML = strings.NewReplacer("<p", "<section", "</p", "</section").Replace(s.HTML)
		}, nil},
	}
	for _, tt := range tests {
		there := whole
		tt.change(&there)
		if got := markup.Compare(p, there); !slices.Equal(got, tt.want) {
			t.Errorf("%s: told %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A number is not found within another.
func TestShortParagraphs(t *testing.T) {
	r := model.Report{Head: model.Head{Title: "a"}, Blocks: model.Blocks{
		model.Paragraph{Text: model.Plainly("12")}, model.Paragraph{Text: model.Plainly("12")}, model.Paragraph{Text: model.Plainly("Có 125 hộ")},
	}}
	p := post(r)
	for body, lost := range map[string]int{
		"<p>12</p><p>12</p><p>Có 125 hộ</p>":     0,
		"<p>12<br>12<br>Có 125 hộ</p>":           0,
		"<p>12</p><p>Có 125 hộ</p>":              1,
		"<p>Có 125 hộ</p>":                       2,
		"<p>112</p><p>120</p><p>Có 125 hộ</p>":   2,
		"<p>12</p><p>12</p><p>Có 1250 hộ</p>":    1,
		"<p>12</p><p>12</p><p>Có 125 hộ mới</p>": 0, // more than was sent is no loss
	} {
		if got := markup.Compare(p, model.Snapshot{Title: "a", HTML: body}); len(got) != lost {
			t.Errorf("%s: lost %v", body, got)
		}
	}
}

// Every word, number and photo counts in the hash.
func TestHashSeesChanges(t *testing.T) {
	p := post(modeltest.Report(2))
	before := stands(p, dialects["wordpress"])
	seen := map[string]string{markup.Hash(before): "nothing"}
	check := func(what string, s model.Snapshot) {
		if other, taken := seen[markup.Hash(s)]; taken {
			t.Errorf("%s hashes as %s", what, other)
		}
		seen[markup.Hash(s)] = what
	}
	count := 0
	for i, token := range tokens(before.HTML) {
		if token.Type != html.TextToken || strings.TrimSpace(token.Data) == "" {
			continue
		}
		count++
		at := 0
		after := before
		after.HTML = retold(before.HTML, func(s string) string {
			if strings.TrimSpace(s) != "" {
				at++
			}
			if at == count && strings.TrimSpace(s) != "" {
				return s + "7"
			}
			return s
		}, unchanged)
		check(fmt.Sprint("text ", i), after)
	}
	if count < 5 {
		t.Errorf("only %d texts", count)
	}
	photo := before
	photo.HTML = strings.Replace(before.HTML, "/anh-", "/anh-moi-", 1)
	photo.HTML = regexp.MustCompile(`anh-moi-[0-9a-f]{12}`).ReplaceAllString(photo.HTML, "anh-0123456789ab")
	check("photo", photo)
	film := before
	film.HTML += `<iframe src="https://phim.example.vn/nhung/1"></iframe>`
	check("film", film)
	title, sapo := before, before
	title.Title += " 2"
	sapo.Sapo = "Mới"
	check("title", title)
	check("sapo", sapo)
	status := before
	status.Status, status.By = model.PostPublic, "Biên tập"
	if markup.Hash(status) != markup.Hash(before) {
		t.Error("the status changes the hash")
	}
}

func TestOurs(t *testing.T) {
	r := modeltest.Report(1)
	p := post(r)
	whole := stands(p, dialects["plain"])
	tests := []struct {
		name   string
		change func(*model.Snapshot)
		want   bool
	}{
		{"all of it", func(*model.Snapshot) {}, true},
		{"the stub", func(s *model.Snapshot) { s.HTML = markup.Stub(p, markup.Dialect{}) }, true},
		{"nothing yet", func(s *model.Snapshot) { *s = model.Snapshot{} }, true},
		{"captions dropped", func(s *model.Snapshot) {
			s.HTML = regexp.MustCompile(`<figcaption>.*?</figcaption>`).ReplaceAllString(s.HTML, "")
		}, true},
		{"paragraphs joined", func(s *model.Snapshot) { s.HTML = strings.ReplaceAll(s.HTML, "</p>\n<p>", "<br />") }, true},
		{"a new paragraph", func(s *model.Snapshot) { s.HTML += "<p>Tin thêm của biên tập viên.</p>" }, false},
		{"a new number", func(s *model.Snapshot) { s.HTML += "<p>48</p>" }, false},
		{"a changed word", func(s *model.Snapshot) { s.HTML = strings.Replace(s.HTML, "</p>", " mới</p>", 2) }, false},
		{"a photo more", func(s *model.Snapshot) { s.HTML += `<img src="/uploads/khac.jpg">` }, false},
		{"a film", func(s *model.Snapshot) { s.HTML += `<video src="/phim/hoi-nghi-tong-ket.mp4"></video>` }, false},
		{"another title", func(s *model.Snapshot) { s.Title = "Khác" }, false},
		{"another sapo", func(s *model.Snapshot) { s.Sapo = "Biên tập viên viết lại." }, false},
	}
	for _, tt := range tests {
		there := whole
		tt.change(&there)
		if got := markup.Ours(p, there); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// Photos on portals that name them in their own way are told apart.
func TestForeignPhotoNames(t *testing.T) {
	r := modeltest.Report(1)
	id := r.Pictures()[0].Photo
	for _, tt := range []struct {
		url, there string
		kept       bool
	}{
		{"/documents/20121/0/HoiNghi.JPG/5f1c?t=1", "/documents/20121/0/HoiNghi.JPG/5f1c?t=1", true},
		{"/image?id=5", "/image?id=5", true},
		{"/image?id=5", "/image?id=6", false},
		{"/uploads/Hoi-Nghi.jpg", "https://x.example.vn/cache/hoi-nghi-1600x900.webp", true},
		{"/uploads/hoi-nghi.jpg", "/uploads/hoi-nghi_12.jpg", true},
		{"/uploads/hoi-nghi.jpg", "/uploads/hoi-nghi-2.jpg", false},
		{"/uploads/_1.jpg", "/uploads/_2.jpg", false},
	} {
		p := export.Post{Mark: mark, Report: r, Photos: map[model.PhotoID]model.RemotePhoto{id: {URL: tt.url}}}
		there := stands(p, dialects["plain"])
		there.HTML = strings.ReplaceAll(there.HTML, `src="`+tt.url+`"`, `src="`+tt.there+`"`)
		if kept := len(markup.Compare(p, there)) == 0; kept != tt.kept {
			t.Errorf("%s as %s: kept %v", tt.url, tt.there, kept)
		}
	}
}
