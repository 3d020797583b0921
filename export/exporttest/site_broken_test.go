package exporttest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
)

// brokenKind is the connector of a Site with something wrong in it.
type brokenKind struct {
	SiteKind
	bend func(export.Portal) export.Portal
}

func (k brokenKind) Open(ctx context.Context, d export.Door) (export.Session, error) {
	s, err := k.SiteKind.Open(ctx, d)
	if err != nil {
		return s, err
	}
	return k.bend(s.(export.Portal)), nil
}

// The ways to be wrong that were seen in the wild.
type (
	createsTwice    struct{ export.Portal }
	uploadsTwice    struct{ export.Portal }
	findsNothing    struct{ export.Portal }
	forgetsPhotos   struct{ export.Portal }
	swallowsErrors  struct{ export.Portal }
	dropsCaptions   struct{ export.Portal }
	dropsTheEnd     struct{ export.Portal }
	publishesAtOnce struct{ export.Portal }
	releasesNothing struct{ export.Portal }
	seesNoGone      struct{ export.Portal }
	readsOnce       struct {
		export.Portal
		seen map[string]model.Snapshot
	}
	renamesPhotos struct{ export.Portal }
)

func (p createsTwice) Create(ctx context.Context, post export.Post) (model.RemoteArticle, error) {
	at, err := p.Portal.Create(ctx, post)
	if err != nil {
		return p.Portal.Create(ctx, post)
	}
	return at, err
}

func (p uploadsTwice) AddPhoto(ctx context.Context, i export.Image, sent func(int64)) (model.RemotePhoto, error) {
	there, err := p.Portal.AddPhoto(ctx, i, sent)
	if err != nil {
		return p.Portal.AddPhoto(ctx, i, sent)
	}
	return there, err
}

func (p findsNothing) Find(ctx context.Context, mark string) (model.RemoteArticle, error) {
	at, err := p.Portal.Find(ctx, mark)
	if err != nil {
		err = model.ErrNotFound
	}
	return at, err
}

func (p forgetsPhotos) FindPhotos(context.Context, []export.Image) (map[model.PhotoID]model.RemotePhoto, error) {
	return nil, nil
}

func (p swallowsErrors) Update(ctx context.Context, at model.RemoteArticle, post export.Post) (model.RemoteArticle, error) {
	if now, err := p.Portal.Update(ctx, at, post); err == nil {
		return now, nil
	}
	return at, nil
}

func (p swallowsErrors) Fetch(_ context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	return at, model.Snapshot{}, nil
}

func (p dropsCaptions) Update(ctx context.Context, at model.RemoteArticle, post export.Post) (model.RemoteArticle, error) {
	post.Report = post.Report.Retext(func(s string) string { return strings.ReplaceAll(s, "Đại biểu biểu quyết", "") })
	return p.Portal.Update(ctx, at, post)
}

func (p dropsTheEnd) Update(ctx context.Context, at model.RemoteArticle, post export.Post) (model.RemoteArticle, error) {
	post.Report.Blocks = post.Report.Blocks[:len(post.Report.Blocks)-1]
	return p.Portal.Update(ctx, at, post)
}

func (p publishesAtOnce) Create(ctx context.Context, post export.Post) (model.RemoteArticle, error) {
	at, err := p.Portal.Create(ctx, post)
	if err != nil {
		return at, err
	}
	return p.Release(ctx, at, post)
}

func (p releasesNothing) Release(_ context.Context, at model.RemoteArticle, post export.Post) (model.RemoteArticle, error) {
	at.Status = post.Status
	return at, nil
}

func (p seesNoGone) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	now, there, err := p.Portal.Fetch(ctx, at)
	if errors.Is(err, export.ErrGoneThere) {
		err = &export.PortalError{Kind: export.ErrNotPortal}
	}
	return now, there, err
}

func (p readsOnce) Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error) {
	if there, known := p.seen[at.ID]; known && at.Status == model.PostPublic {
		return at, there, nil
	}
	now, there, err := p.Portal.Fetch(ctx, at)
	if err == nil {
		p.seen[at.ID] = there
	}
	return now, there, err
}

func (p renamesPhotos) AddPhoto(ctx context.Context, i export.Image, sent func(int64)) (model.RemotePhoto, error) {
	i.Name = "anh-" + time.Now().Format("150405.000000000") + "-" + i.Name
	return p.Portal.AddPhoto(ctx, i, sent)
}

// telltale says the secret in its errors, and tries a refused one again.
type telltale struct{ SiteKind }

