package placetest

import (
	"context"
	"fmt"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/wpsite"
	"tinxa/model"
)

// WordPress is a real one, spoken to by REST or XML-RPC as k does.
func WordPress(s *wpsite.Site, k export.PortalKind) Place {
	t := wordPress{s, k}
	a, secret := t.as(s.Editor)
	return Place{Close: s.Close, Place: exporttest.Place{
		Kind: k, Account: a, Secret: secret, Truth: t, Upstream: hostport(s.URL), HTTP: true,
		Slow: true, Lanes: 3, Settle: time.Second, At: through,
	}}
}

// wordPress is the Truth of a WordPress: its database.
type wordPress struct {
	site *wpsite.Site
	kind export.PortalKind
}

// as is a user's account. XML-RPC wants the password of the site's own pages.
func (w wordPress) as(u wpsite.User) (model.Account, string) {
	a := model.Account{Name: "WordPress", Kind: w.kind.Key(), Address: w.site.URL, User: u.Name}
	if w.kind.Key() == "metaweblog" {
		a.Options = map[string]string{"api": "/xmlrpc.php"}
		return a, u.Password
	}
	a.Options = map[string]string{"api": "/wp-json/"}
	return a, u.AppPassword
}

func (w wordPress) find(ctx context.Context, word string) ([]wpsite.Article, error) {
	all, err := w.site.Articles(ctx, word)
	var live []wpsite.Article
	for _, a := range all {
		if a.Status != "trash" {
			live = append(live, a)
		}
	}
	return live, err
}

// Articles implements exporttest.Truth.
func (w wordPress) Articles(ctx context.Context, word string) ([]exporttest.Standing, error) {
	all, err := w.find(ctx, word)
	var standing []exporttest.Standing
	for _, a := range all {
		there := exporttest.StandingOf(a.Content)
		there.Title, there.Status = a.Title, model.PostStatus(a.Status)
		standing = append(standing, there)
	}
	return standing, err
}

// Photos implements exporttest.Truth.
func (w wordPress) Photos(ctx context.Context, name string) (int, error) {
	all, err := w.site.Photos(ctx, name)
	return len(all), err
}

func (w wordPress) only(ctx context.Context, word string) (wpsite.Article, error) {
	all, err := w.find(ctx, word)
	if err == nil && len(all) != 1 {
		err = fmt.Errorf("placetest: %d articles with %q", len(all), word)
	}
	if err != nil {
		return wpsite.Article{}, err
	}
	return all[0], nil
}

// Alter implements exporttest.Truth.
func (w wordPress) Alter(ctx context.Context, word, words string) error {
	a, err := w.only(ctx, word)
	if err != nil {
		return err
	}
	return w.site.Alter(ctx, a.ID, map[string]any{"content": a.Content + "\n<p>" + words + "</p>"})
}

// Delete implements exporttest.Truth.
func (w wordPress) Delete(ctx context.Context, word string) error {
	a, err := w.only(ctx, word)
	if err != nil {
		return err
	}
	return w.site.Trash(ctx, a.ID)
}

// Contributor implements exporttest.Roles.
func (w wordPress) Contributor() (model.Account, string) { return w.as(w.site.Contributor) }
