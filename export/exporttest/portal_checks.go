package exporttest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// witness gathers what a check found wrong.
type witness struct{ complaints []string }

func (w *witness) errorf(format string, args ...any) {
	w.complaints = append(w.complaints, fmt.Sprintf(format, args...))
}

// check is one part of the suite.
type check struct {
	name  string
	needs func(Place) bool // nil: every place
	run   func(context.Context, *witness, Place)
}

// checks are the whole suite, in the order in which a fault is found best.
func checks() []check {
	network := func(p Place) bool { return p.Upstream != "" }
	overHTTP := func(p Place) bool { return p.Upstream != "" && p.HTTP }
	keeps := func(p Place) bool { return !p.Once }
	return []check{
		{"probe", nil, checkProbe},
		{"contract", keeps, checkContract},
		{"create", nil, checkCreate},
		{"statuses", keeps, checkStatuses},
		{"again", keeps, checkAgain},
		{"update", keeps, checkUpdate},
		{"words", nil, checkWords},
		{"long names", nil, checkLongNames},
		{"thirty photos", nil, checkThirtyPhotos},
		{"same photo twice", nil, checkSamePhoto},
		{"limits", nil, checkLimits},
		{"unknown limit", overHTTP, checkUnknownLimit},
		{"conflict", keeps, checkConflict},
		{"conflict again", keeps, checkConflictAgain},
		{"gone", keeps, checkGone},
		{"take back", keeps, checkTakeBack},
		{"roles", func(p Place) bool { _, has := p.Truth.(Roles); return has }, checkRoles},
		{"password", func(p Place) bool { return p.Secret != "" }, checkPassword},
		{"pressed twice", nil, checkPressedTwice},
		{"offline", network, checkOffline},
		{"busy", overHTTP, checkBusy},
		{"certificates", overHTTP, checkCertificates},
		{"faults", network, checkFaults},
		{"stop and resume", nil, checkStops},
		{"kill", nil, checkKills},
	}
}

// sent is an errand that was delivered, or nil after a complaint.
func (w *witness) sent(ctx context.Context, p Place, photos int, with ...func(*errand)) (*errand, model.Dispatch) {
	e := newErrand(p, "", photos)
	for _, change := range with {
		change(e)
	}
	d, err := e.deliver(ctx)
	if err != nil {
		w.errorf("%v", err)
		return nil, d
	}
	w.stands(ctx, e)
	return e, d
}

// stands checks that exactly the report stands there, once.
func (w *witness) stands(ctx context.Context, e *errand) finding {
	f, err := e.find(ctx)
	if err != nil {
		w.errorf("%v", err)
		return f
	}
	if len(f.articles) != 1 || f.surplus() != 0 {
		w.errorf("%d articles and %d photos too many, want one article", len(f.articles), f.surplus())
	}
	for _, what := range e.lost(f) {
		w.errorf("lost: %s", what)
	}
	if e.ledger.Holds(e.secret) {
		w.errorf("the secret is in the journal")
	}
	return f
}

// asks sends and wants it to stop with a question of that code.
func (w *witness) asks(ctx context.Context, e *errand, want error) model.Dispatch {
	d, err := e.send(ctx)
	if err != nil {
		w.errorf("%v", err)
	}
	if d.State != model.SendAsks || d.Trouble == nil || d.Trouble.Code != export.Code(want) {
		w.errorf("%s%s, want it to ask about %s", d.State, why(d), export.Code(want))
		d.Trouble = &model.Trouble{There: &model.Snapshot{}}
	}
	return d
}

// decided carries out a decision and wants it then to be done.
func (w *witness) decided(ctx context.Context, e *errand, d export.Decision) model.Dispatch {
	if err := e.decide(ctx, d); err != nil {
		w.errorf("%s: %v", d, err)
	}
	now, err := e.send(ctx)
	if err != nil || now.State != model.SendDone {
		w.errorf("after %s: %s%s, %v", d, now.State, why(now), err)
	}
	return now
}

func checkProbe(ctx context.Context, w *witness, p Place) {
	site, err := p.Kind.Probe(ctx, p.Account.Address, p.Account.Trust)
	if err != nil {
		w.errorf("Probe: %v", err)
		return
	}
	if site.Kind != p.Kind.Key() || site.Address == "" {
		w.errorf("Probe = %q at %q, want kind %q", site.Kind, site.Address, p.Kind.Key())
	}
}

