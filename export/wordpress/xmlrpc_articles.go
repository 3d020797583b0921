package wordpress

import (
	"context"
	"errors"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// read makes an article of its members.
func (s *rpcSession) read(v any) (article, bool) {
	m, _ := v.(structure)
	id, ok := number(m.text("post_id"))
	a := article{ID: id, Link: m.text("link"), Status: m.text("post_status")}
	a.Title.Raw, a.Content.Raw = m.text("post_title"), m.text("post_content")
	a.Modified.at, _ = m["post_modified_gmt"].(time.Time)
	return a, ok
}

func (s *rpcSession) remote(a article) model.RemoteArticle {
	id := strconv.Itoa(a.ID)
	return model.RemoteArticle{ID: id, URL: a.Link, Edit: editPage(s.address, id), Status: status(a.Status)}
}

// articleMembers is what is asked of an article.
var articleMembers = []any{"post_title", "post_content", "post_status", "link", "post_modified_gmt"}

// Find implements export.Articles, in the two ways of REST's. XML-RPC lists only
// what the account may change.
func (s *rpcSession) Find(ctx context.Context, mark string) (model.RemoteArticle, error) {
	const did = "metaweblog: find"
	for _, filter := range []structure{
		{"s": mark, "number": 100},
		{"orderby": "ID", "order": "DESC", "number": recent * 2},
	} {
		filter["post_type"], filter["post_status"] = "post", "any,"+trash
		v, err := s.call(ctx, rpcCall{method: "wp.getPosts", params: s.with(filter, articleMembers), reads: true, did: did})
		if err != nil {
			return model.RemoteArticle{}, absentMeansClosed(err)
		}
		list, ok := v.([]any)
		if !ok {
			return model.RemoteArticle{}, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php"}
		}
		if found, ok := marked(s.readAll(list), mark); ok {
			if found.Status == trash {
				return s.remote(found), gone(did, http.StatusOK)
			}
			return s.remote(found), nil
		}
	}
	return model.RemoteArticle{}, model.ErrNotFound
}

func (s *rpcSession) readAll(list []any) []article {
	var all []article
	for _, v := range list {
		if a, ok := s.read(v); ok {
			all = append(all, a)
		}
	}
	return all
}

// Create implements export.Articles.
func (s *rpcSession) Create(ctx context.Context, p export.Post) (model.RemoteArticle, error) {
	const did = "metaweblog: create"
	v, err := s.call(ctx, rpcCall{method: "wp.newPost", did: did, params: s.with(structure{
		"post_type": "post", "post_status": "draft",
		"post_title": markedUp(p.Report.Head.Title), "post_content": markup.Stub(p, dialect),
	})})
	if err != nil {
		return model.RemoteArticle{}, err
	}
	text, _ := v.(string)
	id, ok := number(text)
	if !ok {
		return model.RemoteArticle{}, &export.PortalError{
			Kind: export.ErrStrangeAnswer, Did: did, Reason: "php", Cause: export.ErrUnknownOutcome,
		}
	}
	return s.known(strconv.Itoa(id), model.PostDraft), nil
}

// known is an article of which its id is known: WordPress leads from there to
// its address.
func (s *rpcSession) known(id string, now model.PostStatus) model.RemoteArticle {
	return model.RemoteArticle{ID: id, URL: s.address + "/?p=" + url.QueryEscape(id), Edit: editPage(s.address, id), Status: now}
}

// Update implements export.Articles.
func (s *rpcSession) Update(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	const did = "metaweblog: update"
	members := structure{
		"post_title":   markedUp(p.Report.Head.Title),
		"post_content": markup.Body(p, dialect),
		"post_excerpt": markedUp(p.Report.Head.Sapo.Plain()),
	}
	if photo, ok := cover(p); ok {
		members["post_thumbnail"] = photo
	}
	if err := s.file(ctx, did, p, members); err != nil {
		return model.RemoteArticle{}, err
	}
	return s.edit(ctx, did, at, members)
}

// file puts an article under its categories and tags. Only those who keep order
// on a site may make tags; others get those that there are.
func (s *rpcSession) file(ctx context.Context, did string, p export.Post, members structure) error {
	topics, err := topicNumbers(did, p.Topics)
	if err != nil {
		return err
	}
	ids := structure{}
	if len(topics) > 0 {
		if err := s.checkTopics(ctx, did, topics); err != nil {
			return err
		}
		ids["category"] = anys(topics)
	}
	names := tagNames(p.Report.Credits.Tags)
	if len(names) == 0 || s.only("author") || s.only("contributor") {
		tags, err := s.existing(ctx, names)
		if err != nil {
			return err
		}
		ids["post_tag"] = anys(tags)
	} else {
		members["terms_names"] = structure{"post_tag": anys(names)}
	}
	if len(ids) > 0 {
		members["terms"] = ids
	}
	return nil
}

func anys[T any](list []T) []any {
	all := []any{}
	for _, v := range list {
		all = append(all, v)
	}
	return all
}

// edit writes members of an article; the others stay.
func (s *rpcSession) edit(ctx context.Context, did string, at model.RemoteArticle, members structure) (model.RemoteArticle, error) {
	id, ok := number(at.ID)
	if !ok {
		return model.RemoteArticle{}, gone(did, 0)
	}
	v, err := s.call(ctx, rpcCall{method: "wp.editPost", params: s.with(id, members), did: did})
	if err != nil {
		return model.RemoteArticle{}, err
	}
	if done, ok := v.(bool); !ok || !done {
		return model.RemoteArticle{}, &export.PortalError{
			Kind: export.ErrStrangeAnswer, Did: did, Reason: "php", Cause: export.ErrUnknownOutcome,
		}
	}
	return at, nil
}

// Release implements export.Articles.
func (s *rpcSession) Release(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	members := structure{"post_status": string(p.Status)}
	if !p.At.IsZero() && p.Status == model.PostPublic {
		members["post_date_gmt"] = p.At
	}
	now, err := s.edit(ctx, "metaweblog: release", at, members)
	if err != nil {
		return now, err
	}
	now.Status = p.Status
	return now, nil
}

// Fetch implements export.Articles.
func (s *rpcSession) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	const did = "metaweblog: fetch"
	id, ok := number(at.ID)
	if !ok {
		return model.RemoteArticle{}, model.Snapshot{}, gone(did, 0)
	}
	v, err := s.call(ctx, rpcCall{method: "wp.getPost", params: s.with(id, articleMembers), reads: true, did: did})
	if err != nil {
		return model.RemoteArticle{}, model.Snapshot{}, err
	}
	a, ok := s.read(v)
	switch {
	case !ok || a.ID != id:
		return model.RemoteArticle{}, model.Snapshot{}, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php"}
	case a.Status == trash:
		return model.RemoteArticle{}, model.Snapshot{}, gone(did, http.StatusOK)
	}
	return s.remote(a), model.Snapshot{
		Title: html.UnescapeString(a.Title.Raw), HTML: a.Content.Raw, Status: status(a.Status), Modified: a.Modified.at,
	}, nil
}

// Remove implements export.Remover. What is deleted once lies in the bin, twice
// it is gone; what is gone already is no error.
func (s *rpcSession) Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	var all []error
	if at.ID != "" {
		all = append(all, s.remove(ctx, at.ID), s.remove(ctx, at.ID))
	}
	for _, p := range photos {
		all = append(all, s.remove(ctx, p.ID))
	}
	return errors.Join(all...)
}

func (s *rpcSession) remove(ctx context.Context, id string) error {
	n, ok := number(id)
	if !ok {
		return nil
	}
	_, err := s.call(ctx, rpcCall{method: "wp.deletePost", params: s.with(n), did: "metaweblog: remove"})
	if errors.Is(err, export.ErrGoneThere) {
		return nil
	}
	return err
}
