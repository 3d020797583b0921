package home

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"io"
	"slices"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/ui/task"
)

// album gives one photo under every id but "damaged", and notes what is read.
type album struct {
	model.PhotoStore
	jpeg []byte
	read []model.PhotoID
}

func (a *album) Open(_ context.Context, id model.PhotoID, maxSide int) (io.ReadCloser, error) {
	a.read = append(a.read, id)
	if id == "damaged" || maxSide != model.ThumbSide {
		return nil, model.ErrDamaged
	}
	return io.NopCloser(bytes.NewReader(a.jpeg)), nil
}

func coversOf(t *testing.T, r task.Runner) (*covers, *album) {
	a := &album{jpeg: modeltest.JPEG(320, 240)}
	c := newCovers(t.Context(), r, a)
	c.seen = func(model.PhotoID) bool { return true }
	c.arrived = func(model.PhotoID) {}
	return c, a
}

func TestCoversAreReadOnceAndBounded(t *testing.T) {
	c, a := coversOf(t, task.Inline{})
	ask := func(n int) image.Image { return c.get(model.PhotoID(fmt.Sprint(n))) }
	for n := range coversKept {
		ask(n)
	}
	if ask(0) == nil || len(a.read) != coversKept {
		t.Fatalf("%d readings of %d photos", len(a.read), coversKept)
	}
	ask(coversKept) // puts out photo 1: photo 0 was used later
	if len(c.kept) != coversKept || c.used.Len() != coversKept {
		t.Errorf("%d thumbnails are kept, at most %d may be", len(c.kept), coversKept)
	}
	ask(0)
	if len(a.read) != coversKept+1 {
		t.Error("what was used last was forgotten")
	}
	ask(1)
	if len(a.read) != coversKept+2 {
		t.Error("what was used longest ago was kept")
	}
}

func TestADamagedCoverIsNotReadAgain(t *testing.T) {
	c, a := coversOf(t, task.Inline{})
	for range 2 {
		if c.get("damaged") != nil {
			t.Error("a picture out of nothing")
		}
	}
	if len(a.read) != 1 {
		t.Errorf("read %d times", len(a.read))
	}
}

func TestCoversInSightComeFirst(t *testing.T) {
	runner := &later{}
	c, a := coversOf(t, runner)
	var arrived []model.PhotoID
	c.arrived = func(id model.PhotoID) { arrived = append(arrived, id) }
	c.seen = func(id model.PhotoID) bool { return id != "d" }
	for _, id := range []model.PhotoID{"a", "b", "c", "d", "e", "f", "e", "a"} {
		if c.get(id) != nil {
			t.Fatal("a picture before it was read")
		}
	}
	if len(runner.work) != coversRead {
		t.Fatalf("%d are read at a time", len(runner.work))
	}
	runner.finish(0, 1, 2)
	runner.finish(0, 1)
	if want := []model.PhotoID{"a", "b", "c", "e", "f"}; !slices.Equal(a.read, want) || !slices.Equal(arrived, want) {
		t.Errorf("read %q, arrived %q; want what was asked for last first, without what is out of sight", a.read, arrived)
	}
}

func TestCoversHaveTheShapeOfTheirPlace(t *testing.T) {
	for _, c := range []struct{ whole, want image.Rectangle }{
		{image.Rect(0, 0, 320, 240), image.Rect(0, 13, 320, 226)},
		{image.Rect(0, 0, 240, 320), image.Rect(0, 80, 240, 240)},
		{image.Rect(0, 0, 320, 100), image.Rect(85, 0, 235, 100)},
		{image.Rect(10, 10, 106, 74), image.Rect(10, 10, 106, 74)},
	} {
		if got := cropped(c.whole, coverWidth, coverHeight); got != c.want {
			t.Errorf("%v becomes %v, want %v", c.whole, got, c.want)
		}
	}
	album, _ := coversOf(t, task.Inline{})
	if got := album.get("any").Bounds().Size(); got != image.Pt(320, 213) {
		t.Errorf("a picture of 320 by 240 becomes %v", got)
	}
}
