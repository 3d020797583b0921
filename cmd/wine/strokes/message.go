package strokes

// Message is what Windows tells a window about its keyboard: a WM_ number with
// its two words (winuser.h).
type Message struct {
	ID     uint32
	Key    uintptr // wParam
	Detail uintptr // lParam
}

// The messages.
const (
	Null       = 0x0000 // WM_NULL, standing for Rested
	KeyDown    = 0x0100 // WM_KEYDOWN
	KeyUp      = 0x0101 // WM_KEYUP
	Char       = 0x0102 // WM_CHAR
	SysKeyDown = 0x0104 // WM_SYSKEYDOWN
	SysKeyUp   = 0x0105 // WM_SYSKEYUP
	Clipboard  = 0x031D // WM_CLIPBOARDUPDATE, standing for the text of Copied
)

const packetKey = 0xE7 // VK_PACKET

// The bits of Detail.
const (
	once     = 1
	extended = 1 << 24
	wasDown  = 1 << 30
	released = 1 << 31
)

// queue is a keyboard as Windows keeps it for a window.
type queue struct {
	down map[uint16]bool
	caps bool
	told []Message
}

// Messages is what a window is told of strokes, each key's character right
// behind it, as TranslateMessage puts it there. It is not told of Copied and
// Rested; in their place stand messages Clipboard, whose Key is the index of the
// input among all inputs of the strokes, and Null.
func Messages(all []Stroke) []Message {
	q := queue{down: map[uint16]bool{}}
	at := uintptr(0)
	for _, s := range all {
		for _, in := range s {
			q.take(in, at)
			at++
		}
	}
	return q.told
}

func (q *queue) take(in Input, at uintptr) {
	switch in.Kind {
	case Down:
		q.press(in.Key)
	case Up:
		q.tell(KeyUp, uintptr(in.Key.Virtual), in.Key.detail()|wasDown|released)
		delete(q.down, in.Key.Virtual)
	case Packet:
		detail := uintptr(in.Unit&0xFF)<<16 | once
		q.tell(KeyDown, packetKey, detail)
		q.tell(Char, uintptr(in.Unit), detail)
		q.tell(KeyUp, packetKey, detail|wasDown|released)
	case Posted:
		q.tell(Char, uintptr(in.Unit), once)
	case Copied:
		q.tell(Clipboard, at, 0)
	case Rested:
		q.tell(Null, 0, 0)
	}
}

func (q *queue) press(k Key) {
	detail := k.detail()
	if q.down[k.Virtual] {
		detail |= wasDown
	} else if k.Virtual == CapsLock.Virtual {
		q.caps = !q.caps
	}
	q.down[k.Virtual] = true
	q.tell(KeyDown, uintptr(k.Virtual), detail)
	if r := made(k.Virtual, q.down[Shift.Virtual], q.caps); r != 0 && !q.down[Ctrl.Virtual] {
		q.tell(Char, uintptr(r), detail)
	}
}

func (q *queue) tell(id uint32, key, detail uintptr) {
	q.told = append(q.told, Message{id, key, detail})
}

func (k Key) detail() uintptr {
	d := uintptr(k.Scan)<<16 | once
	if k.Extended {
		d |= extended
	}
	return d
}
