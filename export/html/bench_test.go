package html_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"tinxa/export"
	"tinxa/export/archive"
	"tinxa/model"
)

const (
	benchPhotos = 20
	benchTexts  = 60
)

// benchBundle is a long report with twenty photos of the size that goes out.
func benchBundle(b *testing.B) export.Bundle {
	b.Helper()
	r := model.Report{Head: model.Head{Title: "Hội nghị tổng kết"}}
	photos := fstest.MapFS{}
	for i := range benchTexts {
		text := strings.Repeat("Hội nghị đã thảo luận, thống nhất nhiều nội dung quan trọng. ", 8)
		r.Blocks = append(r.Blocks, model.Paragraph{ID: model.BlockID(fmt.Sprint("p", i)), Text: model.Plainly(text)})
	}
	for i := range benchPhotos {
		id := model.PhotoID(fmt.Sprintf("%064x", i))
		photos[string(id)] = &fstest.MapFile{Data: noisyJPEG(b, uint64(i))}
		r.Blocks = append(r.Blocks, model.Photos{
			ID:       model.BlockID(fmt.Sprint("f", i)),
			Pictures: []model.Picture{{Photo: id, Caption: fmt.Sprint("Quang cảnh hội nghị ", i)}},
		})
	}
	return export.Bundle{Report: r, Photos: photos}
}

// noisyJPEG is a photo of 1600 × 1200 pixels, grained so that it is as large as
// those of telephones: some 400 kB.
func noisyJPEG(b *testing.B, seed uint64) []byte {
	b.Helper()
	grain := rand.New(rand.NewPCG(seed, 1))
	img := image.NewYCbCr(image.Rect(0, 0, model.WebSide, model.WebSide*3/4), image.YCbCrSubsampleRatio420)
	for i := range img.Y {
		img.Y[i] = uint8(i/model.WebSide/8) + uint8(grain.IntN(24))
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 82}); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkExport writes a report of twenty photos in each form, beside a plain
// copy of the bytes that the form writes.
func BenchmarkExport(b *testing.B) {
	bundle := benchBundle(b)
	for _, e := range []export.Exporter{theme(b).OneFile(), archive.Zip(theme(b).Folder())} {
		write := func(w io.Writer) error { return e.Export(b.Context(), w, bundle) }
		var whole bytes.Buffer
		if err := write(&whole); err != nil {
			b.Fatal(err)
		}
		name := strings.TrimPrefix(e.Ext(), ".")
		b.Run(name, func(b *testing.B) { benchFile(b, whole.Len(), write) })
		b.Run(name+"-copy", func(b *testing.B) {
			benchFile(b, whole.Len(), func(w io.Writer) error {
				_, err := w.Write(whole.Bytes())
				return err
			})
		})
	}
	b.Run("folder", func(b *testing.B) {
		benchFolder(b, func() ([]export.File, error) {
			return theme(b).Folder().Files(b.Context(), bundle)
		})
	})
	b.Run("folder-copy", func(b *testing.B) {
		files := copied(b, bundle)
		benchFolder(b, func() ([]export.File, error) { return files, nil })
	})
}

// copied holds the files of the folder in memory, to be written as they are.
func copied(b *testing.B, bundle export.Bundle) []export.File {
	b.Helper()
	files, err := theme(b).Folder().Files(b.Context(), bundle)
	if err != nil {
		b.Fatal(err)
	}
	for i, f := range files {
		r, err := f.Open()
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			b.Fatal(err)
		}
		files[i].Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	}
	return files
}

func benchFile(b *testing.B, size int, write func(io.Writer) error) {
	path := filepath.Join(b.TempDir(), "out")
	b.SetBytes(int64(size))
	for b.Loop() {
		if err := export.WriteFile(b.Context(), path, write); err != nil {
			b.Fatal(err)
		}
	}
}

func benchFolder(b *testing.B, list func() ([]export.File, error)) {
	dir := filepath.Join(b.TempDir(), "out")
	for b.Loop() {
		files, err := list()
		if err != nil {
			b.Fatal(err)
		}
		if err := export.WriteFolder(b.Context(), dir, files); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, export.IndexFile)); err != nil {
		b.Fatal(err)
	}
}
