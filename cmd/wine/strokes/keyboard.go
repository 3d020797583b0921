package strokes

import "strings"

// The characters of the American keyboard, which Vietnamese offices use, row by
// row: bare, and with Shift. Their scan codes count up from the row's first.
var rows = []struct {
	first       uint16
	bare, shift string
}{
	{0x02, "1234567890-=", "!@#$%^&*()_+"},
	{0x10, "qwertyuiop[]", "QWERTYUIOP{}"},
	{0x1E, "asdfghjkl;'`", `ASDFGHJKL:"~`},
	{0x2B, `\zxcvbnm,./`, "|ZXCVBNM<>?"},
	{0x39, " ", ""},
}

// signs are the virtual keys of what is neither letter nor figure.
var signs = map[byte]uint16{
	'-': 0xBD, '=': 0xBB, '[': 0xDB, ']': 0xDD, ';': 0xBA, '\'': 0xDE, '`': 0xC0,
	'\\': 0xDC, ',': 0xBC, '.': 0xBE, '/': 0xBF, ' ': 0x20,
}

// KeyOf is the key of a character of the American keyboard and whether Shift is
// held with it; not ok where it has none.
func KeyOf(r rune) (key Key, shifted, ok bool) {
	if r >= 0x80 {
		return Key{}, false, false
	}
	for _, row := range rows {
		if at := strings.IndexRune(row.bare, r); at >= 0 {
			return Key{Virtual: virtual(row.bare[at]), Scan: row.first + uint16(at)}, false, true
		}
		if at := strings.IndexRune(row.shift, r); at >= 0 {
			return Key{Virtual: virtual(row.bare[at]), Scan: row.first + uint16(at)}, true, true
		}
	}
	return Key{}, false, false
}

func virtual(bare byte) uint16 {
	if code, sign := signs[bare]; sign {
		return code
	}
	return uint16(strings.ToUpper(string(bare))[0])
}

// made is the character of a key, 0 for none.
func made(virtual uint16, shifted, caps bool) rune {
	switch virtual {
	case Backspace.Virtual, Tab.Virtual, Enter.Virtual:
		return rune(virtual)
	}
	for _, row := range rows {
		for i := range len(row.bare) {
			if r := row.bare[i]; signs[r] == virtual || signs[r] == 0 && virtual == uint16(strings.ToUpper(string(r))[0]) {
				if letter := 'a' <= r && r <= 'z'; shifted != (caps && letter) && row.shift != "" {
					return rune(row.shift[i])
				}
				return rune(r)
			}
		}
	}
	return 0
}
