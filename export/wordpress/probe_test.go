package wordpress_test

import (
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest/wpsite"
	"tinxa/export/wordpress"
)

// TestProbe finds the site by whatever of its addresses is at hand.
func TestProbe(t *testing.T) {
	p, post := open(t, site.Editor), newPost()
	post.Status = "publish"
	article, err := p.Release(t.Context(), created(t, p, post), post)
	if err != nil {
		t.Fatal(err)
	}
	host := strings.TrimPrefix(site.URL, "http://")
	for _, typed := range []string{
		site.URL, host, "  " + site.URL + "/ ", site.URL + "/wp-admin/post-new.php", host + "/wp-login.php?redirect_to=x",
		site.URL + "/index.php", site.URL + "/?p=7#top", article.URL, site.URL + "/khong-co-trang-nay/",
	} {
		got, err := wordpress.New(options).Probe(t.Context(), typed, "")
		if err != nil {
			t.Errorf("%s: %v", typed, err)
			continue
		}
		if got.Kind != "wordpress" || got.Address != site.URL || got.Options["api"] != "/wp-json/" || !got.User ||
			got.Name != "Trang thông tin điện tử xã Suối Mây" || !strings.HasPrefix(got.Version, "6.") ||
			got.Authorise != site.URL+"/wp-admin/authorize-application.php" || got.Style.Accent != "#a31515" {
			t.Errorf("%s: %+v", typed, got)
		}
	}
}

func TestProbeRPC(t *testing.T) {
	got, err := wordpress.NewXMLRPC(options).Probe(t.Context(), site.URL, "")
	if err != nil || got.Kind != "metaweblog" || got.Address != site.URL || got.Options["api"] != "/xmlrpc.php" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestProbeClosed offers what is left of a site that closed REST or application
// passwords.
func TestProbeClosed(t *testing.T) {
	for name, tt := range map[string]struct {
		trouble wpsite.Trouble
		kind    string
		err     error
	}{
		"no REST":                        {wpsite.Trouble{NoREST: true}, "metaweblog", nil},
		"no application passwords":       {wpsite.Trouble{NoAppPasswords: true}, "metaweblog", nil},
		"nothing":                        {wpsite.Trouble{NoREST: true, NoXMLRPC: true}, "", export.ErrRole},
		"no application passwords alone": {wpsite.Trouble{NoAppPasswords: true, NoXMLRPC: true}, "wordpress", nil},
	} {
		t.Run(name, func(t *testing.T) {
			broken(t, tt.trouble)
			got, err := wordpress.New(options).Probe(t.Context(), site.URL, "")
			if tt.err != nil {
				wantKind(t, err, tt.err, "")
				return
			}
			if err != nil || got.Kind != tt.kind || got.Address != site.URL {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestMaintenance(t *testing.T) {
	p, post := open(t, site.Editor), newPost()
	broken(t, wpsite.Trouble{})
	if err := site.Maintain(); err != nil {
		t.Fatal(err)
	}
	_, err := wordpress.New(options).Probe(t.Context(), site.URL, "")
	wantKind(t, err, export.ErrBusy, "")
	_, err = p.Find(t.Context(), post.Mark)
	wantKind(t, err, export.ErrBusy, "")
}

// TestRefusedLogin tells a wrong password from a site that does not look at it.
func TestRefusedLogin(t *testing.T) {
	off := wpsite.Trouble{NoAppPasswords: true}
	for name, tt := range map[string]struct {
		kind    export.PortalKind
		user    string
		secret  string
		trouble wpsite.Trouble
		want    error
		reason  string
	}{
		"wrong password":         {rest, site.Editor.Name, "sai mật khẩu", wpsite.Trouble{}, export.ErrPassword, "unseen"},
		"wrong name":             {rest, "khong-ai", "sai mật khẩu", wpsite.Trouble{}, export.ErrPassword, "unseen"},
		"authorization stripped": {rest, site.Editor.Name, site.Editor.AppPassword, wpsite.Trouble{NoAuthorization: true}, export.ErrPassword, "unseen"},
		"switched off":           {rest, site.Editor.Name, site.Editor.AppPassword, off, export.ErrPassword, "no-application-passwords"},
		"REST closed":            {rest, site.Editor.Name, site.Editor.AppPassword, wpsite.Trouble{NoREST: true}, export.ErrRole, ""},
		"over XML-RPC":           {rpc, site.Editor.Name, "sai mật khẩu", wpsite.Trouble{}, export.ErrPassword, ""},
		"XML-RPC closed":         {rpc, site.Editor.Name, site.Editor.Password, wpsite.Trouble{NoXMLRPC: true}, export.ErrNotPortal, ""},
	} {
		t.Run(name, func(t *testing.T) {
			broken(t, tt.trouble)
			a, _ := account(site.Editor)
			if tt.kind == rpc {
				a, _ = accountRPC(site.Editor)
			}
			a.User = tt.user
			_, err := tt.kind.Open(t.Context(), export.Door{Account: a, Secret: tt.secret, Asker: export.Nobody{}})
			wantKind(t, err, tt.want, tt.reason)
			if err != nil && strings.Contains(err.Error(), tt.secret) {
				t.Errorf("the secret is in the error: %v", err)
			}
		})
	}
}

var (
	rest = wordpress.New(options)
	rpc  = wordpress.NewXMLRPC(options)
)

// TestTroubles tries what stands between a portal and the world.
func TestTroubles(t *testing.T) {
	for way, open := range ways {
		for name, tt := range map[string]struct {
			trouble wpsite.Trouble
			want    error
			reason  string
		}{
			"firewall": {wpsite.Trouble{Firewall: true}, export.ErrFirewall, "941160"},
			"notice":   {wpsite.Trouble{Notice: true}, export.ErrStrangeAnswer, "php"},
		} {
			t.Run(way+" "+name, func(t *testing.T) {
				p, post, photo := open(t, site.Editor), newPost(), newImage(t)
				at := created(t, p, post)
				shows(&post, photo, added(t, p, photo))
				broken(t, tt.trouble)
				_, err := p.Update(t.Context(), at, post)
				wantKind(t, err, tt.want, tt.reason)
			})
		}
	}
}
