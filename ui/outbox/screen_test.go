package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

var errBrowser = errors.New("no browser")

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// ids are the reports of the rows from the top.
func (s *Screen) ids() []string {
	var all []string
	for _, r := range s.rows {
		id, _ := r.item.Dispatch.ID.Parts()
		all = append(all, string(id))
	}
	return all
}

func (s *Screen) row(t *testing.T, report string) *row {
	t.Helper()
	i := slices.Index(s.ids(), report)
	if i < 0 {
		t.Fatalf("no row %q", report)
	}
	return s.rows[i]
}

func TestWhatNeedsTheUserStandsFirst(t *testing.T) {
	h := newHouse(t)
	h.full()
	s, w := h.open(t)
	want := []string{"hong", "dang", "mang", "thu", "xong", "hom-qua", "thoi"}
	if got := s.ids(); !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
	for _, words := range []string{
		longTitle, "Cổng phường Bến Lụa", "Tường lửa của cổng đã chặn nội dung gửi lên.",
		"Chưa có mạng. Bài đang chờ, sẽ tự gửi khi có mạng lại. Tự gửi lại lúc 10:48 hôm nay.",
		"Đã tạm dừng", "Đã đăng lên cổng lúc 10:04 hôm nay", "Đã hủy gửi", "Đã xong gần đây",
	} {
		if !uitest.Reads(w, words) {
			t.Errorf("%q is not on the screen", words)
		}
	}
}

func TestEmptyStatesSayWhatToDo(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	uitest.Press(t, w, "Bài của tôi")
	if h.backs != 1 || !uitest.Reads(w, "Không có bài nào đang chờ.") {
		t.Error("an empty queue does not lead on")
	}
	h.desk.Portals = nil
	_, w = h.open(t)
	uitest.Press(t, w, "Thêm cổng")
	if h.added != 1 {
		t.Error("without portals none can be added")
	}
	h.desk.Portals = []model.Account{{ID: "suoimay2", Name: "Cổng xã Suối Mây", Kind: "wordpress"}}
	h.env.Queue.Load()
	if uitest.Settle(w); !uitest.Reads(w, "Không có bài nào đang chờ.") {
		t.Error("a portal that was added just now is not known")
	}
}

