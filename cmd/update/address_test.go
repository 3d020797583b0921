package update

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model/release"
)

func TestAddress(t *testing.T) {
	folder := t.TempDir()
	for typed, want := range map[string]string{
		"https://capnhat.suoimay.gov.vn/tinxa":                     "https://capnhat.suoimay.gov.vn/tinxa",
		"  https://capnhat.suoimay.gov.vn/tinxa/ ":                 "https://capnhat.suoimay.gov.vn/tinxa",
		"https://capnhat.suoimay.gov.vn/tinxa/tinxa-update.json":   "https://capnhat.suoimay.gov.vn/tinxa",
		"https://capnhat.suoimay.gov.vn:8443":                      "https://capnhat.suoimay.gov.vn:8443",
		"http://127.0.0.1:8080/tinxa":                              "http://127.0.0.1:8080/tinxa",
		"http://localhost":                                         "http://localhost",
		"http://[::1]:80":                                          "http://[::1]:80",
		folder:                                                     folder,
		`"` + folder + `"`:                                         folder, // as Explorer copies a path
		folder + string(filepath.Separator) + release.ManifestName: folder,
		"":                              "",
		"capnhat.suoimay.gov.vn":        "",
		"http://capnhat.suoimay.gov.vn": "",
		"ftp://capnhat.suoimay.gov.vn":  "",
		"file:///etc":                   "",
		"https://":                      "",
		"https://ten:matkhau@capnhat.suoimay.gov.vn": "",
		"https://capnhat.suoimay.gov.vn/a?token=1":   "",
		"https://capnhat.suoimay.gov.vn/a#b":         "",
		"https://cap nhat.vn":                        "",
		"thư mục":                                    "",
		folder + "\n":                                folder,
		folder + "\nx":                               "",
		"https://capnhat.suoimay.gov.vn/\x00":        "",
	} {
		got, err := Address(typed)
		if got != want || (want == "") != errors.Is(err, release.ErrAddress) {
			t.Errorf("%q: %q, %v, want %q", typed, got, err, want)
		}
	}
}

func TestTheUsersAddressWins(t *testing.T) {
	o := newOffice(t)
	u := Updates{Install: o.install(old), Config: o.config}
	wantAddress := func(when, want string, given bool) {
		t.Helper()
		if st := u.Standing(); st.Address != want || st.Given != given {
			t.Errorf("%s: %q, given %v", when, st.Address, st.Given)
		}
	}
	wantAddress("nothing was said", "", false)
	o.write(filepath.Join(o.dir, AddressName), "\ufeffhttps://capnhat.suoimay.gov.vn/tinxa\r\nGhi chú\r\n")
	wantAddress("the administrator's", "https://capnhat.suoimay.gov.vn/tinxa", true)
	if err := u.SetAddress(o.share); err != nil {
		t.Fatal(err)
	}
	wantAddress("the user's", o.share, false)
	if err := u.SetAddress("no address"); !errors.Is(err, release.ErrAddress) {
		t.Errorf("%v, want ErrAddress", err)
	}
	wantAddress("still the user's", o.share, false)
	if err := u.SetAddress(""); err != nil {
		t.Fatal(err)
	}
	wantAddress("the administrator's again", "https://capnhat.suoimay.gov.vn/tinxa", true)
	o.write(filepath.Join(o.dir, AddressName), "http://capnhat.suoimay.gov.vn")
	wantAddress("the administrator's is none", "", false)
	o.write(filepath.Join(o.config, SettingsName), "{")
	wantAddress("broken settings", "", false)
	if err := os.RemoveAll(o.config); err != nil {
		t.Fatal(err)
	}
	wantAddress("no settings", "", false)
}

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "TinXa")
	for _, self := range []string{
		filepath.Join(dir, ProgramName()),
		filepath.Join(dir, "versions", "0.2.0.3", ProgramName()),
		filepath.Join(dir, "Versions", "0.2.0.3", ProgramName()),
		filepath.Join(dir, "softgl", "tinxa-0.1.0.1.exe"),
	} {
		if got := Folder(self); got != dir {
			t.Errorf("%s: %s", self, got)
		}
	}
	own := filepath.Join(t.TempDir(), "versions", "TinXa")
	if got := Folder(filepath.Join(own, ProgramName())); got != own {
		t.Errorf("a folder of the user's that is called so: %s", got)
	}
}
