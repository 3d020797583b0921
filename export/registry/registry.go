// Package registry knows the kinds of portals and the user's accounts on them:
// it recognises an address, opens an account with its secret, and tries it out.
// Here may live what all kinds need around them, and nothing of any one of them.
package registry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// Env is what a registry works with.
type Env struct {
	Kinds    []export.PortalKind // an address is offered to them in this order
	Accounts model.Accounts
	Keys     export.Keyring
	Now      func() time.Time
}

// Registry opens accounts. It may be used by several goroutines at once.
type Registry struct {
	env Env

	mu      sync.Mutex
	held    map[model.AccountID]held   // secrets that no keyring takes
	refused map[model.AccountID]string // secrets that a portal refused
	powers  map[model.AccountID]export.Powers
}

// held is a secret that was asked for, until a while after its last use: an
// upload that is tried again must not ask again.
type held struct {
	secret string
	until  time.Time
}

// hold is how long a secret that no keyring takes stays in memory unused.
const hold = 15 * time.Minute

// New returns a registry.
func New(env Env) *Registry {
	return &Registry{
		env: env, held: map[model.AccountID]held{}, refused: map[model.AccountID]string{},
		powers: map[model.AccountID]export.Powers{},
	}
}

// Recognise finds out what lives at an address. Trust is the fingerprint of a
// certificate that the user consented to, empty for none. ErrNotPortal when no
// kind knows it; what keeps the address from being reached at all, otherwise.
func (r *Registry) Recognise(ctx context.Context, address, trust string) (export.Site, error) {
	unknown := error(&export.PortalError{Kind: export.ErrNotPortal, Did: "registry: recognise"})
	for _, kind := range r.env.Kinds {
		site, err := kind.Probe(ctx, address, trust)
		switch {
		case err == nil:
			return site, nil
		case errors.Is(err, export.ErrAddress):
		case errors.Is(err, export.ErrNotPortal), errors.Is(err, export.ErrStrangeAnswer),
			errors.Is(err, export.ErrRejected), errors.Is(err, export.ErrRole):
			if !telling(unknown) {
				unknown = err // something answers there
			}
		default:
			return export.Site{}, err
		}
	}
	return export.Site{}, unknown
}

// telling reports whether an error says more than that something else lives
// there.
func telling(err error) bool {
	var refusal *export.PortalError
	return errors.As(err, &refusal) && refusal.Reason != ""
}

// Kind finds a kind by its key. export.ErrNotPortal.
func (r *Registry) Kind(key string) (export.PortalKind, error) {
	i := slices.IndexFunc(r.env.Kinds, func(k export.PortalKind) bool { return k.Key() == key })
	if i < 0 {
		return nil, &export.PortalError{Kind: export.ErrNotPortal, Did: "registry: kind " + key}
	}
	return r.env.Kinds[i], nil
}

// Account finds an account by its id. model.ErrNotFound.
func (r *Registry) Account(ctx context.Context, id model.AccountID) (model.Account, error) {
	all, err := r.env.Accounts.Accounts(ctx)
	if err != nil {
		return model.Account{}, err
	}
	for _, a := range all {
		if a.ID == id {
			return a, nil
		}
	}
	return model.Account{}, fmt.Errorf("registry: account %s: %w", id, model.ErrNotFound)
}

// Add keeps an account, new or changed, and its secret; an empty secret leaves
// the one there is. A password within the address is not kept. ErrNoKeyring says
// that the account was kept and the secret will be asked for.
func (r *Registry) Add(ctx context.Context, a model.Account, secret string) error {
	a.Address, a.Name = Bare(a.Address), Bare(a.Name) // an address may serve as the name
	if err := r.env.Accounts.KeepAccount(ctx, a); err != nil {
		return err
	}
	if secret == "" {
		return nil
	}
	r.mu.Lock()
	delete(r.refused, a.ID)
	delete(r.held, a.ID)
	r.mu.Unlock()
	err := r.env.Keys.Keep(a.ID, secret)
	if err != nil {
		r.remember(a.ID, secret)
	}
	return err
}

