package portals

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// runner is inline until it is frozen; then nothing reaches the window any more,
// as if the work never ended.
type runner struct {
	task.Inline
	frozen bool
}

func (r *runner) Do(f func()) {
	if !r.frozen {
		f()
	}
}

// house stands in for what is around the screen and keeps what it was asked.
type house struct {
	env      Env
	runner   *runner
	accounts []model.Account
	keyring  bool
	sites    map[string]export.Site // by address; others are no portal
	refuse   error                  // what recognising fails with, unless the certificate is trusted
	trial    []Check                // what trying out tells
	tried    error
	added    error
	folder   string // the answer to ChooseFolder

	asked []string // what was called, with its arguments
	doors []export.Door
}

const pin = "3f9a1c0d5e7b2a4486c1d0e2f3a4b5c60718293a4b5c6d7e8f90a1b2c3d4e5f6"

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, keyring: true, sites: sites()}
	for _, step := range wholeTest {
		h.trial = append(h.trial, Check{Step: step})
	}
	h.env = Env{
		Runner: h.runner, Asker: export.Nobody{}, Store: h.store(),
		Recognise: h.recognise,
		Test:      h.test,
		Browse: func(_ context.Context, address string) error {
			h.note("browse", address)
			return nil
		},
		ChooseFolder: func(chosen func(string)) {
			if h.folder != "" {
				chosen(h.folder)
			}
		},
		Back: func() { h.note("back") },
	}
	return h
}

func (h *house) store() Store {
	return Store{
		List:    func(context.Context) ([]model.Account, error) { return h.accounts, nil },
		Keyring: func(context.Context) bool { return h.keyring },
		Add: func(_ context.Context, a model.Account, secret string) error {
			h.note("add", a.Kind, a.Name, a.User, secret)
			if h.added == nil || !h.keyring {
				h.accounts = append(slices.DeleteFunc(h.accounts, func(o model.Account) bool { return o.ID == a.ID }), a)
			}
			return h.added
		},
		Remove: func(_ context.Context, id model.AccountID) error {
			h.note("remove", string(id))
			h.accounts = slices.DeleteFunc(h.accounts, func(a model.Account) bool { return a.ID == id })
			return nil
		},
	}
}

func (h *house) recognise(_ context.Context, address, trust string) (export.Site, error) {
	h.note("recognise", address, trust)
	site, ok := h.sites[address]
	switch {
	case h.refuse != nil && trust == "":
		return export.Site{}, h.refuse
	case !ok:
		return export.Site{}, &export.PortalError{Kind: export.ErrNotPortal}
	}
	return site, nil
}

func (h *house) test(_ context.Context, d export.Door, t Trial, done func(Check)) error {
	h.note("test", d.Account.Kind, d.Account.User, d.Secret, t.Title)
	h.doors = append(h.doors, d)
	for _, c := range h.trial {
		done(c)
	}
	return h.tried
}

func (h *house) note(words ...string) {
	h.asked = append(h.asked, strings.TrimSpace(strings.Join(words, " ")))
}

func sites() map[string]export.Site {
	return map[string]export.Site{
		"suoimay.example.vn": {
			Kind: "wordpress", Address: "https://suoimay.example.vn", Name: "Trang thông tin điện tử xã Suối Mây", Version: "6.1.9",
			Style: model.Style{Accent: "#0f4c81"}, Authorise: "https://suoimay.example.vn/wp-admin/authorize-application.php", User: true,
			Options: map[string]string{"api": "https://suoimay.example.vn/wp-json/"},
		},
		"benlua.example.vn":             {Kind: "nukeviet", Address: "https://benlua.example.vn", Name: "Phường Bến Lụa", User: true},
		"sftp://may.example.vn/tin":     {Kind: "sftp", Address: "sftp://may.example.vn/tin", User: true},
		"ftp://may.example.vn":          {Kind: "ftp", Address: "ftp://may.example.vn", User: true},
		"banbientap@suoimay.example.vn": {Kind: "mail", Address: "mailto:banbientap@suoimay.example.vn", Options: map[string]string{"to": "banbientap@suoimay.example.vn"}, User: true},
		"//maychu/ban-bien-tap/Tin bài": {Kind: "folder", Address: "//maychu/ban-bien-tap/Tin bài"},
	}
}

func accounts() []model.Account {
	return []model.Account{
		{
			ID: "wp", Name: "Trang thông tin điện tử xã Suối Mây", Unit: "Xã Suối Mây", Kind: "wordpress", Address: "https://suoimay.example.vn", User: "vanhoa",
			Wish: model.Wish{Status: model.PostPending}, Limits: model.Limits{Side: 1500, Bytes: 2 << 20}, Topics: map[string][]string{"Tin trong xã": {"3"}, "Thông báo": {"5"}},
		},
		{ID: "mail", Name: "Ban biên tập xã", Unit: "Xã Suối Mây", Kind: "mail", Address: "mailto:banbientap@suoimay.example.vn", Options: map[string]string{"to": "banbientap@suoimay.example.vn", "eml": "/thu"}},
		{ID: "hand", Name: "Cổng thông tin điện tử tỉnh", Unit: "", Kind: handOver, Address: "https://tinh.example.vn"},
		{ID: "nv", Name: "Phường Bến Lụa", Unit: "Phường Bến Lụa", Kind: "nukeviet", Address: "https://benlua.example.vn", User: "tinxa", Trust: pin},
	}
}

func (h *house) open(t *testing.T) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		s = New(h.env)
		return part.NewStage(h.runner, s.Object())
	})
	t.Cleanup(s.Close)
	return s, w
}

// fill types into a field of the form.
func fill(t *testing.T, s *Screen, w fyne.Window, key, text string) {
	t.Helper()
	field := s.fields[key]
	if field == nil {
		t.Fatalf("no field %q", key)
	}
	field.SetText(text)
	uitest.Settle(w)
}

// add goes to the form with an address that was looked at.
func add(t *testing.T, s *Screen, w fyne.Window, address string) {
	t.Helper()
	uitest.Press(t, w, "Thêm cổng")
	fill(t, s, w, "address", address)
	uitest.Press(t, w, "Kiểm tra")
}

func unfold(t *testing.T, s *Screen, w fyne.Window, id model.AccountID) {
	t.Helper()
	if s.rows[id] == nil {
		t.Fatalf("no account %q", id)
	}
	test.Tap(s.rows[id])
	uitest.Settle(w)
}

func untrusted() error {
	return fmt.Errorf("web: %w", &export.PortalError{Kind: export.ErrCertificate, Did: "wordpress: probe", Fingerprint: pin, Reason: "self-signed"})
}

// captcha is a picture as NukeViet draws them.
func captcha(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 150, 40))
	for i := range 150 * 40 {
		x, y := i%150, i/150
		ink := color.RGBA{240, 240, 230, 255}
		if (x/12+y/9)%3 == 0 {
			ink = color.RGBA{60, 90, 160, 255}
		}
		img.Set(x, y, ink)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
