package webtext

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinxa/model"
)

var update = flag.Bool("update", false, "write what was read as what is wanted")

// TestSamples reads what programs put on the clipboard: LibreOffice Writer 7.4
// and Chromium themselves, the others as Word, Google Docs and Zalo write it.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("testdata/*.html")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d samples, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".html") + ".golden"
			got := outline(readString(t, string(data)))
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("read as\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func readString(t testing.TB, s string) Page {
	t.Helper()
	p, err := Read(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	check(t, p)
	return p
}

// check wants what holds for every page that is read.
func check(t testing.TB, p Page) {
	t.Helper()
	if _, err := model.Encode(model.Report{Status: model.Draft, Blocks: p.Blocks}); err != nil {
		t.Errorf("the blocks are not sound: %v", err)
	}
	if p.Inline && len(p.Blocks) != 1 {
		t.Errorf("%d blocks are a piece of a sentence", len(p.Blocks))
	}
	for b := range p.Blocks.All() {
		for _, text := range model.Texts(b) {
			s := text.Plain()
			if !p.Inline && strings.TrimSpace(s) != s || strings.Contains(s, "  ") || s == "" {
				t.Errorf("text %q", s)
			}
		}
	}
	for _, s := range p.Sources {
		b, _ := p.Blocks.Find(s.Block)
		photos, ok := b.(model.Photos)
		if !ok || s.Entry < 0 || s.Entry >= len(photos.Pictures) || (s.Data == nil) == (s.File+s.URL == "") {
			t.Errorf("a source is %+v, of %+v", s, b)
		}
	}
}

// outline shows a page in lines, without ids.
func outline(p Page) string {
	var b strings.Builder
	if p.Inline {
		b.WriteString("inline\n")
	}
	for _, block := range p.Blocks {
		b.WriteString(shown(block) + "\n")
	}
	for _, s := range p.Sources {
		at := slices.IndexFunc(p.Blocks, func(b model.Block) bool { return b.BlockID() == s.Block })
		fmt.Fprintf(&b, "source %d.%d: %d bytes, file %q, address %q\n", at, s.Entry, len(s.Data), s.File, s.URL)
	}
	return b.String()
}

func shown(b model.Block) string {
	switch b := b.(type) {
	case model.Paragraph:
		return "paragraph " + marked(b.Text)
	case model.Heading:
		return "heading " + marked(b.Text)
	case model.Quote:
		return fmt.Sprintf("quote %s (%s)", marked(b.Text), b.From)
	case model.List:
		out := "list"
		if b.Ordered {
			out = "numbered"
		}
		for i, e := range b.Entries {
			out += "\n" + strings.Repeat("  ", b.Depth(i)+1) + marked(e)
		}
		return out
	case model.Photos:
		out := "photos"
		for _, p := range b.Pictures {
			out += fmt.Sprintf(" [%s|%s|%s|%s]", p.Photo, p.Caption, p.Alt, p.Name)
		}
		return out
	case model.Item:
		out := "item " + b.Commune
		for _, inner := range b.Blocks {
			out += "\n  " + shown(inner)
		}
		return out
	}
	return "unknown"
}

// marked shows styles: *bold*, /italic/, _underlined_, {address|link}.
func marked(t model.Text) string {
	out := ""
	for _, s := range t {
		text := strings.ReplaceAll(s.Text, "\n", "⏎")
		for _, m := range []struct {
			mark model.Mark
			sign string
		}{{model.Bold, "*"}, {model.Italic, "/"}, {model.Underline, "_"}} {
			if s.Marks&m.mark != 0 {
				text = m.sign + text + m.sign
			}
		}
		if s.Link != "" {
			text = "{" + s.Link + "|" + text + "}"
		}
		out += text
	}
	return out
}
