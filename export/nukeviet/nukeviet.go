// Package nukeviet publishes on portals that run NukeViet 4 or the eGovernment
// edition made of it. They have no interface for news, so it works the forms of
// the administration as a person would: it reads each form that it fills in,
// sends every field back, and believes no answer before it has seen what came
// of it. Whatever is particular to those pages lives here.
package nukeviet

import (
	"cmp"
	"context"
	"net/http/cookiejar"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/web"
)

// Options is how the connector behaves. The zero value serves.
type Options struct {
	Agent string        // the name it gives itself
	Stall time.Duration // without one byte an exchange has stalled; 0 is 30 s
}

// Keys of an account's options.
const (
	optionAdmin    = "admin"    // the folder of the administration: "admin"
	optionLanguage = "language" // of the data: "vi"
	optionModule   = "module"   // the module that keeps news: "news"
)

// New returns the kind of portals "nukeviet".
func New(o Options) export.PortalKind { return kind{o} }

type kind struct{ options Options }

// Key implements export.PortalKind.
func (kind) Key() string { return "nukeviet" }

// Open implements export.PortalKind. NukeViet gives an account one session:
// whoever was signed in with it before is signed out.
func (k kind) Open(ctx context.Context, d export.Door) (export.Session, error) {
	at, err := siteOf(d.Account)
	if err != nil {
		return nil, err
	}
	s := &session{web: k.client(d.Account.Trust), site: at}
	if err := s.enter(ctx, d); err != nil {
		s.web.Close()
		return nil, err
	}
	return s, nil
}

func (s *session) enter(ctx context.Context, d export.Door) error {
	if err := s.login(ctx, d); err != nil {
		return err
	}
	if err := s.sitDown(ctx); err != nil {
		return err
	}
	return s.readLimits(ctx)
}

func (k kind) client(trust string) *web.Client {
	jar, _ := cookiejar.New(nil) // never fails
	return web.New(web.Options{Agent: k.agent(), Trust: trust, Stall: k.options.Stall, Jar: jar})
}

// agent is the name as browsers write theirs: NukeViet refuses some others.
func (k kind) agent() string {
	name := cmp.Or(k.options.Agent, "TinXa")
	if strings.HasPrefix(name, "Mozilla/") {
		return name
	}
	return "Mozilla/5.0 (compatible; " + name + ")"
}
