package export

import (
	"context"
	"time"

	"tinxa/model"
)

// PortalKind is a family of portals: WordPress, NukeViet, a folder. Nothing in
// it is kept between calls.
type PortalKind interface {
	// Key names the family in an Account: "wordpress".
	Key() string
	// Probe looks at an address that a person typed, without logging in, and
	// completes it. Trust is the fingerprint of a certificate or host key that
	// the user consented to, empty for none. ErrAddress: the address is of
	// another sort than this kind's. ErrNotPortal: something else lives there.
	Probe(ctx context.Context, address, trust string) (Site, error)
	// Open logs in. The Session is a Portal or a Courier. A secret is tried
	// once.
	Open(ctx context.Context, d Door) (Session, error)
}

// Site is what an address turned out to be.
type Site struct {
	Kind    string            // PortalKind.Key
	Address string            // complete: "https://suoimay.example.vn"
	Name    string            // as the site calls itself; may be empty
	Version string            // of its software, where it tells
	Style   model.Style       // how its pages look
	Options map[string]string // for Account.Options
	// Authorise is the page where a signed-in user gets a password for this
	// program; empty where there is none.
	Authorise string
	User      bool // a name and a secret are needed
}

// Door is what is needed to open a session.
type Door struct {
	Account model.Account
	Secret  string // never kept, never logged
	Asker   Asker  // who answers; Nobody where nobody is there
}

// Asker asks the person at the keyboard while a session is opened. Where nobody
// is there the errors wrap ErrNobody; they are ctx's error when it ends first.
type Asker interface {
	// Secret returns the password of an account that the keyring does not hold.
	Secret(ctx context.Context, a model.Account) (string, error)
	// Captcha shows a picture (PNG, JPEG or GIF) and returns what was read.
	Captcha(ctx context.Context, a model.Account, picture []byte) (string, error)
	// Code returns the one-time code of a second factor.
	Code(ctx context.Context, a model.Account) (string, error)
}

// Nobody answers no question.
type Nobody struct{}

// Secret returns ErrNoSecret.
func (Nobody) Secret(context.Context, model.Account) (string, error) {
	return "", &PortalError{Kind: ErrNoSecret, Cause: ErrNobody}
}

// Captcha returns ErrCaptcha.
func (Nobody) Captcha(context.Context, model.Account, []byte) (string, error) {
	return "", &PortalError{Kind: ErrCaptcha, Cause: ErrNobody}
}

// Code returns ErrSecondFactor.
func (Nobody) Code(context.Context, model.Account) (string, error) {
	return "", &PortalError{Kind: ErrSecondFactor, Cause: ErrNobody}
}

// Session is an open connection to an account.
type Session interface {
	// Powers tells what this account may do there.
	Powers() Powers
	// Close ends the session.
	Close() error
}

// Powers is what an account may do on its portal.
type Powers struct {
	Statuses []model.PostStatus // that it may give to an article
	Schedule bool               // it may set a time of publication
	Update   bool               // it may change an article after that was published
	Limits   model.Limits       // on a photo, as far as the portal tells
}

// Portal publishes in steps that can be repeated; outbox knows their order.
// Every implementation passes exporttest.TestPortal. Methods return a
// *PortalError, or the error of ctx. None of them repeats a request that
// changes something.
type Portal interface {
	Session
	Articles
	Shelf
}

// Articles is the part of a Portal that keeps articles.
type Articles interface {
	// Find looks for the article that carries a mark. model.ErrNotFound only
	// when the portal surely has none; every other error leaves it open.
	Find(ctx context.Context, mark string) (model.RemoteArticle, error)
	// Create makes a small article that nobody but its author sees, with the
	// mark and the headline, and no photos.
	Create(ctx context.Context, p Post) (model.RemoteArticle, error)
	// Update puts the whole of p into an article and leaves its status as it
	// is. ErrGoneThere.
	Update(ctx context.Context, at model.RemoteArticle, p Post) (model.RemoteArticle, error)
	// Release gives the article p.Status, at p.At. ErrRole.
	Release(ctx context.Context, at model.RemoteArticle, p Post) (model.RemoteArticle, error)
	// Fetch reads the article as the portal keeps it, with its address and
	// status. ErrGoneThere when it was deleted or lies in the portal's bin.
	Fetch(ctx context.Context, at model.RemoteArticle) (model.RemoteArticle, model.Snapshot, error)
}

// Shelf is the part of a Portal that keeps photos.
type Shelf interface {
	// FindPhotos returns those of the photos that the portal has already, by
	// their ids. An error leaves it open whether it has any.
	FindPhotos(ctx context.Context, photos []Image) (map[model.PhotoID]model.RemotePhoto, error)
	// AddPhoto sends one. ErrTooLarge, ErrPhotoType.
	AddPhoto(ctx context.Context, p Image, sent func(bytes int64)) (model.RemotePhoto, error)
}

// Courier carries a report in one piece that cannot be looked for afterwards:
// e-mail.
type Courier interface {
	Session
	// Send sends p with its photos. An error that says neither that it was
	// refused nor that it never left is ErrUnknownOutcome.
	Send(ctx context.Context, p Post, photos []Image, sent func(bytes int64)) error
}

// Sorter is a Portal with categories.
type Sorter interface {
	// Topics lists the categories in the portal's order.
	Topics(ctx context.Context) ([]Topic, error)
}

// Topic is a category of a portal.
type Topic struct {
	ID    string
	Name  string
	Depth int // 0 for those at the top
}

// Remover is a Portal that can take back what the test of an account, or a
// dispatch that was given up, wrote.
type Remover interface {
	// Remove deletes the article and the photos for good; of the zero article
	// only the photos.
	Remove(ctx context.Context, at model.RemoteArticle, photos []model.RemotePhoto) error
}

// Post is a report as it is to stand on a portal.
type Post struct {
	Mark   string
	Report model.Report
	Photos map[model.PhotoID]model.RemotePhoto // every photo that the report shows
	Status model.PostStatus
	At     time.Time // zero: at once
	Topics []string
}

// Image is a photo to be sent: an upright JPEG without metadata.
type Image struct {
	ID            model.PhotoID
	Name          string // "anh-<first 12 digits of ID>.jpg"
	Caption, Alt  string
	Data          []byte // empty where the photo is only looked for
	Width, Height int    // pixels
	// Mark is that of the article which shows it, for portals that keep a
	// report's photos beside it.
	Mark string
}

// ImageName is the name of a photo on every portal, by which it is found.
func ImageName(id model.PhotoID) string { return "anh-" + string(id)[:min(12, len(id))] + ".jpg" }

// Keyring keeps secrets in the system's own store. There is no other place for
// them.
type Keyring interface {
	// Secret returns one. model.ErrNotFound, ErrNoKeyring.
	Secret(id model.AccountID) (string, error)
	// Keep stores one. ErrNoKeyring.
	Keep(id model.AccountID, secret string) error
	// Forget removes one; it is no error that there is none. ErrNoKeyring.
	Forget(id model.AccountID) error
}
