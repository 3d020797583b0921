package bolt_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// sealed is a record of that kind with any payload, and the right checksum: what
// a program with faults, or somebody else's hand, may have written.
func sealed(kind byte, seq int64, payload []byte) []byte {
	out := make([]byte, 28, 28+len(payload))
	out[0], out[1], out[3] = 1, kind, model.Schema
	binary.BigEndian.PutUint32(out[4:], uint32(len(payload)))
	binary.BigEndian.PutUint64(out[8:], uint64(seq))
	table := crc32.MakeTable(crc32.Castagnoli)
	sum := crc32.Update(crc32.Checksum(out[:24], table), table, payload)
	binary.BigEndian.PutUint32(out[24:], sum)
	return append(out, payload...)
}

// seeds are records of every kind: what each is kept under comes with it.
func seeds(f *testing.F) (all [][]byte) {
	f.Helper()
	r := modeltest.Crowded()
	r.ID, r.Rev, r.Updated = "report", 7, noon
	report, summary, err := bolt.Sealed(r)
	if err != nil {
		f.Fatal(err)
	}
	pins, errPins := bolt.SealPins([]model.Pin{
		{Kind: model.PinNamed, Name: "trước khi sửa theo góp ý", At: noon}, {Kind: model.PinExported, At: noon},
	}, "report", 7)
	photo, errPhoto := bolt.SealPhoto(model.BinnedPhoto{
		Photo: photo(1), Caption: "Quang cảnh hội nghị", Report: "report", Name: "tin", Removed: noon,
	})
	if err := errors.Join(errPins, errPhoto); err != nil {
		f.Fatal(err)
	}
	return [][]byte{report, summary, pins, photo, nil, {1, 1}, sealed(1, 0, nil)}
}

// FuzzRecord reads any bytes as every kind of record. What is taken is what it
// says it is, and written again it is read as the same; everything else is an
// ErrDamaged or an ErrNewer.
func FuzzRecord(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) { readRecord(t, data) })
}

// FuzzPayload reads any payload in a record whose checksum is right.
func FuzzPayload(f *testing.F) {
	for i, seed := range seeds(f) {
		if len(seed) > 28 {
			f.Add(byte(i), int64(7), seed[28:])
		}
	}
	f.Add(byte(2), int64(7), []byte(`{"id":"report","seq":7,"body":[{"kind":"named","at":"0001-01-01T00:00:00Z"}]}`))
	f.Add(byte(3), int64(0), []byte(`{"id":"report","seq":0,"body":{"photo":""}}`))
	f.Fuzz(func(t *testing.T, kind byte, seq int64, payload []byte) {
		readRecord(t, sealed(bolt.Kinds[int(kind)%len(bolt.Kinds)], seq, payload))
	})
}

func readRecord(t *testing.T, data []byte) {
	t.Helper()
	before := bytes.Clone(data)
	for name, read := range map[string]func(*testing.T, []byte) error{
		"report": readReport, "summary": readSummary, "pins": readPins, "photo": readPhoto,
	} {
		err := read(t, data)
		if err != nil && !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrNewer) {
			t.Errorf("%s: %v, want ErrDamaged or ErrNewer", name, err)
		}
	}
	for id := range bolt.PhotosNamed(data) {
		if !id.Valid() {
			t.Errorf("a photo %q", id)
		}
	}
	if !bytes.Equal(data, before) {
		t.Error("reading changed the record")
	}
}

func readReport(t *testing.T, data []byte) error {
	r, err := bolt.UnsealReport(data, "report")
	if err != nil {
		return err
	}
	again, err := bolt.SealReport(r)
	if err != nil {
		t.Fatalf("a report that was read cannot be written: %v", err)
	}
	second, err := bolt.UnsealReport(again, "report")
	if err != nil {
		t.Fatalf("written again it is read as %v", err)
	}
	modeltest.Same(t, "written again", second, r)
	return nil
}

func readSummary(t *testing.T, data []byte) error {
	s, err := bolt.UnsealSummary(data, "report")
	if err != nil {
		return err
	}
	again, err := bolt.SealSummary(s, 7, noon)
	if err != nil {
		t.Fatalf("a summary that was read cannot be written: %v", err)
	}
	second, err := bolt.UnsealSummary(again, "report")
	if err != nil || second.Title != s.Title || !second.Updated.Equal(s.Updated) {
		t.Errorf("%+v written again is %+v, %v", s, second, err)
	}
	return nil
}

func readPins(t *testing.T, data []byte) error {
	pins, err := bolt.UnsealPins(data, "report", 7)
	if err != nil || len(pins) == 0 {
		return err
	}
	again, err := bolt.SealPins(pins, "report", 7)
	if err != nil {
		t.Fatalf("pins that were read cannot be written: %v", err)
	}
	second, err := bolt.UnsealPins(again, "report", 7)
	if err != nil || len(second) != len(pins) || second[0].Name != pins[0].Name {
		t.Errorf("%+v written again are %+v, %v", pins, second, err)
	}
	return nil
}

func readPhoto(t *testing.T, data []byte) error {
	key := bolt.PhotoKey("report", photo(1))
	p, err := bolt.UnsealPhoto(data, key)
	if err != nil {
		return err
	}
	again, err := bolt.SealPhoto(p)
	if err != nil {
		t.Fatalf("a photo that was read cannot be written: %v", err)
	}
	second, err := bolt.UnsealPhoto(again, key)
	p.Removed, second.Removed = p.Removed.Truncate(time.Millisecond), second.Removed.UTC()
	if err != nil || !second.Removed.Equal(p.Removed) || second.Caption != p.Caption || second.Photo != photo(1) {
		t.Errorf("%+v written again is %+v, %v", p, second, err)
	}
	return nil
}
