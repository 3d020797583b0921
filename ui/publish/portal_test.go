package publish

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// opened shows the sample with Suối Mây chosen, and that dispatch in the journal
// unless it is the zero value.
func opened(t *testing.T, put func(*portalHouse) model.Dispatch) (*portalHouse, *Screen, fyne.Window) {
	t.Helper()
	h := newPortalHouse(t)
	if put != nil {
		h.desk.Put(put(h))
	}
	h.prefs.SetString(prefForm, accountPref+string(suoiMay.ID))
	s, w := h.open(t)
	return h, s, w
}

// choose takes an option of the choice that offers it.
func choose(t *testing.T, w fyne.Window, option string) {
	t.Helper()
	for _, s := range uitest.All[*part.Select](w) {
		if slices.Contains(s.Options, option) {
			s.SetSelected(option)
			uitest.Settle(w)
			return
		}
	}
	t.Fatalf("nobody offers %q", option)
}

func TestPortalsStandAboveFilesAndTheLastChoiceOnTop(t *testing.T) {
	h := newPortalHouse(t)
	s, w := h.open(t)
	if s.state.account == nil || s.state.account.ID != suoiMay.ID {
		t.Fatal("at first no portal is chosen")
	}
	s.chooseAccount(benLua)
	again, w2 := h.open(t)
	if again.state.accounts[0].ID != benLua.ID || again.state.account.ID != benLua.ID {
		t.Errorf("on top is %s", again.state.accounts[0].Name)
	}
	again.form(t, "zip")
	uitest.Settle(w2)
	if !reads(w2, "Lưu vào") || uitest.Button(w2, "Xuất gói zip") == nil {
		t.Error("a form cannot be chosen any more")
	}
	third, w3 := h.open(t)
	if third.state.account != nil || third.state.forms[0].Key != "zip" || third.panel.deck.faces[0].account != nil {
		t.Error("the form that was chosen last does not stand on top")
	}
	uitest.Press(t, w3, "Thêm cổng…")
	if h.added != 1 || !reads(w, "Đưa bài tới") {
		t.Error("no portal can be added")
	}
}

func TestOneClickPublishes(t *testing.T) {
	h, s, w := opened(t, nil)
	choose(t, w, "Gửi chờ duyệt")
	choose(t, w, "Tin tức - Sự kiện › Kinh tế")
	uitest.Press(t, w, "Gửi chờ duyệt")
	if len(h.desk.Ordered) != 1 || h.desk.Ordered[0].Status != model.PostPending || !slices.Equal(h.desk.Ordered[0].Topics, []string{"13"}) {
		t.Fatalf("ordered %+v", h.desk.Ordered)
	}
	if !reads(w, "Đang đợi đến lượt gửi") {
		t.Error("that it is queued is not told")
	}
	s.Export() // Ctrl+Enter, while it is under way
	if len(h.desk.Ordered) != 1 {
		t.Error("a second press ordered a second time")
	}
	uitest.Press(t, w, "Tạm dừng")
	uitest.Press(t, w, "Tiếp tục")
	uitest.Press(t, w, "Hủy gửi")
	if got := fmt.Sprint(h.desk.Decided); got != "[pause go-on cancel]" || !reads(w, "Đã hủy gửi.") {
		t.Errorf("decided %s", got)
	}
	again, _ := h.open(t)
	if again.state.choice.how != howPending || again.state.choice.topic != "13" {
		t.Errorf("next time %+v is proposed", again.state.choice)
	}
	again.Export()
	if len(h.desk.Ordered) != 2 {
		t.Error("Ctrl+Enter does not send")
	}
}

