package look

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"

	"fyne.io/fyne/v2"
)

// cut is one font of the family: a face and how much air its lines have.
type cut struct {
	face    string // file name without folder and ending
	leading int    // line height in hundredths of the text size; 0 as designed (1.36)
}

const (
	regular    = "NotoSans-Regular"
	semiBold   = "NotoSans-SemiBold"
	bold       = "NotoSans-Bold"
	italic     = "NotoSans-Italic"
	boldItalic = "NotoSans-BoldItalic"
)

func cutOf(s fyne.TextStyle) cut {
	c := cut{face: faceOf(s)}
	switch s.TabWidth {
	case tabPage:
		c.leading = 155
	case tabSemiPage:
		c.leading = 145
	}
	return c
}

func faceOf(s fyne.TextStyle) string {
	semi := s.TabWidth == tabSemi || s.TabWidth == tabSemiPage
	switch {
	case s.Bold && s.Italic:
		return boldItalic
	case s.Bold && semi:
		return semiBold
	case s.Bold:
		return bold
	case s.Italic:
		return italic
	default:
		return regular
	}
}

// signFonts have the signs that reports use and Noto Sans lacks: bullets, ticks,
// arrows, Roman and circled numbers, at most and at least.
var signFonts = []string{"NotoSansSymbols2-Regular", "NotoSansMath-Regular", "NotoSansSymbols-Regular"}

// emojiFont has every emoji in outline: a tenth of the size of Fyne's coloured ones.
const emojiFont = "NotoEmoji-Regular"

func loadSigns(files fs.FS) ([][]byte, error) {
	var all [][]byte
	for _, name := range signFonts {
		ttf, err := fs.ReadFile(files, "fonts/"+name+".ttf")
		if err != nil {
			return nil, err
		}
		all = append(all, ttf)
	}
	return all, nil
}

// loadFonts makes every cut that cutOf can name.
func loadFonts(files fs.FS) (map[cut]fyne.Resource, error) {
	fonts := map[cut]fyne.Resource{}
	for _, face := range []string{regular, semiBold, bold, italic, boldItalic} {
		ttf, err := fs.ReadFile(files, "fonts/"+face+".ttf")
		if err != nil {
			return nil, err
		}
		fonts[cut{face: face}] = fyne.NewStaticResource(face+".ttf", ttf)
		for _, leading := range []int{145, 155} {
			airy, err := withLeading(ttf, leading)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", face, err)
			}
			fonts[cut{face, leading}] = fyne.NewStaticResource(fmt.Sprintf("%s-%d.ttf", face, leading), airy)
		}
	}
	return fonts, nil
}

var errFont = errors.New("not a usable TrueType font")

// withLeading returns a copy of a TrueType font whose lines are leading
// hundredths of an em high, the added air half above and half below. Fyne takes
// the line height from the font's hhea table and offers no other way to set it
// for wrapped text. Table layouts: OpenType specification 1.9, "Font file",
// "head", "hhea".
func withLeading(ttf []byte, leading int) ([]byte, error) {
	head, hhea := table(ttf, "head"), table(ttf, "hhea")
	if len(head) < 20 || len(hhea) < 10 {
		return nil, errFont
	}
	em := int(binary.BigEndian.Uint16(head[18:]))
	up := int(int16(binary.BigEndian.Uint16(hhea[4:])))
	down := int(int16(binary.BigEndian.Uint16(hhea[6:])))
	air := em*leading/100 - (up - down)

	airy := append([]byte(nil), ttf...)
	hhea = table(airy, "hhea")
	binary.BigEndian.PutUint16(hhea[4:], uint16(up+air-air/2))
	binary.BigEndian.PutUint16(hhea[6:], uint16(down-air/2))
	binary.BigEndian.PutUint16(hhea[8:], 0) // no gap beside
	return airy, nil
}

// table is the named table's bytes inside ttf, nil where there is none.
func table(ttf []byte, tag string) []byte {
	if len(ttf) < 12 {
		return nil
	}
	const record = 16
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		at := 12 + i*record
		if at+record > len(ttf) {
			return nil
		}
		if string(ttf[at:at+4]) != tag {
			continue
		}
		from := uint64(binary.BigEndian.Uint32(ttf[at+8:]))
		size := uint64(binary.BigEndian.Uint32(ttf[at+12:]))
		if from+size > uint64(len(ttf)) {
			return nil
		}
		return ttf[from : from+size]
	}
	return nil
}
