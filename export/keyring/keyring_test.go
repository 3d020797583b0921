package keyring_test

import (
	"errors"
	"strings"
	"testing"

	system "github.com/zalando/go-keyring"

	"tinxa/export"
	"tinxa/export/keyring"
	"tinxa/model"
)

func TestSecretsComeBack(t *testing.T) {
	system.MockInit()
	ring, other := keyring.New("Tin Xã"), keyring.New("other")
	if _, err := ring.Secret("portal22"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("before it was kept: %v", err)
	}
	const secret = "mật khẩu có dấu 🔑"
	if err := ring.Keep("portal22", secret); err != nil {
		t.Fatal(err)
	}
	if got, err := ring.Secret("portal22"); err != nil || got != secret {
		t.Errorf("Secret() = %q, %v", got, err)
	}
	if _, err := other.Secret("portal22"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("another program reads it: %v", err)
	}
	for range 2 {
		if err := ring.Forget("portal22"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ring.Secret("portal22"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("after it was forgotten: %v", err)
	}
}

func TestWithoutAKeyring(t *testing.T) {
	system.MockInitWithError(errors.New("cannot keep bí-mật"))
	t.Cleanup(system.MockInit)
	ring := keyring.New("Tin Xã")
	_, reading := ring.Secret("portal22")
	for _, err := range []error{reading, ring.Keep("portal22", "bí-mật"), ring.Forget("portal22")} {
		if !errors.Is(err, export.ErrNoKeyring) || strings.Contains(err.Error(), "bí-mật") {
			t.Errorf("%v", err)
		}
	}
}
