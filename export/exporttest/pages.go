package exporttest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"tinxa/export"
)

// TestPages checks what the contract of export.Pages promises.
func TestPages(t *testing.T, p export.Pages) {
	for name, b := range bundles() {
		t.Run("Names/"+name, func(t *testing.T) { testNames(t, p, b) })
		t.Run("Equal/"+name, func(t *testing.T) { testPagesEqual(t, p, b) })
		t.Run("Bare/"+name, func(t *testing.T) { testPagesBare(t, p, b) })
	}
	t.Run("Harmless", func(t *testing.T) {
		files := filesOf(t, p, hostile())
		Harmless(t, contents(t, files[0]))
	})
	t.Run("PhotoOnce", func(t *testing.T) { testPhotoOnce(t, p) })
	t.Run("PhotoMissing", func(t *testing.T) { testPagesPhotoMissing(t, p) })
	t.Run("Replaceable", func(t *testing.T) { testReplaceable(t, p) })
	t.Run("Cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := p.Files(ctx, Sample()); !errors.Is(err, context.Canceled) {
			t.Errorf("after cancelling: %v, want context.Canceled", err)
		}
	})
}

var safeName = regexp.MustCompile(`^([a-z0-9-]+/)*[a-z0-9-]+\.[a-z]+$`)

func testNames(t *testing.T, p export.Pages, b export.Bundle) {
	seen := map[string]bool{}
	for i, f := range filesOf(t, p, b) {
		if !safeName.MatchString(f.Name) || !fs.ValidPath(f.Name) || len(path.Base(f.Name)) > 100 {
			t.Errorf("%q is not a safe name", f.Name)
		}
		if seen[f.Name] {
			t.Errorf("two files are named %q", f.Name)
		}
		seen[f.Name] = true
		if i == 0 && path.Ext(f.Name) != ".html" {
			t.Errorf("the first file is %q, want the page", f.Name)
		}
	}
}

func testPagesEqual(t *testing.T, p export.Pages, b export.Bundle) {
	other, err := elsewhere(b)
	if err != nil {
		t.Fatal(err)
	}
	first := filesOf(t, p, b)
	second := filesOf(t, p, other)
	if len(first) != len(second) {
		t.Fatalf("%d files from one store, %d from another", len(first), len(second))
	}
	for i, f := range first {
		if f.Name != second[i].Name {
			t.Errorf("names %q and %q differ", f.Name, second[i].Name)
		}
		once := contents(t, f)
		if !bytes.Equal(once, contents(t, f)) || !bytes.Equal(once, contents(t, second[i])) {
			t.Errorf("%s differs when it is read again or from another store", f.Name)
		}
	}
}

// testPagesBare: what is not meant for readers leaves no trace.
func testPagesBare(t *testing.T, p export.Pages, b export.Bundle) {
	without := b
	without.Report = printable(b.Report)
	first, second := filesOf(t, p, b), filesOf(t, p, without)
	if len(first) != len(second) {
		t.Fatalf("%d files, without it %d", len(first), len(second))
	}
	for i, f := range first {
		if !bytes.Equal(contents(t, f), contents(t, second[i])) {
			t.Errorf("%s shows what is not meant for readers", f.Name)
		}
	}
}

// testPhotoOnce compares the files with the photos of a report that uses one of
// them twice.
func testPhotoOnce(t *testing.T, p export.Pages) {
	b := Sample()
	page := string(contents(t, filesOf(t, p, b)[0]))
	var want [][]byte
	seen := map[string]bool{}
	for _, pic := range b.Report.Pictures() {
		if id := string(pic.Photo); id != "" && !seen[id] {
			seen[id] = true
			data, err := fs.ReadFile(b.Photos, id)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, data)
		}
	}
	photos := filesOf(t, p, b)[1:]
	if len(photos) != len(want) {
		t.Fatalf("%d photo files, want %d", len(photos), len(want))
	}
	for i, f := range photos {
		if !bytes.Equal(contents(t, f), want[i]) {
			t.Errorf("%s is not photo %d in reading order", f.Name, i+1)
		}
		if !strings.Contains(page, `src="`+f.Name+`"`) {
			t.Errorf("the page does not show %s", f.Name)
		}
	}
}

func testPagesPhotoMissing(t *testing.T, p export.Pages) {
	b := Sample()
	for _, pic := range b.Report.Pictures() {
		err := readAll(t.Context(), p, without(b, pic.Photo))
		if !errors.Is(err, export.ErrPhotoMissing) || !strings.Contains(err.Error(), string(pic.Photo)) {
			t.Errorf("without photo %s: %v, want ErrPhotoMissing naming it", pic.Photo, err)
		}
	}
}

func readAll(ctx context.Context, p export.Pages, b export.Bundle) error {
	files, err := p.Files(ctx, b)
	if err != nil {
		return err
	}
	for _, f := range files {
		r, err := f.Open()
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, r)
		if err := errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	return nil
}

// testReplaceable exports two reports into one folder.
func testReplaceable(t *testing.T, p export.Pages) {
	dir := t.TempDir() + "/out"
	for _, name := range []string{"crowded", "sample"} {
		files := filesOf(t, p, bundles()[name])
		if err := export.WriteFolder(t.Context(), dir, files); err != nil {
			t.Fatalf("writing %s: %v", name, err)
		}
	}
}

func filesOf(t *testing.T, p export.Pages, b export.Bundle) []export.File {
	t.Helper()
	files, err := p.Files(t.Context(), b)
	if err != nil {
		t.Fatalf("Files: %v", err)
	}
	if len(files) == 0 {
		t.Fatal("Files lists none")
	}
	return files
}

func contents(t *testing.T, f export.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatalf("open %s: %v", f.Name, err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("read %s: %v", f.Name, err)
	}
	return data
}
