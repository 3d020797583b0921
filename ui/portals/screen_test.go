package portals

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/uitest"
)

func TestAddingAPortalByItsAddress(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	if !uitest.Reads(w, "Chưa có cổng nào") {
		t.Error("an empty screen says nothing")
	}
	add(t, s, w, "  suoimay.example.vn ")
	if !uitest.Reads(w, "Đã nhận ra: WordPress 6.1.9") || w.Canvas().Focused() != fyne.Focusable(s.fields["user"]) {
		t.Fatal("WordPress was not recognised, or the keyboard is not in its first field")
	}
	uitest.Press(t, w, "Mở trang cấp mật khẩu")
	uitest.Press(t, w, "Lưu cổng này")
	if !uitest.Reads(w, "Còn thiếu: Tên đăng nhập.") {
		t.Error("an account without a name to log in was not refused")
	}
	fill(t, s, w, "user", "vanhoa")
	fill(t, s, w, "secret", "abcd efgh")
	uitest.Press(t, w, "Đăng thử")
	if !uitest.Reads(w, "Tốt: cổng nhận bài") || !uitest.Reads(w, "Đã đăng thử tốt") {
		t.Error("nothing says that trying out went well")
	}
	uitest.Press(t, w, "Lưu cổng này")
	want := []string{
		"recognise suoimay.example.vn", "browse https://suoimay.example.vn/wp-admin/authorize-application.php",
		"test wordpress vanhoa abcd efgh Bài thử của Tin Xã",
		"add wordpress Trang thông tin điện tử xã Suối Mây vanhoa abcd efgh",
	}
	if !slices.Equal(h.asked, want) {
		t.Errorf("asked %q, want %q", h.asked, want)
	}
	if s.state.form != nil || !uitest.Reads(w, "Đã lưu “Trang thông tin điện tử xã Suối Mây”.") || len(s.rows) != 1 {
		t.Error("the list with the new account is not shown")
	}
	if a := h.accounts[0]; a.Address != "https://suoimay.example.vn" || a.Options["api"] == "" || a.ID == "" {
		t.Errorf("kept %+v", a)
	}
}

func TestACertificateIsTrustedByItsFingerprintAlone(t *testing.T) {
	h := newHouse(t)
	h.refuse = untrusted()
	s, w := h.open(t)
	add(t, s, w, "suoimay.example.vn")
	if !uitest.Reads(w, "3F:9A:1C:0D") {
		t.Fatal("the fingerprint is not shown")
	}
	if s.state.form.account.Trust != "" {
		t.Error("it is trusted unasked")
	}
	uitest.Press(t, w, "Đã đối chiếu, tin chứng chỉ này")
	if !slices.Contains(h.asked, "recognise suoimay.example.vn "+pin) || s.state.form.account.Trust != pin || s.state.form.account.Kind != "wordpress" {
		t.Errorf("asked %q, account %+v", h.asked, s.state.form.account)
	}
}

func TestACertificateThatComesUpWhileTrying(t *testing.T) {
	h := newHouse(t)
	h.accounts = accounts()
	h.tried = &export.PortalError{Kind: export.ErrPinChanged, Fingerprint: pin}
	h.trial = []Check{{Step: "login", Err: h.tried}}
	s, w := h.open(t)
	unfold(t, s, w, "wp")
	uitest.Press(t, w, "Sửa…")
	uitest.Press(t, w, "Đăng thử")
	h.tried, h.trial = nil, []Check{{Step: "login"}}
	uitest.Press(t, w, "Đã đối chiếu, tin chứng chỉ này")
	if len(h.doors) != 2 || h.doors[0].Account.Trust != "" || h.doors[1].Account.Trust != pin || h.doors[1].Asker == nil {
		t.Errorf("doors %+v", h.doors)
	}
}

