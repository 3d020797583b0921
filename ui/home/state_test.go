package home

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"tinxa/model"
)

var noon = time.Date(2026, 10, 15, 12, 0, 0, 0, time.FixedZone("ICT", 7*3600))

// listed are five summaries, last changed first, an hour apart.
func listed() []model.Summary {
	all := []model.Summary{
		{ID: "a", Title: "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây", Commune: "xã Suối Mây", Status: model.Draft},
		{ID: "b", Title: "Phường Bến Lụa tổng kết thi đua", Commune: "phường Bến Lụa", Status: model.Published},
		{ID: "c", Title: "Sơ kết nghị quyết", Status: model.Draft, Find: "Nguyễn Thị Hạ\nQuang cảnh hội nghị"},
		{ID: "d", Title: "Điểm tin ba xã", Status: model.Returned, Date: model.Date{Year: 2026, Month: 9, Day: 2}},
		{ID: "e", Title: "", Status: model.Published},
	}
	for i := range all {
		all[i].Updated = noon.Add(-time.Duration(i) * time.Hour)
	}
	return all
}

func stateOf(reports, bin []model.Summary) *state {
	s := newState()
	s.set(entriesOf(reports, nil), entriesOf(bin, nil), nil)
	return s
}

func ids(list []*entry) string {
	all := ""
	for _, e := range list {
		all += string(e.ID)
	}
	return all
}

