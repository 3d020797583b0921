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
	if !uitest.Reads(w, "Lấy lại từ bản sao lưu 10:15 hôm nay (128 bài, 412 ảnh)") || !uitest.Reads(w, "Còn đọc được 121 bài và 412 ảnh.") {
		t.Error("the backup or what is safe is not told")
	}
	uitest.Press(t, w, "Lấy lại bản này")
	if len(h.restored) != 1 || h.restored[0].Name != "a" || h.passphrase != "" {
		t.Fatalf("restored %+v", h.restored)
	}
	if !uitest.Reads(w, "Đã lấy lại 128 bài và 412 ảnh") || !uitest.Reads(w, keptIn) || !uitest.Reads(w, "Chương trình không xóa tệp hỏng.") {
		t.Error("the end does not tell what was rescued and where the old data are")
	}
	uitest.Press(t, w, "Mở thư mục")
	uitest.Press(t, w, "Vào bài của tôi")
	if !slices.Equal(h.did, []string{"folder"}) || len(h.finished) != 1 || h.finished[0].Reports != 128 {
		t.Errorf("did %q, finished %+v", h.did, h.finished)
	}
}

func TestASealedBackupAsksForItsPassphrase(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	uitest.Press(t, w, "Chọn trong 3 bản khác")
	rows := uitest.All[*part.Card](w)
	if len(rows) != 4 {
		t.Fatalf("%d backups are listed, want 4", len(rows))
	}
	test.Tap(rows[2])
	uitest.Settle(w)
	if b := uitest.Button(w, "Lấy lại bản này"); !b.Disabled() {
		t.Error("it can be restored without a passphrase")
	}
	field := uitest.All[*part.Entry](w)[0]
	if !field.Password {
		t.Error("the passphrase is shown")
	}
	h.refuse = fmt.Errorf("backup: %w", model.ErrPassphrase)
	test.Type(field, "sai")
	uitest.Press(t, w, "Lấy lại bản này")
	if !uitest.Reads(w, "Mật khẩu của bản sao lưu chưa đúng.") || uitest.Button(w, "Lấy lại bản này") == nil {
		t.Error("the wrong passphrase is not told, or the page is gone")
	}
	h.refuse = nil
	field = uitest.All[*part.Entry](w)[0]
	field.SetText("đúng rồi")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n := len(h.restored); n != 2 || h.restored[1].Name != "c" || h.passphrase != "đúng rồi" {
		t.Errorf("restored %+v with %q", h.restored, h.passphrase)
	}
}

func TestRescueOfWhatIsTicked(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	uitest.Press(t, w, "Tìm các bài")
	if uitest.Button(w, "Cứu 16 bài đã chọn") == nil || !uitest.Reads(w, "Tìm thấy 17 bài") {
		t.Fatal("what was found is not counted")
	}
	if !uitest.Reads(w, "Có 2 bài không tìm lại được bản mới nhất") {
		t.Error("that something is lost is not told at once")
	}
	s.picks.list.Select(1)
	uitest.Settle(w)
	uitest.Press(t, w, "Cứu 15 bài đã chọn")
	if last := len(h.rebuilt) - 1; last != 15 || h.rebuilt[last].Best.Deleted.IsZero() {
		t.Errorf("%d rebuilt; want 15 and, in its bin, the one that was there", len(h.rebuilt))
	}
	for _, want := range []string{
		"Đã lấy lại 15 bài và 40 ảnh", "1 bài không được chọn", "Không tìm lại được: 2 bài",
		"mất bản 10:32 hôm nay, còn bản 09:50 hôm nay",
	} {
		if !uitest.Reads(w, want) {
			t.Errorf("%q is not told", want)
		}
	}
	uitest.Press(t, w, "Chép danh sách")
	copied := fyne.CurrentApp().Clipboard().Content()
	if !strings.Contains(copied, "- Ra quân làm sạch bờ kênh Cầu Ngói: mất bản 10:20 hôm nay") || strings.Count(copied, "\n") != 3 {
		t.Errorf("copied %q", copied)
	}
	uitest.Press(t, w, "Vào bài của tôi")
	if len(h.finished) != 1 || len(h.finished[0].Lost) != 2 {
		t.Errorf("finished %+v", h.finished)
	}
}

