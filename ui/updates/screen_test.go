package updates

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model/release"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/uitest"
)

const address = "https://capnhat.suoimay.gov.vn/tinxa"

func wantReads(t *testing.T, w fyne.Window, all ...string) {
	t.Helper()
	uitest.Settle(w)
	for _, words := range all {
		if !uitest.Reads(w, words) {
			t.Errorf("the window does not read %q", words)
		}
	}
}

func (h *house) wantAsked(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(h.asked, want) {
		t.Errorf("asked: %q, want %q", h.asked, want)
	}
	h.asked = nil
}

func field(w fyne.Window) *part.Entry { return uitest.All[*part.Entry](w)[0] }

func TestNothingIsAskedWithoutAnAddress(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	wantReads(t, w, "Đang dùng bản 0.1.0", "Chưa đặt")
	if !uitest.Button(w, "Kiểm tra ngay").Disabled() || !uitest.Button(w, "Dùng địa chỉ này").Disabled() {
		t.Error("there is nobody to ask")
	}
	h.wantAsked(t)
}

func TestAnAddressIsTakenAndAsked(t *testing.T) {
	h := newHouse(t)
	h.found = manifest()
	_, w := h.open(t)
	test.Type(field(w), address)
	uitest.Press(t, w, "Dùng địa chỉ này")
	h.wantAsked(t, "address "+address, "fetch")
	wantReads(t, w, "Bản 0.2.0 đã sẵn sàng", "Thêm mẫu bài tiếp xúc cử tri.", "20/11/2026", "Do anh/chị đặt.")
	h.folder = `\\may-chu\TinXa`
	uitest.Press(t, w, "Chọn thư mục dùng chung…")
	h.wantAsked(t, `address \\may-chu\TinXa`, "fetch")
	uitest.Press(t, w, "Bỏ địa chỉ này")
	h.wantAsked(t, "address")
}

func TestAWrongAddressStaysInItsField(t *testing.T) {
	h := newHouse(t)
	h.refuse = fmt.Errorf("update: %w", release.ErrAddress)
	_, w := h.open(t)
	test.Type(field(w), "suoimay")
	field(w).OnSubmitted("suoimay")
	h.wantAsked(t, "address suoimay")
	wantReads(t, w, "Địa chỉ cập nhật này chưa dùng được.")
	if got := field(w).Text; got != "suoimay" {
		t.Errorf("the field holds %q", got)
	}
}

func TestSwitchedOffAndOn(t *testing.T) {
	h := newHouse(t)
	h.now.Address, h.now.Given = address, true
	_, w := h.open(t)
	wantReads(t, w, "Do người quản trị đặt sẵn", "Chưa kiểm tra lần nào.")
	if uitest.Button(w, "Bỏ địa chỉ này") != nil {
		t.Error("the administrator's address can be taken away")
	}
	uitest.Press(t, w, "Tắt cập nhật")
	wantReads(t, w, "Đang tắt")
	if !uitest.Button(w, "Kiểm tra ngay").Disabled() {
		t.Error("it is switched off and asks")
	}
	uitest.Press(t, w, "Bật lại cập nhật")
	h.wantAsked(t, "off yes", "off no")
}

func TestEveryFaultIsTold(t *testing.T) {
	for _, fault := range release.Errors() {
		h := newHouse(t)
		h.now.Address, h.refuse = address, fmt.Errorf("update: %w", fault)
		_, w := h.open(t)
		uitest.Press(t, w, "Kiểm tra ngay")
		e := say.Explain(fault)
		wantReads(t, w, e.What+" "+e.Kept+" "+e.Do, say.T("updates.checked.fault", say.When(now, now), e.What))
		h.refuse = nil
		uitest.Press(t, w, "Thử lại")
		h.wantAsked(t, "fetch", "fetch")
		wantReads(t, w, "Không có bản mới hơn")
	}
}

func TestStopped(t *testing.T) {
	h := newHouse(t)
	h.now.Address = address
	h.env.Fetch = func(ctx context.Context, _ func(done, whole int64)) error { return context.Canceled }
	s, w := h.open(t)
	uitest.Press(t, w, "Kiểm tra ngay")
	wantReads(t, w, "Phần đã tải được giữ lại")
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.wantAsked(t, "back")
}

func TestEscapeStopsFirst(t *testing.T) {
	h := newHouse(t)
	h.now.Address = address
	var work context.Context
	h.env.Fetch = func(ctx context.Context, progress func(done, whole int64)) error {
		work = ctx
		progress(5<<20, 15<<20)
		h.runner.frozen = true
		return nil
	}
	s, w := h.open(t)
	uitest.Press(t, w, "Kiểm tra ngay")
	wantReads(t, w, "5/15 MB")
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !errors.Is(work.Err(), context.Canceled) {
		t.Error("the work goes on")
	}
	s.fetch()
	s.setOff(true)
	h.wantAsked(t)
}

func TestAVersionThatFailedIsTold(t *testing.T) {
	h := newHouse(t)
	h.now.Address, h.now.Failed = address, &release.Version{Minor: 2, Build: 3}
	_, w := h.open(t)
	wantReads(t, w, "Bản 0.2.0 đã thử mà không chạy được")
	newer := manifest()
	newer.Version = "0.2.1"
	h.found = newer
	uitest.Press(t, w, "Kiểm tra ngay")
	wantReads(t, w, "Bản 0.2.1 đã sẵn sàng")
	if uitest.Reads(w, "không chạy được trên máy này. Chương trình chờ") {
		t.Error("what failed is of no interest any more")
	}
}

func TestNoRelease(t *testing.T) {
	h := newHouse(t)
	h.now.Version = release.Version{}
	h.now.Address = address
	_, w := h.open(t)
	wantReads(t, w, "không tự cập nhật được")
	if !uitest.Button(w, "Kiểm tra ngay").Disabled() {
		t.Error("a program without a version asks")
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct{ done, whole, want int64 }{{0, 0, 0}, {5, 0, 0}, {0, 10, 0}, {5, 10, 50}, {10, 10, 100}} {
		if got := percent(c.done, c.whole); int64(got) != c.want {
			t.Errorf("%d of %d: %d", c.done, c.whole, got)
		}
	}
}
