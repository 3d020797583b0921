package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/say"
)

// Notice is the place below a screen's head where banners appear, one at a
// time: the newest.
type Notice struct {
	place   *fyne.Container
	changed func() // the screen is to be laid out anew
}

// NewNotice is an empty place. changed is called whenever its height changes.
func NewNotice(changed func()) *Notice {
	return &Notice{place: container.NewStack(), changed: changed}
}

// Object is what stands on the screen.
func (n *Notice) Object() fyne.CanvasObject { return n.place }

// Standing is the object that is shown, nil for none.
func (n *Notice) Standing() fyne.CanvasObject {
	if len(n.place.Objects) == 0 {
		return nil
	}
	return n.place.Objects[0]
}

// Show puts an object in place of the one before.
func (n *Notice) Show(o fyne.CanvasObject) {
	n.place.Objects = []fyne.CanvasObject{o}
	n.place.Refresh()
	n.changed()
}

// Tell shows a banner that can be put away, with one button unless action is
// "". The banner is gone when do is called.
func (n *Notice) Tell(tone Tone, text, action string, do func()) {
	b := NewBanner(tone, text).WithClose(n.Hush)
	if action != "" {
		b.WithAction(action, func() { n.Hush(); do() })
	}
	n.Show(b)
}

// Explain tells a fault: what happened, what was kept, what to do.
func (n *Notice) Explain(err error, action string, do func()) {
	e := say.Explain(err)
	n.Tell(ToneFault, e.What+" "+e.Kept+" "+e.Do, action, do)
}

// Hush takes away what is shown.
func (n *Notice) Hush() {
	if n.Standing() != nil {
		n.place.Objects = nil
		n.place.Refresh()
		n.changed()
	}
}
