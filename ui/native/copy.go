package native

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// The parts of what Windows calls "HTML Format": a header of offsets, counted
// in bytes of UTF-8 from the start, and a page around the fragment that is
// pasted. https://learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format
const (
	cfHTMLHeader = "Version:0.9\r\nStartHTML:%010d\r\nEndHTML:%010d\r\nStartFragment:%010d\r\nEndFragment:%010d\r\n"
	cfHTMLBefore = "<html><head><meta charset=\"utf-8\"></head><body>\r\n" + fragmentStart
	cfHTMLAfter  = fragmentEnd + "\r\n</body></html>"
)

// cfHTML is a fragment in the form that Windows programs paste HTML from. Ten
// digits an offset keep the header's length from depending on the offsets.
func cfHTML(fragment string) string {
	page := len(fmt.Sprintf(cfHTMLHeader, 0, 0, 0, 0))
	from := page + len(cfHTMLBefore)
	to := from + len(fragment)
	header := fmt.Sprintf(cfHTMLHeader, page, to+len(cfHTMLAfter), from, to)
	return header + cfHTMLBefore + fragment + cfHTMLAfter
}

// Marks in the page around what was copied, which some programs write without
// right offsets, and some at other places than the offsets say.
const (
	fragmentStart = "<!--StartFragment-->"
	fragmentEnd   = "<!--EndFragment-->"
)

// fragment is what was copied, out of "HTML Format". Offsets that cannot be are
// passed over; what is left then are the marks, or the whole page.
func fragment(data []byte) string {
	data = bytes.TrimRight(data, "\x00")
	from, fromOK := offset(data, "StartFragment:")
	to, toOK := offset(data, "EndFragment:")
	if fromOK && toOK && from <= to && whole(data, from) && whole(data, to) {
		return string(data[from:to])
	}
	page := string(data)
	if at := strings.IndexByte(page, '<'); at >= 0 {
		page = page[at:]
	}
	if _, behind, found := strings.Cut(page, fragmentStart); found {
		page = behind
	}
	page, _, _ = strings.Cut(page, fragmentEnd)
	return page
}

// offset is a number of the header, which ends where the page begins. Programs
// write -1 where they do not know it.
func offset(data []byte, name string) (int, bool) {
	header, _, _ := bytes.Cut(data, []byte("<"))
	_, behind, found := bytes.Cut(header, []byte(name))
	if !found {
		return 0, false
	}
	digits, _, _ := bytes.Cut(bytes.TrimLeft(behind, " "), []byte("\r"))
	digits, _, _ = bytes.Cut(digits, []byte("\n"))
	n, err := strconv.Atoi(string(bytes.TrimSpace(digits)))
	return n, err == nil && n >= len(header) && n <= len(data)
}

// whole reports whether a piece can begin or end there: neither within a letter,
// as offsets do that count letters, nor within a tag.
func whole(data []byte, at int) bool {
	if at < len(data) && data[at]&0xc0 == 0x80 {
		return false
	}
	return bytes.LastIndexByte(data[:at], '<') <= bytes.LastIndexByte(data[:at], '>')
}
