package photos

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/jpeg"
	"io"
	"slices"
	"sort"

	"tinxa/model"
)

// Photos broken off in the middle are common: a message app that lost the
// connection, a phone unplugged too early. The library's decoder gives no
// picture when even two bytes are missing, so the file is completed instead:
// what is there is kept to the last whole block, the rest is coded as grey.

// salvage decodes what can be read of a JPEG that the decoder refused. whole
// tells that no part of the picture was missing, as far as that can be known.
func salvage(ctx context.Context, data []byte) (img image.Image, whole bool, err error) {
	// A file copied in part may have its full length, filled up with zeros.
	data = bytes.TrimRight(data, "\x00")
	first, ok := firstScan(data)
	if !ok {
		return nil, false, model.ErrPhotoDamaged
	}
	if first.progressive {
		if img, ok = wholeScans(ctx, data); ok {
			return img, false, nil // there is no telling whether it was to get sharper
		}
	}
	mended, whole, ok := first.completed(data)
	if !ok {
		return nil, false, model.ErrPhotoDamaged
	}
	img, err = jpeg.Decode(underContext(ctx, bytes.NewReader(mended)))
	return img, whole && !first.progressive, err
}

// wholeScans decodes a progressive JPEG up to its last scan that is whole:
// each shows the entire picture, sharper than the one before.
func wholeScans(ctx context.Context, data []byte) (img image.Image, ok bool) {
	var ends []int // of the scans
	for s := range segments(data) {
		if s.marker == markerSOS {
			ends = append(ends, markerAt(data, s.end))
		}
	}
	decode := func(end int) (image.Image, error) {
		return jpeg.Decode(underContext(ctx, io.MultiReader(
			bytes.NewReader(data[:end]), bytes.NewReader([]byte{0xff, markerEOI}))))
	}
	// A scan that fails makes every longer cut fail: the search decodes a few times, not a hundred.
	good := sort.Search(len(ends), func(i int) bool {
		_, err := decode(ends[i])
		return err != nil
	})
	if good == 0 {
		return nil, false
	}
	img, err := decode(ends[good-1])
	return img, err == nil
}

// scan is what must be known to read entropy-coded data.
type scan struct {
	progressive bool
	width       int // of the frame, pixels
	height      int
	restart     int // MCUs (minimum coded units) between restart markers; 0: no markers
	parts       []component
	start       int // offset of the entropy-coded data
}

// component is one colour component of a frame.
type component struct {
	id   byte
	h, v int      // blocks in a MCU, across and down
	dc   *huffman // nil: not defined
	ac   *huffman // nil where the scan holds DC coefficients alone
}

// firstScan reads the headers up to the first scan. It is false for what is
// never seen in photos: a scan of some of the components only.
func firstScan(data []byte) (scan, bool) {
	var s scan
	tables := map[byte]*huffman{} // by class (DC 0, AC 1) in the high and number in the low half
	for part := range segments(data) {
		switch part.marker {
		case markerSOF0, markerSOF1, markerSOF2:
			s.frame(part)
		case markerDHT:
			readTables(part.body, tables)
		case markerDRI:
			if len(part.body) == 2 {
				s.restart = int(binary.BigEndian.Uint16(part.body))
			}
		case markerSOS:
			s.start = part.end
			return s, s.begin(part.body, tables)
		}
	}
	return s, false
}

// frame reads a frame header (ITU-T T.81, B.2.2).
func (s *scan) frame(part segment) {
	body := part.body
	if s.parts != nil || len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return
	}
	s.progressive = part.marker == markerSOF2
	s.height, s.width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	for spec := range slices.Chunk(body[6:6+3*int(body[5])], 3) {
		s.parts = append(s.parts, component{id: spec[0], h: int(spec[1] >> 4), v: int(spec[1] & 15)})
	}
	if len(s.parts) == 1 {
		s.parts[0].h, s.parts[0].v = 1, 1 // A.2.2: blocks come one by one, whatever it says
	}
}

// begin reads a scan header (B.2.3) and hands the components their tables.
func (s *scan) begin(body []byte, tables map[byte]*huffman) bool {
	n := len(s.parts)
	if n == 0 || len(body) != 4+2*n || int(body[0]) != n {
		return false
	}
	for i := range s.parts {
		p, spec := &s.parts[i], body[1+2*i:]
		if p.id != spec[0] || p.h == 0 || p.v == 0 {
			return false
		}
		p.dc = tables[spec[1]>>4]
		if !s.progressive {
			p.ac = tables[0x10|spec[1]&15]
		}
		if p.dc == nil || p.ac == nil && !s.progressive {
			return false
		}
	}
	from, to, high := body[1+2*n], body[2+2*n], body[3+2*n]>>4
	return !s.progressive || from == 0 && to == 0 && high == 0
}

// units counts the MCUs of the scan.
func (s *scan) units() int {
	across, down := 8*s.parts[0].h, 8*s.parts[0].v
	return ((s.width + across - 1) / across) * ((s.height + down - 1) / down)
}

// completed returns the JPEG with all that is readable of the scan, grey for
// the rest, and an end marker; false where not one MCU is readable.
func (s *scan) completed(data []byte) (mended []byte, whole, ok bool) {
	from := &bitReader{data: data, at: s.start}
	read, levels := s.read(from)
	units := s.units()
	if read == 0 {
		return nil, false, false
	}
	to := from.continued()
	for unit := read; unit < units; unit++ {
		if s.restart > 0 && unit%s.restart == 0 {
			to.restart(unit/s.restart - 1)
			clear(levels)
		}
		if !s.grey(to, levels) {
			return nil, false, false
		}
	}
	to.flush()
	return append(to.data, 0xff, markerEOI), read == units, true
}

// read goes through the MCUs that are whole. It leaves the reader behind the
// last of them and returns their number and the DC level of each component.
func (s *scan) read(from *bitReader) (units int, levels []int) {
	levels = make([]int, len(s.parts))
	now := make([]int, len(s.parts))
	total := s.units()
	for ; units < total; units++ {
		ahead := *from
		copy(now, levels)
		if s.restart > 0 && units > 0 && units%s.restart == 0 {
			if !ahead.restart(units/s.restart - 1) {
				break
			}
			clear(now)
		}
		if !s.readUnit(&ahead, now) {
			break
		}
		*from = ahead
		copy(levels, now)
	}
	return units, levels
}

func (s *scan) readUnit(from *bitReader, levels []int) bool {
	for i, p := range s.parts {
		for range p.h * p.v {
			step, ok := from.block(p)
			if !ok {
				return false
			}
			levels[i] += step
		}
	}
	return true
}

// grey writes one MCU of level 0, which is middle grey; where the tables have
// no code for so large a step, of a level nearer to it.
func (s *scan) grey(to *bitWriter, levels []int) bool {
	for i, p := range s.parts {
		for range p.h * p.v {
			step, ok := to.step(p.dc, -levels[i])
			if !ok || p.ac != nil && !to.symbol(p.ac, endOfBlock) {
				return false
			}
			levels[i] += step
		}
	}
	return true
}
