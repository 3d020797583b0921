package backup

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tinxa/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

func example() manifest {
	id := func(pair string) model.PhotoID { return model.PhotoID(strings.Repeat(pair, 32)) }
	return manifest{
		Form: formVersion, Name: "2026-11-21T12-00-00", Made: noon, Reports: 3,
		File: file{Size: 65536, Sum: sumOf([]byte("database"))},
		Photos: []photo{
			{ID: id("1a"), Ext: ".jpg", Size: 812_345},
			{ID: id("2b"), Ext: ".webp", Size: 9},
			{ID: id("3c"), Missing: true},
		},
	}
}

func encoded(t testing.TB, m manifest) []byte {
	t.Helper()
	data, err := enclose(m)
	must(t, err)
	return data
}

// TestManifestForm: what is written today must be read for years.
func TestManifestForm(t *testing.T) {
	m := example()
	if fault := m.fault(); fault != "" {
		t.Fatal(fault)
	}
	golden := filepath.Join("testdata", "manifest.json")
	if *update {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(golden, encoded(t, m), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if got := encoded(t, m); !bytes.Equal(got, want) {
		t.Errorf("written as\n%s\nwant\n%s", got, want)
	}
	if got, err := decodeManifest(want, m.Name); err != nil || !reflect.DeepEqual(got, m) {
		t.Errorf("read as %+v, %v", got, err)
	}
}

func TestEveryBitOfAManifest(t *testing.T) {
	m := example()
	data := encoded(t, m)
	for bit := range 8 * len(data) {
		bad := bytes.Clone(data)
		bad[bit/8] ^= 1 << (bit % 8)
		got, err := decodeManifest(bad, m.Name)
		if err == nil && !reflect.DeepEqual(got, m) { // "sha256" is read as "SHA256" too
			t.Fatalf("bit %d was turned without notice: %s", bit, bad)
		}
		if err != nil && !errors.Is(err, model.ErrDamaged) && !errors.Is(err, model.ErrNewer) {
			t.Fatalf("bit %d: %v", bit, err)
		}
	}
	for length := range data {
		if _, err := decodeManifest(data[:length], m.Name); !errors.Is(err, model.ErrDamaged) {
			t.Fatalf("cut to %d bytes: %v", length, err)
		}
	}
}

// TestHostileManifests have the right checksum and say what none may say.
func TestHostileManifests(t *testing.T) {
	lock, err := newSeal("x")
	must(t, err)
	lock.File = example().File
	for what, change := range map[string]func(*manifest){
		"a path for a name":     func(m *manifest) { m.Name = "../../2026-11-21T12-00-00" },
		"another's name":        func(m *manifest) { m.Name = "2026-11-21T12-00-01" },
		"no day":                func(m *manifest) { m.Name = "2026-02-30T12-00-00" },
		"no time":               func(m *manifest) { m.Made = time.Time{} },
		"fewer than no reports": func(m *manifest) { m.Reports = -1 },
		"a path for a photo":    func(m *manifest) { m.Photos[0].ID = "../" + m.Photos[0].ID[3:] },
		"no photo's id":         func(m *manifest) { m.Photos[0].ID = "" },
		"a path for an end":     func(m *manifest) { m.Photos[0].Ext = "/../x" },
		"no end":                func(m *manifest) { m.Photos[0].Ext = "" },
		"a photo twice":         func(m *manifest) { m.Photos[1] = m.Photos[0] },
		"a photo of no size":    func(m *manifest) { m.Photos[0].Size = 0 },
		"a database of no size": func(m *manifest) { m.File.Size = -1 },
		"a vast database":       func(m *manifest) { m.File.Size = maxFile + 1 },
		"no hash":               func(m *manifest) { m.File.Sum = "" },
		"a missing one's size":  func(m *manifest) { m.Photos[2].Size = 1 },
		"an empty seal":         func(m *manifest) { m.Seal = &seal{} },
		"a path for a key":      func(m *manifest) { s := *lock; s.Recipient = "age1../../../x"; m.Seal = &s },
		"a vast key":            func(m *manifest) { s := *lock; s.Key = make([]byte, maxKey+1); m.Seal = &s },
	} {
		m := example()
		m.Photos = append([]photo{}, m.Photos...)
		change(&m)
		if got, err := decodeManifest(encoded(t, m), example().Name); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
	newer := example()
	newer.Form++
	_, err = decodeManifest(encoded(t, newer), newer.Name)
	isErr(t, "of a newer program", err, model.ErrNewer)
	sealed := example()
	sealed.Seal = lock
	if got, err := decodeManifest(encoded(t, sealed), sealed.Name); err != nil || !reflect.DeepEqual(got, sealed) {
		t.Errorf("sealed: %+v, %v", got, err)
	}
}

func TestMoreThanAManifest(t *testing.T) {
	m := example()
	for what, data := range map[string]string{
		"two values":       string(encoded(t, m)) + "{}",
		"an unknown field": strings.Replace(string(encoded(t, m)), `{"sha256"`, `{"x":1,"sha256"`, 1),
		"nothing":          "",
		"no object":        "[]",
	} {
		_, err := decodeManifest([]byte(data), m.Name)
		isErr(t, what, err, model.ErrDamaged)
	}
	dir := t.TempDir()
	big := filepath.Join(dir, m.Name+extManifest)
	must(t, os.WriteFile(big, bytes.Repeat([]byte(" "), maxManifest+1), 0o600))
	_, err := shelf{dir: dir}.manifest(m.Name)
	isErr(t, "a vast file", err, model.ErrDamaged)
}

func FuzzManifest(f *testing.F) {
	lock, err := newSeal("x")
	must(f, err)
	m := example()
	lock.File = m.File
	for _, s := range []*seal{nil, lock} {
		m.Seal = s
		body, err := json.Marshal(m)
		must(f, err)
		f.Add(body)
	}
	f.Add([]byte(`{"form":1,"name":"..","photos":[{"id":"/"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, _ = decodeManifest(body, m.Name) // must not end the process
		if !json.Valid(body) {
			return
		}
		var compact bytes.Buffer
		must(t, json.Compact(&compact, body))
		data, err := json.Marshal(envelope{Sum: sumOf(compact.Bytes()), Body: compact.Bytes()})
		must(t, err)
		got, err := decodeManifest(data, m.Name)
		if err != nil {
			return
		}
		checkLocal(t, got)
		again, err := decodeManifest(encoded(t, got), got.Name)
		if err != nil || !bytes.Equal(encoded(t, again), encoded(t, got)) {
			t.Errorf("written again it is %+v, %v; it was %+v", again, err, got)
		}
	})
}

// checkLocal: no file of a manifest may lie anywhere else.
func checkLocal(t *testing.T, m manifest) {
	t.Helper()
	names := []string{m.database()}
	for _, p := range m.Photos {
		if !p.Missing {
			names = append(names, m.original(p))
		}
	}
	for _, name := range names {
		if slashed := filepath.ToSlash(name); !filepath.IsLocal(name) || strings.Count(slashed, "/") > 2 || strings.ContainsAny(slashed, `\:`) {
			t.Errorf("a file called %q", name)
		}
	}
}
