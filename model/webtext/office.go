package webtext

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"tinxa/model"
)

// officeEntry is a paragraph that Word shows as an entry of a list. It has no
// list element around it: its style names the list ("mso-list:l0 level1 lfo1"),
// and its bullet or number is text before it.
type officeEntry struct {
	group  int // of the list; 0 outside of one
	depth  int
	marker string
}

// officeList is the list that a paragraph belongs to, empty for none, and the
// level of its entry, from 1.
func officeList(t html.Token) (name string, level int) {
	declarations(attribute(t, "style"), func(property, value string) {
		fields := strings.Fields(value)
		if property != "mso-list" || len(fields) < 2 || fields[0] == "ignore" || fields[0] == "none" {
			return
		}
		if n, err := strconv.Atoi(strings.TrimPrefix(fields[1], "level")); err == nil && n > 0 {
			name, level = fields[0], n
		}
	})
	if t.Data == "li" {
		return "", 0
	}
	return name, level
}

// office begins an entry of a list of Word.
func (in *reader) office(name string, level int) func() {
	group, known := in.groups.office[name]
	if !known {
		group = in.groups.next()
		in.groups.office[name] = group
	}
	before := in.here().office
	in.here().office = officeEntry{group: group, depth: level - 1}
	return func() { in.here().office = before }
}

func (o officeEntry) entry(text model.Text) entry {
	return entry{text, o.group, number.MatchString(strings.TrimSpace(o.marker)), o.depth, true}
}

// numbered is a heading with its number, which is a part of what it says.
func (o officeEntry) numbered(text model.Text) model.Text {
	marker := strings.Join(strings.Fields(o.marker), " ")
	if o.group == 0 || marker == "" {
		return text
	}
	return append(model.Plainly(marker+" "), text...).Tidy()
}

// number is what stands before an entry that is counted. A lone letter is a
// bullet: Word's circle is an o.
var number = regexp.MustCompile(`^\(?(\d+[.)]?|[\pL]{1,5}[.)])`)

// isOffice reports whether an element is there for Office alone: its islands of
// XML, its drawings, the remarks in its margin.
func isOffice(t html.Token) bool {
	switch t.Data {
	case "xml", "o:p":
		return true
	}
	return strings.HasPrefix(t.Data, "v:") || strings.Contains(strings.ToLower(attribute(t, "class")), "msocom")
}
