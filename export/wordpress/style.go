package wordpress

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"tinxa/export/web"
	"tinxa/model"
)

// style is how the front page looks, as far as it says so in plain words. A
// page is hostile text: only what has the form of a colour, a width or a name is
// taken.
func (f *front) style() model.Style {
	s := model.Style{
		Site:   f.name(),
		Accent: colour(attribute(f.page, "meta", "name", "theme-color", "content")),
	}
	if s.Accent == "" {
		s.Accent = colour(variable(f.page, accentVariable))
	}
	if width, err := strconv.Atoi(variable(f.page, widthVariable)); err == nil && 300 <= width && width <= 2000 {
		s.Width = width
	}
	return s
}

// The variables in which block themes keep their main colour and the width of
// their column of text.
var (
	accentVariable = regexp.MustCompile(`--wp--preset--color--(?:primary|accent|brand)\s*:\s*(#[0-9a-fA-F]{3,6})\b`)
	widthVariable  = regexp.MustCompile(`--wp--style--global--content-size\s*:\s*(\d{3,4})px`)
	hexColour      = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)
	title          = regexp.MustCompile(`(?is)<title[^>]{0,200}>(.{1,500}?)</title>`)
	generator      = regexp.MustCompile(`(?i)^WordPress (\d[\w.-]{0,20})`)
)

func variable(page string, pattern *regexp.Regexp) string {
	if m := pattern.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}

// colour is a colour in six digits, or nothing.
func colour(said string) string {
	said = strings.ToLower(strings.TrimSpace(said))
	if !hexColour.MatchString(said) {
		return ""
	}
	if len(said) == 4 {
		return "#" + strings.Repeat(said[1:2], 2) + strings.Repeat(said[2:3], 2) + strings.Repeat(said[3:4], 2)
	}
	return said
}

// name is what the page calls its site.
func (f *front) name() string {
	if named := attribute(f.page, "meta", "property", "og:site_name", "content"); named != "" {
		return web.Said([]byte(named))
	}
	return web.Said([]byte(html.UnescapeString(variable(f.page, title))))
}

// version is that of WordPress, where the site does not hide it.
func (f *front) version() string {
	return variable(attribute(f.page, "meta", "name", "generator", "content"), generator)
}

// attribute finds the first element of a name whose attribute key holds value,
// and returns its attribute wanted.
func attribute(page, element, key, value, wanted string) string {
	for _, tag := range tags.FindAllStringSubmatch(page[:min(len(page), 512<<10)], -1) {
		if !strings.EqualFold(tag[1], element) {
			continue
		}
		all := map[string]string{}
		for _, m := range attributes.FindAllStringSubmatch(tag[2], -1) {
			all[strings.ToLower(m[1])] = html.UnescapeString(m[2] + m[3])
		}
		if strings.EqualFold(all[key], value) {
			return all[wanted]
		}
	}
	return ""
}

var (
	tags       = regexp.MustCompile(`(?i)<(meta|link)\s([^>]{1,1000})>`)
	attributes = regexp.MustCompile(`([a-zA-Z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
)
