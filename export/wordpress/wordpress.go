// Package wordpress publishes on WordPress: over its REST interface with an
// application password ("wordpress"), and over XML-RPC, metaWeblog and its own
// methods, where REST is closed ("metaweblog"). It translates between the
// contracts of publishing and the site's requests; the order of work and what
// becomes of an error are outbox's affair.
//
// A contributor of a site may write and hand in for review but send no photos:
// AddPhoto then gives ErrRole with the Reason "photos", and Release to the public
// ErrRole.
package wordpress

import (
	"context"
	"strconv"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/export/web"
	"tinxa/model"
	"tinxa/model/viet"
)

// The kinds of this room, as accounts name them.
const (
	restKey = "wordpress"
	rpcKey  = "metaweblog"
)

// Options is how both kinds behave. The zero value serves.
type Options struct {
	Agent string        // the name the program gives itself
	Stall time.Duration // without one byte in either direction an exchange is over; 0 is web's own
}

type kind struct {
	key     string
	options Options
}

// New returns the kind "wordpress": REST with an application password.
func New(o Options) export.PortalKind { return kind{restKey, o} }

// NewXMLRPC returns the kind "metaweblog": XML-RPC with an application password
// or the account's own.
func NewXMLRPC(o Options) export.PortalKind { return kind{rpcKey, o} }

// Key implements export.PortalKind.
func (k kind) Key() string { return k.key }

// Open implements export.PortalKind. The Session is an export.Portal, a Sorter
// and a Remover.
func (k kind) Open(ctx context.Context, d export.Door) (export.Session, error) {
	if k.key == rpcKey {
		return k.openRPC(ctx, d)
	}
	return k.openREST(ctx, d)
}

func (k kind) client(trust string) *web.Client {
	return web.New(web.Options{Agent: k.options.Agent, Stall: k.options.Stall, Trust: trust})
}

// api is Account.Options' name of where a site's interface lies: a path, with
// its query where the site has no better. The host is the account's.
const api = "api"

// dialect is what WordPress wants of a body. Its field for a lead, the excerpt,
// is not printed above articles by most themes, so the body carries it.
var dialect = markup.Dialect{Gutenberg: true, Sapo: true, Kicker: true, Bylines: true, Widths: true}

// statuses are those of WordPress. What only editors of the site see counts as
// a draft; what waits for its time is released.
var statuses = map[string]model.PostStatus{
	"publish": model.PostPublic,
	"future":  model.PostPublic,
	"pending": model.PostPending,
	"draft":   model.PostDraft,
	"private": model.PostDraft,
}

// trash is the status of what lies in the bin.
const trash = "trash"

func status(theirs string) model.PostStatus {
	if s, ok := statuses[theirs]; ok {
		return s
	}
	return model.PostDraft // of a plugin's own making
}

// noPhotos is the Reason of an ErrRole that keeps photos away: handing the
// article in for review instead does not help.
const noPhotos = "photos"

// cover is the id of the photo that stands for the report: the one its author
// chose, or the first.
func cover(p export.Post) (int, bool) {
	chosen := p.Report.Cover
	if _, there := p.Photos[chosen]; !there {
		for _, part := range export.Reading(p.Report) {
			for _, picture := range part.Pictures {
				if _, there := p.Photos[picture.Photo]; there {
					return number(p.Photos[picture.Photo].ID)
				}
			}
		}
		return 0, false
	}
	return number(p.Photos[chosen].ID)
}

func number(id string) (int, bool) {
	n, err := strconv.Atoi(id)
	return n, err == nil && n > 0
}

// editPage is where an article's author works on it.
func editPage(address, id string) string {
	return address + "/wp-admin/post.php?post=" + id + "&action=edit"
}

// markedUp is text as HTML: headlines, leads and captions are that to WordPress,
// and what it is not told it makes of them itself, for some accounts.
func markedUp(text string) string { return escaper.Replace(viet.Normal(text)) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// gone says that what an account's journal remembers is not there any more.
func gone(did string, status int) error {
	return &export.PortalError{Kind: export.ErrGoneThere, Did: did, Status: status}
}
