package plaintext

import (
	"regexp"
	"strings"
	"unicode"
)

// communeName is a kind of commune and up to four words with a capital, or a
// number.
var communeName = regexp.MustCompile(`(?:^|[^\pL])((?i:` + communeKinds + `))\s+(\p{Lu}[\pL'’-]*(?:\s+\p{Lu}[\pL'’-]*){0,3}|\d{1,2}(?:[^\d/]|$))`)

// post is somebody's post right in front of "xã": a person follows, not a name.
var post = regexp.MustCompile(`(?i)(bí thư|chủ tịch|trưởng|phó|ủy viên|uỷ viên|đồng chí)[^,.;:]{0,40}$`)

// communeIn is the first commune that s names: "xã Suối Mây".
func communeIn(s string) string {
	if strings.ToUpper(s) == s {
		return "" // in capitals alone nothing tells where the name ends
	}
	for _, at := range communeName.FindAllStringSubmatchIndex(s, -1) {
		kind := strings.ToLower(s[at[2]:at[3]])
		name := strings.TrimFunc(s[at[4]:at[5]], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		words := strings.Fields(name)
		if post.MatchString(s[:at[2]]) && len(words) > 1 && surnames[strings.ToLower(words[0])] && !followed(s[at[5]:]) {
			continue
		}
		return kind + " " + name
	}
	return ""
}

// followed reports whether a name ends with its clause, as that of a commune
// in a post does: "Bí thư Đảng ủy xã Suối Mây; …".
func followed(rest string) bool {
	return rest == "" || strings.ContainsAny(rest[:1], ",.;:)")
}

func firstCommune(texts []string) string {
	for _, text := range texts {
		if found := communeIn(text); found != "" {
			return found
		}
	}
	return ""
}
