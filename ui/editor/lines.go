package editor

import (
	"fmt"
	"strings"

	"tinxa/model"
)

// Lists of people and names are edited as text, one a line: it is how officers
// paste them from the programme of the meeting.

func joinPeople(people []model.Person) string {
	lines := make([]string, len(people))
	for i, p := range people {
		lines[i] = p.Name
		if p.Post != "" {
			lines[i] += ", " + p.Post
		}
	}
	return strings.Join(lines, "\n")
}

// splitPeople reads "name, post" or "name - post" lines.
func splitPeople(text string) []model.Person {
	var all []model.Person
	for _, line := range splitLines(text) {
		cut := strings.Index(line, ",")
		if dash := strings.Index(line, " - "); dash >= 0 && (cut < 0 || dash < cut) {
			cut = dash
		}
		p := model.Person{Name: line}
		if cut >= 0 {
			p.Name = strings.TrimSpace(line[:cut])
			p.Post = strings.TrimLeft(line[cut:], " ,-")
		}
		all = append(all, p)
	}
	return all
}

func splitLines(text string) []string {
	var all []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// splitTags reads tags parted by commas or lines.
func splitTags(text string) []string {
	return splitLines(strings.ReplaceAll(text, ",", "\n"))
}

// showDate writes 15/10/2026, or 15/10 where no year is known.
func showDate(d model.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return fmt.Sprintf("%02d/%02d", d.Day, d.Month)
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
}

// readDate reads day, month and year in figures, parted by / . - or a space;
// a year of two figures is in this century, a missing year stays missing.
func readDate(text string) (model.Date, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	var n [3]int
	if len(parts) < 2 || len(parts) > 3 {
		return model.Date{}, false
	}
	for i, p := range parts {
		if _, err := fmt.Sscanf(p, "%4d", &n[i]); err != nil || len(p) > 4 {
			return model.Date{}, false
		}
	}
	d := model.Date{Day: n[0], Month: n[1], Year: n[2]}
	if len(parts) == 3 && d.Year < 100 {
		d.Year += 2000
	}
	return d, d.Valid()
}

// oneLine is a text without line breaks, tabs and doubled spaces.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
