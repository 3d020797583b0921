//go:build !windows

package native

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"tinxa/ui/task"
)

// htmlCharset stands before a fragment: Firefox takes HTML on the clipboard for
// Latin letters without it.
const htmlCharset = `<meta http-equiv="content-type" content="text/html; charset=utf-8">`

// CopyHTML lays a fragment of HTML on the clipboard, for programs that take
// structure, and beside it the same as text, for those that do not.
//
// Under X11 the content stays with whoever copied it. Fyne offers text alone, so
// a window of our own, which is never shown, answers
// other programs until something else is copied or the program ends. A desktop
// of Wayland asks it through XWayland, as it asks Fyne's windows.
func CopyHTML(ctx context.Context, html, text string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	html = htmlCharset + html
	o, err := newOffer([]rendering{
		{"text/html", html},
		{"UTF8_STRING", text},
		{"text/plain;charset=utf-8", text},
		{"text/plain", text},
	})
	if err != nil {
		return fmt.Errorf("native: copy: %w", err)
	}
	task.Background().Run(o.serve)
	return nil
}

// offer is what a window of ours holds ready for programs that paste.
type offer struct {
	conn    *xgb.Conn
	window  xproto.Window
	targets xproto.Atom // asks which forms there are
	forms   []xform
}

// xform is the content in one form, under the server's number for its name.
type xform struct {
	atom xproto.Atom
	data string
}

// rendering is the content in one form, under the name that programs ask for.
type rendering struct{ name, data string }

func newOffer(forms []rendering) (*offer, error) {
	conn, err := reachX()
	if err != nil {
		return nil, err
	}
	o := &offer{conn: conn}
	if err := o.claim(forms); err != nil {
		conn.Close()
		return nil, err
	}
	return o, nil
}

// reachX reaches the X server. The library would write about a missing
// authority and the server's end to the terminal.
func reachX() (*xgb.Conn, error) {
	xgb.Logger.SetOutput(io.Discard)
	return xgb.NewConn()
}

// claim takes the clipboard.
func (o *offer) claim(forms []rendering) error {
	for _, f := range forms {
		atom, err := intern(o.conn, f.name)
		if err != nil {
			return err
		}
		o.forms = append(o.forms, xform{atom, f.data})
	}
	var err error
	if o.targets, err = intern(o.conn, "TARGETS"); err != nil {
		return err
	}
	clipboard, err := intern(o.conn, "CLIPBOARD")
	if err != nil {
		return err
	}
	if o.window, err = hidden(o.conn, 0); err != nil {
		return err
	}
	xproto.SetSelectionOwner(o.conn, o.window, clipboard, xproto.TimeCurrentTime)
	owner, err := xproto.GetSelectionOwner(o.conn, clipboard).Reply()
	if err == nil && owner.Owner != o.window {
		err = errors.New("another program holds the clipboard")
	}
	return err
}

// intern is the server's number for a name.
func intern(conn *xgb.Conn, name string) (xproto.Atom, error) {
	reply, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return reply.Atom, nil
}

// hidden makes a window that is never shown and hears of what the mask names.
func hidden(conn *xgb.Conn, mask uint32) (xproto.Window, error) {
	window, err := xproto.NewWindowId(conn)
	if err != nil {
		return 0, err
	}
	root := xproto.Setup(conn).DefaultScreen(conn).Root
	return window, xproto.CreateWindowChecked(conn, 0, window, root, 0, 0, 1, 1, 0,
		xproto.WindowClassInputOnly, xproto.WindowNone, xproto.CwEventMask, []uint32{mask}).Check()
}

// serve answers who pastes, until somebody else copies or the screen is gone.
func (o *offer) serve() {
	defer o.conn.Close()
	for {
		event, err := o.conn.WaitForEvent()
		if event == nil && err == nil {
			return // the server ended
		}
		switch e := event.(type) { // an error is of a window that has gone meanwhile
		case xproto.SelectionClearEvent:
			return
		case xproto.SelectionRequestEvent:
			o.answer(e)
		}
	}
}

// answer hands over the form that is asked for, or tells that there is none
// (ICCCM 2.2).
func (o *offer) answer(e xproto.SelectionRequestEvent) {
	if e.Property == xproto.AtomNone {
		e.Property = e.Target // as old programs ask
	}
	i := slices.IndexFunc(o.forms, func(f xform) bool { return f.atom == e.Target })
	property := e.Property
	switch {
	case e.Target == o.targets:
		o.list(e)
	case i >= 0:
		o.write(e, o.forms[i].data)
	default:
		property = xproto.AtomNone
	}
	notice := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property,
	}
	xproto.SendEvent(o.conn, false, e.Requestor, 0, string(notice.Bytes()))
}

// list writes the names of all forms into the asker's property.
func (o *offer) list(e xproto.SelectionRequestEvent) {
	data := make([]byte, 0, 4*(len(o.forms)+1))
	for _, atom := range append([]xproto.Atom{o.targets}, atoms(o.forms)...) {
		data = append(data, byte(atom), byte(atom>>8), byte(atom>>16), byte(atom>>24))
	}
	xproto.ChangeProperty(o.conn, xproto.PropModeReplace, e.Requestor, e.Property, xproto.AtomAtom, 32, uint32(len(data)/4), data)
}

func atoms(forms []xform) []xproto.Atom {
	var all []xproto.Atom
	for _, f := range forms {
		all = append(all, f.atom)
	}
	return all
}

// pieceBytes is less than the longest request of any server.
const pieceBytes = 128 << 10

// write puts the content into the asker's property, a piece at a time: a
// request holds 256 KB at most, a property has no bound.
func (o *offer) write(e xproto.SelectionRequestEvent, data string) {
	mode := byte(xproto.PropModeReplace)
	for {
		piece := data[:min(len(data), pieceBytes)]
		xproto.ChangeProperty(o.conn, mode, e.Requestor, e.Property, e.Target, 8, uint32(len(piece)), []byte(piece))
		if data = data[len(piece):]; data == "" {
			return
		}
		mode = xproto.PropModeAppend
	}
}
