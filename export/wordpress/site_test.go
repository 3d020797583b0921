package wordpress_test

import (
	"context"
	"flag"
	"fmt"
	"html"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/wpsite"
	"tinxa/export/wordpress"
	"tinxa/model"
)

// site is a real WordPress that all tests share.
var site *wpsite.Site

func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("test.fuzzworker"); f != nil && f.Value.String() == "true" {
		os.Exit(m.Run()) // one of many, and they fuzz what needs no site
	}
	os.Exit(withSite(m))
}

func withSite(m *testing.M) int {
	dir, err := os.MkdirTemp("", "wp")
	if err == nil {
		defer os.RemoveAll(dir)
		site, err = wpsite.Start(context.Background(), dir)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer site.Close()
	return m.Run()
}

var options = wordpress.Options{Agent: "TinXa-test"}

// impatient is for the suite, where some requests hang on purpose: longer than
// the site takes for anything, also beside other tests.
var impatient = wordpress.Options{Agent: "TinXa-test", Stall: 5 * time.Second}

// account is a user's over REST.
func account(u wpsite.User) (model.Account, string) {
	return model.Account{
		ID: model.NewAccountID(), Kind: "wordpress", Address: site.URL, User: u.Name,
		Options: map[string]string{"api": "/wp-json/"},
	}, u.AppPassword
}

// accountRPC is a user's over XML-RPC, with the password of the site's pages.
func accountRPC(u wpsite.User) (model.Account, string) {
	a, _ := account(u)
	a.Kind, a.Options = "metaweblog", map[string]string{"api": "/xmlrpc.php"}
	return a, u.Password
}

// open opens a session as a user.
func open(t *testing.T, u wpsite.User) export.Portal {
	t.Helper()
	a, secret := account(u)
	return opened(t, wordpress.New(options), a, secret)
}

func openRPC(t *testing.T, u wpsite.User) export.Portal {
	t.Helper()
	a, secret := accountRPC(u)
	return opened(t, wordpress.NewXMLRPC(options), a, secret)
}

func opened(t *testing.T, k export.PortalKind, a model.Account, secret string) export.Portal {
	t.Helper()
	s, err := k.Open(t.Context(), export.Door{Account: a, Secret: secret, Asker: export.Nobody{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s.(export.Portal)
}

// broken breaks the site for the time of a test.
func broken(t *testing.T, trouble wpsite.Trouble) {
	t.Helper()
	if err := site.Break(trouble); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := site.Mend(); err != nil {
			t.Error(err)
		}
	})
}

// truth tells the suite what stands on the site.
type truth struct {
	contributor func(wpsite.User) (model.Account, string)
}

func (truth) found(ctx context.Context, word string) ([]wpsite.Article, error) {
	all, err := site.Articles(ctx, word)
	var live []wpsite.Article
	for _, a := range all {
		if a.Status != "trash" {
			live = append(live, a)
		}
	}
	return live, err
}

func (w truth) Articles(ctx context.Context, word string) ([]exporttest.Standing, error) {
	all, err := w.found(ctx, word)
	var standing []exporttest.Standing
	for _, a := range all {
		s := exporttest.StandingOf(a.Content)
		s.Title, s.Status = html.UnescapeString(a.Title), model.PostStatus(a.Status)
		standing = append(standing, s)
	}
	return standing, err
}

func (truth) Photos(ctx context.Context, name string) (int, error) {
	all, err := site.Photos(ctx, name)
	return len(all), err
}

func (w truth) only(ctx context.Context, word string) (wpsite.Article, error) {
	all, err := w.found(ctx, word)
	if err == nil && len(all) != 1 {
		err = fmt.Errorf("%d articles with %q", len(all), word)
	}
	if err != nil {
		return wpsite.Article{}, err
	}
	return all[0], nil
}

func (w truth) Alter(ctx context.Context, word, words string) error {
	a, err := w.only(ctx, word)
	if err != nil {
		return err
	}
	return site.Alter(ctx, a.ID, map[string]any{"content": a.Content + "\n<p>" + words + "</p>"})
}

func (w truth) Delete(ctx context.Context, word string) error {
	a, err := w.only(ctx, word)
	if err != nil {
		return err
	}
	return site.Trash(ctx, a.ID)
}

func (w truth) Contributor() (model.Account, string) { return w.contributor(site.Contributor) }

func place(k export.PortalKind, u wpsite.User, as func(wpsite.User) (model.Account, string)) exporttest.Place {
	a, secret := as(u)
	return exporttest.Place{
		Kind: k, Account: a, Secret: secret, Truth: truth{contributor: as},
		Upstream: strings.TrimPrefix(site.URL, "http://"), HTTP: true, Slow: true, Lanes: 3, Settle: 300 * time.Millisecond,
		At: func(a model.Account, hostport string) model.Account {
			u, err := url.Parse(a.Address)
			if err != nil {
				panic(err) // it is the site's own
			}
			u.Host = hostport
			a.Address = u.String()
			return a
		},
	}
}

// TestREST publishes as an author, whose words the site filters.
func TestREST(t *testing.T) {
	exporttest.TestPortal(t, place(wordpress.New(impatient), site.Author, account))
}

func TestXMLRPC(t *testing.T) {
	exporttest.TestPortal(t, place(wordpress.NewXMLRPC(impatient), site.Editor, accountRPC))
}
