package nukeviet

import (
	"bytes"
	"mime/multipart"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// form is a form of a page with all that a browser would send of it.
type form struct {
	action  string
	parts   bool // is sent as multipart/form-data
	fields  []field
	buttons []string
}

// field is a control of a form, or one of the values of it.
type field struct {
	name, value string
	on          bool // is sent as it stands; not so a box that is not ticked
	box         bool // a box to tick
	barred      bool // cannot be changed
	label       string
	indent      int // pixels
	longest     int // letters; 0 is any number
}

// formsOf lists the forms of a page. It reads tag by tag, because pages nest
// forms and tables in ways that a parser takes apart.
func formsOf(page []byte) []form {
	r := formReader{tags: html.NewTokenizer(bytes.NewReader(page))}
	for {
		switch r.tags.Next() {
		case html.ErrorToken:
			return r.done()
		case html.StartTagToken, html.SelfClosingTagToken:
			r.open(r.tags.Token())
		case html.EndTagToken:
			r.close(r.tags.Token().Data)
		case html.TextToken:
			r.text(r.tags.Token().Data)
		}
	}
}

// formWith is the first form of a page that has a control of that name.
func formWith(page []byte, name string) (form, bool) {
	for _, f := range formsOf(page) {
		if f.has(name) {
			return f, true
		}
	}
	return form{}, false
}

func (f form) has(name string) bool {
	return slices.ContainsFunc(f.fields, func(c field) bool { return c.name == name })
}

func (f form) offers(button string) bool { return slices.Contains(f.buttons, button) }

// value is what a control holds; the first of several.
func (f form) value(name string) string {
	if all := f.values(name); len(all) > 0 {
		return all[0]
	}
	return ""
}

// values is what would be sent under a name.
func (f form) values(name string) []string {
	var all []string
	for _, c := range f.fields {
		if c.name == name && c.on {
			all = append(all, c.value)
		}
	}
	return all
}

// set fills in what is sent under a name, as much as the control takes. A form
// without such a control stays as it is, unless it is a list ("tags[]"), which
// has none while it is empty.
func (f *form) set(name string, values ...string) {
	at := slices.IndexFunc(f.fields, func(c field) bool { return c.name == name })
	if at < 0 && !strings.HasSuffix(name, "[]") {
		return
	}
	longest := 0
	if at >= 0 {
		longest = f.fields[at].longest
	}
	at = max(at, 0)
	f.fields = slices.DeleteFunc(f.fields, func(c field) bool { return c.name == name && c.on })
	var fresh []field
	for _, v := range values {
		fresh = append(fresh, field{name: name, value: shorten(v, longest), on: true, longest: longest})
	}
	f.fields = slices.Insert(f.fields, min(at, len(f.fields)), fresh...)
}

func shorten(s string, longest int) string {
	if r := []rune(s); longest > 0 && len(r) > longest {
		return string(r[:longest])
	}
	return s
}

// body is the form as it is sent when a button is pressed.
func (f form) body(button string) (kind string, data []byte) {
	sent := slices.DeleteFunc(slices.Clone(f.fields), func(c field) bool { return !c.on || c.name == "" })
	if button != "" {
		sent = append(sent, field{name: button, value: "1"})
	}
	if f.parts {
		return inParts(sent)
	}
	pairs := make([]string, 0, len(sent))
	for _, c := range sent {
		pairs = append(pairs, url.QueryEscape(c.name)+"="+url.QueryEscape(c.value))
	}
	return "application/x-www-form-urlencoded", []byte(strings.Join(pairs, "&"))
}

// inParts writes fields as multipart/form-data, which leaves Vietnamese letters
// as they are.
func inParts(fields []field) (kind string, data []byte) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, c := range fields {
		_ = w.WriteField(c.name, c.value) // a buffer takes everything
	}
	_ = w.Close()
	return w.FormDataContentType(), b.Bytes()
}

// formReader gathers forms from the tags of a page.
type formReader struct {
	tags *html.Tokenizer
	all  []form
	in   bool   // inside a form
	list choice // a select that is open
	area *field // a textarea that is open
}

// choice is a select: options are fields, of which one or several are chosen.
type choice struct {
	name     string
	several  bool
	barred   bool
	first    int // index of its first option among the fields
	open     bool
	byText   bool // the value of the option that is open is its text
	inOption bool
}

func (r *formReader) done() []form {
	r.shut()
	return r.all
}

// now is the form that is being read.
func (r *formReader) now() *form { return &r.all[len(r.all)-1] }

