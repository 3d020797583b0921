package sheet

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// at is the middle of the caret at the pos-th rune of the i-th paragraph.
func (y *typist) at(i, pos int) fyne.Position {
	return y.middle(manuscript.Spot{Field: manuscript.Text, Block: nth(i), Pos: pos})
}

func (y *typist) middle(s manuscript.Spot) fyne.Position {
	pos, height := y.layout.caretAt(s)
	return pos.AddXY(0, height/2)
}

func (y *typist) event(p fyne.Position, button desktop.MouseButton, held fyne.KeyModifier) *desktop.MouseEvent {
	return &desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: p, AbsolutePosition: y.origin().Add(p)}, Button: button, Modifier: held,
	}
}

func (y *typist) down(p fyne.Position, held ...fyne.KeyModifier) {
	y.page.MouseMoved(y.event(p, 0, 0))
	y.page.MouseDown(y.event(p, desktop.MouseButtonPrimary, append(held, 0)[0]))
}

// up lets the button go as Fyne's window tells of it: twice after a drag.
func (y *typist) up(p fyne.Position) {
	dragged := y.hands.mouse.grip.dragged
	y.page.MouseUp(y.event(p, desktop.MouseButtonPrimary, 0))
	if dragged {
		y.page.DragEnd()
	}
}

func (y *typist) click(p fyne.Position, held ...fyne.KeyModifier) {
	y.down(p, held...)
	y.up(p)
}

func (y *typist) drag(from fyne.Position, to ...fyne.Position) {
	y.down(from)
	y.draggedTo(to...)
	y.up(to[len(to)-1])
}

func (y *typist) draggedTo(to ...fyne.Position) {
	for _, p := range to {
		y.page.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p, AbsolutePosition: y.origin().Add(p)}})
	}
}

// rest lets the next click be the first of its own.
func (y *typist) rest() { y.hands.mouse.clicks = clicks{} }

func TestClicks(t *testing.T) {
	y := write(t, "Đồng chí| Bí thư", "Đảng ủy xã")
	y.window.Canvas().Unfocus()
	y.click(y.at(0, 2))
	y.want("Đồ|ng chí Bí thư / Đảng ủy xã")
	if y.window.Canvas().Focused() != y.page || y.heard.moved != 1 || y.heard.changed != 0 {
		t.Errorf("a click told %+v, and %v has the keyboard", y.heard, y.window.Canvas().Focused())
	}
	y.click(y.at(0, 2))
	y.want("^Đồng| chí Bí thư / Đảng ủy xã")
	y.click(y.at(0, 2))
	y.want("^Đồng chí Bí thư| / Đảng ủy xã")
	y.click(y.at(0, 2))
	y.want("Đồ|ng chí Bí thư / Đảng ủy xã")
	y.click(y.at(1, 4), shift)
	y.want("Đồ^ng chí Bí thư / Đảng| ủy xã")
	y.rest()
	y.click(y.at(0, 4), shift)
	y.want("Đồ^ng| chí Bí thư / Đảng ủy xã")
}

func TestSlowAndDistantClicksAreSingle(t *testing.T) {
	y := write(t, "Đồng chí| Bí thư")
	now := time.Unix(0, 0)
	y.hands.mouse.now = func() time.Time { return now }
	y.click(y.at(0, 2))
	now = now.Add(clickTime + time.Millisecond)
	y.click(y.at(0, 2))
	y.want("Đồ|ng chí Bí thư")
	y.click(y.at(0, 7))
	y.want("Đồng ch|í Bí thư")
}

func TestAClickBesideTheTextLeadsToTheNearestLine(t *testing.T) {
	y := write(t, "|Đồng chí", "Đảng ủy")
	y.click(y.at(1, 7).AddXY(300, 0))
	y.want("Đồng chí / Đảng ủy|")
	y.click(fyne.NewPos(1, y.at(0, 0).Y))
	y.want("|Đồng chí / Đảng ủy")
	y.click(fyne.NewPos(200, y.page.Size().Height-1))
	y.want("Đồng chí / Đảng ủy / |")
}

