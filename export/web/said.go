package web

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"unicode"

	"tinxa/model/viet"
)

// saidMax is the length of what is shown of an answer, in runes.
const saidMax = 200

// Said is what a page, or the message in a JSON answer, says: one line of plain
// text of at most 200 runes, in NFC.
func Said(page []byte) string {
	var answer struct {
		Message, Error, Detail, Title any
	}
	if json.Unmarshal(page, &answer) == nil {
		for _, said := range []any{answer.Message, answer.Error, answer.Detail, answer.Title} {
			if s, ok := said.(string); ok && s != "" {
				return plain(s)
			}
		}
	}
	return plain(string(page[:min(len(page), 64<<10)]))
}

// said is what an answer says, without what the request kept secret.
func (a Answer) said() string {
	body := string(a.Body)
	for _, secret := range a.asked.hide {
		if secret != "" {
			body = strings.ReplaceAll(body, secret, "…")
		}
	}
	return Said([]byte(body))
}

var (
	unread = regexp.MustCompile(`(?is)<!--.*?(-->|$)|<(script|style|noscript|template|svg)\b.*?(</(script|style|noscript|template|svg)\s*>|$)`)
	tag    = regexp.MustCompile(`<[/!a-zA-Z][^>]*(>|$)`)
)

// plain is the text of a piece of HTML, or of what is none.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = tag.ReplaceAllString(unread.ReplaceAllString(s, " "), " ")
	s = strings.Map(visible, html.UnescapeString(s))
	return shorten(viet.Normal(strings.Join(strings.Fields(s), " ")))
}

// visible drops what would turn or hide a line: controls and format characters.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.C, r):
		return -1
	}
	return r
}

func shorten(s string) string {
	runes := []rune(s)
	if len(runes) <= saidMax {
		return s
	}
	return strings.TrimSpace(string(runes[:saidMax-1])) + "…"
}
