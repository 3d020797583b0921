//go:build !windows

package native

import (
	"encoding/binary"
	"image"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// dock moves a window within what panels leave of the screen, and asks the
// window manager to keep it above (EWMH). What the server refuses leaves the
// window where it is.
func dock(owner uintptr, width int) {
	conn, err := reachX()
	if err != nil {
		return
	}
	defer conn.Close()
	window, root := xproto.Window(owner), xproto.Setup(conn).DefaultScreen(conn)
	at := docked(workArea(conn, root), width)
	margins := frame(conn, window)
	at = image.Rect(at.Min.X+margins.Min.X, at.Min.Y+margins.Min.Y, at.Max.X-margins.Max.X, at.Max.Y-margins.Max.Y)
	keepAbove(conn, window, root.Root)
	const place = xproto.ConfigWindowX | xproto.ConfigWindowY | xproto.ConfigWindowWidth | xproto.ConfigWindowHeight
	// Checked to wait until the server has it; a refusal changes nothing.
	_ = xproto.ConfigureWindowChecked(conn, window, place,
		[]uint32{uint32(at.Min.X), uint32(at.Min.Y), uint32(max(1, at.Dx())), uint32(max(1, at.Dy()))}).Check()
}

// workArea is the screen without its panels.
func workArea(conn *xgb.Conn, screen *xproto.ScreenInfo) image.Rectangle {
	if v := cardinals(conn, screen.Root, "_NET_WORKAREA"); len(v) >= 4 {
		return image.Rect(v[0], v[1], v[0]+v[2], v[1]+v[3])
	}
	return image.Rect(0, 0, int(screen.WidthInPixels), int(screen.HeightInPixels))
}

// frame is how thick the window manager's frame is: left and top in Min, right
// and bottom in Max.
func frame(conn *xgb.Conn, window xproto.Window) image.Rectangle {
	if v := cardinals(conn, window, "_NET_FRAME_EXTENTS"); len(v) >= 4 {
		return image.Rectangle{Min: image.Pt(v[0], v[2]), Max: image.Pt(v[1], v[3])}
	}
	return image.Rectangle{}
}

// cardinals reads a property of numbers, none where it is not there.
func cardinals(conn *xgb.Conn, window xproto.Window, name string) []int {
	const most = 64
	p, err := xproto.GetProperty(conn, false, window, atomOf(conn, name), xproto.AtomCardinal, 0, most).Reply()
	if err != nil || p.Format != 32 {
		return nil
	}
	var all []int
	for v := p.Value; len(v) >= 4; v = v[4:] {
		all = append(all, int(binary.LittleEndian.Uint32(v)))
	}
	return all
}

// atomOf is the number of a name, 0 where the server gives none.
func atomOf(conn *xgb.Conn, name string) xproto.Atom {
	reply, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0
	}
	return reply.Atom
}

// keepAbove asks the window manager for it.
func keepAbove(conn *xgb.Conn, window, root xproto.Window) {
	const add = 1
	message := xproto.ClientMessageEvent{
		Format: 32, Window: window, Type: atomOf(conn, "_NET_WM_STATE"),
		Data: xproto.ClientMessageDataUnionData32New([]uint32{add, uint32(atomOf(conn, "_NET_WM_STATE_ABOVE")), 0, 1, 0}),
	}
	xproto.SendEvent(conn, false, root, xproto.EventMaskSubstructureNotify|xproto.EventMaskSubstructureRedirect, string(message.Bytes()))
}
