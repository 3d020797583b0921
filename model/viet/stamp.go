package viet

import (
	"regexp"
	"strings"
)

// The pieces of a publication stamp, as portals print them.
const (
	stampLabel = `(?:(?:ngày đăng|ngày cập nhật|cập nhật(?: lúc| ngày)?|đăng(?: lúc| ngày)|xuất bản|ngày xuất bản|thời gian)\s*:?\s*)?`
	stampDay   = `(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|t[2-7]|cn)\s*[-,|]?\s*)?(?:ngày\s+)?`
	stampDate  = `(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`
	stampTime  = `\d{1,2}(?::\d{2}(?::\d{2})?|\s*(?:h|giờ)\s*\d{2}(?:\s*phút)?)(?:\s*(?:am|pm|sa|ch))?(?:\s*\(?gmt\s*\+?\s*7\)?)?`
	stampGap   = `\s*[-,|–]?\s*(?:lúc\s+)?`
)

var (
	dateFirst = regexp.MustCompile(`(?i)^` + stampLabel + stampDay + stampDate + `(?:` + stampGap + stampTime + `)?`)
	timeFirst = regexp.MustCompile(`(?i)^` + stampLabel + stampTime + stampGap + stampDay + stampDate)
)

// CutStamp parts the publication stamp that s begins with ("Thứ hai -
// 15/09/2025 10:04") from what follows it. The stamp is returned as printed.
func CutStamp(s string) (stamp, rest string, ok bool) {
	for _, form := range []*regexp.Regexp{timeFirst, dateFirst} {
		at := form.FindStringSubmatchIndex(s)
		if at == nil {
			continue
		}
		day := Day{number(s[at[6]:at[7]]), number(s[at[4]:at[5]]), number(s[at[2]:at[3]])}
		if day.valid() && !digitFollows(s, at[1]) {
			return s[:at[1]], strings.TrimSpace(s[at[1]:]), true
		}
	}
	return "", s, false
}