func TestPublicationAtATime(t *testing.T) {
	h, s, w := opened(t, nil)
	choose(t, w, "Hẹn giờ đăng")
	fields := uitest.All[*part.Entry](w)
	if len(fields) != 2 || fields[0].Text != "16/10/2026" || fields[1].Text != "07:30" {
		t.Fatalf("%d fields", len(fields))
	}
	for words, typed := range map[string][2]string{
		"Ngày viết như": {"32/10/2026", "07:30"}, "Giờ viết như": {"20/10/2026", "7 rưỡi"}, "Giờ này đã qua.": {"15/10/2026", "08:00"},
	} {
		fields[0].SetText(typed[0])
		fields[1].SetText(typed[1])
		s.Export()
		if !reads(w, words) || !uitest.Button(w, "Hẹn giờ đăng").Disabled() {
			t.Errorf("%q is not told", words)
		}
	}
	fields[0].SetText("5/11/2026")
	fields[1].SetText("14h05")
	uitest.Press(t, w, "Hẹn giờ đăng")
	want := time.Date(2026, 11, 5, 14, 5, 0, 0, time.Local)
	if len(h.desk.Ordered) != 1 || h.desk.Ordered[0].Status != model.PostPublic || !h.desk.Ordered[0].At.Equal(want) {
		t.Errorf("ordered %+v", h.desk.Ordered)
	}
}

func TestProgressByPhoto(t *testing.T) {
	h, s, w := opened(t, nil)
	var seen []string
	h.desk.Go = func(_ context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error) {
		for _, step := range []export.Progress{
			{Step: model.StepLogin},
			{Step: model.StepPhotos, Photo: 3, Of: 12, Sent: 838861, Size: 1468006, Total: 5, Whole: 10},
			{Step: model.StepCheck},
		} {
			p(step)
			seen = append(seen, fmt.Sprintf("%s %.2f", s.panel.portal.words.Text(), s.panel.portal.gauge.Share()))
		}
		done := h.sent(t)
		done.Wish, done.Sent.Report = d.Wish, d.Content
		done.Sent.Report.Status, done.Sent.Report.Rev = model.Submitted, 6
		return done, nil
	}
	uitest.Press(t, w, "Đăng lên cổng")
	want := []string{"Đang đăng nhập cổng… 0.00", "Đang gửi ảnh 3/12 · 0,8/1,4 MB 0.45", "Đang đối chiếu với bản trên cổng… 0.90"}
	if !slices.Equal(seen, want) {
		t.Errorf("told %q, want %q", seen, want)
	}
	uitest.Press(t, w, "Mở")
	uitest.Press(t, w, "Chép liên kết")
	if got := fyne.CurrentApp().Clipboard().Content(); len(h.urls) != 1 || got != h.urls[0] || !strings.HasPrefix(got, "https://suoimay") {
		t.Errorf("opened %q, copied %q", h.urls, got)
	}
	if reads(w, "Bài đã được sửa sau lần gửi này.") {
		t.Error("what was just sent counts as edited")
	}
	if !reads(w, "Đã đăng lên cổng lúc 10:22 hôm nay") || uitest.Button(w, "Cập nhật trên cổng") == nil {
		t.Error("that it is done, and can be updated, is not told")
	}
}

func TestWhatThePortalDroppedIsListed(t *testing.T) {
	h, _, w := opened(t, func(h *portalHouse) model.Dispatch {
		d := h.sent(t)
		d.Sent.Report, d.Sent.Smaller = d.Content, []model.PhotoID{"a"}
		d.Sent.Report.Head.Title = "Tiêu đề cũ"
		d.Sent.Lost = []model.Loss{{What: "caption", Text: "Quang cảnh hội nghị"}, {What: "photo", Text: "anh-1.jpg"}}
		for range 6 {
			d.Sent.Lost = append(d.Sent.Lost, model.Loss{What: "paragraph", Text: strings.Repeat("dài ", 40)})
		}
		return d
	})
	for _, words := range []string{
		"Chú thích: “Quang cảnh hội nghị”", "Ảnh: anh-1.jpg", "và 3 chỗ khác", "1 ảnh đã được thu nhỏ", "Bài đã được sửa sau lần gửi này.",
	} {
		if !reads(w, words) {
			t.Errorf("%q is not told", words)
		}
	}
	h.refuse = errDisk
	uitest.Press(t, w, "Mở")
	h.refuse = nil
	uitest.Press(t, w, "Thử lại")
	if len(h.urls) != 2 {
		t.Errorf("opened %v", h.urls)
	}
}

