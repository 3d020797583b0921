package recovery

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
	"tinxa/model/rescue"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

func TestRestoringTheNewestBackup(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	if !reads(w, "Lấy lại từ bản sao lưu 10:15 hôm nay (128 bài, 412 ảnh)") || !reads(w, "Còn đọc được 121 bài và 412 ảnh.") {
		t.Error("the backup or what is safe is not told")
	}
	press(t, w, "Lấy lại bản này")
	if len(h.restored) != 1 || h.restored[0].Name != "a" || h.passphrase != "" {
		t.Fatalf("restored %+v", h.restored)
	}
	if !reads(w, "Đã lấy lại 128 bài và 412 ảnh") || !reads(w, keptIn) || !reads(w, "Chương trình không xóa tệp hỏng.") {
		t.Error("the end does not tell what was rescued and where the old data are")
	}
	press(t, w, "Mở thư mục")
	press(t, w, "Vào bài của tôi")
	if !slices.Equal(h.did, []string{"folder"}) || len(h.finished) != 1 || h.finished[0].Reports != 128 {
		t.Errorf("did %q, finished %+v", h.did, h.finished)
	}
}

func TestASealedBackupAsksForItsPassphrase(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	press(t, w, "Chọn trong 3 bản khác")
	rows := all[*part.Card](w)
	if len(rows) != 4 {
		t.Fatalf("%d backups are listed, want 4", len(rows))
	}
	test.Tap(rows[2])
	uitest.Settle(w)
	if b := button(w, "Lấy lại bản này"); !b.Disabled() {
		t.Error("it can be restored without a passphrase")
	}
	field := all[*part.Entry](w)[0]
	if !field.Password {
		t.Error("the passphrase is shown")
	}
	h.refuse = fmt.Errorf("backup: %w", model.ErrPassphrase)
	test.Type(field, "sai")
	press(t, w, "Lấy lại bản này")
	if !reads(w, "Mật khẩu của bản sao lưu chưa đúng.") || button(w, "Lấy lại bản này") == nil {
		t.Error("the wrong passphrase is not told, or the page is gone")
	}
	h.refuse = nil
	field = all[*part.Entry](w)[0]
	field.SetText("đúng rồi")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n := len(h.restored); n != 2 || h.restored[1].Name != "c" || h.passphrase != "đúng rồi" {
		t.Errorf("restored %+v with %q", h.restored, h.passphrase)
	}
}

func TestRescueOfWhatIsTicked(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	press(t, w, "Tìm các bài")
	if button(w, "Cứu 16 bài đã chọn") == nil || !reads(w, "Tìm thấy 17 bài") {
		t.Fatal("what was found is not counted")
	}
	if !reads(w, "Có 2 bài không tìm lại được bản mới nhất") {
		t.Error("that something is lost is not told at once")
	}
	s.picks.list.Select(1)
	uitest.Settle(w)
	press(t, w, "Cứu 15 bài đã chọn")
	if last := len(h.rebuilt) - 1; last != 15 || h.rebuilt[last].Best.Deleted.IsZero() {
		t.Errorf("%d rebuilt; want 15 and, in its bin, the one that was there", len(h.rebuilt))
	}
	for _, want := range []string{
		"Đã lấy lại 15 bài và 40 ảnh", "1 bài không được chọn", "Không tìm lại được: 2 bài",
		"mất bản 10:32 hôm nay, còn bản 09:50 hôm nay",
	} {
		if !reads(w, want) {
			t.Errorf("%q is not told", want)
		}
	}
	press(t, w, "Chép danh sách")
	copied := fyne.CurrentApp().Clipboard().Content()
	if !strings.Contains(copied, "- Ra quân làm sạch bờ kênh Cầu Ngói: mất bản 10:20 hôm nay") || strings.Count(copied, "\n") != 3 {
		t.Errorf("copied %q", copied)
	}
	press(t, w, "Vào bài của tôi")
	if len(h.finished) != 1 || len(h.finished[0].Lost) != 2 {
		t.Errorf("finished %+v", h.finished)
	}
}

func TestNothingTickedNothingRebuilt(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	s.find()
	press(t, w, "Bỏ chọn tất cả")
	if b := button(w, "Cứu 0 bài đã chọn"); b == nil || !b.Disabled() {
		t.Error("nothing can be rescued")
	}
	s.rebuild()
	if h.rebuilt != nil {
		t.Error("rebuilt of nothing")
	}
	press(t, w, "Chọn tất cả")
	if button(w, "Cứu 17 bài đã chọn") == nil {
		t.Error("not all are ticked")
	}
	s.picks.list.Select(len(h.plan.Reports) + 1) // a loss cannot be ticked
	if got := s.picks.sel.count(); got != 17 {
		t.Errorf("%d ticked after a press on a loss", got)
	}
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	uitest.Settle(w)
	if button(w, "Tìm các bài") == nil {
		t.Error("Esc does not lead back")
	}
}

