// Package messages is the one place before a window where what Windows tells it
// passes through: keys, the end of the session, sleep, changed settings. Whoever
// has something to do with them takes them here.
//
// Only the way of a message to those who take it may live here; what a message
// means belongs to them. Other systems tell a window nothing in this way.
package messages

// Message is what Windows tells a window: one of the WM_ numbers with its two
// words (winuser.h).
type Message struct {
	ID     uint32
	Key    uintptr // wParam
	Detail uintptr // lParam
}

// Take is shown every message of a window in their order and returns the answer
// of the window. pass hands a message, this one or another, on to whoever took
// the window's messages before, and at last to the window itself. It is called
// where widgets may be touched, and may be called within pass.
type Take func(m Message, pass func(Message) uintptr) uintptr
