package native

import "fmt"

// The parts of what Windows calls "HTML Format": a header of offsets, counted
// in bytes of UTF-8 from the start, and a page around the fragment that is
// pasted. https://learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format
const (
	cfHTMLHeader = "Version:0.9\r\nStartHTML:%010d\r\nEndHTML:%010d\r\nStartFragment:%010d\r\nEndFragment:%010d\r\n"
	cfHTMLBefore = "<html><head><meta charset=\"utf-8\"></head><body>\r\n<!--StartFragment-->"
	cfHTMLAfter  = "<!--EndFragment-->\r\n</body></html>"
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
