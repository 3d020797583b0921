package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
)

func TestHeldTellsWhoIsThere(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "tinxa.db")
	if err := bolt.Held(ctx, path); err != nil {
		t.Errorf("nothing there: %v", err)
	}
	s, err := bolt.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if err := bolt.Held(ctx, path); !errors.Is(err, model.ErrLocked) {
		t.Errorf("open: %v, want ErrLocked", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := bolt.Held(ctx, path); err != nil {
		t.Errorf("closed: %v", err)
	}
	if err := os.WriteFile(path, []byte("no database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := bolt.Held(ctx, path); err != nil {
		t.Errorf("damaged: %v", err)
	}
}
