package deposit

import "testing"

// TestDrivesAndShares: folders as Windows names them, and what a portal there is
// called.
func TestDrivesAndShares(t *testing.T) {
	for address, want := range map[string][2]string{
		`D:\Tin bài\đăng\`:          {`D:\Tin bài\đăng`, "đăng"},
		`D:/Tin bài/đăng`:           {`D:\Tin bài\đăng`, "đăng"},
		`"D:\Tin bài"`:              {`D:\Tin bài`, "Tin bài"},
		`D:\`:                       {`D:\`, `D:\`},
		`D:`:                        {`D:\`, `D:\`},
		`\\may-chu\tin`:             {`\\may-chu\tin`, `\\may-chu\tin`},
		`\\may-chu\tin\năm 2026`:    {`\\may-chu\tin\năm 2026`, "năm 2026"},
		"file:///D:/Tin%20b%C3%A0i": {`D:\Tin bài`, "Tin bài"},
		"file://may-chu/tin/bai":    {`\\may-chu\tin\bai`, "bai"},
	} {
		dir, err := parseFolder(address)
		if got := [2]string{dir, folderName(dir)}; err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", address, got, err, want)
		}
	}
	for _, address := range []string{`D:tin`, `\tin`, `tin\bài`} {
		if dir, err := parseFolder(address); err == nil {
			t.Errorf("%s is %q", address, dir)
		}
	}
}
