package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// dialect is how the portal of these tests writes.
var dialect = markup.Dialect{Sapo: true, Bylines: true, Widths: true}

// killed is what a killed process panics with.
type killed struct{}

// standing is an article on the portal.
type standing struct {
	id, mark, title, body string
	status                model.PostStatus
	at                    time.Time
	topics                []string
	deleted               bool
}

// shelved is a photo on the portal.
type shelved struct {
	id, name      string
	bytes         int
	width, height int
}

// portal keeps articles and photos truly. Each request can be made to fail.
type portal struct {
	mu       sync.Mutex
	articles []*standing
	shelf    []shelved
	requests []string // what was asked, in order
	faults   map[int]fault
	powers   export.Powers
	tooLarge int // bytes from which a photo is refused; 0: none
	names    int // of ids

	changing func(what string) // called before a request that changes something
	filter   func(body string) string
	url      string // of every article, in the portal's own words
	withhold bool   // keeps what is to be public waiting, and says nothing
	lies     bool   // a control: takes a failed search for one that found nothing
}

// fault is what becomes of one request.
type fault struct {
	name string
	acts bool          // the portal does it all the same
	hang bool          // until the caller gives up
	kill bool          // the process dies there
	late time.Duration // after the answer was lost, it acts
	err  error
}

func refusing(kind, cause error) *export.PortalError {
	return &export.PortalError{Kind: kind, Did: "test", Said: "nope", Cause: cause}
}

// errPlain is an error of which a connector forgot to say the kind.
var errPlain = errors.New("unexpected end")

// everyFault lists those that every request is tried with.
func everyFault() []fault {
	lost := export.ErrUnknownOutcome
	return []fault{
		{name: "offline", err: refusing(export.ErrOffline, nil)},
		{name: "busy", err: &export.PortalError{Kind: export.ErrBusy, Did: "test", After: 7 * time.Second}},
		{name: "captive", err: refusing(export.ErrStrangeAnswer, nil)},
		{name: "session", err: refusing(export.ErrSession, nil)},
		{name: "rejected", err: refusing(export.ErrRejected, nil)},
		{name: "firewall", err: refusing(export.ErrFirewall, nil)},
		{name: "cut before", err: refusing(lost, nil)},
		{name: "cut after", err: refusing(lost, nil), acts: true},
		{name: "502 after", err: refusing(export.ErrBusy, lost), acts: true},
		{name: "notice after", err: refusing(export.ErrStrangeAnswer, lost), acts: true},
		{name: "plain error after", err: errPlain, acts: true},
		{name: "session after", err: refusing(export.ErrSession, nil), acts: true},
		{name: "hangs before", hang: true},
		{name: "hangs after", hang: true, acts: true},
		{name: "killed before", kill: true},
		{name: "killed after", kill: true, acts: true},
	}
}

// request counts a request, fails as it was told, and acts.
func (p *portal) request(ctx context.Context, what string, changes bool, act func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if changes && p.changing != nil {
		p.changing(what)
	}
	p.mu.Lock()
	f, faulty := p.faults[len(p.requests)]
	p.requests = append(p.requests, what)
	var err error
	if !faulty || f.acts {
		err = act()
	}
	p.mu.Unlock()
	if f.late > 0 {
		time.AfterFunc(f.late, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			act()
		})
	}
	switch {
	case !faulty:
		return err
	case f.hang:
		<-ctx.Done()
		return ctx.Err()
	case f.kill:
		panic(killed{})
	}
	return f.err
}

func (p *portal) open(ctx context.Context, asked export.Session) (export.Session, error) {
	if err := p.request(ctx, "login", false, func() error { return nil }); err != nil {
		return nil, err
	}
	return asked, nil
}

func (p *portal) Powers() export.Powers { return p.powers }
func (p *portal) Close() error          { return nil }

func (p *portal) Find(ctx context.Context, mark string) (found model.RemoteArticle, err error) {
	err = p.request(ctx, "find", false, func() error {
		for _, a := range p.articles {
			if a.mark == mark && !a.deleted {
				found = a.remote()
				return nil
			}
		}
		return model.ErrNotFound
	})
	if p.lies && err != nil && ctx.Err() == nil {
		err = model.ErrNotFound
	}
	return found, err
}

func (a *standing) remote() model.RemoteArticle {
	return model.RemoteArticle{ID: a.id, URL: "https://suoimay.example.vn/?p=" + a.id, Status: a.status}
}

