package wordpress

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The values of XML-RPC are nil, bool, int, float64, string, time.Time, []byte,
// []any and structure.
type structure map[string]any

// text is a member as words, empty where there is none.
func (s structure) text(name string) string {
	switch v := s[name].(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	}
	return ""
}

// rpcTime is how XML-RPC writes a time. WordPress' names no zone and means
// Coordinated Universal Time where a member's name ends in gmt.
const rpcTime = "20060102T15:04:05"

// encodeCall writes a call of a method. The members of a structure stand in the
// order of their names.
func encodeCall(method string, params []any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<methodCall><methodName>")
	escape(&b, method)
	b.WriteString("</methodName><params>")
	for _, p := range params {
		b.WriteString("<param>")
		encodeValue(&b, p)
		b.WriteString("</param>")
	}
	b.WriteString("</params></methodCall>")
	return b.Bytes()
}

// escape writes text; what XML cannot hold becomes U+FFFD.
func escape(b *bytes.Buffer, text string) { _ = xml.EscapeText(b, []byte(text)) }

func encodeValue(b *bytes.Buffer, v any) {
	b.WriteString("<value>")
	switch v := v.(type) {
	case bool:
		fmt.Fprintf(b, "<boolean>%d</boolean>", map[bool]int{true: 1}[v])
	case int:
		fmt.Fprintf(b, "<int>%d</int>", v)
	case float64:
		fmt.Fprintf(b, "<double>%s</double>", strconv.FormatFloat(v, 'f', -1, 64))
	case string:
		b.WriteString("<string>")
		escape(b, v)
		b.WriteString("</string>")
	case time.Time:
		fmt.Fprintf(b, "<dateTime.iso8601>%sZ</dateTime.iso8601>", v.UTC().Format(rpcTime))
	case []byte:
		b.WriteString("<base64>")
		e := base64.NewEncoder(base64.StdEncoding, b)
		_, _ = e.Write(v)
		_ = e.Close()
		b.WriteString("</base64>")
	case []any:
		encodeArray(b, v)
	case structure:
		encodeStructure(b, v)
	default:
		b.WriteString("<nil/>")
	}
	b.WriteString("</value>")
}

func encodeArray(b *bytes.Buffer, all []any) {
	b.WriteString("<array><data>")
	for _, v := range all {
		encodeValue(b, v)
	}
	b.WriteString("</data></array>")
}

func encodeStructure(b *bytes.Buffer, s structure) {
	b.WriteString("<struct>")
	for _, name := range slices.Sorted(maps.Keys(s)) {
		b.WriteString("<member><name>")
		escape(b, name)
		b.WriteString("</name>")
		encodeValue(b, s[name])
		b.WriteString("</member>")
	}
	b.WriteString("</struct>")
}

// rpcFault is a call that the other side refused.
type rpcFault struct {
	Code int
	Said string
}

// Error implements error.
func (f rpcFault) Error() string { return fmt.Sprintf("fault %d: %s", f.Code, f.Said) }

// faulty makes a fault of its members.
func faulty(v any) (rpcFault, bool) {
	s, ok := v.(structure)
	if !ok {
		return rpcFault{}, false
	}
	code, ok := s["faultCode"].(int)
	return rpcFault{Code: code, Said: s.text("faultString")}, ok
}

var errRPC = errors.New("no answer of XML-RPC")

// deepest is how far values may lie within each other.
const deepest = 32

// decodeAnswer reads the value that a method returned. The error is a rpcFault,
// or says what is wrong with the answer.
func decodeAnswer(data []byte) (any, error) {
	d := &rpcReader{xml: xml.NewDecoder(bytes.NewReader(data))}
	if err := d.enter("methodResponse"); err != nil {
		return nil, err
	}
	first, err := d.next()
	if err != nil {
		return nil, err
	}
	switch first {
	case "fault":
		v, err := d.onlyValue(first)
		if err != nil {
			return nil, err
		}
		if f, ok := faulty(v); ok {
			return nil, f
		}
		return nil, errRPC
	case "params":
		if err := d.enter("param"); err != nil {
			return nil, err
		}
		return d.onlyValue("param")
	}
	return nil, errRPC
}

// rpcReader reads elements. Text between them is passed over.
type rpcReader struct {
	xml   *xml.Decoder
	depth int
}

