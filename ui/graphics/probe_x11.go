//go:build !windows

package graphics

import (
	"io"

	"github.com/jezek/xgb"
)

// Probe looks whether there is a display that a window can be opened on; Fyne
// would end the program where there is none. What draws there is seen when the
// window opens.
func Probe() Finding {
	xgb.Logger.SetOutput(io.Discard)
	display, err := xgb.NewConn()
	if err != nil {
		return Finding{Problem: err.Error()}
	}
	display.Close()
	return Finding{Usable: true}
}
