package home

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// TestScreens draws the list as users meet it, for the eye of whoever changes
// it.
func TestScreens(t *testing.T) {
	empty, ordinary := newHouse(t), ordinaryHouse(t)
	draw := func(name string, h *house, then ...func(*desk)) {
		var d *desk
		build := func() fyne.CanvasObject {
			d = &desk{t: t, Screen: New(h.env)}
			t.Cleanup(d.Close)
			return part.NewStage(h.env.Runner, d.Object())
		}
		uitest.Shots(t, name, uitest.Laptop, build, func(w fyne.Window) {
			d.w = w
			for _, do := range then {
				do(d)
			}
		})
	}
	draw("home-empty", empty)
	draw("home-ordinary", ordinary, pointAndHover)
	draw("home-crowded", crowdedHouse(t), func(d *desk) { test.Scroll(d.w.Canvas(), fyne.NewPos(600, 400), 0, -2000) })
	draw("home-search-nothing", ordinary, func(d *desk) { d.FocusSearch(); test.Type(d.bars.search.Entry, "lễ hội chọi trâu") })
	draw("home-bin", binnedHouse(t), func(d *desk) { d.Bin() })
	draw("home-bin-photos", photosTakenOut(t), func(d *desk) { d.openShelf(photoShelf); d.typeKeys(fyne.KeyDown) })
	draw("home-reminder", remindingHouse(t))
	draw("home-emptied", emptiedHouse(t))
	draw("home-fault", faultyHouse(t))
}

func TestScreensInOtherSizes(t *testing.T) {
	h := crowdedHouse(t)
	build := func() fyne.CanvasObject { return part.NewStage(h.env.Runner, New(h.env).Object()) }
	uitest.ShotAt150(t, "home-crowded", uitest.Laptop, build)
	taken := photosTakenOut(t)
	uitest.ShotAt150(t, "home-bin-photos", uitest.Laptop, func() fyne.CanvasObject {
		s := New(taken.env)
		s.openShelf(photoShelf)
		s.Remind(backupDue())
		return part.NewStage(taken.env.Runner, s.Object())
	})
	for _, width := range []float32{900, 1920} {
		w := uitest.New(t, fyne.NewSize(width, 700), build)
		uitest.Shot(t, fmt.Sprintf("home-crowded-%.0f", width), w)
	}
}

// TestScreensInUse draws what stands on the list for a moment.
func TestScreensInUse(t *testing.T) {
	h := ordinaryHouse(t)
	d := h.show(t)
	d.typeKeys(fyne.KeyDown, fyne.KeyDown)
	d.press("Việc khác")
	uitest.Shot(t, "home-menu", d.w)
	d.choose("Nhân bản")
	d.FocusSearch()
	test.Type(d.bars.search.Entry, "cầu ngói")
	uitest.Settle(d.w)
	uitest.Shot(t, "home-search", d.w)
}

func pointAndHover(d *desk) {
	d.typeKeys(fyne.KeyDown, fyne.KeyDown)
	r := d.list.rows[4]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
	test.MoveMouse(d.w.Canvas(), at.AddXY(300, 40))
	d.toast("Đã chuyển “Xã Đồng Trăng họp bàn làm đường” vào thùng rác.", "Hoàn tác", func() {})
}

// ordinaryHouse holds the samples and a few invented reports in every state.
func ordinaryHouse(t *testing.T) *house { return houseSince(t, noon.Add(-50*time.Hour)) }

// houseSince is an ordinary house whose first report is of that moment.
func houseSince(t *testing.T, began time.Time) *house {
	h := newHouse(t)
	h.now = began
	h.addSamples(t)
	h.now = began.Add(47 * time.Hour)
	others := []struct {
		title, commune string
		status         model.Status
	}{
		{"Hội đồng nhân dân xã Đồng Trăng khai mạc kỳ họp thứ tư", "xã Đồng Trăng", model.Published},
		{"Phường Cầu Ngói gặp mặt người có công nhân ngày Quốc khánh", "phường Cầu Ngói", model.Returned},
		{"Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ 4 (mở rộng)", "xã Suối Mây", model.Submitted},
	}
	for _, o := range others {
		r := titled(o.title)
		r.Meeting.Commune, r.Status = o.commune, o.status
		h.save(t, r)
		h.now = h.now.Add(40 * time.Minute)
	}
	h.now = noon
	return h
}