// checkContract asks the portal itself, without the engine.
func checkContract(ctx context.Context, w *witness, p Place) {
	s, err := p.Kind.Open(ctx, export.Door{Account: p.Account, Secret: p.Secret, Asker: export.Nobody{}})
	if err != nil {
		w.errorf("Open: %v", err)
		return
	}
	defer s.Close()
	portal, ok := s.(export.Portal)
	if !ok {
		w.errorf("%T is no Portal", s)
		return
	}
	if len(s.Powers().Statuses) == 0 {
		w.errorf("it may give an article no status")
	}
	if at, err := portal.Find(ctx, "txnothingofthis1"); !errors.Is(err, model.ErrNotFound) {
		w.errorf("Find of a mark that is nowhere = %+v, %v, want ErrNotFound", at, err)
	}
	nowhere := export.Image{ID: "00000000000000000000", Name: "anh-000000000000.jpg", Mark: "txnothingofthis1"}
	if found, err := portal.FindPhotos(ctx, []export.Image{nowhere}); err != nil || len(found) != 0 {
		w.errorf("FindPhotos of one that is nowhere = %v, %v", found, err)
	}
	if sorter, ok := s.(export.Sorter); ok {
		w.topics(ctx, sorter)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := portal.Find(ended, "txnothingofthis1"); !errors.Is(err, context.Canceled) && p.Upstream != "" {
		w.errorf("Find after cancelling: %v, want context.Canceled", err)
	}
}

func (w *witness) topics(ctx context.Context, s export.Sorter) {
	all, err := s.Topics(ctx)
	if err != nil {
		w.errorf("Topics: %v", err)
	}
	seen := map[string]bool{}
	for _, topic := range all {
		if topic.ID == "" || topic.Name == "" || seen[topic.ID] {
			w.errorf("a category without id or name, or twice: %+v", topic)
		}
		seen[topic.ID] = true
	}
}

func checkCreate(ctx context.Context, w *witness, p Place) {
	e, d := w.sent(ctx, p, 2)
	if e == nil {
		return
	}
	if len(d.Sent.Lost) > 0 {
		w.errorf("says it lost %+v, and nothing is missing", d.Sent.Lost)
	}
	if !p.Once && (len(d.Sent.Photos) != 2 || d.Sent.Article == (model.RemoteArticle{})) {
		w.errorf("it does not know what it sent: %+v", d.Sent)
	}
	if d.Begun != "" || d.Trouble != nil {
		w.errorf("done, and yet %q is begun%s", d.Begun, why(d))
	}
}

// checkStatuses shows one article further and further.
func checkStatuses(ctx context.Context, w *witness, p Place) {
	s, err := p.Kind.Open(ctx, export.Door{Account: p.Account, Secret: p.Secret, Asker: export.Nobody{}})
	if err != nil {
		w.errorf("Open: %v", err)
		return
	}
	statuses := s.Powers().Statuses
	s.Close()
	e := newErrand(p, "", 1)
	for _, status := range statuses {
		e.wish.Status = status
		if _, err := e.deliver(ctx); err != nil {
			w.errorf("%s: %v", status, err)
		}
		w.stands(ctx, e)
	}
}

func checkAgain(ctx context.Context, w *witness, p Place) {
	e, first := w.sent(ctx, p, 2)
	if e == nil {
		return
	}
	for range 2 {
		d, err := e.deliver(ctx)
		if err != nil {
			w.errorf("again: %v", err)
		}
		if d.Sent.Article.ID != first.Sent.Article.ID || d.Sent.Article.URL != first.Sent.Article.URL {
			w.errorf("sent again it is %+v, at first %+v", d.Sent.Article, first.Sent.Article)
		}
	}
	w.stands(ctx, e)
}

func checkUpdate(ctx context.Context, w *witness, p Place) {
	e, _ := w.sent(ctx, p, 1)
	if e == nil {
		return
	}
	for range 2 {
		e.change()
		e.show(e.album.Draw(uint64(time.Now().UnixNano()), 240, false), "Ảnh bổ sung sau khi đăng")
		if d, err := e.deliver(ctx); err != nil || len(d.Sent.Lost) > 0 {
			w.errorf("the changed report: %v, lost %+v", err, d.Sent.Lost)
		}
		w.stands(ctx, e)
	}
	kept := len(e.report.Blocks)
	e.report.Rev++
	e.report.Blocks = e.report.Blocks[:kept-1] // the last photo is taken out again
	if _, err := e.deliver(ctx); err != nil {
		w.errorf("without its last photo: %v", err)
	}
	w.stands(ctx, e)
}

func checkPressedTwice(ctx context.Context, w *witness, p Place) {
	e := newErrand(p, "", 2)
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
		return
	}
	ends := make(chan error, 3)
	for range cap(ends) {
		go func() {
			_, err := e.send(ctx)
			ends <- err
		}()
	}
	for range cap(ends) {
		if err := <-ends; err != nil && !errors.Is(err, export.ErrSending) {
			w.errorf("pressed twice: %v", err)
		}
	}
	w.stands(ctx, e)
}
