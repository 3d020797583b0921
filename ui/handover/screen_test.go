package handover

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/export"
	"tinxa/export/handover"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/uitest"
)

func clipboard() string { return fyne.CurrentApp().Clipboard().Content() }

func field(s *Screen, name handover.Name) step {
	i := slices.IndexFunc(s.state.steps, func(st step) bool { return st.field.Name == name })
	return s.state.steps[i]
}

func press(s *Screen, w fyne.Window, st step) {
	test.Tap(s.rows[st.tick].(*part.Card))
	uitest.Settle(w)
}

func TestEnterCopiesFieldAfterField(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	w.Canvas().OnTypedKey()(enter)
	if clipboard() != h.env.Report || len(h.ticks) != 1 || h.ticks[0] != field(s, handover.Title).tick {
		t.Fatalf("copied %q, ticks %q", clipboard(), h.ticks)
	}
	w.Canvas().OnTypedKey()(enter)
	w.Canvas().OnTypedKey()(enter)
	if !strings.HasPrefix(clipboard(), "Những ngày đầu tháng 10") {
		t.Errorf("copied %q", clipboard())
	}
	w.Canvas().OnTypedKey()(enter)
	if !strings.Contains(h.html, "<strong>[Ảnh 01]</strong>") || !strings.Contains(h.text, "[Ảnh 01]") || strings.Contains(h.html, "<img") {
		t.Errorf("the body was copied as %.200q, %.200q", h.html, h.text)
	}
	w.Canvas().OnTypedKey()(enter)
	if !slices.Equal(h.asked, []string{"folder anh"}) {
		t.Errorf("asked %q", h.asked)
	}
	for range 40 {
		w.Canvas().OnTypedKey()(enter)
	}
	if len(h.ticks) != len(s.state.steps) {
		t.Errorf("%d of %d steps are ticked", len(h.ticks), len(s.state.steps))
	}
}

func TestWhatWasCopiedMayBeCopiedAgain(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	title := field(s, handover.Title)
	press(s, w, title)
	fyne.CurrentApp().Clipboard().SetContent("khác")
	h.ticks = nil
	press(s, w, title)
	if clipboard() != h.env.Report || h.ticks != nil {
		t.Errorf("copied %q, kept %q", clipboard(), h.ticks)
	}
}

func TestTheBodyIsCopiedInThreeForms(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	uitest.Press(t, w, "Chép mã HTML")
	if !strings.Contains(clipboard(), `<img src="01-`) || strings.Contains(clipboard(), "data-st-id") {
		t.Errorf("source %.300q", clipboard())
	}
	uitest.Press(t, w, "Chép chữ thường")
	if strings.Contains(clipboard(), "<") || !strings.Contains(clipboard(), "[Ảnh 01]") {
		t.Errorf("text %.300q", clipboard())
	}
	if !s.state.done(field(s, handover.Body)) || len(h.ticks) != 1 {
		t.Errorf("ticks %q", h.ticks)
	}
}

func TestAWindowThatIsOpenedAgainGoesOn(t *testing.T) {
	h := newHouse(t)
	s, _ := h.open(t)
	s.Next()
	s.Next()
	h.env.Kept = Kept{Ticks: h.ticks, URL: "https://tinh.example.vn/tin/1"}
	again, w := h.open(t)
	if st, _ := again.state.next(); st.field.Name != handover.Sapo {
		t.Errorf("the next step is %s", st.field.Name)
	}
	if !uitest.Reads(w, "Đã ghi: bài được tính là đã đăng") {
		t.Error("the address is forgotten")
	}
}

func TestTheAddressEndsTheHandOver(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	for {
		if done, all := s.state.far(); done == all {
			break
		}
		s.Next()
	}
	uitest.Settle(w)
	fyne.CurrentApp().Clipboard().SetContent("Hội nghị")
	uitest.Press(t, w, "Dán địa chỉ bài")
	if !uitest.Reads(w, say.T("handover.url.wrong")) || s.state.url != "" {
		t.Error("words were taken for an address")
	}
	fyne.CurrentApp().Clipboard().SetContent(" https://tinh.example.vn/tin/suoi-may-1.html ")
	uitest.Press(t, w, "Dán địa chỉ bài")
	uitest.Press(t, w, "Mở bài")
	uitest.Press(t, w, "Đóng cửa sổ")
	want := []string{"folder anh", "done https://tinh.example.vn/tin/suoi-may-1.html", "browse https://tinh.example.vn/tin/suoi-may-1.html", "close"}
	if !slices.Equal(h.asked, want) {
		t.Errorf("asked %q, want %q", h.asked, want)
	}
}

func TestThePortalIsOpenedWhereItIsKnown(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	uitest.Press(t, w, "Mở cổng")
	if !slices.Equal(h.asked, []string{"browse https://tinh.example.vn"}) {
		t.Errorf("asked %q", h.asked)
	}
	h.env.Account.Name, h.env.Account.Address = "", ""
	if _, w = h.open(t); uitest.Button(w, "Mở cổng") != nil || !uitest.Reads(w, "Bàn giao từng phần") {
		t.Error("a portal without an address is to be opened")
	}
}

func TestFaultsAreToldAndNothingIsTicked(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	h.refuse = errors.New("clipboard held")
	press(s, w, field(s, handover.Body))
	if !uitest.Reads(w, say.T("handover.copy.fault")) || len(h.ticks) != 0 {
		t.Errorf("ticks %q", h.ticks)
	}
	s.Fault(export.ErrQuota)
	if !uitest.Reads(w, say.Explain(export.ErrQuota).What) {
		t.Error("what could not be kept is not told")
	}
}

func TestPreparingIsTriedAgain(t *testing.T) {
	h := newHouse(t)
	h.refuse = &export.PortalError{Kind: export.ErrTooLarge}
	s, w := h.open(t)
	s.Next() // does nothing yet
	if s.state != nil || !uitest.Reads(w, say.Explain(h.refuse).What) {
		t.Fatal("the fault is not told")
	}
	h.refuse = nil
	uitest.Press(t, w, "Thử lại")
	if s.state == nil || len(s.state.steps) == 0 {
		t.Error("it was not prepared again")
	}
}

func TestEscStopsTellingAndThenCloses(t *testing.T) {
	h := newHouse(t)
	h.env.Prepare = func(context.Context, func(int, int)) (handover.Hand, error) { return handover.Hand{}, context.Canceled }
	s, w := h.open(t)
	if !uitest.Reads(w, "Đã dừng.") {
		t.Error("nothing is said")
	}
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	s.Key(escape)
	if len(h.asked) != 0 || s.notice.Standing() != nil {
		t.Errorf("asked %q", h.asked)
	}
	s.Key(escape)
	if !slices.Equal(h.asked, []string{"close"}) {
		t.Errorf("asked %q", h.asked)
	}
}

func TestAWindowOfItsOwn(t *testing.T) {
	h := newHouse(t)
	h.open(t)
	docked := 0
	w := Open(fyne.CurrentApp(), h.env, func(fyne.Window) { docked++ })
	if w.win.Title() != "Bàn giao: "+h.env.Report || docked != 1 {
		t.Errorf("title %q, docked %d times", w.win.Title(), docked)
	}
	w.Raise()
	w.Shut()
	if !slices.Equal(h.asked, []string{"close"}) || w.ctx.Err() == nil {
		t.Errorf("asked %q, and its work goes on: %v", h.asked, w.ctx.Err())
	}
}
