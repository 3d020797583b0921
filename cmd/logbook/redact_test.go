package logbook

import (
	"strings"
	"testing"
)

// written puts real folders into the place of HOME, USERS and DUSERS: no path of
// a machine stands in the project.
func written(text string) string {
	return strings.NewReplacer("HOME", "/"+"home", "DUSERS", `D:\`+`Users`, "QUSERS", `C:\\`+`Users`, "USERS", `C:\`+`Users`).Replace(text)
}

func TestRedactorOnLinux(t *testing.T) {
	r := Redacting(written("HOME/hanh.nt"))
	for text, want := range map[string]string{
		"open HOME/hanh.nt/Tin/a.jpg: no such file": "open ~/Tin/a.jpg: no such file",
		`dir="HOME/hanh.nt"`:                        `dir="~"`,
		"HOME/lan/x":                                "~/x",
		"(HOME/lan)":                                "(~)",
		"/mnt/hanh.nt/TinXa and /mnt/hanh.nt":       "/mnt/…/TinXa and /mnt/…",
		"HOME/hanh.nt.old":                          "~", // another user's
		"/usr/share/home/x":                         "/usr/share/home/x",
		"write D:/hanh.nten/x":                      "write D:/hanh.nten/x",
	} {
		if got := r.Text(written(text)); got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", text, got, want)
		}
	}
}

func TestRedactorOnWindows(t *testing.T) {
	r := Redacting(written(`USERS\Nguyễn Thị Hạnh`))
	for text, want := range map[string]string{
		`open USERS\Nguyễn Thị Hạnh\AppData\a.db: Access is denied.`: `open %USERPROFILE%\AppData\a.db: Access is denied.`,
		`"QUSERS\\Nguyễn Thị Hạnh\\a"`:                               `"%USERPROFILE%\\a"`,
		`c:/users/nguyễn thị hạnh/a`:                                 `%USERPROFILE%/a`,
		`USERS\NGUYNT~1\AppData\Local\Temp`:                          `%USERPROFILE%\AppData\Local\Temp`,
		`DUSERS\lan\a`:                                               `%USERPROFILE%\a`,
		`E:\Nguyễn Thị Hạnh\TinXa`:                                   `E:\…\TinXa`,
		`C:\Program Files\x`:                                         `C:\Program Files\x`,
	} {
		if got := r.Text(written(text)); got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", text, got, want)
		}
	}
	if got := Redacting(`D:\Profiles\hanh`).Text(`open D:\profiles\HANH\a`); got != `open %USERPROFILE%\a` {
		t.Error(got)
	}
}

func TestRedactorTakesSecretsOut(t *testing.T) {
	r := Redacting("")
	for text, want := range map[string]string{
		`Post "https://lan:mk123@suoimay.example:8443/wp-json/posts?title=H%E1%BB%8Dp": EOF`: `Post "https://suoimay.example:8443": EOF`,
		"sftp://lan@suoimay.example/tin.":            "sftp://suoimay.example",
		"file:///srv/a.jpg":                          "/srv/a.jpg",
		"file://maychu/vanphong/Kỷ luật.jpg":         "//maychu/…",
		"https://%zz/bí-mật":                         "https://…",
		"to lan.nt@suoimay.example: 550":             "to …@suoimay.example: 550",
		"fyne.io/fyne/v2@v2.7.1/app/app.go:12":       "fyne.io/fyne/v2@v2.7.1/app/app.go:12",
		`{"password":"m k","a":1}`:                   `{"password":…,"a":1}`,
		"passphrase: dưới-đáy-ao, then":              "passphrase: …, then",
		"Authorization: Basic bGFuOm1rMTIz":          "Authorization: …",
		"app_password=abcd&x=1":                      "app_password=…&x=1",
		"Set-Cookie: nv4=abc; path=/":                "Set-Cookie: …; path=/",
		"dial tcp 192.0.2.7:443: i/o timeout":        "dial tcp 192.0.2.7:443: i/o timeout",
		"the token ended; passed 3 checks":           "the token ended; passed 3 checks",
		"bolt: save 01JCS: disk full (0x70), rev 12": "bolt: save 01JCS: disk full (0x70), rev 12",
	} {
		if got := r.Text(written(text)); got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", text, got, want)
		}
	}
}

// Of a folder that another computer shares the computer alone is told, however
// often the text is looked at.
func TestRedactorOnSharedFolders(t *testing.T) {
	r := Redacting(written(`USERS\hanh`))
	for text, want := range map[string]string{
		`open \\maychu\vanphong\Kỷ luật cán bộ\a.jpg: Access is denied.`: `open \\maychu\…: Access is denied.`,
		`err="open \\\\may-chu.xa\\vanphong\\Kỷ luật\\a.jpg: denied"`:    `err="open \\\\may-chu.xa\\…: denied"`,
		`\\192.0.2.7\d$`:                       `\\192.0.2.7\…`,
		`\\?\UNC\maychu\vanphong\a.jpg`:        `\\?\UNC\maychu\…`,
		`"\\\\?\\UNC\\maychu\\vanphong\\a"`:    `"\\\\?\\UNC\\maychu\\…"`,
		"stat //maychu/vanphong/Kỷ luật: gone": "stat //maychu/…: gone",
		`\\.\pipe\tinxa-1`:                     `\\.\pipe\tinxa-1`,
		`"C:\\Program Files\\x\\y"`:            `"C:\\Program Files\\x\\y"`,
		`"QUSERS\\hanh\\a\\b"`:                 `"%USERPROFILE%\\a\\b"`,
		"a // b/c":                             "a // b/c",
	} {
		once := r.Text(written(text))
		if twice := r.Text(once); once != want || twice != want {
			t.Errorf("%s\nbecame %s\nthen   %s\nwant   %s", text, once, twice, want)
		}
	}
}
