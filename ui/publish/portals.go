package publish

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// Portals is what the screen needs to publish to portals. Without a Queue there
// are only files.
type Portals struct {
	Queue *sending.Queue
	// Topics lists the categories of an account. It is called beside the window.
	Topics func(ctx context.Context, account model.AccountID) ([]export.Topic, error)
	// Powers is what an account may do, as far as that is known without asking
	// its portal; may be nil.
	Powers func(account model.AccountID) (export.Powers, bool)
	// Lines is what a reader sees of an article's HTML: its paragraphs, then its
	// captions.
	Lines       func(html string) []string
	AddPortal   func()
	EditAccount func(account model.AccountID)
	// HandOver leaves for copying the report by hand; no account is the portal
	// that is none of the accounts.
	HandOver func(r model.Report, account model.AccountID)
	// OpenURL opens a web address in the browser.
	OpenURL func(url string) error
}

// NewFor is New with an account chosen, as the queue's own screen leads to it.
func NewFor(env Env, r model.Report, account model.AccountID) *Screen {
	env.Prefs.SetString(prefForm, accountPref+string(account))
	return New(env, r)
}

// accounts lists what can be published to: those of the queue, and a hand-over
// for every other portal.
func (env Env) accounts() []model.Account {
	if env.Queue == nil {
		return nil
	}
	all := env.Queue.Accounts()
	for _, a := range all {
		if a.Kind == handOver {
			return all
		}
	}
	if env.HandOver != nil {
		all = append(all, model.Account{Kind: handOver, Name: say.T("publish.handover.any")})
	}
	return all
}

// watch follows the queue until stop is called.
func (s *Screen) watch() (stop func()) {
	if s.env.Queue == nil {
		return func() {}
	}
	return s.env.Queue.Watch(s.queueChanged)
}

// queueChanged shows what has become of the accounts and of the dispatch.
func (s *Screen) queueChanged() {
	if s.state.setAccounts(s.env.accounts()) {
		s.panel.deal()
		s.panel.sync()
	}
	if s.state.account != nil {
		s.panel.portal.update()
	}
}

// item is what the queue knows of the report at the account that is chosen.
func (s *Screen) item() (sending.Item, bool) {
	if s.state.account == nil || s.env.Queue == nil {
		return sending.Item{}, false
	}
	return s.env.Queue.Of(s.state.report.ID, s.state.account.ID)
}

// may lists the ways in which the chosen account may show an article.
func (s *Screen) may() []how {
	if s.env.Powers == nil {
		return hows(export.Powers{}, false)
	}
	return hows(s.env.Powers(s.state.account.ID))
}

// chooseAccount takes an account instead of a form.
func (s *Screen) chooseAccount(a model.Account) {
	if s.work != nil {
		return
	}
	s.state.ChooseAccount(a)
	s.env.Prefs.SetString(prefForm, accountPref+string(a.ID))
	s.notice.Hush()
	s.panel.tell(nil)
	s.propose()
	s.restyle()
	s.panel.sync()
}

// propose fills in what was chosen with the account last, and reads its
// categories.
func (s *Screen) propose() {
	a := s.state.account
	s.state.choice = newChoice(*a, s.state.report.Credits.Category, s.may(), s.env.Now())
	if item, known := s.item(); known {
		s.state.choice.follow(item.Dispatch, s.may(), s.env.Now())
	}
	s.panel.portal.topics = topicList{}
	if posts(a.Kind) && s.env.Topics != nil {
		s.readTopics()
	}
}

// topicList is the categories of the chosen account, as far as they are read.
type topicList struct {
	all    []export.Topic
	busy   bool
	err    error
	cancel context.CancelFunc
}

// readTopics reads the categories beside the window; those of another account
// that was chosen before are not waited for.
func (s *Screen) readTopics() {
	p := s.panel.portal
	if p.topics.cancel != nil {
		p.topics.cancel()
	}
	ctx, cancel := context.WithCancel(s.ctx)
	p.topics = topicList{busy: true, cancel: cancel}
	id := s.state.account.ID
	s.panel.sync()
	task.Go(ctx, s.env.Runner, func(ctx context.Context) ([]export.Topic, error) {
		return s.env.Topics(ctx, id)
	}, func(all []export.Topic, err error) {
		cancel()
		if s.state.account != nil && s.state.account.ID == id {
			p.topics = topicList{all: all, err: err}
			s.panel.sync()
		}
	})
}

// send puts the report into the queue, as the user chose.
func (s *Screen) send() {
	a := s.state.account
	if _, blocked := s.state.Blocked(); blocked {
		return
	}
	if a.Kind == handOver {
		s.env.HandOver(s.state.report, a.ID)
		return
	}
	if _, fault := s.state.choice.at(s.env.Now()); fault != whenFine && posts(a.Kind) {
		return
	}
	s.notice.Hush()
	s.env.Queue.Send(s.state.report, a.ID, s.state.choice.wish(a.Kind, s.env.Now()))
}

// decide tells the queue what the user decided about the dispatch.
func (s *Screen) decide(d export.Decision) {
	s.env.Queue.Decide(model.NewDispatchID(s.state.report.ID, s.state.account.ID), d)
}

// take does the one thing that helps a dispatch on.
func (s *Screen) take(n sending.Next) {
	item, known := s.item()
	if !known {
		return
	}
	if d, ok := n.Decision(); ok {
		s.decide(d)
		return
	}
	switch n {
	case sending.NextAccount:
		s.env.EditAccount(s.state.account.ID)
	case sending.NextTrust, sending.NextHostKey:
		s.env.Queue.Trust(item.Dispatch.ID)
	case sending.NextCompare:
		s.compare(item.Dispatch)
	case sending.NextReport:
		s.copyWords(technical(*s.state.account, item.Dispatch), say.T("publish.report.copied"))
	case sending.NextTopics:
		s.send()
	case sending.NextMend:
		s.env.Back()
	}
}

// copyWords puts words on the clipboard and says so.
func (s *Screen) copyWords(words, said string) {
	fyne.CurrentApp().Clipboard().SetContent(words)
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(said, "", nil)
	}
}

// technical is what a portal's technicians need to find what refused an
// article: nothing of it is secret.
func technical(a model.Account, d model.Dispatch) string {
	t := d.Trouble
	lines := []string{
		say.T("publish.report.head"),
		say.T("publish.report.portal", a.Name, a.Address),
		say.T("publish.report.user", a.User),
		say.T("publish.report.time", lastTry(d)),
		say.T("publish.report.step", string(d.Step)),
	}
	if t != nil && t.Reason != "" {
		lines = append(lines, say.T("publish.report.rule", t.Reason))
	}
	if t != nil && t.Said != "" {
		lines = append(lines, say.T("publish.report.said", t.Said))
	}
	lines = append(lines, say.T("publish.report.mark", d.Mark), say.T("publish.report.please"))
	return strings.Join(lines, "\n") + "\n"
}

// lastTry is when something was last done about a dispatch.
func lastTry(d model.Dispatch) string {
	at := d.Since
	if n := len(d.Log); n > 0 {
		at = d.Log[n-1].At
	}
	return say.TimeSeconds(at.Local()) + " " + say.Date(at.Local())
}
