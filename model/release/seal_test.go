package release

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aead.dev/minisign"
)

const product = "vn.tinxa.test"

// pair is a new key.
func pair(t testing.TB) (minisign.PublicKey, minisign.PrivateKey) {
	t.Helper()
	public, secret, err := minisign.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return public, secret
}

func sum(letter string) Sum { return Sum{Size: 100, SHA256: strings.Repeat(letter, 64)} }

func sample() Manifest {
	return Manifest{
		Format: Format, Product: product, System: System(), Version: "0.2.0", Build: 3, File: "tinxa-0.2.0.3.exe.gz",
		Payload: sum("a"), Program: sum("b"), Published: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC),
		Notes: "Sửa chỗ gõ dấu.\nThêm mẫu bài.",
	}
}

func seal(t testing.TB, m Manifest, key minisign.PrivateKey) (manifest, signature []byte) {
	t.Helper()
	manifest, signature, err := Seal(m, key)
	if err != nil {
		t.Fatal(err)
	}
	return manifest, signature
}

func TestEitherKeyIsEnough(t *testing.T) {
	firstPublic, first := pair(t)
	sparePublic, spare := pair(t)
	keys := Keys{firstPublic, sparePublic}
	for _, key := range []minisign.PrivateKey{first, spare} {
		manifest, signature := seal(t, sample(), key)
		got, err := keys.Open(product, manifest, signature)
		if err != nil || got != sample() {
			t.Errorf("%+v, %v", got, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	public, secret := pair(t)
	_, stranger := pair(t)
	keys := Keys{public}
	manifest, signature := seal(t, sample(), secret)
	_, byStranger := seal(t, sample(), stranger)
	older := sample()
	older.Version = "0.1.5"
	_, ofOlder := seal(t, older, secret)
	changed := bytes.Replace(manifest, []byte("0.2.0"), []byte("0.9.0"), 1)
	moved := minisign.SignWithComments(secret, manifest, older.comment(), "")
	for name, c := range map[string]struct {
		manifest, signature []byte
		want                error
	}{
		"another key":                    {manifest, byStranger, ErrSignature},
		"a changed manifest":             {changed, signature, ErrSignature},
		"the signature of another":       {manifest, ofOlder, ErrSignature},
		"a comment of another":           {manifest, moved, ErrSignature},
		"a changed comment":              {manifest, bytes.Replace(signature, []byte(product), []byte("vn.tinxa.tost"), 1), ErrSignature},
		"no signature":                   {manifest, nil, ErrSignature},
		"half a signature":               {manifest, signature[:len(signature)/2], ErrSignature},
		"too long a signature":           {manifest, append(signature, bytes.Repeat([]byte("\n"), MostSignature)...), ErrSignature},
		"too long a manifest":            {bytes.Repeat([]byte(" "), MostManifest+1), signature, ErrSignature},
		"a signature of something else":  {[]byte("x"), minisign.SignWithComments(secret, []byte("x"), older.comment(), ""), ErrManifest},
		"a manifest that is no manifest": {[]byte("{}"), minisign.SignWithComments(secret, []byte("{}"), Manifest{}.comment(), ""), ErrManifest},
	} {
		if _, err := keys.Open(product, c.manifest, c.signature); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := keys.Open("vn.tinxa.other", manifest, signature); !errors.Is(err, ErrManifest) {
		t.Errorf("of another product: %v", err)
	}
	if _, err := (Keys{}).Open(product, manifest, signature); !errors.Is(err, ErrSignature) {
		t.Errorf("without any key: %v", err)
	}
}

// What a manifest says is checked even though it is signed: a mistake of whoever
// signs must not become one of every office.
func TestCheckRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Manifest)
		want   error
	}{
		"a later format":       {func(m *Manifest) { m.Format = 2 }, ErrManifest},
		"no version":           {func(m *Manifest) { m.Version = "new" }, ErrManifest},
		"a folder":             {func(m *Manifest) { m.File = "../tinxa-0.2.0.gz" }, ErrManifest},
		"two dots":             {func(m *Manifest) { m.File = "tinxa-..gz" }, ErrManifest},
		"a device":             {func(m *Manifest) { m.File = "nul.gz" }, ErrManifest},
		"an address":           {func(m *Manifest) { m.File = "https://tinxa-a.gz" }, ErrManifest},
		"too large a payload":  {func(m *Manifest) { m.Payload.Size = MostPayload + 1 }, ErrManifest},
		"an empty payload":     {func(m *Manifest) { m.Payload.Size = 0 }, ErrManifest},
		"too large a program":  {func(m *Manifest) { m.Program.Size = MostProgram + 1 }, ErrManifest},
		"a short sum":          {func(m *Manifest) { m.Program.SHA256 = "ab" }, ErrManifest},
		"a sum in capitals":    {func(m *Manifest) { m.Program.SHA256 = strings.Repeat("A", 64) }, ErrManifest},
		"notes for a terminal": {func(m *Manifest) { m.Notes = "\x1b[2J" }, ErrManifest},
		"notes turned round":   {func(m *Manifest) { m.Notes = "a\u202eb" }, ErrManifest},
		"another system":       {func(m *Manifest) { m.System = "plan9-mips" }, ErrSystem},
	} {
		m := sample()
		c.change(&m)
		if err := m.Check(product); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if err := sample().Check(product); err != nil {
		t.Error(err)
	}
}

func TestSealRefusesWhatNobodyWouldRead(t *testing.T) {
	_, secret := pair(t)
	m := sample()
	m.Notes = strings.Repeat("dài ", MostManifest/4)
	if _, _, err := Seal(m, secret); !errors.Is(err, ErrManifest) {
		t.Errorf("too long: %v", err)
	}
	m = sample()
	m.Version = "mới"
	if _, _, err := Seal(m, secret); !errors.Is(err, ErrManifest) {
		t.Errorf("no version: %v", err)
	}
}

func TestReadKeys(t *testing.T) {
	public, _ := pair(t)
	text, err := public.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ReadKeys(fstest.MapFS{"k/first.pub": {Data: append(text, '\n')}, "k/README": {Data: []byte("-")}}, "k")
	if err != nil || len(keys) != 1 || !keys.Has(public) {
		t.Errorf("%v, %v", keys, err)
	}
	if other, _ := pair(t); keys.Has(other) {
		t.Error("knows a key that nobody gave it")
	}
	for name, files := range map[string]fstest.MapFS{
		"none":   {"k/README": {Data: []byte("-")}},
		"broken": {"k/first.pub": {Data: text[:20]}},
	} {
		if keys, err := ReadKeys(files, "k"); err == nil {
			t.Errorf("%s: %v", name, keys)
		}
	}
}

func TestOfferIsWhatOpenReads(t *testing.T) {
	public, secret := pair(t)
	dir := t.TempDir()
	program := filepath.Join(dir, "tinxa.exe")
	if err := os.WriteFile(program, bytes.Repeat([]byte("program "), 10_000), 0o755); err != nil {
		t.Fatal(err)
	}
	m, err := Offer(dir, program, Manifest{Product: product, Version: "0.2.0", Build: 3, Notes: "Mới."}, secret)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Keys{public}.Open(product, read(t, dir, ManifestName), read(t, dir, SignatureName))
	if err != nil || got != m || got.File != "tinxa-0.2.0.3.exe.gz" {
		t.Fatalf("%+v, %v", got, err)
	}
	payload := read(t, dir, got.File)
	if int64(len(payload)) != got.Payload.Size || got.Payload.Size > 2000 {
		t.Errorf("%d bytes, told were %d", len(payload), got.Payload.Size)
	}
	zip, err := gzip.NewReader(bytes.NewReader(payload))
	if err != nil {
		t.Fatal(err)
	}
	meter := NewMeter(io.Discard)
	if _, err := io.Copy(meter, zip); err != nil || meter.Sum() != got.Program || meter.Size() != 80_000 {
		t.Errorf("%+v, told was %+v (%v)", meter.Sum(), got.Program, err)
	}
	again, err := Offer(dir, program, Manifest{Product: product, Version: "0.2.0", Build: 3, Notes: "Mới."}, secret)
	if err != nil || again != m {
		t.Errorf("the same program offered twice: %+v, %v", again, err)
	}
	if _, err := Offer(dir, filepath.Join(dir, "none"), Manifest{}, secret); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no program: %v", err)
	}
}

// Who reads in the folder while it is replaced reads whole files: those that were
// there stay as they are for whom has them open, and the manifest is the last.
func TestOfferReplacesWholeFiles(t *testing.T) {
	_, secret := pair(t)
	dir, held := t.TempDir(), t.TempDir()
	program := filepath.Join(held, "tinxa.exe")
	offered := func(text string) error {
		if err := os.WriteFile(program, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
		_, err := Offer(dir, program, Manifest{Product: product, Version: "0.2.0", Build: 3, Notes: text}, secret)
		return err
	}
	if err := offered("first"); err != nil {
		t.Fatal(err)
	}
	names := []string{ManifestName, SignatureName, "tinxa-0.2.0.3.exe.gz"}
	for _, name := range names {
		if err := os.Link(filepath.Join(dir, name), filepath.Join(held, name)); err != nil {
			t.Fatal(err)
		}
	}
	was := read(t, dir, ManifestName)
	if err := offered("second"); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if bytes.Equal(read(t, dir, name), read(t, held, name)) {
			t.Errorf("%s was written over while somebody read it", name)
		}
	}
	if !bytes.Equal(read(t, held, ManifestName), was) {
		t.Error("the manifest changed")
	}
	signature := filepath.Join(dir, SignatureName)
	if err := errors.Join(os.Remove(signature), os.MkdirAll(filepath.Join(signature, "x"), 0o755)); err != nil {
		t.Fatal(err)
	}
	was = read(t, dir, ManifestName)
	if err := offered("third"); err == nil || !bytes.Equal(read(t, dir, ManifestName), was) {
		t.Errorf("a manifest without its signature: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*"+freshExt)); err != nil || len(left) > 0 {
		t.Errorf("left: %q, %v", left, err)
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// FuzzOpen: whatever lies at an address, nothing is believed that was not
// signed, and nothing ends the program.
func FuzzOpen(f *testing.F) {
	public, secret := pair(f)
	manifest, signature := seal(f, sample(), secret)
	f.Add(manifest, signature)
	f.Add([]byte("<!doctype html>"), []byte("untrusted comment: \n\ntrusted comment: \n"))
	f.Fuzz(func(t *testing.T, m, s []byte) {
		if _, err := (Keys{public}).Open(product, m, s); err == nil && !bytes.Equal(m, manifest) {
			t.Errorf("believed: %q", m)
		}
	})
}

// FuzzCheck: a manifest that was signed by mistake ends nobody's program.
func FuzzCheck(f *testing.F) {
	_, secret := pair(f)
	manifest, _ := seal(f, sample(), secret)
	f.Add(manifest)
	f.Add([]byte(`{"format":1,"version":[]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		_, signing := pair(t)
		public, _ := signing.Public().(minisign.PublicKey)
		got, err := Keys{public}.Open(product, text, minisign.SignWithComments(signing, text, sample().comment(), ""))
		if err == nil && got.Check(product) != nil {
			t.Errorf("took %q", text)
		}
	})
}
