package disk

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tinxa/model"
)

// computer is a computer on which these files lie, named without their first
// slash.
func computer(env map[string]string, files ...string) surroundings {
	all := fstest.MapFS{}
	for _, file := range files {
		name, content, _ := strings.Cut(file, "=")
		all[name] = &fstest.MapFile{Data: []byte(content)}
	}
	inside := func(p string) string { return strings.Trim(p, "/") }
	none := func(string) string { return "" }
	return surroundings{
		env: func(name string) string { return env[name] },
		read: func(file string) []byte {
			data, err := all.ReadFile(inside(file))
			if err != nil {
				return nil
			}
			return data
		},
		list: func(folder string) (names []string) {
			entries, _ := fs.ReadDir(all, inside(folder))
			for _, e := range entries {
				names = append(names, e.Name())
			}
			return names
		},
		synced: func() map[string]string { return nil }, network: none, cloud: none,
	}
}

func TestJudge(t *testing.T) {
	onedrive := map[string]string{"OneDriveCommercial": `D:\Đám mây\`, "OneDrive": ""}
	dropbox := map[string]string{"APPDATA": `D:\An\AppData\Roaming`}
	const info = `D:/An/AppData/Roaming/Dropbox/info.json={"personal":{"path":"E:\\Anh","host":1},"business":{"path":"E:\\Xa"}}`
	for _, tt := range []struct {
		name string
		on   surroundings
		dir  string
		kind PlaceKind
		by   string
	}{
		{"a disk", computer(nil), "D:/An/AppData/Local/Tin Xã", "", ""},
		{"a disk on Linux", computer(nil), "/srv/an/.local/share/tinxa", "", ""},
		{"a root", computer(nil), "/", "", ""},
		{"a drive's root", computer(nil), "D:/", "", ""},
		{"a long path", computer(nil), "//?/D:/An/Tin Xã", "", ""},
		{"a share", computer(nil), "//may-chu/chung/Tin Xã", Network, "//may-chu"},
		{"a share with a long path", computer(nil), "//?/UNC/may-chu/chung", Network, "//may-chu"},

		{"OneDrive by name", computer(nil), "D:/An/OneDrive/Documents/Tin Xã", Cloud, "OneDrive"},
		{"OneDrive of an office", computer(nil), "D:/An/OneDrive - UBND xã Suối Mây/a", Cloud, "OneDrive"},
		{"OneDrive itself", computer(nil), "D:/An/onedrive", Cloud, "OneDrive"},
		{"not OneDrive", computer(nil), "D:/An/OneDriveCu/a", "", ""},
		{"OneDrive by environment", computer(onedrive), "D:/đám MÂY/Tin Xã", Cloud, "OneDrive"},
		{"beside OneDrive", computer(onedrive), "D:/Đám mây khác/Tin Xã", "", ""},
		{"over OneDrive", computer(nil, "D:/An/OneDrive/a"), "D:/An", "", ""},

		{"Dropbox by name", computer(nil), "/srv/an/Dropbox/tinxa", Cloud, "Dropbox"},
		{"Dropbox of two", computer(nil), "D:/An/Dropbox (Personal)/a", Cloud, "Dropbox"},
		{"Dropbox by mark", computer(nil, "E:/Anh/.dropbox.cache/x"), "E:/Anh/Tin Xã/moi", Cloud, "Dropbox"},
		{"Dropbox by its own file", computer(dropbox, info), "E:/Xa/Tin Xã", Cloud, "Dropbox"},
		{"Dropbox' file is damaged", computer(dropbox, strings.TrimSuffix(info, "}")), "E:/Xa/Tin Xã", "", ""},
		{"Dropbox' settings at home", computer(nil, "srv/an/.dropbox/info.json={}"), "/srv/an/tinxa", "", ""},

		{"Google's drive", computer(nil), "G:/My Drive/Tin Xã", Cloud, "Google Drive"},
		{"Google's drive in another language", computer(nil, "G:/.shortcut-targets-by-id/x", "G:/Drive của tôi/a"), "G:/Drive của tôi/Tin Xã", Cloud, "Google Drive"},
		{"Google by mark", computer(nil, "D:/Việc/.tmp.drivedownload/x"), "D:/Việc/a/b/c", Cloud, "Google Drive"},
		{"iCloud", computer(nil), "D:/An/iCloudDrive/a", Cloud, "iCloud"},
		{"Nextcloud by mark", computer(nil, "D:/Xã/.sync_1a2b3c.db"), "D:/Xã/Tin Xã", Cloud, "Nextcloud"},
		{"Nextcloud by older mark", computer(nil, "D:/Xã/._sync_1a2b3c.db"), "D:/Xã/Tin Xã", Cloud, "Nextcloud"},
		{"ownCloud", computer(nil, "D:/Xã/.owncloudsync.log"), "D:/Xã", Cloud, "ownCloud"},
		{"Syncthing", computer(nil, "srv/an/việc/.stfolder/x"), "/srv/an/việc/tinxa", Cloud, "Syncthing"},
		{"MEGA", computer(nil, "D:/MEGA/.megaignore"), "D:/MEGA/Tin Xã", Cloud, "MEGA"},
		{"at a drive's root", computer(nil, "D:/.stfolder/x"), "D:/Tin Xã", Cloud, "Syncthing"},
	} {
		if kind, by := tt.on.judge(tt.dir); kind != tt.kind || by != tt.by {
			t.Errorf("%s: %s is %q by %q, want %q by %q", tt.name, tt.dir, kind, by, tt.kind, tt.by)
		}
	}
}

// What the system itself says counts as well.
func TestJudgeAsksTheSystem(t *testing.T) {
	c := computer(nil)
	c.network = func(folder string) string {
		if strings.HasPrefix(folder, "Z:") {
			return "Z:"
		}
		return ""
	}
	c.synced = func() map[string]string { return map[string]string{`D:\An\Kho chung\`: "Kho"} }
	c.cloud = func(folder string) string {
		if folder == "P:/" {
			return "pCloud Drive"
		}
		return ""
	}
	for dir, want := range map[string]string{
		"Z:/Tin Xã": "network Z:", "D:/An/kho chung/Tin Xã": "cloud Kho", "P:/a/b": "cloud pCloud Drive", "D:/An/Kho": " ",
	} {
		if kind, by := c.judge(dir); string(kind)+" "+by != want {
			t.Errorf("%s: %q by %q, want %q", dir, kind, by, want)
		}
	}
}

func TestAbove(t *testing.T) {
	for dir, want := range map[string][]string{
		"/a/b": {"/a/b", "/a", "/"}, "/": {"/"}, "C:/a": {"C:/a", "C:/"}, "C:/": {"C:/", "C:/"}, "C:": {"C:/"},
	} {
		got := slices.Collect(above(dir))
		if !slices.Equal(slices.Compact(got), slices.Compact(want)) {
			t.Errorf("above %s: %q, want %q", dir, got, want)
		}
	}
}

func TestUnsafe(t *testing.T) {
	dir := t.TempDir()
	if err := Unsafe(filepath.Join(dir, "chưa", "có")); err != nil {
		t.Errorf("a folder of the disk: %v", err)
	}
	put(t, filepath.Join(dir, "việc", ".stfolder", "x"), "")
	err := Unsafe(filepath.Join(dir, "việc", "chưa", "có"))
	var place *PlaceError
	if !errors.Is(err, model.ErrPlace) || !errors.As(err, &place) || place.Kind != Cloud || place.Name != "Syncthing" {
		t.Fatalf("%v, want a PlaceError", err)
	}
	if !strings.Contains(err.Error(), place.Dir) || !strings.Contains(err.Error(), "Syncthing") {
		t.Errorf("%q names neither folder nor program", err)
	}
}

// FuzzJudge: no path and no file of Dropbox brings it down.
func FuzzJudge(f *testing.F) {
	f.Add("D:/An/OneDrive", `{"personal":{"path":"E:\\Anh"}}`)
	f.Add("//?/UNC/", `[]`)
	f.Add("", `{"a":null}`)
	f.Add("//./:", ``)
	f.Fuzz(func(t *testing.T, dir, info string) {
		c := computer(map[string]string{"HOME": "/srv/an"})
		c.read = func(string) []byte { return []byte(info) }
		if kind, by := c.judge(dir); (kind == "") != (by == "") {
			t.Errorf("%q is %q by %q", dir, kind, by)
		}
	})
}
