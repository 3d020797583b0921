package html_test

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// TestChromium opens the folder and the one file in a browser, as wide as a
// telephone and as wide as a desk.
func TestChromium(t *testing.T) {
	sample, long := exporttest.Sample(), endless()
	views := exporttest.Look(t, publish(t, map[string]export.Bundle{"sample": sample, "long": long}),
		"360:sample/index.html", "1280:sample/index.html", "360:sample.html", "360:long/index.html", "700:long/index.html")
	for view, got := range views {
		t.Run(view, func(t *testing.T) {
			if got.Overflow > 0 {
				t.Errorf("the page is %d pixels wider than the screen", got.Overflow)
			}
			if strings.Contains(view, "long") {
				return
			}
			checkText(t, got, sample.Report)
			checkPhotos(t, got, sample.Report)
			beside := got.Photos[1].Top == got.Photos[2].Top
			if wide := strings.HasPrefix(view, "1280:"); beside != wide {
				t.Errorf("photos side by side: %v", beside)
			}
		})
	}
}

// endless has words that are wider than any screen.
func endless() export.Bundle {
	word := strings.Repeat("Nghịquyếtsố", 60)
	return exporttest.Bundle(exporttest.Sample().Report.Retext(func(string) string { return word }))
}

// publish writes both forms of each bundle into a folder.
func publish(t *testing.T, bundles map[string]export.Bundle) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, b := range bundles {
		files, err := theme(t).Folder().Files(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		if err := export.WriteFolder(t.Context(), filepath.Join(dir, name), files); err != nil {
			t.Fatal(err)
		}
		err = export.WriteFile(t.Context(), filepath.Join(dir, name+".html"), func(w io.Writer) error {
			return theme(t).OneFile().Export(t.Context(), w, b)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func checkText(t *testing.T, got exporttest.Seen, r model.Report) {
	t.Helper()
	if got.Title != r.Head.Title || got.Lang != "vi" {
		t.Errorf("title %q in language %q", got.Title, got.Lang)
	}
	want := []string{strings.ToUpper(r.Head.Kicker), r.Head.Title, r.Head.Stamp, r.Head.Sapo.Plain()}
	for b := range r.Blocks.All() {
		for _, text := range model.Texts(b) {
			for _, line := range export.Lines(text) {
				want = append(want, line.Plain())
			}
		}
	}
	for _, b := range r.Credits.Bylines {
		want = append(want, b.Name)
	}
	rest := got.Text
	for _, s := range want {
		_, after, found := strings.Cut(rest, s)
		if !found {
			t.Errorf("%q is not shown in its place", s)
			continue
		}
		rest = after
	}
}

func checkPhotos(t *testing.T, got exporttest.Seen, r model.Report) {
	t.Helper()
	pictures := r.Pictures()
	if len(got.Photos) != len(pictures) {
		t.Fatalf("%d photos shown, want %d", len(got.Photos), len(pictures))
	}
	for i, p := range got.Photos {
		want := pictures[i]
		if !p.Loaded || !strings.HasPrefix(p.Caption, want.Caption) || !strings.Contains(p.Caption, want.Credit) {
			t.Errorf("photo %d: shown %v with caption %q, want %q", i, p.Loaded, p.Caption, want.Caption)
		}
		if p.Alt != want.Alt && p.Alt != want.Caption {
			t.Errorf("photo %d has the alternative text %q", i, p.Alt)
		}
	}
}
