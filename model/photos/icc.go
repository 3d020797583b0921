package photos

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// iccMark begins an APP2 segment that holds a part of a colour profile; two
// bytes follow, which part and of how many (ICC.1:2022, B.4).
const iccMark = "ICC_PROFILE\x00"

// maxProfile is what fits into one APP2 segment. Profiles of phones and cameras
// are of 0.5 to 4 KB; larger ones belong to printers.
const maxProfile = 0xffff - 2 - len(iccMark) - 2

// colourProfile returns the photo's RGB profile if colours would be wrong
// without it, such as Display P3 of iPhones, which turns dull. Nil where
// there is none, where it is sRGB, which is taken for granted, and where it
// speaks of other than RGB, which is what renditions are.
func colourProfile(format string, data []byte) []byte {
	var profile []byte
	switch format {
	case "jpeg":
		profile = profileJPEG(data)
	case "png":
		profile = profilePNG(data)
	case "webp":
		profile = profileWebP(data)
	}
	if len(profile) < 128 || len(profile) > maxProfile ||
		string(profile[36:40]) != "acsp" || string(profile[16:20]) != "RGB " || // header fields, ICC.1:2022, 7.2
		bytes.Contains(profile, []byte("sRGB IEC61966")) {
		return nil
	}
	return profile
}

func profileJPEG(data []byte) []byte {
	parts := map[byte][]byte{}
	var of byte
	for s := range segments(data) {
		if s.marker == markerSOS {
			break
		}
		if s.marker == markerAPP2 && bytes.HasPrefix(s.body, []byte(iccMark)) && len(s.body) > len(iccMark)+2 {
			parts[s.body[len(iccMark)]] = s.body[len(iccMark)+2:]
			of = s.body[len(iccMark)+1]
		}
	}
	var profile []byte
	for i := 1; i <= int(of); i++ {
		if parts[byte(i)] == nil {
			return nil
		}
		profile = append(profile, parts[byte(i)]...)
	}
	return profile
}

// profilePNG reads the iCCP chunk: a name, a zero, the method (zero), zlib data.
func profilePNG(data []byte) []byte {
	const signature, frame = 8, 12 // bytes; of the length, type and sum around a chunk
	for rest := data[signature:]; len(rest) >= frame; {
		size := int(binary.BigEndian.Uint32(rest))
		if size > len(rest)-frame || string(rest[4:8]) == "IDAT" {
			return nil
		}
		if string(rest[4:8]) == "iCCP" {
			_, packed, _ := bytes.Cut(rest[8:8+size], []byte{0})
			return inflated(packed)
		}
		rest = rest[frame+size:]
	}
	return nil
}

// inflated unpacks a profile, but not one that unpacks without end.
func inflated(packed []byte) []byte {
	if len(packed) == 0 || packed[0] != 0 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, int64(maxProfile)+1))
	if err != nil {
		return nil
	}
	return profile
}

func profileWebP(data []byte) []byte {
	const header, frame = 12, 8 // bytes; of the type and length before a chunk
	for rest := data[header:]; len(rest) >= frame; {
		size := int(binary.LittleEndian.Uint32(rest[4:]))
		if size > len(rest)-frame {
			return nil
		}
		if string(rest[:4]) == "ICCP" {
			return rest[frame : frame+size]
		}
		rest = rest[min(frame+size+size%2, len(rest)):]
	}
	return nil
}

// withProfile puts a profile into a JPEG, right behind its start marker.
func withProfile(encoded, profile []byte) []byte {
	if len(profile) == 0 {
		return encoded
	}
	size := 2 + len(iccMark) + 2 + len(profile)
	out := make([]byte, 0, len(encoded)+2+size)
	out = append(out, encoded[:2]...)
	out = append(out, 0xff, markerAPP2, byte(size>>8), byte(size))
	out = append(out, iccMark...)
	out = append(out, 1, 1)
	out = append(out, profile...)
	return append(out, encoded[2:]...)
}
