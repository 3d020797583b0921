package markup

import (
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/viet"
)

// same is s in the one way in which equal readings are equal: NFC, single
// spaces, and the plain form of what portals and keyboards write in several.
func same(s string) string {
	s = variants.Replace(strings.Map(oneOf, viet.Normal(strings.ToValidUTF8(s, "\ufffd"))))
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return strings.TrimPrefix(oneLine(s), "- ") // before who is quoted; themes print it
}

// oneOf is the plain form of a character; invisible ones vanish.
func oneOf(r rune) rune {
	switch r {
	case '“', '”', '„', '‟', '″', '«', '»', '＂':
		return '"'
	case '‘', '’', '‚', '‛', '′', 'ʼ', '`', '´':
		return '\''
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '×':
		return 'x'
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return -1
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return printed(r)
}

// variants are what WordPress' wptexturize makes of several characters.
var variants = strings.NewReplacer("…", "...", "''", `"`, " (tm)", " ™")

// photoKey is what stays of a photo's address when a portal makes other sizes of
// it or keeps two of one name: "anh-0123456789ab", or the bare name of the file.
// An address without such a name is its own key.
func photoKey(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return address
	}
	name := strings.ToLower(path.Base(u.Path))
	if ours := ourName.FindString(name); ours != "" {
		return ours
	}
	ending := path.Ext(name)
	if !isPhotoEnding(ending) {
		return u.Path + "?" + u.RawQuery
	}
	stem := strings.TrimSuffix(name, ending)
	for _, suffix := range []*regexp.Regexp{sizeSuffix, twinSuffix} {
		if short := suffix.ReplaceAllString(stem, ""); short != "" {
			stem = short
		}
	}
	return stem
}

var (
	ourName    = regexp.MustCompile(`anh-[0-9a-f]{12}`)
	sizeSuffix = regexp.MustCompile(`(-scaled|-\d{2,5}x\d{2,5}|-rotated)+$`)
	twinSuffix = regexp.MustCompile(`_\d{1,3}$`)
)

func isPhotoEnding(ending string) bool {
	switch ending {
	case ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif":
		return true
	}
	return false
}

// keysOf lists the keys under which a photo may stand on a portal.
func keysOf(id model.PhotoID, at model.RemotePhoto) []string {
	return []string{photoKey(at.URL), photoKey(export.ImageName(id))}
}
