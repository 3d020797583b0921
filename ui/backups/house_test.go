package backups

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/modeltest"
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
	env     Env
	runner  *runner
	backups []model.Backup
	away    Away
	inside  []model.Summary
	refuse  error  // what all work but reading the list fails with
	folder  string // the answer to ChooseFolder, empty for none

	asked  []string // what was called, with its arguments
	opened []model.Report
}

// now is when all tests look at the screen.
var now = time.Date(2026, 10, 15, 10, 40, 0, 0, time.UTC)

func clock(hour, minute int) time.Time {
	return time.Date(2026, 10, 15, hour, minute, 0, 0, time.UTC)
}

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, backups: shelves(), inside: inside()}
	h.env = Env{
		Runner: h.runner, Now: func() time.Time { return now },
		List: func(context.Context) ([]model.Backup, error) { return h.backups, nil },
		Make: func(context.Context, task.Progress) (model.Backup, error) {
			h.note("make")
			b := model.Backup{Name: "new", Shelf: model.ShelfHere, Made: now, Reports: 129, Photos: 413}
			if h.refuse == nil {
				h.backups = append(h.backups, b)
			}
			return b, h.refuse
		},
		Reports: func(_ context.Context, b model.Backup, passphrase string) ([]model.Summary, error) {
			h.note("reports", b.Name, passphrase)
			return h.inside, h.refuse
		},
		RestoreReport: h.restore,
		RestoreAll:    func(b model.Backup, passphrase string) { h.note("all", b.Name, passphrase) },
		SecondPlace:   h.secondPlace(),
		Open:          func(r model.Report) { h.opened = append(h.opened, r) },
		Back:          func() { h.note("back") },
	}
	return h
}

func (h *house) secondPlace() SecondPlace {
	return SecondPlace{
		Away: func(context.Context) (Away, error) { return h.away, nil },
		SetAway: func(_ context.Context, folder, passphrase string) error {
			h.note("set", folder, passphrase)
			if h.refuse == nil {
				h.away = Away{Folder: folder, Sealed: passphrase != "", There: true}
			}
			return h.refuse
		},
		CopyAway: func(context.Context, task.Progress) error {
			h.note("copy")
			if h.refuse == nil {
				h.away.Copied = now
			}
			return h.refuse
		},
		ChooseFolder: func(chosen func(string)) {
			if h.folder != "" {
				chosen(h.folder)
			}
		},
	}
}

// restore gives the report the revision that it has in the store afterwards.
func (h *house) restore(_ context.Context, b model.Backup, passphrase string, id model.ReportID) (model.Report, error) {
	h.note("restore", b.Name, passphrase, string(id))
	r := modeltest.Report(1)
	r.ID, r.Rev, r.Head.Title = id, 8, longTitle
	if id == "second" {
		r.Rev = 1
	}
	return r, h.refuse
}

func (h *house) note(words ...string) {
	h.asked = append(h.asked, strings.TrimSpace(strings.Join(words, " ")))
}

func shelves() []model.Backup {
	all := []model.Backup{
		{Name: "usb", Shelf: model.ShelfAway, Made: clock(10, 15), Reports: 128, Photos: 412, Size: 1258291, Sealed: true},
		{Name: "d", Shelf: model.ShelfHere, Made: clock(16, 30).AddDate(0, 0, -9), Reports: 119, Photos: 371, Size: 1100000},
		{Name: "a", Shelf: model.ShelfHere, Made: clock(10, 15), Reports: 128, Photos: 412, Size: 1258291},
		{Name: "c", Shelf: model.ShelfHere, Made: clock(8, 0).AddDate(0, 0, -1), Reports: 126, Photos: 398, Size: 1200000},
		{Name: "b", Shelf: model.ShelfHere, Made: clock(10, 0), Reports: 127, Photos: 410, Size: 1257000},
	}
	return all
}

const longTitle = "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ tư (mở rộng) đánh giá kết quả thực hiện nhiệm vụ chín tháng đầu năm và bàn phương hướng quý bốn năm 2026"

// inside is what a backup holds.
func inside() []model.Summary {
	day := model.Date{Year: 2026, Month: 10, Day: 14}
	all := []model.Summary{
		{ID: "first", Title: longTitle, Commune: "xã Suối Mây", Date: day, Updated: clock(10, 5), Words: 612, Photos: 5},
		{ID: "second", Title: "", Updated: clock(9, 0).AddDate(0, 0, -1)},
		{ID: "third", Title: "Ra quân làm sạch bờ kênh Cầu Ngói", Commune: "phường Bến Lụa", Updated: clock(9, 30), Words: 240, Photos: 3, Deleted: clock(9, 40), Find: "Đặng Thị Hạ"},
	}
	for i := range 10 {
		all = append(all, model.Summary{
			ID: model.ReportID(fmt.Sprintf("more%d", i)), Title: fmt.Sprintf("Phường Bến Lụa tiếp xúc cử tri khu phố %d", i+1),
			Commune: "phường Bến Lụa", Date: day, Updated: clock(8, 0).AddDate(0, 0, -i-2), Words: 300 + i, Photos: i,
		})
	}
	return all
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

// unfold presses the row of a backup.
func unfold(t *testing.T, s *Screen, w fyne.Window, key string) {
	t.Helper()
	row := s.rows.cards[key]
	if row == nil {
		t.Fatalf("no backup %q", key)
	}
	test.Tap(row)
	uitest.Settle(w)
}
