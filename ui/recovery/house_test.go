package recovery

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/model/rescue"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// runner is inline until it is frozen; then nothing reaches the window any more,
// as if the work never ended.
type runner struct {
	task.Inline
	frozen bool
}

func (r *runner) Do(f func()) {
	if !r.frozen {
		f()
	}
}

// house stands in for what is around the screen and keeps what it was asked.
type house struct {
	env    Env
	runner *runner
	plan   rescue.Plan
	refuse error // what the work fails with

	restored   []model.Backup
	passphrase string
	rebuilt    []rescue.Choice
	finished   []Outcome
	did        []string // "quit", "readonly", "folder"
}

// now is when all tests look at the screen.
var now = time.Date(2026, 10, 15, 10, 40, 0, 0, time.UTC)

func clock(hour, minute int) time.Time {
	return time.Date(2026, 10, 15, hour, minute, 0, 0, time.UTC)
}

const keptIn = "D:/Tin Xã/cach-ly/2026-10-15 10.40"

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, plan: rescue.Merge(foundAll(), traces())}
	h.env = Env{
		Runner: h.runner, Now: func() time.Time { return now },
		Case: Case{
			Why: Damaged, Reports: 121, Photos: 412, Since: clock(10, 32),
			Detail: "bolt: page 118 of tinxa.db: checksum 8c1f02aa, want 51d07e33: damaged",
		},
		Backups: backups(),
		RestoreBackup: func(_ context.Context, b model.Backup, passphrase string, _ task.Progress) (Outcome, error) {
			h.restored, h.passphrase = append(h.restored, b), passphrase
			return Outcome{Reports: b.Reports, Photos: b.Photos, Kept: keptIn}, h.refuse
		},
		Find: func(context.Context, task.Progress) (rescue.Plan, error) { return h.plan, h.refuse },
		Rebuild: func(_ context.Context, chosen []rescue.Choice, _ task.Progress) (Outcome, error) {
			h.rebuilt = chosen
			listed := slices.DeleteFunc(slices.Clone(chosen), func(c rescue.Choice) bool { return !c.Best.Deleted.IsZero() })
			return Outcome{Reports: len(listed), Photos: 40, Kept: keptIn}, h.refuse
		},
		ReadOnly:   func() { h.did = append(h.did, "readonly") },
		Finished:   func(o Outcome) { h.finished = append(h.finished, o) },
		Quit:       func() { h.did = append(h.did, "quit") },
		ShowFolder: func() { h.did = append(h.did, "folder") },
	}
	return h
}

func backups() []model.Backup {
	return []model.Backup{
		{Name: "a", Shelf: model.ShelfHere, Made: clock(10, 15), Reports: 128, Photos: 412, Size: 1258291},
		{Name: "b", Shelf: model.ShelfHere, Made: clock(10, 0), Reports: 127, Photos: 410, Size: 1257000},
		{Name: "c", Shelf: model.ShelfAway, Made: clock(8, 0).AddDate(0, 0, -1), Reports: 126, Photos: 398, Size: 1200000, Sealed: true},
		{Name: "d", Shelf: model.ShelfHere, Made: clock(16, 30).AddDate(0, 0, -9), Reports: 119, Photos: 371, Size: 1100000},
	}
}

// report is a report as it was saved at that time.
func report(seed uint64, title string, saved time.Time) model.Report {
	r := modeltest.Report(seed)
	r.Rev, r.Updated, r.Head.Title = 5, saved, title
	return r
}

const longTitle = "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ tư (mở rộng) đánh giá kết quả thực hiện nhiệm vụ chín tháng đầu năm và bàn phương hướng quý bốn năm 2026"

// foundAll is what a search comes home with.
func foundAll() []model.Found {
	binned := model.Found{Report: report(14, "Tập huấn chuyển đổi số cho tổ công nghệ cộng đồng", clock(8, 2).AddDate(0, 0, -3)), Source: model.FromFile, Deleted: clock(9, 0)}
	twin := report(2, "Đảng ủy xã Suối Mây giao ban tháng 9 (bản ở máy cũ)", clock(10, 15).AddDate(0, 0, -1))
	all := []model.Found{
		{Report: report(1, longTitle, clock(10, 31)), Source: model.FromJournal},
		{Report: report(2, "Đảng ủy xã Suối Mây giao ban tháng 9", clock(9, 50)), Source: model.FromFile},
		{Report: twin, Source: model.FromBackup, Made: clock(10, 15)},
		{Report: report(3, "", clock(16, 5).AddDate(0, 0, -1)), Source: model.FromBackup, Made: clock(10, 15)},
		binned,
	}
	for i := range uint64(12) {
		all = append(all, model.Found{
			Report: report(20+i, fmt.Sprintf("Phường Bến Lụa tiếp xúc cử tri khu phố %d", i+1), clock(7, int(40-i)).AddDate(0, 0, -int(i)-2)),
			Source: model.FromFile,
		})
	}
	return all
}

func traces() []model.Trace {
	return []model.Trace{
		{ID: "report2", Rev: 7, Name: "Đảng ủy xã Suối Mây giao ban tháng 9", Saved: clock(10, 32)},
		{ID: "gone", Rev: 2, Name: "Ra quân làm sạch bờ kênh Cầu Ngói", Saved: clock(10, 20)},
	}
}

func (h *house) open(t *testing.T) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		s = New(h.env)
		return part.NewStage(h.runner, s.Object())
	})
	t.Cleanup(s.Close)
	return s, w
}
