package graphics

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var (
	good = Finding{Usable: true, Vendor: "A vendor", Renderer: "A card", Version: "4.6"}
	bad  = Finding{Problem: "no pixel format"}
)

func TestWhatWasFoundIsBelievedAtTheNextStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made")
	m := remember(dir)
	m.learn("desk", good)
	m.learn("remote", bad)
	if err := m.keep(); err != nil {
		t.Fatal(err)
	}
	m = remember(dir)
	if f, ok := m.believed("desk"); !ok || f != good {
		t.Errorf("at the desk it believes %v, %+v", ok, f)
	}
	if f, ok := m.believed("remote"); !ok || f != bad {
		t.Errorf("remote it believes %v, %+v", ok, f)
	}
	if _, ok := m.believed("another card"); ok {
		t.Error("it believes what it never saw")
	}
}

func TestAnUnusableOneIsLookedAtAnewInTheEnd(t *testing.T) {
	var m memory
	m.learn("pc", bad)
	starts := 0
	for ; starts < 100; starts++ {
		if _, ok := m.believed("pc"); !ok {
			break
		}
	}
	if starts != restsAfter {
		t.Errorf("it was believed for %d starts, want %d", starts, restsAfter)
	}
}

func TestOneLostStartIsTriedAgainSoonTwoAreNot(t *testing.T) {
	var m memory
	m.learn("pc", good)
	for n, want := range []int{restsOnce, restsAfter, restsAfter} {
		if f := m.lose("pc"); f.Usable || f.Problem == "" || f.Renderer != good.Renderer {
			t.Errorf("a lost start is remembered as %+v", f)
		}
		if got := m.known("pc").Rests; got != want {
			t.Errorf("after %d lost starts it rests for %d, want %d", n+1, got, want)
		}
		m.learn("pc", good) // looked at anew, it seems good
	}
}

func TestMachinesAreNotRememberedWithoutEnd(t *testing.T) {
	var m memory
	for i := range 3 * mostMachines {
		m.learn(fmt.Sprint(i), good)
	}
	if len(m.Known) != mostMachines || m.known(fmt.Sprint(3*mostMachines-1)) == nil {
		t.Errorf("%d machines are remembered, the newest: %v", len(m.Known), m.Known[len(m.Known)-1].Name)
	}
}

func TestABrokenMemoryIsNone(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "cut": `{"known":[{"name":"pc","finding":{"usa`, "other": `[1,2]`, "wish": `{"wish":"magic"}`,
		"long":  `{"known":[` + strings.Repeat(`{"name":"pc"},`, mostMachines) + `{"name":"pc"}]}`,
		"large": `{"wish":"` + strings.Repeat("x", memoryMost) + `"}`,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, memoryFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if m := remember(dir); len(m.Known) != 0 || m.Wish != Whatever {
			t.Errorf("%s: %+v is remembered", name, m)
		}
	}
}

func TestAWishIsKeptAndForgetsWhatWasFound(t *testing.T) {
	dir := t.TempDir()
	m := remember(dir)
	m.learn("pc", bad)
	if err := m.keep(); err != nil {
		t.Fatal(err)
	}
	if err := SetWish(dir, InSoftware); err != nil {
		t.Fatal(err)
	}
	if m = remember(dir); m.Wish != InSoftware || len(m.Known) != 0 {
		t.Errorf("remembered is %+v", m)
	}
}
