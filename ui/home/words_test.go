package home

import (
	"strings"
	"testing"
	"time"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/ui/say"
)

func speak(t *testing.T) {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
}

func TestFactsOfAReport(t *testing.T) {
	speak(t)
	for want, s := range map[string]model.Summary{
		"Xã Suối Mây · sáng 15/10/2026 · 5 ảnh · 1.612 từ": {
			Commune: "xã Suối Mây", Date: model.Date{Year: 2026, Month: 10, Day: 15}, Session: model.Morning, Photos: 5, Words: 1612,
		},
		"Phường Bến Lụa · tối 02/09 · 1 ảnh · 9 từ": {
			Commune: "phường Bến Lụa", Date: model.Date{Month: 9, Day: 2}, Session: model.Evening, Photos: 1, Words: 9,
		},
		"Đồi Sim · 01/12/2026 · chưa có ảnh · 0 từ": {
			Commune: "đồi Sim", Date: model.Date{Year: 2026, Month: 12, Day: 1}, Session: model.AllDay,
		},
		"chưa có ảnh · 2 từ": {Words: 2, Session: model.Afternoon},
	} {
		if got := factsOf(&entry{Summary: s}, noon); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestMomentOfAChange(t *testing.T) {
	speak(t)
	for want, s := range map[string]model.Summary{
		"sửa 10:32":      {Updated: time.Date(2026, 10, 15, 3, 32, 0, 0, time.UTC)}, // UTC in the store, local on the screen
		"sửa 14/10/2026": {Updated: noon.Add(-24 * time.Hour)},
		"còn 12 ngày":    {Deleted: noon.Add(-18 * 24 * time.Hour)},
		"sắp xóa hẳn":    {Deleted: noon.Add(-31 * 24 * time.Hour)},
	} {
		if got := changedOf(&entry{Summary: s}, noon); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEveryShelfHasItsOwnName(t *testing.T) {
	speak(t)
	seen := map[string]bool{}
	for _, sh := range append(shelves(), binShelves()...) {
		name := shelfName(sh)
		if seen[name] || strings.HasPrefix(name, "[") {
			t.Errorf("shelf %q is called %q", sh, name)
		}
		seen[name] = true
	}
}

func TestSpokenIsShortAndCutBetweenWords(t *testing.T) {
	long := strings.Repeat("Hội nghị ", 20)
	if got := spoken(long); len([]rune(got)) > spokenRunes+1 || !strings.HasSuffix(got, "nghị…") && !strings.HasSuffix(got, "Hội…") {
		t.Errorf("%q", got)
	}
	if got := spoken("Hội nghị"); got != "Hội nghị" {
		t.Errorf("a short one became %q", got)
	}
	if got := spoken(strings.Repeat("x", 99)); got != strings.Repeat("x", spokenRunes)+"…" {
		t.Errorf("one long word became %q", got)
	}
}

func TestHeadlineBreaksBetweenWords(t *testing.T) {
	upTo := func(n int) func(string) bool {
		return func(s string) bool { return len([]rune(s)) <= n }
	}
	for _, c := range []struct {
		text          string
		room          int
		first, second string
	}{
		{"Hội nghị", 8, "Hội nghị", ""},
		{"Hội nghị xã", 8, "Hội nghị", "xã"},
		{"Hội nghị xã", 7, "Hội", "nghị xã"},
		{"Hội nghị xã", 2, "Hội", "nghị…"}, // the line itself cuts what is too long
		{"Hội nghị xã Suối Mây", 8, "Hội nghị", "xã Suối…"},
		{"Hội nghị xã Suối Mây", 11, "Hội nghị xã", "Suối Mây"},
		{"Nhiệm kỳ 2025 - 2030 mới", 16, "Nhiệm kỳ", "2025 - 2030 mới"},
		{"Nhiệm kỳ 2025 – 2030", 16, "Nhiệm kỳ", "2025 – 2030"},
		{"Hội", 2, "Hội", ""},
		{"", 2, "", ""},
	} {
		first, second := brokenAt(c.text, upTo(c.room))
		if first != c.first || second != c.second {
			t.Errorf("%q in %d: %q, %q; want %q, %q", c.text, c.room, first, second, c.first, c.second)
		}
	}
}
