package ink

// Pen sets and paints text with one family of fonts. What it has shaped and drawn
// it keeps, within bounds. It belongs to one goroutine.
type Pen struct {
	shaper *shaper
	masks  shelf[uint64, *mask]
	drawn  drawing
}

// maskBytes bounds one generation of drawn glyphs: some ten thousand letters of
// the report's size.
const maskBytes = 4 << 20

// NewPen is a pen that writes with the fonts that font returns as TTF files,
// nothing for cuts that the family lacks, and, letter by letter, with those of
// fallback where the family has no glyph. Files are read when a text first needs
// them, except the regular one: where that cannot be used, ErrFont is wrapped.
func NewPen(font func(Cut) []byte, fallback [][]byte) (*Pen, error) {
	fonts, err := newLibrary(font, fallback)
	if err != nil {
		return nil, err
	}
	return &Pen{shaper: newShaper(fonts), masks: newShelf[uint64, *mask](maskBytes)}, nil
}

// MemoryUse is about how many bytes are kept of what was shaped and drawn, the
// fonts themselves not counted. It is bounded however much is written.
func (p *Pen) MemoryUse() int {
	n := p.masks.bytes()
	for i := range p.shaper.words {
		n += p.shaper.words[i].bytes()
	}
	return n
}
