package backups

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/ui/say"
)

func load(t *testing.T) {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
}

func names(all []model.Backup) string {
	var names []string
	for _, b := range all {
		names = append(names, b.Name)
	}
	return strings.Join(names, " ")
}

func TestBackupsByDay(t *testing.T) {
	load(t)
	s := &state{}
	s.set(shelves())
	var got []string
	for _, d := range days(s.backups, now) {
		got = append(got, d.head+": "+names(d.backups))
	}
	want := []string{"Hôm nay, 15/10/2026: a usb b", "Hôm qua, 14/10/2026: c", "06/10/2026: d"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if len(days(nil, now)) != 0 {
		t.Error("days of nothing")
	}
}

func TestDaysAreThoseOfTheZone(t *testing.T) {
	hanoi := time.FixedZone("", 7*3600)
	late := time.Date(2026, 10, 14, 18, 30, 0, 0, time.UTC) // 01:30 of the 15th in Hà Nội
	for _, c := range []struct {
		t, now time.Time
		want   int
	}{
		{late, now.In(hanoi), 0},
		{late, now, 1},
		{now, now.AddDate(0, 0, 12), 12},
		{now.AddDate(0, 0, 1), now, -1},
	} {
		if got := daysSince(c.t, c.now); got != c.want {
			t.Errorf("%v seen at %v: %d days, want %d", c.t, c.now, got, c.want)
		}
	}
}

func TestLastIsOfThisMachine(t *testing.T) {
	load(t)
	s := &state{}
	if got := s.lastWords(now); got != "Đang xem…" {
		t.Errorf("before it is known: %q", got)
	}
	s.set([]model.Backup{{Name: "x", Shelf: model.ShelfAway, Made: clock(10, 30)}})
	if got := s.lastWords(now); got != "Chưa có bản sao lưu nào" {
		t.Errorf("with none here: %q", got)
	}
	s.set(shelves())
	if got := s.lastWords(now); got != "Lần gần nhất 10:15 hôm nay, 128 bài, 412 ảnh" {
		t.Errorf("got %q", got)
	}
}

func TestUnfolding(t *testing.T) {
	s := &state{}
	s.set(shelves())
	first, second := s.backups[0], s.backups[1]
	s.unfold(first)
	s.confirm = true
	s.unfold(second)
	if s.open != keyOf(second) || s.confirm || !s.asking() {
		t.Errorf("after another row: %+v", s)
	}
	s.unfold(second)
	if s.asking() {
		t.Error("pressing again does not fold")
	}
	s.unfold(first)
	s.set(shelves()[:1])
	if s.asking() {
		t.Error("a backup that is gone stays unfolded")
	}
	s.choice.removing = true
	if !s.asking() {
		t.Error("a question about the second place is none")
	}
}

func TestSecondPlaceInWords(t *testing.T) {
	load(t)
	for _, c := range []struct {
		a    Away
		want string
		late bool
	}{
		{Away{Folder: "E:", There: true}, "đang kết nối · chưa chép lần nào", true},
		{Away{Folder: "E:", There: true, Copied: clock(10, 15)}, "đang kết nối · chép lần cuối 10:15 hôm nay", false},
		{Away{Folder: "E:", Copied: clock(9, 0).AddDate(0, 0, -1), Sealed: true}, "chưa cắm hoặc chưa kết nối · chép lần cuối 09:00 hôm qua · có mật khẩu", false},
		{Away{Folder: "E:", Copied: clock(9, 0).AddDate(0, 0, -3)}, "chưa cắm hoặc chưa kết nối · chép lần cuối 3 ngày trước", false},
		{Away{Folder: "E:", Copied: clock(9, 0).AddDate(0, 0, -7)}, "chưa cắm hoặc chưa kết nối · chép lần cuối 7 ngày trước", false},
		{Away{Folder: "E:", Copied: clock(9, 0).AddDate(0, 0, -8)}, "chưa cắm hoặc chưa kết nối · chép lần cuối 8 ngày trước", true},
	} {
		if got := c.a.words(now); got != c.want || c.a.late(now) != c.late {
			t.Errorf("%+v: %q, late %v", c.a, got, c.a.late(now))
		}
	}
	if (Away{}).late(now) {
		t.Error("no second place is late")
	}
}

func TestNewPassphrases(t *testing.T) {
	load(t)
	decomposed := secret("suo\u0302\u0301i ma\u0302y") // "suối mây" as some input methods write it
	for name, c := range map[string]struct {
		first, second secret
		want          string
	}{
		"none":             {"", "", ""},
		"the same":         {"suối mây 26", "suối mây 26", ""},
		"in two forms":     {"suối mây", decomposed, ""},
		"too short":        {"suối", "suối", "Mật khẩu cần ít nhất 8 ký tự."},
		"short by letters": {secret("o\u0302\u0301o\u0302\u0301o\u0302\u0301"), "", "Mật khẩu cần ít nhất 8 ký tự."},
		"only the second":  {"", "suối mây 26", "Mật khẩu cần ít nhất 8 ký tự."},
		"once":             {"suối mây 26", "", "Hai lần nhập chưa giống nhau."},
		"different":        {"suối mây 26", "suối mây 27", "Hai lần nhập chưa giống nhau."},
	} {
		if got := passphraseFault(c.first, c.second); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestContentsAreFoundWithoutAccents(t *testing.T) {
	c := newContents(inside())
	if got := c.at(0).ID; got != "first" || len(c.shown) != len(c.all) {
		t.Errorf("first is %s of %d", got, len(c.shown))
	}
	for query, want := range map[string]int{"kenh cau ngoi": 1, "Đặng Thị Hạ": 1, "dang thi ha": 1, "ben lua": 11, "chọi trâu": 0, "": 13} {
		if c.search(query); len(c.shown) != want {
			t.Errorf("%q: %d reports, want %d", query, len(c.shown), want)
		}
	}
	c.chosen = "first"
	c.search("suoi may")
	if c.chosen != "" {
		t.Error("a report stays chosen in another list")
	}
}

func TestReportFacts(t *testing.T) {
	load(t)
	all := inside()
	for i, want := range []string{
		"xã Suối Mây · 14/10/2026 · lưu 10:05 hôm nay · 612 từ · 5 ảnh",
		"lưu 09:00 hôm qua",
		"phường Bến Lụa · lưu 09:30 hôm nay · 240 từ · 3 ảnh · trong thùng rác",
	} {
		if got := reportFacts(all[i], now); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := spoken(longTitle); got != "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần…" {
		t.Errorf("spoken %q", got)
	}
	if got := spoken(""); got != "Bài chưa có tiêu đề" {
		t.Errorf("spoken %q", got)
	}
}

// TestBackupsOfOneMinuteHaveSeconds: whoever presses the button twice must be
// able to tell the two apart.
func TestBackupsOfOneMinuteHaveSeconds(t *testing.T) {
	load(t)
	made := func(name string, shelf model.Shelf, second int) model.Backup {
		return model.Backup{Name: name, Shelf: shelf, Made: time.Date(2026, 10, 15, 3, 15, second, 0, time.UTC)}
	}
	s := &state{}
	s.set([]model.Backup{
		made("d", model.ShelfHere, 62), made("c", model.ShelfHere, 41), made("b", model.ShelfHere, 7), made("b", model.ShelfAway, 7),
	})
	var got []string
	for _, b := range s.backups {
		got = append(got, s.clock(b, time.UTC))
	}
	if want := []string{"03:16", "03:15:41", "03:15:07", "03:15"}; !slices.Equal(got, want) {
		t.Errorf("called %q, want %q", got, want)
	}
}

func TestNothingNewIsNoNewBackup(t *testing.T) {
	load(t)
	now := time.Date(2026, 10, 15, 10, 40, 0, 0, time.UTC)
	before := model.Backup{Name: "a", Shelf: model.ShelfHere, Made: now.Add(-25 * time.Minute), Reports: 3}
	if got, want := madeWords(before, before, now), "Từ bản 10:15 hôm nay chưa có gì thay đổi, bản đó vẫn đủ các bài."; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	after := model.Backup{Name: "b", Shelf: model.ShelfHere, Made: now, Reports: 3}
	if got, want := madeWords(after, before, now), "Đã sao lưu 3 bài."; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}