// Remove forgets an account with its secret and its dispatches. model.ErrNotFound.
func (r *Registry) Remove(ctx context.Context, id model.AccountID) error {
	r.mu.Lock()
	delete(r.refused, id)
	delete(r.held, id)
	r.mu.Unlock()
	if err := r.env.Accounts.ForgetAccount(ctx, id); err != nil {
		return err
	}
	if err := r.env.Keys.Forget(id); err != nil && !errors.Is(err, export.ErrNoKeyring) {
		return err
	}
	return nil
}

// Open logs in to an account. A secret that the portal refused once is not
// tried again before the user gave another one, or the same one anew: portals
// lock accounts after a few tries, and several reports may be waiting.
func (r *Registry) Open(ctx context.Context, id model.AccountID, asker export.Asker) (export.Session, model.Account, error) {
	a, err := r.Account(ctx, id)
	if err != nil {
		return nil, model.Account{}, err
	}
	secret, err := r.SecretOf(ctx, a, asker)
	if err != nil {
		return nil, a, err
	}
	session, err := r.open(ctx, export.Door{Account: a, Secret: secret, Asker: asker})
	return session, a, err
}

// Powers is what an account could do on its portal when it was opened last;
// false when it was not since the program began.
func (r *Registry) Powers(id model.AccountID) (export.Powers, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok := r.powers[id]
	return p, ok
}

// open logs in, and remembers what came of it.
func (r *Registry) open(ctx context.Context, d export.Door) (export.Session, error) {
	kind, err := r.Kind(d.Account.Kind)
	if err != nil {
		return nil, err
	}
	session, err := kind.Open(ctx, d)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch id := d.Account.ID; {
	case errors.Is(err, export.ErrPassword):
		r.refused[id] = d.Secret
		delete(r.held, id)
	case err == nil:
		r.powers[id] = session.Powers()
	}
	return session, hushed(err, d.Secret)
}

// SecretOf finds the secret of an account: in memory, in the keyring, or by
// asking. An account without a user needs none. ErrPassword when the portal
// refused it before, ErrNoSecret when nobody is there to be asked.
func (r *Registry) SecretOf(ctx context.Context, a model.Account, asker export.Asker) (string, error) {
	if a.User == "" {
		return "", nil
	}
	secret := r.recall(a.ID)
	if secret == "" {
		secret, _ = r.env.Keys.Secret(a.ID) // where there is none, it is asked for
	}
	r.mu.Lock()
	old, refused := r.refused[a.ID]
	r.mu.Unlock()
	if secret != "" {
		if refused && old == secret {
			return "", &export.PortalError{Kind: export.ErrPassword, Did: "registry: open"}
		}
		return secret, nil
	}
	secret, err := asker.Secret(ctx, a)
	if err != nil {
		return "", err
	}
	r.Hold(a.ID, secret)
	return secret, nil
}

// Hold takes a secret that was typed just now for the time of its use.
func (r *Registry) Hold(id model.AccountID, secret string) {
	r.mu.Lock()
	delete(r.refused, id)
	r.mu.Unlock()
	r.remember(id, secret)
}

func (r *Registry) remember(id model.AccountID, secret string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[id] = held{secret, r.env.Now().Add(hold)}
}

func (r *Registry) recall(id model.AccountID) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	h, ok := r.held[id]
	if !ok || r.env.Now().After(h.until) {
		delete(r.held, id)
		return ""
	}
	h.until = r.env.Now().Add(hold)
	r.held[id] = h
	return h.secret
}

// Topics lists the categories of an account's portal; none where it has none.
func (r *Registry) Topics(ctx context.Context, id model.AccountID, asker export.Asker) (topics []export.Topic, err error) {
	session, _, err := r.Open(ctx, id, asker)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	if sorter, ok := session.(export.Sorter); ok {
		return sorter.Topics(ctx)
	}
	return nil, nil
}