func TestDraggingSelects(t *testing.T) {
	y := write(t, "Đồng chí| Bí thư", "Đảng ủy xã")
	y.drag(y.at(0, 2), y.at(0, 5), y.at(1, 4))
	y.want("Đồ^ng chí Bí thư / Đảng| ủy xã")
	y.rest()
	y.drag(y.at(1, 6), y.at(0, 5))
	y.want("Đồng |chí Bí thư / Đảng ủ^y xã")
	if y.heard.changed != 0 {
		t.Error("selecting changed the report")
	}
}

func TestDraggingAfterADoubleClickSelectsWords(t *testing.T) {
	y := write(t, "Đồng chí| Bí thư", "Đảng ủy xã")
	y.click(y.at(0, 6))
	y.drag(y.at(0, 6), y.at(0, 10))
	y.want("Đồng ^chí Bí| thư / Đảng ủy xã")
	y.rest()
	y.click(y.at(0, 6))
	y.drag(y.at(0, 6), y.at(0, 2))
	y.want("|Đồng chí^ Bí thư / Đảng ủy xã")
	y.rest()
	y.click(y.at(0, 6))
	y.click(y.at(0, 6))
	y.drag(y.at(0, 6), y.at(1, 2))
	y.want("^Đồng chí Bí thư / Đảng ủy xã|")
}

func TestSelectedTextIsDragged(t *testing.T) {
	y := write(t, "Đồng chí ^Bí thư |xã", "Đảng ủy")
	y.down(y.at(0, 12))
	y.draggedTo(y.at(0, 12).AddXY(1, 0))
	if y.hands.mouse.grip.drop != nil {
		t.Error("a trembling hand moves text")
	}
	y.draggedTo(y.at(1, 0))
	if !y.hands.caret.line.Visible() || y.hands.caret.line.Position().Y < y.at(1, 0).Y-20 {
		t.Error("nothing shows where the text will go")
	}
	y.up(y.at(1, 0))
	y.want("Đồng chí xã / ^Bí thư |Đảng ủy")
	if y.heard.changed != 1 {
		t.Errorf("%d changes told, want 1", y.heard.changed)
	}
}

func TestSelectedTextIsCopiedWithCtrl(t *testing.T) {
	y := write(t, "Đồng chí ^Bí thư |xã", "Đảng ủy")
	y.down(y.at(0, 12))
	y.draggedTo(y.at(1, 0))
	y.hold(ctrl)
	y.up(y.at(1, 0))
	y.want("Đồng chí Bí thư xã / ^Bí thư |Đảng ủy")
}

func TestTextDroppedOntoItselfStays(t *testing.T) {
	y := write(t, "Đồng chí ^Bí thư |xã")
	y.drag(y.at(0, 12), y.at(0, 16), y.at(0, 10))
	y.want("Đồng chí ^Bí thư |xã")
	y.rest()
	y.drag(y.at(0, 12), y.at(0, 2))
	if y.heard.changed != 1 {
		t.Errorf("%d changes told", y.heard.changed)
	}
}

func TestEscapeEndsADrag(t *testing.T) {
	y := write(t, "Đồng chí ^Bí thư |xã", "Đảng ủy")
	y.down(y.at(0, 12))
	y.draggedTo(y.at(1, 0))
	y.press("Escape")
	y.up(y.at(1, 0))
	y.want("Đồng chí ^Bí thư |xã / Đảng ủy")
	if len(y.heard.keys) != 0 || y.heard.changed != 0 {
		t.Errorf("told %+v", y.heard)
	}
}

func TestAClickInsideTheSelectionPlacesTheCaret(t *testing.T) {
	y := write(t, "Đồng chí ^Bí thư |xã")
	y.down(y.at(0, 12))
	y.want("Đồng chí ^Bí thư |xã")
	y.up(y.at(0, 12))
	y.want("Đồng chí Bí |thư xã")
}

func TestTheMenuOfTheRightButton(t *testing.T) {
	y := write(t, "Đồng chí ^Bí thư |xã")
	right := func(p fyne.Position) {
		y.page.MouseDown(y.event(p, desktop.MouseButtonSecondary, 0))
		y.page.MouseUp(y.event(p, desktop.MouseButtonSecondary, 0))
	}
	right(y.at(0, 12))
	y.want("Đồng chí ^Bí thư |xã")
	right(y.at(0, 2))
	y.want("Đồ|ng chí Bí thư xã")
	if len(y.heard.menus) != 2 || y.heard.menus[1] != y.origin().Add(y.at(0, 2)) {
		t.Errorf("menus at %v", y.heard.menus)
	}
}

