package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Schema is the number of the JSON form that this program writes. A form with
// a higher number is refused with ErrNewer; fields that are merely unknown are
// kept in Extra and written again.
const Schema = 1

// format marks a file as one of ours.
const format = "tinxa.report"

type envelope struct {
	Format string          `json:"format"`
	Schema int             `json:"schema"`
	Report json.RawMessage `json:"report"`
}

// Encode writes a report as compact JSON. Equal reports give equal bytes.
// ErrFormat when it holds what Decode would refuse.
func Encode(r Report) ([]byte, error) {
	if err := r.sound(); err != nil {
		return nil, fmt.Errorf("model: encode %s: %w: %w", r.ID, ErrFormat, err)
	}
	body, err := r.MarshalJSON()
	if err == nil && len(r.Extra) > 0 { // which are written as they came
		body, err = json.Marshal(json.RawMessage(body))
	}
	if err != nil {
		return nil, fmt.Errorf("model: encode %s: %w", r.ID, err)
	}
	// By hand: json would go through the whole report twice more.
	return fmt.Appendf(nil, `{"format":%q,"schema":%d,"report":%s}`, format, Schema, body), nil
}

// EncodeIndented writes what Encode writes in lines, for people to read.
func EncodeIndented(r Report) ([]byte, error) {
	compact, err := Encode(r)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", "  "); err != nil {
		return nil, fmt.Errorf("model: indent: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// Decode reads what Encode or EncodeIndented wrote. ErrFormat when it is not a
// sound report, ErrNewer when its schema is higher than Schema. A report of an
// older schema is brought to Schema first.
func Decode(data []byte) (Report, error) { return decodeThrough(data, upgrades) }

// decodeThrough is Decode, the steps given; the schema behind the last of them
// is the highest.
func decodeThrough(data []byte, steps []upgrade) (Report, error) {
	var e envelope
	if err := json.Unmarshal(data, &e); err != nil {
		return Report{}, fmt.Errorf("model: decode: %w: %w", ErrFormat, err)
	}
	if e.Format != format || e.Schema < 1 {
		return Report{}, fmt.Errorf("model: decode: %w", ErrFormat)
	}
	if e.Schema > len(steps)+1 {
		return Report{}, fmt.Errorf("model: decode: schema %d: %w", e.Schema, ErrNewer)
	}
	body, err := upgraded(e.Report, e.Schema, steps)
	if err != nil {
		return Report{}, fmt.Errorf("model: decode: %w: %w", ErrFormat, err)
	}
	var r Report
	if err := json.Unmarshal(body, &r); err != nil {
		return Report{}, fmt.Errorf("model: decode: %w: %w", ErrFormat, err)
	}
	if err := r.sound(); err != nil {
		return Report{}, fmt.Errorf("model: decode: %w: %w", ErrFormat, err)
	}
	return r, nil
}

// sound reports what makes a report unusable: what Decode refuses, Encode does
// not write and no Edit brings in, or a draft could be saved and not be opened.
func (r Report) sound() error {
	switch {
	case r.ID != "" && !r.ID.Valid():
		return fmt.Errorf("report id %q", r.ID)
	case !slices.Contains(Statuses(), r.Status):
		return fmt.Errorf("status %q", r.Status)
	case !r.Meeting.Date.IsZero() && !r.Meeting.Date.Valid():
		return fmt.Errorf("date %v", r.Meeting.Date)
	case r.Cover != "" && !r.Cover.Valid():
		return fmt.Errorf("photo id %q", r.Cover)
	case r.Head.Sapo.badLink():
		return errBadLink
	}
	return r.Blocks.sound()
}

var (
	errBadLink = errors.New("a link of a kind that is not allowed")
	errNoID    = errors.New("a block without id")
)

func (bs Blocks) sound() error {
	seen := map[BlockID]bool{}
	for b := range bs.All() {
		if b == nil {
			return errors.New("no block")
		}
		if b.BlockID() == "" || seen[b.BlockID()] {
			return fmt.Errorf("block id %q is empty or used twice", b.BlockID())
		}
		seen[b.BlockID()] = true
		if err := soundBlock(b); err != nil {
			return err
		}
	}
	return nil
}

// soundBlock looks at one block, not at those inside of it.
func soundBlock(b Block) error {
	for i := 0; ; i++ {
		t, ok := textOf(b, i)
		if !ok {
			break
		}
		if t.badLink() {
			return errBadLink
		}
	}
	switch b := b.(type) {
	case Item:
		if slices.ContainsFunc(b.Blocks, isItem) {
			return errItemInItem
		}
	case Photos:
		for _, p := range b.Pictures {
			if p.Photo != "" && !p.Photo.Valid() {
				return fmt.Errorf("photo id %q", p.Photo)
			}
		}
	}
	return nil
}

var errItemInItem = errors.New("an item within an item")

func isItem(b Block) bool { _, is := b.(Item); return is }

func (t Text) badLink() bool {
	return slices.ContainsFunc(t, func(s Span) bool { return s.Link != "" && !GoodLink(s.Link) })
}

// GoodLink reports whether a link may stand in a report: an absolute address
// of the kinds http, https, mailto or tel.
func GoodLink(link string) bool {
	u, err := url.Parse(link)
	if err != nil || strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' }) {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Hostname() != ""
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}

// encodeWith writes v, a struct without methods of its own, and the extra
// fields behind its own.
func encodeWith(v any, extra Extra) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil || len(extra) == 0 {
		return data, err
	}
	out := bytes.NewBuffer(data[:len(data)-1])
	for _, key := range slices.Sorted(maps.Keys(extra)) {
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(extra[key])
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// decodeWith reads data into v, a pointer to a struct without methods of its
// own, and what v has no field for into extra.
func decodeWith(data []byte, v any, extra *Extra) error {
	if err := json.Unmarshal(data, v); err != nil {
		return err
	}
	var all Extra
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	known := fieldsOf(reflect.TypeOf(v).Elem())
	maps.DeleteFunc(all, func(key string, _ json.RawMessage) bool {
		return slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, key) })
	})
	if len(all) > 0 {
		*extra = all
	}
	return nil
}

var fieldCache sync.Map // reflect.Type → []string

func fieldsOf(t reflect.Type) []string {
	if known, ok := fieldCache.Load(t); ok {
		return known.([]string)
	}
	var known []string
	for field := range t.Fields() {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" {
			known = append(known, name)
		}
	}
	fieldCache.Store(t, known)
	return known
}
