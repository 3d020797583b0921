package sheet

import (
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// withLatePhoto is twenty paragraphs below a photo that is read when the test
// calls arrive: upright, where one lying was expected.
func withLatePhoto(t *testing.T) (h *house, arrive func()) {
	photos := newPrints()
	photos.images["late"], photos.held["late"] = landscape(200, 300, 90), nil
	r := model.New()
	r.Head.Title = "Hội nghị"
	r.Blocks = append(model.Blocks{model.Photos{ID: nth(0), Pictures: []model.Picture{{Photo: "late"}}}}, long(20)...)
	h = open(t, fyne.NewSize(900, shortWindow), r, photos)
	h.choose(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
	h.Reveal()
	return h, func() { photos.held["late"]() }
}

func TestAPhotoAboveMovesNothingThatIsSeen(t *testing.T) {
	for _, caret := range []bool{true, false} {
		h, arrive := withLatePhoto(t)
		blocks := h.state.Report().Blocks
		seen := manuscript.Spot{Field: manuscript.Text, Block: blocks[8].BlockID()}
		h.choose(manuscript.At(seen))
		h.Reveal()
		if !caret {
			h.choose(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
		}
		h.scrollTo(h.scroll.Offset.Y + 30)
		high := h.page.Size().Height
		before := h.heightInWindow(seen)
		arrive()
		if h.page.Size().Height == high {
			t.Fatal("the photo has the proportions that were expected")
		}
		if after := h.heightInWindow(seen); after < before-1 || after > before+1 {
			t.Errorf("caret seen: %v; the text went from %v to %v", caret, before, after)
		}
	}
}

// heightInWindow is how far down in the window a spot is drawn.
func (h *house) heightInWindow(s manuscript.Spot) float32 {
	pos, _ := h.layout.caretAt(s)
	return h.origin().Add(pos).Y
}

func TestAPhotoInViewGrowsDownwards(t *testing.T) {
	h, arrive := withLatePhoto(t)
	before := h.heightInWindow(manuscript.Spot{Field: manuscript.Title})
	arrive()
	if after := h.heightInWindow(manuscript.Spot{Field: manuscript.Title}); after != before {
		t.Errorf("the headline went from %v to %v", before, after)
	}
}

func TestZoomKeepsTheCaretInPlace(t *testing.T) {
	h, _ := withLatePhoto(t)
	at := manuscript.Spot{Field: manuscript.Text, Block: h.state.Report().Blocks[8].BlockID(), Pos: 200}
	h.choose(manuscript.At(at))
	h.Reveal()
	before := h.heightInWindow(at)
	for _, zoom := range []float32{1.1, 2, 0.8} {
		h.SetZoom(zoom)
		if after := h.heightInWindow(at); after < before-1 || after > before+1 {
			t.Errorf("at %v the caret went from %v to %v", zoom, before, after)
		}
	}
	if h.SetZoom(9); h.Zoom() != MostZoom {
		t.Errorf("zoomed to %v", h.Zoom())
	}
}

// TestZoomDoesNotPushTheCaretOut of a window that shows the top of the page.
func TestZoomDoesNotPushTheCaretOut(t *testing.T) {
	h, _ := withLatePhoto(t)
	at := manuscript.Spot{Field: manuscript.Sapo}
	h.choose(manuscript.At(at))
	for zoom := h.Zoom(); zoom < MostZoom; zoom += zoomStep {
		h.SetZoom(zoom)
		if !h.caretIsSeen() {
			t.Fatalf("at %v the caret is at %v in a window of %v", zoom, h.heightInWindow(at), shortWindow)
		}
	}
}

func TestRevealScrollsBackToTheCaret(t *testing.T) {
	h, _ := withLatePhoto(t)
	h.scrollTo(h.page.Size().Height)
	if at := h.heightInWindow(manuscript.Spot{Field: manuscript.Title}); at > 0 {
		t.Fatalf("the headline is still in view at %v", at)
	}
	h.w.Canvas().Unfocus()
	h.Reveal()
	if at := h.heightInWindow(manuscript.Spot{Field: manuscript.Title}); at < 0 || at > shortWindow {
		t.Errorf("the caret is at %v in the window", at)
	}
	if h.w.Canvas().Focused() != h.page {
		t.Error("the page has not got the keyboard")
	}
}

func TestWhatOthersChangeAboveMovesNothing(t *testing.T) {
	h, _ := withLatePhoto(t)
	blocks := h.state.Report().Blocks
	seen := manuscript.Spot{Field: manuscript.Text, Block: blocks[8].BlockID()}
	h.choose(manuscript.At(seen))
	h.Reveal()
	for _, removed := range []manuscript.Spot{
		{Field: manuscript.Text, Block: blocks[3].BlockID()}, {Field: manuscript.Text, Block: blocks[2].BlockID()},
	} {
		before := h.heightInWindow(seen)
		h.state.Select(manuscript.At(removed)) // a line that is out of view
		if err := h.state.Run(manuscript.RemoveBlocks()); err != nil {
			t.Fatal(err)
		}
		h.Sync()
		if after := h.heightInWindow(seen); after < before-1 || after > before+1 {
			t.Errorf("the text went from %v to %v", before, after)
		}
	}
	h.state.Undo()
	h.Sync()
	h.Reveal()
	if at, _ := h.CaretBox(); at.Y < 0 || at.Y > shortWindow {
		t.Errorf("after undo the caret is at %v", at)
	}
}
