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
	for _, tt := range []struct {
		err  error
		want string
	}{
		{model.ErrFull, "disk full"},
		{fmt.Errorf("outbox: %w", portal), "wordpress: create: rejected: html: HTTP 400"},
		{&fs.PathError{Op: "open", Path: "/srv/Họp đảng uỷ.html", Err: fs.ErrPermission}, "open /srv/….html: permission denied"},
		{
			export.WriteFolder(t.Context(), taken, nil),
			"export: cannot write there: replace " + filepath.Dir(taken) + "/…: it holds other files",
		},
		{about{"Họp đảng uỷ.docx", fs.ErrNotExist}, "….docx: file does not exist"},
		{about{"Cổng xã", model.ErrNotFound}, "…: not found"},
		{
			about{"01jcs4", errors.Join(model.ErrGone, &os.LinkError{Op: "rename", Old: "/d/tinxa.db.tmp", New: "/d/hop-dang-uy.zip", Err: fs.ErrExist})},
			"01jcs4: data cannot be reached\nrename /d/tinxa.db.tmp /d/….zip: file already exists",
		},
		{panicked("Họp đảng uỷ"), "panic: string"},
		{panicked(fmt.Errorf("Họp %w", errors.New("x"))), "panic: *fmt.wrapError"},
	} {
		if got := discreet(tt.err); got != tt.want {
			t.Errorf("%v\nbecame %s\nwant   %s", tt.err, got, tt.want)
		}
	}
	var none []int
	_, err := func() (x int, err error) {
		task.Go(t.Context(), task.Inline{}, func(context.Context) (int, error) { return none[len(none)], nil }, func(_ int, e error) { err = e })
		return 0, err
	}()
	if got := discreet(err); got != "panic: runtime error: index out of range [0] with length 0" {
		t.Error(got)
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
