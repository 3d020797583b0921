package nukesite

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// tagsKept are the elements that NukeViet leaves in an article; of others the
// text stays.
var tagsKept = func() map[string]bool {
	all := map[string]bool{}
	for tag := range strings.FieldsSeq(`a b blockquote br caption code col colgroup div em figcaption figure h1 h2 h3 h4
		h5 h6 hr i iframe img li mark ol p pre s span strong sub sup table tbody td th tr u ul video audio source track`) {
		all[tag] = true
	}
	return all
}()

var (
	call = regexp.MustCompile(`(?i)\b(eval|exec|file|system|passthru|shell_exec|popen|unlink)\s*\(`)
	hash = regexp.MustCompile(`#[0-9a-fA-F]{3}\b`)
)

// Filter is what NukeViet makes of the HTML of an article: scripts go with their
// text, styles leave theirs behind, comments and unknown elements go, and
// attributes that look like code.
func Filter(body string) string {
	tags := html.NewTokenizer(strings.NewReader(body))
	var b strings.Builder
	inScript := false
	for {
		kind := tags.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := string(tags.Raw())
		t := tags.Token()
		switch {
		case t.Data == "script" && kind != html.TextToken:
			inScript = kind == html.StartTagToken
		case inScript, kind == html.CommentToken, kind == html.DoctypeToken:
		case kind == html.TextToken:
			b.WriteString(raw)
		case !tagsKept[t.Data]:
		case kind == html.EndTagToken:
			b.WriteString("</" + t.Data + ">")
		default:
			writeTag(&b, t, kind == html.SelfClosingTagToken)
		}
	}
}

func writeTag(b *strings.Builder, t html.Token, closed bool) {
	b.WriteString("<" + t.Data)
	for _, a := range t.Attr {
		if strings.HasPrefix(a.Key, "on") || call.MatchString(a.Val) {
			continue
		}
		value := hash.ReplaceAllString(a.Val, "rgb(0,0,0)")
		b.WriteString(" " + a.Key + `="` + html.EscapeString(value) + `"`)
	}
	if closed || t.Data == "img" {
		b.WriteString(" /")
	}
	b.WriteString(">")
}
