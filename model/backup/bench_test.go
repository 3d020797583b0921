package backup

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model/modeltest"
)

// BenchmarkMake makes a backup of 1,000 reports and 20 photos after each
// change, with its check, beside a plain copy of the database's file, and
// copies it away.
func BenchmarkMake(b *testing.B) {
	o := newOffice(b)
	r := o.write(b, 0)
	for i := range 20 {
		r = o.write(b, i+1, modeltest.JPEG(1600, 1200+i))
	}
	for i := range 979 {
		o.write(b, 100+i)
	}
	away := stick(b)
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			r = o.save(b, r)
			o.made(b)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			if _, made, err := o.keeper.Make(b.Context(), nil); made || err != nil {
				b.Fatal(made, err)
			}
		}
	})
	for name, passphrase := range map[string]string{"make and copy away": "", "make, seal and copy away": secret} {
		b.Run(name, func(b *testing.B) {
			must(b, o.keeper.SetAway(b.Context(), away, passphrase))
			for b.Loop() {
				r = o.save(b, r)
				o.made(b)
				must(b, o.keeper.CopyAway(b.Context(), nil))
			}
		})
	}
	b.Run("plain copy", func(b *testing.B) {
		for b.Loop() {
			from, err := os.Open(filepath.Join(o.dir, "tinxa.db"))
			must(b, err)
			to, err := os.Create(filepath.Join(away, "plain.db"))
			must(b, err)
			n, err := io.Copy(to, from)
			must(b, err)
			must(b, to.Sync())
			must(b, to.Close())
			must(b, from.Close())
			b.SetBytes(n)
		}
	})
}
