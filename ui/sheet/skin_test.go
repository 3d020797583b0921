package sheet

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/uitest"
)

// TestOneLetterIsOneLine: a letter at the end of a long paragraph is one line
// painted anew, whatever else is in view.
func TestOneLetterIsOneLine(t *testing.T) {
	r := lengthened(10_000, 0)
	h := open(t, uitest.Laptop, r, nil)
	at := spots(r)["end"]
	h.choose(manuscript.At(at))
	h.Reveal()
	before := shownBy(h.Sheet)
	h.page.TypedRune('a')
	if fresh := freshStripes(h.Sheet, before); len(fresh) != 1 {
		t.Errorf("%d lines are painted anew", len(fresh))
	}
	before = shownBy(h.Sheet)
	h.state.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title}))
	h.Sync()
	if fresh := freshStripes(h.Sheet, before); len(fresh) != 0 {
		t.Errorf("%d lines are painted anew because the caret moved", len(fresh))
	}
}

// TestLinesMoveWithoutPaint: a new paragraph at the top moves what is below it,
// and paints none of it.
func TestLinesMoveWithoutPaint(t *testing.T) {
	r := lengthened(2000, 0)
	h := open(t, uitest.Laptop, r, nil)
	first := manuscript.Spot{Field: manuscript.Text, Block: r.Blocks[0].BlockID()}
	h.state.Select(manuscript.At(first))
	h.Sync()
	before := shownBy(h.Sheet)
	second := h.layout.places[4]
	h.Run(manuscript.Enter())
	if fresh := freshStripes(h.Sheet, before); len(fresh) > 0 {
		t.Errorf("%d lines are painted anew", len(fresh))
	}
	i := h.layout.find(second.box.Spot)
	if i != 5 || h.layout.places[i].Y <= second.Y {
		t.Errorf("the second paragraph is place %d at %.0f, it was at %.0f", i, h.layout.places[i].Y, second.Y)
	}
}

// TestOnlyTheViewIsDrawn: a report sixty windows high has no more objects than
// one of two windows.
func TestOnlyTheViewIsDrawn(t *testing.T) {
	count := func(runes int) int {
		h := open(t, uitest.Laptop, lengthened(runes, 0), nil)
		h.scroll.ScrollToOffset(fyne.NewPos(0, 500))
		h.show()
		return len(h.skin.Objects())
	}
	short, long := count(6000), count(50_000)
	if long > short+10 {
		t.Errorf("%d objects for a long report, %d for a short one", long, short)
	}
	if short < 20 {
		t.Errorf("only %d objects: is anything drawn?", short)
	}
}

// inkAt counts the pixels of an area of the window that differ from its corner.
func inkAt(h *house, r rect) (n int) {
	img := h.w.Canvas().Capture()
	origin := h.origin()
	area := image.Rect(int(origin.X+r.X), int(origin.Y+r.Y), int(origin.X+r.right()), int(origin.Y+r.bottom()))
	ground := img.At(area.Min.X, area.Min.Y)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if img.At(x, y) != ground {
				n++
			}
		}
	}
	return n
}

// TestWindowShowsTheText looks at the pixels.
func TestWindowShowsTheText(t *testing.T) {
	r := model.New()
	r.Head.Title = "Hội nghị"
	h := open(t, uitest.Laptop, r, nil)
	title := h.layout.places[1].rect
	title.Width /= 2
	before := inkAt(h, title)
	if before < 300 {
		t.Fatalf("the headline has %d pixels of ink", before)
	}
	h.state.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title, Pos: 8}))
	h.Sync()
	h.Run(manuscript.Type(" xã"))
	if after := inkAt(h, title); after <= before {
		t.Errorf("after typing there is no more ink: %d, %d before", after, before)
	}
}

// TestThemeIsFollowed: in another theme the texts are set in its inks.
func TestThemeIsFollowed(t *testing.T) {
	r, photos := crowded()
	h := open(t, uitest.Laptop, r, photos)
	th, err := look.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	fyne.CurrentApp().Settings().SetTheme(th.In(theme.VariantDark))
	uitest.Settle(h.w)
	h.page.Refresh()
	run := h.layout.places[1].text.runs[0]
	if want := th.In(theme.VariantDark).Color(look.Ink, theme.VariantDark); run.Look.Ink != want {
		t.Errorf("the headline is set in %v, want %v", run.Look.Ink, want)
	}
}

