package plaintext

import (
	"regexp"
	"strings"
	"unicode"

	"tinxa/model"
	"tinxa/model/viet"
)

// creditLines is how many lines may sign a report.
const creditLines = 8

// takeCredits takes bylines, source and tags from the end.
func (p *page) takeCredits() {
	for range creditLines {
		last := len(p.lines) - 1
		if last < 0 || !p.takeCredit(p.lines[last]) {
			return
		}
		p.lines = p.lines[:last]
	}
}

func (p *page) takeCredit(l line) bool {
	if source := p.unlabelled(l, sourceLabel); source != "" && countWords(source) <= signWords {
		p.credits.Source = strings.TrimSpace(source + " " + p.credits.Source)
		return true
	}
	if tags := p.unlabelled(l, tagsLabel); tags != "" {
		p.credits.Tags = append(tagsOf(tags), p.credits.Tags...)
		return true
	}
	text := l.text
	if name := p.unlabelled(l, authorLabel); name != "" && countWords(name) <= signWords {
		p.drop(strings.TrimSuffix(l.text, name), l.at)
		text = name
	}
	signed, ok := bylines(text)
	if !ok && text != l.text {
		signed, ok = []model.Byline{{Name: text, Unit: viet.IsUnit(text)}}, true
	}
	p.credits.Bylines = append(signed, p.credits.Bylines...)
	return ok
}

// unlabelled is what follows a label, empty where there is no such label.
func (p *page) unlabelled(l line, label *regexp.Regexp) string {
	at := label.FindStringIndex(l.text)
	if at == nil {
		return ""
	}
	return l.text[at[1]:]
}

func tagsOf(text string) []string {
	var tags []string
	for tag := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if tag = strings.TrimSpace(tag); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// betweenNames is what parts those who sign on one line.
var betweenNames = regexp.MustCompile(`\s+[-–]\s+|\s*[;,/]\s*`)

// deeds are words that names of units do not have but captions do.
var deeds = regexp.MustCompile(` (trao|tặng|nhận|phát biểu|ra mắt|chúc|tham|dự|thăm|biểu quyết|thông qua|ký|tổ chức|thảo luận|` +
	`ra quân|chụp|tại|kiểm tra|họp|bầu|cùng|đã|được|điều hành|báo cáo|trình bày) `)

// bylines reads a line that signs: persons or units. The hyphen within a
// unit's name does not part it. A label ("Tin, ảnh:") stays with the first.
func bylines(text string) ([]model.Byline, bool) {
	text = strings.TrimRight(strings.TrimSuffix(text, "./."), " .")
	label := signLabel.FindString(text)
	names := text[len(label):]
	if names == "" || countWords(text) > signWords {
		return nil, false
	}
	var signed []model.Byline
	from, begin := 0, 0
	for _, next := range append(betweenNames.FindAllStringIndex(names, -1), []int{len(names), len(names)}) {
		part := names[begin:next[0]]
		last := len(signed) - 1
		switch {
		case isSigner(part) && (last < 0 || !signed[last].Unit || !unitTails[strings.ToLower(part)]):
			from = begin
			signed = append(signed, model.Byline{Name: part, Unit: viet.IsUnit(part)})
		case last >= 0 && signed[last].Unit && part != "":
			signed[last].Name = names[from:next[0]]
		default:
			return nil, false
		}
		begin = next[1]
	}
	signed[0].Name = label + signed[0].Name
	return signed, true
}

// isSigner reports whether part names one who signs, with a label of its own
// or without: "ảnh: Hà Minh Thư".
func isSigner(part string) bool {
	name := part[len(signLabel.FindString(part)):]
	return isPerson(name) || viet.IsUnit(name) && startsCapital(name) && !deeds.MatchString(strings.ToLower(name)+" ")
}

// isPerson reports whether s can be the name of a person: two to five words
// with capitals, a remark in brackets behind it or not.
func isPerson(s string) bool {
	name, remark, found := strings.Cut(s, " (")
	if found && !strings.HasSuffix(remark, ")") {
		return false
	}
	words := strings.Fields(name)
	if len(words) < 2 || len(words) > 5 || viet.IsUnit(name) {
		return false
	}
	for _, w := range words {
		if !startsCapital(w) || strings.ContainsFunc(w, notInName) {
			return false
		}
	}
	return true
}

func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("'’-.", r)
}

func startsCapital(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}