func TestAPortalThatCannotBeReachedMayBeAddedAllTheSame(t *testing.T) {
	h := newHouse(t)
	h.refuse = &export.PortalError{Kind: export.ErrOffline}
	s, w := h.open(t)
	add(t, s, w, "benlua.example.vn")
	if !uitest.Reads(w, say.Explain(h.refuse).What) {
		t.Error("nothing says why it was not recognised")
	}
	if uitest.Reads(w, "hàng chờ") || w.Canvas().Focused() != fyne.Focusable(s.fields["address"]) {
		t.Error("the advice is that for reports on their way, or the keyboard is not in the address")
	}
	uitest.Press(t, w, "Bàn giao từng phần")
	uitest.Press(t, w, "Lưu cổng này")
	if len(h.accounts) != 1 || h.accounts[0].Kind != handOver || h.accounts[0].Address != "https://benlua.example.vn" {
		t.Errorf("kept %+v", h.accounts)
	}
}

func TestAKnownPortalMayBeHandedOverTo(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	add(t, s, w, "suoimay.example.vn")
	uitest.Press(t, w, "Bàn giao từng phần thay cho gửi thẳng")
	if a := s.state.form.account; a.Kind != handOver || a.Name != "Trang thông tin điện tử xã Suối Mây" {
		t.Errorf("account %+v", a)
	}
	uitest.Press(t, w, "Đổi địa chỉ")
	if s.state.form.found.Kind != "" || s.fields["address"] == nil {
		t.Error("the address cannot be changed")
	}
}

func TestAFolderIsChosen(t *testing.T) {
	h := newHouse(t)
	h.folder = "//maychu/ban-bien-tap/Tin bài"
	s, w := h.open(t)
	uitest.Press(t, w, "Thêm cổng")
	uitest.Press(t, w, "Chọn thư mục…")
	if a := s.state.form.account; a.Kind != "folder" || a.Address != h.folder {
		t.Errorf("account %+v", a)
	}
	if s.login != nil {
		t.Error("a folder asks for a login")
	}
}

func TestWithoutAKeyringNothingIsPromised(t *testing.T) {
	h := newHouse(t)
	h.keyring, h.added = false, &export.PortalError{Kind: export.ErrNoKeyring}
	s, w := h.open(t)
	add(t, s, w, "benlua.example.vn")
	if !uitest.Reads(w, "chương trình sẽ hỏi mỗi lần gửi") {
		t.Error("it is not said that the password will be asked for")
	}
	fill(t, s, w, "user", "tinxa")
	fill(t, s, w, "secret", "abcd")
	uitest.Press(t, w, "Lưu cổng này")
	if !uitest.Reads(w, "mật khẩu sẽ được hỏi mỗi lần gửi") || s.state.form != nil {
		t.Error("the account was not kept without its password")
	}
}

func TestRemovingIsAskedTwice(t *testing.T) {
	h := newHouse(t)
	h.accounts = accounts()
	s, w := h.open(t)
	unfold(t, s, w, "nv")
	uitest.Press(t, w, "Bỏ cổng này…")
	uitest.Press(t, w, "Thôi")
	if len(h.asked) != 0 {
		t.Fatalf("asked %q", h.asked)
	}
	uitest.Press(t, w, "Bỏ cổng này…")
	uitest.Press(t, w, "Bỏ cổng này")
	if !slices.Equal(h.asked, []string{"remove nv"}) || len(s.rows) != 3 || !uitest.Reads(w, "Đã bỏ “Phường Bến Lụa”") {
		t.Errorf("asked %q, %d rows", h.asked, len(s.rows))
	}
}

