package backups

import (
	"fmt"
	"strings"
	"time"

	"tinxa/model"
	"tinxa/ui/say"
)

// lastWords tells when the last backup was made.
func (s *state) lastWords(now time.Time) string {
	b, ok := s.last()
	switch {
	case !s.known:
		return say.T("backups.reading")
	case !ok:
		return say.T("backups.last.none")
	}
	return say.T("backups.last", say.When(b.Made, now), say.Count(b.Reports), say.Count(b.Photos))
}

// clock is the time of day of a backup; with its seconds where another one on
// the same shelf is of the same minute.
func (s *state) clock(b model.Backup, zone *time.Location) string {
	for _, o := range s.backups {
		if o.Shelf == b.Shelf && o.Name != b.Name && o.Made.Truncate(time.Minute).Equal(b.Made.Truncate(time.Minute)) {
			return say.TimeSeconds(b.Made.In(zone))
		}
	}
	return say.Time(b.Made.In(zone))
}

// madeWords answers a press of the button for a backup: before is the newest
// one until then, which is b itself where nothing has changed since.
func madeWords(b, before model.Backup, now time.Time) string {
	if b.Name == before.Name && b.Shelf == before.Shelf {
		return say.T("backups.made.nothing", say.When(b.Made, now))
	}
	return say.T("backups.made", say.Count(b.Reports))
}

// backupFacts is what stands beside a backup's time.
func backupFacts(b model.Backup) string {
	facts := []string{
		say.T("backups.reports", say.Count(b.Reports)), say.T("backups.photos", say.Count(b.Photos)),
		say.Size(b.Size), say.T("backups.shelf." + string(b.Shelf)),
	}
	if b.Sealed {
		facts = append(facts, say.T("backups.sealed"))
	}
	return strings.Join(facts, " · ")
}

// words tells how things stand with the second place.
func (a Away) words(now time.Time) string {
	facts := []string{say.T("backups.away.gone")}
	if a.There {
		facts[0] = say.T("backups.away.there")
	}
	switch days := daysSince(a.Copied, now); {
	case a.Copied.IsZero():
		facts = append(facts, say.T("backups.away.never"))
	case days > 1:
		facts = append(facts, say.T("backups.away.days", say.Count(days)))
	default:
		facts = append(facts, say.T("backups.away.copied", say.When(a.Copied, now)))
	}
	if a.Sealed {
		facts = append(facts, say.T("backups.sealed"))
	}
	return strings.Join(facts, " · ")
}

// titleOf is what a report is called.
func titleOf(name string) string {
	if name == "" {
		return say.T("backups.untitled")
	}
	return name
}

// spokenRunes is how much of a headline stands in a sentence.
const spokenRunes = 48

// spoken is a headline short enough for a sentence, cut between words.
func spoken(name string) string {
	runes := []rune(titleOf(name))
	if len(runes) <= spokenRunes {
		return string(runes)
	}
	short := string(runes[:spokenRunes])
	if cut := strings.LastIndexByte(short, ' '); cut > 0 {
		short = short[:cut]
	}
	return short + "…"
}

// reportFacts is the line under a report's headline.
func reportFacts(r model.Summary, now time.Time) string {
	facts := []string{r.Commune, meetingDay(r.Date), say.T("backups.saved", say.When(r.Updated, now))}
	if r.Words > 0 {
		facts = append(facts, say.T("backups.words", say.Count(r.Words)))
	}
	if r.Photos > 0 {
		facts = append(facts, say.T("backups.photos", say.Count(r.Photos)))
	}
	if !r.Deleted.IsZero() {
		facts = append(facts, say.T("backups.binned"))
	}
	known := facts[:0]
	for _, f := range facts {
		if f != "" {
			known = append(known, f)
		}
	}
	return strings.Join(known, " · ")
}

// meetingDay is the day of the meeting, empty where it is not known whole.
func meetingDay(d model.Date) string {
	if d.Year == 0 || d.Month == 0 || d.Day == 0 {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
}
