package outbox_test

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"testing/synctest"

	"tinxa/export"
	"tinxa/model"
)

// bytesAt is how large a photo of these tests is with that longer side.
func bytesAt(t *testing.T, side int) int {
	t.Helper()
	f, err := photos{}.Open(t.Context(), photoID(1), side)
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	if _, err := io.Copy(&all, f); err != nil {
		t.Fatal(err)
	}
	return all.Len()
}

func TestPhotosAreMadeSmaller(t *testing.T) {
	small := export.Powers{Update: true, Limits: model.Limits{Side: 1500}}
	cases := []struct {
		name    string
		arrange func(*world)
		side    int // of what arrives
		smaller bool
		adds    int
	}{
		{"as they are", func(*world) {}, 1600, false, 1},
		{"the portal's side", func(w *world) { w.portal.powers = small }, 1500, false, 1},
		{"the account's side", func(w *world) { w.portal.powers, w.limits.Side = small, 500 }, 500, false, 1},
		{"bytes", func(w *world) { w.limits.Bytes = int64(bytesAt(t, 1024)) }, 1024, true, 1},
		{"refused once", func(w *world) { w.portal.tooLarge = bytesAt(t, 1600) }, 1280, true, 2},
		{"refused to the last", func(w *world) { w.portal.tooLarge = bytesAt(t, 640) + 1 }, 640, true, 5},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld()
				c.arrange(w)
				n := len(w.portal.requests)
				d := w.publish(t, report("", 1), model.Wish{})
				if got := w.portal.shelf[0].width; got != c.side || len(w.portal.shelf) != 1 {
					t.Errorf("%d pixels, want %d", got, c.side)
				}
				if got := slices.Contains(d.Sent.Smaller, photoID(1)); got != c.smaller {
					t.Errorf("made smaller: %v", d.Sent.Smaller)
				}
				// login, find, find photos; create, update, fetch
				if adds := len(w.portal.requests) - n - 6; adds != c.adds {
					t.Errorf("sent %d times: %s", adds, w.took(n))
				}
			})
		})
	}
}

func TestPhotoThatStaysTooLarge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.portal.tooLarge = 1
		d := w.try(t, w.order(report("", 1), public).ID)
		wantTrouble(t, d, export.ErrTooLarge)
		if d.Trouble.Photo != photoID(1) || len(w.portal.articles) > 0 {
			t.Errorf("trouble %+v, %d articles", d.Trouble, len(w.portal.articles))
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.limits.Bytes = 10
		d := w.try(t, w.order(report("", 1), public).ID)
		wantTrouble(t, d, export.ErrTooLarge)
		if d.Trouble.Limit != 10 || w.took(0) != "login, find, find photos" {
			t.Errorf("trouble %+v after %s", d.Trouble, w.took(0))
		}
	})
}

// The limit that a portal names with its first refusal holds for all photos.
func TestLimitIsLearnt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		limit := int64(bytesAt(t, 800))
		w.portal.fail(4, fault{err: &export.PortalError{Kind: export.ErrTooLarge, Limit: limit}})
		d := w.publish(t, report("", 1, 2, 3), public)
		sides := []int{w.portal.shelf[0].width, w.portal.shelf[1].width, w.portal.shelf[2].width}
		if !slices.Equal(sides, []int{1600, 800, 800}) || len(d.Sent.Smaller) != 2 {
			t.Errorf("sides %v, smaller %v", sides, d.Sent.Smaller)
		}
		last := w.shown[0]
		for _, p := range w.shown {
			if p.Of > 0 {
				last = p
			}
		}
		if last.Total != last.Whole {
			t.Errorf("in the end %d of %d bytes", last.Total, last.Whole)
		}
	})
}

func TestPhotoTheyDoNotTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.portal.fail(4, fault{err: refusing(export.ErrPhotoType, nil)})
		id := w.order(report("", 1, 2), public).ID
		d := w.try(t, id)
		wantTrouble(t, d, export.ErrPhotoType)
		if d.Trouble.Photo != photoID(2) || len(d.Sent.Photos) != 1 {
			t.Errorf("trouble %+v, sent %v", d.Trouble, d.Sent.Photos)
		}
	})
}
