package record_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"tinxa/export/archive"
	"tinxa/export/exporttest"
	"tinxa/export/record"
	"tinxa/model"
)

// parcel is the sample as it leaves the program.
func parcel(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := archive.As(".tinxa", record.Whole{}).Export(t.Context(), &out, exporttest.Sample()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(data []byte) (record.Parcel, error) {
	return record.Read(bytes.NewReader(data), int64(len(data)))
}

func TestAParcelBringsReportAndPhotos(t *testing.T) {
	sample := exporttest.Sample()
	data := parcel(t)
	if again := parcel(t); !bytes.Equal(again, data) {
		t.Error("the same report gives other bytes")
	}
	p, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := encoded(t, p.Report), encoded(t, sample.Report.Portable()); got != want {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
	if len(p.Photos()) == 0 {
		t.Fatal("no photos")
	}
	for _, id := range p.Photos() {
		want, err := sample.Photo(id)
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Open(id)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(all(t, got), all(t, want)) {
			t.Errorf("%s: other bytes", id)
		}
	}
	if _, err := p.Open("khong-co"); err == nil {
		t.Error("a photo that is not there was opened")
	}
}

func encoded(t *testing.T, r model.Report) string {
	t.Helper()
	data, err := model.EncodeIndented(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func all(t *testing.T, r io.ReadCloser) []byte {
	t.Helper()
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// zipped is an archive of files, a name and what it holds in turn.
func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestStrangeArchivesAreRefused(t *testing.T) {
	whole := parcel(t)
	many := make([]string, 0, 12000)
	for range 6000 {
		many = append(many, "a", "")
	}
	for name, data := range map[string][]byte{
		"no archive":      []byte("PK\x03\x04 and nothing else"),
		"cut off":         whole[:len(whole)/2],
		"no report":       zipped(t, "anh.jpg", "x"),
		"no JSON":         zipped(t, "bai/report.json", "x"),
		"a bomb":          zipped(t, "report.json", `{"`+strings.Repeat(" ", 20<<20)),
		"too many":        zipped(t, many...),
		"nothing at all":  nil,
		"a ladder out of": zipped(t, "../../etc/report.jsn", "{}"),
	} {
		if _, err := open(data); !errors.Is(err, model.ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Only photos that the report shows come in, each once, and no other names.
func TestOnlyPhotosOfTheReportComeIn(t *testing.T) {
	id := strings.Repeat("ab", 32)
	r := model.New()
	r.Blocks = append(r.Blocks, model.Photos{ID: "anh", Pictures: []model.Picture{{Photo: model.PhotoID(id)}}})
	p, err := open(zipped(t, "report.json", encoded(t, r.Portable()), "photos/"+id, "1", "photos/"+id, "2",
		"photos/"+strings.Repeat("cd", 32), "3", id, "4", "../photos/x", "5"))
	if err != nil {
		t.Fatal(err)
	}
	if ids := p.Photos(); len(ids) != 1 || string(ids[0]) != id {
		t.Fatalf("photos %q", ids)
	}
	first, err := p.Open(model.PhotoID(id))
	if err != nil || string(all(t, first)) != "1" {
		t.Errorf("read %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(parcel(f))
	f.Add(zipped(f, "report.json", "{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := open(data)
		if err != nil {
			return
		}
		for _, id := range p.Photos() {
			if !id.Valid() && !strings.Contains(encoded(t, p.Report), string(id)) {
				t.Errorf("a photo %q that nobody shows", id)
			}
		}
	})
}
