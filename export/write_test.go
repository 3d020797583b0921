package export_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinxa/export"
)

// names lists everything under dir, with slashes.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		if name != "." {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func wantNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("in the folder: %q, want %q", got, want)
	}
}

func wantContent(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q (%v), want %q", path, got, err, want)
	}
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func saying(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "bài viết.html")
	for _, text := range []string{"first, and longer", "second"} {
		if err := export.WriteFile(t.Context(), path, saying(text)); err != nil {
			t.Fatal(err)
		}
		wantContent(t, path, text)
	}
	wantNames(t, dir, "bài viết.html")
}

// TestWriteFileFails checks after each failure that the old file stands and
// nothing lies beside it.
func TestWriteFileFails(t *testing.T) {
	broken := errors.New("photo cannot be read")
	ctx, cancel := context.WithCancel(t.Context())
	ended, end := context.WithCancel(t.Context())
	end()
	tests := []struct {
		name  string
		ctx   context.Context
		write func(io.Writer) error
		want  error
	}{
		{"exporter fails", t.Context(), func(w io.Writer) error { return errors.Join(saying("half")(w), broken) }, broken},
		{"cancelled before", ended, saying("new"), context.Canceled},
		{"cancelled between writes", ctx, func(w io.Writer) error {
			err := saying("half")(w)
			cancel()
			return errors.Join(err, saying("rest")(w))
		}, context.Canceled},
		{"cancelled after the last write", ctx, func(io.Writer) error { return nil }, context.Canceled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "a.html")
			put(t, path, "old")
			err := export.WriteFile(tt.ctx, path, tt.write)
			if !errors.Is(err, tt.want) || errors.Is(err, export.ErrDestination) {
				t.Errorf("got %v, want %v and not ErrDestination", err, tt.want)
			}
			wantContent(t, path, "old")
			wantNames(t, dir, "a.html")
		})
	}
}

func TestWriteFilePanics(t *testing.T) {
	dir := t.TempDir()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		export.WriteFile(t.Context(), filepath.Join(dir, "a"), func(io.Writer) error { panic("broken photo") })
	}()
	wantNames(t, dir)
}

func TestWriteFileDestination(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "taken", "a"), "theirs")
	tests := []struct {
		name, path string
		want       error // what the system said
	}{
		{"no such folder", filepath.Join(dir, "none", "a"), fs.ErrNotExist},
		{"a folder of that name", filepath.Join(dir, "taken"), nil},
		{"a file where a folder is needed", filepath.Join(dir, "taken", "a", "b"), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := export.WriteFile(t.Context(), tt.path, saying("new"))
			if !errors.Is(err, export.ErrDestination) || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want ErrDestination and %v", err, tt.want)
			}
		})
	}
	wantNames(t, dir, "taken", "taken/a")
}

func TestFileName(t *testing.T) {
	long := strings.Repeat("Hội nghị Ban Chấp hành ", 20)
	tests := []struct{ title, want string }{
		{"Hội nghị BCH Đảng bộ xã Suối Mây lần thứ 4 (mở rộng)", "hoi-nghi-bch-dang-bo-xa-suoi-may-lan-thu-4-mo-rong"},
		{"", "bai-viet"},
		{"… / \\ ?", "bai-viet"},
		{"CON", "con-bai-viet"},
		{"Lpt1", "lpt1-bai-viet"},
		{"Con đường mới", "con-duong-moi"},
		{"../../etc/passwd", "etc-passwd"},
		{long, strings.TrimSuffix(strings.Repeat("hoi-nghi-ban-chap-hanh-", 4), "-")[:77]},
	}
	for _, tt := range tests {
		got := export.FileName(titled(tt.title))
		if got != tt.want || len(got) > 80 {
			t.Errorf("FileName(%q) = %q, want %q", tt.title, got, tt.want)
		}
	}
}
