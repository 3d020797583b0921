package main

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"tinxa/cmd/wine/strokes"
	"tinxa/model"
)

func TestCompareCountsWords(t *testing.T) {
	want := []string{"Hội nghị xã Suối Mây", "Sáng nay", "Bí thư kết luận"}
	var pieces []piece
	for _, text := range want {
		pieces = append(pieces, piece{text: text})
	}
	for name, c := range map[string]struct {
		got           []string
		wrong, enters int
	}{
		"all right":         {want, 0, 0},
		"a letter":          {[]string{"Hội nghị xã Suối Mây", "Sáng nai", "Bí thư kết luận"}, 1, 0},
		"another form":      {[]string{"Hô\u0323i nghị xã Suối Mây", "Sáng nay", "Bí thư kết luận"}, 1, 0},
		"a word gone":       {[]string{"Hội nghị xã Suối Mây", "Sáng nay", "Bí thư kết"}, 1, 0},
		"a word more":       {[]string{"Hội nghị xã Suối Mây", "Sáng nay", "Bí thư kết luận gì"}, 1, 0},
		"two spaces":        {[]string{"Hội nghị xã Suối Mây", "Sáng  nay", "Bí thư kết luận"}, 1, 0},
		"an Enter":          {[]string{"Hội nghị xã Suối Mây", "Sáng", "nay", "Bí thư kết luận"}, 5, 1},
		"an Enter, the end": {append(slices.Clone(want), ""), 0, 1},
		"nothing there":     {nil, 11, 3},
	} {
		got := compare(c.got, pieces)
		if got.words != 11 || got.wrong != c.wrong || got.enters != c.enters {
			t.Errorf("%s: %+v, want 11 words, %d wrong, %d Enter", name, got, c.wrong, c.enters)
		}
		if _, err := got.verdict(); (err == nil) != (c.wrong+c.enters == 0) {
			t.Errorf("%s: the verdict is %v", name, err)
		}
	}
}

func TestWrittenHas500WordsInEveryWay(t *testing.T) {
	w := newWritten()
	words, seen, all := 0, map[string]bool{}, ""
	for _, p := range w.pieces() {
		words += len(strings.Fields(p.text))
		all += p.text
		for _, flag := range p.how {
			seen[flag] = true
		}
	}
	if words != 500 || len(w.pieces()) != 3+paragraphs+captions {
		t.Errorf("%d words in %d texts", words, len(w.pieces()))
	}
	for _, name := range slices.Concat(strokes.Names(), strokes.FormNames(), []string{"telex", "vni"}) {
		if way, is := strokes.Named(name); !seen[name] && !(is && way.Pastes()) {
			t.Errorf("nothing is typed with %s, only with %v", name, seen)
		}
	}
	if !strings.Contains(all, "“") {
		t.Error("no curly quote is typed")
	}
}

func TestTextsOfAReport(t *testing.T) {
	plain := func(s string) model.Text { return model.Text{{Text: s}} }
	r := model.Report{
		Head: model.Head{Title: "tin", Sapo: plain("dẫn")},
		Blocks: []model.Block{
			model.Paragraph{Text: plain("một")},
			model.Photos{Pictures: []model.Picture{{Caption: "ảnh một"}, {Caption: "ảnh hai"}}},
			model.Paragraph{Text: plain("hai")},
			model.Heading{Text: plain("ba")},
		},
		Credits: model.Credits{Bylines: []model.Byline{{Name: "tên"}}},
	}
	want := []string{"tin", "dẫn", "một", "hai", "model.Heading", "ảnh một", "ảnh hai", "tên"}
	if got := textsOf(r); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTreesDiffer(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for _, dir := range []string{a, b} {
		put(t, filepath.Join(dir, "anh", "1.jpg"), "photo")
		put(t, filepath.Join(dir, "bai.txt"), "text")
	}
	if figure, err := sameTrees(a, b); err != nil || !strings.HasPrefix(figure, "2 files") {
		t.Errorf("equal folders: %q, %v", figure, err)
	}
	put(t, filepath.Join(b, "bai.txt"), "Text")
	put(t, filepath.Join(b, "more.txt"), "")
	put(t, filepath.Join(a, "less.txt"), "")
	_, err := sameTrees(a, b)
	if want := "bai.txt is different; less.txt is only in the first; more.txt is only in the second"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err := sameTrees(a, b, "bai", "less", "more"); err != nil {
		t.Errorf("what is left out differs: %v", err)
	}
	if _, err := sameTrees(t.TempDir(), t.TempDir()); err == nil {
		t.Error("two empty folders are the same")
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSameText(t *testing.T) {
	for _, c := range []struct{ there, here, fault string }{
		{"a\nb", "a\nb", ""},
		{"a\nc", "a\nb", `line 2 is "c" on Windows`},
		{"a", "a\nb", "1 lines on Windows, and on Linux 2"},
	} {
		err := sameText(c.there, c.here)
		if (err == nil) != (c.fault == "") || err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%q and %q: %v, want %q", c.there, c.here, err, c.fault)
		}
	}
}

// stringStructure is made as a resource compiler does: length, letters of the
// value, 1 for a text, the key, the value.
func stringStructure(key, value string) []byte {
	letters := len(utf16.Encode([]rune(value))) + 1
	out := []byte{0, 0, byte(letters), 0, 1, 0}
	write := func(text string) {
		for _, unit := range utf16.Encode([]rune(text + "\x00")) {
			out = binary.LittleEndian.AppendUint16(out, unit)
		}
		out = append(out, make([]byte, -len(out)&3)...)
	}
	write(key)
	write(value)
	return out
}

func TestProperty(t *testing.T) {
	program := slices.Concat([]byte("MZ.."), stringStructure("ProductName", "Tin Xã"), stringStructure("FileVersion", "0.1.0.1"),
		stringStructure("Comments", ""), stringStructure("Cut", "nothing of it")[:14])
	for key, want := range map[string]string{"ProductName": "Tin Xã", "FileVersion": "0.1.0.1", "Version": "", "Comments": "", "Cut": "", "Company": ""} {
		if got := property(program, key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
