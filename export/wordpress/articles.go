package wordpress

import (
	"cmp"
	"context"
	"errors"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// article is one as REST tells it to those who may edit it.
type article struct {
	ID       int
	Link     string
	Status   string
	Title    struct{ Raw string }
	Content  struct{ Raw string }
	Modified stamp `json:"modified_gmt"`
}

// stamp is a time as REST writes it: "2026-11-21T08:00:00", by Coordinated
// Universal Time. What is no time is the zero one.
type stamp struct{ at time.Time }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *stamp) UnmarshalText(text []byte) error {
	s.at, _ = time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(string(text), "Z"))
	return nil
}

// What is asked of an article.
const (
	briefly = "id,link,status,modified_gmt"
	wholly  = "id,link,status,modified_gmt,title.raw,content.raw"
)

func (s *session) remote(a article) model.RemoteArticle {
	id := strconv.Itoa(a.ID)
	return model.RemoteArticle{ID: id, URL: a.Link, Edit: editPage(s.address, id), Status: status(a.Status)}
}

// recent is how many of an account's newest articles are looked through.
const recent = 10

// Find implements export.Articles. The site's search comes first. Some sites
// have a search engine of their own that knows no drafts, so what it does not
// find is looked for among the account's newest articles, too.
func (s *session) Find(ctx context.Context, mark string) (model.RemoteArticle, error) {
	const did = "wordpress: find"
	for _, where := range []url.Values{
		{"search": {mark}, "per_page": {"100"}},
		{"author": {strconv.Itoa(s.me.ID)}, "orderby": {"id"}, "per_page": {strconv.Itoa(recent)}},
	} {
		where["context"], where["status"], where["_fields"] = []string{"edit"}, []string{"any," + trash}, []string{wholly}
		var all []article
		answer, err := s.do(ctx, request{path: "wp/v2/posts", query: where, did: did}, &all)
		if err != nil {
			return model.RemoteArticle{}, absentMeansClosed(err)
		}
		if found, ok := marked(all, mark); ok {
			return s.remote(found), s.trashed(did, found)
		}
		// What an account must not see is counted all the same.
		if total, err := strconv.Atoi(answer.Header.Get("X-WP-Total")); where.Has("search") && err == nil && total > len(all) {
			return model.RemoteArticle{}, &export.PortalError{Kind: export.ErrRole, Did: did}
		}
	}
	return model.RemoteArticle{}, model.ErrNotFound
}

// marked finds the article that carries a mark; of several the one that is not
// in the bin, the oldest.
func marked(all []article, mark string) (article, bool) {
	var ours []article
	for _, a := range all {
		if markup.Marked(a.Content.Raw, mark) {
			ours = append(ours, a)
		}
	}
	slices.SortFunc(ours, func(a, b article) int {
		binned := func(x article) int { return map[bool]int{true: 1}[x.Status == trash] }
		return cmp.Or(binned(a)-binned(b), a.ID-b.ID)
	})
	if len(ours) == 0 {
		return article{}, false
	}
	return ours[0], true
}

func (s *session) trashed(did string, a article) error {
	if a.Status == trash {
		return gone(did, http.StatusOK)
	}
	return nil
}

// absentMeansClosed keeps a list that is not there from being taken for an
// article that is not there.
func absentMeansClosed(err error) error {
	var e *export.PortalError
	if errors.As(err, &e) && e.Kind == export.ErrGoneThere {
		e.Kind = export.ErrRejected
	}
	return err
}

// fields are those of an article that are written.
type fields map[string]any

// Create implements export.Articles.
func (s *session) Create(ctx context.Context, p export.Post) (model.RemoteArticle, error) {
	return s.write(ctx, "wp/v2/posts", "wordpress: create", fields{
		"title":   markedUp(p.Report.Head.Title),
		"content": markup.Stub(p, dialect),
		"status":  "draft",
	})
}

