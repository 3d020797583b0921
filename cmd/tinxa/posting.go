package main

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/export/keyring"
	"tinxa/export/markup"
	"tinxa/export/registry"
	"tinxa/model"
	"tinxa/ui"
	"tinxa/ui/native"
	"tinxa/ui/outbox"
	"tinxa/ui/portals"
	"tinxa/ui/publish"
	"tinxa/ui/say"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// posting is publishing from the window: the queue, the accounts, and what is
// handed over by hand.
type posting struct {
	*session
	works *works
	post  post
	asker export.Asker
	queue *sending.Queue
	hands hands

	called sync.Map // accounts whose categories were called for
}

func newPosting(s *session, w *works) *posting {
	p := &posting{session: s, works: w, post: w.newPost(), asker: s.window.Asker(s.runner), hands: hands{}}
	p.queue = sending.New(sending.Env{
		Runner: s.runner, Desk: p.post, Box: w.Store, Accounts: w.Store, Asker: p.asker, Due: p.post.Due,
		Changed: p.done, Fault: func(err error) { s.warn("cli.detail", err) }, Now: time.Now,
	})
	told := [2]int{}
	p.queue.Watch(func() {
		p.bar.read(p.queue.Items())
		if now := p.open(); now != told {
			told = now
			p.window.Remind()
		}
	})
	return p
}

// open counts the reports that wait for the user and those that wait for their
// portals.
func (p *posting) open() (n [2]int) {
	for _, item := range p.queue.Items() {
		switch item.Dispatch.State {
		case model.SendAsks:
			n[0]++
		case model.SendWaits:
			n[1]++
		}
	}
	return n
}

// furnish adds the screens of publishing to the window's.
func (p *posting) furnish(house *ui.House) {
	house.Publish.Portals = publish.Portals{
		Queue: p.queue, Powers: p.post.Powers, HandOver: p.handOver, Lines: lines,
		Topics: p.topics, OpenURL: p.browse,
	}
	house.Outbox = outbox.Env{
		Runner: p.runner, Now: time.Now, Queue: p.queue, Show: p.show, OpenURL: p.browse,
	}
	house.Portals = portals.Env{
		Runner: p.runner, Asker: p.asker, Browse: native.Browse,
		Store: portals.Store{
			List: p.works.Store.Accounts, Add: p.add, Remove: p.post.Remove, Keyring: hasKeyring,
		},
		Recognise: p.post.Recognise, Test: p.test,
	}
}

// topics lists the categories of an account. Who only looks at a report is not
// asked for a password; who calls for the categories again is.
func (p *posting) topics(ctx context.Context, id model.AccountID) ([]export.Topic, error) {
	if _, again := p.called.LoadOrStore(id, true); again {
		return p.post.Topics(ctx, id, p.asker)
	}
	return p.post.Topics(ctx, id, export.Nobody{})
}

// browse shows an article: in the browser, or where it lies in a folder of the
// user's own. A path that a portal made up is not followed.
func (p *posting) browse(address string) error {
	if !strings.HasPrefix(address, "file://") {
		return native.Browse(p.ctx, address)
	}
	accounts, err := p.works.Store.Accounts(p.ctx)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		folder := filepath.Join(a.Address, path.Base(address))
		if info, err := os.Stat(folder); a.Kind == "folder" && err == nil && info.IsDir() {
			return native.ShowFolder(p.ctx, folder)
		}
	}
	return native.Browse(p.ctx, address)
}

// close stops what is being sent and waits until nothing uses the journal.
func (p *posting) close() {
	p.queue.Close()
	p.queue.Wait()
}

// add keeps an account; what stood still for its password goes on with a new one.
func (p *posting) add(ctx context.Context, a model.Account, secret string) error {
	kept := p.post.Add(ctx, a, secret)
	if secret == "" || kept != nil && !errors.Is(kept, export.ErrNoKeyring) {
		return kept
	}
	all, err := p.works.Store.Dispatches(ctx)
	if err != nil {
		return kept // it goes on when the user says so
	}
	for _, d := range all {
		if _, account := d.ID.Parts(); account == a.ID && wantsSecret(d) {
			_, _ = p.post.Decide(ctx, d.ID, export.GoOn)
		}
	}
	return kept
}

// wantsSecret reports whether a dispatch stands still until a password is given.
func wantsSecret(d model.Dispatch) bool {
	if d.State != model.SendAsks || d.Trouble == nil {
		return false
	}
	switch export.Coded(d.Trouble.Code) {
	case export.ErrPassword, export.ErrNoSecret:
		return true
	}
	return false
}

// hasKeyring tells whether the system keeps passwords.
func hasKeyring(context.Context) bool {
	_, err := keyring.New(name).Secret("")
	return !errors.Is(err, export.ErrNoKeyring)
}

// test tries out an account as the screen describes it.
func (p *posting) test(ctx context.Context, d export.Door, t portals.Trial, done func(portals.Check)) (err error) {
	if d.Secret == "" {
		if d.Secret, err = p.post.SecretOf(ctx, d.Account, d.Asker); err != nil {
			return err
		}
	}
	return p.post.Test(ctx, d, registry.Trial(t), func(c registry.Check) { done(portals.Check(c)) })
}

// lines is what a reader sees of an article.
func lines(html string) []string {
	seen := markup.Read(html)
	return append(seen.Paragraphs, seen.Captions...)
}

// show leads from the queue to a report on its way out.
func (p *posting) show(id model.ReportID, account model.AccountID) {
	task.Go(p.ctx, p.runner, func(ctx context.Context) (model.Report, error) {
		return p.works.Store.Report(ctx, id)
	}, func(r model.Report, err error) {
		if err != nil {
			p.window.Say(say.Explain(err).What)
			return
		}
		p.window.PublishTo(r, account)
	})
}

// done notes what was published, and says so.
func (p *posting) done(d model.Dispatch) {
	report, account := d.ID.Parts()
	a, _ := p.queue.Account(account)
	writing := p.window.Writing(report)
	task.Go(p.ctx, p.runner, func(ctx context.Context) (model.Report, error) {
		p.works.sent(ctx, d, a.Name)
		if writing { // it is saved from there alone
			return model.Report{}, nil
		}
		return p.works.settle(ctx, report)
	}, func(r model.Report, err error) {
		if err == nil && r.ID != "" {
			p.window.Renew(r)
		}
		p.window.Sent(d, a.Name)
	})
}
