//go:build !windows

package native

import (
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

func TestDockMovesAWindowOfX11(t *testing.T) {
	screen(t) // 64 × 64 pixels
	conn, err := xgb.NewConn()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	window, err := hidden(conn, 0)
	if err != nil {
		t.Fatal(err)
	}
	place := func() [4]int {
		g, err := xproto.GetGeometry(conn, xproto.Drawable(window)).Reply()
		if err != nil {
			t.Fatal(err)
		}
		return [4]int{int(g.X), int(g.Y), int(g.Width), int(g.Height)}
	}
	dock(uintptr(window), 20)
	if got := place(); got != [4]int{44, 0, 20, 64} {
		t.Errorf("without a window manager it stands at %v", got)
	}
	cardinal := func(of xproto.Window, name string, values ...uint32) {
		var data []byte
		for _, v := range values {
			data = append(data, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
		xproto.ChangeProperty(conn, xproto.PropModeReplace, of, atomOf(conn, name), xproto.AtomCardinal, 32, uint32(len(values)), data)
	}
	cardinal(xproto.Setup(conn).DefaultScreen(conn).Root, "_NET_WORKAREA", 0, 10, 60, 50)
	cardinal(window, "_NET_FRAME_EXTENTS", 1, 2, 4, 3)
	dock(uintptr(window), 20)
	if got := place(); got != [4]int{41, 14, 17, 43} {
		t.Errorf("between panels and within a frame it stands at %v", got)
	}
}

func TestDockingWithoutAScreenDoesNothing(t *testing.T) {
	t.Setenv("DISPLAY", "")
	dock(1, 20)
}
