package viet

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

// The encodings that Decode knows.
const (
	UTF8        = "utf-8"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Windows1258 = "windows-1258"
)

// Decode brings the bytes of a text file into NFC and names their encoding:
// the one that a byte order mark tells, or else UTF-8, or else the Vietnamese
// code page of Windows. ok is false where no encoding fits all of it.
func Decode(data []byte) (text, name string, ok bool) {
	for _, form := range byMark {
		if rest, marked := bytes.CutPrefix(data, []byte(form.mark)); marked {
			text, ok = form.decode(rest)
			return Normal(text), form.name, ok
		}
	}
	if text, ok = decodeUTF8(data); ok {
		return Normal(text), UTF8, true
	}
	text, ok = decode1258(data)
	return Normal(text), Windows1258, ok
}

// byMark are the encodings that a byte order mark names.
var byMark = []struct {
	mark, name string
	decode     func([]byte) (string, bool)
}{
	{"\xef\xbb\xbf", UTF8, decodeUTF8},
	{"\xff\xfe", UTF16LE, decodeUTF16(utf16.LittleEndian)},
	{"\xfe\xff", UTF16BE, decodeUTF16(utf16.BigEndian)},
}

func decodeUTF8(data []byte) (string, bool) {
	if !utf8.Valid(data) {
		return "", false
	}
	return string(data), true
}

func decodeUTF16(order utf16.Endianness) func([]byte) (string, bool) {
	return func(data []byte) (string, bool) {
		return decodeWhole(utf16.UTF16(order, utf16.IgnoreBOM), data)
	}
}

// decodeWhole decodes, and refuses a text of which anything cannot be read.
func decodeWhole(form encoding.Encoding, data []byte) (string, bool) {
	text, err := form.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", false
	}
	return string(text), true
}

// decode1258 reads the code page in which tones are marks behind their vowels.
// Other old Vietnamese encodings (TCVN3, VNI) use the same bytes, so what comes
// out must look like Vietnamese.
func decode1258(data []byte) (string, bool) {
	text, ok := decodeWhole(charmap.Windows1258, data)
	if !ok || !plausible(text) {
		return "", false
	}
	return text, true
}

// strangeShare is one in how many letters beyond ASCII may be foreign to
// Vietnamese, for a name or a sign here and there.
const strangeShare = 20

// What Vietnamese texts in windows-1258 are made of, in small letters.
const (
	vowels      = "aăâeêioôơuưy"
	letters1258 = "ăâđêôơưàáèéìíòóùúý"
	signs1258   = "\u00a0“”‘’–—…«»°²³·•"
)

func plausible(decoded string) bool {
	known, strange := 0, 0
	var before rune
	for _, r := range decoded {
		switch {
		case unicode.Is(unicode.Mn, r):
			if !strings.ContainsRune(vowels, unicode.ToLower(before)) {
				return false
			}
			known++
		case r < utf8.RuneSelf && (r >= ' ' || unicode.IsSpace(r)), strings.ContainsRune(signs1258, r):
		case strings.ContainsRune(letters1258, unicode.ToLower(r)):
			known++
		default:
			strange++
		}
		before = r
	}
	return known > 0 && strange*strangeShare <= known
}
