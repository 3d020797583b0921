package support

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// wordsFile is what the user wrote about what happened.
const wordsFile = "words.txt"

// Write makes one file of pieces: a zip with sorted names. words are the user's
// own and are taken as they are; none leave no file.
func Write(w io.Writer, pieces []Piece, words string, now time.Time) error {
	pieces = slices.Clone(pieces)
	if words = strings.TrimSpace(words); words != "" {
		pieces = append(pieces, Piece{Name: wordsFile, Text: words + "\n"})
	}
	slices.SortFunc(pieces, func(a, b Piece) int { return strings.Compare(a.Name, b.Name) })
	z := zip.NewWriter(w)
	for _, p := range pieces {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate, Modified: now})
		if err != nil {
			return fmt.Errorf("support: %w", err)
		}
		// Windows' Notepad of old knows no other line ends.
		if _, err := io.WriteString(f, strings.ReplaceAll(p.Text, "\n", "\r\n")); err != nil {
			return fmt.Errorf("support: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("support: %w", err)
	}
	return nil
}

// FileName is what a bundle is called that is made now.
func FileName(now time.Time) string { return "TinXa-ho-tro-" + now.Format("20060102-1504") + ".zip" }
