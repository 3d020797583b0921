package exporttest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/export/web"
	"tinxa/model"
)

// SiteKind is the connector of a Site, and an example of one.
type SiteKind struct {
	Stall time.Duration
	// Client replaces the one of export/web, to see that the suite notices.
	Client Doer
}

// Doer makes one exchange, as a *web.Client does.
type Doer interface {
	Do(ctx context.Context, r web.Request) (web.Answer, error)
}

const siteKey = "exporttest"

// Key implements export.PortalKind.
func (k SiteKind) Key() string { return siteKey }

func (k SiteKind) client(trust string) Doer {
	if k.Client != nil {
		return k.Client
	}
	return web.New(web.Options{Agent: "tinxa-test", Stall: k.Stall, Trust: trust})
}

// Probe implements export.PortalKind.
func (k SiteKind) Probe(ctx context.Context, at, trust string) (export.Site, error) {
	a, err := k.client(trust).Do(ctx, web.Request{URL: at, Want: web.HTML, Did: siteKey + ": probe"})
	if err != nil {
		return export.Site{}, err
	}
	if !strings.Contains(string(a.Body), siteKey) {
		return export.Site{}, &export.PortalError{Kind: export.ErrNotPortal, Did: siteKey + ": probe"}
	}
	return export.Site{Kind: siteKey, Address: strings.TrimSuffix(at, "/"), User: true}, nil
}

// Open implements export.PortalKind.
func (k SiteKind) Open(ctx context.Context, d export.Door) (export.Session, error) {
	s := &siteSession{door: d, client: k.client(d.Account.Trust)}
	return s, s.ask(ctx, "log in", "GET", "me", nil, &s.powers.Statuses)
}

type siteSession struct {
	door   export.Door
	client Doer
	powers export.Powers
}

// Powers implements export.Session.
func (s *siteSession) Powers() export.Powers {
	p := s.powers
	p.Update = true
	return p
}

// Close implements export.Session.
func (s *siteSession) Close() error {
	if c, ok := s.client.(*web.Client); ok {
		c.Close()
	}
	return nil
}

// ask makes an exchange of JSON; into may be nil.
func (s *siteSession) ask(ctx context.Context, did, method, path string, body []byte, into any) error {
	return s.send(ctx, web.Request{Method: method, URL: path, Body: body, Did: did}, into)
}

func (s *siteSession) send(ctx context.Context, r web.Request, into any) error {
	r.URL, r.Did, r.Want = s.door.Account.Address+"/api/"+r.URL, siteKey+": "+r.Did, web.JSON
	plain := http.Request{Header: http.Header{}}
	plain.SetBasicAuth(s.door.Account.User, s.door.Secret)
	r.Header = plain.Header
	a, err := s.client.Do(ctx, r)
	if err != nil {
		return err
	}
	if a.Status == http.StatusGone {
		return &export.PortalError{Kind: export.ErrGoneThere, Did: r.Did, Status: a.Status}
	}
	if a.Status/100 != 2 {
		return web.Refusal(r.Did, r.Method, a)
	}
	if err := json.Unmarshal(a.Body, into); err != nil {
		cause := err
		if r.Method != http.MethodGet {
			cause = errors.Join(export.ErrUnknownOutcome, err)
		}
		return &export.PortalError{Kind: export.ErrStrangeAnswer, Did: r.Did, Cause: cause}
	}
	return nil
}

// change is ask for an article.
func (s *siteSession) change(ctx context.Context, did, method, path string, a siteArticle) (model.RemoteArticle, error) {
	body, err := json.Marshal(a)
	if err != nil {
		return model.RemoteArticle{}, err
	}
	var now siteArticle
	err = s.ask(ctx, did, method, path, body, &now)
	return now.remote(), err
}

func (a siteArticle) remote() model.RemoteArticle {
	return model.RemoteArticle{ID: a.ID, URL: a.URL, Status: a.Status}
}

// Find implements export.Articles.
func (s *siteSession) Find(ctx context.Context, mark string) (model.RemoteArticle, error) {
	var found []siteArticle
	err := s.ask(ctx, "find", "GET", "articles?mark="+url.QueryEscape(mark), nil, &found)
	switch {
	case err != nil:
		return model.RemoteArticle{}, err
	case len(found) == 0:
		return model.RemoteArticle{}, model.ErrNotFound
	}
	return found[0].remote(), nil
}

var siteDialect = markup.Dialect{Sapo: true, Kicker: true, Bylines: true}

// Create implements export.Articles.
func (s *siteSession) Create(ctx context.Context, p export.Post) (model.RemoteArticle, error) {
	return s.change(ctx, "create", "POST", "articles", siteArticle{Title: p.Report.Head.Title, Body: markup.Stub(p, siteDialect)})
}

// Update implements export.Articles.
func (s *siteSession) Update(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	return s.change(ctx, "update", "PUT", "articles/"+at.ID, siteArticle{Title: p.Report.Head.Title, Body: markup.Body(p, siteDialect)})
}

// Release implements export.Articles.
func (s *siteSession) Release(ctx context.Context, at model.RemoteArticle, p export.Post) (model.RemoteArticle, error) {
	return s.change(ctx, "release", "PUT", "articles/"+at.ID, siteArticle{Status: p.Status})
}

// Fetch implements export.Articles.
func (s *siteSession) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	var a siteArticle
	err := s.ask(ctx, "fetch", "GET", "articles/"+at.ID, nil, &a)
	return a.remote(), model.Snapshot{Title: a.Title, HTML: a.Body, Status: a.Status, Modified: a.Modified}, err
}

// FindPhotos implements export.Shelf.
func (s *siteSession) FindPhotos(ctx context.Context, photos []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	query, ids := url.Values{}, map[string]model.PhotoID{}
	for _, p := range photos {
		query.Add("name", p.Name)
		ids[p.Name] = p.ID
	}
	var found []sitePhoto
	if err := s.ask(ctx, "find photos", "GET", "photos?"+query.Encode(), nil, &found); err != nil {
		return nil, err
	}
	there := map[model.PhotoID]model.RemotePhoto{}
	for _, p := range found {
		there[ids[p.Name]] = model.RemotePhoto{ID: p.ID, URL: p.URL}
	}
	return there, nil
}

// AddPhoto implements export.Shelf.
func (s *siteSession) AddPhoto(ctx context.Context, p export.Image, sent func(int64)) (model.RemotePhoto, error) {
	var kept sitePhoto
	err := s.send(ctx, web.Request{
		Method: "POST", URL: "photos?name=" + url.QueryEscape(p.Name), Body: p.Data, Sent: sent, Did: "add photo",
	}, &kept)
	return model.RemotePhoto{ID: kept.ID, URL: kept.URL, Width: p.Width, Height: p.Height}, err
}

// Remove implements export.Remover.
func (s *siteSession) Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error {
	var gone any
	err := s.ask(ctx, "remove", "DELETE", "articles/"+at.ID, nil, &gone)
	for _, p := range photos {
		err = errors.Join(err, s.ask(ctx, "remove photo", "DELETE", "photos/"+p.ID, nil, &gone))
	}
	return err
}
