package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/ui/say"
)

// TestWrongNamesOfBackupsAreAnswered: whoever mistypes a name must not be sent
// to the bin, nor told that the disk of the data is away.
func TestWrongNamesOfBackupsAreAnswered(t *testing.T) {
	d := newDesk(t)
	d.made("new", "--from", d.file("bai.txt", []byte("Xã Suối Mây họp giao ban\n")))
	name := strings.TrimSpace(d.must("backup"))
	for _, c := range []struct {
		want string
		args []string
	}{
		{say.T("cli.restore.unknown", "khong-co"), []string{"restore", "khong-co"}},
		{say.T("cli.restore.noreport", name, "khongco"), []string{"restore", name, "--report", "khongco"}},
		{say.T("cli.backup.inside", d.data), []string{"backup", d.data}},
		{say.T("cli.backup.inside", filepath.Join(d.data, "backups")), []string{"backup", filepath.Join(d.data, "backups")}},
		{say.T("cli.salvage.nothing", d.at("bai.txt")), []string{"salvage", d.at("bai.txt"), "-o", d.at("cuu")}},
	} {
		a := d.call(c.args...)
		if a.code != exitFault || strings.TrimSpace(a.err) != c.want {
			t.Errorf("%q exits with %d and says\n%s\nwant\n%s", c.args, a.code, a.err, c.want)
		}
	}
	if _, err := os.Stat(d.at("cuu")); err == nil {
		t.Error("a folder was made for nothing")
	}
	away := filepath.Join(d.files, "rút ra", "TinXa")
	wantFault(t, d.call("backup", away), "err.destination.gone", away)
}

func TestWhatIsLostIsNamedSomehow(t *testing.T) {
	if got := called(model.Trace{}); got != "chưa rõ tiêu đề" {
		t.Errorf("nothing known is called %q", got)
	}
	if got := called(model.Trace{Name: "Hội nghị"}); got != "Hội nghị" {
		t.Errorf("called %q", got)
	}
}
