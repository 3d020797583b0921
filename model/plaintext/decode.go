package plaintext

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"tinxa/model"
	"tinxa/model/viet"
)

// decode brings a file into NFC and names the encoding that it was in.
func decode(data []byte) (text, name string, err error) {
	switch {
	case len(data) > MaxSize:
		return "", "", model.ErrFormat
	case len(bytes.TrimSpace(data)) == 0:
		return "", "", model.ErrEmpty
	}
	for _, form := range marked {
		if rest, ok := bytes.CutPrefix(data, []byte(form.mark)); ok {
			text, err = form.decode(rest)
			return finished(text, form.name, err)
		}
	}
	if foreign(data) {
		return "", "", model.ErrFormat
	}
	if utf8.Valid(data) {
		return finished(string(data), "utf-8", nil)
	}
	text, err = decode1258(data)
	return finished(text, "windows-1258", err)
}

// marked are the encodings that a byte order mark names.
var marked = []struct {
	mark, name string
	decode     func([]byte) (string, error)
}{
	{"\xef\xbb\xbf", "utf-8", decodeUTF8},
	{"\xff\xfe", "utf-16le", decodeUTF16(utf16.LittleEndian)},
	{"\xfe\xff", "utf-16be", decodeUTF16(utf16.BigEndian)},
}

func finished(text, name string, err error) (string, string, error) {
	switch {
	case err != nil:
		return "", "", err
	case strings.ContainsRune(text, 0):
		return "", "", model.ErrFormat
	case strings.TrimSpace(text) == "":
		return "", "", model.ErrEmpty
	}
	return viet.Normal(text), name, nil
}

func decodeUTF8(data []byte) (string, error) {
	if !utf8.Valid(data) {
		return "", model.ErrEncoding
	}
	return string(data), nil
}

func decodeUTF16(order utf16.Endianness) func([]byte) (string, error) {
	return func(data []byte) (string, error) {
		return decodeWhole(utf16.UTF16(order, utf16.IgnoreBOM), data)
	}
}

// decodeWhole decodes, and refuses a text of which anything cannot be read.
func decodeWhole(form encoding.Encoding, data []byte) (string, error) {
	text, err := form.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", model.ErrEncoding
	}
	return string(text), nil
}

// foreign reports whether data is a kind of file that is not plain text.
func foreign(data []byte) bool {
	if bytes.IndexByte(data, 0) >= 0 {
		return true
	}
	start := strings.ToLower(string(bytes.TrimSpace(data[:min(len(data), 64)])))
	for _, sign := range foreignSigns {
		if strings.HasPrefix(start, sign) {
			return true
		}
	}
	return false
}

// foreignSigns begin files that text editors show as rubbish or as code.
var foreignSigns = []string{"%pdf-", "pk\x03\x04", `{\rtf`, "<!doctype html", "<html", "<?xml"}

// decode1258 reads the Vietnamese code page of Windows, where tones are marks
// behind their vowels. Other old Vietnamese encodings (TCVN3, VNI) use the same
// bytes, so what comes out must look like Vietnamese.
func decode1258(data []byte) (string, error) {
	text, err := decodeWhole(charmap.Windows1258, data)
	if err != nil || !plausible(text) {
		return "", model.ErrEncoding
	}
	return text, nil
}

// strangeShare is one in how many letters beyond ASCII may be foreign to
// Vietnamese, for a name or a sign here and there.
const strangeShare = 20

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
		case r < utf8.RuneSelf && (r >= ' ' || unicode.IsSpace(r)), strings.ContainsRune(signs, r):
		case strings.ContainsRune(letters1258, unicode.ToLower(r)):
			known++
		default:
			strange++
		}
		before = r
	}
	return known > 0 && strange*strangeShare <= known
}

// What Vietnamese texts in windows-1258 are made of, in small letters.
const (
	vowels      = "aăâeêioôơuưy"
	letters1258 = "ăâđêôơưàáèéìíòóùúý"
	signs       = "\u00a0“”‘’–—…«»°²³·•"
)
