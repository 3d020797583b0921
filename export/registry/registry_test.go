package registry_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	system "github.com/zalando/go-keyring"

	"tinxa/export"
	"tinxa/export/keyring"
	"tinxa/export/registry"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// office is a kind of portal that lives at one address and takes one password.
type office struct {
	key, address, password string
	probe                  error // for every other address
	reason                 string
	tried                  []string
	echo                   bool // it repeats a wrong password
	portal                 *desk
}

func (o *office) Key() string { return o.key }

func (o *office) Probe(_ context.Context, address, trust string) (export.Site, error) {
	if address != o.address {
		return export.Site{}, &export.PortalError{Kind: o.probe, Did: o.key, Reason: o.reason}
	}
	return export.Site{Kind: o.key, Address: address, Name: trust}, nil
}

func (o *office) Open(_ context.Context, d export.Door) (export.Session, error) {
	o.tried = append(o.tried, d.Secret)
	if d.Secret != o.password {
		e := &export.PortalError{Kind: export.ErrPassword, Did: o.key}
		if o.echo {
			e.Said = "no " + d.Secret
		}
		return nil, e
	}
	if o.portal == nil {
		o.portal = newDesk()
	}
	return o.portal, nil
}

// teller is asked for secrets.
type teller struct {
	export.Nobody
	secret string
	asked  int
}

func (a *teller) Secret(context.Context, model.Account) (string, error) {
	a.asked++
	return a.secret, nil
}

type house struct {
	*registry.Registry
	store *bolt.Store
	now   time.Time
}

func newHouse(t *testing.T, kinds ...export.PortalKind) *house {
	t.Helper()
	store, err := bolt.Open(t.Context(), t.TempDir()+"/tinxa.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	h := &house{store: store, now: time.Now()}
	h.Registry = registry.New(registry.Env{
		Kinds: kinds, Accounts: store, Keys: keyring.New("test"), Now: func() time.Time { return h.now },
	})
	return h
}

func newOffice() *office {
	return &office{key: "wordpress", address: "https://suoimay.example.vn", password: "đúng", probe: export.ErrNotPortal}
}

func TestRecogniseAsksEveryKind(t *testing.T) {
	first, second := newOffice(), newOffice()
	second.key, second.address = "folder", "/chung"
	second.probe = export.ErrAddress
	h := newHouse(t, first, second)
	for address, want := range map[string]string{first.address: "wordpress", second.address: "folder"} {
		if site, err := h.Recognise(t.Context(), address, "ab"); err != nil || site.Kind != want || site.Name != "ab" {
			t.Errorf("Recognise(%s) = %+v, %v", address, site, err)
		}
	}
	if _, err := h.Recognise(t.Context(), "https://khac.example.vn", ""); !errors.Is(err, export.ErrNotPortal) {
		t.Errorf("an address nobody knows: %v", err)
	}
	first.reason = "admin"
	var refusal *export.PortalError
	if _, err := h.Recognise(t.Context(), "https://khac.example.vn", ""); !errors.As(err, &refusal) || refusal.Reason != "admin" {
		t.Errorf("what one kind knows of an address is forgotten: %v", err)
	}
	first.probe = export.ErrOffline
	if _, err := h.Recognise(t.Context(), second.address, ""); !errors.Is(err, export.ErrOffline) {
		t.Errorf("an address that cannot be reached: %v", err)
	}
}

func TestARefusedPasswordIsNotTriedAgain(t *testing.T) {
	system.MockInit()
	o := newOffice()
	h := newHouse(t, o)
	a := modeltest.Accounts()[0]
	if err := h.Add(t.Context(), a, "sai"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, _, err := h.Open(t.Context(), a.ID, export.Nobody{}); !errors.Is(err, export.ErrPassword) {
			t.Fatalf("a wrong password: %v", err)
		}
	}
	if !slices.Equal(o.tried, []string{"sai"}) {
		t.Errorf("tried %q; portals lock accounts after a few tries", o.tried)
	}
	if err := h.Add(t.Context(), a, "đúng"); err != nil {
		t.Fatal(err)
	}
	if _, got, err := h.Open(t.Context(), a.ID, export.Nobody{}); err != nil || got.Name != a.Name {
		t.Errorf("after it was mended: %+v, %v", got, err)
	}
}

func TestWithoutAKeyringSecretsAreAskedFor(t *testing.T) {
	system.MockInitWithError(errors.New("no keyring here"))
	t.Cleanup(system.MockInit)
	o := newOffice()
	h := newHouse(t, o)
	a := modeltest.Accounts()[0]
	if err := h.Add(t.Context(), a, "đúng"); !errors.Is(err, export.ErrNoKeyring) {
		t.Fatalf("Add() = %v; the user must hear that it is not kept", err)
	}
	asker := &teller{secret: "đúng"}
	open := func() {
		t.Helper()
		if _, _, err := h.Open(t.Context(), a.ID, asker); err != nil {
			t.Fatal(err)
		}
	}
	open() // typed a moment ago
	h.now = h.now.Add(time.Hour)
	open()
	open() // a further try of the same upload
	h.now = h.now.Add(time.Hour)
	open()
	if asker.asked != 2 {
		t.Errorf("asked %d times, want once an hour", asker.asked)
	}
	h.now = h.now.Add(time.Hour)
	if _, _, err := h.Open(t.Context(), a.ID, export.Nobody{}); !errors.Is(err, export.ErrNoSecret) {
		t.Errorf("with nobody there: %v", err)
	}
}

func TestAnAccountWithoutAUserNeedsNoSecret(t *testing.T) {
	o := newOffice()
	o.password = ""
	h := newHouse(t, o)
	a := modeltest.Accounts()[1]
	a.Kind = o.key
	if err := h.Add(t.Context(), a, ""); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Open(t.Context(), a.ID, export.Nobody{}); err != nil {
		t.Error(err)
	}
}

func TestRemoveForgetsTheSecret(t *testing.T) {
	system.MockInit()
	h := newHouse(t, newOffice())
	a := modeltest.Accounts()[0]
	if err := h.Add(t.Context(), a, "đúng"); err != nil {
		t.Fatal(err)
	}
	if err := h.Remove(t.Context(), a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := keyring.New("test").Secret(a.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("its secret: %v", err)
	}
	if _, _, err := h.Open(t.Context(), a.ID, export.Nobody{}); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("opened after it was removed: %v", err)
	}
}

func TestNoSecretReachesTheDatabase(t *testing.T) {
	system.MockInitWithError(errors.New("no keyring here"))
	t.Cleanup(system.MockInit)
	h := newHouse(t, newOffice())
	if err := h.Add(t.Context(), modeltest.Accounts()[0], "đừng-ghi-lại"); !errors.Is(err, export.ErrNoKeyring) {
		t.Fatal(err)
	}
	if holds(t, h.store, "đừng-ghi-lại") {
		t.Error("the secret lies in the database")
	}
}