func TestNothingTickedNothingRebuilt(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	s.find()
	uitest.Press(t, w, "Bỏ chọn tất cả")
	if b := uitest.Button(w, "Cứu 0 bài đã chọn"); b == nil || !b.Disabled() {
		t.Error("nothing can be rescued")
	}
	s.rebuild()
	if h.rebuilt != nil {
		t.Error("rebuilt of nothing")
	}
	uitest.Press(t, w, "Chọn tất cả")
	if uitest.Button(w, "Cứu 17 bài đã chọn") == nil {
		t.Error("not all are ticked")
	}
	s.picks.list.Select(len(h.plan.Reports) + 1) // a loss cannot be ticked
	if got := s.picks.sel.count(); got != 17 {
		t.Errorf("%d ticked after a press on a loss", got)
	}
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	uitest.Settle(w)
	if uitest.Button(w, "Tìm các bài") == nil {
		t.Error("Esc does not lead back")
	}
}

func TestNothingFound(t *testing.T) {
	h := newHouse(t)
	h.plan = rescue.Plan{}
	_, w := h.open(t)
	uitest.Press(t, w, "Tìm các bài")
	if !uitest.Reads(w, "Không tìm thấy bài nào") {
		t.Error("it is not told that nothing was found")
	}
	uitest.Press(t, w, "Quay lại")
	if uitest.Button(w, "Tìm các bài") == nil {
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
		uitest.Press(t, w, "Tìm các bài")
		uitest.Press(t, w, "Bắt đầu với dữ liệu trống")
		if len(h.rebuilt) > 0 || !uitest.Reads(w, "Đã có dữ liệu mới, chưa có bài nào") || uitest.Button(w, "Vào bài của tôi") == nil {
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
		if !uitest.Reads(w, "Đang ghi lại các bài đã chọn…") || !uitest.Reads(w, "3 trên 16") {
			t.Error("how far it is is not told")
		}
		s.rebuild() // must not start a second one
		uitest.Press(t, w, "Dừng")
		return Outcome{}, ctx.Err()
	}
	s, w = h.open(t)
	s.find()
	s.rebuild()
	uitest.Settle(w)
	if !uitest.Reads(w, "Đã dừng. Dữ liệu vẫn như trước") || uitest.Button(w, "Cứu 16 bài đã chọn") == nil {
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
	if !uitest.Reads(w, "Đã dừng.") {
		t.Error("Esc does not stop")
	}
}

func TestFaultsAreExplainedAndTriedAgain(t *testing.T) {
	h := newHouse(t)
	h.refuse = fmt.Errorf("bolt: %w", model.ErrFull)
	s, w := h.open(t)
	uitest.Press(t, w, "Tìm các bài")
	if !uitest.Reads(w, "Dữ liệu cũ vẫn được giữ nguyên, chưa có gì thay đổi.") || !uitest.Reads(w, say.Explain(model.ErrFull).What) {
		t.Error("the fault is not explained")
	}
	h.refuse = nil
	uitest.Press(t, w, "Thử lại")
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
	uitest.Press(t, w, "Mở để xem")
	uitest.Press(t, w, "Mở thư mục dữ liệu")
	uitest.Press(t, w, "Đóng chương trình")
	if want := []string{"readonly", "folder", "quit"}; !slices.Equal(h.did, want) {
		t.Errorf("did %q, want %q", h.did, want)
	}
	uitest.Press(t, w, "Chi tiết kỹ thuật")
	if !uitest.Reads(w, h.env.Case.Detail) {
		t.Error("the technical words are not shown")
	}
}

func TestWhatIsOfferedInEachCase(t *testing.T) {
	for why, look := range map[Why]bool{Damaged: true, Crashed: true, Asked: true, Missing: false} {
		h := newHouse(t)
		h.env.Case.Why = why
		s, w := h.open(t)
		if got := uitest.Button(w, "Mở để xem") != nil; got != look {
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
	if uitest.Button(w, "Lấy lại bản này") != nil || !uitest.Reads(w, "Chưa thấy bản sao lưu nào") {
		t.Error("a backup is offered where there is none")
	}
}
