package history

import (
	"testing"
	"time"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

func load(t *testing.T) {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
}

func TestDaysHaveNames(t *testing.T) {
	load(t)
	for back, want := range map[int]string{
		0: "Hôm nay", 1: "Hôm qua", 2: "Thứ Hai 16/11/2026", 3: "Chủ nhật 15/11/2026", 7: "Thứ Tư 11/11/2026", 400: "Thứ Ba 14/10/2025",
	} {
		if got := dayName(afternoon.AddDate(0, 0, -back), afternoon); got != want {
			t.Errorf("%d days ago: %q, want %q", back, got, want)
		}
	}
	late := model.Revision{Saved: time.Date(2026, 11, 17, 18, 0, 0, 0, time.UTC)} // 01:00 of the 18th
	called := names{append([]model.Revision{late}, kept()...), afternoon}
	if got := called.moment(late); got != "01:00" {
		t.Errorf("this morning is %q", got)
	}
	if got := called.moment(kept()[4]); got != "09:30 ngày 11/11/2026" {
		t.Errorf("a week ago is %q", got)
	}
}

// TestVersionsOfOneMinuteHaveSeconds: while somebody writes, a version is kept
// every few seconds, and they must not all be called the same.
func TestVersionsOfOneMinuteHaveSeconds(t *testing.T) {
	load(t)
	at := func(rev int64, second int) model.Revision {
		return model.Revision{Rev: rev, Saved: time.Date(2026, 11, 18, 9, 30, second, 0, afternoon.Location())}
	}
	called := names{[]model.Revision{at(3, 62), at(2, 41), at(1, 3)}, afternoon}
	for i, want := range []string{"09:31", "09:30:41", "09:30:03"} {
		if got := called.moment(called.all[i]); got != want {
			t.Errorf("version %d is called %q, want %q", called.all[i].Rev, got, want)
		}
	}
}

func TestSummaries(t *testing.T) {
	load(t)
	words := func(c compare.Comparison) string {
		said := ""
		for _, r := range summary(c) {
			said += r.Text
		}
		return said
	}
	r := modeltest.Report(1)
	moved, _, err := model.MoveBlock{ID: r.Blocks[0].BlockID(), To: model.Place{Index: 3}}.Apply(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		comparison compare.Comparison
		want       string
	}{
		{compare.Comparison{WordsAdded: 24, WordsRemoved: 7, PhotosAdded: 1}, "+24 từ, –7 từ, thêm 1 ảnh"},
		{compare.Comparison{WordsRemoved: 1200, PhotosRemoved: 2}, "–1.200 từ, bớt 2 ảnh"},
		{compare.Reports(r, r), "Hai bản giống nhau."},
		{compare.Reports(r, moved), "Chữ và ảnh không đổi, chỉ khác cách trình bày."},
	} {
		if got := words(c.comparison); got != c.want {
			t.Errorf("said is %q, want %q", got, c.want)
		}
	}
}

func TestNotesTellWhatWordsDoNot(t *testing.T) {
	load(t)
	all := compare.Row{Moved: true, Restyled: true, Before: compare.Part{Role: compare.Paragraph}, After: compare.Part{Role: compare.Heading}}
	for want, r := range map[string]compare.Row{
		"Đã chuyển chỗ · Đổi kiểu chữ · Đổi kiểu đoạn": all,
		"": {Kind: compare.Added, After: compare.Part{Role: compare.Heading}},
	} {
		if got := notes(r); got != want {
			t.Errorf("noted is %q, want %q", got, want)
		}
	}
}

// TestKeysArePutIntoWords: no id is ever a label.
func TestKeysArePutIntoWords(t *testing.T) {
	load(t)
	r := modeltest.Report(1)
	r.Meeting.Type, r.Meeting.Session, r.Status, r.Meeting.Extended = "ky-hop-hdnd", model.Evening, model.Returned, true
	names := func(key string) string { return "Kỳ họp (" + key + ")" }
	got := worded(r, names)
	if got.Meeting.Type != "Kỳ họp (ky-hop-hdnd)" || got.Meeting.Session != "Tối" || got.Status != "Trả lại" {
		t.Errorf("worded as %q, %q, %q", got.Meeting.Type, got.Meeting.Session, got.Status)
	}
	if plain := worded(r, nil); plain.Meeting.Type != r.Meeting.Type || r.Meeting.Session != model.Evening {
		t.Error("without names the type is another, or the report itself was changed")
	}
	for _, row := range compare.Reports(model.Report{}, got).Rows {
		switch row.Part().Role {
		case compare.Fact:
			say.T("history.fact." + row.Part().Name)
		case compare.Credit, compare.Alt:
			say.T("history.part." + string(row.Part().Role))
		}
	}
	if missing := say.Missing(); len(missing) > 0 {
		t.Errorf("no words for %q", missing)
	}
}

func TestEveryFactHasAName(t *testing.T) {
	load(t)
	r := modeltest.Crowded()
	r.Meeting.Extended = true
	facts := map[string]bool{}
	for _, row := range compare.Reports(model.Report{}, r).Rows {
		if row.Part().Role == compare.Fact {
			facts[row.Part().Name] = say.Has("history.fact." + row.Part().Name)
		}
	}
	if len(facts) < 16 {
		t.Errorf("only %d facts are told apart", len(facts))
	}
	for name, has := range facts {
		if !has {
			t.Errorf("no name for the fact %q", name)
		}
	}
}