// crowdedHouse lists 2,000 reports with long names and the samples' covers.
func crowdedHouse(t *testing.T) *house {
	h := newHouse(t)
	h.addSamples(t)
	covers, err := h.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := many(2000)
	for i := range all {
		s := &all[i]
		s.Updated = noon.Add(-time.Duration(i) * 7 * time.Hour)
		s.Commune = "phường Nguyễn Thị Minh Khai Hòn Khói Xanh Bến Lụa"
		s.Date, s.Session = model.Date{Year: 2026, Month: 1 + i%12, Day: 1 + i%28}, model.Afternoon
		s.Status = model.Statuses()[i%5]
		s.Cover, s.Photos, s.Words = covers[i%5].Cover, 1+i%20, 300+i*7%2000
		if i%3 != 0 {
			s.Title += ", sơ kết ba năm thực hiện nghị quyết về xây dựng nông thôn mới nâng cao gắn với chuyển đổi số, bảo vệ rừng đầu nguồn và giảm nghèo bền vững giai đoạn 2026 - 2030 trên địa bàn"
		}
	}
	h.env.Store = &crowd{Store: h.store, all: all}
	return h
}

// daysAgo is some days and an hour before noon.
func daysAgo(days int) time.Time { return noon.Add(-time.Duration(24*days+1) * time.Hour) }

// binnedHouse has thrown five reports away over a month.
func binnedHouse(t *testing.T) *house {
	h := houseSince(t, daysAgo(40))
	listed, err := h.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, days := range []int{29, 18, 6, 2, 0} {
		h.now = daysAgo(days)
		if err := h.store.Delete(t.Context(), listed[i].ID); err != nil {
			t.Fatal(err)
		}
	}
	h.now = noon
	return h
}

// photosTakenOut has taken the photos out of its reports over a month, one of
// them without a caption, and thrown one of those reports away.
func photosTakenOut(t *testing.T) *house {
	h := houseSince(t, daysAgo(40))
	listed, err := h.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	days := 29
	for i, s := range listed {
		r, err := h.store.Report(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		h.now = daysAgo(days)
		if i == len(listed)-1 {
			r = h.takeOut(t, r, model.Picture{Photo: listed[4].Cover})
		}
		r.Blocks = slices.DeleteFunc(slices.Clone(r.Blocks), func(b model.Block) bool {
			_, is := b.(model.Photos)
			return is
		})
		h.save(t, r)
		days -= 4
	}
	h.now = noon.Add(-30 * time.Minute)
	if err := h.store.Delete(t.Context(), listed[4].ID); err != nil {
		t.Fatal(err)
	}
	h.now = noon
	return h
}

func backupDue() Reminder {
	return Reminder{
		Text:   "Đã 7 ngày chưa có bản sao lưu nào ở ngoài máy này. Anh/chị cắm USB hoặc chọn ổ mạng để chương trình tự sao sang đó.",
		Action: "Chọn nơi sao lưu", Do: func() {},
	}
}

func remindingHouse(t *testing.T) *house {
	h := ordinaryHouse(t)
	h.env.Reminders = func(context.Context) ([]Reminder, error) { return []Reminder{backupDue()}, nil }
	return h
}

// emptiedHouse has thrown its last report away.
func emptiedHouse(t *testing.T) *house {
	h := newHouse(t)
	h.three(t)
	listed, err := h.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range listed {
		if err := h.store.Delete(t.Context(), s.ID); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func faultyHouse(t *testing.T) *house {
	h := newHouse(t)
	h.env.Store = &faulty{Store: h.store, listing: fmt.Errorf("bolt: list: %w", model.ErrDamaged)}
	return h
}
