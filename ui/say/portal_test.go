package say_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

const print64 = "3fa291c00b7d4e8895c1f2aa01be77d03fa291c00b7d4e8895c1f2aa01be77d0"

func TestEveryPortalErrorHasItsOwnWords(t *testing.T) {
	load(t)
	seen := map[string]string{}
	for _, kind := range export.Errors() {
		code := export.Code(kind)
		if code == "" {
			continue // of exports into files
		}
		fromError := say.Explain(&export.PortalError{Kind: kind, Did: "wordpress: add photo"})
		fromJournal := say.ExplainTrouble(model.Trouble{Code: code})
		if fromError.What != fromJournal.What || fromError.Kept != fromJournal.Kept || fromError.Do != fromJournal.Do {
			t.Errorf("%s: told differently when it happens and later: %+v, %+v", code, fromError, fromJournal)
		}
		if other := seen[fromError.What+fromError.Do]; other != "" {
			t.Errorf("%s and %s read the same", code, other)
		}
		seen[fromError.What+fromError.Do] = code
		if fromError.Kept == "" || fromJournal.Detail != code || fromError.Note != "" {
			t.Errorf("%s: %+v", code, fromError)
		}
	}
	if len(seen) < 25 {
		t.Errorf("only %d kinds", len(seen))
	}
	if missing := say.Missing(); len(missing) > 0 {
		t.Errorf("no text for %v", missing)
	}
}

func TestTheKindOutweighsWhatLiesBeneath(t *testing.T) {
	load(t)
	err := &export.PortalError{Kind: export.ErrStrangeAnswer, Reason: "php", Cause: export.ErrUnknownOutcome}
	if got := say.Explain(err).What; got != say.T("err.portal.strange-answer.what.php") {
		t.Errorf("got %q", got)
	}
	err = &export.PortalError{Kind: export.ErrOffline, Cause: model.ErrNotFound}
	if got := say.Explain(err).What; got != say.T("err.portal.offline.what") {
		t.Errorf("got %q", got)
	}
	err = &export.PortalError{Kind: export.ErrBusy, Cause: context.Canceled}
	if got := say.Explain(err).What; got != say.T("err.stopped.what") {
		t.Errorf("what the user stopped reads %q", got)
	}
	if got := say.ExplainTrouble(model.Trouble{Code: "of-a-newer-program"}); got.What != say.Explain(errors.New("x")).What {
		t.Errorf("an unknown code reads %+v", got)
	}
}

func TestTroubleIsFilledIn(t *testing.T) {
	load(t)
	at := time.Date(2026, 10, 15, 10, 32, 0, 0, time.Local)
	for name, c := range map[string]struct {
		trouble model.Trouble
		want    string
	}{
		"limit":       {model.Trouble{Code: "too-large", Limit: 8 << 20}, "nhiều nhất là 8 MB."},
		"busy until":  {model.Trouble{Code: "busy", After: at}, "đợi đến 10:32 ngày 15/10/2026."},
		"locked":      {model.Trouble{Code: "locked-out", After: at}, "đợi đến 10:32 ngày 15/10/2026, xem lại mật khẩu"},
		"rule":        {model.Trouble{Code: "firewall", Reason: "941160"}, "Quy tắc có thể đã chặn: 941160"},
		"fingerprint": {model.Trouble{Code: "certificate", Reason: "expired", Fingerprint: print64}, "(SHA-256):\n3FA2 91C0 0B7D 4E88 95C1"},
		"reason":      {model.Trouble{Code: "certificate", Reason: "expired"}, "đã hết hạn."},
		"who":         {model.Trouble{Code: "changed-there", There: &model.Snapshot{By: "Lò Thị Mây"}}, "Lò Thị Mây đã sửa bài này"},
		"moved":       {model.Trouble{Code: "moved", Said: "https://moi.example.vn"}, "Địa chỉ mới: https://moi.example.vn"},
		"said":        {model.Trouble{Code: "rejected", Said: "Bài đang bị khóa"}, "Cổng trả lời: “Bài đang bị khóa”"},
		"network":     {model.Trouble{Code: "strange-answer", Reason: "captive"}, "đăng nhập vào mạng"},
	} {
		e := say.ExplainTrouble(c.trouble)
		if all := strings.Join([]string{e.What, e.Kept, e.Do, e.Note}, " "); !strings.Contains(all, c.want) {
			t.Errorf("%s: %q does not say %q", name, all, c.want)
		}
	}
	err := &export.PortalError{Kind: export.ErrBusy, After: 90 * time.Second}
	if got := say.Explain(err).Do; !strings.Contains(got, "đợi 2 phút") {
		t.Errorf("a wait reads %q", got)
	}
}