// TestZoom: everything grows, the page goes no wider than the window, and the
// text at the caret keeps its height in the window.
func TestZoom(t *testing.T) {
	h := open(t, uitest.Laptop, lengthened(20_000, 0), nil)
	r := h.state.Report()
	h.choose(manuscript.At(spots(r)["middle"]))
	h.Reveal()
	i := h.layout.find(spots(r)["middle"])
	inWindow := func() float32 {
		pos, _ := h.layout.caretAt(spots(r)["middle"])
		return pos.Y - h.scroll.Offset.Y
	}
	was := inWindow()
	for _, zoom := range []float32{1.5, 2.5, 0.8} {
		h.SetZoom(zoom)
		if h.Zoom() != zoom || h.layout.places[i].text.size != look.Body.Size()*zoom {
			t.Errorf("at %v letters are %v high", zoom, h.layout.places[i].text.size)
		}
		if wide := h.layout.paper.Width; wide > uitest.Laptop.Width {
			t.Errorf("at %v the page is %v wide", zoom, wide)
		}
		if now := inWindow(); now < was-1 || now > was+1 {
			t.Errorf("at %v the text at the caret went from %v to %v", zoom, was, now)
		}
	}
	h.SetZoom(9)
	if h.Zoom() != MostZoom {
		t.Errorf("zoom %v", h.Zoom())
	}
}

// TestFindingsHaveStrokes: a line with a finding is another picture than without,
// in the colour of its kind.
func TestFindingsHaveStrokes(t *testing.T) {
	r := lengthened(200, 0)
	h := open(t, uitest.Laptop, r, nil)
	at := manuscript.Spot{Field: manuscript.Text, Block: r.Blocks[0].BlockID()}
	before := shownBy(h.Sheet)
	box, _ := h.state.Box(at)
	h.state.SetFindings(at, box.Text.Plain(), []model.Finding{{From: 0, To: 8, Kind: model.Misspelt}})
	h.Sync()
	if fresh := freshStripes(h.Sheet, before); len(fresh) != 1 {
		t.Fatalf("%d lines are painted anew", len(fresh))
	}
	strokes := h.skin.strokesOf(&h.layout.places[3])
	if len(strokes) != 1 || strokes[0].Ink != look.Color(look.Fault) || strokes[0].To != 8 {
		t.Errorf("strokes: %+v", strokes)
	}
}

// shapesIn lists the rectangles drawn in a colour.
func shapesIn(h *house, fill color.Color) (all []*canvas.Rectangle) {
	for _, o := range h.skin.Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.FillColor == fill {
			all = append(all, r)
		}
	}
	return all
}

// TestMatchesAreTinted, the current one in its own colour.
func TestMatchesAreTinted(t *testing.T) {
	h := open(t, uitest.Laptop, lengthened(200, 0), nil)
	found := manuscript.Find(h.state.Boxes(), manuscript.Query{Words: "nhân dân"})
	h.SetMatches(append(found, manuscript.Find(h.state.Boxes(), manuscript.Query{Words: "chi bộ"})...), len(found))
	if n := len(shapesIn(h, look.Color(look.WarningGround))); n != len(found) {
		t.Errorf("%d tints for %d matches", n, len(found))
	}
	if n := len(shapesIn(h, look.Color(theme.ColorNameSelection))); n == 0 {
		t.Error("the current match has no tint of its own")
	}
	h.SetMatches(nil, -1)
	if n := len(shapesIn(h, look.Color(look.WarningGround))); n != 0 {
		t.Errorf("%d tints remain", n)
	}
}

// TestScale: on a screen of 150 % a line is painted with half again as many
// pixels.
func TestScale(t *testing.T) {
	h := open(t, uitest.Laptop, lengthened(200, 0), nil)
	h.w.Canvas().(test.WindowlessCanvas).SetScale(1.5)
	if got := h.Sheet.scale(); got != 1.5 {
		t.Errorf("scale %v", got)
	}
}