func TestTheMainActionOfEachRow(t *testing.T) {
	for name, c := range map[string]struct {
		state model.SendState
		code  string
		press string
		want  string // what the house or the desk was asked
	}{
		"queued":    {model.SendQueued, "", "Tạm dừng", "[pause]"},
		"waits":     {model.SendWaits, "offline", "Thử lại ngay", "[go-on]"},
		"paused":    {model.SendPaused, "", "Tiếp tục", "[go-on]"},
		"gone":      {model.SendAsks, "gone-there", "Đăng thành bài mới", "[as-new]"},
		"password":  {model.SendAsks, "password", "Sửa tài khoản", "[] edit suoimay2"},
		"firewall":  {model.SendAsks, "firewall", "Xem và chọn", "[] show mot suoimay2"},
		"changed":   {model.SendAsks, "changed-there", "Xem và chọn", "[] show mot suoimay2"},
		"mail":      {model.SendAsks, "unknown-outcome", "Xem và chọn", "[] show mot suoimay2"},
		"published": {model.SendDone, "", "Mở bài trên cổng", "[] url https://suoimay.example.vn/mot"},
	} {
		h := newHouse(t)
		h.put("mot", "suoimay2", 30, c.state, func(d *model.Dispatch) {
			if c.code != "" {
				troubled(c.code)(d)
			}
			if c.state == model.SendDone {
				public(clock(10, 35))(d)
			}
		})
		_, w := h.open(t)
		uitest.Press(t, w, c.press)
		got := fmt.Sprint(h.desk.Decided)
		for what, said := range map[string][]string{"edit": h.edited, "show": h.shown, "url": h.urls} {
			for _, s := range said {
				got += " " + what + " " + s
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestTheSmallMenu(t *testing.T) {
	h := newHouse(t)
	h.full()
	s, w := h.open(t)
	for report, want := range map[string][]action{
		"dang": {doPause, doCancel, doShow}, "hong": {doGoOn, doCancel, doShow}, "mang": {doGoOn, doPause, doCancel, doShow},
		"thu": {doGoOn, doCancel, doShow}, "xong": {doOpen, doCopy, doShow, doLog}, "thoi": {doShow},
	} {
		if got := actions(s.row(t, report).item); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", report, got, want)
		}
	}
	done := s.row(t, "xong").item
	for _, a := range actions(done) {
		s.act(done, a)
	}
	uitest.Settle(w)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "https://suoimay.example.vn/xong" || len(h.urls) != 1 || len(h.shown) != 1 {
		t.Errorf("copied %q, opened %v, shown %v", got, h.urls, h.shown)
	}
	if !uitest.Reads(w, "10:02:09  Gửi ảnh.") || !uitest.Reads(w, "10:04:00  Cổng đang bận nên chưa nhận được bài. 503") {
		t.Error("the log is not told in words")
	}
	waiting := s.row(t, "mang").item
	for _, a := range []action{doPause, doGoOn, doCancel} {
		s.act(waiting, a)
	}
	if want := []export.Decision{export.Pause, export.GoOn, export.Cancel}; !slices.Equal(h.desk.Decided, want) {
		t.Errorf("decided %v, want %v", h.desk.Decided, want)
	}
	s.showMenu(s.row(t, "mang"), fyne.NewPos(100, 100))
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no menu opens")
	}
}

func TestTheScreenFollowsTheQueue(t *testing.T) {
	h := newHouse(t)
	h.put("mot", "suoimay2", 30, model.SendPaused)
	s, w := h.open(t)
	told := false
	h.desk.Go = func(_ context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error) {
		p(export.Progress{Step: model.StepPhotos, Photo: 3, Of: 12, Sent: 838861, Size: 1468006, Total: 5, Whole: 10})
		uitest.Settle(w)
		told = uitest.Reads(w, "Đang gửi ảnh 3/12 · 0,8/1,4 MB") && s.rows[0].gauge.Share() == 0.5
		d.State = model.SendDone
		public(clock(10, 39))(&d)
		return d, nil
	}
	uitest.Press(t, w, "Tiếp tục")
	if !told {
		t.Error("the progress is not told")
	}
	if !uitest.Reads(w, "Đã đăng lên cổng lúc 10:39 hôm nay") {
		t.Error("that it is done is not told")
	}
	s.Close()
	h.env.Queue.Decide(model.NewDispatchID("mot", "suoimay2"), export.Pause)
}

func TestAFaultOfThisComputerIsTold(t *testing.T) {
	h := newHouse(t)
	h.put("mot", "suoimay2", 30, model.SendPaused)
	_, w := h.open(t)
	h.desk.Refuse = model.ErrFull
	uitest.Press(t, w, "Tiếp tục")
	if !uitest.Reads(w, "Ổ đĩa đã hết chỗ nên chưa ghi được.") {
		t.Error("a full disk is not told")
	}
	h.refuse = errBrowser
	h.put("hai", "suoimay2", 30, model.SendDone, public(clock(10, 35)))
	_, w = h.open(t)
	uitest.Press(t, w, "Mở bài trên cổng")
	h.refuse = nil
	uitest.Press(t, w, "Thử lại")
	if len(h.urls) != 2 || len(uitest.All[*part.Banner](w)) > 0 {
		t.Errorf("opened %v", h.urls)
	}
}

func TestKeys(t *testing.T) {
	h := newHouse(t)
	h.full()
	s, w := h.open(t)
	s.Key(key(fyne.KeyDown))
	for range 3 {
		w.Canvas().Focused().TypedKey(key(fyne.KeyDown))
	}
	w.Canvas().Focused().TypedKey(key(fyne.KeyUp))
	if w.Canvas().Focused() != s.rows[2].card {
		t.Fatal("the arrows do not walk along the rows")
	}
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(h.shown, []string{"mang suoimay2"}) {
		t.Errorf("Enter shows %v", h.shown)
	}
	s.unfold(model.NewDispatchID("xong", "suoimay2"))
	s.Key(key(fyne.KeyEscape))
	if s.open != "" || h.backs != 0 {
		t.Error("Esc does not fold the log together")
	}
	s.Key(key(fyne.KeyEscape))
	if h.backs != 1 {
		t.Error("Esc does not go back")
	}
	test.Tap(s.rows[0].card)
	if len(h.shown) != 2 {
		t.Error("a row does not open")
	}
}
