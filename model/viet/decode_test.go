package viet_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"tinxa/model/viet"
)

const sentence = "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 14, “mở rộng” – sơ kết…"

// code1258 writes s as Windows programs did: vowels with their hats and horns
// in one byte, tones in another.
func code1258(t *testing.T, s string) []byte {
	t.Helper()
	var parts []rune
	for _, r := range s {
		for _, d := range norm.NFD.String(string(r)) {
			last := len(parts) - 1
			hat := d == '\u0302' || d == '\u0306' || d == '\u031b'
			if hat && last >= 0 && parts[last] != ' ' {
				base := last
				if parts[last] == '\u0323' { // below comes before above when decomposed
					base--
				}
				parts[base] = []rune(norm.NFC.String(string(parts[base]) + string(d)))[0]
				continue
			}
			parts = append(parts, d)
		}
	}
	data, err := charmap.Windows1258.NewEncoder().String(string(parts))
	if err != nil {
		t.Fatal(err)
	}
	return []byte(data)
}

func code16(t *testing.T, order utf16.Endianness, s string) []byte {
	t.Helper()
	data, err := utf16.UTF16(order, utf16.UseBOM).NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(data)
}

// latin1 writes each letter as the byte of its number.
func latin1(t *testing.T, s string) string {
	t.Helper()
	data, err := charmap.ISO8859_1.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
	}{
		{viet.UTF8, []byte(sentence)},
		{viet.UTF8, []byte("\xef\xbb\xbf" + sentence)},
		{viet.UTF8, []byte(norm.NFD.String(sentence))},
		{viet.UTF16LE, code16(t, utf16.LittleEndian, sentence)},
		{viet.UTF16BE, code16(t, utf16.BigEndian, sentence)},
		{viet.Windows1258, code1258(t, sentence)},
	} {
		text, name, ok := viet.Decode(c.data)
		if !ok || name != c.name || text != sentence {
			t.Errorf("Decode(%q…) = %q, %q, %v, want %q", c.data[:8], text, name, ok, c.name)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for why, data := range map[string]string{
		"TCVN3":                     latin1(t, "Héi nghÞ Ban ChÊp hµnh §¶ng bé x·"),
		"VNI":                       latin1(t, "Hoäi nghò Ban Chaáp haønh Ñaûng boä"),
		"UTF-8 cut within a letter": "\xef\xbb\xbfH\xe1\xbb",
		"UTF-16 cut within a unit":  "\xff\xfeH\x00i",
		"half of a surrogate pair":  "\xff\xfe\x00\xd8H\x00",
		"bytes that mean nothing":   "\x81\x8d\x8f\xfe",
	} {
		if text, name, ok := viet.Decode([]byte(data)); ok {
			t.Errorf("%s: read as %s: %q", why, name, text)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sentence))
	f.Add([]byte("\xff\xfeH\x00"))
	f.Add([]byte("x\xe3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, name, ok := viet.Decode(data)
		if name == "" || ok && text != viet.Normal(text) {
			t.Errorf("Decode(%q) = %q, %q", data, text, name)
		}
	})
}
