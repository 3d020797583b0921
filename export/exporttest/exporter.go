package exporttest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

// TestExporter checks what the contract of export.Exporter promises.
func TestExporter(t *testing.T, e export.Exporter) {
	t.Run("Ext", func(t *testing.T) {
		if ext := e.Ext(); len(ext) < 2 || ext[0] != '.' || ext != strings.ToLower(ext) {
			t.Errorf("Ext() = %q, want a small-lettered ending with its dot", ext)
		}
	})
	for name, b := range bundles() {
		t.Run("Equal/"+name, func(t *testing.T) { testEqual(t, e, b) })
	}
	for name, b := range bundles() {
		t.Run("Bare/"+name, func(t *testing.T) { testBare(t, e, b) })
	}
	t.Run("Hostile", func(t *testing.T) { testHostile(t, e) })
	t.Run("PhotoMissing", func(t *testing.T) { testPhotoMissing(t, e) })
	t.Run("Cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := e.Export(ctx, io.Discard, Sample()); !errors.Is(err, context.Canceled) {
			t.Errorf("after cancelling: %v, want context.Canceled", err)
		}
	})
	t.Run("Unwritable", func(t *testing.T) { testUnwritable(t, e) })
}

// testHostile: a report of bad links is either made harmless or refused whole.
func testHostile(t *testing.T, e export.Exporter) {
	var out bytes.Buffer
	err := e.Export(t.Context(), &out, hostile())
	switch {
	case errors.Is(err, model.ErrFormat):
		if out.Len() > 0 {
			t.Errorf("refused (%v), and yet %d bytes were written", err, out.Len())
		}
	case err != nil:
		t.Errorf("Export: %v", err)
	case e.Ext() == ".html":
		Harmless(t, out.Bytes())
	}
}

func testEqual(t *testing.T, e export.Exporter, b export.Bundle) {
	first := written(t, e, b)
	if len(first) == 0 {
		t.Error("nothing was written")
	}
	if !bytes.Equal(first, written(t, e, b)) {
		t.Error("two exports of one bundle differ")
	}
	other, err := elsewhere(b)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, written(t, e, other)) {
		t.Error("the export from another store differs")
	}
}

// testBare: what is not meant for readers leaves no trace, but in a record.
func testBare(t *testing.T, e export.Exporter, b export.Bundle) {
	without := b
	without.Report = printable(b.Report)
	changed := !reflect.DeepEqual(without.Report, b.Report)
	if same := bytes.Equal(written(t, e, b), written(t, e, without)); same == (changed && e.Ext() == recordExt) {
		t.Errorf("with and without what is not for readers: the same %v", same)
	}
}

// recordExt is the ending of the one form that keeps all of a report.
const recordExt = ".json"

// testPhotoMissing takes each photo away in turn. An exporter that shows no
// photos does not notice; any other must say which it is.
func testPhotoMissing(t *testing.T, e export.Exporter) {
	b := Sample()
	whole := written(t, e, b)
	for _, p := range b.Report.Pictures() {
		var out bytes.Buffer
		err := e.Export(t.Context(), &out, without(b, p.Photo))
		switch {
		case err == nil && bytes.Equal(out.Bytes(), whole):
		case !errors.Is(err, export.ErrPhotoMissing):
			t.Errorf("without photo %s: %v, want ErrPhotoMissing", p.Photo, err)
		case !strings.Contains(err.Error(), string(p.Photo)):
			t.Errorf("%q does not name photo %s", err, p.Photo)
		}
	}
}

// testUnwritable lets the destination fail after each of many lengths.
func testUnwritable(t *testing.T, e export.Exporter) {
	b := Sample()
	size := len(written(t, e, b))
	for room := 0; room < size; room += max(1, size/20) {
		if err := e.Export(t.Context(), &full{room: room}, b); !errors.Is(err, errFull) {
			t.Errorf("with room for %d of %d bytes: %v, want the writer's error", room, size, err)
		}
	}
}

var errFull = errors.New("no room left")

// full takes that many bytes and no more.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	n := min(len(p), f.room)
	f.room -= n
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func written(t *testing.T, e export.Exporter, b export.Bundle) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := e.Export(t.Context(), &out, b); err != nil {
		t.Fatalf("Export: %v", err)
	}
	return out.Bytes()
}
