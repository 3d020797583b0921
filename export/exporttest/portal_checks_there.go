package exporttest

import (
	"context"
	"errors"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// What happens to an article on the portal meanwhile.

const alteredThere = "Cổng bổ sung: kỳ họp có 12 ý kiến chất vấn"

// altered checks whether someone's words stand there.
func (w *witness) altered(ctx context.Context, e *errand, words string, want bool) {
	f, err := e.find(ctx)
	if err != nil || len(f.articles) != 1 {
		w.errorf("%d articles, %v", len(f.articles), err)
		return
	}
	if got := holds(f.articles[0].Text, words); got != want {
		w.errorf("%q stands there: %v, want %v", words, got, want)
	}
}

func checkConflict(ctx context.Context, w *witness, p Place) {
	e, _ := w.sent(ctx, p, 1)
	if e == nil {
		return
	}
	if err := p.Truth.Alter(ctx, e.word, alteredThere); err != nil {
		w.errorf("Alter: %v", err)
	}
	e.change()
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
	}
	d := w.asks(ctx, e, export.ErrChangedThere)
	if d.Trouble.There == nil || !holds(StandingOf(d.Trouble.There.HTML).Text, alteredThere) {
		w.errorf("the question does not show what stands there")
	}
	w.altered(ctx, e, alteredThere, true)
	w.decided(ctx, e, export.Overwrite)
	w.altered(ctx, e, alteredThere, false)
	w.stands(ctx, e)
}

// checkConflictAgain alters the article once more after the user said that the
// first alteration may be replaced.
func checkConflictAgain(ctx context.Context, w *witness, p Place) {
	e, _ := w.sent(ctx, p, 1)
	if e == nil {
		return
	}
	second := "Một người khác sửa thêm lần nữa"
	err := p.Truth.Alter(ctx, e.word, alteredThere)
	e.change()
	err = errors.Join(err, e.order(ctx))
	w.asks(ctx, e, export.ErrChangedThere)
	err = errors.Join(err, p.Truth.Alter(ctx, e.word, second), e.decide(ctx, export.Overwrite))
	if err != nil {
		w.errorf("%v", err)
	}
	w.asks(ctx, e, export.ErrChangedThere)
	w.altered(ctx, e, second, true)
	w.decided(ctx, e, export.Overwrite)
	w.altered(ctx, e, second, false)
	w.stands(ctx, e)
}

func checkGone(ctx context.Context, w *witness, p Place) {
	e, _ := w.sent(ctx, p, 1)
	if e == nil {
		return
	}
	if err := p.Truth.Delete(ctx, e.word); err != nil {
		w.errorf("Delete: %v", err)
	}
	e.change()
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
	}
	w.asks(ctx, e, export.ErrGoneThere)
	if f, err := e.find(ctx); err != nil || len(f.articles) != 0 {
		w.errorf("%d articles before the user said so, %v", len(f.articles), err)
	}
	w.decided(ctx, e, export.AsNew)
	w.stands(ctx, e)
	e.change()
	if _, err := e.deliver(ctx); err != nil {
		w.errorf("the new article, changed: %v", err)
	}
	w.stands(ctx, e)
}

// checkTakeBack removes a draft, which a portal without Remover refuses.
func checkTakeBack(ctx context.Context, w *witness, p Place) {
	s, err := p.Kind.Open(ctx, export.Door{Account: p.Account, Secret: p.Secret, Asker: export.Nobody{}})
	if err != nil {
		w.errorf("Open: %v", err)
		return
	}
	_, removes := s.(export.Remover)
	drafts := slices.Contains(s.Powers().Statuses, model.PostDraft)
	s.Close()
	if !removes || !drafts {
		return
	}
	e, _ := w.sent(ctx, p, 1, func(e *errand) { e.wish.Status = model.PostDraft })
	if e == nil {
		return
	}
	if err := e.decide(ctx, export.TakeBack); err != nil {
		w.errorf("take back: %v", err)
	}
	if f, err := e.find(ctx); err != nil || len(f.articles) != 0 {
		w.errorf("%d articles after it was taken back, %v", len(f.articles), err)
	}
}

func checkRoles(ctx context.Context, w *witness, p Place) {
	account, secret := p.Truth.(Roles).Contributor()
	e := newErrand(p, "", 0)
	account.ID = e.account.ID
	e.account, e.secret = account, secret
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
	}
	w.asks(ctx, e, export.ErrRole)
	f, err := e.find(ctx)
	if err != nil {
		w.errorf("%v", err)
	}
	for _, there := range f.articles {
		if there.Status == model.PostPublic {
			w.errorf("a contributor published")
		}
	}
	w.decided(ctx, e, export.AsPending)
	e.wish.Status = model.PostPending
	w.stands(ctx, e)
}
