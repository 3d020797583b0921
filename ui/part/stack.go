package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// HStack puts objects side by side, gap apart, each as high as it wants to be
// and centred; layout.NewSpacer() takes what width is left.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(hstack{gap}, objects...)
}

// VStack puts objects under each other, gap apart, all as wide as the stack.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Inset keeps the given distances around an object.
func Inset(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Pad keeps the same distance around an object on all sides.
func Pad(all float32, o fyne.CanvasObject) *fyne.Container { return Inset(all, all, all, all, o) }

// Sized gives an object at least the given size; 0 leaves a side as it is.
func Sized(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(atLeast{fyne.NewSize(width, height)}, o)
}

// Column keeps an object at most width wide, in the middle of what is there.
func Column(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(column{width}, o)
}

// Frame puts objects along the edges and one into what is left, without gaps;
// each may be nil. Top and bottom reach over the whole width.
func Frame(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	f := frame{orNothing(top), orNothing(bottom), orNothing(left), orNothing(right), orNothing(middle)}
	return container.New(f, f.top, f.left, f.middle, f.right, f.bottom) // the order of Tab
}

// frame is the layout of Frame: Fyne's border layout keeps a gap, through which
// the desk shines.
type frame struct{ top, bottom, left, right, middle fyne.CanvasObject }

func (f frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom := room(f.top).Height, room(f.bottom).Height
	left, right := room(f.left).Width, room(f.right).Width
	place(f.top, 0, 0, size.Width, top)
	place(f.bottom, 0, size.Height-bottom, size.Width, bottom)
	place(f.left, 0, top, left, size.Height-top-bottom)
	place(f.right, size.Width-right, top, right, size.Height-top-bottom)
	place(f.middle, left, top, size.Width-left-right, size.Height-top-bottom)
}

func (f frame) MinSize([]fyne.CanvasObject) fyne.Size {
	left, right, middle := room(f.left), room(f.right), room(f.middle)
	top, bottom := room(f.top), room(f.bottom)
	return fyne.NewSize(
		max(left.Width+middle.Width+right.Width, top.Width, bottom.Width),
		max(left.Height, middle.Height, right.Height)+top.Height+bottom.Height)
}

// room is what an object needs, nothing while it is hidden.
func room(o fyne.CanvasObject) fyne.Size {
	if !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func place(o fyne.CanvasObject, x, y, width, height float32) {
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos(x, y))
}

// orNothing stands in for an object that is not there.
func orNothing(o fyne.CanvasObject) fyne.CanvasObject {
	if o != nil {
		return o
	}
	nothing := canvas.NewRectangle(nil)
	nothing.Hide()
	return nothing
}

// hstack is the layout of HStack.
type hstack struct{ gap float32 }

func (h hstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare, springs := size.Width-h.MinSize(objects).Width, 0
	for _, o := range objects {
		if o.Visible() && isSpacer(o) {
			springs++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if isSpacer(o) {
			x += max(0, spare) / float32(springs)
			continue
		}
		want := o.MinSize()
		o.Resize(want)
		o.Move(fyne.NewPos(x, (size.Height-want.Height)/2))
		x += want.Width + h.gap
	}
}

func (h hstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() || isSpacer(o) {
			continue
		}
		want := o.MinSize()
		least.Width += want.Width
		least.Height = max(least.Height, want.Height)
		shown++
	}
	least.Width += h.gap * float32(max(0, shown-1))
	return least
}

func isSpacer(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && s.ExpandHorizontal()
}

// atLeast is the layout of Sized.
type atLeast struct{ least fyne.Size }

func (a atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	want := a.least
	for _, o := range objects {
		want = want.Max(o.MinSize())
	}
	return want
}

// column is the layout of Column.
type column struct{ width float32 }

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(c.width, size.Width)
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, size.Height))
		o.Move(fyne.NewPos((size.Width-width)/2, 0))
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return atLeast{}.MinSize(objects)
}

// Middle keeps a line halfway down the place that it gets.
func Middle(o fyne.CanvasObject) fyne.CanvasObject {
	return VStack(0, layout.NewSpacer(), o, layout.NewSpacer())
}
