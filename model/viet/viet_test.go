package viet_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"tinxa/model/viet"
)

func TestNormalComposes(t *testing.T) {
	want := "Đảng ủy xã Suối Mây"
	if got := viet.Normal(norm.NFD.String(want)); got != want {
		t.Errorf("Normal of the decomposed form = %+q, want %+q", got, want)
	}
	if got := viet.Normal(want); got != want {
		t.Errorf("Normal changed a composed text into %+q", got)
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Đảng ủy xã", "dang uy xa"},
		{norm.NFD.String("Đảng ủy xã"), "dang uy xa"},
		{"ĐẢNG UỶ", "dang uy"},
		{"  Hội \t nghị\u00a0sơ\nkết ", "hoi nghi so ket"},
		{"ươ ƯƠ ăâêô ĐđÐ", "uo uo aaeo ddð"},
		{"Nghị quyết số 22-NQ/TW", "nghi quyet so 22-nq/tw"},
		{"\u212bngstrom", "angstrom"},
		{"\u0301", ""},
	} {
		if got := viet.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestFoldEveryLetter takes each letter of Vietnamese with each tone.
func TestFoldEveryLetter(t *testing.T) {
	bases := map[string]string{
		"a": "a", "ă": "a", "â": "a", "e": "e", "ê": "e", "i": "i",
		"o": "o", "ô": "o", "ơ": "o", "u": "u", "ư": "u", "y": "y",
	}
	for letter, base := range bases {
		for _, tone := range []string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			for _, written := range []string{letter, strings.ToUpper(letter)} {
				composed := norm.NFC.String(written + tone)
				if got := viet.Fold(composed); got != base {
					t.Errorf("Fold(%q) = %q, want %q", composed, got, base)
				}
			}
		}
	}
}

func TestMatches(t *testing.T) {
	text := viet.Fold("Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây")
	for query, want := range map[string]bool{
		"":                 true,
		"suoi may":         true,
		"Mây Suối":         true,
		"chap hanh hoi":    true,
		"đảng bộ":          true,
		"suoi may ben lua": false,
		"phuong":           false,
	} {
		if got := viet.Matches(text, viet.Fold(query)); got != want {
			t.Errorf("Matches(%q) = %v", query, got)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct {
		in     string
		maxLen int
		want   string
	}{
		{"Hội nghị BCH Đảng bộ xã Suối Mây lần thứ 14", 80, "hoi-nghi-bch-dang-bo-xa-suoi-may-lan-thu-14"},
		{"Hội nghị BCH Đảng bộ", 12, "hoi-nghi-bch"},
		{"Hội nghị BCH Đảng bộ", 11, "hoi-nghi"},
		{"  “Sáng - xanh” (2026)! ", 80, "sang-xanh-2026"},
		{"../../etc/passwd", 80, "etc-passwd"},
		{"Nghịquyết", 4, "nghi"},
		{"…!?", 80, ""},
		{"会议", 80, ""},
		{"xã", 0, ""},
		{"xã", -3, ""},
	} {
		if got := viet.Slug(c.in, c.maxLen); got != c.want {
			t.Errorf("Slug(%q, %d) = %q, want %q", c.in, c.maxLen, got, c.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Đảng ủy", "a\u0323\u0302", "\u212b", "İ", "\xff\xfe", " x  y "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := viet.Fold(s)
		if twice := viet.Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, and folded again %q", s, once, twice)
		}
		if once != strings.Join(strings.Fields(once), " ") {
			t.Errorf("Fold(%q) = %q has stray white space", s, once)
		}
		if !viet.Matches(once, once) {
			t.Errorf("%q does not match itself", once)
		}
	})
}

func FuzzSlug(f *testing.F) {
	f.Add("Hội nghị sơ kết 6 tháng", 20)
	f.Add("----", 3)
	f.Add("CON.txt\x00", 200)
	f.Fuzz(func(t *testing.T, s string, maxLen int) {
		slug := viet.Slug(s, maxLen)
		if len(slug) > max(maxLen, 0) {
			t.Errorf("Slug(%q, %d) = %q is %d bytes long", s, maxLen, slug, len(slug))
		}
		for word := range strings.SplitSeq(slug, "-") {
			if slug != "" && word == "" {
				t.Errorf("Slug(%q) = %q has an empty word", s, slug)
			}
			if strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
				t.Errorf("Slug(%q) = %q is not plain ASCII", s, slug)
			}
		}
	})
}

func BenchmarkFold(b *testing.B) {
	text := strings.Repeat("Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 14. ", 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		viet.Fold(text)
	}
}
