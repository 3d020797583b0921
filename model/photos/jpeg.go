package photos

import (
	"bytes"
	"encoding/binary"
	"iter"
)

// JPEG markers, the byte behind 0xFF (ITU-T T.81, table B.1).
const (
	markerSOF0 = 0xc0 // frame: baseline
	markerSOF1 = 0xc1 // frame: extended sequential
	markerSOF2 = 0xc2 // frame: progressive
	markerDHT  = 0xc4 // Huffman tables
	markerRST0 = 0xd0 // restart, to 0xd7
	markerSOI  = 0xd8
	markerEOI  = 0xd9
	markerSOS  = 0xda // scan; entropy-coded data follow
	markerDRI  = 0xdd // restart interval
	markerAPP2 = 0xe2
)

// segment is one part of a JPEG file.
type segment struct {
	marker byte
	body   []byte // without marker and length
	start  int    // offset of its 0xFF
	end    int    // offset behind the body; behind a SOS, of the entropy-coded data
}

// segments goes through a JPEG as far as it is whole, but not beyond its end
// marker, where phones like to hide a video.
func segments(data []byte) iter.Seq[segment] {
	return func(yield func(segment) bool) {
		next, ok := segmentAt(data, 2)
		for ok && yield(next) {
			next, ok = segmentAt(data, next.end)
		}
	}
}

// segmentAt returns the first segment at or behind an offset. Entropy-coded data
// hold no markers but restarts, so they need no other skipping.
func segmentAt(data []byte, at int) (segment, bool) {
	at = markerAt(data, at)
	if at+4 > len(data) || data[at+1] == markerEOI {
		return segment{}, false
	}
	end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	if end < at+4 || end > len(data) {
		return segment{}, false
	}
	return segment{data[at+1], data[at+4 : end], at, end}, true
}

// markerAt returns where the next segment or end marker begins, or the end of
// the data.
func markerAt(data []byte, at int) int {
	for at+1 < len(data) {
		found := bytes.IndexByte(data[at:len(data)-1], 0xff)
		if found < 0 {
			break
		}
		at += found
		if !standsAlone(data[at+1]) {
			return at
		}
		at++
	}
	return len(data)
}

// standsAlone reports whether what follows 0xFF is no segment: a stuffed zero,
// a fill byte, a restart or another start of image.
func standsAlone(marker byte) bool {
	return marker <= 0x01 || marker == 0xff || markerRST0 <= marker && marker <= markerSOI
}

// jpegScans reports whether a JPEG is progressive, and its number of scans.
func jpegScans(data []byte) (progressive bool, scans int) {
	for s := range segments(data) {
		switch s.marker {
		case markerSOF2:
			progressive = true
		case markerSOS:
			scans++
		}
	}
	return progressive, scans
}
