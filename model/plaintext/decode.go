package plaintext

import (
	"bytes"
	"strings"

	"tinxa/model"
	"tinxa/model/viet"
)

// decode makes a text of a file and names the encoding that it was in.
func decode(data []byte) (text, name string, err error) {
	switch {
	case len(data) > MaxSize || foreign(data):
		return "", "", model.ErrFormat
	case len(data) == 0:
		return "", "", model.ErrEmpty
	}
	text, name, ok := viet.Decode(data)
	switch {
	case !ok && bytes.IndexByte(data, 0) >= 0 && name == viet.Windows1258:
		return "", "", model.ErrFormat
	case !ok:
		return "", "", model.ErrEncoding
	case strings.ContainsRune(text, 0):
		return "", "", model.ErrFormat
	case tidy(text) == "":
		return "", "", model.ErrEmpty
	}
	return text, name, nil
}

// foreign reports whether data is a kind of file that is not plain text.
func foreign(data []byte) bool {
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
