package recovery

import (
	"strings"
	"testing"
	"time"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/say"
)

func TestRecommended(t *testing.T) {
	at := backups()
	for name, c := range map[string]struct {
		about   Case
		backups []model.Backup
		want    way
	}{
		"no backup":                   {Case{Since: clock(10, 0)}, nil, wayRescue},
		"saved since the backup":      {Case{Since: clock(10, 32)}, at, wayRescue},
		"nothing saved since":         {Case{Since: clock(10, 10)}, at, wayBackup},
		"saved at that very moment":   {Case{Since: clock(10, 15)}, at, wayBackup},
		"nobody knows what was saved": {Case{}, at, wayRescue},
	} {
		if got := recommended(c.about, c.backups); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}

func TestGap(t *testing.T) {
	load(t)
	b := backups()[0]
	for since, want := range map[time.Time]string{
		{}:            "Phần viết sau 10:15 hôm nay, nếu có, không có trong bản này.",
		clock(10, 32): "Phần viết từ 10:15 đến 10:32 hôm nay không có trong bản này.",
		clock(10, 15): "Từ đó đến nay chưa có gì được lưu thêm, nên không thiếu gì.",
		clock(9, 0).In(time.FixedZone("", 3600)).AddDate(0, 0, 1): "Phần viết từ 10:15 hôm nay đến 09:00 ngày 16/10/2026 không có trong bản này.",
	} {
		if got := gap(b, since, now); got != want {
			t.Errorf("since %v: %q, want %q", since, got, want)
		}
	}
	yesterday := backups()[2]
	if got := gap(yesterday, clock(10, 32), now); !strings.Contains(got, "từ 08:00 hôm qua đến 10:32 hôm nay") {
		t.Errorf("got %q", got)
	}
}

func load(t *testing.T) {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
}

func TestSelection(t *testing.T) {
	load(t)
	s := newSelection(rescue.Merge(foundAll(), traces()))
	if got, want := s.count(), len(s.plan.Reports)-1; got != want {
		t.Fatalf("%d ticked at first, want %d: all but the one from the bin", got, want)
	}
	s.all(true)
	for _, c := range s.chosen() {
		for _, f := range c.Revisions {
			if !f.Deleted.IsZero() || !c.Best.Deleted.IsZero() {
				t.Errorf("%s was chosen and stays in the bin", f.Report.ID)
			}
		}
	}
	binned := 0
	for _, c := range s.plan.Reports {
		if !c.Revisions[0].Deleted.IsZero() {
			binned++
		}
	}
	if binned != 1 {
		t.Error("choosing changed the plan")
	}
	s.all(false)
	s.toggle(2)
	if got := s.chosen(); len(got) != 1 || got[0].Best.Report.ID != s.plan.Reports[2].Best.Report.ID {
		t.Errorf("chosen: %+v", got)
	}
}

func TestLinesNameWhatWasFoundAndWhatWasNot(t *testing.T) {
	load(t)
	s := newSelection(rescue.Merge(foundAll(), traces()))
	var all []string
	for i := range s.lines() {
		l := s.line(i, now)
		all = append(all, l.head+" | "+l.facts)
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{
		longTitle + " | bản 10:31 hôm nay · trong nhật ký · ",
		"Đảng ủy xã Suối Mây giao ban tháng 9 | bản 09:50 hôm nay · trong tệp dữ liệu · ",
		" | bản 16:05 hôm qua · trong bản sao lưu 10:15 hôm nay · ",
		" · từ thùng rác",
		" · bản khác của cùng bài, để riêng",
		"Không tìm lại được: 2 bài | ",
		"Đảng ủy xã Suối Mây giao ban tháng 9 | mất bản 10:32 hôm nay, còn bản 09:50 hôm nay",
		"Ra quân làm sạch bờ kênh Cầu Ngói | mất bản 10:20 hôm nay, không còn bản nào khác",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not told in\n%s", want, text)
		}
	}
	if got := s.line(s.lines()-1, now).kind; got != lineLost {
		t.Errorf("what is lost whole is shown as kind %d", got)
	}
	if got := newSelection(rescue.Plan{}).lines(); got != 0 {
		t.Errorf("an empty plan has %d lines", got)
	}
}

func TestWordsForWhatNobodyKnows(t *testing.T) {
	load(t)
	for got, want := range map[string]string{
		titleOf(""):                                         "Bài chưa có tiêu đề",
		state(time.Time{}, now):                             "không rõ giờ lưu",
		lossFacts(rescue.Loss{}, now):                       "không còn bản nào",
		lossFacts(rescue.Loss{Best: clock(9, 5)}, now):      "mất bản mới nhất, còn bản 09:05 hôm nay",
		safe(Case{}):                                        "",
		safe(Case{Reports: 2}):                              "Còn đọc được 2 bài.",
		safe(Case{Photos: 1200}):                            "Còn nguyên 1.200 ảnh.",
		rescued(Outcome{Reports: 3}):                        "Đã lấy lại 3 bài",
		foundIn(model.Found{Source: model.FromBackup}, now): "trong bản sao lưu",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, key := range say.Missing() {
		t.Errorf("no text for %s", key)
	}
}

func TestLossesAreListedOnce(t *testing.T) {
	a, b := rescue.Loss{ID: "a"}, rescue.Loss{ID: "b"}
	if got := withLosses([]rescue.Loss{a}, []rescue.Loss{a, b}); len(got) != 2 || got[1].ID != "b" {
		t.Errorf("got %+v", got)
	}
}
