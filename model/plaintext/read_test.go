package plaintext_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/plaintext"
)

var update = flag.Bool("update", false, "write the golden files anew")

var meetingNames = map[string]string{
	"bch":        "Hội nghị Ban Chấp hành Đảng bộ",
	"dai-hoi":    "Đại hội Đảng bộ, đại hội chi bộ",
	"so-ket":     "Hội nghị sơ kết, tổng kết nghị quyết, chỉ thị",
	"tong-ket":   "Hội nghị tổng kết công tác xây dựng Đảng",
	"tong-hop":   "Tin tổng hợp nhiều xã, phường",
	"nghi-quyet": "Hội nghị học tập nghị quyết",
}

func fixtures(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no texts in testdata: %v", err)
	}
	return names
}

func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustRead(t testing.TB, data []byte) (model.Report, plaintext.Notes) {
	t.Helper()
	r, n, err := plaintext.Read(data, meetingNames)
	if err != nil {
		t.Fatal(err)
	}
	return r, n
}

func TestReadGolden(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			got := outline(mustRead(t, load(t, name)))
			golden := strings.TrimSuffix(name, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(load(t, golden)); got != want {
				t.Errorf("recognised:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestReadEveryForm reads each text as other programs save it: the report is
// the same.
func TestReadEveryForm(t *testing.T) {
	forms := map[string]func(s string) string{
		"CRLF":      func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"CR":        func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
		"NFD":       norm.NFD.String,
		"BOM":       func(s string) string { return "\ufeff" + s },
		"trailing":  func(s string) string { return strings.ReplaceAll(s, "\n", " \u00a0\n") },
		"no-break":  func(s string) string { return strings.ReplaceAll(s, ", ", ",\u00a0 ") },
		"zerowidth": func(s string) string { return strings.ReplaceAll(s, " xã ", " \u200bxã ") },
		"UTF-16LE":  encodeUTF16(t, unicode.LittleEndian),
		"UTF-16BE":  encodeUTF16(t, unicode.BigEndian),
	}
	for _, name := range fixtures(t) {
		data := string(load(t, name))
		r, n := mustRead(t, []byte(data))
		n.Encoding = ""
		want := outline(r, n)
		for form, change := range forms {
			r, n := mustRead(t, []byte(change(data)))
			n.Encoding = ""
			if got := outline(r, n); got != want {
				t.Errorf("%s as %s:\n%s\nwant:\n%s", name, form, got, want)
			}
		}
	}
}

func encodeUTF16(t *testing.T, order unicode.Endianness) func(string) string {
	return func(s string) string {
		out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
}

func TestReadNamesTheEncoding(t *testing.T) {
	text := "Xã Suối Mây họp\n\nSáng 5/11, xã Suối Mây họp bàn việc trồng cây."
	old, err := charmap.Windows1258.NewEncoder().String("Xa\u0303 Suô\u0301i Mây ho\u0323p\n\n" +
		"Sa\u0301ng 5/11, xa\u0303 Suô\u0301i Mây ho\u0323p ba\u0300n viê\u0323c trô\u0300ng cây.")
	if err != nil {
		t.Fatal(err)
	}
	for encoding, data := range map[string]string{
		"utf-8":        text,
		"utf-16le":     encodeUTF16(t, unicode.LittleEndian)(text),
		"utf-16be":     encodeUTF16(t, unicode.BigEndian)(text),
		"windows-1258": old,
	} {
		r, n := mustRead(t, []byte(data))
		if n.Encoding != encoding || r.Head.Title != "Xã Suối Mây họp" || !strings.HasSuffix(r.Head.Sapo.Plain(), "trồng cây.") {
			t.Errorf("%s: read as %s: %q, %q", encoding, n.Encoding, r.Head.Title, r.Head.Sapo.Plain())
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		why  string
		data []byte
		want error
	}{
		{"nothing", nil, model.ErrEmpty},
		{"white space", []byte(" \r\n\t\u00a0\n"), model.ErrEmpty},
		{"a byte order mark alone", []byte("\xef\xbb\xbf"), model.ErrEmpty},
		{"UTF-16 of nothing", []byte("\xff\xfe\r\x00\n\x00"), model.ErrEmpty},
		{"page furniture alone", []byte("Chia sẻ\nLượt xem: 39\n"), model.ErrEmpty},
		{"NUL in UTF-8", []byte("Xã\x00Suối Mây"), model.ErrFormat},
		{"UTF-16 without its mark", []byte("X\x00a\x00"), model.ErrFormat},
		{"bytes of a photo", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), model.ErrFormat},
		{"a PDF", []byte("%PDF-1.7\n%âãÏÓ"), model.ErrFormat},
		{"a Word document", []byte("PK\x03\x04\x14"), model.ErrFormat},
		{"rich text", []byte(`{\rtf1\ansi Hoi nghi}`), model.ErrFormat},
		{"a web page", []byte("<!DOCTYPE html><p>Hội nghị"), model.ErrFormat},
		{"too much", bytes.Repeat([]byte("a "), plaintext.MaxSize/2+1), model.ErrFormat},
		{"UTF-16 with half a letter", []byte("\xff\xfeX\x00a"), model.ErrEncoding},
		{"an old code page", []byte("H\xe9i ngh\xde Ban Ch\xeap h\xb5nh"), model.ErrEncoding},
	} {
		r, _, err := plaintext.Read(c.data, nil)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %+v, want %v", c.why, err, r, c.want)
		}
	}
}

func TestReadMakesADraft(t *testing.T) {
	r, _ := mustRead(t, []byte("Xã Suối Mây họp dân"))
	if r.Status != model.Draft || r.ID == "" || r.Rev != 0 {
		t.Errorf("not a new draft: %+v", r)
	}
	if len(r.Blocks) != 1 || r.Blocks[0].BlockID() == "" {
		t.Errorf("nowhere to write on: %+v", r.Blocks)
	}
	data, err := model.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.Decode(data); err != nil {
		t.Error(err)
	}
}