func (r *formReader) open(t html.Token) {
	a := attributes(t)
	if t.Data == "form" {
		r.shut()
		parts := strings.EqualFold(a["enctype"], "multipart/form-data")
		r.all, r.in = append(r.all, form{action: a["action"], parts: parts}), true
		return
	}
	if !r.in {
		return
	}
	_, barred := a["disabled"]
	longest, _ := strconv.Atoi(a["maxlength"])
	switch t.Data {
	case "input":
		r.input(a, barred, max(longest, 0))
	case "button":
		if kind := strings.ToLower(a["type"]); (kind == "" || kind == "submit") && a["name"] != "" && !barred {
			r.now().buttons = append(r.now().buttons, a["name"])
		}
	case "textarea":
		r.area = &field{name: a["name"], on: !barred, barred: barred}
	case "select":
		_, several := a["multiple"]
		r.list = choice{name: a["name"], several: several, barred: barred, first: len(r.now().fields), open: true}
	case "option":
		r.option(a, barred)
	}
}

func (r *formReader) input(a map[string]string, barred bool, longest int) {
	c := field{name: a["name"], value: a["value"], on: !barred, barred: barred, longest: longest}
	switch strings.ToLower(a["type"]) {
	case "submit":
		if c.name != "" && !barred {
			r.now().buttons = append(r.now().buttons, c.name)
		}
		return
	case "button", "reset", "image", "file":
		return
	case "checkbox", "radio":
		_, ticked := a["checked"]
		c.on, c.box, c.indent = ticked && !barred, true, indentOf(a["style"])
		if _, given := a["value"]; !given {
			c.value = "on"
		}
	}
	if c.name != "" {
		r.now().fields = append(r.now().fields, c)
	}
}

func (r *formReader) option(a map[string]string, barred bool) {
	if !r.list.open {
		return
	}
	value, given := a["value"]
	_, chosen := a["selected"]
	r.list.byText, r.list.inOption = !given, true
	f := r.now()
	f.fields = append(f.fields, field{
		name: r.list.name, value: value, on: chosen && !barred && !r.list.barred, barred: barred || r.list.barred,
	})
}

// longestLabel bounds what is gathered from pieces: a hostile page is all pieces.
const longestLabel = 1 << 10

func (r *formReader) text(s string) {
	switch {
	case !r.in:
	case r.area != nil:
		r.area.value += s
	case r.list.inOption:
		last := &r.now().fields[len(r.now().fields)-1]
		if len(last.label) < longestLabel {
			last.label += strings.TrimSpace(s)
		}
		if r.list.byText {
			last.value = last.label
		}
	case len(r.now().fields) > 0:
		if last := &r.now().fields[len(r.now().fields)-1]; last.box && last.label == "" {
			last.label = strings.Join(strings.Fields(s), " ")
		}
	}
}

func (r *formReader) close(tag string) {
	switch tag {
	case "form":
		r.shut()
	case "select":
		r.choose()
	case "option":
		r.list.inOption = false
	case "textarea":
		r.keepArea()
	}
}

func (r *formReader) keepArea() {
	if r.area == nil {
		return
	}
	// A line break right after the tag does not belong to the text.
	r.area.value = strings.TrimPrefix(strings.ReplaceAll(r.area.value, "\r\n", "\n"), "\n")
	if r.area.name != "" {
		r.now().fields = append(r.now().fields, *r.area)
	}
	r.area = nil
}

// choose lets a select without a chosen option send its first one, as browsers
// do, and one with several chosen its last.
func (r *formReader) choose() {
	if !r.list.open {
		return
	}
	options, several := r.now().fields[r.list.first:], r.list.several
	r.list = choice{}
	if several {
		return
	}
	chosen := -1
	for i, o := range options {
		if o.on || chosen < 0 && !o.barred {
			chosen = i
		}
	}
	for i := range options {
		options[i].on = i == chosen && !options[i].barred
	}
}

// shut ends the form that is open, also where its end tag is missing.
func (r *formReader) shut() {
	if r.in {
		r.keepArea()
		r.choose()
	}
	r.in = false
}

func attributes(t html.Token) map[string]string {
	all := make(map[string]string, len(t.Attr))
	for _, a := range t.Attr {
		if _, twice := all[a.Key]; !twice {
			all[a.Key] = a.Val
		}
	}
	return all
}

// indentOf reads "margin-left: 30px".
func indentOf(style string) int {
	_, rest, found := strings.Cut(style, "margin-left:")
	if !found {
		return 0
	}
	digits := strings.TrimLeft(rest, " ")
	end := strings.IndexFunc(digits, func(c rune) bool { return c < '0' || c > '9' })
	if end < 0 {
		end = len(digits)
	}
	n, _ := strconv.Atoi(digits[:min(end, 4)])
	return n
}
