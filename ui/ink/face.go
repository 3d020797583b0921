package ink

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
)

// ErrFont is wrapped by NewPen where the regular font cannot be used.
var ErrFont = errors.New("ink: no usable font")

// face is one font file, parsed.
type face struct {
	*font.Face
	id      uint64  // of this face among those of its pen
	em      float32 // font units
	ascent  float32 // in ems, above the baseline
	descent float32 // in ems, below the baseline
	space   float32 // in ems, how wide a space is
	family  bool    // one of the family's cuts, not a fallback
}

func parse(ttf []byte, family bool) (*face, error) {
	if len(ttf) == 0 {
		return nil, errors.New("no font file")
	}
	parsed, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		return nil, err
	}
	f := &face{Face: parsed, em: float32(parsed.Upem()), family: family}
	if f.em == 0 {
		return nil, errors.New("a font without an em")
	}
	if e, ok := parsed.FontHExtents(); ok {
		f.ascent, f.descent = e.Ascender/f.em, -e.Descender/f.em
	}
	if gid, ok := parsed.NominalGlyph(' '); ok {
		f.space = parsed.HorizontalAdvance(gid) / f.em
	}
	return f, nil
}

// has is true where the font has a glyph for every rune that wants one.
func (f *face) has(letter []rune) bool {
	for _, r := range letter {
		if _, ok := f.NominalGlyph(r); !ok && !invisible(r) {
			return false
		}
	}
	return true
}

// invisible is true of runes that only say how their neighbours are joined or
// shown: joiners, variation selectors, tags.
func invisible(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r >= 0x2060 && r <= 0x2064 || r == 0xad || r == 0xfeff ||
		r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0000 && r <= 0xe0fff
}

// cut numbers what a Cut can ask for: weight by weight, upright and italic.
type cut uint8

const cuts = 6

func (c Cut) number() cut {
	var n cut
	switch {
	case c.Weight > 650:
		n = 4
	case c.Weight > 500:
		n = 2
	}
	if c.Italic {
		n++
	}
	return n
}

// named is the inverse of number.
func (n cut) named() Cut { return Cut{Weight: [...]int{400, 600, 700}[n/2], Italic: n%2 == 1} }

// stead lists the cuts to take where one is not there. A family without a
// semibold italic is usual.
var stead = [cuts][]cut{{}, {0}, {4, 0}, {5, 1, 4, 0}, {2, 0}, {3, 4, 1, 0}}

// library parses fonts when they are first needed. A fallback that cannot be
// read is left out.
type library struct {
	font     func(Cut) []byte
	rest     [][]byte // fallback fonts not yet parsed
	faces    [cuts]*face
	fallback []*face
	parsed   map[*byte]*face // so that two cuts may share a file
}

func newLibrary(font func(Cut) []byte, fallback [][]byte) (*library, error) {
	l := &library{font: font, rest: fallback, parsed: map[*byte]*face{}}
	regular, err := l.read(0)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFont, err)
	}
	l.faces[0] = regular
	return l, nil
}

func (l *library) read(n cut) (*face, error) {
	ttf := l.font(n.named())
	if len(ttf) > 0 && l.parsed[&ttf[0]] != nil {
		return l.parsed[&ttf[0]], nil
	}
	f, err := parse(ttf, true)
	if err != nil {
		return nil, err
	}
	f.id = uint64(len(l.parsed))
	l.parsed[&ttf[0]] = f
	return f, nil
}

// face is the font of a cut, or the nearest one that there is.
func (l *library) face(n cut) *face {
	if l.faces[n] == nil {
		l.faces[n] = l.find(n)
	}
	return l.faces[n]
}

func (l *library) find(n cut) *face {
	for _, c := range append([]cut{n}, stead[n]...) {
		if f, err := l.read(c); err == nil {
			return f
		}
	}
	return l.faces[0]
}

// faceFor chooses the font of one letter. Where none has all of it, the one
// that has its first rune takes it, and last the cut itself, whose glyph for
// what is missing is a box.
func (l *library) faceFor(n cut, letter []rune) *face {
	own := l.face(n)
	if !pictorial(letter) && own.has(letter) {
		return own
	}
	others := l.others()
	for _, part := range [][]rune{letter, letter[:1]} {
		for _, f := range others {
			if f.has(part) {
				return f
			}
		}
		if own.has(part) {
			return own
		}
	}
	return own
}

// pictorial is true where a letter asks to be shown as an emoji although the
// text's font may have a plain sign for it.
func pictorial(letter []rune) bool {
	for _, r := range letter[1:] {
		if r == 0xfe0f || r == 0x20e3 {
			return true
		}
	}
	return false
}

func (l *library) others() []*face {
	for _, ttf := range l.rest {
		if f, err := parse(ttf, false); err == nil {
			f.id = uint64(cuts + len(l.fallback))
			l.fallback = append(l.fallback, f)
		}
	}
	l.rest = nil
	return l.fallback
}
