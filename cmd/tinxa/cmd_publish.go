package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

// publishCommand sends a report to a portal and prints its address there. What
// cannot be sent now stays in the queue.
func publishCommand(c *call) func(context.Context) error {
	p := publishCall{call: c, asker: c.asking()}
	portal, status := c.flags.String("portal", "", ""), c.flags.String("status", "", "")
	topics := c.flags.String("topics", "", "")
	at := c.flags.String("at", "", "")
	c.flags.BoolVar(&p.overwrite, "overwrite", false, "")
	c.flags.BoolVar(&p.asNew, "as-new", false, "")
	c.flags.DurationVar(&p.patience, "wait", time.Minute, "")
	return func(ctx context.Context) error {
		if err := c.want(1, 1); err != nil {
			return err
		}
		var err error
		if p.wish, err = wishOf(*status, *topics, *at); err != nil {
			return err
		}
		if *portal == "" {
			return c.want(0, 0)
		}
		return c.with(ctx, func(w *works) error {
			a, err := c.portalNamed(ctx, w, *portal)
			if err != nil {
				return err
			}
			return p.publish(ctx, w, a)
		})
	}
}

// publishCall is one run of the command.
type publishCall struct {
	*call
	asker            asking
	wish             model.Wish
	overwrite, asNew bool
	patience         time.Duration // for a portal that does not answer just now
}

// wishOf reads what the flags say.
func wishOf(status, topics, at string) (model.Wish, error) {
	w := model.Wish{Status: model.PostStatus(status)}
	if !slices.Contains([]model.PostStatus{"", model.PostDraft, model.PostPending, model.PostPublic}, w.Status) {
		return w, usage{say.T("cli.publish.status", status)}
	}
	if topics != "" {
		w.Topics = strings.Split(topics, ",")
	}
	if at == "" {
		return w, nil
	}
	var err error
	if w.At, err = time.ParseInLocation("2006-01-02 15:04", at, time.Local); err != nil {
		return w, usage{say.T("cli.publish.at", at)}
	}
	return w, nil
}

func (p publishCall) publish(ctx context.Context, w *works, a model.Account) error {
	r, err := w.report(ctx, p.args[0])
	if err != nil {
		return err
	}
	if strings.TrimSpace(r.Head.Title) == "" {
		p.warn("gap.title")
		return errRefused
	}
	if p.wish.Status == "" {
		if p.wish.Status, err = standing(ctx, w, model.NewDispatchID(r.ID, a.ID)); err != nil {
			return err
		}
	}
	post := w.newPost()
	d, err := p.order(ctx, post, r, a)
	if err != nil {
		return about{a.Name, err}
	}
	d, err = p.send(ctx, post, d.ID)
	if err != nil {
		return about{a.Name, err}
	}
	w.sent(ctx, d, a.Name)
	if _, err := w.settle(ctx, r.ID); err != nil {
		p.warn("cli.detail", err) // the article stands
	}
	return p.outcome(ctx, d, a)
}

// standing is how an article is shown, for who says nothing of it: what readers
// see is not taken from them by sending it anew. Draft where there is none yet.
func standing(ctx context.Context, w *works, id model.DispatchID) (model.PostStatus, error) {
	d, err := w.Store.Dispatch(ctx, id)
	if err != nil && !errors.Is(err, model.ErrNotFound) {
		return "", err
	}
	return cmp.Or(d.Sent.Article.Status, model.PostDraft), nil
}

// order puts the report into the queue. A password that was given just now is
// tried even where the portal refused one before.
func (p publishCall) order(ctx context.Context, post post, r model.Report, a model.Account) (model.Dispatch, error) {
	if p.asker.given() {
		secret, err := p.asker.Secret(ctx, a)
		if err != nil {
			return model.Dispatch{}, err
		}
		post.Hold(a.ID, secret)
	}
	d, err := post.Order(ctx, r, a.ID, p.wish)
	if err == nil && p.asker.given() {
		d, err = post.Decide(ctx, d.ID, export.GoOn)
	}
	return d, err
}

// send sends until it is done or needs the user, and waits for a portal that
// does not answer as long as patience lasts.
func (p publishCall) send(ctx context.Context, post post, id model.DispatchID) (model.Dispatch, error) {
	until := time.Now().Add(p.patience)
	for {
		d, err := post.Send(ctx, id, p.asker, p.progress())
		if err != nil || ctx.Err() != nil {
			return d, err
		}
		decision, decided := p.decision(d)
		switch {
		case decided:
			p.overwrite, p.asNew = false, false // what the flags say, they say once
			if d, err = post.Decide(ctx, id, decision); err != nil {
				return d, err
			}
		case d.State != model.SendWaits || d.Wait.Until.After(until):
			return d, nil
		default:
			p.warn("cli.publish.waits", say.ExplainDispatch(d).What, say.Time(d.Wait.Until.Local()))
			select {
			case <-time.After(time.Until(d.Wait.Until)):
			case <-ctx.Done():
				return d, nil
			}
		}
	}
}

