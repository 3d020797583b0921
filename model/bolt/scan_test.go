package bolt_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// sealedReport is the record of a small report.
func sealedReport(t testing.TB, seed uint64) (model.Report, []byte) {
	t.Helper()
	r := modeltest.Report(seed)
	r.Rev = int64(seed%9) + 1
	data, err := bolt.SealReport(r)
	if err != nil {
		t.Fatal(err)
	}
	return r, data
}

// FuzzSalvage puts a record between any bytes: it is found, whatever lies before
// and behind it, and nothing in them ends the search.
func FuzzSalvage(f *testing.F) {
	_, sealed := sealedReport(f, 3)
	leaf := make([]byte, 4096)
	binary.NativeEndian.PutUint64(leaf, 2)       // page 2 …
	binary.NativeEndian.PutUint16(leaf[8:], 2)   // … is a leaf …
	binary.NativeEndian.PutUint16(leaf[10:], 60) // … with elements
	for i := range 200 {
		leaf[20+i] = byte(i * 37)
	}
	f.Add([]byte(nil), []byte(nil))
	f.Add(sealed[:len(sealed)-1], sealed[1:])
	f.Add([]byte(`{"id":"a","seq":1,"body":`), []byte(`{"id":"`))
	f.Add(append(make([]byte, 8192), leaf...), leaf)
	f.Add(bytes.Repeat(sealed[:100], 9), sealed[:30])
	f.Fuzz(func(t *testing.T, before, after []byte) {
		r, sealed := sealedReport(t, 1)
		data := bytes.Join([][]byte{before, sealed, after}, nil)
		out, err := bolt.SalvageFrom(t.Context(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range out.Found {
			if found.Report.ID == r.ID && found.Report.Rev == r.Rev {
				return
			}
		}
		t.Errorf("the record between %d and %d bytes was not found", len(before), len(after))
	})
}

// TestGreedyRecords: a file full of beginnings that each promise a long record
// is searched in about the time that reading it some times takes.
func TestGreedyRecords(t *testing.T) {
	head := make([]byte, 28)
	head[0], head[1] = 1, 1
	binary.BigEndian.PutUint32(head[4:], 3<<20)
	binary.BigEndian.PutUint64(head[8:], 7)
	var file []byte
	for i := 0; len(file) < 4<<20; i++ {
		file = fmt.Appendf(append(file, head...), `{"id":"r%d","seq":7,"body":`, i)
	}
	r, sealed := sealedReport(t, 5)
	file = append(file, sealed...)
	counted := &countingReader{Reader: bytes.NewReader(file)}
	out, err := bolt.SalvageFrom(t.Context(), counted, int64(len(file)))
	if err != nil || len(out.Found) != 1 || out.Found[0].Report.ID != r.ID {
		t.Errorf("found %d, %v", len(out.Found), err)
	}
	if most := int64(12*len(file) + 64<<20); counted.bytes > most {
		t.Errorf("%d bytes were read of a file of %d", counted.bytes, len(file))
	}
}

type countingReader struct {
	*bytes.Reader
	bytes int64
}

func (c *countingReader) ReadAt(p []byte, at int64) (int, error) {
	c.bytes += int64(len(p))
	return c.Reader.ReadAt(p, at)
}

// TestWrongPageSize: heads that agree on another size of pages than the file has
// mislead nobody.
func TestWrongPageSize(t *testing.T) {
	path, reports := stored(t, 20)
	data := inUse(t, path)
	for _, size := range []uint32{1024, 8192, 1 << 24} {
		forged := bytes.Clone(data)
		for _, at := range []int{0, 4096} {
			binary.NativeEndian.PutUint32(forged[at+16+8:], size)
			sum := fnv.New64a()
			sum.Write(forged[at+16 : at+16+56])
			binary.NativeEndian.PutUint64(forged[at+16+56:], sum.Sum64())
		}
		found := map[model.ReportID]bool{}
		for _, f := range salvaged(t, damaged(t, forged)).Found {
			found[f.Report.ID] = true
		}
		if len(found) != len(reports) {
			t.Errorf("pages of %d bytes: %d of %d reports", size, len(found), len(reports))
		}
	}
}
