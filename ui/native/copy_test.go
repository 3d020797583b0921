package native

import (
	"fmt"
	"strings"
	"testing"
)

func TestOffsetsOfHTMLFormatCountBytes(t *testing.T) {
	for _, fragment := range []string{"", "<p>Hội nghị xã Suối Mây</p>", strings.Repeat("<p>ằ</p>\n", 20_000)} {
		all := cfHTML(fragment)
		var page, end, from, to int
		if _, err := fmt.Sscanf(all, "Version:0.9\r\nStartHTML:%d\r\nEndHTML:%d\r\nStartFragment:%d\r\nEndFragment:%d\r\n", &page, &end, &from, &to); err != nil {
			t.Fatalf("%v in %.120q", err, all)
		}
		if end != len(all) || !strings.HasPrefix(all[page:], "<html>") {
			t.Errorf("the page is said to be %d to %d of %d bytes", page, end, len(all))
		}
		if all[from:to] != fragment {
			t.Errorf("bytes %d to %d are %.60q, want the fragment", from, to, all[from:to])
		}
		if !strings.HasSuffix(all[:from], "<!--StartFragment-->") || !strings.HasPrefix(all[to:], "<!--EndFragment-->") {
			t.Errorf("the fragment's marks are not beside it: %.200q", all)
		}
	}
}

func TestFragmentsOfHTMLFormat(t *testing.T) {
	const copied = "<p>Hội nghị</p>"
	right := cfHTML(copied)
	numbers := func(from, to int) string {
		return fmt.Sprintf("Version:1.0\r\nStartHTML:-1\r\nEndHTML:-1\r\nStartFragment:%d\r\nEndFragment:%d\r\n", from, to)
	}
	page := "<html><body><!--StartFragment-->" + copied + "<!--EndFragment--></body></html>"
	for name, data := range map[string]string{
		"as it should be":         right,
		"with a zero behind":      right + "\x00",
		"offsets unknown":         numbers(-1, -1) + page,
		"offsets beyond the end":  numbers(5000, 6000) + page,
		"offsets the wrong way":   numbers(200, 150) + page,
		"offsets within a letter": numbers(strings.Index(numbers(100, 100)+page, "ộ")+1, 180) + page,
		"offsets within a tag":    numbers(len(numbers(100, 100))+3, 180) + page,
		"no header":               page,
		"no marks":                copied,
		"lines end with LF":       strings.ReplaceAll(numbers(-1, -1), "\r\n", "\n") + page,
	} {
		if got := fragment([]byte(data)); got != copied {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func FuzzFragment(f *testing.F) {
	f.Add([]byte(cfHTML("<p>Hội nghị</p>")))
	f.Add([]byte("StartFragment:9999999999999999999999\nEndFragment: 3\r\n<b>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := fragment(data); !strings.Contains(string(data), got) {
			t.Errorf("%q is not in %q", got, data)
		}
	})
}
