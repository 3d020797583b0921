package photos

import "math/bits"

// Symbols of AC tables (ITU-T T.81, F.1.2.2): a run of zeros in the high half,
// the bits of the coefficient behind it in the low half.
const (
	endOfBlock = 0x00
	zeroRun    = 0xf0 // sixteen zeros
)

const maxCode = 16 // bits of the longest Huffman code, and of the largest DC step

// huffman is a Huffman table of a JPEG, both ways.
type huffman struct {
	first   [maxCode + 1]int   // the first code of each length
	count   [maxCode + 1]int   // how many codes have that length
	index   [maxCode + 1]int   // where their symbols begin
	symbols []byte             // in the order of their codes
	codes   map[byte][2]uint32 // symbol to code and length
}

// readTables reads the tables of a DHT segment (B.2.4.2), up to a broken one.
func readTables(body []byte, into map[byte]*huffman) {
	for len(body) > maxCode {
		t := &huffman{codes: map[byte][2]uint32{}}
		total, code := 0, 0
		for length := 1; length <= maxCode; length++ {
			n := int(body[length])
			t.first[length], t.count[length], t.index[length] = code, n, total
			total += n
			code = (code + n) << 1
		}
		if len(body) < 1+maxCode+total {
			return
		}
		t.symbols = body[1+maxCode : 1+maxCode+total]
		t.invert()
		into[body[0]] = t
		body = body[1+maxCode+total:]
	}
}

func (t *huffman) invert() {
	for length := 1; length <= maxCode; length++ {
		for i := range t.count[length] {
			t.codes[t.symbols[t.index[length]+i]] = [2]uint32{uint32(t.first[length] + i), uint32(length)}
		}
	}
}

// bitReader reads entropy-coded data bit by bit. It is a value: a copy is a
// place to come back to.
type bitReader struct {
	data []byte
	at   int  // the next byte
	now  byte // the byte that is being read
	left int  // its bits that are not read yet
}

func (r *bitReader) bit() (int, bool) {
	if r.left == 0 && !r.next() {
		return 0, false
	}
	r.left--
	return int(r.now>>r.left) & 1, true
}

// next takes a byte; a 0xFF must be followed by a stuffed zero, else it is a marker.
func (r *bitReader) next() bool {
	if r.at >= len(r.data) {
		return false
	}
	width := 1
	if r.data[r.at] == 0xff {
		if r.at+1 >= len(r.data) || r.data[r.at+1] != 0 {
			return false
		}
		width = 2
	}
	r.now, r.left = r.data[r.at], 8
	r.at += width
	return true
}

func (r *bitReader) bits(n int) (value int, ok bool) {
	for range n {
		b, ok := r.bit()
		if !ok {
			return 0, false
		}
		value = value<<1 | b
	}
	return value, true
}

func (r *bitReader) symbol(t *huffman) (byte, bool) {
	code := 0
	for length := 1; length <= maxCode; length++ {
		b, ok := r.bit()
		if !ok {
			return 0, false
		}
		code = code<<1 | b
		if i := code - t.first[length]; i >= 0 && i < t.count[length] {
			return t.symbols[t.index[length]+i], true
		}
	}
	return 0, false
}

// block reads past one block of 8 × 8 and returns the step of its DC level.
func (r *bitReader) block(p component) (step int, ok bool) {
	size, ok := r.symbol(p.dc)
	if !ok || size > maxCode {
		return 0, false
	}
	value, ok := r.bits(int(size))
	if !ok || p.ac == nil {
		return signed(value, int(size)), ok
	}
	for k := 1; k < 64; k++ {
		symbol, ok := r.symbol(p.ac)
		switch {
		case !ok:
			return 0, false
		case symbol == endOfBlock:
			k = 64
		case symbol == zeroRun:
			k += 15
		default:
			k += int(symbol >> 4)
			if _, ok = r.bits(int(symbol & 15)); !ok || k > 63 || symbol&15 == 0 {
				return 0, false
			}
		}
	}
	return signed(value, int(size)), true
}

// signed gives the bits of a coefficient their sign (F.2.2.1, EXTEND).
func signed(value, size int) int {
	if size > 0 && value < 1<<(size-1) {
		return value - 1<<size + 1
	}
	return value
}

// restart goes past the nth restart marker, counted from 0.
func (r *bitReader) restart(n int) bool {
	r.left = 0
	if r.at+2 > len(r.data) || r.data[r.at] != 0xff || r.data[r.at+1] != restartMarker(n) {
		return false
	}
	r.at += 2
	return true
}

func restartMarker(n int) byte { return markerRST0 + byte(n%8) }

// continued returns a writer that goes on at the bit where the reader is.
func (r *bitReader) continued() *bitWriter {
	if r.left == 0 {
		return &bitWriter{data: append([]byte(nil), r.data[:r.at]...)}
	}
	begun := r.at - 1
	if r.now == 0xff {
		begun--
	}
	return &bitWriter{data: append([]byte(nil), r.data[:begun]...), now: uint32(r.now) >> r.left, used: 8 - r.left}
}

// bitWriter writes entropy-coded data.
type bitWriter struct {
	data []byte
	now  uint32 // the bits that do not make a byte yet
	used int    // how many
}

func (w *bitWriter) bits(value uint32, n int) {
	for n--; n >= 0; n-- {
		w.now = w.now<<1 | value>>n&1
		if w.used++; w.used == 8 {
			w.data = append(w.data, byte(w.now))
			if byte(w.now) == 0xff {
				w.data = append(w.data, 0)
			}
			w.now, w.used = 0, 0
		}
	}
}

// flush fills the last byte with ones, as F.1.2.3 asks.
func (w *bitWriter) flush() {
	for w.used > 0 {
		w.bits(1, 1)
	}
}

func (w *bitWriter) restart(n int) {
	w.flush()
	w.data = append(w.data, 0xff, restartMarker(n))
}

func (w *bitWriter) symbol(t *huffman, symbol byte) bool {
	code, ok := t.codes[symbol]
	w.bits(code[0], int(code[1]))
	return ok
}

// step writes a DC step: the wanted one, or the largest towards it that the
// table has a code for, or the smallest that it has at all.
func (w *bitWriter) step(t *huffman, want int) (step int, ok bool) {
	need := bits.Len(uint(max(want, -want)))
	for size := need; size >= 0; size-- {
		if _, ok := t.codes[byte(size)]; ok {
			limit := 1<<size - 1
			return w.sized(t, size, max(-limit, min(want, limit))), true
		}
	}
	for size := need + 1; size <= maxCode; size++ {
		if _, ok := t.codes[byte(size)]; ok {
			return w.sized(t, size, 1<<(size-1)), true
		}
	}
	return 0, false
}

func (w *bitWriter) sized(t *huffman, size, step int) int {
	w.symbol(t, byte(size))
	value := step
	if step < 0 {
		value = step + 1<<size - 1
	}
	w.bits(uint32(value), size)
	return step
}