func TestChangingKeepsWhatIsNotTouched(t *testing.T) {
	h := newHouse(t)
	h.accounts = accounts()
	s, w := h.open(t)
	unfold(t, s, w, "wp")
	uitest.Press(t, w, "Sửa…")
	uitest.Press(t, w, "Ảnh và cách đăng")
	fill(t, s, w, "side", "1200")
	fill(t, s, w, "size", "")
	uitest.Press(t, w, "Quên đi")
	for _, c := range uitest.All[*part.Select](w) {
		c.SetSelected("đăng luôn")
	}
	uitest.Press(t, w, "Lưu cổng này")
	i := slices.IndexFunc(h.accounts, func(a model.Account) bool { return a.ID == "wp" })
	a := h.accounts[i]
	if a.Limits != (model.Limits{Side: 1200}) || a.Topics != nil || a.Wish.Status != model.PostPublic || a.User != "vanhoa" || a.Name != accounts()[0].Name {
		t.Errorf("kept %+v", a)
	}
	if h.asked[0] != "add wordpress Trang thông tin điện tử xã Suối Mây vanhoa" {
		t.Errorf("asked %q: a password was made up", h.asked)
	}
}

func TestATrialThatFailsSaysWhereAndWhy(t *testing.T) {
	h := newHouse(t)
	h.tried = &export.PortalError{Kind: export.ErrPassword}
	h.trial = []Check{{Step: "login", Err: h.tried}}
	s, w := h.open(t)
	add(t, s, w, "benlua.example.vn")
	fill(t, s, w, "user", "tinxa")
	fill(t, s, w, "secret", "sai")
	uitest.Press(t, w, "Đăng thử")
	if !uitest.Reads(w, say.Explain(h.tried).What) || uitest.Reads(w, "Gửi ảnh") || uitest.Button(w, "Đăng thử lại") == nil {
		t.Error("the fault is not shown, or steps that were not taken are")
	}
	uitest.Press(t, w, "Chép nội dung báo kỹ thuật")
	if got := fyne.CurrentApp().Clipboard().Content(); got != h.tried.Error() {
		t.Errorf("copied %q", got)
	}
}

func TestStoppingATrialLeavesNoVerdict(t *testing.T) {
	h := newHouse(t)
	h.tried = context.Canceled
	s, w := h.open(t)
	add(t, s, w, "benlua.example.vn")
	fill(t, s, w, "user", "tinxa")
	fill(t, s, w, "secret", "abcd")
	uitest.Press(t, w, "Đăng thử")
	if tr := s.state.form.trial; tr.ended || tr.running || len(tr.checks) > 0 || !uitest.Reads(w, "Đã dừng.") {
		t.Errorf("trial %+v", tr)
	}
}

func TestEscGoesBackByOneStep(t *testing.T) {
	h := newHouse(t)
	h.accounts = accounts()
	s, w := h.open(t)
	escape := func() { s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	unfold(t, s, w, "wp")
	uitest.Press(t, w, "Sửa…")
	escape()
	if s.state.form != nil || s.state.open != "wp" {
		t.Error("Esc did not leave the form alone")
	}
	escape()
	if s.state.open != "" {
		t.Error("Esc did not fold")
	}
	escape()
	if !slices.Equal(h.asked, []string{"back"}) {
		t.Errorf("asked %q", h.asked)
	}
}

func TestAListThatCannotBeReadIsExplained(t *testing.T) {
	h := newHouse(t)
	fault := errors.New("bolt: torn")
	h.env.List = func(context.Context) ([]model.Account, error) { return nil, fault }
	_, w := h.open(t)
	if !uitest.Reads(w, say.Explain(fault).What) {
		t.Error("nothing is said")
	}
}

func TestARefusedPasswordIsTypedAgainAtOnce(t *testing.T) {
	h := newHouse(t)
	h.tried = &export.PortalError{Kind: export.ErrPassword}
	h.trial = []Check{{Step: "login", Err: h.tried}}
	s, w := h.open(t)
	add(t, s, w, "suoimay.example.vn")
	fill(t, s, w, "user", "vanhoa")
	fill(t, s, w, "secret", "abcd efgh")
	s.try()
	uitest.Settle(w)
	if w.Canvas().Focused() != fyne.Focusable(s.fields["secret"]) || !uitest.Reads(w, "Đăng thử chưa được") {
		t.Error("the keyboard is not in the password, or nothing says how trying out went")
	}
	if end := endOf(s.tryOut); end > uitest.Laptop.Height {
		t.Errorf("trying again stands at %.0f, below the window", end)
	}
}

// endOf is where something on the window ends.
func endOf(o fyne.CanvasObject) float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
}

