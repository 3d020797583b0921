package backups

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

func (h *house) was(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(h.asked, want) {
		t.Errorf("asked %q, want %q", h.asked, want)
	}
}

func escape(s *Screen) { s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) }

func TestBackUpNow(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	uitest.Press(t, w, "Sao lưu ngay")
	h.was(t, "make")
	if !uitest.Reads(w, "Lần gần nhất 10:40 hôm nay, 129 bài, 413 ảnh") || !uitest.Reads(w, "Đã sao lưu 129 bài.") {
		t.Error("the new backup is not told")
	}
}

func TestBackUpForTheFirstTime(t *testing.T) {
	h := newHouse(t)
	h.backups = nil
	_, w := h.open(t)
	if !uitest.Reads(w, "Chưa có bản sao lưu nào") {
		t.Error("it is not told that there is none")
	}
	uitest.Press(t, w, "Sao lưu ngay")
	if !uitest.Reads(w, "Hôm nay, 15/10/2026") {
		t.Error("the backup is not in the list")
	}
}

func TestProgressAndStop(t *testing.T) {
	h := newHouse(t)
	var s *Screen
	var w fyne.Window
	h.env.Make = func(ctx context.Context, progress task.Progress) (model.Backup, error) {
		progress(130, 412, "")
		uitest.Settle(w)
		if !uitest.Reads(w, "Đang sao lưu…") || !uitest.Reads(w, "130 trên 412") {
			t.Error("how far it is is not told")
		}
		s.copyAway() // one piece of work at a time
		escape(s)
		return model.Backup{}, ctx.Err()
	}
	s, w = h.open(t)
	s.backUp()
	uitest.Settle(w)
	h.was(t)
	if !uitest.Reads(w, "Đã dừng.") || s.stop != nil {
		t.Error("the stop is not told")
	}
}

func TestCloseEndsTheWork(t *testing.T) {
	h := newHouse(t)
	var s *Screen
	ended := false
	h.env.CopyAway = func(ctx context.Context, _ task.Progress) error {
		s.Close()
		ended = errors.Is(ctx.Err(), context.Canceled)
		return ctx.Err()
	}
	s, _ = h.open(t)
	s.copyAway()
	if !ended {
		t.Error("the work went on after the screen was closed")
	}
}

func TestTheListThatCannotBeReadIsReadAgain(t *testing.T) {
	h := newHouse(t)
	list := h.env.List
	fault := fmt.Errorf("backup: %w", model.ErrReadOnly)
	h.env.List = func(ctx context.Context) ([]model.Backup, error) {
		if fault != nil {
			return nil, fault
		}
		return list(ctx)
	}
	_, w := h.open(t)
	if !uitest.Reads(w, "Đang xem…") || !uitest.Reads(w, "Các bài trên máy này và các bản sao lưu đã có vẫn còn nguyên.") {
		t.Error("the fault is not explained")
	}
	fault = nil
	uitest.Press(t, w, "Thử lại")
	if !uitest.Reads(w, "Lần gần nhất 10:15 hôm nay") {
		t.Error("it was not read again")
	}
}

func TestSecondPlaceWithoutPassphrase(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	uitest.Press(t, w, "Chọn nơi…") // and no folder is chosen
	h.folder = "E:/Sao lưu"
	uitest.Press(t, w, "Chọn nơi…")
	if !uitest.Reads(w, "Nếu quên mật khẩu thì không ai mở được") {
		t.Error("no warning about the passphrase")
	}
	uitest.Press(t, w, "Dùng nơi này")
	h.was(t, "set E:/Sao lưu", "copy")
	if !uitest.Reads(w, "E:/Sao lưu") || !uitest.Reads(w, "đang kết nối · chép lần cuối 10:40 hôm nay") {
		t.Error("the second place is not told")
	}
	uitest.Press(t, w, "Chép ngay")
	h.was(t, "set E:/Sao lưu", "copy", "copy")
}

