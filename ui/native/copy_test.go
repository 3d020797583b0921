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
