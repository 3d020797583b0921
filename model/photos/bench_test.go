package photos

import (
	"bytes"
	"image"
	"image/jpeg"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"

	"github.com/disintegration/imaging"

	"tinxa/model"
)

// BenchmarkPhoto12MP takes a photo of 4000 × 3000 to web size and thumbnail, in
// the store and without, beside the plain way and, where it is installed, a
// program known to be fast. Compare cpu-s/op: some of them use every core.
func BenchmarkPhoto12MP(b *testing.B) {
	data := surface(b, 4000, 3000)
	b.Run("add", func(b *testing.B) { perCPU(b, func() error { return addOnce(b, data) }) })
	b.Run("develop", func(b *testing.B) { perCPU(b, func() error { return developOnce(b, data) }) })
	b.Run("naive", func(b *testing.B) { perCPU(b, func() error { return naive(data) }) })
	if program, err := exec.LookPath("vipsthumbnail"); err == nil {
		b.Run("vipsthumbnail", func(b *testing.B) { vips(b, program, data) })
	}
}

// perCPU reports the processor time of f, which the wall clock hides.
func perCPU(b *testing.B, f func() error) {
	before := cpuSeconds()
	for b.Loop() {
		if err := f(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric((cpuSeconds()-before)/float64(b.N), "cpu-s/op")
}

// cpuSeconds is what Go code and the collector have used; it is brought up to
// date by a collection.
func cpuSeconds() float64 {
	runtime.GC()
	used := []metrics.Sample{{Name: "/cpu/classes/user:cpu-seconds"}, {Name: "/cpu/classes/gc/total:cpu-seconds"}}
	metrics.Read(used)
	return used[0].Value.Float64() + used[1].Value.Float64()
}

func addOnce(b *testing.B, data []byte) error {
	s, err := Open(b.TempDir())
	if err != nil {
		return err
	}
	_, err = s.Add(b.Context(), bytes.NewReader(data))
	return err
}

func developOnce(b *testing.B, data []byte) error {
	p, err := decode(b.Context(), data)
	if err != nil {
		return err
	}
	_, err = p.develop()
	return err
}

// naive is what one writes first: both sizes from the original.
func naive(data []byte) error {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for _, side := range []int{model.WebSide, model.ThumbSide} {
		var small image.Image = imaging.Fit(img, side, side, imaging.Lanczos)
		if err := jpeg.Encode(io.Discard, small, &jpeg.Options{Quality: Quality}); err != nil {
			return err
		}
	}
	return nil
}

func vips(b *testing.B, program string, data []byte) {
	dir := b.TempDir()
	path := filepath.Join(dir, "photo.jpg")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	used := 0.0
	for b.Loop() {
		web := exec.Command(program, path, "-s", "1600", "-o", filepath.Join(dir, "web.jpg[Q=82,strip]"))
		thumb := exec.Command(program, filepath.Join(dir, "web.jpg"), "-s", "320", "-o", filepath.Join(dir, "thumb.jpg[Q=82,strip]"))
		for _, command := range []*exec.Cmd{web, thumb} {
			if out, err := command.CombinedOutput(); err != nil {
				b.Fatalf("%v: %s", err, out)
			}
			used += (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
		}
	}
	b.ReportMetric(used/float64(b.N), "cpu-s/op")
}
