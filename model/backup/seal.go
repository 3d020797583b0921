package backup

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"filippo.io/age"

	"tinxa/model"
	"tinxa/model/viet"
)

// work is how hard a passphrase is to try, as the power of two that scrypt
// takes; 18 is age's own, about a second.
var work = 18

// maxWork is what a key may ask for at most: a hostile one would keep the
// computer busy for ever.
const maxWork = 20

// maxKey is what a key may take.
const maxKey = 1 << 12 // bytes

// newSeal makes a key and seals its secret half with the passphrase.
func newSeal(passphrase string) (*seal, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	lock, err := age.NewScryptRecipient(viet.Normal(passphrase))
	if err != nil {
		return nil, err
	}
	lock.SetWorkFactor(work)
	var key bytes.Buffer
	err = encrypt(&key, lock, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "# public key: %s\n%s\n", identity.Recipient(), identity)
		return err
	})
	return &seal{Recipient: identity.Recipient().String(), Key: key.Bytes()}, err
}

// open takes the secret half out of the key. ErrPassphrase, ErrDamaged.
func (s seal) open(passphrase string) (*age.X25519Identity, error) {
	if passphrase == "" {
		return nil, model.ErrPassphrase
	}
	unlock, err := age.NewScryptIdentity(viet.Normal(passphrase))
	if err != nil {
		return nil, err
	}
	unlock.SetMaxWorkFactor(maxWork)
	r, err := age.Decrypt(bytes.NewReader(s.Key), unlock)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, fmt.Errorf("%w: %w", model.ErrPassphrase, err)
	}
	if err != nil {
		return nil, fmt.Errorf("key: %w: %w", model.ErrDamaged, err)
	}
	identities, err := age.ParseIdentities(r)
	if err != nil || len(identities) != 1 {
		return nil, fmt.Errorf("key: %w: %w", model.ErrDamaged, err)
	}
	identity, ok := identities[0].(*age.X25519Identity)
	if !ok || identity.Recipient().String() != s.Recipient {
		return nil, fmt.Errorf("key of another recipient: %w", model.ErrDamaged)
	}
	return identity, nil
}

func (s seal) valid() bool { return s.opens() && s.File.valid() }

// opens reports whether the seal has the form of one.
func (s seal) opens() bool {
	_, err := age.ParseX25519Recipient(s.Recipient)
	return err == nil && len(s.Key) > 0 && len(s.Key) <= maxKey
}

// label names the key in the names of files: the first letters of its public
// half.
func (s seal) label() string {
	const letters = 8
	return strings.TrimPrefix(s.Recipient, "age1")[:letters]
}

// keyFile is the name of the key beside the backups.
func (s seal) keyFile() string { return "khoa-" + s.label() + extSealed }

// sealing writes what write writes into w, sealed where there is a seal.
func (s *seal) sealing(w io.Writer, write func(io.Writer) error) error {
	if s == nil {
		return write(w)
	}
	recipient, err := age.ParseX25519Recipient(s.Recipient)
	if err != nil {
		return err
	}
	return encrypt(w, recipient, write)
}

func encrypt(w io.Writer, to age.Recipient, write func(io.Writer) error) error {
	sealed, err := age.Encrypt(w, to)
	if err != nil {
		return err
	}
	if err := write(sealed); err != nil {
		return err
	}
	return sealed.Close()
}

// sealedSize is how long an age file of that many bytes is: a header of one
// X25519 recipient, a nonce, and 16 bytes on each chunk of 64 KB, of which there
// is always one.
func sealedSize(size int64) int64 {
	const header, nonce, chunk, tag = 168, 16, 64 << 10, 16
	return header + nonce + size + tag*max(1, (size+chunk-1)/chunk)
}

// opened reads an age file. What the right key does not open is damaged.
type opened struct {
	plain io.Reader
	io.Closer
}

// Read implements io.Reader.
func (o opened) Read(p []byte) (int, error) {
	n, err := o.plain.Read(p)
	if _, ofSystem := errors.AsType[*fs.PathError](err); err != nil && err != io.EOF && !ofSystem {
		err = fmt.Errorf("%w: %w", model.ErrDamaged, err)
	}
	return n, err
}
