package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// TestRandomDamage turns bits and overwrites sectors anywhere in the file.
// Whatever happens, the process lives, and each report that is given out is
// one that was saved.
func TestRandomDamage(t *testing.T) {
	path, reports := stored(t, 12)
	whole := inUse(t, path)
	titles := map[model.ReportID]string{}
	for _, r := range reports {
		titles[r.ID] = r.Head.Title
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	const rounds = 90
	refused := 0
	for round := range rounds {
		data := bytes.Clone(whole)
		at := rnd.IntN(len(data))
		if round%2 == 0 {
			at = rnd.IntN(len(data)/4096)*4096 + rnd.IntN(64) // the head of a page
		}
		switch round % 3 {
		case 0:
			data[at] ^= 1 << rnd.IntN(8)
		case 1:
			for i := at; i < min(at+512, len(data)); i++ {
				data[i] = byte(rnd.Uint32())
			}
		case 2:
			copy(data[at/4096*4096:], whole[rnd.IntN(len(data)/4096)*4096:][:4096])
		}
		bad := filepath.Join(t.TempDir(), "tinxa.db")
		if err := os.WriteFile(bad, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := tryDamaged(t, bad, titles); err != nil {
			refused++
		}
	}
	if refused == 0 || refused == rounds {
		t.Errorf("%d of %d damaged files were refused: the damage tries nothing", refused, rounds)
	}
}

func tryDamaged(t *testing.T, path string, titles map[model.ReportID]string) error {
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		if !errors.Is(err, model.ErrDamaged) {
			t.Errorf("Open = %v, want ErrDamaged", err)
		}
		return err
	}
	defer s.Close()
	for id, title := range titles {
		r, err := s.Report(t.Context(), id)
		if err == nil && r.Head.Title != title {
			t.Errorf("%s came back as %q, saved was %q", id, r.Head.Title, title)
		}
	}
	readAll(t, s) // must not end the process
	r := modeltest.Report(1 << 40)
	for i := range 2 {
		r.Head.Title = fmt.Sprint("after the damage ", i)
		saved, err := s.Save(t.Context(), r)
		if err != nil {
			return err
		}
		r = saved
	}
	return nil
}
