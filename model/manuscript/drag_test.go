package manuscript_test

import (
	"testing"

	"tinxa/model/manuscript"
)

// TestDragWithinTheLastText: a selection over two paragraphs lands in the rest of
// the second.
func TestDragWithinTheLastText(t *testing.T) {
	for _, c := range []struct {
		to     manuscript.Spot
		copied bool
		want   string
	}{
		{spot(1, 3), false, "abf cd|egh|xyz"},
		{spot(1, 3), true, "abcd|ef cd|egh|xyz"},
		{spot(0, 1), false, "acd|ebf gh|xyz"},
		{spot(2, 1), false, "abf gh|xcd|eyz"},
		{spot(1, 1), false, "abcd|ef gh|xyz"},
	} {
		s := desk(t, "abcd", "ef gh", "xyz")
		s.Select(manuscript.Selection{Anchor: spot(0, 2), Head: spot(1, 1)})
		run(t, s, manuscript.MoveText(c.to, c.copied))
		if got := says(s); got != c.want {
			t.Errorf("to %v, copied %v: %s, want %s", c.to, c.copied, got, c.want)
		}
	}
}
