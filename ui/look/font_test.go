package look

import (
	"os"
	"testing"
)

// FuzzWithLeading: no bytes, however broken, may stop the program, and a font
// that is taken keeps its length.
func FuzzWithLeading(f *testing.F) {
	whole, err := os.ReadFile("../../assets/fonts/NotoSans-Italic.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[:4096], 155)
	f.Add([]byte{0, 1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0}, 145)
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00head\x00\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), 155)
	f.Fuzz(func(t *testing.T, ttf []byte, leading int) {
		airy, err := withLeading(ttf, leading)
		if err == nil && len(airy) != len(ttf) {
			t.Errorf("%d bytes became %d", len(ttf), len(airy))
		}
	})
}
