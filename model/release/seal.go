package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"aead.dev/minisign"
)

// Keys are the public keys of which one must have signed.
type Keys []minisign.PublicKey

// KeyFolder is where the built-in keys lie among the assets.
const KeyFolder = "update/keys"

// ReadKeys reads every key of a folder, in the form of the minisign tool's .pub
// files.
func ReadKeys(files fs.FS, folder string) (Keys, error) {
	names, err := fs.Glob(files, folder+"/*.pub")
	if err != nil {
		return nil, err
	}
	var keys Keys
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		var key minisign.PublicKey
		if err := key.UnmarshalText(text); err != nil {
			return nil, fmt.Errorf("release: %s: %w", name, err)
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("release: no key in %s: %w", folder, fs.ErrNotExist)
	}
	return keys, nil
}

// Has reports whether a key is among them.
func (k Keys) Has(key minisign.PublicKey) bool {
	for _, one := range k {
		if one.Equal(key) {
			return true
		}
	}
	return false
}

// Open finds the signature of a manifest good and reads the manifest:
// ErrSignature, ErrManifest, ErrSystem.
func (k Keys) Open(product string, manifest, signature []byte) (Manifest, error) {
	var none Manifest
	if len(manifest) > MostManifest || len(signature) > MostSignature || !k.signed(manifest, signature) {
		return none, fmt.Errorf("release: %w", ErrSignature)
	}
	var m Manifest
	if err := json.Unmarshal(manifest, &m); err != nil {
		return none, fmt.Errorf("release: %w: %w", ErrManifest, err)
	}
	var s minisign.Signature
	if err := s.UnmarshalText(signature); err != nil || s.TrustedComment != m.comment() {
		return none, fmt.Errorf("release: %w: it is that of %q", ErrSignature, s.TrustedComment)
	}
	if err := m.Check(product); err != nil {
		return none, fmt.Errorf("release: %w", err)
	}
	return m, nil
}

func (k Keys) signed(manifest, signature []byte) bool {
	for _, key := range k {
		if minisign.Verify(key, manifest, signature) {
			return true
		}
	}
	return false
}

// Seal writes a manifest and its signature.
func Seal(m Manifest, key minisign.PrivateKey) (manifest, signature []byte, err error) {
	if fault := m.fault(); fault != nil {
		return nil, nil, fmt.Errorf("release: %w: %w", ErrManifest, fault)
	}
	if manifest, err = m.encode(); err != nil {
		return nil, nil, fmt.Errorf("release: %w", err)
	}
	if len(manifest) > MostManifest {
		return nil, nil, fmt.Errorf("release: %w: %w", ErrManifest, errors.New("longer than any program reads"))
	}
	return manifest, minisign.SignWithComments(key, manifest, m.comment(), "verify with the minisign tool"), nil
}
