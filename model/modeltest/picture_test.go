package modeltest_test

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"testing"

	"golang.org/x/image/webp"

	"tinxa/model/modeltest"
)

func TestPicturesDecode(t *testing.T) {
	for format, data := range map[string][]byte{
		"jpeg": modeltest.JPEG(31, 20),
		"png":  modeltest.PNG(31, 20),
		"gif":  modeltest.GIF(31, 20),
	} {
		img, got, err := image.Decode(bytes.NewReader(data))
		if err != nil || got != format || img.Bounds() != image.Rect(0, 0, 31, 20) {
			t.Errorf("%s: %v %v %v", format, got, img, err)
		}
	}
	if img, err := webp.Decode(bytes.NewReader(modeltest.WebP())); err != nil || img.Bounds() != image.Rect(0, 0, 1, 1) {
		t.Errorf("webp: %v %v", img, err)
	}
}

func TestCameraJPEGIsStoredTurned(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		data := modeltest.CameraJPEG(60, 40, orientation)
		size, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if turned := size.Width == 40; turned != (orientation >= 5) {
			t.Errorf("orientation %d is stored as %d × %d", orientation, size.Width, size.Height)
		}
		for _, mark := range []string{modeltest.GPSMark, modeltest.CameraTime} {
			if !bytes.Contains(data, []byte(mark)) {
				t.Errorf("orientation %d: no %q", orientation, mark)
			}
		}
	}
}

func TestBombsClaimTheirSize(t *testing.T) {
	for name, data := range map[string][]byte{
		"png":  modeltest.Bomb(60_000, 50_000),
		"jpeg": modeltest.JPEGBomb(60_000, 50_000),
	} {
		size, format, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || format != name || size.Width != 60_000 || size.Height != 50_000 || len(data) > 1000 {
			t.Errorf("%s: %d bytes, %s of %d × %d, %v", name, len(data), format, size.Width, size.Height, err)
		}
	}
}
