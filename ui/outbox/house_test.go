package outbox

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/assets"
	"tinxa/model"
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
	desk   *uitest.Desk
	refuse error // what opening an address fails with

	shown, edited, urls []string
	backs, added        int
}

// now is when all tests look at the screen.
var now = time.Date(2026, 10, 15, 10, 40, 0, 0, time.UTC)

func clock(hour, minute int) time.Time { return time.Date(2026, 10, 15, hour, minute, 0, 0, time.UTC) }

const longTitle = "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây lần thứ tư (mở rộng) đánh giá kết quả thực hiện nhiệm vụ chín tháng đầu năm và bàn phương hướng quý bốn năm 2026"

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, desk: &uitest.Desk{Portals: []model.Account{
		{ID: "suoimay2", Name: "Cổng thông tin điện tử xã Suối Mây", Kind: "wordpress"},
		{ID: "benlua22", Name: "Cổng phường Bến Lụa", Kind: "nukeviet"},
		{ID: "banbt222", Name: "Ban biên tập Báo Mường Thanh", Kind: "mail"},
	}}}
	h.env = Env{
		Runner: h.runner, Now: func() time.Time { return now },
		Show:        func(r model.ReportID, a model.AccountID) { h.shown = append(h.shown, string(r)+" "+string(a)) },
		EditAccount: func(a model.AccountID) { h.edited = append(h.edited, string(a)) },
		AddPortal:   func() { h.added++ },
		OpenURL:     func(url string) error { h.urls = append(h.urls, url); return h.refuse },
		Back:        func() { h.backs++ },
	}
	return h
}

// put puts a dispatch into the journal, ordered at that minute of ten o'clock.
func (h *house) put(report, account string, minute int, state model.SendState, change ...func(*model.Dispatch)) model.Dispatch {
	d := model.Dispatch{
		ID: model.NewDispatchID(model.ReportID(report), model.AccountID(account)), State: state, Since: clock(10, minute),
		Content: model.Report{ID: model.ReportID(report), Head: model.Head{Title: "Bài " + report}},
	}
	for _, c := range change {
		c(&d)
	}
	return h.desk.Put(d)
}

func troubled(code string) func(*model.Dispatch) {
	return func(d *model.Dispatch) { d.Trouble = &model.Trouble{Code: code} }
}

func titled(title string) func(*model.Dispatch) {
	return func(d *model.Dispatch) { d.Content.Head.Title = title }
}

// standing is a dispatch whose article is public since that time.
func public(at time.Time) func(*model.Dispatch) {
	return func(d *model.Dispatch) {
		d.Sent = model.Sent{At: at, Article: model.RemoteArticle{
			ID: "41", URL: fmt.Sprintf("https://suoimay.example.vn/%s", d.Content.ID), Status: model.PostPublic,
		}}
	}
}

// full is a queue in which everything occurs.
func (h *house) full() {
	h.put("dang", "benlua22", 31, model.SendQueued, titled("Phường Bến Lụa tiếp xúc cử tri khu phố 4"))
	h.put("hong", "suoimay2", 12, model.SendAsks, titled(longTitle), troubled("firewall"))
	h.put("mang", "suoimay2", 20, model.SendWaits, titled("Ra quân làm sạch bờ kênh Cầu Ngói"), troubled("offline"), func(d *model.Dispatch) {
		d.Wait = model.Wait{Until: clock(10, 48), Tries: 3}
	})
	h.put("thu", "banbt222", 22, model.SendPaused)
	h.put("xong", "suoimay2", 2, model.SendDone, titled("Đảng ủy xã Suối Mây triển khai nhiệm vụ trọng tâm quý II năm 2026"), public(clock(10, 4)), func(d *model.Dispatch) {
		for i, what := range []model.SendStep{model.StepLogin, model.StepPhotos, model.StepCreate, model.StepBody, model.StepCheck, model.StepStatus} {
			d.Log = append(d.Log, model.LogEntry{At: clock(10, 2).Add(time.Duration(i*9) * time.Second), What: string(what)})
		}
		d.Log = append(d.Log, model.LogEntry{At: clock(10, 4), What: "busy", Note: "503"})
	})
	h.put("hom-qua", "benlua22", 1, model.SendDone, public(clock(9, 0).AddDate(0, 0, -1)))
	h.put("thoi", "benlua22", 0, model.SendCancelled, func(d *model.Dispatch) { d.Since = clock(8, 0).AddDate(0, 0, -2) })
	h.put("cu", "benlua22", 1, model.SendDone, public(clock(9, 0).AddDate(0, 0, -30)))
}

func (h *house) show() (*Screen, fyne.CanvasObject) {
	h.env.Queue = h.desk.Queue(h.runner, h.env.Now)
	s := New(h.env)
	return s, part.NewStage(h.runner, s.Object())
}

func (h *house) open(t *testing.T) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		var o fyne.CanvasObject
		s, o = h.show()
		return o
	})
	t.Cleanup(s.Close)
	return s, w
}
