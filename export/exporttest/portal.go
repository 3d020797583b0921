package exporttest

import (
	"context"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Place is a portal to be tried, with an account that may do everything there.
// Kind should have a stall timer of some 300 ms, or the hanging faults take
// long.
type Place struct {
	Kind    export.PortalKind
	Account model.Account
	Secret  string
	Truth   Truth

	// Upstream is the host and port at which faults come in between; empty for
	// a portal without a network.
	Upstream string
	// HTTP is true where faults speak HTTP. Elsewhere bytes are cut.
	HTTP bool
	// At is an account of this place, reached through another host and port.
	At func(a model.Account, hostport string) model.Account

	// Slow is true of a real server: `go test` draws some faults for each
	// request instead of trying all, unless TINXA_LONG is set.
	Slow bool
	// Settle is how long after a lost answer the place may still be at work;
	// zero: 60 ms.
	Settle time.Duration
	// Lanes is how many reports may be under way to the place at a time, with
	// sessions of their own; 0: one.
	Lanes int
	// Topics are categories to publish under, where the place wants some.
	Topics []string
	// Once is true where a report that was sent cannot be changed or looked
	// for: e-mail. The suite then leaves out what needs that.
	Once bool
}

// Truth tells what stands on a portal without asking the connector, and does
// there what its people do. Every report of the suite has a word of its own in
// its headline, ASCII letters and digits, by which it is named here.
type Truth interface {
	// Articles lists every article whose headline contains the word: drafts and
	// those that wait too, but not what lies in a bin.
	Articles(ctx context.Context, word string) ([]Standing, error)
	// Photos counts the copies of a photo that was sent under this name
	// ("anh-….jpg"), whatever the portal made of the name ("anh-…-1.jpg").
	// Other sizes that the portal makes of one photo are not copies.
	Photos(ctx context.Context, name string) (int, error)
	// Alter puts a paragraph of these words behind the article's body, as
	// someone would in the portal's own editor.
	Alter(ctx context.Context, word, words string) error
	// Delete removes the article, as someone would there: into the bin where
	// there is one.
	Delete(ctx context.Context, word string) error
}

// Standing is an article as it stands on a portal.
type Standing struct {
	Title    string
	Text     string   // sapo and body as plain words, captions may be among them
	Captions []string // plain, in order
	Photos   int      // shown in the body
	Status   model.PostStatus
	URL      string // for readers; may be empty while it is a draft
}

// Roles is a Truth of a portal that has accounts which may not publish.
type Roles interface {
	// Contributor returns such an account, at the place's own address.
	Contributor() (a model.Account, secret string)
}

// TestPortal is what every portal must pass, through the engine that publishes.
func TestPortal(t *testing.T, p Place) {
	t.Helper()
	for _, c := range checks() {
		if c.needs != nil && !c.needs(p) {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			var w witness
			c.run(t.Context(), &w, p)
			for _, complaint := range w.complaints {
				t.Error(complaint)
			}
		})
	}
}