func TestSearchNeedsNoAccentsAndEveryWord(t *testing.T) {
	s := stateOf(listed(), nil)
	for query, want := range map[string]string{
		"":                  "abcde",
		"dang bo":           "a",
		"ĐẢNG  bộ":          "a",
		"hoi nghi":          "ac", // c by its caption
		"nguyen ha":         "c",
		"ben lua suoi may":  "",
		"xa":                "ad",
		"2/9/2026":          "d",
		"\u0111a\u0309ng":   "a", // decomposed, as some keyboards send it
		"không có ở đâu cả": "",
	} {
		s.search(query)
		if got := ids(s.shown); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}

func TestShelvesAndTheirCountsFollowTheSearch(t *testing.T) {
	binned := listed()[1]
	binned.ID, binned.Deleted = "x", noon
	s := stateOf(listed(), []model.Summary{binned})
	counts := func() (all []int) {
		for _, sh := range append(shelves(), binShelf) {
			all = append(all, s.count(sh))
		}
		return all
	}
	if got, want := counts(), []int{5, 2, 0, 1, 0, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("counts %v, want %v", got, want)
	}
	for sh, want := range map[shelf]string{shelf(model.Draft): "ac", shelf(model.Approved): "", binShelf: "x", everything: "abcde"} {
		s.open(sh)
		if got := ids(s.shown); got != want {
			t.Errorf("shelf %q shows %q, want %q", sh, got, want)
		}
	}
	s.search("lua")
	if got, want := counts(), []int{1, 0, 0, 0, 0, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("counts of a search %v, want %v", got, want)
	}
}

func TestOrderIsThatOfChange(t *testing.T) {
	reports := listed()
	slices.Reverse(reports)
	bin := listed()[:2]
	bin[0].Deleted, bin[1].Deleted = noon.Add(-time.Hour), noon
	s := stateOf(reports, bin)
	if got := ids(s.reports) + "/" + ids(s.bin); got != "abcde/ba" {
		t.Errorf("order %q, want the last changed and the last deleted first", got)
	}
}

func TestTheKeyboardMovesWithinTheList(t *testing.T) {
	s := stateOf(listed(), nil)
	for _, move := range []struct{ by, want int }{{1, 0}, {-1, 0}, {1, 1}, {9, 4}, {1, 4}, {-2, 2}, {-9, 0}} {
		s.step(move.by)
		if s.current != move.want {
			t.Errorf("by %d to row %d, want %d", move.by, s.current, move.want)
		}
	}
	s = stateOf(nil, nil)
	s.step(1)
	if s.current != -1 || s.at(s.current) != nil {
		t.Errorf("an empty list has row %d", s.current)
	}
}

func TestTheCurrentRowStaysWithItsReport(t *testing.T) {
	s := stateOf(listed(), nil)
	s.jump(2)
	s.search("hoi nghi")
	if got := s.at(s.current); got == nil || got.ID != "c" {
		t.Errorf("after a search that finds it: %+v", got)
	}
	s.search("lua")
	if got := s.at(s.current); got == nil || got.ID != "b" {
		t.Errorf("after a search that does not: %+v, want the first row", got)
	}
	s.search("")
	s.jump(1)
	s.throw("b", noon)
	if got := s.at(s.current); got == nil || got.ID != "c" {
		t.Errorf("after it was thrown away: %+v, want the next one", got)
	}
	s.jump(3)
	s.throw("e", noon)
	if got := s.at(s.current); got == nil || got.ID != "d" {
		t.Errorf("after the last one was thrown away: %+v, want the one before", got)
	}
}

func TestThrowAndTakeBack(t *testing.T) {
	s := stateOf(listed(), nil)
	before := s.reports
	s.throw("b", noon)
	s.throw("d", noon.Add(time.Minute))
	s.throw("nobody", noon)
	if got := ids(s.reports) + "/" + ids(s.bin); got != "ace/db" {
		t.Errorf("%q, want the last thrown first in the bin", got)
	}
	if e := find(s.bin, "b"); !e.Deleted.Equal(noon) {
		t.Errorf("thrown at %v, want %v", e.Deleted, noon)
	}
	if ids(before) != "abcde" || !before[1].Deleted.IsZero() {
		t.Error("a list that the background may read was changed")
	}
	s.takeBack("b")
	s.takeBack("nobody")
	if got := ids(s.reports) + "/" + ids(s.bin); got != "abce/d" {
		t.Errorf("%q, want it back in its place", got)
	}
	if !find(s.reports, "b").Deleted.IsZero() {
		t.Error("what was taken back still counts as thrown away")
	}
}

func TestRevealLeavesWhatHidesAReport(t *testing.T) {
	for name, hide := range map[string]func(*state){
		"nothing": func(*state) {},
		"shelf":   func(s *state) { s.open(shelf(model.Published)) },
		"search":  func(s *state) { s.search("lụa") },
		"both":    func(s *state) { s.open(binShelf); s.search("lụa") },
	} {
		s := stateOf(listed(), nil)
		hide(s)
		s.reveal("c")
		if got := s.at(s.current); got == nil || got.ID != "c" {
			t.Errorf("hidden by %s: points at %+v", name, got)
		}
	}
	s := stateOf(listed(), nil)
	s.open(shelf(model.Draft))
	s.reveal("c")
	if s.shelf != shelf(model.Draft) {
		t.Error("left a shelf that shows the report")
	}
}

func TestWordsAreFoldedOnce(t *testing.T) {
	known := entriesOf(listed(), nil)
	known[0].words, known[1].words = "kept", "old"
	again := listed()
	again[1].Updated = noon.Add(time.Hour)
	again[0].Status = model.Approved
	got := entriesOf(again, known)
	if got[0].words != "kept" || got[0].Status != model.Approved {
		t.Errorf("unchanged report: %+v", got[0])
	}
	if got[1].words == "old" {
		t.Error("a changed report is found by its old words")
	}
}

func TestDaysLeft(t *testing.T) {
	for since, want := range map[time.Duration]int{
		0: 30, time.Minute: 30, 24 * time.Hour: 29, 18*24*time.Hour - time.Minute: 13,
		29*24*time.Hour + time.Hour: 1, 30 * 24 * time.Hour: 0, 99 * 24 * time.Hour: 0,
	} {
		if got := daysLeft(noon.Add(-since), noon); got != want {
			t.Errorf("%v after it was thrown away: %d days left, want %d", since, got, want)
		}
	}
}

// many are n summaries with as many words as real ones have.
func many(n int) []model.Summary {
	all := make([]model.Summary, n)
	for i := range all {
		base := listed()[i%4]
		base.ID = model.ReportID(fmt.Sprintf("r%d", i))
		base.Title += fmt.Sprintf(" lần thứ %d (mở rộng), nhiệm kỳ 2025 - 2030", i)
		base.Find = "Dự hội nghị có các đồng chí trong Ban Thường vụ, Ban Chấp hành Đảng bộ xã; trưởng các ban, ngành, đoàn thể.\n" +
			"Đồng chí Nguyễn Thị Hạ, Bí thư Đảng ủy, phát biểu chỉ đạo hội nghị.\nĐồng chí Trần Văn Đông, Chủ tịch UBND xã.\n" +
			"Quang cảnh hội nghị.\nCác đại biểu biểu quyết thông qua nghị quyết.\nTrung tâm Văn hóa - Truyền thông"
		all[i] = base
	}
	return all
}

func BenchmarkKeyStrokeIn10000(b *testing.B) {
	s := stateOf(many(10_000), nil)
	for b.Loop() {
		s.search("nguyen ha khong co")
	}
}

func BenchmarkFolding10000(b *testing.B) {
	all := many(10_000)
	for b.Loop() {
		entriesOf(all, nil)
	}
}
