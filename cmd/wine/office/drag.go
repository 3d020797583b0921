package office

import (
	"context"
	"errors"
	"fmt"
	"image"
	"net/url"
	"strings"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// drag is the other side of a drop: a file manager that drags files over a
// window, by the XDND protocol, version 5. Wine makes WM_DROPFILES of it.
type drag struct {
	*Screen
	own    *xgb.Conn // as of another program
	source xproto.Window
	target xproto.Window
	list   string // text/uri-list
}

const xdndVersion = 5

// errNoFiles: a window does not take files, or did not.
var errNoFiles = errors.New("the window takes no files")

// Drop drags files of this machine over the window whose title begins so, and
// lets them go at a place within its frame.
func (s *Screen) Drop(ctx context.Context, title string, at image.Point, files ...string) error {
	d, err := s.newDrag(title, files)
	if err != nil {
		return fmt.Errorf("office: drop: %w", err)
	}
	defer d.own.Close()
	where, err := s.place(d.target)
	if err != nil {
		return fmt.Errorf("office: drop: %w", err)
	}
	at = at.Add(where)
	d.send("XdndEnter", xdndVersion<<24|1) // 1: the types are in XdndTypeList
	d.send("XdndPosition", 0, uint32(at.X)<<16|uint32(at.Y), xproto.TimeCurrentTime, uint32(s.atom("XdndActionCopy")))
	status, err := d.await(ctx, "XdndStatus")
	if err == nil && status[1]&1 == 0 {
		err = errNoFiles
	}
	if err != nil {
		return fmt.Errorf("office: drop: %w", err)
	}
	d.send("XdndDrop", 0, xproto.TimeCurrentTime)
	finished, err := d.await(ctx, "XdndFinished")
	if err == nil && finished[1] == 0 {
		err = errNoFiles
	}
	return err
}

// newDrag picks files up.
func (s *Screen) newDrag(title string, files []string) (*drag, error) {
	d := &drag{Screen: s, target: s.titled(title)}
	if d.target == 0 {
		return nil, fmt.Errorf("no window is titled %q", title)
	}
	for _, file := range files {
		d.list += (&url.URL{Scheme: "file", Path: file}).String() + "\r\n"
	}
	var err error
	if d.own, err = xgb.NewConnDisplay(s.Name); err != nil {
		return nil, err
	}
	if d.source, err = xproto.NewWindowId(d.own); err != nil {
		return nil, err
	}
	types := make([]byte, 4)
	xgb.Put32(types, uint32(s.atom("text/uri-list")))
	return d, errors.Join(
		xproto.CreateWindowChecked(d.own, 0, d.source, s.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(),
		xproto.ChangePropertyChecked(d.own, xproto.PropModeReplace, d.source, s.atom("XdndTypeList"), xproto.AtomAtom, 32, 1, types).Check(),
		xproto.SetSelectionOwnerChecked(d.own, d.source, s.atom("XdndSelection"), xproto.TimeCurrentTime).Check(),
	)
}

// place is the corner of a window's inside on the screen.
func (s *Screen) place(w xproto.Window) (image.Point, error) {
	at, err := xproto.TranslateCoordinates(s.conn, w, s.root, 0, 0).Reply()
	if err != nil {
		return image.Point{}, err
	}
	return image.Pt(int(at.DstX), int(at.DstY)), nil
}

// send tells the window where the drag is; the source's id comes first.
func (d *drag) send(message string, data ...uint32) {
	data = append([]uint32{uint32(d.source)}, data...)
	event := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atom(message),
		Data: xproto.ClientMessageDataUnionData32New(append(data, make([]uint32, 5-len(data))...)),
	}
	xproto.SendEvent(d.own, false, d.target, 0, string(event.Bytes())) // what becomes of it is awaited
}

// await hands over the files whenever they are asked for, until the window
// answers.
func (d *drag) await(ctx context.Context, message string) (answer []uint32, err error) {
	kind := d.atom(message)
	err = Until(ctx, message, func() (bool, error) {
		for {
			event, fault := d.own.PollForEvent()
			if fault != nil {
				return false, fault
			}
			switch e := event.(type) {
			case nil:
				return answer != nil, nil
			case xproto.SelectionRequestEvent:
				d.hand(e)
			case xproto.ClientMessageEvent:
				if e.Type == kind {
					answer = e.Data.Data32
				}
			}
		}
	})
	return answer, err
}

// hand gives the list of files to the window.
func (d *drag) hand(e xproto.SelectionRequestEvent) {
	xproto.ChangeProperty(d.own, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(d.list)), []byte(d.list))
	done := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property,
	}
	xproto.SendEvent(d.own, false, e.Requestor, 0, string(done.Bytes()))
}

// titled is the window whose title begins so; 0 for none.
func (s *Screen) titled(title string) xproto.Window {
	for w, name := range s.clients() {
		if strings.HasPrefix(name, title) {
			return w
		}
	}
	return 0
}
