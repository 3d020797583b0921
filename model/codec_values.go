package model

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// The JSON of each value is its fields and, behind them, its Extra. The local
// types have the fields but not the methods, which ends the recursion.

// MarshalJSON writes the known and the kept fields.
func (r Report) MarshalJSON() ([]byte, error) {
	type plain Report
	return encodeWith(plain(r), r.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (r *Report) UnmarshalJSON(data []byte) error {
	type plain Report
	return decodeWith(data, (*plain)(r), &r.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (h Head) MarshalJSON() ([]byte, error) {
	type plain Head
	return encodeWith(plain(h), h.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (h *Head) UnmarshalJSON(data []byte) error {
	type plain Head
	return decodeWith(data, (*plain)(h), &h.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (m Meeting) MarshalJSON() ([]byte, error) {
	type plain Meeting
	return encodeWith(plain(m), m.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (m *Meeting) UnmarshalJSON(data []byte) error {
	type plain Meeting
	return decodeWith(data, (*plain)(m), &m.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (p Person) MarshalJSON() ([]byte, error) {
	type plain Person
	return encodeWith(plain(p), p.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (p *Person) UnmarshalJSON(data []byte) error {
	type plain Person
	return decodeWith(data, (*plain)(p), &p.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (c Credits) MarshalJSON() ([]byte, error) {
	type plain Credits
	return encodeWith(plain(c), c.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (c *Credits) UnmarshalJSON(data []byte) error {
	type plain Credits
	return decodeWith(data, (*plain)(c), &c.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (b Byline) MarshalJSON() ([]byte, error) {
	type plain Byline
	return encodeWith(plain(b), b.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (b *Byline) UnmarshalJSON(data []byte) error {
	type plain Byline
	return decodeWith(data, (*plain)(b), &b.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (s Span) MarshalJSON() ([]byte, error) {
	type plain Span
	return encodeWith(plain(s), s.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (s *Span) UnmarshalJSON(data []byte) error {
	type plain Span
	return decodeWith(data, (*plain)(s), &s.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (p Picture) MarshalJSON() ([]byte, error) {
	type plain Picture
	return encodeWith(plain(p), p.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (p *Picture) UnmarshalJSON(data []byte) error {
	type plain Picture
	return decodeWith(data, (*plain)(p), &p.Extra)
}

// MarshalJSON writes the known and the kept fields.
func (w Waiver) MarshalJSON() ([]byte, error) {
	type plain Waiver
	return encodeWith(plain(w), w.Extra)
}

// UnmarshalJSON keeps unknown fields in Extra.
func (w *Waiver) UnmarshalJSON(data []byte) error {
	type plain Waiver
	return decodeWith(data, (*plain)(w), &w.Extra)
}

// MarshalJSON writes each block with its kind.
func (bs Blocks) MarshalJSON() ([]byte, error) {
	out := []byte{'['}
	for i, b := range bs {
		data, err := encodeBlock(b)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, data...)
	}
	return append(out, ']'), nil
}

// UnmarshalJSON reads blocks by their kind.
func (bs *Blocks) UnmarshalJSON(data []byte) error {
	var all []json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	*bs = make(Blocks, 0, len(all))
	for _, one := range all {
		b, err := decodeBlock(one)
		if err != nil {
			return err
		}
		*bs = append(*bs, b)
	}
	return nil
}

func encodeBlock(b Block) ([]byte, error) {
	switch b := b.(type) {
	case Paragraph:
		type plain Paragraph
		return encodeKind("paragraph", plain(b), b.Extra)
	case Heading:
		type plain Heading
		return encodeKind("heading", plain(b), b.Extra)
	case List:
		type plain List
		return encodeKind("list", plain(b), b.Extra)
	case Quote:
		type plain Quote
		return encodeKind("quote", plain(b), b.Extra)
	case Photos:
		type plain Photos
		return encodeKind("photos", plain(b), b.Extra)
	case Item:
		type plain Item
		return encodeKind("item", plain(b), b.Extra)
	}
	return nil, fmt.Errorf("unknown block %T", b)
}

// encodeKind puts the kind in front of the block's own fields.
func encodeKind(kind string, v any, extra Extra) ([]byte, error) {
	data, err := encodeWith(v, extra)
	if err != nil {
		return nil, err
	}
	return append([]byte(`{"kind":"`+kind+`",`), data[1:]...), nil
}

func decodeBlock(data []byte) (Block, error) {
	var tag struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(data, &tag); err != nil {
		return nil, err
	}
	switch tag.Kind {
	case "paragraph":
		type plain Paragraph
		var b Paragraph
		err := decodeKind(data, (*plain)(&b), &b.Extra)
		return b, err
	case "heading":
		type plain Heading
		var b Heading
		err := decodeKind(data, (*plain)(&b), &b.Extra)
		return b, err
	case "list":
		type plain List
		var b List
		err := decodeKind(data, (*plain)(&b), &b.Extra)
		return b, err
	case "quote":
		type plain Quote
		var b Quote
		err := decodeKind(data, (*plain)(&b), &b.Extra)
		return b, err
	case "photos":
		type plain Photos
		var b Photos
		err := decodeKind(data, (*plain)(&b), &b.Extra)
		return b, err
	case "item":
		if err := refuseItems(data); err != nil {
			return nil, err
		}
		type plain Item
		var b Item
		err := decodeKind(data, (*plain)(&b), &b.Extra)
		return b, err
	}
	return nil, fmt.Errorf("unknown kind of block %q", tag.Kind)
}

// decodeKind reads a block's own fields; its kind is not one of them.
func decodeKind(data []byte, v any, extra *Extra) error {
	if err := decodeWith(data, v, extra); err != nil {
		return err
	}
	maps.DeleteFunc(*extra, func(key string, _ json.RawMessage) bool { return strings.EqualFold(key, "kind") })
	if len(*extra) == 0 {
		*extra = nil
	}
	return nil
}

// refuseItems refuses an item with an item in it before it is read: thousands
// of them in one another would take minutes.
func refuseItems(data []byte) error {
	var item struct {
		Blocks []struct {
			Kind string `json:"kind"`
		} `json:"blocks"`
	}
	if err := json.Unmarshal(data, &item); err != nil {
		return err
	}
	for _, b := range item.Blocks {
		if b.Kind == "item" {
			return errItemInItem
		}
	}
	return nil
}
