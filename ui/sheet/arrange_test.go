package sheet

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/uitest"
)

// arranged is what the places say, a text a line; pictures by their photo.
func arranged(a *arrangement) string {
	var all []string
	for i := range a.places {
		p := &a.places[i]
		said := ""
		if p.text == nil {
			said = string(p.box.Shown.Picture.Photo)
		} else {
			for _, r := range p.text.runs {
				said += r.Text
			}
		}
		all = append(all, said)
	}
	return strings.Join(all, "\n")
}

// reported is the same of a report itself, read without boxes.
func reported(r model.Report) string {
	all := []string{strings.ToUpper(r.Head.Kicker), r.Head.Title, r.Head.Sapo.Plain()}
	all = append(all, saidBy(r.Blocks)...)
	return strings.Join(append(all, signed(r.Credits.Bylines)...), "\n")
}

func saidBy(blocks model.Blocks) (all []string) {
	for _, b := range blocks {
		for _, t := range model.Texts(b) {
			all = append(all, t.Plain())
		}
		switch b := b.(type) {
		case model.Quote:
			all = append(all, b.From)
		case model.Photos:
			for _, p := range b.Pictures {
				all = append(all, string(p.Photo), p.Caption)
			}
		case model.Item:
			all = append(all, b.Commune)
			all = append(all, saidBy(b.Blocks)...)
			all = append(all, signed(b.Bylines)...)
		}
	}
	return all
}

func signed(bylines []model.Byline) (all []string) {
	for _, b := range bylines {
		all = append(all, b.Name)
	}
	if len(all) == 0 {
		return []string{""}
	}
	return all
}

// anyCommand is one of the things a writer does.
func anyCommand(rnd *rand.Rand) manuscript.Command {
	commands := []manuscript.Command{
		manuscript.Type("ơ"), manuscript.Type(" "), manuscript.Type("Suối Mây "), manuscript.Enter(), manuscript.Enter(),
		manuscript.LineBreak(), manuscript.Erase(manuscript.Letter, -1), manuscript.Erase(manuscript.Word, +1),
		manuscript.Toggle(model.Bold), manuscript.Turn(manuscript.Dash), manuscript.Turn(manuscript.Heading),
		manuscript.Turn(manuscript.Quote), manuscript.Indent(1), manuscript.MoveBlocks(1), manuscript.MoveBlocks(-1),
		manuscript.InsertItem(), manuscript.RemoveBlocks(),
	}
	return commands[rnd.IntN(len(commands))]
}

func anySpot(rnd *rand.Rand, s *manuscript.State) manuscript.Spot {
	box := s.Boxes()[rnd.IntN(len(s.Boxes()))]
	box.Spot.Pos = rnd.IntN(box.Text.Len() + 1)
	return box.Spot
}

// TestPageIsTheReport does what writers do, at random, and looks after each step
// whether the page says what the report says, and stands as a page does that was
// arranged from nothing.
func TestPageIsTheReport(t *testing.T) {
	r, photos := crowded()
	h := open(t, uitest.Laptop, r, photos)
	rnd := rand.New(rand.NewPCG(5, 2026))
	for step := range 1500 {
		switch rnd.IntN(6) {
		case 0:
			h.state.Select(manuscript.At(anySpot(rnd, h.state)))
		case 1:
			h.state.Select(manuscript.Selection{Anchor: anySpot(rnd, h.state), Head: anySpot(rnd, h.state)})
		case 2:
			h.state.Undo()
		default:
			_ = h.state.Run(anyCommand(rnd)) // what does not fit changes nothing
		}
		h.Sync()
		if got, want := arranged(h.layout), reported(h.state.Report()); got != want {
			t.Fatalf("step %d: the page says\n%s\nthe report\n%s", step, got, want)
		}
		if step%50 == 0 {
			sameAsFresh(t, h)
		}
	}
	if n := h.state.Version(); n < 300 {
		t.Errorf("only %d changes in all these steps", n)
	}
}

func sameAsFresh(t *testing.T, h *house) {
	t.Helper()
	fresh := newArrangement(h.env.Pen)
	fresh.ratio = h.skin.wall.album.ratio
	fresh.era = h.layout.era
	fresh.resize(h.layout.desk, h.layout.zoom)
	fresh.update(h.state.Boxes())
	if fresh.paper != h.layout.paper {
		t.Fatalf("the page is %v, from nothing %v", h.layout.paper, fresh.paper)
	}
	for i := range fresh.places {
		got, want := h.layout.places[i], fresh.places[i]
		if got.rect != want.rect || got.row != want.row || got.box.Form != want.box.Form {
			t.Fatalf("place %d (%+v) stands at %v, from nothing at %v", i, got.box.Spot, got.rect, want.rect)
		}
		if (got.hint == nil) != (want.hint == nil) || (got.lead == nil) != (want.lead == nil) {
			t.Fatalf("place %d (%+v) has another hint or lead than from nothing", i, got.box.Spot)
		}
	}
}

