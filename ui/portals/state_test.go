package portals

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

func TestAccountsAreGroupedByUnit(t *testing.T) {
	var got []string
	for _, u := range units(accounts()) {
		for _, a := range u.accounts {
			got = append(got, u.name+"/"+string(a.ID))
		}
	}
	want := []string{"Phường Bến Lụa/nv", "Xã Suối Mây/mail", "Xã Suối Mây/wp", "/hand"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	one := []model.Account{{Unit: "Xã Suối Mây"}, {Unit: "Xã Suối Mây"}}
	if got := newForm(one).account.Unit; got != "Xã Suối Mây" {
		t.Errorf("the next account is of %q", got)
	}
	if got := newForm(accounts()).account.Unit; got != "" {
		t.Errorf("of several units one was chosen: %q", got)
	}
}

func TestAnUnknownPortalIsOneToHandOverTo(t *testing.T) {
	for typed, want := range map[string]string{
		" tinh.example.vn/tin ": "https://tinh.example.vn/tin", "http://tinh.example.vn": "http://tinh.example.vn",
	} {
		f := newForm(nil)
		f.account.Address = typed
		f.recognised(export.Site{}, &export.PortalError{Kind: export.ErrNotPortal})
		if f.account.Kind != handOver || f.account.Address != want || f.fault != nil || f.account.Name != "tinh.example.vn" {
			t.Errorf("%q became %+v, %v", typed, f.account, f.fault)
		}
	}
	for _, typed := range []string{"ftp://may.example.vn", "", "a b", "ai@suoimay.example.vn"} {
		f := newForm(nil)
		f.account.Address = typed
		f.recognised(export.Site{}, &export.PortalError{Kind: export.ErrNotPortal})
		if f.account.Kind != "" || !errors.Is(f.fault, export.ErrNotPortal) {
			t.Errorf("%q became %+v, %v", typed, f.account, f.fault)
		}
	}
}

func TestARecognisedSiteFillsTheAccount(t *testing.T) {
	f := newForm(nil)
	f.recognised(sites()["suoimay.example.vn"], nil)
	a := f.ready()
	if a.Kind != "wordpress" || a.Name != "Trang thông tin điện tử xã Suối Mây" || a.Options["api"] == "" || a.Style.Accent != "#0f4c81" {
		t.Errorf("account %+v", a)
	}
	f = newForm(nil)
	f.recognised(export.Site{Kind: "sftp", Address: "sftp://tin@may.example.vn/a/b"}, nil)
	if f.account.User != "tin" || f.value("folder") != "/a/b" {
		t.Errorf("user %q, folder %q", f.account.User, f.value("folder"))
	}
	f.set("folder", "tin bài/../Ảnh")
	if got := f.account.Address; got != "sftp://tin@may.example.vn/%E1%BA%A2nh" || f.value("folder") != "/Ảnh" {
		t.Errorf("address %q", got)
	}
}

func TestWhatIsLackingIsNamed(t *testing.T) {
	f := newForm(nil)
	f.recognised(sites()["benlua.example.vn"], nil)
	for _, step := range []struct{ lacks, value string }{{"user", " tinxa "}, {"secret", "abcd"}} {
		if got := f.lacks(); got != step.lacks {
			t.Fatalf("lacks %q, want %q", got, step.lacks)
		}
		f.set(step.lacks, step.value)
	}
	if f.lacks() != "" || f.account.User != "tinxa" || f.secret != "abcd" {
		t.Errorf("lacks %q of %+v", f.lacks(), f.account)
	}
	f.account.Name = " "
	if got := f.lacks(); got != "name" {
		t.Errorf("a nameless account lacks %q", got)
	}
	stored := changeOf(accounts()[0])
	elsewhere := changeOf(accounts()[0])
	elsewhere.account.Address = "https://khac.example.vn"
	elsewhere = elsewhere.moved()
	elsewhere.found, elsewhere.account.Kind = export.Site{Kind: "wordpress"}, "wordpress"
	if got := elsewhere.lacks(); got != "secret" {
		t.Errorf("a password would be told to another site; the form lacks %q", got)
	}
	if got := stored.lacks(); got != "" {
		t.Errorf("a stored account lacks %q", got)
	}
}

func TestMailIsSentOrWrittenIntoAFolder(t *testing.T) {
	f := newForm(nil)
	f.recognised(sites()["banbientap@suoimay.example.vn"], nil)
	f.set("from", "a@suoimay.example.vn")
	if f.lacks() != "server" {
		t.Errorf("lacks %q", f.lacks())
	}
	f.set("server", "smtp.example.vn:587")
	if f.lacks() != "" {
		t.Errorf("a server without a login lacks %q", f.lacks())
	}
	f.set("user", "a")
	if f.lacks() != "secret" {
		t.Errorf("a login without a password lacks %q", f.lacks())
	}
	f.eml = true
	if f.lacks() != "eml" {
		t.Errorf("a folder lacks %q", f.lacks())
	}
	f.set("eml", "/thư")
	a := f.ready()
	if a.User != "" || a.Options["server"] != "" || a.Options["eml"] != "/thư" || a.Options["to"] == "" {
		t.Errorf("account %+v", a)
	}
	f.eml = false
	if a = f.ready(); a.Options["eml"] != "" || a.Options["server"] == "" || a.User != "a" {
		t.Errorf("account %+v", a)
	}
	if !changeOf(accounts()[1]).eml {
		t.Error("a folder of e-mails is taken for a server")
	}
}

func TestWhatTravelsReadableIsWarnedOf(t *testing.T) {
	for address, want := range map[string]bool{
		"ftp://may.example.vn": true, "ftps://may.example.vn": false, "sftp://may.example.vn": false, "dav://may.example.vn": true,
		"http://suoimay.example.vn": true, "https://suoimay.example.vn": false, "http://127.0.0.1:8080": false,
	} {
		f := newForm(nil)
		f.recognised(export.Site{Kind: "wordpress", Address: address}, nil)
		if f.unsafe() != want {
			t.Errorf("%s is unsafe: %v", address, f.unsafe())
		}
	}
	f := newForm(nil)
	f.recognised(export.Site{Kind: handOver, Address: "http://tinh.example.vn"}, nil)
	if f.unsafe() {
		t.Error("no password travels when a person publishes")
	}
}

func TestTheCertificateInDoubtIsFound(t *testing.T) {
	f := newForm(nil)
	if f.doubted() != nil {
		t.Error("a new form doubts")
	}
	f.fault = untrusted()
	if e := f.doubted(); e == nil || e.Fingerprint != pin {
		t.Errorf("doubted %v", e)
	}
	f.fault = nil
	f.trial.err = &export.PortalError{Kind: export.ErrPinChanged, Fingerprint: pin}
	if f.doubted() == nil {
		t.Error("another certificate than the known one is not doubted")
	}
	f.trial.err = &export.PortalError{Kind: export.ErrPassword, Fingerprint: pin}
	if f.doubted() != nil {
		t.Error("a refused password is taken for a certificate")
	}
}

func TestWhatWasTriedOutIsForgottenWhenTheAccountChanges(t *testing.T) {
	f := changeOf(accounts()[0])
	f.trial = trial{ended: true, checks: []Check{{Step: "login"}}}
	f.set("secret", "x")
	if f.trial.ended || len(f.trial.checks) > 0 {
		t.Errorf("trial %+v", f.trial)
	}
}

func TestFingerprintsAreReadOutInPairs(t *testing.T) {
	lines := fingerprint(pin)
	if len(lines) != 2 || lines[0] != "3F:9A:1C:0D:5E:7B:2A:44:86:C1:D0:E2:F3:A4:B5:C6" {
		t.Errorf("lines %q", lines)
	}
	if got := strings.ReplaceAll(strings.Join(lines, ":"), ":", ""); !strings.EqualFold(got, pin) {
		t.Errorf("digits were lost: %s", got)
	}
	if got := fingerprint("abc"); len(got) != 1 || got[0] != "AB:C" {
		t.Errorf("three digits are %q", got)
	}
}

func TestAmountsAreWithinReason(t *testing.T) {
	for text, want := range map[string]int{"1600": 1600, " 2 ": 2, "": 0, "-5": 0, "nhiều": 0, "99999999999": 0} {
		if got := amount(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
	if number(0) != "" || number(1500) != "1500" {
		t.Errorf("numbers read %q and %q", number(0), number(1500))
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("suoimay.example.vn")
	f.Add("ftp://a/%zz")
	f.Add("https://người.example.vn:80/tin?x=1")
	f.Fuzz(func(t *testing.T, typed string) {
		form := newForm(nil)
		form.account.Address = typed
		form.recognised(export.Site{}, &export.PortalError{Kind: export.ErrNotPortal})
		if (form.account.Kind == handOver) == (form.fault != nil) {
			t.Fatalf("%q: kind %q and fault %v", typed, form.account.Kind, form.fault)
		}
		if a := form.account.Address; form.account.Kind == handOver && !strings.HasPrefix(a, "http") {
			t.Fatalf("%q became %q", typed, a)
		}
		form.set("folder", typed)
		_ = form.unsafe()
	})
}

func TestAPlaceWithoutANameGetsOne(t *testing.T) {
	for address, want := range map[string]string{
		"https://suoimay.example.vn/tin":       "suoimay.example.vn",
		"sftp://may.example.vn:2022/tin":       "may.example.vn",
		"mailto:banbientap@suoimay.example.vn": "banbientap@suoimay.example.vn",
		"//maychu/ban-bien-tap/Tin bài":        "Tin bài",
		`\\maychu\Tin bài\`:                    "Tin bài",
		`D:\Tin bài`:                           "Tin bài",
		"/":                                    "/",
	} {
		if got := nameOf(address); got != want {
			t.Errorf("%s is called %q, want %q", address, got, want)
		}
	}
}
