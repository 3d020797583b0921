// Package graphics is about what draws the window. Fyne needs OpenGL 2.1, which
// remote desktops, virtual machines and old drivers do not have. Here may live
// how that is found out before anything of Fyne starts, what is remembered of
// it, and how a second copy of the program, which lies beside an OpenGL that
// draws in software, takes over. It knows no Fyne and shows nothing itself.
package graphics

import "errors"

// ErrNone: this machine cannot draw the window, and nothing can take over.
var ErrNone = errors.New("no usable OpenGL")

// ErrEnded: what was to take over did start, and ended with a fault. It comes
// with an ErrNone.
var ErrEnded = errors.New("the second copy ended")

// ErrNoDisplay: there is no display that the window could be opened on.
var ErrNoDisplay = errors.New("no display")
