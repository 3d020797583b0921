package photos

import (
	"io"
	"time"
)

// headOfCamera is how much of a file holds what a camera wrote beside the
// picture, in bytes.
const headOfCamera = 256 << 10

// Taken reads when a photo was taken from the beginning of its file, without
// reading the rest. It is zero where the file does not tell, or is no photo.
func Taken(r io.Reader) time.Time {
	head, err := io.ReadAll(io.LimitReader(r, headOfCamera))
	if err != nil {
		return time.Time{}
	}
	k, err := sniff(head)
	if err != nil {
		return time.Time{}
	}
	return readEXIF(k.format, head).taken
}
