package deposit

import (
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// TestManifest: the form that readers rely on.
func TestManifest(t *testing.T) {
	p, _ := sample(t)
	p.At = time.Date(2026, 11, 21, 8, 0, 0, 0, time.FixedZone("", 7*3600))
	p.Topics = []string{"12"}
	m := describe(p)
	files, err := photoFiles(p)
	if err != nil {
		t.Fatal(err)
	}
	m.Files = append(files, digest("bai-0123abcd.html", []byte("<p>")), digest("bai-0123abcd.txt", []byte("a")))
	m.Body = body{"bai-0123abcd.html", "bai-0123abcd.txt"}
	data, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	exporttest.Golden(t, "bai.json", data)
	back, err := decode(data)
	if err != nil || len(back.Files) != len(m.Files) || back.Head != m.Head {
		t.Errorf("read back: %+v, %v", back, err)
	}
}

// TestBlanks: places where nothing was written yet are not told.
func TestBlanks(t *testing.T) {
	p, _ := sample(t)
	want := describe(p).Credits
	credits := &p.Report.Credits
	credits.Tags = append([]string{" "}, credits.Tags...)
	credits.Bylines = append([]model.Byline{{}, {Name: "\u00a0", Unit: true}}, credits.Bylines...)
	if got := describe(p).Credits; len(want.Bylines) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestHostile: manifests that lead elsewhere, or into nothing.
func TestHostile(t *testing.T) {
	p, _ := sample(t)
	m := describe(p)
	m.Body = body{"bai-0123abcd.html", "bai-0123abcd.txt"}
	for name, change := range map[string]func(*manifest){
		"mark":    func(m *manifest) { m.Mark = "../tx" },
		"body":    func(m *manifest) { m.Body.HTML = "../../etc/passwd" },
		"text":    func(m *manifest) { m.Body.Text = "" },
		"file":    func(m *manifest) { m.Files = []file{{Name: "anh-0123456789ab.jpg/../../x"}} },
		"size":    func(m *manifest) { m.Files = []file{{Name: "anh-0123456789ab.jpg", Size: -1}} },
		"status":  func(m *manifest) { m.Release.Status = "future" },
		"version": func(m *manifest) { m.Version = 2 },
	} {
		bad := m
		change(&bad)
		data, err := bad.encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := decode(data); !errors.Is(err, errManifest) {
			t.Errorf("%s: %v, want it refused", name, err)
		}
	}
}

// FuzzManifest: what is taken for a manifest names nothing outside its folders.
func FuzzManifest(f *testing.F) {
	golden, err := os.ReadFile(filepath.Join("testdata", "bai.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	f.Add([]byte(`{"version":1,"mark":"tx","release":{"status":"draft"},"body":{"html":"bai-00000000.html","text":"bai-00000000.txt"},"files":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decode(data)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			where := m.path(file.Name)
			if folder := path.Dir(where); path.Clean(where) != where || folder != m.Mark && folder != shelf {
				t.Errorf("%q lies at %q", file.Name, where)
			}
		}
		again, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := decode(again); err != nil {
			t.Errorf("written and read: %v", err)
		}
	})
}

// TestTarget: addresses in their complete form.
func TestTarget(t *testing.T) {
	for address, want := range map[string]string{
		"sftp://vanhoa@may.example.vn:22/tin/":   "sftp://vanhoa@may.example.vn/tin",
		"SFTP://may.example.vn:2222":             "sftp://may.example.vn:2222",
		"sftp://vanhoa:bimat@may.example.vn/tin": "sftp://vanhoa@may.example.vn/tin",
		"sftp://[::1]:2222/a/../b":               "sftp://[::1]:2222/b",
		"sftp://may.example.vn/Tin%20b%C3%A0i":   "sftp://may.example.vn/Tin%20b%C3%A0i",
		"sftp://may.example.vn/a%0d%0aDELE%20b":  "",
		"sftp://may.example.vn/../../etc":        "sftp://may.example.vn/etc",
		"sftp://may example.vn/tin":              "",
		"ftp://may.example.vn/tin":               "",
		"sftp:may.example.vn":                    "",
		"  sftp://may.example.vn/tin?x=1#y  ":    "sftp://may.example.vn/tin",
		"sftp://may.example.vn:99999999/tin":     "",
		"sftp://may.example.vn:2022/tin/a b/c":   "sftp://may.example.vn:2022/tin/a%20b/c",
	} {
		got, err := parseTarget(address, "sftp")
		if want == "" {
			if !errors.Is(err, export.ErrAddress) {
				t.Errorf("%q: %v, %v; want not an address", address, got, err)
			}
		} else if err != nil || got.String() != want {
			t.Errorf("%q: %v, %v; want %s", address, got, err, want)
		}
	}
}

// FuzzTarget: an address that was completed stays itself, keeps no password and
// holds nothing that begins a command.
func FuzzTarget(f *testing.F) {
	for _, seed := range []string{"sftp://a:b@c:1/d", "ftp://[::1]/", "davs://h/%0a", "https://h//x/./y?z", "ftps://%41@h"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		first, err := parseTarget(address, "sftp", "ftp", "ftps", "dav", "davs", "http", "https")
		if err != nil {
			return
		}
		again, err := parseTarget(first.String(), first.Scheme)
		if err != nil || again != first {
			t.Errorf("%q is %+v, and that %+v, %v", address, first, again, err)
		}
		if strings.ContainsAny(first.Path+first.User, "\r\n\x00") {
			t.Errorf("%q is %+v", address, first)
		}
	})
}