func TestAMailsFateIsAskedFor(t *testing.T) {
	load(t)
	d := model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: "unknown-outcome"}}
	if got := say.ExplainDispatch(d).What; got != say.T("err.portal.unknown-mail.what") {
		t.Errorf("got %q", got)
	}
	d.State = model.SendWaits
	if got := say.ExplainDispatch(d).What; got != say.T("err.portal.unknown-outcome.what") {
		t.Errorf("while the portal is looked at: %q", got)
	}
	d.Trouble = nil
	if got := say.ExplainDispatch(d); got != (say.Explanation{}) {
		t.Errorf("nothing is wrong, and it reads %+v", got)
	}
}

func TestSpans(t *testing.T) {
	load(t)
	for d, want := range map[time.Duration]string{
		0: "0 giây", 300 * time.Millisecond: "1 giây", 40 * time.Second: "40 giây", time.Minute: "60 giây",
		61 * time.Second: "2 phút", 30 * time.Minute: "30 phút", 61 * time.Minute: "2 giờ",
	} {
		if got := say.Span(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestFingerprints(t *testing.T) {
	for hex, want := range map[string]string{"": "", "abc": "ABC", "3fa291c0": "3FA2 91C0", "3fa291c00b": "3FA2 91C0 0B"} {
		if got := say.Fingerprint(hex); got != want {
			t.Errorf("%q: %q, want %q", hex, got, want)
		}
	}
}

func TestHowMuchIsSent(t *testing.T) {
	load(t)
	for got, want := range map[string]string{
		say.SizeOf(0, 900):                     "0/900 byte",
		say.SizeOf(400<<10, 900<<10):           "400/900 KB",
		say.SizeOf(838861, 1468006):            "0,8/1,4 MB",
		say.SizeOf(12*1024*1024, 12*1024*1024): "12/12 MB",
		say.Sending(export.Progress{Step: model.StepPhotos, Photo: 3, Of: 12, Sent: 838861, Size: 1468006}): "Đang gửi ảnh 3/12 · 0,8/1,4 MB",
		say.Sending(export.Progress{}):                       "Đang bắt đầu gửi…",
		say.Sending(export.Progress{Step: model.StepPhotos}): "Đang chuẩn bị ảnh…",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, step := range []model.SendStep{
		model.StepLogin, model.StepLook, model.StepPhotos, model.StepCreate, model.StepBody, model.StepCheck, model.StepStatus,
	} {
		if got := say.Sending(export.Progress{Step: step}); strings.HasPrefix(got, "[") {
			t.Errorf("%s has no words", step)
		}
	}
}

func TestHowADispatchStands(t *testing.T) {
	load(t)
	now := time.Date(2026, 10, 15, 10, 40, 0, 0, time.UTC)
	sent := model.Sent{At: now.Add(-8 * time.Minute)}
	public := sent
	public.Article.Status = model.PostPublic
	for name, c := range map[string]struct {
		d    model.Dispatch
		kind string
		want string
	}{
		"not written":  {model.Dispatch{}, "", "Đang ghi vào hàng chờ…"},
		"queued":       {model.Dispatch{State: model.SendQueued}, "", "Đang đợi đến lượt gửi"},
		"offline":      {model.Dispatch{State: model.SendWaits, Trouble: &model.Trouble{Code: "offline"}, Wait: model.Wait{Until: now.Add(5 * time.Minute)}}, "", "Chưa có mạng. Bài đang chờ, sẽ tự gửi khi có mạng lại. Tự gửi lại lúc 10:45 hôm nay."},
		"busy":         {model.Dispatch{State: model.SendWaits, Trouble: &model.Trouble{Code: "busy"}}, "", "Cổng đang bận nên chưa nhận được bài."},
		"asks":         {model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: "quota"}}, "", "Cổng đã hết chỗ chứa."},
		"paused":       {model.Dispatch{State: model.SendPaused}, "", "Đã tạm dừng"},
		"cancelled":    {model.Dispatch{State: model.SendCancelled}, "", "Đã hủy gửi"},
		"arrived":      {model.Dispatch{State: model.SendCancelled, Begun: "send"}, "mail", "Đã ghi nhận là thư đã tới nơi"},
		"public":       {model.Dispatch{State: model.SendDone, Sent: public}, "wordpress", "Đã đăng lên cổng lúc 10:32 hôm nay"},
		"scheduled":    {model.Dispatch{State: model.SendDone, Sent: public, Wish: model.Wish{At: now.AddDate(0, 0, 1)}}, "wordpress", "Đã hẹn cổng đăng lúc 10:40 ngày 16/10/2026"},
		"mail":         {model.Dispatch{State: model.SendDone, Sent: sent}, "mail", "Đã gửi thư lúc 10:32 hôm nay"},
		"deposit":      {model.Dispatch{State: model.SendDone, Sent: public}, "sftp", "Đã gửi bài sang lúc 10:32 hôm nay"},
		"status tells": {model.Dispatch{State: model.SendDone, Sent: sent}, "wordpress", "Đã đăng lên cổng lúc 10:32 hôm nay"},
	} {
		if got := say.Standing(c.d, c.kind, now); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if say.PortalKind("nukeviet") != "NukeViet" || say.PortalKind("joomla") != "joomla" {
		t.Error("kinds of portals are misnamed")
	}
}
