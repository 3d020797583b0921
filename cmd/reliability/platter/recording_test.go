package platter_test

import (
	"fmt"
	"strings"
	"testing"

	"tinxa/cmd/reliability/platter"
)

// hexed is a text as strace -xx prints it.
func hexed(s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&out, `\x%02x`, c)
	}
	return out.String()
}

func quoted(s string) string { return `"` + hexed(s) + `"` }

// hand is a log as strace writes it, of a program that makes a file with a
// temporary name, in two threads, and tells of it.
func hand() string {
	at := "AT_FDCWD<" + hexed("/r") + ">"
	return strings.Join([]string{
		`7 openat(` + at + `, ` + quoted("/etc/hosts") + `, O_RDONLY|O_CLOEXEC) = 3<` + hexed("/etc/hosts") + `>`,
		`7 close(3<` + hexed("/etc/hosts") + `>) = 0`,
		`7 mkdirat(` + at + `, ` + quoted("/r/d") + `, 0700) = 0`,
		`7 mkdirat(` + at + `, ` + quoted("/r/d") + `, 0700) = -1 EEXIST (File exists)`,
		`7 openat(` + at + `, ` + quoted("/r/d/t, (1)") + `, O_RDWR|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 3<` + hexed("/r/d/t, (1)") + `>`,
		`7 write(3<` + hexed("/r/d/t, (1)") + `>, ` + quoted("xin ") + `, 4 <unfinished ...>`,
		`8 write(1<pipe:[77]>, ` + quoted("begin\n") + `, 6) = 6`,
		`7 <... write resumed>) = 4`,
		`7 write(3<` + hexed("/r/d/t, (1)") + `>, ` + quoted("chao") + `, 4) = 4`,
		`7 pwrite64(3<` + hexed("/r/d/t, (1)") + `>, ` + quoted("X") + `, 1, 0) = 1`,
		`7 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=7, si_uid=0} ---`,
		`7 ftruncate(3<` + hexed("/r/d/t, (1)") + `>, 6) = 0`,
		`7 fsync(3<` + hexed("/r/d/t, (1)") + `>) = 0`,
		`7 renameat(` + at + `, ` + quoted("/r/d/t, (1)") + `, ` + at + `, ` + quoted("/r/d/a") + `) = 0`,
		`7 openat(` + at + `, ` + quoted("/r/d") + `, O_RDONLY|O_CLOEXEC) = 4<` + hexed("/r/d") + `>`,
		`7 fsync(4<` + hexed("/r/d") + `>) = 0`,
		`7 write(1<pipe:[77]>, ` + quoted("done\n") + `, 5) = 5`,
		`7 openat(` + at + `, ` + quoted("/r/d/b") + `, O_RDWR|O_CREAT|O_APPEND|O_CLOEXEC, 0600) = 5<` + hexed("/r/d/b") + `>`,
		`7 copy_file_range(3<` + hexed("/r/d/a") + `>, NULL, 5<` + hexed("/r/d/b") + `>, NULL, 100, 0) = 0`,
		`7 lseek(3<` + hexed("/r/d/a") + `>, 1, SEEK_SET) = 1`,
		`7 copy_file_range(3<` + hexed("/r/d/a") + `>, NULL, 5<` + hexed("/r/d/b") + `>, NULL, 100, 0) = 5`,
		`7 linkat(` + at + `, ` + quoted("/r/d/b") + `, ` + at + `, ` + quoted("/r/d/c") + `, 0) = 0`,
		`7 unlinkat(` + at + `, ` + quoted("/r/d/b") + `, 0) = 0`,
		`7 write(3<` + hexed("/r/d/a") + `>, ` + quoted("never") + `, 5 <unfinished ...>`,
		`8 ???( <detached ...>`,
		`9 write(3<` + hexed("/r/d/a") + `>,  <detached ...>`,
		`7 +++ killed by SIGKILL +++`, "",
	}, "\n")
}

func TestRead(t *testing.T) {
	ops, err := platter.Read(strings.NewReader(hand()), "/r")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, op := range ops {
		if op.Kind == platter.Say {
			said += string(op.Data)
		}
	}
	if said != "begin\ndone\n" {
		t.Errorf("it said %q", said)
	}
	d := platter.NewDisk()
	until := func(ops []platter.Op) []platter.Op {
		for i, op := range ops {
			d.Apply(op)
			if op.Kind == platter.Sync && op.Path == "d" {
				return ops[i+1:]
			}
		}
		return nil
	}
	if rest := until(ops); len(rest) == 0 || d.Unsafe() != 1 { // the folder's own name
		t.Errorf("%d operations behind the sync, %d unsafe things", len(rest), d.Unsafe())
	}
	for _, op := range ops[len(ops)-5:] {
		d.Apply(op)
	}
	dir := t.TempDir()
	if err := d.Now().WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	wantFiles(t, dir, map[string]string{"d/a": "Xin ch", "d/c": "in ch"})
}

func TestReadRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, line := range []string{
		`7 fallocate(3<` + hexed("/r/a") + `>, 0, 0, 100) = 0`,
		`7 dup(3<` + hexed("/r/a") + `>) = 4<` + hexed("/r/a") + `>`,
		`7 symlinkat(` + quoted("/r/a") + `, AT_FDCWD<` + hexed("/r") + `>, ` + quoted("/r/b") + `) = 0`,
		`7 write(3<` + hexed("/r/a") + `>, ` + quoted("cut short") + `..., 4000) = 4000`,
		`7 write(3<`,
		`7 openat() = 3`,
	} {
		if _, err := platter.Read(strings.NewReader(line+"\n"), "/r"); err == nil {
			t.Errorf("%s is taken", line)
		}
	}
}
