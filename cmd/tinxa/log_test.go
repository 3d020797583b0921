package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/disk"
	"tinxa/ui/task"
)

func TestDiscreet(t *testing.T) {
	panicked := func(v any) error {
		_, err := func() (x int, err error) {
			task.Go(t.Context(), task.Inline{}, func(context.Context) (int, error) { panic(v) }, func(_ int, e error) { err = e })
			return 0, err
		}()
		return err
	}
	portal := &export.PortalError{Kind: export.ErrRejected, Did: "wordpress: create", Status: 400, Reason: "html", Said: "Họp đảng uỷ"}
	taken := filepath.Join(t.TempDir(), "Họp đảng uỷ")
	if err := errors.Join(os.Mkdir(taken, 0o700), os.WriteFile(filepath.Join(taken, "tin.txt"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	v := veil{home: "/u/hanh", own: []string{"/d"}}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{model.ErrFull, "disk full"},
		{fmt.Errorf("outbox: %w", portal), "wordpress: create: rejected: html: HTTP 400"},
		{&fs.PathError{Op: "open", Path: "/srv/Họp đảng uỷ.html", Err: fs.ErrPermission}, "open /….html: permission denied"},
		{&fs.PathError{Op: "open", Path: "/srv/Kỷ luật cán bộ/anh1.jpg", Err: fs.ErrNotExist}, "open /….jpg: file does not exist"},
		{
			export.WriteFolder(t.Context(), taken, nil),
			"export: cannot write there: replace /…: it holds other files",
		},
		{about{"Họp đảng uỷ.docx", fs.ErrNotExist}, "….docx: file does not exist"},
		{about{"Kỷ luật cán bộ/anh1.jpg", fs.ErrNotExist}, "….jpg: file does not exist"},
		{&disk.PlaceError{Dir: "/srv/Kỷ luật cán bộ", Kind: disk.Network, Name: "nfs4"}, model.ErrPlace.Error() + ": /…: network (nfs4)"},
		{
			errors.Join(&fs.PathError{Op: "stat", Path: "/srv/Kỷ luật", Err: fs.ErrExist}, &fs.PathError{Op: "open", Path: "/srv/Kỷ luật/Họp.jpg", Err: fs.ErrExist}),
			"stat /…: file already exists\nopen /….jpg: file already exists",
		},
		{about{"Cổng xã", model.ErrNotFound}, "…: not found"},
		{
			about{"01jcs4", errors.Join(model.ErrGone, &os.LinkError{Op: "rename", Old: "/d/tinxa.db.tmp", New: "/d/hop-dang-uy.zip", Err: fs.ErrExist})},
			"01jcs4: data cannot be reached\nrename /d/tinxa.db.tmp /d/….zip: file already exists",
		},
		{panicked("Họp đảng uỷ"), "panic: string"},
		{panicked(fmt.Errorf("Họp %w", errors.New("x"))), "panic: *fmt.wrapError"},
	} {
		if got := v.discreet(tt.err); got != tt.want {
			t.Errorf("%v\nbecame %s\nwant   %s", tt.err, got, tt.want)
		}
	}
	var none []int
	_, err := func() (x int, err error) {
		task.Go(t.Context(), task.Inline{}, func(context.Context) (int, error) { return none[len(none)], nil }, func(_ int, e error) { err = e })
		return 0, err
	}()
	if got := (veil{}).discreet(err); got != "panic: runtime error: index out of range [0] with length 0" {
		t.Error(got)
	}
}

// Of what users name the log tells where it lies and what kind of file it is; the
// program's own files are told as they are.
func TestVeiled(t *testing.T) {
	v := veil{home: "/u/hanh", own: []string{"/u/hanh/.local/share/tinxa", "/e/TinXa-data"}}
	for name, want := range map[string]string{
		"/u/hanh/.local/share/tinxa":                                     "/u/hanh/.local/share/tinxa",
		"/u/hanh/.local/share/tinxa/tinxa.db":                            "/u/hanh/.local/share/tinxa/tinxa.db",
		"/e/TinXa-data/photos/originals/0a/0a1b2c.jpg":                   "/e/TinXa-data/photos/originals/0a/0a1b2c.jpg",
		"/e/TinXa-data/quarantine/2026-11-20T08-00-00.000/tinxa.db":      "/e/TinXa-data/quarantine/2026-11-20T08-00-00.000/tinxa.db",
		"/e/TinXa-data/journal/.report-abcdefghijklmnop.journal-123.tmp": "/e/TinXa-data/journal/.report-abcdefghijklmnop.journal-123.tmp",
		"/e/TinXa-data/journal/report-1.journal":                         "/e/TinXa-data/journal/report-1.journal",
		"/e/TinXa-data/Kỷ luật cán bộ/anh1.jpg":                          "/e/TinXa-data/….jpg",
		"/e/TinXa-data/Kỷ luật cán bộ/ky-luat.jpg":                       "/e/TinXa-data/….jpg",
		"/e/TinXa-data-cũ/Kỷ luật.jpg":                                   "/….jpg",
		"/e/TinXa-data/../Kỷ luật.jpg":                                   "/….jpg",
		"/u/hanh/Ảnh/Kỷ luật cán bộ/anh1.jpg":                            "/u/hanh/….jpg",
		"/mnt/usb/kyluat/tinxa.db":                                       "/….db",
		"/mnt/Tờ trình số 5. Kỷ luật":                                    "/…",
		`D:\Kỷ luật cán bộ\anh1.jpg`:                                     `D:\….jpg`,
		`\\maychu\vanphong\Kỷ luật\a.docx`:                               `\\maychu\….docx`,
		"//maychu/vanphong/Kỷ luật/a.docx":                               "//maychu/….docx",
		"kyluatcanbo":                                                    "…",
		"mfzxc2lomvzgc3tp":                                               "mfzxc2lomvzgc3tp",
	} {
		if got := v.veiled(name); got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", name, got, want)
		}
	}
}

// The folders of the program are found from what it was called with.
func TestFoldersOfTheProgram(t *testing.T) {
	data := filepath.Join(t.TempDir(), "Dữ liệu")
	for _, args := range [][]string{{"--data", data}, {"list", "--data=" + data}, {"-data", data, "a.jpg"}} {
		v := veilFor(args)
		if file := filepath.Join(data, "tinxa.db"); v.veiled(file) != file {
			t.Errorf("%q: %s became %s", args, file, v.veiled(file))
		}
	}
	v := veilFor([]string{"list", "--data"})
	if file := filepath.Join(data, "tinxa.db"); v.veiled(file) == file {
		t.Errorf("%s is told", file)
	}
	if file := filepath.Join(configFolder(), "update.json"); v.veiled(file) != file {
		t.Errorf("%s became %s", file, v.veiled(file))
	}
}

// TestLogOfAProcess: the built program logs its start and its faults, and works
// without a log where none can be written.
func TestLogOfAProcess(t *testing.T) {
	d := newDesk(t)
	logs := filepath.Join(d.files, "logs")
	logged := func(dir string, args ...string) answer {
		c := d.process(args...)
		c.Env = append(os.Environ(), logVariable+"="+dir)
		return finish(t, c)
	}
	logged(logs, "list")
	said := logged(logs, "new", "--from", d.at("Hội nghị.docx"))
	wantFault(t, said, "err.nofile", d.at("Hội nghị.docx"))
	if got := names(t, logs); !slices.Equal(got, []string{"crash.log", "tinxa.log"}) {
		t.Errorf("files %q", got)
	}
	text := string(read(t, filepath.Join(logs, "tinxa.log")))
	for _, want := range []string{" start program=", "args=\"list --data …\"", "args=\"new --from … --data …\"", " fault err=\"", "….docx: "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Hội nghị") {
		t.Errorf("the log tells names:\n%s", text)
	}
	if a := logged(filepath.Join(d.database(), "logs"), "list"); a.code != exitDone || a.err != "" {
		t.Errorf("without a log: %+v", a)
	}
}