// article is the one that at names. ErrGoneThere.
func (p *portal) article(at model.RemoteArticle) (*standing, error) {
	i := slices.IndexFunc(p.articles, func(a *standing) bool { return a.id == at.ID && !a.deleted })
	if i < 0 {
		return nil, refusing(export.ErrGoneThere, nil)
	}
	return p.articles[i], nil
}

func (p *portal) name() string {
	p.names++
	return fmt.Sprint(p.names)
}

func (p *portal) Create(ctx context.Context, post export.Post) (model.RemoteArticle, error) {
	var made model.RemoteArticle
	err := p.request(ctx, "create", true, func() error {
		a := &standing{
			id: p.name(), mark: post.Mark, title: post.Report.Head.Title,
			body: markup.Stub(post, dialect), status: model.PostDraft,
		}
		p.articles = append(p.articles, a)
		made = a.remote()
		return nil
	})
	p.mu.Lock() // it may still be at work
	defer p.mu.Unlock()
	return made, err
}

func (p *portal) Update(ctx context.Context, at model.RemoteArticle, post export.Post) (after model.RemoteArticle, err error) {
	err = p.request(ctx, "update", true, func() error {
		a, err := p.article(at)
		if err != nil {
			return err
		}
		a.title, a.body, a.topics = post.Report.Head.Title, markup.Body(post, dialect), post.Topics
		if p.filter != nil {
			a.body = p.filter(a.body)
		}
		after = a.remote()
		return nil
	})
	return after, err
}

func (p *portal) Release(ctx context.Context, at model.RemoteArticle, post export.Post) (after model.RemoteArticle, err error) {
	err = p.request(ctx, "release", true, func() error {
		a, err := p.article(at)
		if err != nil {
			return err
		}
		a.status, a.at = post.Status, post.At
		if !post.At.IsZero() || p.withhold && post.Status == model.PostPublic {
			a.status = model.PostPending
		}
		after = a.remote()
		return nil
	})
	return after, err
}

func (p *portal) Fetch(ctx context.Context, at model.RemoteArticle) (now model.RemoteArticle, there model.Snapshot, err error) {
	err = p.request(ctx, "fetch", false, func() error {
		a, err := p.article(at)
		if err != nil {
			return err
		}
		now, there = a.remote(), model.Snapshot{Title: a.title, HTML: a.body, Status: a.status}
		if p.url != "" {
			now.URL = p.url
		}
		return nil
	})
	return now, there, err
}

func (p *portal) FindPhotos(ctx context.Context, photos []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	found := map[model.PhotoID]model.RemotePhoto{}
	err := p.request(ctx, "find photos", false, func() error {
		for _, asked := range photos {
			for _, s := range p.shelf {
				if s.name == asked.Name {
					found[asked.ID] = s.remote()
				}
			}
		}
		return nil
	})
	if p.lies && err != nil && ctx.Err() == nil {
		return nil, nil
	}
	return found, err
}

func (s shelved) remote() model.RemotePhoto {
	return model.RemotePhoto{
		ID: s.id, URL: "https://suoimay.example.vn/uploads/" + s.name, Width: s.width, Height: s.height,
	}
}

func (p *portal) AddPhoto(ctx context.Context, i export.Image, sent func(int64)) (added model.RemotePhoto, err error) {
	err = p.request(ctx, "add "+i.Name, true, func() error {
		sent(int64(len(i.Data)))
		if p.tooLarge > 0 && len(i.Data) >= p.tooLarge {
			return refusing(export.ErrTooLarge, nil)
		}
		s := shelved{p.name(), i.Name, len(i.Data), i.Width, i.Height}
		p.shelf = append(p.shelf, s)
		added = s.remote()
		return nil
	})
	return added, err
}

func (p *portal) Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	return p.request(ctx, "remove", true, func() error {
		p.articles = slices.DeleteFunc(p.articles, func(a *standing) bool { return a.id == at.ID })
		for _, r := range photos {
			p.shelf = slices.DeleteFunc(p.shelf, func(s shelved) bool { return s.id == r.ID })
		}
		return nil
	})
}

// fail has the n-th request from now on, counted from 0, end with f.
func (p *portal) fail(n int, f fault) {
	faults := maps.Clone(p.faults)
	if faults == nil {
		faults = map[int]fault{}
	}
	faults[len(p.requests)+n] = f
	p.faults = faults
}
