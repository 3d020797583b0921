package plaintext

import (
	"regexp"
	"slices"
	"strings"

	"tinxa/model"
	"tinxa/model/viet"
)

// meetingOf copies the facts of the meeting out of headline and lead, for
// lists and search; the words stay where they are. What is not plain stays out.
func meetingOf(r model.Report, names map[string]string) model.Meeting {
	lead := r.Head.Sapo.Plain()
	texts := []string{r.Head.Title, lead}
	m := model.Meeting{
		Ordinal:    firstFact(ordinal, texts),
		Term:       spacedTerm(firstFact(term, texts)),
		Extended:   slices.ContainsFunc(texts, extended.MatchString),
		Place:      firstFact(venue, []string{lead}),
		Organisers: organisersIn(lead),
	}
	m.Date, m.Session = dayOf([]string{lead, r.Head.Title})
	if isRoundup(r) {
		m.Type = typeOf([]string{roundupName}, names)
	} else {
		m.Type = typeOf([]string{r.Head.Title, heldIn(lead)}, names)
		m.Commune = firstCommune(texts)
		m.Chair, m.Guests = peopleIn(openingOf(r))
	}
	return m
}

func isRoundup(r model.Report) bool {
	return slices.ContainsFunc(r.Blocks, func(b model.Block) bool { _, is := b.(model.Item); return is })
}

// openingParagraphs is how many paragraphs below the lead may name who came.
const openingParagraphs = 2

// openingOf is the lead and the paragraphs right below it.
func openingOf(r model.Report) []string {
	texts := []string{r.Head.Sapo.Plain()}
	for _, b := range r.Blocks {
		if p, ok := b.(model.Paragraph); ok && len(texts) <= openingParagraphs {
			texts = append(texts, p.Text.Plain())
		}
	}
	return texts
}

// Facts as headlines and leads print them. The first group is the fact.
var (
	ordinal  = regexp.MustCompile(`(?i)lần\s+thứ\s+(\d+|[ivxlc]+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?:[^\pL\d]|$)`)
	term     = regexp.MustCompile(`(?i)nhiệm\s+kỳ\s+(\d{4}\s*[-–]\s*\d{4})`)
	extended = regexp.MustCompile(`(?i)\(mở rộng\)|(?:lần thứ \S+|chấp hành|bch|thường vụ|đảng (?:ủy|uỷ|bộ))\s+mở rộng`)
	venue    = regexp.MustCompile(`(?i)tại\s+((?:hội trường|trụ sở|nhà văn hóa|nhà văn hoá|trung tâm|trường|sân vận động|phòng họp)` +
		`[^,.;:()]*?)(?:[,.;:()]|\s+(?:đã|vừa|diễn ra|tổ chức)(?:\s|$))`)
)

// cited is what a text speaks of without holding it: the ordinal in "Nghị
// quyết Đại hội lần thứ I" is not the meeting's.
var cited = regexp.MustCompile(`(?i)(?:^|[^\pL])(hội nghị quyết|nghị quyết|văn kiện|chỉ thị|kết luận|quyết định|kế hoạch|` +
	`chương trình hành động|chào mừng|hướng tới|tiến tới|kỷ niệm|số \d+\S*|từ|đến|trước)(?:[^\pL]|$)`)

// firstFact is the first group where form matches a text and nothing cited
// stands between it and the beginning of its clause.
func firstFact(form *regexp.Regexp, texts []string) string {
	for _, text := range texts {
		for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
			if !isCited(text[:at[2]]) {
				return text[at[2]:at[3]]
			}
		}
	}
	return ""
}

func isCited(before string) bool {
	clause := before[strings.LastIndexAny(before, ",;.:(")+1:]
	for _, found := range cited.FindAllStringSubmatch(clause, -1) {
		if !strings.EqualFold(found[1], "hội nghị quyết") { // "Hội nghị quyết định" is one that decides
			return true
		}
	}
	return false
}

var dash = regexp.MustCompile(`\s*[-–]\s*`)

// spacedTerm writes "2020- 2025" as "2020 - 2025".
func spacedTerm(s string) string { return dash.ReplaceAllString(s, " - ") }

var sessions = map[viet.Part]model.Session{
	viet.Morning: model.Morning, viet.Afternoon: model.Afternoon,
	viet.Evening: model.Evening, viet.WholeDay: model.AllDay,
}

// dayOf is when the meeting was. A year that is not printed stays 0.
func dayOf(texts []string) (model.Date, model.Session) {
	for _, text := range texts {
		for _, m := range viet.Days(text) {
			if !isCited(text[:m.At]) {
				return model.Date(m.Day), sessions[m.Part]
			}
		}
	}
	return model.Date{}, ""
}

// holds is what stands behind the organisers of a meeting.
var holds = regexp.MustCompile(`(?i)\s(?:(?:đã|vừa|long trọng|phối hợp)\s+)*(?:tổ chức|phối hợp với|khai mạc)(?:\s|$)`)

// heldIn is what the lead's first sentence says was held.
func heldIn(lead string) string {
	first := sentences(lead)[0]
	at := holds.FindStringIndex(first)
	if at == nil {
		return ""
	}
	return first[at[1]:]
}

// organisersIn lists who held the meeting: the bodies named one after another
// in front of "tổ chức" in the lead's first sentence.
func organisersIn(lead string) []string {
	at := holds.FindStringIndex(lead)
	if at == nil || sentenceEnd.MatchString(lead[:at[0]]) {
		return nil
	}
	var found []string
	parts := strings.Split(lead[:at[0]], ", ")
	for _, part := range slices.Backward(parts) {
		part = strings.TrimSpace(part)
		if !startsCapital(part) || countWords(part) > signWords || !viet.IsUnit(part+" ") && !loneUnits[part] {
			break
		}
		found = append(found, part)
	}
	slices.Reverse(found)
	return found
}

// loneUnits name bodies by one word.
var loneUnits = set("HĐND", "UBND", "MTTQ", "UBMTTQ", "Đảng ủy", "Đảng uỷ")