func TestNothingFound(t *testing.T) {
	h := newHouse(t)
	h.plan = rescue.Plan{}
	_, w := h.open(t)
	press(t, w, "Tìm các bài")
	if !reads(w, "Không tìm thấy bài nào") {
		t.Error("it is not told that nothing was found")
	}
	press(t, w, "Quay lại")
	if button(w, "Tìm các bài") == nil {
		t.Error("no way back")
	}
}

// TestBeginningAnew: who lost everything has to be able to write again.
func TestBeginningAnew(t *testing.T) {
	for name, plan := range map[string]rescue.Plan{
		"nothing is known": {}, "only names are known": {Lost: []rescue.Loss{{ID: "a", Name: "Hội nghị"}}},
	} {
		h := newHouse(t)
		h.plan = plan
		_, w := h.open(t)
		press(t, w, "Tìm các bài")
		press(t, w, "Bắt đầu với dữ liệu trống")
		if len(h.rebuilt) > 0 || !reads(w, "Đã có dữ liệu mới, chưa có bài nào") || button(w, "Vào bài của tôi") == nil {
			t.Errorf("%s: rebuilt of %v, and no way on", name, h.rebuilt)
		}
	}
}

func TestProgressAndStop(t *testing.T) {
	h := newHouse(t)
	var s *Screen
	var w fyne.Window
	h.env.Rebuild = func(ctx context.Context, _ []rescue.Choice, progress task.Progress) (Outcome, error) {
		progress(3, 16, "")
		uitest.Settle(w)
		if !reads(w, "Đang ghi lại các bài đã chọn…") || !reads(w, "3 trên 16") {
			t.Error("how far it is is not told")
		}
		s.rebuild() // must not start a second one
		press(t, w, "Dừng")
		return Outcome{}, ctx.Err()
	}
	s, w = h.open(t)
	s.find()
	s.rebuild()
	uitest.Settle(w)
	if !reads(w, "Đã dừng. Dữ liệu vẫn như trước") || button(w, "Cứu 16 bài đã chọn") == nil {
		t.Error("the stop is not told, or the list is gone")
	}
	if s.stop != nil || s.outcome != nil {
		t.Error("the screen still believes in the work")
	}
}

func TestEscStopsTheWork(t *testing.T) {
	h := newHouse(t)
	var s *Screen
	h.env.Find = func(ctx context.Context, _ task.Progress) (rescue.Plan, error) {
		s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		return rescue.Plan{}, ctx.Err()
	}
	s, w := h.open(t)
	s.find()
	uitest.Settle(w)
	if !reads(w, "Đã dừng.") {
		t.Error("Esc does not stop")
	}
}

func TestFaultsAreExplainedAndTriedAgain(t *testing.T) {
	h := newHouse(t)
	h.refuse = fmt.Errorf("bolt: %w", model.ErrFull)
	s, w := h.open(t)
	press(t, w, "Tìm các bài")
	if !reads(w, "Dữ liệu cũ vẫn được giữ nguyên, chưa có gì thay đổi.") || !reads(w, say.Explain(model.ErrFull).What) {
		t.Error("the fault is not explained")
	}
	h.refuse = nil
	press(t, w, "Thử lại")
	if s.picks == nil {
		t.Error("it was not tried again")
	}
}

func TestCloseEndsTheWork(t *testing.T) {
	h := newHouse(t)
	var s *Screen
	ended := false
	h.env.Find = func(ctx context.Context, _ task.Progress) (rescue.Plan, error) {
		s.Close()
		ended = errors.Is(ctx.Err(), context.Canceled)
		return rescue.Plan{}, ctx.Err()
	}
	s, _ = h.open(t)
	s.find()
	if !ended || s.picks != nil {
		t.Error("the work went on after the screen was closed")
	}
}

func TestTheOtherWaysOut(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	press(t, w, "Mở để xem")
	press(t, w, "Mở thư mục dữ liệu")
	press(t, w, "Đóng chương trình")
	if want := []string{"readonly", "folder", "quit"}; !slices.Equal(h.did, want) {
		t.Errorf("did %q, want %q", h.did, want)
	}
	press(t, w, "Chi tiết kỹ thuật")
	if !reads(w, h.env.Case.Detail) {
		t.Error("the technical words are not shown")
	}
}

func TestWhatIsOfferedInEachCase(t *testing.T) {
	for why, look := range map[Why]bool{Damaged: true, Crashed: true, Asked: true, Missing: false} {
		h := newHouse(t)
		h.env.Case.Why = why
		s, w := h.open(t)
		if got := button(w, "Mở để xem") != nil; got != look {
			t.Errorf("%s: opening for reading is offered: %v", why, got)
		}
		s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if got := slices.Contains(h.did, "quit"); got != (why == Asked) {
			t.Errorf("%s: Esc leaves: %v", why, got)
		}
	}
	h := newHouse(t)
	h.env.Backups = nil
	_, w := h.open(t)
	if button(w, "Lấy lại bản này") != nil || !reads(w, "Chưa thấy bản sao lưu nào") {
		t.Error("a backup is offered where there is none")
	}
}
