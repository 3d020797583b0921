package export_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

func titled(title string) model.Report { return model.Report{Head: model.Head{Title: title}} }

const ourPage = "<html><head>" + export.Mark

// pages are files as our exporters lay them out.
func pages(photos ...string) []export.File {
	files := []export.File{file(export.IndexFile, ourPage)}
	for _, name := range photos {
		files = append(files, file("anh/"+name, "photo "+name))
	}
	return files
}

func file(name, content string) export.File {
	return export.File{Name: name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(content)), nil
	}}
}

func TestWriteFolder(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "bài")
	for _, photos := range [][]string{{"a-1.jpg", "a-2.jpg"}, {"b-1.jpg"}, nil} {
		if err := export.WriteFolder(t.Context(), dir, pages(photos...)); err != nil {
			t.Fatal(err)
		}
	}
	wantNames(t, parent, "bài", "bài/index.html")
	if err := export.WriteFolder(t.Context(), dir, pages("c-1.jpg")); err != nil {
		t.Fatal(err)
	}
	wantNames(t, parent, "bài", "bài/anh", "bài/anh/c-1.jpg", "bài/index.html")
	wantContent(t, filepath.Join(dir, "anh", "c-1.jpg"), "photo c-1.jpg")
}

func TestWriteFolderReplaces(t *testing.T) {
	tests := []struct {
		name  string
		there map[string]string // files by name; a name that ends in / is a folder
		ok    bool
	}{
		{"empty folder", nil, true},
		{"our page alone", map[string]string{"index.html": ourPage}, true},
		{"what systems drop", map[string]string{"index.html": ourPage, "Thumbs.db": "", ".DS_Store": "", "anh/Thumbs.db": ""}, true},
		{"only what systems drop", map[string]string{".DS_Store": ""}, true},
		{"another file", map[string]string{"index.html": ourPage, "ghi chú.docx": "mine"}, false},
		{"another file alone", map[string]string{"ghi chú.docx": "mine"}, false},
		{"another folder", map[string]string{"index.html": ourPage, "gốc/": ""}, false},
		{"another photo", map[string]string{"index.html": ourPage, "anh/IMG_0001.jpg": "mine"}, false},
		{"a folder among the photos", map[string]string{"index.html": ourPage, "anh/a-1.jpg/": ""}, false},
		{"photos only", map[string]string{"anh/a-1.jpg": "mine"}, false},
		{"somebody's page", map[string]string{"index.html": "<html>", "anh/a-1.jpg": "mine"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			if err := os.Mkdir(dir, 0o777); err != nil {
				t.Fatal(err)
			}
			for name, content := range tt.there {
				if folder, is := strings.CutSuffix(name, "/"); is {
					put(t, filepath.Join(dir, folder, "a"), "mine")
				} else {
					put(t, filepath.Join(dir, name), content)
				}
			}
			before := names(t, parent)
			err := export.WriteFolder(t.Context(), dir, pages("b-1.jpg"))
			if tt.ok && err == nil {
				wantNames(t, parent, "out", "out/anh", "out/anh/b-1.jpg", "out/index.html")
				return
			}
			if tt.ok || !errors.Is(err, export.ErrDestination) {
				t.Errorf("got %v, want it to be replaced: %v", err, tt.ok)
			}
			wantNames(t, parent, before...)
		})
	}
}

func TestWriteFolderFails(t *testing.T) {
	broken := errors.New("photo cannot be read")
	unread := export.File{Name: "anh/a-2.jpg", Open: func() (io.ReadCloser, error) { return nil, broken }}
	ctx, cancel := context.WithCancel(t.Context())
	stopped := export.File{Name: "anh/a-3.jpg", Open: func() (io.ReadCloser, error) {
		cancel()
		return io.NopCloser(strings.NewReader("x")), nil
	}}
	tests := []struct {
		name string
		ctx  context.Context
		file export.File
		want error
	}{
		{"photo fails", t.Context(), unread, broken},
		{"cancelled", ctx, stopped, context.Canceled},
		{"name leads out", t.Context(), file("../a.html", ""), export.ErrDestination},
		{"name taken by a folder", t.Context(), file("anh", ""), export.ErrDestination},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			if err := export.WriteFolder(t.Context(), dir, pages("old-1.jpg")); err != nil {
				t.Fatal(err)
			}
			err := export.WriteFolder(tt.ctx, dir, append(pages("a-1.jpg"), tt.file))
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			wantNames(t, parent, "out", "out/anh", "out/anh/old-1.jpg", "out/index.html")
		})
	}
}

func TestWriteFolderDestination(t *testing.T) {
	parent := t.TempDir()
	put(t, filepath.Join(parent, "file"), "mine")
	for _, dir := range []string{"none/out", "file", "file/out"} {
		err := export.WriteFolder(t.Context(), filepath.Join(parent, dir), pages())
		if !errors.Is(err, export.ErrDestination) {
			t.Errorf("%s: got %v, want ErrDestination", dir, err)
		}
	}
	wantNames(t, parent, "file")
	wantContent(t, filepath.Join(parent, "file"), "mine")
}
