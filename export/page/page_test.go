package page

import (
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/markup"
	"tinxa/model"
)

func sample() export.Post {
	b := exporttest.Sample()
	p := export.Post{Mark: "txthunghiem234567", Report: b.Report, Photos: map[model.PhotoID]model.RemotePhoto{}}
	for _, pic := range b.Report.Pictures() {
		if pic.Photo != "" {
			p.Photos[pic.Photo] = model.RemotePhoto{URL: export.ImageName(pic.Photo), Width: 48, Height: 32}
		}
	}
	return p
}

// TestDocument: a page for people, and the article in it for us.
func TestDocument(t *testing.T) {
	p := sample()
	document := Document(p)
	exporttest.Golden(t, "bai.html", []byte(document))
	if got := Body(document); got != strings.Trim(markup.Body(p, dialect), "\r\n") {
		t.Errorf("the article in the page is %q", got)
	}
	if lost := markup.Compare(p, model.Snapshot{Title: p.Report.Head.Title, HTML: Body(document)}); len(lost) != 0 {
		t.Errorf("lost %+v", lost)
	}
	if !Is(document, p.Mark) || Is("<html><form>login</form></html>", p.Mark) {
		t.Error("it is not told from a page to sign in")
	}
}

func TestStub(t *testing.T) {
	p := sample()
	if stub := Stub(p); !Is(stub, p.Mark) || !markup.Marked(Body(stub), p.Mark) || len(stub) > len(Document(p)) {
		t.Errorf("the first draft is %s", stub)
	}
}

// TestHostile: no word breaks out of its place.
func TestHostile(t *testing.T) {
	p := sample()
	p.Report = p.Report.Retext(func(string) string { return `</title></main><script>alert(1)</script>` })
	document := Document(p)
	if strings.Contains(document, "<script") || strings.Count(document, "</main>") != 1 || strings.Count(document, "</title>") != 1 {
		t.Errorf("it broke out: %s", document)
	}
}

func TestText(t *testing.T) {
	exporttest.Golden(t, "bai.txt", []byte(Text(sample().Report)))
	if got := Text(model.Report{}); got != "\n" {
		t.Errorf("nothing is %q", got)
	}
}

// TestEdited: what editors do to a page.
func TestEdited(t *testing.T) {
	for document, want := range map[string]string{
		"":                                     "",
		"<p>a</p>":                             "<p>a</p>",
		"<main>\r\n<p>a</p>\r\n</main>\r\n":    "<p>a</p>",
		"<h1>b</h1><main><p>a</p>":             "<p>a</p>",
		"<p>a</p>\n</main></body>":             "<p>a</p>",
		"<main><p>a</p></main><p>c</p></main>": "<p>a</p></main><p>c</p>",
	} {
		if got := Body(document); got != want {
			t.Errorf("%q: %q, want %q", document, got, want)
		}
	}
}

// FuzzBody: the article of a page is a part of it, and stays itself.
func FuzzBody(f *testing.F) {
	f.Add(Document(sample()))
	f.Add("</main><main>")
	f.Fuzz(func(t *testing.T, document string) {
		if body := Body(document); !strings.Contains(document, body) {
			t.Errorf("%q gives %q", document, body)
		}
	})
}
