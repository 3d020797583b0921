package support

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"tinxa/model"
	"tinxa/ui/say"
)

// outbox is how publishing stands: steps, states and codes, and the hosts that
// are published to.
func (s Sources) outbox(ctx context.Context) string {
	if s.Outbox == nil {
		return say.T("support.outbox.closed") + "\n"
	}
	dispatches, accounts, err := s.Outbox(ctx)
	if err != nil {
		return unknown(err) + "\n"
	}
	var b strings.Builder
	portals := Section{Title: say.T("support.portals.title")}
	at := map[model.AccountID]int{}
	for i, a := range accounts {
		at[a.ID] = i + 1
		portals.Facts = append(portals.Facts, Fact{fmt.Sprint(i + 1), a.Kind + ", " + hostOf(a)})
	}
	portals.write(&b)
	sent := Section{Title: say.T("support.dispatches.title")}
	for i, d := range dispatches {
		_, account := d.ID.Parts()
		sent.Facts = append(sent.Facts, Fact{fmt.Sprint(i + 1), line(d, at[account])})
	}
	sent.write(&b)
	return strings.TrimPrefix(b.String(), "\n")
}

// line is a dispatch in codes: no report, no account, nothing that a portal said.
func line(d model.Dispatch, account int) string {
	parts := []string{say.T("support.dispatch.portal", account), string(d.State)}
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+" "+value)
		}
	}
	add("step", string(d.Step))
	begun, _, _ := strings.Cut(d.Begun, " ")
	add("begun", begun)
	if d.Trouble != nil {
		add("code", d.Trouble.Code)
		add("reason", d.Trouble.Reason)
	}
	if d.Wait.Tries > 0 {
		add("tries", fmt.Sprint(d.Wait.Tries))
	}
	add("photos", fmt.Sprint(len(d.Sent.Photos)))
	if !d.Since.IsZero() {
		add("since", d.Since.UTC().Format("2006-01-02 15:04Z"))
	}
	for _, e := range d.Log[max(0, len(d.Log)-lastSteps):] {
		parts = append(parts, e.At.UTC().Format("15:04:05")+" "+e.What)
	}
	return strings.Join(parts, ", ")
}

// lastSteps is how many of the last things done for a dispatch are told.
const lastSteps = 8

// hostOf is where an account publishes to: a host, or that it is a folder.
func hostOf(a model.Account) string {
	u, err := url.Parse(a.Address)
	if err != nil || u.Host == "" {
		return say.T("support.portal.folder")
	}
	return u.Scheme + "://" + u.Host
}
