package photos

import (
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"

	"tinxa/model"
)

// What is opened at most. A decoder allocates by what a file's header claims,
// and running out of memory ends the program, so all of it is checked before.
const (
	maxBytes = 60 << 20 // bytes of a file
	maxSide  = 65535    // pixels; JPEG cannot say more
	maxScans = 100      // of a progressive JPEG; cameras and editors write about ten

	// One byte of a grey JPEG may stand for many pixels, and it takes 1.5 to 3
	// bytes a pixel. Other decoders take up to 8, progressive JPEG up to 15.
	maxPixelsJPEG  = 120_000_000
	maxPixelsOther = 50_000_000
)

// headBytes are enough to tell every kind.
const headBytes = 16

// kind is a file format that photos may have.
type kind struct {
	format string // as in model.Photo
	ext    string // of the file's name, with the dot
	magic  string // how files begin; ? stands for any byte
	pixels int    // at most
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var kinds = []kind{
	{"jpeg", ".jpg", "\xff\xd8\xff", maxPixelsJPEG, jpeg.DecodeConfig, jpeg.Decode},
	{"png", ".png", "\x89PNG\r\n\x1a\n", maxPixelsOther, png.DecodeConfig, png.Decode},
	{"gif", ".gif", "GIF8?a", maxPixelsOther, gif.DecodeConfig, gif.Decode},
	{"webp", ".webp", "RIFF????WEBP", maxPixelsOther, webp.DecodeConfig, webp.Decode},
}

// refused names kinds that users do bring, for the text of the error.
var refused = []struct{ name, magic string }{
	{"HEIC, AVIF or video", "????ftyp"},
	{"TIFF", "II*\x00"},
	{"TIFF", "MM\x00*"},
	{"BMP", "BM"},
	{"PDF", "%PDF"},
}

// sniff tells the kind by how the file begins; what it is called does not count.
func sniff(head []byte) (kind, error) {
	if len(head) == 0 {
		return kind{}, model.ErrEmpty
	}
	for _, k := range kinds {
		if begins(head, k.magic) {
			return k, nil
		}
	}
	for _, r := range refused {
		if begins(head, r.magic) {
			return kind{}, fmt.Errorf("%w: %s", model.ErrPhotoKind, r.name)
		}
	}
	return kind{}, model.ErrPhotoKind
}

func begins(head []byte, magic string) bool {
	if len(head) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != head[i] {
			return false
		}
	}
	return true
}

// admit refuses a size that could not be decoded safely.
func (k kind) admit(size image.Config, data []byte) error {
	pixels := k.pixels
	if k.format == "jpeg" {
		progressive, scans := jpegScans(data)
		if scans > maxScans {
			return fmt.Errorf("%w: %d scans", model.ErrPhotoSize, scans)
		}
		if progressive {
			pixels = maxPixelsOther
		}
	}
	if size.Width > maxSide || size.Height > maxSide || size.Width*size.Height > pixels {
		return fmt.Errorf("%w: %d × %d pixels", model.ErrPhotoSize, size.Width, size.Height)
	}
	if size.Width <= 0 || size.Height <= 0 {
		return fmt.Errorf("%w: no pixels", model.ErrPhotoDamaged)
	}
	return nil
}

// refusal gives a decoder's error the sentinel that fits.
func refusal(err error) error {
	var variant jpeg.UnsupportedError
	if errors.As(err, &variant) {
		return fmt.Errorf("%w: %w", model.ErrPhotoKind, err)
	}
	return fmt.Errorf("%w: %w", model.ErrPhotoDamaged, err)
}

// animated reports whether a WebP file is an animation, which the decoder
// cannot read; the bit is in the VP8X chunk, which comes first.
func animated(data []byte) bool {
	const flags, animation = 20, 1 << 1
	return len(data) > flags && begins(data, "RIFF????WEBPVP8X") && data[flags]&animation != 0
}
