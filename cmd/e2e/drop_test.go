package e2e

import (
	"image"
	"net/url"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// drag is the other side of a drop: a file manager that drags files over a
// window, by the XDND protocol, version 5.
type drag struct {
	*screen
	conn   *xgb.Conn // of its own, as another program
	source xproto.Window
	target xproto.Window
	list   string // text/uri-list
}

const xdndVersion = 5

// drop drags files to a place of a window and lets them go there.
func (s *screen) drop(target xproto.Window, at image.Point, files ...string) {
	s.t.Helper()
	d := s.newDrag(target, files)
	defer d.conn.Close()
	s.point(at)
	d.send("XdndEnter", xdndVersion<<24|1) // 1: the types are in XdndTypeList
	d.send("XdndPosition", 0, uint32(at.X)<<16|uint32(at.Y), xproto.TimeCurrentTime, uint32(s.atom("XdndActionCopy")))
	if status := d.await("XdndStatus"); status[1]&1 == 0 {
		s.t.Fatal("the window takes no files")
	}
	d.send("XdndDrop", 0, xproto.TimeCurrentTime)
	if finished := d.await("XdndFinished"); finished[1] == 0 { // GLFW puts a count there, not a flag
		s.t.Fatal("the window did not take the files")
	}
}

// newDrag picks up files.
func (s *screen) newDrag(target xproto.Window, files []string) *drag {
	s.t.Helper()
	d := &drag{screen: s, target: target}
	for _, file := range files {
		d.list += (&url.URL{Scheme: "file", Path: file}).String() + "\r\n"
	}
	var err error
	d.conn, err = xgb.NewConnDisplay(s.name)
	s.must(err)
	d.source, err = xproto.NewWindowId(d.conn)
	s.must(err)
	s.must(xproto.CreateWindowChecked(d.conn, 0, d.source, s.root, 0, 0, 1, 1, 0,
		xproto.WindowClassInputOnly, 0, 0, nil).Check())
	types := make([]byte, 4)
	xgb.Put32(types, uint32(s.atom("text/uri-list")))
	s.must(xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, d.source, s.atom("XdndTypeList"),
		xproto.AtomAtom, 32, 1, types).Check())
	s.must(xproto.SetSelectionOwnerChecked(d.conn, d.source, s.atom("XdndSelection"), xproto.TimeCurrentTime).Check())
	return d
}

// send tells the window where the drag is; the source's id comes first.
func (d *drag) send(message string, data ...uint32) {
	d.t.Helper()
	data = append([]uint32{uint32(d.source)}, data...)
	event := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atom(message),
		Data: xproto.ClientMessageDataUnionData32New(append(data, make([]uint32, 5-len(data))...)),
	}
	d.must(xproto.SendEventChecked(d.conn, false, d.target, 0, string(event.Bytes())).Check())
}

// await hands over the files whenever they are asked for, until the window
// answers.
func (d *drag) await(message string) []uint32 {
	d.t.Helper()
	var answer []uint32
	kind := d.atom(message)
	d.until(message, func() bool {
		for {
			event, err := d.conn.PollForEvent()
			if err != nil {
				d.t.Fatal(err)
			}
			switch e := event.(type) {
			case nil:
				time.Sleep(time.Millisecond)
				return answer != nil
			case xproto.SelectionRequestEvent:
				d.hand(e)
			case xproto.ClientMessageEvent:
				if e.Type == kind {
					answer = e.Data.Data32
				}
			}
		}
	})
	return answer
}

// hand gives the list of files to the window.
func (d *drag) hand(e xproto.SelectionRequestEvent) {
	d.t.Helper()
	d.must(xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, e.Requestor, e.Property, e.Target,
		8, uint32(len(d.list)), []byte(d.list)).Check())
	done := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property,
	}
	d.must(xproto.SendEventChecked(d.conn, false, e.Requestor, 0, string(done.Bytes())).Check())
}
