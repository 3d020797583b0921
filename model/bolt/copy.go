package bolt

import (
	"cmp"
	"context"
	"io"

	"go.etcd.io/bbolt"
)

// Copy writes the whole database to w, as of now, while the store works on. A
// write that has to grow the file waits until the copy is done, so w should be
// a file on a disk of this machine. After an error or a cancel what was written
// is no database.
func (s *Store) Copy(ctx context.Context, w io.Writer) error {
	out := &attentive{ctx: ctx, w: w}
	return s.view(ctx, "copy", func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(out)
		return cmp.Or(out.err, err) // bbolt keeps only the words of some errors
	})
}

// attentive writes until the context ends.
type attentive struct {
	ctx context.Context
	w   io.Writer
	err error // what stopped it
}

func (a *attentive) Write(p []byte) (n int, err error) {
	if err = a.ctx.Err(); err == nil {
		n, err = a.w.Write(p)
	}
	a.err = cmp.Or(a.err, err)
	return n, err
}
