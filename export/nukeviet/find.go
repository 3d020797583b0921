package nukeviet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// Find implements export.Articles.
func (s *session) Find(ctx context.Context, mark string) (model.RemoteArticle, error) {
	const did = "nukeviet: find"
	if err := s.trySearch(ctx); err != nil {
		return model.RemoteArticle{}, err
	}
	rows, err := s.search(ctx, mark)
	if err != nil {
		return model.RemoteArticle{}, err
	}
	if len(rows) == 0 {
		return model.RemoteArticle{}, fmt.Errorf("%s %s: %w", did, mark, model.ErrNotFound)
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(number(a.id), number(b.id)) })
	const most = 5 // copies that someone made there carry the mark, too
	for _, r := range rows[:min(len(rows), most)] {
		at, err := s.verify(ctx, r, mark, len(rows) == 1)
		if err != nil || at.ID != "" {
			return at, err
		}
	}
	return model.RemoteArticle{}, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "html"}
}

// verify opens the form of what the search found; an empty article where it
// does not carry the mark. What may not be opened just now counts if it is the
// only one, because the search was tried.
func (s *session) verify(ctx context.Context, r row, mark string, only bool) (model.RemoteArticle, error) {
	f, _, err := s.open(ctx, "nukeviet: find", r.id)
	if code := export.Code(err); only && (code == "busy" && isHeld(err) || code == "role") {
		return s.remote(r), nil
	}
	if err != nil || !markup.Marked(f.value("bodyhtml"), mark) {
		return model.RemoteArticle{}, err
	}
	at := s.remote(r)
	at.Status = statusOf(r.class, f)
	return at, nil
}

func number(id string) int {
	n, _ := strconv.Atoi(id)
	return n
}

// trySearch makes sure that the search does search. NukeViet shows everything
// when it does not like the token, as if nothing had been asked for.
func (s *session) trySearch(ctx context.Context) error {
	if s.sure {
		return nil
	}
	const nonsense = "txnothingcarriesthismark"
	rows, err := s.search(ctx, nonsense)
	if err == nil && len(rows) > 0 {
		err = &export.PortalError{Kind: export.ErrStrangeAnswer, Did: "nukeviet: try the search", Reason: "html"}
	}
	s.sure = err == nil
	return err
}

// search lists the articles whose body contains a word.
func (s *session) search(ctx context.Context, word string) ([]row, error) {
	if s.token == "" {
		if _, err := s.list(ctx, "per_page", "5"); err != nil {
			return nil, err
		}
	}
	return s.list(ctx, "stype", "bodytext", "q", word, "sstatus", "-1", "catid", "0", "per_page", "50", "checkss", s.token)
}

// list shows the list of articles and keeps the token of its search.
func (s *session) list(ctx context.Context, more ...string) ([]row, error) {
	const did = "nukeviet: list"
	p, err := s.read(ctx, did, s.site.news("main", more...))
	if err != nil {
		return nil, err
	}
	token, found := searchOf(p.body)
	if !found {
		return nil, strange(did, p)
	}
	s.token = token
	return rowsOf(p.body), nil
}

// locate finds an article's row, by its mark where it has one.
func (s *session) locate(ctx context.Context, id, mark string) (row, error) {
	if mark != "" {
		rows, err := s.search(ctx, mark)
		if err != nil {
			return row{}, err
		}
		if i := slices.IndexFunc(rows, func(r row) bool { return r.id == id }); i >= 0 {
			return rows[i], nil
		}
	}
	return s.byID(ctx, id)
}

// byID finds a row in the whole list, which it goes through from the newest on.
func (s *session) byID(ctx context.Context, id string) (row, error) {
	const pages = 40
	for n := range pages {
		rows, err := s.list(ctx, "ordername", "id", "order", "desc", "per_page", "500", "page", strconv.Itoa(n+1))
		if err != nil {
			return row{}, err
		}
		older := len(rows) == 0
		for _, r := range rows {
			if r.id == id {
				return r, nil
			}
			older = older || number(r.id) < number(id)
		}
		if older {
			return row{}, &export.PortalError{Kind: export.ErrGoneThere, Did: "nukeviet: list"}
		}
	}
	return row{}, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: "nukeviet: list", Reason: "html"}
}

// isHeld tells an article that another editor has open from a busy portal.
func isHeld(err error) bool {
	var e *export.PortalError
	return errors.As(err, &e) && e.Kind == export.ErrBusy && e.After == lock
}
