package markup

import (
	"regexp"
	"strings"
	"unicode"

	"tinxa/model"
)

// runs is styled text with its line breaks; a link of several styles stays one
// link.
func runs(t model.Text) string {
	var b strings.Builder
	link := ""
	turn := func(to string) {
		if link != "" && to != link {
			b.WriteString("</a>")
		}
		if to != "" && to != link {
			b.WriteString(`<a href="` + address(to) + `" rel="noopener">`)
		}
		link = to
	}
	for _, s := range t.Tidy() {
		if model.GoodLink(s.Link) {
			turn(s.Link)
		} else {
			turn("")
		}
		b.WriteString(styled(s))
	}
	turn("")
	return b.String()
}

// styles are the elements of the marks, the outermost first.
var styles = []struct {
	mark model.Mark
	tag  string
}{{model.Bold, "strong"}, {model.Italic, "em"}, {model.Underline, "u"}}

func styled(s model.Span) string {
	lines := strings.Split(s.Text, "\n")
	for i := range lines {
		lines[i] = text(lines[i])
	}
	inner := strings.Join(lines, "<br>")
	for i := len(styles) - 1; i >= 0; i-- {
		if tag := styles[i].tag; s.Marks&styles[i].mark != 0 {
			inner = "<" + tag + ">" + inner + "</" + tag + ">"
		}
	}
	return inner
}

var textEscape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")

// text is s between tags. A parenthesis right behind a tag is written as a
// reference: firewalls take ">(" for a command of a shell.
func text(s string) string {
	s = textEscape.Replace(strings.Map(printed, strings.ToValidUTF8(s, "\ufffd")))
	if rest, opens := strings.CutPrefix(s, "("); opens {
		return "&#40;" + rest
	}
	return s
}

// printed drops characters that HTML does not know, and breaks.
func printed(r rune) rune {
	switch {
	case unicode.IsSpace(r) && unicode.IsControl(r), r == '\u2028', r == '\u2029':
		return ' '
	case unicode.IsControl(r), r == '\ufffe', r == '\uffff':
		return -1
	}
	return r
}

var quoteEscape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// quoted is s as the value of an attribute. Numeric references are not used:
// NukeViet takes the number for a colour.
func quoted(s string) string {
	return quoteEscape.Replace(strings.Map(printed, strings.ToValidUTF8(s, "\ufffd")))
}

var altEscape = strings.NewReplacer(" (", ", ", "(", ", ", ")", "", "#", "")

// plainAlt is an alternative text that every portal keeps: NukeViet drops an
// attribute in which a word stands before a parenthesis, as in a call.
func plainAlt(s string) string { return strings.Trim(oneLine(altEscape.Replace(s)), ", ") }

// address is a URL as the value of an attribute, without what NukeViet takes for
// a call or a colour; percent signs mean the same.
func address(s string) string {
	s = strings.NewReplacer("(", "%28", ")", "%29", "'", "%27", " ", "%20").Replace(s)
	if at := colour.FindStringIndex(s); at != nil {
		s = s[:at[0]+1] + percent(s[at[0]+1]) + s[at[0]+2:]
	}
	return quoted(s)
}

var colour = regexp.MustCompile(`#[0-9a-fA-F]{3}`)

func percent(c byte) string {
	const digits = "0123456789ABCDEF"
	return "%" + string(digits[c>>4]) + string(digits[c&15])
}
