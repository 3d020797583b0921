package nukeviet

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// page is what the portal showed.
type page struct {
	body []byte
	at   *url.URL  // where it came from
	to   *url.URL  // where it sends to by HTTP; nil for nowhere
	now  time.Time // the portal's clock; zero where it does not say
}

// has reports whether the page has a form with a control of that name.
func (p page) has(name string) bool {
	_, found := formWith(p.body, name)
	return found
}

// row is an article in the list of the administration.
type row struct {
	id    string
	href  string // for readers
	class string // its colour, by status
	token string // that deletes it; empty where the account may not
}

// rowsOf lists the articles of a list page.
func rowsOf(body []byte) []row {
	var all []row
	class := ""
	eachTag(body, func(tag string, a map[string]string) {
		switch {
		case tag == "tr":
			class = strings.TrimSpace(a["class"])
		case tag == "a" && rowID.MatchString(a["id"]):
			all = append(all, row{id: a["id"][len("id_"):], href: a["href"], class: class})
		case len(all) > 0:
			last := &all[len(all)-1]
			if id, token := tokenOf(a); id == last.id {
				last.token = token
			}
		}
	})
	return all
}

var rowID = regexp.MustCompile(`^id_[0-9]{1,12}$`)

// tokenOf finds what deletes an article: until 4.5 it is a call of a script,
// since 4.6 data beside the button.
func tokenOf(a map[string]string) (id, token string) {
	if a["data-toggle"] == "nv_del_content" {
		return a["data-id"], a["data-checkss"]
	}
	if m := deletion.FindStringSubmatch(a["onclick"]); m != nil {
		return m[1], m[2]
	}
	return "", ""
}

var deletion = regexp.MustCompile(`nv_del_content\(\s*([0-9]{1,12})\s*,\s*['"]([0-9a-zA-Z]{1,64})['"]`)

// searchOf is the token of the search on a list page; not without one.
func searchOf(body []byte) (token string, found bool) {
	f, found := formWith(body, "checkss")
	if !found || !f.has("q") {
		return "", false
	}
	return f.value("checkss"), f.value("checkss") != ""
}

// shelved is a photo in the portal's own list of files.
type shelved struct {
	name          string
	width, height int
}

// shelfOf lists the photos of a page of files.
func shelfOf(body []byte) []shelved {
	var all []shelved
	eachTag(body, func(tag string, a map[string]string) {
		if tag != "img" || !strings.Contains(a["class"], "previewimg") || a["title"] == "" {
			return
		}
		photo := shelved{name: a["title"]}
		if size := strings.SplitN(a["name"], "|", 3); len(size) == 3 {
			photo.width, _ = strconv.Atoi(size[0])
			photo.height, _ = strconv.Atoi(size[1])
		}
		all = append(all, photo)
	})
	return all
}

// uploadDir is where the form of an article lets its photos be put: "uploads/
// news/2026_11". Editions write it in different places.
func uploadDir(body []byte) string {
	for _, place := range dirPlaces {
		if m := place.FindSubmatch(body); m != nil {
			dir, err := url.QueryUnescape(string(m[1]))
			if dir = strings.Trim(dir, "/"); err == nil && dirShape.MatchString(dir) && !strings.Contains(dir, "..") {
				return dir
			}
		}
	}
	return ""
}

var (
	dirPlaces = []*regexp.Regexp{
		regexp.MustCompile(`upload_current\s*=\s*["']([^"']{1,300})["']`),
		regexp.MustCompile(`data-currentpath=["']([^"']{1,300})["']`),
		regexp.MustCompile(`filebrowserImageUploadUrl\s*:\s*["'][^"']{0,300}?path=([^"'&]{1,300})`),
		regexp.MustCompile(`currentpath=([^"'&]{1,300})`),
	}
	dirShape = regexp.MustCompile(`^[\w./-]{1,300}$`)
)

// scriptNumber reads a number that a script of the page sets: nv_max_width =
// '1500'.
func scriptNumber(body []byte, name string) (float64, bool) {
	m := regexp.MustCompile(regexp.QuoteMeta(name) + `\s*=\s*["']?(-?[0-9]{1,12}(?:\.[0-9]{1,4})?)`).FindSubmatch(body)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(m[1]), 64)
	return n, err == nil
}

// scriptWord reads a word that a script of the page sets: nv_lang_data="vi".
func scriptWord(body []byte, name string) (string, bool) {
	m := regexp.MustCompile(regexp.QuoteMeta(name) + `\s*=\s*["']([^"'<>]{0,100})["']`).FindSubmatch(body)
	if m == nil {
		return "", false
	}
	return string(m[1]), true
}

// isAdministration reports whether a page is one for those who are signed in.
func isAdministration(body []byte) bool {
	n, found := scriptNumber(body, "nv_area_admin")
	return found && n == 1
}

// refreshOf is where a page leads after some seconds.
func refreshOf(p page) *url.URL {
	var to *url.URL
	eachTag(p.body, func(tag string, a map[string]string) {
		if to != nil || tag != "meta" || !strings.EqualFold(a["http-equiv"], "refresh") || p.at == nil {
			return
		}
		if _, ref, found := strings.Cut(a["content"], "="); found {
			to, _ = p.at.Parse(strings.Trim(strings.TrimSpace(ref), `'"`))
		}
	})
	return to
}

// pictureOf is the address of the captcha on a page with a form to log in.
func pictureOf(body []byte) string {
	src := ""
	eachTag(body, func(tag string, a map[string]string) {
		if tag == "img" && src == "" && (a["id"] == "vimg" || strings.Contains(a["src"], "scaptcha=")) {
			src = a["src"]
		}
	})
	return src
}

// said is the text of the first element of one of the given classes or names
// that is not empty and stands outside every form: within the form to log in
// NukeViet shows a warning of its own that looks like an error.
func said(body []byte, wanted ...string) string {
	tags := html.NewTokenizer(bytes.NewReader(body))
	text, tag, form := "", "", 0
	for {
		switch tags.Next() {
		case html.ErrorToken:
			return plain(text)
		case html.StartTagToken:
			t := tags.Token()
			if t.Data == "form" {
				form++
			}
			if tag == "" && form == 0 && isWanted(t, wanted) {
				tag = t.Data
			}
		case html.EndTagToken:
			t := tags.Token()
			if t.Data == "form" {
				form--
			}
			if tag == t.Data {
				if plain(text) != "" {
					return plain(text)
				}
				tag, text = "", ""
			}
		case html.TextToken:
			if tag != "" && len(text) < longestLabel {
				text += tags.Token().Data + " "
			}
		}
	}
}

func isWanted(t html.Token, wanted []string) bool {
	classes := strings.Fields(attributes(t)["class"])
	return slices.ContainsFunc(wanted, func(w string) bool { return t.Data == w || slices.Contains(classes, w) })
}

// plain is one line, at most 200 letters.
func plain(s string) string { return shorten(strings.Join(strings.Fields(s), " "), 200) }

// words are the lines of a text that may be HTML.
func words(s string) string {
	tags := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	for {
		switch tags.Next() {
		case html.ErrorToken:
			return trimmed(b.String())
		case html.TextToken:
			b.WriteString(tags.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			switch tags.Token().Data {
			case "br", "p", "div":
				b.WriteString("\n")
			}
		}
	}
}

// trimmed drops blank lines and the blanks around the others.
func trimmed(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func eachTag(body []byte, see func(tag string, a map[string]string)) {
	tags := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch tags.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			t := tags.Token()
			see(t.Data, attributes(t))
		}
	}
}
