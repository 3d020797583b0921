package model

import "context"

// AccountID names an account: 8 letters and digits.
type AccountID string

// NewAccountID returns a random id: 40 bits, 8 characters of a to z and 2 to 7.
func NewAccountID() AccountID { return AccountID(randomName(5)) }

// Account is one place to publish to as the user set it up. It holds no
// secret: passwords are in the system's keyring, under the id, or nowhere.
type Account struct {
	ID      AccountID `json:"id"`
	Name    string    `json:"name"`            // "Cổng thông tin xã Suối Mây"
	Unit    string    `json:"unit,omitzero"`   // whose portal it is; accounts are grouped by it
	Kind    string    `json:"kind"`            // the export.Kind that serves it
	Address string    `json:"address"`         // as the kind recognised it: "https://…", "sftp://…", a folder
	User    string    `json:"user,omitzero"`   // the name to log in with
	Trust   string    `json:"trust,omitzero"`  // SHA-256 of the certificate or host key that the user consented to, in hexadecimal
	Wish    Wish      `json:"wish,omitzero"`   // what is proposed for the next report
	Limits  Limits    `json:"limits,omitzero"` // narrower than the portal's own
	Style   Style     `json:"style,omitzero"`  // how the portal looks, for the preview

	// Topics remembers the portal's categories that were chosen last for a
	// report's own category.
	Topics map[string][]string `json:"topics,omitempty"`
	// Options is what this kind needs beside: "folder", "from", "to", "api".
	Options map[string]string `json:"options,omitempty"`
}

// Limits bounds the photos that are sent to a portal; zero is no bound.
type Limits struct {
	Side  int   `json:"side,omitzero"`  // pixels of a photo's longer side
	Bytes int64 `json:"bytes,omitzero"` // of one photo
}

// Style is how a portal's pages look, as far as the preview shows it.
type Style struct {
	Site   string `json:"site,omitzero"`   // the name in the head of its pages
	Accent string `json:"accent,omitzero"` // "#0f4c81"
	Width  int    `json:"width,omitzero"`  // pixels of the column of text
}

// Accounts keeps the places to publish to.
type Accounts interface {
	// Accounts lists them by unit and name. ErrDamaged.
	Accounts(ctx context.Context) ([]Account, error)
	// KeepAccount stores a new or a changed account durably. ErrFormat without
	// an id, ErrFull, ErrReadOnly.
	KeepAccount(ctx context.Context, a Account) error
	// ForgetAccount removes an account with its dispatches. ErrNotFound.
	ForgetAccount(ctx context.Context, id AccountID) error
}
