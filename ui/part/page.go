package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// NewPage is the sheet that a report stands on: look.PageWidth wide, centred,
// 48 of desk above and below it.
func NewPage(content fyne.CanvasObject) fyne.CanvasObject {
	sheet := NewSurface(Inset(look.S48, look.S48, look.S48, look.S48, content))
	return Column(look.PageWidth, Inset(look.S48, 0, look.S48, 0, sheet))
}

// NewSurface is a page-coloured area with a hairline around it.
func NewSurface(content fyne.CanvasObject) fyne.CanvasObject {
	g := newGround(look.Page, content)
	g.frame = look.Line
	return g
}

// NewFloating is an area that lies over others for a while: a menu, a bar over
// the page.
func NewFloating(content fyne.CanvasObject) fyne.CanvasObject {
	g := newGround(theme.ColorNameMenuBackground, content)
	g.frame = look.FieldLine
	return g
}

// NewDesk fills the place behind content with the desk's colour.
func NewDesk(content fyne.CanvasObject) fyne.CanvasObject {
	return newArea(look.Desk, content)
}

// Side is an edge of an object.
type Side int

// The edges that can carry a hairline.
const (
	Below Side = iota
	Above
	Left
	Right
)

// NewBar is a horizontal bar with a hairline on the given edge: left and right
// at the ends, middle between them; each may be nil.
func NewBar(edge Side, left, middle, right fyne.CanvasObject) fyne.CanvasObject {
	row := Frame(nil, nil, left, right, middle)
	body := Sized(0, look.S48, Inset(look.S8, look.S16, look.S8, look.S16, row))
	return newArea(look.Page, lined(edge, body))
}

// NewSide is a page-coloured area beside the desk with a hairline on the given
// edge, for what stands there for good.
func NewSide(edge Side, content fyne.CanvasObject) fyne.CanvasObject {
	return newArea(look.Page, lined(edge, content))
}

// NewSidePanel is a panel beside the page, look.PanelWidth wide: its name, a
// close button, and what it is for, which scrolls.
func NewSidePanel(title string, content fyne.CanvasObject, closed func()) fyne.CanvasObject {
	shut := NewIconButton(look.IconClose, say.T("common.close"), "Esc", closed)
	head := Sized(0, look.S48, Inset(look.S8, look.S12, look.S8, look.S16,
		Frame(nil, nil, nil, HStack(0, shut), NewCutText(look.Strong, title))))
	body := container.NewVScroll(Inset(look.S8, look.S16, look.S16, look.S16, content))
	panel := lined(Left, Frame(lined(Below, head), nil, nil, nil, body))
	return Sized(look.PanelWidth, 0, newArea(look.Page, panel))
}

// lined puts a hairline along one edge of an object.
func lined(edge Side, o fyne.CanvasObject) fyne.CanvasObject {
	line := widget.NewSeparator()
	switch edge {
	case Above:
		return container.New(tight{}, line, o)
	case Left:
		return container.New(tight{sideways: true}, line, o)
	case Right:
		return container.New(tight{sideways: true, last: true}, line, o)
	default:
		return container.New(tight{last: true}, line, o)
	}
}

// tight lays a hairline (the first object) along an edge of the second one.
type tight struct{ sideways, last bool }

func (l tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	line, o := objects[0], objects[1]
	hairline := look.LineWidth()
	thick := fyne.NewSize(size.Width, hairline)
	rest := fyne.NewSize(size.Width, size.Height-hairline)
	step := fyne.NewPos(0, hairline)
	end := fyne.NewPos(0, rest.Height)
	if l.sideways {
		thick = fyne.NewSize(hairline, size.Height)
		rest = fyne.NewSize(size.Width-hairline, size.Height)
		step, end = fyne.NewPos(hairline, 0), fyne.NewPos(rest.Width, 0)
	}
	line.Resize(thick)
	o.Resize(rest)
	if l.last {
		line.Move(end)
		o.Move(fyne.Position{})
		return
	}
	line.Move(fyne.Position{})
	o.Move(step)
}

func (l tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	want := objects[1].MinSize()
	if l.sideways {
		return want.AddWidthHeight(look.LineWidth(), 0)
	}
	return want.AddWidthHeight(0, look.LineWidth())
}
