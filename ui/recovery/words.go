package recovery

import (
	"strings"
	"time"

	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/say"
)

// titleOf is what a report is called.
func titleOf(name string) string {
	if name == "" {
		return say.T("recovery.untitled")
	}
	return name
}

// facts is the line under a report that was found: which state, where, how
// long.
func facts(c rescue.Choice, now time.Time) string {
	all := []string{
		state(c.Best.Report.Updated, now),
		foundIn(c.Best, now),
		say.T("recovery.words", say.Count(c.Best.Report.Words())),
	}
	if n := len(c.Best.Report.Pictures()); n > 0 {
		all = append(all, say.T("recovery.photos", say.Count(n)))
	}
	if !c.Best.Deleted.IsZero() {
		all = append(all, say.T("recovery.binned"))
	}
	if c.Twin != "" {
		all = append(all, say.T("recovery.twin"))
	}
	return strings.Join(all, " · ")
}

// state names a state of a report by its time.
func state(t, now time.Time) string {
	if t.IsZero() {
		return say.T("recovery.state.unknown")
	}
	return say.T("recovery.state", say.When(t, now))
}

func foundIn(f model.Found, now time.Time) string {
	if f.Source == model.FromBackup && !f.Made.IsZero() {
		return say.T("recovery.found.backup.made", say.When(f.Made, now))
	}
	return say.T("recovery.found." + string(f.Source))
}

// lossFacts tells what of a report is lost, and what there is instead.
func lossFacts(l rescue.Loss, now time.Time) string {
	switch {
	case l.Best.IsZero() && l.Lost.IsZero():
		return say.T("recovery.loss.all")
	case l.Best.IsZero():
		return say.T("recovery.loss.all.at", say.When(l.Lost, now))
	case l.Lost.IsZero():
		return say.T("recovery.loss.some", say.When(l.Best, now))
	}
	return say.T("recovery.loss.some.at", say.When(l.Lost, now), say.When(l.Best, now))
}

// lossText is the list of losses as it is copied, a report a line.
func lossText(lost []rescue.Loss, now time.Time) string {
	var b strings.Builder
	b.WriteString(say.T("recovery.lost", say.Count(len(lost))) + "\n")
	for _, l := range lost {
		b.WriteString("- " + titleOf(l.Name) + ": " + lossFacts(l, now) + "\n")
	}
	return b.String()
}

// rescued counts what was rescued.
func rescued(o Outcome) string {
	if o.Reports == 0 {
		return say.T("recovery.done.empty")
	}
	if o.Photos == 0 {
		return say.T("recovery.done.reports", say.Count(o.Reports))
	}
	return say.T("recovery.done", say.Count(o.Reports), say.Count(o.Photos))
}

// safe counts what can still be read.
func safe(c Case) string {
	switch {
	case c.Reports == 0 && c.Photos == 0:
		return ""
	case c.Reports == 0:
		return say.T("recovery.safe.photos", say.Count(c.Photos))
	case c.Photos == 0:
		return say.T("recovery.safe.reports", say.Count(c.Reports))
	}
	return say.T("recovery.safe", say.Count(c.Reports), say.Count(c.Photos))
}
