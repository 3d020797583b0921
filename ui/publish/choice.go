package publish

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/sending"
)

// accountPref leads the name of an account where the last choice is remembered;
// forms are remembered by their keys alone.
const accountPref = "account:"

// handOver is the kind of account that nothing is sent to by the program.
const handOver = "handover"

// posts reports whether the accounts of a kind show articles, which have a
// status and categories. The others take a report and that is all.
func posts(kind string) bool {
	switch kind {
	case "folder", "sftp", "webdav", "ftp", "mail", handOver:
		return false
	}
	return true
}

// ordered puts the account of that id on top; the others follow as they came.
func ordered(accounts []model.Account, first model.AccountID) []model.Account {
	all := slices.Clone(accounts)
	slices.SortStableFunc(all, func(a, b model.Account) int { return later(a.ID == first, b.ID == first) })
	return all
}

// how is a way to show an article, with the time as one of them.
type how string

// The ways, in the order in which they are offered. The texts are those under
// "publish.how.".
const (
	howDraft    how = "draft"
	howPending  how = "pending"
	howPublic   how = "publish"
	howSchedule how = "schedule"
)

// hows lists what an account may do, as far as that is known: everything where
// nothing is.
func hows(p export.Powers, known bool) []how {
	all := []how{howDraft, howPending, howPublic, howSchedule}
	if !known {
		return all
	}
	return slices.DeleteFunc(all, func(h how) bool {
		if h == howSchedule {
			return !p.Schedule || !slices.Contains(p.Statuses, model.PostPublic)
		}
		return !slices.Contains(p.Statuses, model.PostStatus(h))
	})
}

// choice is what is to become of the report with the account that is chosen.
type choice struct {
	how        how
	date, hour string // as they are typed
	topic      string // the portal's id, "" for none
}

// newChoice proposes what was chosen with the account last, and for reports of
// that category, among what it may do.
func newChoice(a model.Account, category string, may []how, now time.Time) choice {
	c := choice{how: how(cmp.Or(a.Wish.Status, model.PostDraft))}
	if !slices.Contains(may, c.how) && len(may) > 0 {
		c.how = may[0]
	}
	if topics := a.Topics[category]; len(topics) > 0 {
		c.topic = topics[0]
	} else if len(a.Wish.Topics) > 0 {
		c.topic = a.Wish.Topics[0]
	}
	at := now.AddDate(0, 0, 1)
	c.date, c.hour = at.Format(typedDate), "07:30"
	return c
}

// follow proposes for an article that readers see, or will see at a time, that
// it stays so: an update must not take it from them unasked.
func (c *choice) follow(d model.Dispatch, may []how, now time.Time) {
	stands := howPublic
	switch {
	case !public(d):
		return
	case d.Wish.At.After(now):
		stands = howSchedule
		at := d.Wish.At.In(now.Location())
		c.date, c.hour = at.Format(typedDate), at.Format(typedTime)
	}
	if slices.Contains(may, stands) {
		c.how = stands
	}
}

// public reports whether the article stands where readers see it, or will at
// the time that was wished.
func public(d model.Dispatch) bool {
	return d.State == model.SendDone && d.Sent.Article.Status == model.PostPublic
}

// hides reports whether the choice takes an article from its readers.
func (c *choice) hides(d model.Dispatch, now time.Time) bool {
	return public(d) && !d.Wish.At.After(now) && c.how != howPublic
}

// Dates and times as they are typed.
const (
	typedDate = "02/01/2006"
	typedTime = "15:04"
)

// whenFault says what is wrong with the time of publication.
type whenFault string

// What can be wrong. The texts are those under "publish.when.".
const (
	whenFine   whenFault = ""
	whenDate   whenFault = "date"
	whenTime   whenFault = "time"
	whenPassed whenFault = "passed"
)

// at is the time of publication in the zone of now, zero for at once.
func (c choice) at(now time.Time) (time.Time, whenFault) {
	if c.how != howSchedule {
		return time.Time{}, whenFine
	}
	day, err := time.ParseInLocation("2/1/2006", strings.TrimSpace(c.date), now.Location())
	if err != nil {
		return time.Time{}, whenDate
	}
	hour, err := time.Parse(typedTime, strings.ReplaceAll(strings.TrimSpace(c.hour), "h", ":"))
	if err != nil {
		return time.Time{}, whenTime
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), hour.Hour(), hour.Minute(), 0, 0, now.Location())
	if !at.After(now) {
		return at, whenPassed
	}
	return at, whenFine
}

// wish is the choice as the queue is told it. A kind that shows no articles is
// handed the report as finished.
func (c choice) wish(kind string, now time.Time) model.Wish {
	if !posts(kind) {
		return model.Wish{Status: model.PostPublic}
	}
	w := model.Wish{Status: model.PostStatus(c.how)}
	if c.how == howSchedule {
		w.Status = model.PostPublic
		at, _ := c.at(now)
		w.At = at.UTC()
	}
	if c.topic != "" {
		w.Topics = []string{c.topic}
	}
	return w
}

// topicNames are the names of categories with those above them, "Tin tức › Kinh
// tế", each once.
func topicNames(topics []export.Topic) []string {
	var above, names []string
	seen := map[string]bool{}
	for _, t := range topics {
		above = append(above[:min(len(above), max(0, t.Depth))], t.Name)
		name := strings.Join(above, " › ")
		if seen[name] {
			name += " (" + t.ID + ")"
		}
		seen[name] = true
		names = append(names, name)
	}
	return names
}

// phase is how the chosen account stands to the report.
type phase int

const (
	ready   phase = iota // nothing is in hand: choose and send
	queued               // it is being written into the queue, or waits for its turn
	running              // it is being sent
	waits                // for the network or the portal
	asks                 // for the user
	paused
	done
)

// phaseOf finds the phase of what the queue knows, if it knows anything.
func phaseOf(item sending.Item, known bool) phase {
	switch {
	case !known, item.Fault != nil && item.Dispatch.State == "":
		return ready
	case item.Running:
		return running
	case item.Dispatch.State == "" || item.Busy && item.Dispatch.State != model.SendPaused:
		return queued
	}
	switch item.Dispatch.State {
	case model.SendQueued:
		return queued
	case model.SendWaits:
		return waits
	case model.SendAsks:
		return asks
	case model.SendPaused:
		return paused
	case model.SendDone:
		return done
	}
	return ready
}
