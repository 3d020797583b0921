package home

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/say"
)

// titleOf is what a report is called in the list.
func titleOf(e *entry) string {
	switch {
	case e.Title != "":
		return e.Title
	case e.isPhoto():
		return say.T("home.photo.untitled")
	}
	return say.T("home.untitled")
}

// spokenRunes is how much of a headline stands in a sentence.
const spokenRunes = 48

// spoken is text short enough for a sentence, cut between words.
func spoken(text string) string {
	runes := []rune(text)
	if len(runes) <= spokenRunes {
		return text
	}
	short := string(runes[:spokenRunes])
	if cut := strings.LastIndexByte(short, ' '); cut > 0 {
		short = short[:cut]
	}
	return short + "…"
}

// factsOf is the line under the headline. Of a report: where, when, how many
// photos, how long. Of a photo: when it was taken out, and of which report.
func factsOf(e *entry, now time.Time) string {
	if e.isPhoto() {
		return takenOut(e.photo, now)
	}
	facts := []string{capital(e.Commune), whenOf(e.Date, e.Session), photoCount(e.Photos), say.T("home.words", say.Count(e.Words))}
	known := facts[:0]
	for _, fact := range facts {
		if fact != "" {
			known = append(known, fact)
		}
	}
	return strings.Join(known, " · ")
}

func takenOut(p model.BinnedPhoto, now time.Time) string {
	when := say.Moment(p.Removed.In(now.Location()), now)
	if p.Name == "" {
		return say.T("home.photo.from.untitled", when)
	}
	return say.T("home.photo.from", when, p.Name)
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func whenOf(d model.Date, session model.Session) string {
	day := dateOf(d)
	switch {
	case day == "":
		return ""
	case session == model.Morning:
		return say.T("home.morning", day)
	case session == model.Afternoon:
		return say.T("home.afternoon", day)
	case session == model.Evening:
		return say.T("home.evening", day)
	default:
		return day
	}
}

// dateOf is a date as the program writes it everywhere, without the year where
// the report states none.
func dateOf(d model.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return say.T("home.yearless", d.Day, d.Month)
	default:
		return say.Date(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC))
	}
}

func photoCount(n int) string {
	if n == 0 {
		return say.T("home.nophotos")
	}
	return say.T("home.photos", say.Count(n))
}

// changedOf tells when a report was changed, or what the bin will do with it.
func changedOf(e *entry, now time.Time) string {
	if e.Deleted.IsZero() {
		return say.T("home.changed", say.Moment(e.Updated.In(now.Location()), now))
	}
	if days := daysLeft(e.Deleted, now); days > 0 {
		return say.T("home.days", days)
	}
	return say.T("home.lastday")
}

// shelfName is what a shelf is called: a status by its own word.
func shelfName(sh shelf) string {
	switch model.Status(sh) {
	case model.Status(everything):
		return say.T("home.everything")
	case model.Draft:
		return say.T("home.draft")
	case model.Submitted:
		return say.T("home.submitted")
	case model.Returned:
		return say.T("home.returned")
	case model.Approved:
		return say.T("home.approved")
	case model.Published:
		return say.T("home.published")
	case model.Status(photoShelf):
		return say.T("home.bin.photos")
	default:
		return say.T("home.bin.reports")
	}
}

// binHolds counts what lies in the bin: "3 bài và 2 ảnh".
func binHolds(reports, photos int) string {
	switch {
	case photos == 0:
		return say.T("home.bin.holds.reports", say.Count(reports))
	case reports == 0:
		return say.T("home.bin.holds.photos", say.Count(photos))
	}
	return say.T("home.bin.holds", say.Count(reports), say.Count(photos))
}

// statusColour is the colour of a status' dot.
func statusColour(s model.Status) fyne.ThemeColorName {
	switch s {
	case model.Submitted:
		return look.Warning
	case model.Returned:
		return look.Fault
	case model.Approved:
		return look.Accent
	case model.Published:
		return look.Good
	default:
		return look.Second
	}
}
