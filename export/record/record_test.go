package record_test

import (
	"bytes"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/record"
	"tinxa/model"
)

func write(t *testing.T, r model.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := (record.JSON{}).Export(t.Context(), &out, export.Bundle{Report: r}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestContract(t *testing.T) { exporttest.TestExporter(t, record.JSON{}) }

func TestGolden(t *testing.T) {
	exporttest.Golden(t, "sample.json", write(t, exporttest.Sample().Report))
}

// TestImportedAgain takes the way to another store and back out of it.
func TestImportedAgain(t *testing.T) {
	r := exporttest.Sample().Report
	r.ID, r.Rev, r.Updated = "abcdefghijklmnop", 12, time.Now()
	first := write(t, r)
	imported, err := model.Decode(first)
	if err != nil {
		t.Fatal(err)
	}
	imported.ID, imported.Rev, imported.Created = model.NewReportID(), 1, time.Now()
	if second := write(t, imported); !bytes.Equal(first, second) {
		t.Errorf("exported again:\n%s\nfirst:\n%s", second, first)
	}
}