// next enters the next element and returns its name, or "" at the end of the one
// around it.
func (d *rpcReader) next() (string, error) {
	for {
		t, err := d.xml.Token()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", fmt.Errorf("%w: %w", errRPC, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			return t.Name.Local, nil
		case xml.EndElement:
			return "", nil
		}
	}
}

// enter enters the next element, which must have that name.
func (d *rpcReader) enter(name string) error {
	found, err := d.next()
	if err == nil && found != name {
		err = fmt.Errorf("%w: %q where %q should be", errRPC, found, name)
	}
	return err
}

// onlyValue reads the one value within an element that was entered, and leaves
// it.
func (d *rpcReader) onlyValue(within string) (any, error) {
	if err := d.enter("value"); err != nil {
		return nil, fmt.Errorf("%w in %s", err, within)
	}
	v, err := d.value()
	if err != nil {
		return nil, err
	}
	return v, d.leave()
}

// leave leaves an element that holds nothing more.
func (d *rpcReader) leave() error {
	return d.enter("")
}

// value reads what an element value holds and leaves it. Bare text is a string.
func (d *rpcReader) value() (any, error) {
	if d.depth++; d.depth > deepest {
		return nil, fmt.Errorf("%w: too deep", errRPC)
	}
	defer func() { d.depth-- }()
	var bare strings.Builder
	for {
		t, err := d.xml.Token()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errRPC, err)
		}
		switch t := t.(type) {
		case xml.CharData:
			bare.Write(t)
		case xml.EndElement:
			return bare.String(), nil
		case xml.StartElement:
			v, err := d.typed(t.Name.Local)
			if err != nil {
				return nil, err
			}
			return v, d.leave()
		}
	}
}

// typed reads a value of a type and leaves its element.
func (d *rpcReader) typed(kind string) (any, error) {
	switch kind {
	case "array":
		return d.array()
	case "struct":
		return d.structure()
	}
	text, err := d.text()
	if err != nil {
		return nil, err
	}
	return scalar(kind, text)
}

// text reads the words of an element that holds nothing else.
func (d *rpcReader) text() (string, error) {
	var b strings.Builder
	for {
		t, err := d.xml.Token()
		if err != nil {
			return "", fmt.Errorf("%w: %w", errRPC, err)
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			return b.String(), nil
		case xml.StartElement:
			return "", fmt.Errorf("%w: %q within words", errRPC, t.Name.Local)
		}
	}
}

func (d *rpcReader) array() (any, error) {
	all := []any{}
	if err := d.enter("data"); err != nil {
		return nil, err
	}
	for {
		name, err := d.next()
		switch {
		case err != nil:
			return nil, err
		case name == "":
			return all, d.leave()
		case name != "value":
			return nil, fmt.Errorf("%w: %q in an array", errRPC, name)
		}
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}

func (d *rpcReader) structure() (any, error) {
	all := structure{}
	for {
		name, err := d.next()
		switch {
		case err != nil:
			return nil, err
		case name == "":
			return all, nil
		case name != "member":
			return nil, fmt.Errorf("%w: %q in a structure", errRPC, name)
		}
		if err := d.enter("name"); err != nil {
			return nil, err
		}
		key, err := d.text()
		if err != nil {
			return nil, err
		}
		if all[key], err = d.onlyValue("member"); err != nil {
			return nil, err
		}
	}
}

// scalar reads a value that is no array and no structure.
func scalar(kind, text string) (any, error) {
	trimmed := strings.TrimSpace(text)
	var v any
	var err error
	switch kind {
	case "string":
		return text, nil
	case "int", "i4", "i8":
		v, err = strconv.Atoi(trimmed)
	case "boolean":
		v, err = strconv.ParseBool(trimmed)
	case "double":
		v, err = strconv.ParseFloat(trimmed, 64)
	case "dateTime.iso8601":
		v, err = readTime(trimmed)
	case "base64":
		v, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	case "nil":
		return nil, nil
	default:
		err = errRPC
	}
	if err != nil { // which may repeat what was sent
		return nil, fmt.Errorf("%w: no %s", errRPC, kind)
	}
	return v, nil
}

// readTime takes what is no time, as WordPress' zeroes of a draft, for the zero
// one.
func readTime(text string) (time.Time, error) {
	text = strings.ReplaceAll(strings.TrimSuffix(text, "Z"), "-", "")
	t, err := time.Parse(rpcTime, text)
	if err != nil {
		return time.Time{}, nil
	}
	return t, nil
}
