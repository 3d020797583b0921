// Package keyring keeps secrets in the store that the system has for them:
// Windows' credential manager, the Secret Service of a Linux desktop. Here may
// live only how that store is spoken to; nothing is kept anywhere else.
package keyring

import (
	"errors"
	"fmt"

	system "github.com/zalando/go-keyring"

	"tinxa/export"
	"tinxa/model"
)

// Ring is the system's keyring, under the name of one program.
type Ring struct {
	service string
}

var _ export.Keyring = Ring{}

// New returns the system's keyring. Service is what its owner sees the secrets
// under.
func New(service string) Ring { return Ring{service: service} }

// Secret implements export.Keyring.
func (r Ring) Secret(id model.AccountID) (string, error) {
	secret, err := system.Get(r.service, string(id))
	if errors.Is(err, system.ErrNotFound) {
		return "", fmt.Errorf("keyring: secret of %s: %w", id, model.ErrNotFound)
	}
	return secret, absent("read", err)
}

// Keep implements export.Keyring.
func (r Ring) Keep(id model.AccountID, secret string) error {
	return absent("keep", system.Set(r.service, string(id), secret))
}

// Forget implements export.Keyring.
func (r Ring) Forget(id model.AccountID) error {
	err := system.Delete(r.service, string(id))
	if errors.Is(err, system.ErrNotFound) {
		return nil
	}
	return absent("forget", err)
}

// absent takes whatever a keyring answers for its not being there: locked, not
// installed, or too small for the secret. The words of its error are not passed
// on, because nobody has looked whether some system's repeat the secret.
func absent(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("keyring: %s: %w", doing, export.ErrNoKeyring)
}