// FuzzList: lists of WebDAV servers.
func FuzzList(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>/tx/</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response><D:response><D:href>http://h/tx/anh-1.jpg</D:href><D:propstat><D:prop><D:getcontentlength>7</D:getcontentlength></D:prop></D:propstat></D:response></D:multistatus>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := parseList(data, "tx")
		if err != nil {
			return
		}
		for _, e := range entries {
			if strings.Contains(e.Name, "/") && e.Name != "/" {
				t.Errorf("a name with a slash: %q", e.Name)
			}
		}
	})
}

// FuzzKept: the ids that the engine gives back.
func FuzzKept(f *testing.F) {
	f.Add("tx/anh-0123456789ab.jpg 7 " + strings.Repeat("0", 64))
	f.Fuzz(func(t *testing.T, id string) {
		kept, err := parseKept(id)
		if err != nil {
			return
		}
		if again, err := parseKept(kept.kept()); err != nil || again != kept || strings.Contains(kept.Name, "..") {
			t.Errorf("%q is %+v, and that %+v, %v", id, kept, again, err)
		}
	})
}

// TestFolderAddress: how people write a folder.
func TestFolderAddress(t *testing.T) {
	dir := t.TempDir()
	slashed := "/" + strings.TrimPrefix(filepath.ToSlash(dir), "/") // /C:/Tin on Windows
	for _, address := range []string{dir, " " + dir + "/ ", `"` + dir + `"`, "file://" + slashed, "file://localhost" + slashed} {
		if got, err := parseFolder(address); err != nil || got != dir {
			t.Errorf("%q: %q, %v; want %q", address, got, err, dir)
		}
	}
	for _, address := range []string{"tin", "./tin", "", "https://suoimay.example.vn/tin", dir + "\x00"} {
		if got, err := parseFolder(address); !errors.Is(err, export.ErrAddress) {
			t.Errorf("%q: %q, %v; want not an address", address, got, err)
		}
	}
}

// TestReaders: every word in a manifest's form has a name of its own.
func TestReaders(t *testing.T) {
	var loose map[string]any
	golden, err := os.ReadFile(filepath.Join("testdata", "bai.json"))
	if err == nil {
		err = json.Unmarshal(golden, &loose)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"version", "mark", "release", "head", "credits", "cover", "photos", "body", "files"} {
		if loose[name] == nil {
			t.Errorf("the golden manifest shows no %q", name)
		}
	}
}
