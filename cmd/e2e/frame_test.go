package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
)

// BenchmarkFirstFrame starts the program and waits until its window is painted,
// beside the least that a Fyne program can be, in a window as large. Both are
// watched in the same way.
func BenchmarkFirstFrame(b *testing.B) {
	d := newDesk(b)
	hello := filepath.Join(b.TempDir(), "hello")
	d.must(run(exec.Command("go", "build", "-o", hello, "./testdata/hello")))
	for name, program := range map[string]string{"tinxa": d.binary, "fyne-hello": hello} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				c := d.command()
				c.Path, c.Args[0] = program, program
				d.must(c.Start())
				d.painted(true)
				b.StopTimer()
				d.must(c.Process.Kill())
				_ = c.Wait() // says that it was killed
				d.painted(false)
				b.StartTimer()
			}
		})
	}
}

// painted waits until the middle of the screen is covered by a program's window,
// or bare again. The bare screen is black, and so is a window before its first
// frame.
func (s *screen) painted(covered bool) {
	s.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		pixel, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root),
			1366/2, 768/2, 1, 1, ^uint32(0)).Reply()
		s.must(err)
		if black := pixel.Data[0]|pixel.Data[1]|pixel.Data[2] == 0; black != covered {
			return
		}
	}
	s.t.Fatal("waited in vain for the screen to change")
}
