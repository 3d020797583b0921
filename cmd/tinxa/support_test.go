package main

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinxa/cmd/logbook"
	"tinxa/export/keyring"
	"tinxa/model/release"
	"tinxa/ui/graphics"
	"tinxa/ui/say"
)

// TestSupport: the built program writes what a helper needs, after all that may
// go wrong went wrong, and no word of the reports is in it.
func TestSupport(t *testing.T) {
	const marker = "ZUPOL"
	d := newDesk(t)
	home := filepath.Join(d.files, "nguyen.thi.hanh")
	called := func(args ...string) answer {
		c := d.process(args...)
		c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "DBUS_SESSION_BUS_ADDRESS=disabled:", "LANG=vi_VN.UTF-8"}
		return finish(t, c)
	}
	text := "Họp " + marker + "\n\nĐồng chí " + marker + " phát biểu.\n"
	if a := called("new", "--from", d.file("Hội nghị "+marker+".txt", []byte(text)), "--photo", d.file(marker+".jpg", []byte("no photo "+marker))); a.code != exitFault {
		t.Fatalf("%+v", a)
	}
	called("new", "--from", d.at(marker+" không có.docx"))
	called("export", "none "+marker, "--to", "txt", "-o", d.at(marker))
	called("portal", "add", "https://lan:"+marker+"@127.0.0.1:1/"+marker, "--name", marker, "--user", marker, "--no-test")
	out := d.at("ho-tro.zip")
	a := called("support", "-o", out)
	if a.code != exitDone || a.out != out+"\n" {
		t.Fatalf("%+v", a)
	}
	pieces := unzipped(t, out)
	if got := names(t, filepath.Join(home, ".local", "state", "tinxa")); !slices.Contains(got, "tinxa.log") {
		t.Errorf("logs: %q", got)
	}
	for name, text := range pieces {
		for _, secret := range []string{marker, "hanh"} {
			if strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
				t.Errorf("%s tells %q:\n%s", name, secret, text)
			}
		}
	}
	for name, want := range map[string]string{
		"summary.txt": "Thông tin hỗ trợ", "data.txt": "(sound)", "outbox.txt": "Các lần đăng", "tinxa.log": " fault err=",
	} {
		if !strings.Contains(pieces[name], want) {
			t.Errorf("%s is silent about %q:\n%s", name, want, pieces[name])
		}
	}
	if a := d.call("support"); a.code != exitUsage {
		t.Errorf("without a file: %+v", a)
	}
	wantFault(t, called("support", "-o", filepath.Join(out, "x.zip")), "err.destination", filepath.Join(out, "x.zip"))
}

func unzipped(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}

// TestSupportOfDamagedData: the bundle is made all the same.
func TestSupportOfDamagedData(t *testing.T) {
	d := newDesk(t)
	d.must("new", "--from", committee)
	d.overwrite(read(t, d.database())[:20_000])
	d.made("support", "-o", d.at("a.zip"))
	if got := unzipped(t, d.at("a.zip"))["data.txt"]; !strings.Contains(got, "(damaged)") {
		t.Error(got)
	}
}

func TestCrashesAreToldOnce(t *testing.T) {
	dir := t.TempDir()
	told := func() bool {
		t.Helper()
		crashed, err := tellsOfCrash(dir)
		if err != nil {
			t.Fatal(err)
		}
		return crashed
	}
	if told() {
		t.Error("told of no crash")
	}
	if err := os.WriteFile(filepath.Join(dir, logbook.CrashFile), []byte("panic: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if !told() || told() {
		t.Error("not told once")
	}
	if crashed, err := tellsOfCrash(""); crashed || err != nil {
		t.Error("told without a log")
	}
}

func TestDrawnBy(t *testing.T) {
	for want, f := range map[string]graphics.Finding{
		"OpenGL":                         {},
		"Mesa Intel(R) UHD 620 4.6 Mesa": {Renderer: "Mesa Intel(R) UHD 620", Version: "4.6 Mesa"},
	} {
		if got := drawnBy(f); got != want {
			t.Errorf("%+v: %q", f, got)
		}
	}
	facts := graphicsFacts(graphics.Finding{Renderer: "GDI Generic", Problem: "no driver: GDI"}).Facts
	if last := facts[len(facts)-1]; last.Value != "no driver: GDI" || last.Name == "" {
		t.Errorf("%+v", facts)
	}
}

func TestUpdateFacts(t *testing.T) {
	failed := release.Version{}
	words := func(st release.Standing) (all string) {
		for _, f := range updateFacts(st).Facts {
			all += f.Name + ": " + f.Value + "\n"
		}
		return all
	}
	got := words(release.Standing{
		Address: `\\suoimay\Hội nghị`, Fault: &fs.PathError{Op: "open", Path: "/srv/Họp.json", Err: fs.ErrNotExist},
		Ready: &release.Manifest{Version: "1.3.0"}, Failed: &failed,
	})
	if strings.Contains(got, "suoimay") || strings.Contains(got, "Họp") || !strings.Contains(got, "open /….json: ") || !strings.Contains(got, ": 1.3.0\n") {
		t.Error(got)
	}
	if got := words(release.Standing{}); strings.Count(got, "\n") != 3 {
		t.Errorf("of nothing: %s", got)
	}
}

// TestSecretsAreNotLogged: whatever a call of the program is told with, of words
// nothing is written but by faults.
func TestSecretsAreNotLogged(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(logVariable, dir)
	openLog([]string{"portal", "add", "--password-fd", "3"})
	t.Cleanup(func() { // as TestMain had it
		os.Setenv(logVariable, noLog)
		openLog(nil)
		say.Listen(func(error) {})
	})
	logWarning("cli.verify.record", []any{"Họp mật", int64(4), 7, keyring.New("mật khẩu")})
	text := string(read(t, filepath.Join(dir, "tinxa.log")))
	if !strings.Contains(text, "told=cli.verify.record n=7\n") || strings.Contains(text, "mật") {
		t.Error(text)
	}
}
