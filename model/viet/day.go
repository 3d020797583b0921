package viet

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Day is a day of the calendar as a text states it. Year 0 means that the text
// left the year out.
type Day struct{ Year, Month, Day int }

// Part is the part of the day that a text names beside a day.
type Part string

// The parts of the day that are told apart. Noon counts as the afternoon.
const (
	NoPart    Part = ""
	Morning   Part = "sáng"
	Afternoon Part = "chiều"
	Evening   Part = "tối"
	WholeDay  Part = "cả ngày"
)

// Mention is a day named in a text.
type Mention struct {
	Day  Day
	Part Part
	At   int // the byte where the words begin
	End  int // the byte behind them
}

// dayWords is "sáng ngày 29/12", "chiều 15/10/2026", "ngày 29 tháng 12 năm
// 2023", "sáng nay (15/10)", "ngày 14 và 15/10": a bare "8/28" is no day.
var dayWords = regexp.MustCompile(`(?i)(?:^|[^\pL\d])` +
	`(?:(sáng|trưa|chiều|tối|đêm|cả)\s*(?:nay)?[\s,(]*)?(ngày\s*)?[(]?(?:mùng\s+|mồng\s+)?` +
	`(\d{1,2})(?:\s*(?:,|và|-|–)\s*\d{1,2})?` +
	`(?:\s*/\s*(\d{1,2})(?:\s*/\s*(\d{4}))?|[-.](\d{1,2})[-.](\d{4})|\s+tháng\s+(\d{1,2})(?:(?:,)?\s+năm\s+(\d{4}))?)`)

// Days lists the days named in s, in order. Only what follows "ngày" or a part
// of the day is taken for one. Of several days in a row the first is given.
func Days(s string) []Mention {
	var found []Mention
	for _, at := range dayWords.FindAllStringSubmatchIndex(s, -1) {
		group := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return s[at[2*n]:at[2*n+1]]
		}
		part, marked := strings.ToLower(group(1)), group(2) != ""
		if part == "" && !marked || part == "cả" && !marked {
			continue
		}
		day := Day{
			Year:  number(group(5) + group(7) + group(9)),
			Month: number(group(4) + group(6) + group(8)),
			Day:   number(group(3)),
		}
		if day.valid() && !digitFollows(s, at[1]) {
			found = append(found, Mention{Day: day, Part: partOf[part], At: firstOf(at), End: at[1]})
		}
	}
	return found
}

var partOf = map[string]Part{
	"sáng": Morning, "trưa": Afternoon, "chiều": Afternoon, "tối": Evening, "đêm": Evening, "cả": WholeDay,
}

// firstOf is where the first group begins that took part in the match.
func firstOf(at []int) int {
	for i := 2; i < len(at); i += 2 {
		if at[i] >= 0 {
			return at[i]
		}
	}
	return at[0]
}

// digitFollows tells "15/10" from the beginning of "15/100" or "15/10/5".
func digitFollows(s string, end int) bool {
	rest := strings.TrimPrefix(s[end:], "/")
	return rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // digits or nothing, by the pattern
	return n
}

// valid reports whether d is in a calendar; without a year 29 February is.
func (d Day) valid() bool {
	year := d.Year
	if year == 0 {
		year = 2000
	}
	t := time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return d.Month >= 1 && t.Day() == d.Day && int(t.Month()) == d.Month
}
