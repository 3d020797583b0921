package native

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// wideText reads UTF-16: with its mark, or without one where it begins with a
// letter of ASCII, as HTML does. wide is false for anything else.
func wideText(data []byte) (text string, wide bool) {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		data = data[2:]
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		data, order = data[2:], binary.BigEndian
	case len(data) < 4 || data[0] == 0 || data[1] != 0 || data[2] == 0 || data[3] != 0:
		return "", false
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00"), true
}
