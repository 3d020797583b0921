package native

import (
	"image"
	"testing"
)

func TestDockedAlongTheRightEdge(t *testing.T) {
	for _, c := range []struct {
		area  image.Rectangle
		width int
		want  image.Rectangle
	}{
		{image.Rect(0, 0, 1366, 728), 380, image.Rect(986, 0, 1366, 728)},
		{image.Rect(-1920, 40, 0, 1080), 570, image.Rect(-570, 40, 0, 1080)},
		{image.Rect(0, 0, 300, 200), 380, image.Rect(0, 0, 300, 200)},
	} {
		if got := docked(c.area, c.width); got != c.want {
			t.Errorf("%d wide in %v: %v, want %v", c.width, c.area, got, c.want)
		}
	}
}
