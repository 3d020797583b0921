package nukesite

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// Place is the portal as the suite of all portals tries it, where it answers at
// an address.
func (s *Site) Place(kind export.PortalKind, address string) exporttest.Place {
	u, err := url.Parse(address)
	if err != nil {
		panic(err) // a server of the test's own
	}
	t := truth{site: s, address: address}
	return exporttest.Place{
		Kind: kind, Account: t.account(Chief), Secret: Password, Truth: t, Upstream: u.Host, HTTP: true,
		At: func(a model.Account, hostport string) model.Account {
			a.Address = "http://" + hostport
			return a
		},
		Topics: []string{"5", "1"},
	}
}

// truth implements exporttest.Truth and exporttest.Roles.
type truth struct {
	site    *Site
	address string
}

func (t truth) account(name string) model.Account {
	return model.Account{
		ID: model.NewAccountID(), Name: words["site"], Kind: "nukeviet", Address: t.address, User: name,
		Options: map[string]string{"admin": t.site.options.Admin},
	}
}

// Contributor implements exporttest.Roles.
func (t truth) Contributor() (model.Account, string) { return t.account(Contributor), Password }

// Articles implements exporttest.Truth.
func (t truth) Articles(_ context.Context, word string) ([]exporttest.Standing, error) {
	s := t.site
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []exporttest.Standing
	for _, a := range s.articles {
		if !strings.Contains(a.get("title"), word) {
			continue
		}
		lead := "<p>" + strings.ReplaceAll(a.get("hometext"), "\n", "<br />") + "</p>"
		standing := exporttest.StandingOf(lead + a.get("bodyhtml"))
		standing.Title, standing.Status, standing.URL = a.get("title"), a.shown(), t.address+a.href()
		all = append(all, standing)
	}
	return all, nil
}

func (a *article) shown() model.PostStatus {
	switch a.status {
	case public, scheduled:
		return model.PostPublic
	case draft:
		return model.PostDraft
	}
	return model.PostPending
}

// Photos implements exporttest.Truth.
func (t truth) Photos(_ context.Context, name string) (int, error) {
	s := t.site
	s.mu.Lock()
	defer s.mu.Unlock()
	stem := strings.TrimSuffix(name, path.Ext(name))
	copied := regexp.MustCompile(`^` + regexp.QuoteMeta(stem) + `(_[0-9]+)?\.jpg$`)
	n := 0
	for p := range s.files {
		if copied.MatchString(path.Base(p)) {
			n++
		}
	}
	return n, nil
}

// Alter implements exporttest.Truth.
func (t truth) Alter(_ context.Context, word, words string) error {
	return t.change(word, func(a *article) {
		a.fields["bodyhtml"] = []string{a.get("bodyhtml") + "<p>" + words + "</p>"}
	})
}

// Delete implements exporttest.Truth.
func (t truth) Delete(_ context.Context, word string) error {
	return t.change(word, func(a *article) {
		t.site.articles = slices.DeleteFunc(slices.Clone(t.site.articles), func(other *article) bool { return other == a })
	})
}

func (t truth) change(word string, do func(*article)) error {
	t.site.mu.Lock()
	defer t.site.mu.Unlock()
	for _, a := range slices.Clone(t.site.articles) {
		if strings.Contains(a.get("title"), word) {
			do(a)
			return nil
		}
	}
	return fmt.Errorf("nukesite: no article about %s", word)
}

// Edit changes fields of an article, as someone would in the administration.
func (s *Site) Edit(id string, fields map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.byName(id)
	for name, value := range fields {
		a.fields[name] = []string{value}
	}
}

// Field is what an article's field holds, the first of several.
func (s *Site) Field(id, name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byName(id).get(name)
}

// First is when readers see an article first, by the clock on the portal's wall:
// "02/01/2006 15:04".
func (s *Site) First(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byName(id).first.Format("02/01/2006 15:04")
}

// byName is the article of that number; a test that names another one is wrong.
func (s *Site) byName(id string) *article {
	n, _ := strconv.Atoi(id)
	if a := s.find(n); a != nil {
		return a
	}
	panic("nukesite: no article " + id)
}
