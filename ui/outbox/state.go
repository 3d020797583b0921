package outbox

import (
	"slices"
	"time"

	"tinxa/model"
	"tinxa/ui/say"
	"tinxa/ui/sending"
)

// group is one of the parts of the list. The texts are those under
// "outbox.group.".
type group string

// The groups, in the order in which they are shown.
const (
	groupAsks    group = "asks"    // for the user
	groupRunning group = "running" // just being sent, or about to
	groupWaits   group = "waits"   // for the network, the portal, or until it is gone on with
	groupDone    group = "done"    // lately
)

func groups() []group { return []group{groupAsks, groupRunning, groupWaits, groupDone} }

// recent is how long what is done stays on the list.
const recent = 7 * 24 * time.Hour

// groupOf finds the group of an item; none for what was done or cancelled long
// ago.
func groupOf(item sending.Item, now time.Time) (group, bool) {
	d := item.Dispatch
	switch {
	case item.Running, d.State == model.SendQueued:
		return groupRunning, true
	case d.State == model.SendAsks:
		return groupAsks, true
	case d.State == model.SendWaits, d.State == model.SendPaused:
		return groupWaits, true
	case d.State == model.SendDone:
		return groupDone, now.Sub(d.Sent.At) < recent
	}
	return groupDone, now.Sub(d.Since) < recent
}

// sorted puts the items into their groups: what is done the newest first, the
// rest in the order in which it was asked for.
func sorted(all []sending.Item, now time.Time) map[group][]sending.Item {
	in := map[group][]sending.Item{}
	for _, item := range all {
		if g, ok := groupOf(item, now); ok {
			in[g] = append(in[g], item)
		}
	}
	slices.SortStableFunc(in[groupDone], func(a, b sending.Item) int {
		return endOf(b.Dispatch).Compare(endOf(a.Dispatch))
	})
	return in
}

func endOf(d model.Dispatch) time.Time {
	if d.State == model.SendDone {
		return d.Sent.At
	}
	return d.Since
}

// action is something that can be done about a dispatch. The texts are those
// under "outbox.do.".
type action string

// The actions of the small menu.
const (
	doPause  action = "pause"
	doGoOn   action = "go-on"
	doCancel action = "cancel"
	doOpen   action = "open"
	doCopy   action = "copy"
	doLog    action = "log"
	doShow   action = "show" // the report on its way out, with everything told
)

// actions lists what the small menu offers for an item.
func actions(item sending.Item) []action {
	d := item.Dispatch
	var all []action
	switch {
	case item.Busy:
	case item.Running, d.State == model.SendQueued:
		all = append(all, doPause, doCancel)
	case d.State == model.SendWaits:
		all = append(all, doGoOn, doPause, doCancel)
	case d.State == model.SendAsks, d.State == model.SendPaused:
		all = append(all, doGoOn, doCancel)
	}
	if sending.Opens(sending.AddressOf(d.Sent.Article)) {
		all = append(all, doOpen)
	}
	if sending.AddressOf(d.Sent.Article) != "" {
		all = append(all, doCopy)
	}
	all = append(all, doShow)
	if len(d.Log) > 0 {
		all = append(all, doLog)
	}
	return all
}

// titleOf is what a dispatch is called.
func titleOf(d model.Dispatch) string {
	if d.Content.Head.Title == "" {
		return say.T("outbox.untitled")
	}
	return d.Content.Head.Title
}

// standing is how an item stands, in words.
func standing(item sending.Item, kind string, now time.Time) string {
	switch {
	case item.Running:
		return say.Sending(item.Progress)
	case item.Fault != nil:
		return say.Explain(item.Fault).What
	}
	return say.Standing(item.Dispatch, kind, now)
}

// logWords is one line of what was done.
func logWords(e model.LogEntry, now time.Time) string {
	what := say.ExplainTrouble(model.Trouble{Code: e.What}).What
	if key := "outbox.log." + e.What; say.Has(key) {
		what = say.T(key)
	}
	if e.Note != "" {
		what += " " + e.Note
	}
	return say.TimeSeconds(e.At.In(now.Location())) + "  " + what
}