// photoBlock is a block of one picture; letter tells photos apart.
func photoBlock(i int, letter string) model.Block {
	return model.Photos{ID: nth(i), Pictures: []model.Picture{{Photo: photoID(letter), Caption: "ảnh"}}}
}

func photoID(letter string) model.PhotoID { return model.PhotoID(strings.Repeat(letter, 64)) }

// openAlbum opens a paragraph, a photo, a paragraph, and two photos.
func openAlbum(t *testing.T) *typist {
	return sitDown(t, task.Inline{}, 3000,
		model.Paragraph{ID: nth(0), Text: model.Plainly("mở đầu")}, photoBlock(1, "a"),
		model.Paragraph{ID: nth(2), Text: model.Plainly("giữa")}, photoBlock(3, "b"), photoBlock(4, "c"))
}

func picture(i int) manuscript.Spot {
	return manuscript.Spot{Field: manuscript.Picture, Block: nth(i)}
}

// frameOf is where a picture stands.
func (y *typist) frameOf(s manuscript.Spot) rect {
	y.t.Helper()
	i := y.layout.find(s)
	if i < 0 {
		y.t.Fatalf("no picture at %v", s)
	}
	return y.layout.places[i].rect
}

func centre(r rect) fyne.Position { return r.AddXY(r.Width/2, r.Height/2) }

func TestPicturesAreSelectedByClicks(t *testing.T) {
	y := openAlbum(t)
	frame := y.frameOf(picture(1))
	y.click(centre(frame))
	if got := y.state.Selection(); got != manuscript.At(picture(1)) {
		t.Fatalf("selected %v", got)
	}
	ring := y.hands.caret.frame
	if !ring.Visible() || ring.Position().X > frame.X || ring.Size().Width < frame.Width || y.hands.caret.line.Visible() {
		t.Error("a selected picture has a frame around it, and no caret")
	}
	y.click(y.at(2, 1), shift)
	y.want("mở đầu / ^▣ / ảnh / g|iữa / ▣ / ảnh / ▣ / ảnh")
	if ring.Visible() {
		t.Error("the frame is still there")
	}
	y.press("BackSpace")
	y.want("mở đầu / |iữa / ▣ / ảnh / ▣ / ảnh")
}

func TestPicturesAreMovedByDragging(t *testing.T) {
	y := openAlbum(t)
	from := centre(y.frameOf(picture(1)))
	y.down(from)
	y.draggedTo(from.AddXY(0, 10), y.at(0, 0).SubtractXY(0, 8))
	if y.marks.gap == nil {
		t.Error("nothing shows where the picture will go")
	}
	y.up(y.at(0, 0))
	y.want("|▣ / ảnh / mở đầu / giữa / ▣ / ảnh / ▣ / ảnh")
	if y.marks.gap != nil || y.heard.changed != 1 {
		t.Errorf("the line is left at %v; told %+v", y.marks.gap, y.heard)
	}
}

func TestTheHandleOfAPicture(t *testing.T) {
	steps := []struct {
		picture     int
		by          float32
		half        bool
		beside      int
		description string
	}{
		{1, -150, true, 1, "half"},
		{1, -20, true, 1, "half, as it was"},
		{1, -140, true, 1, "no narrower than half, without a neighbour"},
		{1, +200, false, 1, "full"},
		{4, -260, false, 2, "beside the one above"},
		{3, +300, false, 1, "out of the row"},
		{3, -260, false, 2, "beside the one below"},
	}
	y := openAlbum(t)
	for _, step := range steps {
		at := y.pictureOf(step.picture)
		y.click(centre(y.frameOf(at)))
		frame := y.frameOf(at)
		corner := fyne.NewPos(frame.right()-2, frame.bottom()-2)
		y.down(corner)
		if kind := y.hands.mouse.grip.kind; kind != holdHandle {
			t.Fatalf("the corner of a picture is %v", kind)
		}
		if y.page.Cursor() != desktop.HResizeCursor {
			t.Error("the pointer does not show that the handle can be dragged")
		}
		y.draggedTo(corner.AddXY(step.by/2, 0), corner.AddXY(step.by, 0))
		y.up(corner)
		box, _ := y.state.Box(y.pictureOf(step.picture))
		if box.Shown.Half != step.half || box.Shown.Beside != step.beside {
			t.Errorf("%s: half %v, %d beside", step.description, box.Shown.Half, box.Shown.Beside)
		}
	}
}

