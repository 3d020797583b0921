package deposit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// sample is a report with photos that are sent already.
func sample(t testing.TB) (export.Post, []export.Image) {
	t.Helper()
	b := exporttest.Sample()
	var photos []export.Image
	p := export.Post{Mark: "txthunghiem234567", Report: b.Report, Status: model.PostPublic, Photos: map[model.PhotoID]model.RemotePhoto{}}
	for _, pic := range b.Report.Pictures() {
		if pic.Photo == "" || p.Photos[pic.Photo].ID != "" {
			continue
		}
		r, err := b.Photo(pic.Photo)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		image := export.Image{ID: pic.Photo, Name: export.ImageName(pic.Photo), Mark: p.Mark, Data: data, Width: 48, Height: 32}
		photos = append(photos, image)
		p.Photos[pic.Photo] = remote(image, data)
	}
	return p, photos
}

// errCut ends the program under test.
var errCut = errors.New("the power is gone")

// failing is a disk on which every operation from some one on fails, before it
// did anything or after.
type failing struct {
	place
	left  int // operations that still go well
	after bool
	each  func() // is called after each operation
}

func (f *failing) do(what func() error) error {
	defer f.each()
	if f.left--; f.left > 0 || f.left == 0 && f.after {
		err := what()
		if f.left > 0 {
			return err
		}
	}
	return errCut
}

func (f *failing) Put(ctx context.Context, name string, data []byte, sent func(int64)) error {
	return f.do(func() error { return f.place.Put(ctx, name, data, sent) })
}

func (f *failing) MakeFolder(ctx context.Context, name string) error {
	return f.do(func() error { return f.place.MakeFolder(ctx, name) })
}

func (f *failing) Remove(ctx context.Context, name string) error {
	return f.do(func() error { return f.place.Remove(ctx, name) })
}

// publish makes a report and then a changed one in its place.
func publish(ctx context.Context, d *deposit, p export.Post, photos []export.Image) error {
	for _, photo := range photos {
		if _, err := d.AddPhoto(ctx, photo, nobody); err != nil {
			return err
		}
	}
	at, err := d.Create(ctx, p)
	if err != nil {
		return err
	}
	for _, title := range []string{p.Report.Head.Title, "Bản sửa lần một"} {
		p.Report.Head.Title = title
		if at, err = d.Update(ctx, at, p); err != nil {
			return err
		}
		if at, err = d.Release(ctx, at, p); err != nil {
			return err
		}
	}
	return d.Remove(ctx, at, nil)
}

// TestCuts: wherever it ends, a reader never sees a manifest that disagrees with
// its files.
func TestCuts(t *testing.T) {
	p, photos := sample(t)
	photos = photos[:1]
	p.Photos = map[model.PhotoID]model.RemotePhoto{photos[0].ID: p.Photos[photos[0].ID]}
	whole := 0
	for _, after := range []bool{false, true} {
		for cut := 1; ; cut++ {
			reader := truth{t.TempDir()}
			looked := func() { lookedAt(t, reader, fmt.Sprintf("cut at %d", cut)) }
			disk := &failing{place: folder(reader.dir), left: cut, after: after, each: looked}
			err := publish(t.Context(), &deposit{place: disk, kind: "folder"}, p, photos)
			if err == nil && disk.left > 0 {
				whole = cut
				break
			}
			// The next start goes on, whatever was left.
			d := &deposit{place: folder(reader.dir), kind: "folder"}
			if err := publish(t.Context(), d, p, photos); err != nil {
				t.Errorf("going on after a cut at %d: %v", cut, err)
			}
			onlyPhotos(t, reader.dir, p.Mark, len(photos))
		}
	}
	if whole < 20 {
		t.Errorf("only %d operations were cut", whole)
	}
}

// lookedAt is what the editors' program does at any moment.
func lookedAt(t *testing.T, reader truth, when string) {
	t.Helper()
	all, err := reader.reports()
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	for mark, m := range all {
		if err := reader.agrees(mark, m); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
}

// onlyPhotos checks that nothing is left in a folder but the photos.
func onlyPhotos(t *testing.T, dir, mark string, want int) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, mark))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !photoName.MatchString(e.Name()) {
			t.Errorf("%s was left", e.Name())
		}
	}
	if len(entries) != want {
		t.Errorf("%d files are left, want %d photos", len(entries), want)
	}
}

// names is a server that renames nothing over what is there, and dies after so
// many commands.
type names struct {
	files map[string]string
	left  int
}

var errDead = &export.PortalError{Kind: export.ErrUnknownOutcome, Did: "test"}

func (n *names) command(do func() error) error {
	if n.left--; n.left < 0 {
		return errDead
	}
	return do()
}

func (n *names) renames() renames {
	return renames{
		rename: func(from, to string) error {
			return n.command(func() error {
				if _, there := n.files[to]; there {
					return &export.PortalError{Kind: export.ErrRole, Did: "rename"}
				}
				n.files[to] = n.files[from]
				delete(n.files, from)
				return nil
			})
		},
		remove: func(name string) error {
			return n.command(func() error { delete(n.files, name); return nil })
		},
		exists: func(name string) (bool, error) {
			there := false
			err := n.command(func() error { _, there = n.files[name]; return nil })
			return there, err
		},
	}
}

// TestReplace: at every moment the old or the new file is found under its name
// or its passing name.
func TestReplace(t *testing.T) {
	for _, stale := range []bool{false, true} {
		for left := range 8 {
			n := &names{files: map[string]string{"bai.json": "old", "bai.json.x.part": "new"}, left: left}
			if stale {
				n.files["bai.json.old"] = "older"
			}
			err := n.renames().replace("bai.json.x.part", "bai.json")
			found, ok := n.files["bai.json"]
			if !ok {
				found = n.files["bai.json.old"]
			}
			if err == nil && (found != "new" || !ok) || err != nil && found != "new" && found != "old" {
				t.Errorf("dead after %d commands: %v, found %q of %v", left, err, found, n.files)
			}
		}
	}
}
