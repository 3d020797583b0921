package exporttest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"tinxa/model"
)

// articleElements are what every portal keeps; pageElements may stand around
// and in an article.
var (
	articleElements = strings.Fields("p br h2 h3 ul ol li blockquote strong em u a figure figcaption img " +
		"table caption thead tbody tfoot tr th td")
	pageElements = append(strings.Fields("html head meta title style body main article header h1"), articleElements...)
)

// Harmless checks that a page holds only elements of ours, no script and no
// address of a kind that a report may not hold.
func Harmless(t *testing.T, page []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatalf("parse page: %v", err)
	}
	styles := 0
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		case html.ElementNode:
			if n.Data == "style" {
				styles++
			}
			harmlessElement(t, n)
		}
	}
	if styles > 1 {
		t.Errorf("%d style elements, want one", styles)
	}
}

func harmlessElement(t *testing.T, n *html.Node) {
	t.Helper()
	if !slices.Contains(pageElements, n.Data) {
		t.Errorf("element %s", n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"):
			t.Errorf("%s has a handler %s", n.Data, a.Key)
		case a.Key == "href" && !model.GoodLink(a.Val):
			t.Errorf("a link to %q", a.Val)
		case a.Key == "src" && !strings.HasPrefix(a.Val, "anh/") && !strings.HasPrefix(a.Val, "data:image/jpeg;base64,"):
			t.Errorf("an image from %q", a.Val)
		case a.Key == "style":
			t.Errorf("%s has a style %q", n.Data, a.Val)
		}
	}
}

// Pasteable checks that a fragment holds only elements and attributes that
// every portal keeps, and an alternative text for every image.
func Pasteable(t *testing.T, fragment []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(fragment))
	if err != nil {
		t.Fatalf("parse fragment: %v", err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || slices.Contains([]string{"html", "head", "body"}, n.Data) {
			continue // the parser adds these three
		}
		if !slices.Contains(articleElements, n.Data) {
			t.Errorf("element %s", n.Data)
		}
		if n.Data == "img" && !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "alt" && a.Val != "" }) {
			t.Errorf("an image without alternative text: %v", n.Attr)
		}
		for _, a := range n.Attr {
			known := a.Key == "class" || strings.HasPrefix(a.Key, "data-") ||
				n.Data == "a" && a.Key == "href" || n.Data == "img" && (a.Key == "src" || a.Key == "alt")
			if !known {
				t.Errorf("%s has the attribute %s", n.Data, a.Key)
			}
		}
		harmlessElement(t, n)
	}
}
