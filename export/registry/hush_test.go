package registry_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	system "github.com/zalando/go-keyring"

	"tinxa/export"
	"tinxa/export/registry"
	"tinxa/model/modeltest"
)

func TestBare(t *testing.T) {
	for typed, want := range map[string]string{
		"https://suoimay.example.vn/tin":                  "https://suoimay.example.vn/tin",
		"https://an:bi-mat@suoimay.example.vn/tin":        "https://an@suoimay.example.vn/tin",
		"sftp://an@suoimay.example.vn":                    "sftp://an@suoimay.example.vn",
		"https://an:bí%mật@suoimay.example.vn/tin":        "https://suoimay.example.vn/tin",
		"https://an:bí mật@@suoimay.example.vn":           "https://suoimay.example.vn",
		"mailto:tin@suoimay.example.vn":                   "mailto:tin@suoimay.example.vn",
		`D:\Tin bài\a:b@c`:                                `D:\Tin bài\a:b@c`,
		"Cổng thông tin xã Suối Mây: tin@suoimay.example": "Cổng thông tin xã Suối Mây: tin@suoimay.example",
	} {
		if got := registry.Bare(typed); got != want {
			t.Errorf("Bare(%q) = %q, want %q", typed, got, want)
		}
	}
}

func TestNoPasswordOfAnAddressReachesTheDatabase(t *testing.T) {
	h := newHouse(t, newOffice())
	a := modeltest.Accounts()[0]
	a.Address, a.Name = "https://an:bi-mat@suoimay.example.vn", "https://an:bi-mat@suoimay.example.vn"
	if err := h.Add(t.Context(), a, ""); err != nil {
		t.Fatal(err)
	}
	if holds(t, h.store, "bi-mat") {
		t.Error("it does")
	}
}

// A portal may repeat what it was sent.
func TestARefusalDoesNotRepeatTheSecret(t *testing.T) {
	o := newOffice()
	o.echo = true
	_, err := newHouse(t, o).open(t, "sai-rồi")
	if !errors.Is(err, export.ErrPassword) || strings.Contains(err.Error(), "sai-rồi") {
		t.Error(err)
	}
}

func (h *house) open(t *testing.T, secret string) (export.Session, error) {
	t.Helper()
	a := modeltest.Accounts()[0]
	system.MockInit()
	if err := h.Add(t.Context(), a, secret); err != nil {
		t.Fatal(err)
	}
	s, _, err := h.Open(t.Context(), a.ID, export.Nobody{})
	return s, err
}

// What a trial typed is not tried by what waits for the account.
func TestAPasswordThatATrialFoundWrongIsNotTriedAgain(t *testing.T) {
	system.MockInitWithError(errors.New("no keyring here"))
	t.Cleanup(system.MockInit)
	o := newOffice()
	h := newHouse(t, o)
	a := modeltest.Accounts()[0]
	if err := h.Add(t.Context(), a, "sai"); !errors.Is(err, export.ErrNoKeyring) {
		t.Fatal(err)
	}
	door := export.Door{Account: a, Secret: "sai", Asker: export.Nobody{}}
	if err := h.Test(t.Context(), door, registry.Trial{}, func(registry.Check) {}); !errors.Is(err, export.ErrPassword) {
		t.Fatal(err)
	}
	if _, _, err := h.Open(t.Context(), a.ID, export.Nobody{}); !errors.Is(err, export.ErrNoSecret) {
		t.Errorf("opened with it: %v", err)
	}
	if !slices.Equal(o.tried, []string{"sai"}) {
		t.Errorf("tried %q", o.tried)
	}
}
