package sending

import (
	"context"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// Next is the one thing that helps a dispatch on that stands still.
type Next string

// What helps on. The texts of their buttons are those under "next.".
const (
	NextNothing Next = ""
	NextGoOn    Next = "go-on"      // export.GoOn
	NextAgain   Next = "send-again" // export.SendAgain
	NextPending Next = "as-pending" // export.AsPending
	NextNew     Next = "as-new"     // export.AsNew
	NextAccount Next = "account"    // change the account's settings
	NextCompare Next = "compare"    // see both versions and choose
	NextTrust   Next = "trust"      // consent to a certificate
	NextHostKey Next = "host-key"   // consent to a host key
	NextReport  Next = "report"     // tell the portal's technicians
	NextTopics  Next = "topics"     // choose a category
	NextMend    Next = "mend"       // change the report
)

// nexts is what helps on by the code of a Trouble; what is not in it is helped
// by going on.
var nexts = map[string]Next{
	"password":        NextAccount,
	"address":         NextAccount,
	"not-portal":      NextAccount,
	"moved":           NextAccount,
	"too-large":       NextAccount,
	"pin-changed":     NextAccount,
	"changed-there":   NextCompare,
	"gone-there":      NextNew,
	"certificate":     NextTrust,
	"firewall":        NextReport,
	"topic":           NextTopics,
	"photo-type":      NextMend,
	"unknown-outcome": NextAgain,
}

// NextOf is what helps d on.
func NextOf(d model.Dispatch) Next {
	if d.State == model.SendWaits || d.State == model.SendPaused {
		return NextGoOn
	}
	if d.State != model.SendAsks || d.Trouble == nil {
		return NextNothing
	}
	switch t := d.Trouble; {
	case t.Code == export.Code(export.ErrRole) && d.Wish.Status == model.PostPublic && t.Reason != "photos":
		return NextPending // a role that may send no photos stops before it comes to that
	case t.Code == export.Code(export.ErrRole):
		return NextAccount
	case t.Reason == "host-key" && nexts[t.Code] == NextTrust:
		return NextHostKey
	case nexts[t.Code] == "":
		return NextGoOn
	default:
		return nexts[t.Code]
	}
}

// Decision is what the queue is told for n, where that alone helps on.
func (n Next) Decision() (export.Decision, bool) {
	switch n {
	case NextGoOn, NextAgain, NextPending, NextNew:
		return export.Decision(n), true
	}
	return "", false
}

// Trust keeps that the user consents to the certificate or host key that a
// dispatch stopped at, and goes on with it.
func (q *Queue) Trust(id model.DispatchID) {
	e := q.items[id]
	if e == nil || e.busy > 0 || e.Dispatch.Trouble == nil || e.Dispatch.Trouble.Fingerprint == "" {
		return
	}
	_, account := id.Parts()
	print := e.Dispatch.Trouble.Fingerprint
	q.begin(e)
	beside(q, func(ctx context.Context) ([]model.Account, error) {
		return q.keepAccount(ctx, account, func(a *model.Account) { a.Trust = print })
	}, func(all []model.Account, err error) {
		q.end(e, e.Dispatch, err)
		if err == nil {
			q.accounts = all
			q.Decide(id, export.GoOn)
		}
	})
}

// keepAccount changes one account in the store, and returns all of them.
func (q *Queue) keepAccount(ctx context.Context, id model.AccountID, change func(*model.Account)) ([]model.Account, error) {
	all, err := q.env.Accounts.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(a model.Account) bool { return a.ID == id })
	if i < 0 {
		return all, nil // it was removed meanwhile
	}
	change(&all[i])
	return all, q.env.Accounts.KeepAccount(ctx, all[i])
}
