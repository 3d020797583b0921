package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/ui/say"
)

func TestVerify(t *testing.T) {
	d := newDesk(t)
	if a := d.call("verify"); a.code != exitDone || a.out != say.T("cli.verify.fresh")+"\n" {
		t.Errorf("of nothing: %+v", a)
	}
	d.must("new", "--from", committee, "--photo", d.file("1.jpg", small(1)))
	if a := d.call("verify"); a.code != exitDone || a.out != say.T("cli.verify.sound", 1, 1, 1)+"\n" {
		t.Errorf("what is sound: %+v", a)
	}
	var v vault.Verdict
	if err := json.Unmarshal([]byte(d.must("verify", "--json")), &v); err != nil || v.State != vault.Sound || v.Health.Reports != 1 {
		t.Errorf("as JSON: %+v, %v", v, err)
	}
	store, err := bolt.Open(t.Context(), d.database())
	if err != nil {
		t.Fatal(err)
	}
	if a := d.call("verify"); a.code != exitFault || a.out != say.T("cli.verify.locked")+"\n" {
		t.Errorf("what is in use: %+v", a)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	sound := read(t, d.database())
	d.overwrite(sound[:20_000])
	a := d.call("verify")
	if a.code != exitFault || a.out != say.T("cli.verify.damaged")+"\n" || !strings.Contains(a.err, say.T("cli.verify.do")) {
		t.Errorf("what is cut off: %+v", a)
	}
	if err := os.Remove(d.database()); err != nil {
		t.Fatal(err)
	}
	if a := d.call("verify"); a.code != exitFault || a.out != say.T("cli.verify.missing")+"\n" {
		t.Errorf("what is gone: %+v", a)
	}
	d.overwrite(sound)
	if err := os.RemoveAll(filepath.Join(d.data, "photos")); err != nil {
		t.Fatal(err)
	}
	if a := d.call("verify"); a.code != exitFault || strings.Count(a.err, "\n") != 1 {
		t.Errorf("without its photo: %+v", a)
	}
}

func TestBackupAndRestore(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	name := d.must("backup")
	if again := d.must("backup"); again != name {
		t.Errorf("nothing changed since %s, and there is %s", name, again)
	}
	var all []model.Backup
	if err := json.Unmarshal([]byte(d.must("backups", "--json")), &all); err != nil || len(all) != 1 || all[0].Name != name || all[0].Reports != 1 {
		t.Errorf("listed %+v, %v", all, err)
	}
	if list := d.must("backups"); !strings.Contains(list, name) || !strings.Contains(list, say.T("cli.backups.holds", 1, 0)) {
		t.Errorf("listed %q", list)
	}
	stick := d.must("backup", d.at("USB"))
	if filepath.Dir(stick) != d.at("USB") {
		t.Errorf("backed up to %s", stick)
	}
	later := d.must("new", "--from", roundup)
	for _, from := range []string{name, d.at("USB"), stick + ".db", stick + ".json"} {
		a := d.call("restore", from)
		if a.code != exitDone || a.out != say.T("cli.restore.done", 1)+"\n" || !strings.Contains(a.err, "quarantine") {
			t.Errorf("restored from %s: %+v", from, a)
		}
		wantFault(t, d.call("show", later), "err.notfound", later)
		d.must("show", id)
	}
}

func TestRestoreOneReport(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	name := d.must("backup")
	later := d.must("new", "--from", roundup)
	r := d.report(id)
	r.Head.Title = "Sửa nhầm"
	d.save(r)
	if got := d.must("restore", name, "--report", id); got != id {
		t.Errorf("restored %q", got)
	}
	if got := d.report(id).Head.Title; got != committeeTitle {
		t.Errorf("restored %q", got)
	}
	d.must("show", later)
	if lines := strings.Split(d.must("history", id), "\n"); len(lines) != 3 {
		t.Errorf("the history is %q", lines)
	}
	wantRefusal(t, d.call("restore", name, "--report", later), later)
	wantFault(t, d.call("history", "aaaa"), "err.notfound", "aaaa")
}

// wantRefusal wants what cannot be done to be refused by its name.
func wantRefusal(t *testing.T, a answer, name string) {
	t.Helper()
	if a.code != exitFault || a.out != "" || !strings.Contains(a.err, name) {
		t.Errorf("%+v, want %s to be refused", a, name)
	}
}

// save stores a report as the window does.
func (d desk) save(r model.Report) {
	d.Helper()
	v, err := vault.Open(d.Context(), d.data)
	if err != nil {
		d.Fatal(err)
	}
	if _, err := v.Save(d.Context(), r); err != nil {
		d.Error(err)
	}
	if err := v.Close(); err != nil {
		d.Error(err)
	}
}

// TestRestoreWhatIsNoBackup: whatever the path leads to, it is refused and the
// reports stay as they are.
func TestRestoreWhatIsNoBackup(t *testing.T) {
	d := newDesk(t)
	d.must("new", "--from", committee)
	name := d.must("backup")
	before := d.must("list", "--json")
	sound := read(t, d.database())
	manifest := read(t, filepath.Join(d.data, "backups", name+".json"))
	lying := bytes.Replace(manifest, []byte(name), []byte("../../../etc/passwd"), 1)
	for _, path := range []string{
		d.at("không có"), d.files, "/dev/zero", "../" + name,
		d.file("rỗng.db", nil), d.file("cụt.db", sound[:20_000]),
		d.file("thư.txt", []byte("Kính gửi")), d.file("khóa.age", []byte("age-encryption.org")),
		d.file("kẻ xấu/"+name+".json", lying), d.file("thiếu tệp/"+name+".json", manifest),
	} {
		wantRefusal(t, d.call("restore", path), path)
	}
	d.unharmed(before)
	store, err := bolt.Open(t.Context(), d.database())
	if err != nil {
		t.Fatal(err)
	}
	wantFault(t, d.call("restore", name), "err.locked", d.data)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	d.unharmed(before)
	if _, err := os.Stat(filepath.Join(d.data, "quarantine")); err == nil {
		t.Error("something was replaced")
	}
}

func TestSalvage(t *testing.T) {
	d := newDesk(t)
	id := d.must("new", "--from", committee)
	d.must("new", "--from", roundup)
	sound := read(t, d.database())
	heads := d.file("hỏng.db", append(bytes.Repeat([]byte("rác "), 2048), sound[8192:]...))
	a := d.call("salvage", heads, "-o", d.at("cứu"))
	if a.code != exitDone || strings.Count(a.out, "\n") != 2 || !strings.Contains(a.out, id) {
		t.Fatalf("salvaged %+v", a)
	}
	for _, file := range names(t, d.at("cứu")) {
		d.must("new", "--from", filepath.Join(d.at("cứu"), file))
	}
	wantFault(t, d.call("salvage", d.at("không có"), "-o", d.at("cứu")), "err.nofile", d.at("không có"))
	if a := d.call("salvage", heads); a.code != exitUsage {
		t.Errorf("without a folder: %+v", a)
	}
}
