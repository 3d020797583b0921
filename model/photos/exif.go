package photos

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bep/imagemeta"
)

// maxTags is more than cameras write.
const maxTags = 2000

// exif is what is read of a photo's EXIF data. The place is not: it must not
// get out, so it is better not known.
type exif struct {
	turn  int       // orientation, 1 (upright) to 8
	taken time.Time // zero where the camera does not tell
}

// readEXIF reads what it can. Broken EXIF data are the same as none: they are
// no reason to do without the photo.
func readEXIF(format string, data []byte) exif {
	formats := map[string]imagemeta.ImageFormat{
		"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP,
	}
	tags := map[string]string{"Orientation": "", "DateTimeOriginal": "", "OffsetTimeOriginal": ""}
	// What was read before an error counts, so the error does not.
	_, _ = imagemeta.Decode(imagemeta.Options{
		R:            bytes.NewReader(data),
		ImageFormat:  formats[format],
		Sources:      imagemeta.EXIF,
		LimitNumTags: maxTags,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
			// IFD1 is about the embedded thumbnail, not the photo.
			_, wanted := tags[tag.Tag]
			return wanted && strings.HasPrefix(tag.Namespace, "IFD0")
		},
		HandleTag: func(tag imagemeta.TagInfo) error {
			tags[tag.Tag] = fmt.Sprint(tag.Value)
			return nil
		},
	})
	return exif{
		turn:  orientation(tags["Orientation"]),
		taken: captureTime(tags["DateTimeOriginal"], tags["OffsetTimeOriginal"]),
	}
}

func orientation(tag string) int {
	turn, err := strconv.Atoi(tag)
	if err != nil || turn < 1 || turn > 8 {
		return 1
	}
	return turn
}

// captureTime reads DateTimeOriginal; without OffsetTimeOriginal (new in EXIF
// 2.31) the camera's clock is taken to be Vietnamese. Zero where it tells none.
func captureTime(clock, offset string) time.Time {
	zone := time.FixedZone("", 7*60*60)
	if t, err := time.Parse("-07:00", strings.TrimSpace(offset)); err == nil {
		_, east := t.Zone()
		zone = time.FixedZone("", east)
	}
	taken, err := time.ParseInLocation("2006:01:02 15:04:05", strings.TrimSpace(clock), zone)
	if err != nil {
		return time.Time{}
	}
	return taken
}