// pictureOf is where the photo of the i-th block of the album stands now.
func (y *typist) pictureOf(i int) manuscript.Spot {
	y.t.Helper()
	id := photoID(map[int]string{1: "a", 3: "b", 4: "c"}[i])
	for _, b := range y.state.Boxes() {
		if b.Form == manuscript.FormPicture && b.Shown.Picture.Photo == id {
			return b.Spot
		}
	}
	y.t.Fatalf("the photo of block %d is not on the page", i)
	return manuscript.Spot{}
}

func TestTheMarksOfAPicture(t *testing.T) {
	y := openAlbum(t)
	y.page.MouseIn(y.event(centre(y.frameOf(picture(3))), 0, 0))
	y.click(y.frameOf(picture(3)).AddXY(20, 20))
	if got := y.state.Report().CoverPhoto(); got != photoID("b") {
		t.Errorf("the cover is %q", got)
	}
	kept := sitDown(t, task.Inline{}, 1800, model.Photos{ID: nth(0), Pictures: []model.Picture{{}}})
	kept.click(centre(kept.frameOf(picture(0))))
	if len(kept.heard.gaps) != 1 || kept.heard.gaps[0].Beside != nth(0) {
		t.Errorf("photos were asked for at %v", kept.heard.gaps)
	}
}

// TestNoLineWhereADropChangesNothing: beside itself, and before or behind itself.
func TestNoLineWhereADropChangesNothing(t *testing.T) {
	y := openAlbum(t)
	frame := y.frameOf(picture(1))
	y.down(centre(frame))
	for name, at := range map[string]fyne.Position{
		"left third": frame.AddXY(9, 50), "right third": frame.AddXY(frame.Width-9, 50),
		"upper half": frame.AddXY(frame.Width/2, 9), "lower half": frame.AddXY(frame.Width/2, frame.Height-9),
	} {
		if y.draggedTo(at); y.marks.gap != nil {
			t.Errorf("%s: a line at %+v", name, *y.marks.gap)
		}
	}
	if y.draggedTo(y.at(0, 0).SubtractXY(0, 5)); y.marks.gap == nil {
		t.Error("no line above the first paragraph")
	}
}

func TestTheWheelGoesOnSelecting(t *testing.T) {
	y := write(t, strings.Split(strings.Repeat("Đồng chí / ", 20)+"|xã", " / ")...)
	y.scrollTo(0)
	y.down(y.at(0, 2))
	y.draggedTo(y.at(1, 3))
	before := y.state.Selection()
	y.page.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)})
	if now := y.state.Selection(); now.Anchor != before.Anchor || !y.Sheet.before(before.Head, now.Head) {
		t.Errorf("the wheel left %v selected, which was %v", now, before)
	}
}

func TestPointers(t *testing.T) {
	y := openAlbum(t)
	for _, test := range []struct {
		at   fyne.Position
		want desktop.Cursor
	}{
		{y.at(0, 1), desktop.TextCursor},
		{centre(y.frameOf(picture(1))), desktop.PointerCursor},
	} {
		y.page.MouseMoved(y.event(test.at, 0, 0))
		if got := y.page.Cursor(); got != test.want {
			t.Errorf("the pointer at %v is %v, want %v", test.at, got, test.want)
		}
	}
	y.page.MouseOut()
	if y.hands.mouse.over.box != -1 {
		t.Error("the pointer left, and is still on something")
	}
}

func TestTheWheel(t *testing.T) {
	y := write(t, strings.Split(strings.Repeat("Đồng chí / ", 9)+"|xã", " / ")...)
	wheel := func(dy float32) { y.page.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)}) }
	y.scrollTo(0)
	wheel(-25)
	if y.scroll.Offset.Y != 75 {
		t.Errorf("a notch scrolled to %v, want three lines", y.scroll.Offset.Y)
	}
	y.hold(ctrl)
	wheel(10)
	wheel(10)
	wheel(-10)
	if got := round(y.Zoom() * 100); got != 110 {
		t.Errorf("Ctrl and the wheel zoomed to %v %%", got)
	}
}
