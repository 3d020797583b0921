package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/model"
)

// Two reports may be in the browser at the same time; the next start takes both
// away, and nothing else.
func TestPrintPagesAreSweptAway(t *testing.T) {
	w, err := openWorks(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	r := model.New()
	var pages []string
	for _, title := range []string{"Hội nghị xã Suối Mây", "Hội nghị phường Bến Lụa"} {
		r.Head.Title = title // was never saved
		page, err := w.printPage(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	for i, title := range []string{"Suối Mây", "Bến Lụa"} {
		data, err := os.ReadFile(pages[i])
		if err != nil || !strings.Contains(string(data), title) || !strings.Contains(string(data), "print()") {
			t.Errorf("page %d: %v", i, err)
		}
	}
	if info, err := os.Stat(filepath.Join(w.Dir, printName)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may look at it: %v, %v", info.Mode(), err)
	}
	if err := w.sweep(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(w.Dir, printName)); !os.IsNotExist(err) {
		t.Errorf("left behind: %v", err)
	}
	if _, err := w.Store.Reports(t.Context()); err != nil {
		t.Error(err)
	}
}