// decision is what the flags say about what the portal's state asks for.
func (p publishCall) decision(d model.Dispatch) (export.Decision, bool) {
	if d.State != model.SendAsks || d.Trouble == nil {
		return "", false
	}
	switch export.Coded(d.Trouble.Code) {
	case export.ErrChangedThere:
		return export.Overwrite, p.overwrite
	case export.ErrGoneThere:
		return export.AsNew, p.asNew
	}
	return "", false
}

// progress tells each step and each photo once.
func (p publishCall) progress() func(export.Progress) {
	var last string
	return func(at export.Progress) {
		line := say.T("cli.step." + string(at.Step))
		if at.Step == model.StepPhotos && at.Of > 0 {
			line = say.T("cli.step.photo", at.Photo, at.Of)
		}
		if line != last {
			last = line
			fmt.Fprintln(p.err, line)
		}
	}
}

// outcome prints the address of what was published, or why it was not.
func (p publishCall) outcome(ctx context.Context, d model.Dispatch, a model.Account) error {
	if d.State != model.SendDone {
		e := say.ExplainDispatch(d)
		for _, line := range []string{a.Name + ": " + e.What, e.Kept, e.Do, e.Note} {
			if strings.TrimSpace(line) != "" {
				fmt.Fprintln(p.err, line)
			}
		}
		if d.Trouble != nil && export.Coded(d.Trouble.Code) == export.ErrNoSecret {
			p.warn("cli.portal.nosecret")
		}
		p.warn("cli.publish.queued")
		return cmp.Or(ctx.Err(), errRefused)
	}
	for _, l := range d.Sent.Lost {
		p.warn("cli.publish.lost", say.T("cli.lost."+l.What), l.Text)
	}
	if n := len(d.Sent.Smaller); n > 0 {
		p.warn("cli.publish.smaller", n)
	}
	p.warn("cli.publish.done", a.Name, say.T("cli.publish.as."+string(d.Sent.Article.Status)))
	return p.print(d.Sent.Article.URL)
}

// outboxCommand lists what is to be sent and what was.
func outboxCommand(c *call) func(context.Context) error {
	asJSON := c.flags.Bool("json", false, "")
	return func(ctx context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		return c.with(ctx, func(w *works) error {
			all, err := w.Store.Dispatches(ctx)
			if err != nil {
				return err
			}
			items, err := queued(ctx, w, all)
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(c.out, items)
			}
			return c.printQueue(items, all)
		})
	}
}

// outboxItem is a dispatch in outbox --json.
type outboxItem struct {
	Report  model.ReportID   `json:"report"`
	Title   string           `json:"title"`
	Portal  string           `json:"portal"`
	State   model.SendState  `json:"state"`
	Step    model.SendStep   `json:"step,omitempty"`
	Trouble string           `json:"trouble,omitempty"` // a code of export.Code
	Next    time.Time        `json:"next,omitzero"`     // try
	Status  model.PostStatus `json:"status,omitempty"`  // on the portal
	URL     string           `json:"url,omitempty"`
	Sent    time.Time        `json:"sent,omitzero"`
}

func queued(ctx context.Context, w *works, all []model.Dispatch) ([]outboxItem, error) {
	accounts, err := w.Store.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	names := map[model.AccountID]string{}
	for _, a := range accounts {
		names[a.ID] = a.Name
	}
	items := make([]outboxItem, len(all))
	for i, d := range all {
		report, account := d.ID.Parts()
		items[i] = outboxItem{
			Report: report, Title: d.Content.Name(), Portal: names[account], State: d.State, Step: d.Step,
			Status: d.Sent.Article.Status, URL: d.Sent.Article.URL, Sent: d.Sent.At,
		}
		if d.Trouble != nil {
			items[i].Trouble = d.Trouble.Code
		}
		if d.State == model.SendWaits {
			items[i].Next = d.Wait.Until
		}
	}
	return items, nil
}

func (c *call) printQueue(items []outboxItem, all []model.Dispatch) error {
	table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for i, it := range items {
		why := it.URL
		if all[i].Trouble != nil {
			why = say.ExplainDispatch(all[i]).What
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", it.Report, it.Portal, say.T("cli.state."+string(it.State)), it.Title, why)
	}
	return table.Flush()
}