func TestSecondPlaceWithPassphrase(t *testing.T) {
	h := newHouse(t)
	h.folder = "E:/Sao lưu"
	s, w := h.open(t)
	uitest.Press(t, w, "Chọn nơi…")
	fields := uitest.All[*part.Entry](w)
	fields[0].SetText("suối mây 2026")
	if !uitest.Reads(w, "Hai lần nhập chưa giống nhau.") || !uitest.Button(w, "Dùng nơi này").Disabled() {
		t.Error("a passphrase typed once is taken")
	}
	fields[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.was(t)
	fields[1].SetText("suo\u0302\u0301i ma\u0302y 2026")
	fields[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.was(t, "set E:/Sao lưu suối mây 2026", "copy")
	uitest.Press(t, w, "Bỏ nơi này")
	if !uitest.Reads(w, "Các bản đã chép vẫn nằm lại ở đó.") {
		t.Error("what removing means is not told")
	}
	escape(s)
	uitest.Press(t, w, "Bỏ nơi này")
	uitest.Press(t, w, "Thôi")
	uitest.Press(t, w, "Bỏ nơi này")
	uitest.Press(t, w, "Không chép nữa")
	if got := h.asked[len(h.asked)-1]; got != "set" || uitest.Button(w, "Chọn nơi…") == nil {
		t.Errorf("asked %q", h.asked)
	}
}

func TestSecondPlaceThatIsAway(t *testing.T) {
	h := newHouse(t)
	h.away, h.refuse = usb, fmt.Errorf("backup: %w", model.ErrGone)
	_, w := h.open(t)
	uitest.Press(t, w, "Chép ngay")
	if !uitest.Reads(w, "Chưa thấy nơi sao lưu thứ hai.") {
		t.Error("it is not told that the place is away")
	}
	h.refuse = nil
	uitest.Press(t, w, "Thử lại")
	h.was(t, "copy", "copy")
	if !uitest.Reads(w, "chép lần cuối 10:40 hôm nay") {
		t.Error("the copy is not told")
	}
}

func TestOneReportBack(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	unfold(t, s, w, "here/b")
	uitest.Press(t, w, "Lấy lại một bài…")
	h.was(t, "reports b")
	if !uitest.Button(w, "Lấy lại bài đã chọn").Disabled() {
		t.Error("nothing is chosen and can be restored")
	}
	s.takeBack() // nothing is chosen
	s.shelf.list.Select(0)
	uitest.Press(t, w, "Lấy lại bài đã chọn")
	if !uitest.Reads(w, "thành phiên bản mới. Bản trước đó được giữ trong lịch sử của bài.") {
		t.Error("the new revision is not told")
	}
	s.shelf.list.Select(2)
	uitest.Press(t, w, "Lấy lại bài đã chọn")
	h.was(t, "reports b", "restore b  first", "restore b  second")
	if !uitest.Reads(w, "thành bản nháp mới.") {
		t.Error("the new draft is not told")
	}
	uitest.Press(t, w, "Mở bài")
	if len(h.opened) != 1 || h.opened[0].ID != "second" {
		t.Errorf("opened %+v", h.opened)
	}
	uitest.Press(t, w, "Các bản sao lưu")
	if uitest.Button(w, "Sao lưu ngay") == nil {
		t.Error("no way back to the backups")
	}
}

func TestSearchInABackup(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	s.look(h.backups[2], "")
	uitest.Settle(w)
	box := uitest.All[*part.SearchBox](w)[0].Entry
	test.Type(box, "dang thi ha")
	uitest.Settle(w)
	if got := s.shelf.list.Length(); got != 1 || !uitest.Reads(w, "Ra quân làm sạch bờ kênh Cầu Ngói") {
		t.Errorf("%d reports found", got)
	}
	s.shelf.list.Select(0)
	box.SetText("chọi trâu")
	uitest.Settle(w)
	if !uitest.Reads(w, "Không có bài nào như vậy") || len(uitest.All[*reportRow](w)) > 0 || !uitest.Button(w, "Lấy lại bài đã chọn").Disabled() {
		t.Error("nothing is found and can be restored")
	}
	escape(s)
	if s.shelf != nil {
		t.Error("Esc does not lead back")
	}
	escape(s)
	h.was(t, "reports a", "back")
}

func TestSealedBackup(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	unfold(t, s, w, "away/usb")
	if !uitest.Button(w, "Lấy lại một bài…").Disabled() || !uitest.Button(w, "Khôi phục toàn bộ…").Disabled() {
		t.Error("a sealed backup opens without a passphrase")
	}
	h.refuse = fmt.Errorf("backup: %w", model.ErrPassphrase)
	test.Type(uitest.All[*part.Entry](w)[0], "sai")
	uitest.Press(t, w, "Lấy lại một bài…")
	if !uitest.Reads(w, "Mật khẩu của bản sao lưu chưa đúng.") || s.shelf != nil {
		t.Error("the wrong passphrase is not told")
	}
	h.refuse = nil
	field := uitest.All[*part.Entry](w)[0]
	field.SetText("suo\u0302\u0301i ma\u0302y")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.shelf.list.Select(0)
	s.takeBack()
	h.was(t, "reports usb sai", "reports usb suối mây", "restore usb suối mây first")
}

func TestRestoringEverythingAsksOnceMore(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	unfold(t, s, w, "away/usb")
	test.Type(uitest.All[*part.Entry](w)[0], "suối mây")
	uitest.Press(t, w, "Khôi phục toàn bộ…")
	if !uitest.Reads(w, "không xóa, rồi mở bản 10:15 hôm nay với 128 bài.") {
		t.Error("what it means is not told")
	}
	uitest.Press(t, w, "Thôi")
	h.was(t)
	uitest.Press(t, w, "Khôi phục toàn bộ…") // the passphrase is still there
	uitest.Press(t, w, "Khôi phục bản 10:15 hôm nay")
	h.was(t, "all usb suối mây")
}

func TestFoldingForgetsThePassphrase(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	unfold(t, s, w, "away/usb")
	test.Type(uitest.All[*part.Entry](w)[0], "suối mây")
	unfold(t, s, w, "here/a")
	uitest.Press(t, w, "Khôi phục toàn bộ…")
	uitest.Press(t, w, "Khôi phục bản 10:15 hôm nay")
	h.was(t, "all a")
	escape(s)
	if s.state.asking() {
		t.Error("Esc does not fold")
	}
	escape(s)
	if got := strings.Join(h.asked, ","); got != "all a,back" {
		t.Errorf("asked %s", got)
	}
}

func TestTheKeyboardStaysOnTheRow(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	w.Canvas().Focus(s.rows.cards["here/b"])
	s.rows.cards["here/b"].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := w.Canvas().Focused(); got != fyne.Focusable(s.rows.cards["here/b"]) || s.state.open != "here/b" {
		t.Errorf("the keyboard is on %T, unfolded is %q", got, s.state.open)
	}
}

// TestThePassphraseIsWrittenAtOnce: after a folder was chosen nobody has to look
// for the field.
func TestThePassphraseIsWrittenAtOnce(t *testing.T) {
	h := newHouse(t)
	h.folder = "E:/Sao lưu"
	s, w := h.open(t)
	s.chooseAway()
	if s.rows.passphrase == nil || w.Canvas().Focused() != fyne.Focusable(s.rows.passphrase) {
		t.Errorf("the keyboard is with %T", w.Canvas().Focused())
	}
}

// TestWhatUnfoldsComesIntoSight: a press on the last row that can be seen must
// not seem to do nothing.
func TestWhatUnfoldsComesIntoSight(t *testing.T) {
	s, w := newHouse(t).open(t)
	last := s.rows.cards[keyOf(s.state.backups[len(s.state.backups)-1])]
	driver := fyne.CurrentApp().Driver()
	w.Resize(fyne.NewSize(w.Canvas().Size().Width, driver.AbsolutePositionForObject(last).Y+last.Size().Height))
	test.Tap(last)
	o := s.rows.unfolded
	if o == nil {
		t.Fatal("nothing unfolds")
	}
	if end := driver.AbsolutePositionForObject(o).Y + o.Size().Height; end > w.Canvas().Size().Height {
		t.Errorf("it ends at %.0f in a window %.0f high", end, w.Canvas().Size().Height)
	}
}
