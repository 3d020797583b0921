package wordpress

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// session is an account on a site, over REST.
type session struct {
	restAPI
	address string
	me      profile
	tags    map[string]int       // ids by folded name
	topics  map[int]bool         // categories that are known to be there
	forms   bool                 // photos go in forms: a firewall refuses them raw
	wrote   map[string]time.Time // when this session changed an article last, by the site's clock
}

// profile is what a site tells an account of itself.
type profile struct {
	ID           int
	Name         string
	Capabilities capabilities
}

// capabilities are an account's, by name.
type capabilities map[string]any

// UnmarshalJSON takes PHP's empty list for none.
func (c *capabilities) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		return nil
	}
	return json.Unmarshal(data, (*map[string]any)(c))
}

// may reports whether a capability is granted; PHP writes true in several ways.
func (c capabilities) may(name string) bool {
	switch v := c[name].(type) {
	case bool:
		return v
	case float64:
		return v != 0
	case string:
		return v != "" && v != "0"
	}
	return false
}

const opening = "wordpress: open"

// openREST logs in by asking who it is.
func (k kind) openREST(ctx context.Context, d export.Door) (export.Session, error) {
	site, err := url.Parse(d.Account.Address)
	if err != nil || site.Host == "" {
		return nil, &export.PortalError{Kind: export.ErrAddress, Did: opening}
	}
	root := d.Account.Options[api]
	if root == "" {
		root = strings.TrimRight(site.Path, "/") + "/wp-json/"
	}
	s := &session{
		restAPI: restAPI{
			client: k.client(d.Account.Trust), root: resolve(site, root),
			auth: "Basic " + base64.StdEncoding.EncodeToString([]byte(d.Account.User+":"+d.Secret)),
		},
		address: strings.TrimRight(d.Account.Address, "/"), tags: map[string]int{}, topics: map[int]bool{}, wrote: map[string]time.Time{},
	}
	if err := s.login(ctx); err != nil {
		s.client.Close()
		return nil, err
	}
	return s, nil
}

// login reads the profile.
func (s *session) login(ctx context.Context) error {
	query := url.Values{"context": {"edit"}, "_fields": {"id,name,capabilities"}}
	answer, err := s.do(ctx, request{path: "wp/v2/users/me", query: query, did: opening}, &s.me)
	if answer.Status == http.StatusUnauthorized {
		return s.whyNot(ctx, err, answer.Body)
	}
	if err != nil {
		return err
	}
	if !s.me.Capabilities.may("edit_posts") {
		return &export.PortalError{Kind: export.ErrRole, Did: opening}
	}
	return nil
}

// The Reasons of an ErrPassword that another password may not mend.
const (
	// The site says that nobody is logged in, though a name and a password were
	// sent. WordPress itself says so of a wrong one, and it says so where its
	// server keeps the header Authorization from it; only sending the secret
	// again in another way would tell which.
	unseen = "unseen"
	// The site takes no passwords of this kind.
	switchedOff = "no-application-passwords"
)

// whyNot explains a refused login.
func (s *session) whyNot(ctx context.Context, err error, body []byte) error {
	var e *export.PortalError
	f, ok := readFault(body)
	if !ok || !errors.As(err, &e) {
		return err
	}
	switch f.Code {
	case "application_passwords_disabled", "application_passwords_disabled_for_user":
		e.Reason = switchedOff
	case "rest_not_logged_in":
		e.Reason = unseen
		var i index
		stranger := restAPI{client: s.client, root: s.root}
		_, asked := stranger.do(ctx, request{query: url.Values{"_fields": {indexFields}}, did: opening}, &i)
		if asked == nil && i.Authentication.Passwords.Endpoints.Authorization == "" {
			e.Reason = switchedOff
		}
	}
	return e
}

// Powers implements export.Session.
func (s *session) Powers() export.Powers {
	p := export.Powers{
		Statuses: []model.PostStatus{model.PostDraft, model.PostPending},
		Update:   s.me.Capabilities.may("edit_published_posts"),
	}
	if s.me.Capabilities.may("publish_posts") {
		p.Statuses = append(p.Statuses, model.PostPublic)
		p.Schedule = true
	}
	return p
}

// Close implements export.Session. The site keeps nothing open.
func (s *session) Close() error {
	s.client.Close()
	return nil
}
