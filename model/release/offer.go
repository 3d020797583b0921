package release

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"aead.dev/minisign"

	"tinxa/model/disk"
)

// Offer lays a program with its manifest and signature into a folder. Of the
// manifest Product, Version, Build, Published, Windows and Notes are given, and
// System where it is not this one; the rest is made from the program. What lies
// in the folder under the same names is replaced, each file as a whole and the
// manifest last: others may be reading there.
func Offer(folder, program string, m Manifest, key minisign.PrivateKey) (Manifest, error) {
	m.Format = Format
	if m.System == "" {
		m.System = System()
	}
	m.File = fmt.Sprintf("tinxa-%s.%d%s.gz", m.Version, m.Build, filepath.Ext(program))
	var err error
	err = lay(filepath.Join(folder, m.File), func(to io.Writer) (err error) {
		m.Payload, m.Program, err = pack(program, to)
		return err
	})
	if err != nil {
		return m, fmt.Errorf("release: pack %s: %w", program, err)
	}
	manifest, signature, err := Seal(m, key)
	if err != nil {
		return m, err
	}
	if err = layBytes(filepath.Join(folder, SignatureName), signature); err == nil {
		err = layBytes(filepath.Join(folder, ManifestName), manifest)
	}
	if err != nil {
		return m, fmt.Errorf("release: offer: %w", err)
	}
	return m, nil
}

// freshExt ends the name of a file that is being written.
const freshExt = ".new"

// lay writes a file that everybody may read, under a passing name first.
func lay(path string, write func(io.Writer) error) error {
	fresh, err := os.OpenFile(path+freshExt, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	err = write(fresh)
	if err == nil {
		err = fresh.Sync()
	}
	if err = errors.Join(err, fresh.Close()); err == nil {
		err = disk.Rename(fresh.Name(), path) // somebody may have it open for a moment
	}
	if err != nil {
		_ = os.Remove(fresh.Name())
	}
	return err
}

func layBytes(path string, data []byte) error {
	return lay(path, func(to io.Writer) error {
		_, err := to.Write(data)
		return err
	})
}

// pack gzips a program. The same program gives the same bytes.
func pack(program string, to io.Writer) (packed, bare Sum, err error) {
	from, err := os.Open(program)
	if err != nil {
		return packed, bare, err
	}
	defer from.Close()
	outer, inner := NewMeter(to), NewMeter(io.Discard)
	zip, err := gzip.NewWriterLevel(outer, gzip.BestCompression)
	if err == nil {
		_, err = io.Copy(io.MultiWriter(zip, inner), from)
		err = errors.Join(err, zip.Close())
	}
	return outer.Sum(), inner.Sum(), err
}

// Meter measures what is written through it.
type Meter struct {
	to   io.Writer
	size int64
	hash hash.Hash
}

// NewMeter measures what is written to a writer.
func NewMeter(to io.Writer) *Meter { return &Meter{to: to, hash: sha256.New()} }

// Write implements io.Writer.
func (m *Meter) Write(p []byte) (int, error) {
	n, err := m.to.Write(p)
	m.size += int64(n)
	_, _ = m.hash.Write(p[:n]) // a hash takes everything
	return n, err
}

// Sum is what was written until now.
func (m *Meter) Sum() Sum { return Sum{m.size, hex.EncodeToString(m.hash.Sum(nil))} }

// Size is how much was written until now, in bytes.
func (m *Meter) Size() int64 { return m.size }