func (k telltale) Open(ctx context.Context, d export.Door) (export.Session, error) {
	s, err := k.SiteKind.Open(ctx, d)
	if err != nil {
		s, err = k.SiteKind.Open(ctx, d)
	}
	var portal *export.PortalError
	if errors.As(err, &portal) {
		portal.Said = "refused: " + d.Secret
	}
	return s, err
}

// everyday is an http.Client as everybody uses one: it follows redirects, has
// one time for everything, and takes 200 for success.
type everyday struct{ timeout time.Duration }

func (c everyday) Do(ctx context.Context, r web.Request) (web.Answer, error) {
	out, err := http.NewRequestWithContext(ctx, r.Method, r.URL, bytes.NewReader(r.Body))
	if err != nil {
		return web.Answer{}, err
	}
	out.Header = r.Header.Clone()
	client := http.Client{Timeout: c.timeout}
	defer client.CloseIdleConnections()
	in, err := client.Do(out)
	if err != nil {
		return web.Answer{}, &export.PortalError{Kind: export.ErrOffline, Cause: err}
	}
	defer in.Body.Close()
	body, err := io.ReadAll(in.Body)
	if err != nil {
		return web.Answer{}, &export.PortalError{Kind: export.ErrOffline, Cause: err}
	}
	return web.Answer{Status: in.StatusCode, Header: in.Header, Body: body, URL: in.Request.URL}, nil
}

// bent is the place of a site whose connector is broken so.
func bent(bend func(export.Portal) export.Portal) func(Place) Place {
	return func(p Place) Place {
		p.Kind = brokenKind{p.Kind.(SiteKind), bend}
		return p
	}
}

func by(kind export.PortalKind) func(Place) Place {
	return func(p Place) Place {
		p.Kind = kind
		return p
	}
}

// A control is a broken connector, and the check that is there for it.
type control struct {
	place  func(Place) Place
	check  string
	faults []Fault // of the check "faults"
}

func controls() map[string]control {
	remembered := map[string]model.Snapshot{}
	stall := 200 * time.Millisecond
	return map[string]control{
		"creates twice":     {bent(func(p export.Portal) export.Portal { return createsTwice{p} }), "faults", []Fault{CutAfter}},
		"uploads twice":     {bent(func(p export.Portal) export.Portal { return uploadsTwice{p} }), "faults", []Fault{CutAnswer}},
		"finds nothing":     {bent(func(p export.Portal) export.Portal { return findsNothing{p} }), "faults", []Fault{Outage}},
		"swallows errors":   {bent(func(p export.Portal) export.Portal { return swallowsErrors{p} }), "faults", []Fault{Status503}},
		"forgets photos":    {bent(func(p export.Portal) export.Portal { return forgetsPhotos{p} }), "kill", nil},
		"publishes at once": {bent(func(p export.Portal) export.Portal { return publishesAtOnce{p} }), "kill", nil},
		"renames photos":    {bent(func(p export.Portal) export.Portal { return renamesPhotos{p} }), "kill", nil},
		"drops captions":    {bent(func(p export.Portal) export.Portal { return dropsCaptions{p} }), "create", nil},
		"drops the end":     {bent(func(p export.Portal) export.Portal { return dropsTheEnd{p} }), "update", nil},
		"releases nothing":  {bent(func(p export.Portal) export.Portal { return releasesNothing{p} }), "statuses", nil},
		"sees no gone":      {bent(func(p export.Portal) export.Portal { return seesNoGone{p} }), "gone", nil},
		"reads once":        {bent(func(p export.Portal) export.Portal { return readsOnce{p, remembered} }), "conflict", nil},
		"tells secrets":     {by(telltale{SiteKind{Stall: stall}}), "password", nil},
		"follows redirects": {by(SiteKind{Client: everyday{2 * stall}}), "faults", []Fault{Moved307}},
		"one time for all":  {by(SiteKind{Client: everyday{2 * stall}}), "faults", []Fault{Drip}},
		"knows no outcome":  {by(SiteKind{Client: everyday{2 * stall}}), "faults", []Fault{Late}},
	}
}

func (c control) run(ctx context.Context, p Place) (w witness) {
	if c.faults != nil {
		cases, err := RunFaults(ctx, p, Options{Faults: c.faults})
		w.all(cases, err, 1)
		return w
	}
	for _, check := range checks() {
		if check.name == c.check {
			check.run(ctx, &w, p)
		}
	}
	return w
}

// Each broken connector is caught. That nothing is wrong with the one that is
// not broken is TestSite's matter.
func TestSuiteBites(t *testing.T) {
	for name, c := range controls() {
		t.Run(name, func(t *testing.T) {
			if w := c.run(t.Context(), c.place(newSite(t).Place())); len(w.complaints) == 0 {
				t.Errorf("the check %q does not notice", c.check)
			}
		})
	}
}
