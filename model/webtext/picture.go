package webtext

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"tinxa/model"
	"tinxa/model/viet"
)

// smallSide is the side, in pixels, up to which a picture is a smiley, an icon
// or a counter, and no photo.
const smallSide = 32

// image is a picture of the page.
func (in *reader) image(t html.Token) {
	alt := strings.Join(strings.Fields(viet.Normal(attribute(t, "alt"))), " ")
	if isSmall(t) {
		if isSmiley(alt) {
			in.words(alt)
		}
		return
	}
	from, ok := sourceOf(t)
	if !ok || in.images == maxImages {
		return
	}
	in.images++
	in.end()
	p := model.Picture{Alt: alt, Name: nameOf(from)}
	in.here().picture(p, from, in.figure.group)
	if in.figure.words != "" && in.here().caption(in.figure.words) {
		in.figure.words = ""
	}
}

// isSmall reports whether a picture says that it is small.
func isSmall(t html.Token) bool {
	width, wide := side(t, "width")
	height, high := side(t, "height")
	return wide && high && min(width, height) <= smallSide || wide && width <= 2 || high && height <= 2
}

// side is a length of a picture in pixels, as its style says, or an attribute.
func side(t html.Token, name string) (int, bool) {
	value := attribute(t, name)
	declarations(attribute(t, "style"), func(property, said string) {
		if property == name {
			value = strings.TrimSuffix(said, "px")
		}
	})
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return int(n), err == nil && n >= 0 && n < 1<<20
}

// isSmiley reports whether words that stand for a picture are one sign.
func isSmiley(alt string) bool {
	letter := func(r rune) bool { return r < 0x80 || unicode.IsLetter(r) || unicode.IsNumber(r) }
	return alt != "" && utf8.RuneCountInString(alt) <= 8 && !strings.ContainsFunc(alt, letter)
}

func sourceOf(t html.Token) (Source, bool) {
	src := strings.TrimSpace(attribute(t, "src"))
	if late := strings.TrimSpace(attribute(t, "data-src")); late != "" && (src == "" || strings.HasPrefix(src, "data:")) {
		src = late
	}
	scheme, rest, _ := strings.Cut(src, ":")
	switch strings.ToLower(scheme) {
	case "data":
		data, ok := dataOf(rest)
		return Source{Data: data}, ok
	case "file":
		path, ok := pathOf(rest)
		return Source{File: path}, ok
	case "http", "https":
		return Source{URL: src}, model.GoodLink(src)
	}
	return Source{}, false
}

// dataOf is the picture in what follows data: (RFC 2397).
func dataOf(rest string) ([]byte, bool) {
	head, body, found := strings.Cut(rest, ",")
	kind := strings.ToLower(head)
	if !found || !strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "image/svg") {
		return nil, false
	}
	if !strings.HasSuffix(kind, ";base64") {
		plain, err := url.PathUnescape(body)
		return []byte(plain), err == nil && plain != ""
	}
	body = strings.Map(base64Digit, body)
	data, err := base64.RawStdEncoding.DecodeString(body)
	return data, err == nil && len(data) > 0
}

// base64Digit drops what may stand between the digits: white space, and the
// signs that fill up the end.
func base64Digit(r rune) rune {
	if r == '=' || unicode.IsSpace(r) {
		return -1
	}
	return r
}

var driveLetter = regexp.MustCompile(`^/?[A-Za-z]:[/\\]`)

// pathOf is the path on this machine in what follows file: (RFC 8089). Word writes
// the path of Windows as it is. An address that names another machine, however it
// is written, has none: Windows would greet that with the user's name and password
// hash. Nor has one of what is no file in a folder, as "/??/UNC/…".
func pathOf(rest string) (string, bool) {
	plain, err := url.PathUnescape(rest)
	if err != nil || strings.ContainsRune(plain, 0) {
		return "", false
	}
	path, network := strings.CutPrefix(strings.ReplaceAll(plain, `\`, "/"), "//")
	if network {
		path = strings.TrimPrefix(path, "localhost")
	}
	switch {
	case driveLetter.MatchString(path):
		return strings.TrimPrefix(path, "/"), true
	case strings.HasPrefix(path, "//"), strings.HasPrefix(path, "/?"), !strings.HasPrefix(path, "/"):
		return "", false
	}
	return path, true
}

// nameOf is the name of the file that a picture of the web comes from. Names of
// files on this machine are passing ones, which office programs made.
func nameOf(from Source) string {
	u, err := url.Parse(from.URL)
	if err != nil {
		return ""
	}
	return viet.Normal(u.Path[strings.LastIndexByte(u.Path, '/')+1:])
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