// Update implements export.Articles. ErrTopic when a category is gone: the site
// would leave it out without a word.
func (s *session) Update(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	const did = "wordpress: update"
	tags, err := s.tagged(ctx, p.Report.Credits.Tags)
	if err != nil {
		return model.RemoteArticle{}, err
	}
	f := fields{
		"title":   markedUp(p.Report.Head.Title),
		"content": markup.Body(p, dialect),
		"excerpt": markedUp(p.Report.Head.Sapo.Plain()),
		"tags":    tags,
	}
	if photo, ok := cover(p); ok {
		f["featured_media"] = photo
	}
	topics, err := topicNumbers(did, p.Topics)
	if err != nil {
		return model.RemoteArticle{}, err
	}
	if len(topics) > 0 {
		if err := s.checkTopics(ctx, did, topics); err != nil {
			return model.RemoteArticle{}, err
		}
		f["categories"] = topics
	}
	return s.write(ctx, "wp/v2/posts/"+url.PathEscape(at.ID), did, f)
}

// Release implements export.Articles. WordPress itself makes a scheduled article
// of one that is published with a time to come.
func (s *session) Release(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	f := fields{"status": string(p.Status)}
	if !p.At.IsZero() && p.Status == model.PostPublic {
		f["date_gmt"] = p.At.UTC().Format("2006-01-02T15:04:05")
	}
	return s.write(ctx, "wp/v2/posts/"+url.PathEscape(at.ID), "wordpress: release", f)
}

// write sends fields of an article.
func (s *session) write(ctx context.Context, path, did string, f fields) (model.RemoteArticle, error) {
	var a article
	query := url.Values{"_fields": {briefly}}
	if _, err := s.do(ctx, request{method: http.MethodPost, path: path, query: query, body: f, did: did}, &a); err != nil {
		return model.RemoteArticle{}, err
	}
	if a.ID == 0 {
		return model.RemoteArticle{}, &export.PortalError{Kind: export.ErrStrangeAnswer, Did: did, Reason: "php", Cause: export.ErrUnknownOutcome}
	}
	at := s.remote(a)
	s.wrote[at.ID] = a.Modified.at
	return at, nil
}

// Fetch implements export.Articles.
func (s *session) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	const did = "wordpress: fetch"
	var a article
	q := request{path: "wp/v2/posts/" + url.PathEscape(at.ID), query: url.Values{"context": {"edit"}, "_fields": {wholly}}, did: did}
	if _, err := s.do(ctx, q, &a); err != nil {
		return model.RemoteArticle{}, model.Snapshot{}, err
	}
	if err := s.trashed(did, a); err != nil {
		return model.RemoteArticle{}, model.Snapshot{}, err
	}
	snapshot := model.Snapshot{
		Title: html.UnescapeString(a.Title.Raw), HTML: a.Content.Raw, Status: status(a.Status), Modified: a.Modified.at,
	}
	if wrote, ok := s.wrote[at.ID]; !ok || !wrote.Equal(a.Modified.at) {
		snapshot.By = s.changer(ctx, at.ID)
	}
	return s.remote(a), snapshot, ctx.Err()
}

// changer is the name of who changed an article last, where the site tells: its
// revisions know, the article does not.
func (s *session) changer(ctx context.Context, id string) string {
	const did = "wordpress: who changed it"
	var last []struct{ Author int }
	q := request{
		path: "wp/v2/posts/" + url.PathEscape(id) + "/revisions", did: did,
		query: url.Values{"per_page": {"1"}, "_fields": {"author"}},
	}
	if _, err := s.do(ctx, q, &last); err != nil || len(last) == 0 {
		return ""
	}
	if last[0].Author == s.me.ID {
		return s.me.Name
	}
	var who []struct{ Name string }
	q = request{ // a list of one: of single users the site tells only those who published
		path: "wp/v2/users", did: did,
		query: url.Values{"who": {"authors"}, "include": {strconv.Itoa(last[0].Author)}, "_fields": {"name"}},
	}
	if _, err := s.do(ctx, q, &who); err != nil || len(who) == 0 {
		return ""
	}
	return who[0].Name
}

// topicNumbers reads ids of categories. ErrTopic when one is none of this site's.
func topicNumbers(did string, ids []string) ([]int, error) {
	var all []int
	for _, id := range ids {
		n, ok := number(id)
		if !ok {
			return nil, &export.PortalError{Kind: export.ErrTopic, Did: did}
		}
		all = append(all, n)
	}
	return all, nil
}