// TestCaretStandsWhereAClickLeads walks through all spots of a report.
func TestCaretStandsWhereAClickLeads(t *testing.T) {
	r, photos := crowded()
	a := open(t, uitest.Laptop, r, photos).layout
	for i := range a.places {
		p := &a.places[i]
		if p.text == nil {
			middle := p.AddXY(p.Width/2, p.Height/2)
			if got := a.spotAt(middle); got != p.box.Spot {
				t.Errorf("a click on %+v leads to %+v", p.box.Spot, got)
			}
			continue
		}
		for pos := range p.text.Len() + 1 {
			at := p.box.Spot
			at.Pos = pos
			caret, height := a.caretAt(at)
			if got := a.spotAt(caret.AddXY(0.1, height/2)); got != at {
				t.Errorf("the caret of %+v is reached by a click on %+v", at, got)
			}
		}
	}
}

// TestClicksBesideTheTexts go to what is nearest.
func TestClicksBesideTheTexts(t *testing.T) {
	r, photos := crowded()
	a := open(t, uitest.Laptop, r, photos).layout
	for name, c := range map[string]struct {
		at   fyne.Position
		want manuscript.Spot
	}{
		"above all":  {fyne.NewPos(0, 0), manuscript.Spot{Field: manuscript.Kicker}},
		"below all":  {fyne.NewPos(0, a.height()), manuscript.Spot{Field: manuscript.Byline}},
		"right of p": {fyne.NewPos(a.desk, a.places[3].Y+2), a.edge(a.places[3].box.Spot, true)},
	} {
		if got := a.spotAt(c.at); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if got := a.edge(a.places[3].box.Spot, true).Pos; got == 0 {
		t.Error("the end of the first line is its beginning")
	}
}

// The end of a line broken for its width stands before the space, or the caret
// would jump to the next line.
func TestEndOfABrokenLine(t *testing.T) {
	r, photos := crowded()
	a := open(t, uitest.Laptop, r, photos).layout
	p := &a.places[a.find(manuscript.Spot{Field: manuscript.Text, Block: "p1"})]
	text := []rune(p.box.Text.Plain())
	for n := range len(p.text.Lines) - 1 {
		from := p.box.Spot
		from.Pos = p.text.Lines[n].From + 1
		end := a.edge(from, true)
		if text[end.Pos] != ' ' || p.text.LineAt(end.Pos) != n {
			t.Errorf("line %d ends at %d, before %q", n, end.Pos, text[end.Pos])
		}
		if start := a.edge(end, false); start.Pos != p.text.Lines[n].From {
			t.Errorf("line %d begins at %d", n, start.Pos)
		}
	}
}

// TestLinesUpAndDown goes down through the whole report at two heights of x, and
// comes back the same way.
func TestLinesUpAndDown(t *testing.T) {
	r, photos := crowded()
	a := open(t, uitest.Laptop, r, photos).layout
	for _, x := range []float32{a.column.X + 5, a.column.right() - 5} {
		at := a.lines(manuscript.Spot{Field: manuscript.Kicker}, 0, x)
		var way []manuscript.Spot
		for {
			next := a.lines(at, 1, x)
			if next == at {
				break
			}
			way, at = append(way, next), next
		}
		if at.Field != manuscript.Byline {
			t.Fatalf("the way down from x = %.0f ends at %+v", x, at)
		}
		entry := 0
		if x > a.column.X+a.column.Width/2 {
			entry = 1
		}
		for i := len(way) - 2; i >= 0; i-- {
			if at = a.lines(at, -1, x); at != way[i] {
				t.Fatalf("up again from x = %.0f: %+v, down it was %+v", x, at, way[i])
			}
			if at.Block == "a2" && at.Entry != entry {
				t.Errorf("x = %.0f leads into the wrong column of a gallery: %+v", x, at)
			}
		}
	}
}

// TestRects: a selection covers the rest of its first line, whole pictures, and
// the beginning of its last line.
func TestRects(t *testing.T) {
	r, photos := crowded()
	a := open(t, uitest.Laptop, r, photos).layout
	from := manuscript.Spot{Field: manuscript.Text, Block: "p1", Pos: 10}
	to := manuscript.Spot{Field: manuscript.Text, Block: "h1", Pos: 3}
	all := a.rects(from, to)
	start, _ := a.caretAt(from)
	end, _ := a.caretAt(to)
	if first := all[0]; first.X != start.X || first.Y > start.Y || first.bottom() < start.Y {
		t.Errorf("the selection begins at %v, its caret stands at %v", first, start)
	}
	if last := all[len(all)-1]; last.right() != end.X {
		t.Errorf("the selection ends at %v, its caret stands at %v", last.right(), end)
	}
	picture := a.places[a.find(manuscript.Spot{Field: manuscript.Picture, Block: "a1"})]
	found := false
	for _, r := range all {
		found = found || r == picture.rect
	}
	if !found {
		t.Error("the photo in between is not selected as a whole")
	}
	if len(a.rects(from, from)) != 0 {
		t.Error("nothing selected has an area")
	}
}
