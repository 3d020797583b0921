package archive_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/archive"
	"tinxa/export/exporttest"
	"tinxa/export/html"
)

func folder(t *testing.T) export.Pages {
	t.Helper()
	theme, err := html.New(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return theme.Folder()
}

func pack(t *testing.T, p export.Pages, b export.Bundle) *zip.Reader {
	t.Helper()
	var out bytes.Buffer
	if err := archive.Zip(p).Export(t.Context(), &out, b); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestContract(t *testing.T) { exporttest.TestExporter(t, archive.Zip(folder(t))) }

// TestContents compares what is unpacked with the files that were packed.
func TestContents(t *testing.T) {
	pages, sample := folder(t), exporttest.Sample()
	files, err := pages.Files(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	z := pack(t, pages, sample)
	if len(z.File) != len(files) {
		t.Fatalf("%d files in the archive, want %d", len(z.File), len(files))
	}
	top := export.FileName(sample.Report) + "/"
	for i, f := range z.File {
		if f.Name != top+files[i].Name {
			t.Errorf("file %d is %q, want %q", i, f.Name, top+files[i].Name)
		}
		if !bytes.Equal(read(t, f.Open), read(t, files[i].Open)) {
			t.Errorf("%s is not what was packed", f.Name)
		}
	}
}

// TestHeaders looks at what old unpackers stumble over.
func TestHeaders(t *testing.T) {
	for _, f := range pack(t, folder(t), exporttest.Sample()).File {
		if f.Method != zip.Store || f.CompressedSize64 != f.UncompressedSize64 {
			t.Errorf("%s is compressed", f.Name)
		}
		if f.Flags&0x8 != 0 {
			t.Errorf("%s has its size behind its contents", f.Name)
		}
		if got := f.Modified.Format("2006-01-02 15:04:05"); got != "1980-01-01 00:00:00" {
			t.Errorf("%s bears the time %s", f.Name, got)
		}
	}
}

// pagesFunc is Pages of any files.
type pagesFunc func() ([]export.File, error)

func (p pagesFunc) Files(context.Context, export.Bundle) ([]export.File, error) { return p() }

func TestVietnameseNames(t *testing.T) {
	const name = "ảnh/Hội nghị Đảng ủy.txt"
	z := pack(t, pagesFunc(func() ([]export.File, error) {
		return []export.File{{Name: name, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("a")), nil
		}}}, nil
	}), export.Bundle{})
	f := z.File[0]
	if f.Name != "bai-viet/"+name || f.Flags&0x800 == 0 || f.NonUTF8 {
		t.Errorf("name %q with flags %#x, want %q marked as UTF-8", f.Name, f.Flags, name)
	}
}

func TestPagesFail(t *testing.T) {
	want := errors.New("no pages")
	err := archive.Zip(pagesFunc(func() ([]export.File, error) { return nil, want })).
		Export(t.Context(), io.Discard, export.Bundle{})
	if !errors.Is(err, want) {
		t.Errorf("got %v, want the error of the pages", err)
	}
}

func read(t *testing.T, open func() (io.ReadCloser, error)) []byte {
	t.Helper()
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
