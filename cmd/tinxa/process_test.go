package main

import (
	"os"
	"testing"

	"tinxa/ui/say"
)

// TestProcess calls the built program: exit codes, and nothing said in other
// people's words, whatever the language of the machine is called.
func TestProcess(t *testing.T) {
	d := newDesk(t)
	for _, locale := range []string{"LANG=C.UTF-8", "LC_ALL=C.UTF-8", "LC_ALL=POSIX.UTF-8", "LANG=C", "LANG=", "LANG=vi_VN.UTF-8", "LANG=en_US.UTF-8"} {
		for _, tt := range []struct {
			arg  string
			want answer
		}{
			{"version", answer{"Tin Xa dev (0)\n", "", exitDone}},
			{"list", answer{"", "", exitDone}},
			{"soạn", answer{"", say.T("cli.usage.unknown", "soạn") + "\n" + say.T("cli.usage.more") + "\n", exitUsage}},
		} {
			c := d.process(tt.arg)
			c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + d.files, locale}
			if got := finish(t, c); got != tt.want {
				t.Errorf("%s tinxa %s: %+v, want %+v", locale, tt.arg, got, tt.want)
			}
		}
	}
	wantFault(t, finish(t, d.process("show", "aaaa")), "err.notfound", "aaaa")
	wantFault(t, finish(t, d.process("new", "--from", "/dev/zero")), "err.format", "/dev/zero")
	c := d.process("list")
	c.Env = []string{"HOME="} // as services are started
	wantCalm(t, finish(t, c))
}