func TestTheKeyboardIsNeverOutOfSight(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	add(t, s, w, "suoimay.example.vn")
	foot := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.foot).Y
	bar := endOf(s.bar)
	for _, o := range []fyne.Focusable{s.fields["user"], s.fields["unit"], s.tryOut, s.fields["name"], s.fields["user"]} {
		w.Canvas().Focus(o)
		uitest.Settle(w)
		at := o.(fyne.CanvasObject)
		if top := endOf(at) - at.Size().Height; top < bar || endOf(at) > foot {
			t.Errorf("%T from %.0f to %.0f, in sight is %.0f to %.0f", o, top, endOf(at), bar, foot)
		}
	}
}

func TestNobodyTypesIntoWhatIsNotShown(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	add(t, s, w, "suoimay.example.vn")
	w.Canvas().Focus(s.fields["name"])
	s.fields["name"].CursorColumn = 5
	s.update() // a step of trying out has ended
	if e := s.fields["name"]; w.Canvas().Focused() != fyne.Focusable(e) || e.CursorColumn != 5 {
		t.Error("what is being typed does not go on")
	}
	s.leaveForm()
	if w.Canvas().Focused() != nil {
		t.Error("a form that is left keeps the keyboard")
	}
}

func TestTheFormFitsALaptopAtOneAndAHalf(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	add(t, s, w, "suoimay.example.vn")
	fill(t, s, w, "user", "vanhoa")
	fill(t, s, w, "secret", "abcd efgh")
	h.runner.frozen = true
	s.try()
	uitest.Settle(w)
	const room = 768/1.5 - 48 // the title bar and the menu
	if high := s.Object().MinSize().Height; !uitest.Reads(w, "Đang đăng thử") || high > room {
		t.Errorf("the form needs %.0f of %.0f while it is tried", high, room)
	}
}

func TestAPortalThatMovedStaysTheSameAccount(t *testing.T) {
	h := newHouse(t)
	h.accounts = accounts()
	h.accounts[0].Address, h.accounts[0].Trust = "https://cu.suoimay.example.vn", pin
	h.accounts[0].Options = map[string]string{"api": "https://cu.suoimay.example.vn/wp-json/"}
	s, w := h.open(t)
	unfold(t, s, w, "wp")
	uitest.Press(t, w, "Sửa…")
	uitest.Press(t, w, "Đổi địa chỉ")
	fill(t, s, w, "address", "khong-co.example.vn")
	uitest.Press(t, w, "Kiểm tra")
	if s.state.form.account.Kind != "wordpress" || s.state.form.fault == nil {
		t.Error("an address that is no portal made the account one to hand over to")
	}
	fill(t, s, w, "address", "suoimay.example.vn")
	uitest.Press(t, w, "Kiểm tra")
	uitest.Press(t, w, "Lưu cổng này")
	if s.state.form == nil {
		t.Fatal("the password is told to another site than it was given for")
	}
	fill(t, s, w, "secret", "abcd efgh")
	uitest.Press(t, w, "Lưu cổng này")
	i := slices.IndexFunc(h.accounts, func(a model.Account) bool { return a.ID == "wp" })
	if a := h.accounts[i]; len(h.accounts) != 4 || a.Address != "https://suoimay.example.vn" || a.User != "vanhoa" || a.Trust != "" ||
		a.Unit != "Xã Suối Mây" || a.Options["api"] != "https://suoimay.example.vn/wp-json/" || len(a.Topics) != 2 {
		t.Errorf("kept %+v", a)
	}
}