func TestWhatNobodySawCanBeTakenBack(t *testing.T) {
	h, _, w := opened(t, func(h *portalHouse) model.Dispatch {
		d := h.sent(t)
		d.Sent.Article.Status, d.Sent.Article.Edit = model.PostDraft, "https://suoimay.example.vn/wp-admin/post.php?post=41"
		return d
	})
	uitest.Press(t, w, "Mở")
	if len(h.urls) != 1 || !strings.Contains(h.urls[0], "wp-admin") {
		t.Errorf("a draft is opened at %v", h.urls)
	}
	uitest.Press(t, w, "Gỡ khỏi cổng")
	if fmt.Sprint(h.desk.Decided) != "[take-back]" {
		t.Errorf("decided %v", h.desk.Decided)
	}
	_, _, w = opened(t, func(h *portalHouse) model.Dispatch { return h.sent(t) })
	if uitest.Button(w, "Gỡ khỏi cổng") != nil {
		t.Error("what everybody has seen can be taken back")
	}
}

// TestEachTroubleHasItsNextStep presses the main button of every question.
func TestEachTroubleHasItsNextStep(t *testing.T) {
	for name, c := range map[string]struct{ press, want string }{
		"password": {"Sửa tài khoản", "edit"}, "moved": {"Sửa tài khoản", "edit"}, "too-large": {"Sửa tài khoản", "edit"},
		"pin-changed": {"Sửa tài khoản", "edit"}, "role": {"Gửi chờ duyệt", "as-pending"}, "captcha": {"Tiếp tục", "go-on"},
		"second-factor": {"Tiếp tục", "go-on"}, "locked-out": {"Tiếp tục", "go-on"}, "quota": {"Tiếp tục", "go-on"},
		"clock": {"Tiếp tục", "go-on"}, "proxy": {"Tiếp tục", "go-on"}, "strange-answer": {"Tiếp tục", "go-on"},
		"rejected": {"Tiếp tục", "go-on"}, "gone-there": {"Đăng thành bài mới", "as-new"}, "photo-type": {"Về bài viết", "back"},
		"certificate": {"Tôi tin chứng chỉ này", "trust go-on"}, "host-key": {"Tôi tin máy chủ này", "trust go-on"},
		"firewall": {"Chép nội dung báo kỹ thuật", "copied"}, "topic": {"Tiếp tục", "ordered"},
		"unknown-outcome": {"Gửi lại", "send-again"}, "changed-there": {"Xem hai bản", "comparing"},
	} {
		trouble := troubles[name]
		h, s, w := opened(t, func(h *portalHouse) model.Dispatch { return h.dispatch(t, model.SendAsks, &trouble) })
		uitest.Press(t, w, c.press)
		if got := h.did(s); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// did is what came of a press.
func (h *portalHouse) did(s *Screen) string {
	var all []string
	note := func(on bool, what string) {
		if on {
			all = append(all, what)
		}
	}
	note(len(h.edited) == 1 && h.edited[0] == suoiMay.ID, "edit")
	note(h.desk.Portals[0].Trust == certificate, "trust")
	note(h.backs == 1, "back")
	note(len(h.desk.Ordered) == 1, "ordered")
	note(s.comparing(), "comparing")
	words := fyne.CurrentApp().Clipboard().Content()
	note(strings.Contains(words, "941160") && strings.Contains(words, suoiMay.Address) && strings.Contains(words, "txabcdefgh234567"), "copied")
	for _, d := range h.desk.Decided {
		all = append(all, string(d))
	}
	return strings.Join(all, " ")
}

func TestTheQuietWays(t *testing.T) {
	for name, c := range map[string]struct{ press, want string }{
		"unknown-outcome": {"Đã gửi rồi", "[cancel]"}, "changed-there": {"Giữ bản trên cổng", "[cancel]"},
		"firewall": {"Bàn giao từng phần", "[]"}, "password": {"Thử lại ngay", "[go-on]"}, "certificate": {"Sửa tài khoản", "[]"},
		"quota": {"Hủy gửi", "[cancel]"},
	} {
		trouble := troubles[name]
		h, _, w := opened(t, func(h *portalHouse) model.Dispatch { return h.dispatch(t, model.SendAsks, &trouble) })
		uitest.Press(t, w, c.press)
		if got := fmt.Sprint(h.desk.Decided); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if name == "firewall" && !slices.Equal(h.handed, []model.AccountID{suoiMay.ID}) {
			t.Errorf("handed over: %v", h.handed)
		}
	}
}

func TestBothVersionsAreShownBeforeOneGoes(t *testing.T) {
	trouble := troubles["changed-there"]
	h, s, w := opened(t, func(h *portalHouse) model.Dispatch { return h.dispatch(t, model.SendAsks, &trouble) })
	uitest.Press(t, w, "Xem hai bản")
	for _, words := range []string{"Lò Thị Mây sửa lúc 08:32 hôm nay", "Đồng chí Bí thư kết luận hội nghị.", "nhiệm vụ trọng tâm quý II năm 2026"} {
		if !reads(w, words) {
			t.Errorf("%q is not shown", words)
		}
	}
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.comparing() || h.backs != 0 {
		t.Error("Esc does not lead back to the question")
	}
	uitest.Press(t, w, "Xem hai bản")
	uitest.Press(t, w, "Thay bằng bản của tôi")
	if fmt.Sprint(h.desk.Decided) != "[overwrite]" || s.comparing() {
		t.Errorf("decided %v", h.desk.Decided)
	}
}

func TestWithoutNetworkItWaits(t *testing.T) {
	h, _, w := opened(t, func(h *portalHouse) model.Dispatch {
		d := h.dispatch(t, model.SendWaits, &model.Trouble{Code: "offline"})
		d.Wait.Until = exportedAt.Add(8 * time.Minute)
		return d
	})
	if !reads(w, "Chưa có mạng. Bài đang chờ, sẽ tự gửi khi có mạng lại. Tự gửi lại lúc 10:40 hôm nay.") {
		t.Error("that it waits is not told")
	}
	uitest.Press(t, w, "Thử lại ngay")
	if fmt.Sprint(h.desk.Decided) != "[go-on]" {
		t.Errorf("decided %v", h.desk.Decided)
	}
}

func TestHandOverIsOfferedForEveryPortal(t *testing.T) {
	h, s, w := opened(t, nil)
	s.chooseAccount(s.state.accounts[len(s.state.accounts)-1])
	uitest.Settle(w)
	uitest.Press(t, w, "Bàn giao từng phần")
	if !slices.Equal(h.handed, []model.AccountID{""}) {
		t.Errorf("handed over: %q", h.handed)
	}
	s.chooseAccount(editors)
	uitest.Settle(w)
	if len(uitest.All[*part.Select](w)) != 0 {
		t.Error("a mail has a status")
	}
	uitest.Press(t, w, "Gửi thư")
	if len(h.desk.Ordered) != 1 || h.desk.Ordered[0].Status != model.PostPublic {
		t.Errorf("ordered %+v", h.desk.Ordered)
	}
}

func TestCategoriesThatCannotBeReadKeepNobodyBack(t *testing.T) {
	h := newPortalHouse(t)
	h.topics = &export.PortalError{Kind: export.ErrOffline}
	_, w := h.open(t)
	if !reads(w, "Chưa đọc được chuyên mục của cổng. Bài vẫn gửi được") || uitest.Button(w, "Đăng lên cổng").Disabled() {
		t.Error("the fault is not told, or nothing can be sent")
	}
	h.topics = nil
	uitest.Press(t, w, "Đọc lại")
	choose(t, w, "Thông báo")
	h.topics = &export.PortalError{Kind: export.ErrNoSecret}
	_, w = h.open(t)
	h.topics = nil
	uitest.Press(t, w, "Nhập mật khẩu")
	choose(t, w, "Thông báo")
}

func TestAFullDiskIsToldWhereTheButtonWas(t *testing.T) {
	h, _, w := opened(t, nil)
	h.desk.Refuse = model.ErrFull
	uitest.Press(t, w, "Đăng lên cổng")
	if !reads(w, "Ổ đĩa đã hết chỗ nên chưa ghi được.") || uitest.Button(w, "Đăng lên cổng").Disabled() {
		t.Error("a journal that cannot be written is not told")
	}
}

func TestAnAccountThatIsRemovedIsNotChosenAnyMore(t *testing.T) {
	h, s, w := opened(t, nil)
	h.desk.Portals = []model.Account{benLua}
	h.env.Queue.Load()
	uitest.Settle(w)
	if s.state.account != nil || uitest.Button(w, "Xuất trang HTML") == nil {
		t.Error("a portal that is gone is still chosen")
	}
	if cards := uitest.All[*part.Card](w); len(cards) < 2 || reads(w, suoiMay.Name) {
		t.Error("its card is still there")
	}
	test.Tap(s.panel.deck.cards[0])
	s.Close()
	h.env.Queue.Load() // nobody is told any more
}

func TestAReportWithoutHeadlineIsNotSent(t *testing.T) {
	h := newPortalHouse(t)
	h.env.Queue = h.desk.Queue(h.runner, h.env.Now)
	s, w := h.house.open(t, uitest.Sample(t, h.store, "04-so-ket-nghi-quyet"))
	s.Export()
	if len(h.desk.Ordered) != 0 || !uitest.Button(w, "Đăng lên cổng").Disabled() || !reads(w, "Cần có tiêu đề mới xuất được.") {
		t.Error("a report without a headline went out, or why not is not told")
	}
}

func TestNewForChoosesTheAccount(t *testing.T) {
	h := newPortalHouse(t)
	h.env.Queue = h.desk.Queue(h.runner, h.env.Now)
	var s *Screen
	uitest.New(t, uitest.Narrow, func() fyne.CanvasObject { s = NewFor(h.env, h.sample(t), benLua.ID); return s.Object() })
	defer s.Close()
	if s.state.account == nil || s.state.account.ID != benLua.ID {
		t.Error("another account is chosen")
	}
}

func TestAtFirstAPortalCanBeAddedWithoutScrolling(t *testing.T) {
	for _, size := range []fyne.Size{uitest.Laptop, fyne.NewSize(1024, 560)} {
		h := newPortalHouse(t)
		h.desk.Portals = nil
		h.prefs.SetString(prefForm, "html")
		h.env.Queue = h.desk.Queue(h.runner, h.env.Now)
		r := h.sample(t)
		var s *Screen
		w := uitest.New(t, fyne.NewSize(900, 420), func() fyne.CanvasObject {
			s = New(h.env, r)
			return part.NewStage(h.runner, s.Object())
		})
		t.Cleanup(s.Close)
		w.Resize(size) // windows open smaller than they end up
		uitest.Settle(w)
		add := uitest.Button(w, "Thêm cổng…")
		if add == nil {
			t.Fatal("no portal can be added")
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(add)
		if at.Y < 0 || at.Y+add.Size().Height > size.Height/2 || at.X+add.Size().Width > size.Width {
			t.Errorf("adding a portal stands at %v of %v", at, size)
		}
		if s.panel.list.Offset.Y > 0 && size == uitest.Laptop {
			t.Errorf("the cards begin %.0f above their column", s.panel.list.Offset.Y)
		}
	}
}

func TestAnUpdateTakesNothingFromReadersUnasked(t *testing.T) {
	h := newPortalHouse(t)
	h.desk.Portals[0].Wish.Status = model.PostDraft // another report was sent so since
	h.desk.Put(h.sent(t))
	s, w := h.open(t)
	if s.state.choice.how != howPublic || reads(w, "bị ẩn") || uitest.Button(w, "Cập nhật trên cổng") == nil {
		t.Fatalf("a public article is proposed as %q", s.state.choice.how)
	}
	choose(t, w, "Lưu nháp")
	if !reads(w, "bài sẽ bị ẩn khỏi người đọc") {
		t.Error("nothing warns that the article goes from its readers")
	}
	choose(t, w, "Hẹn giờ đăng")
	if !reads(w, "bài sẽ bị ẩn đến giờ ấy") {
		t.Error("nothing warns that the article goes until then")
	}
}

func TestCategoriesAreReadOnceThePasswordIsThere(t *testing.T) {
	h := newPortalHouse(t)
	h.topics = &export.PortalError{Kind: export.ErrNoSecret}
	d := h.dispatch(t, model.SendQueued, nil)
	h.desk.Put(d)
	s, w := h.open(t)
	if s.panel.portal.topics.err == nil {
		t.Fatal("categories were read without a password")
	}
	h.topics = nil
	h.desk.Put(h.sent(t))
	h.env.Queue.Load()
	uitest.Settle(w)
	choose(t, w, "Thông báo")
}
