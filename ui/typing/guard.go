package typing

import "unicode/utf16"

// Message is what Windows tells a window: one of the WM_ numbers with its two
// words (winuser.h).
type Message struct {
	ID     uint32
	Key    uintptr // wParam: the virtual key, or one UTF-16 unit of what was typed
	Detail uintptr // lParam: repeats, scan code, and whether the key is released
}

// The messages of the keyboard and of its coming and going.
const (
	killFocus  = 0x0008 // WM_KILLFOCUS
	keyDown    = 0x0100 // WM_KEYDOWN
	keyUp      = 0x0101 // WM_KEYUP
	char       = 0x0102 // WM_CHAR
	sysKeyDown = 0x0104 // WM_SYSKEYDOWN: with Alt
	sysKeyUp   = 0x0105 // WM_SYSKEYUP
	sysChar    = 0x0106 // WM_SYSCHAR
)

// Virtual keys and the characters they make.
const (
	back        = 0x08 // VK_BACK, and the character of backspaces
	shiftKey    = 0x10 // VK_SHIFT
	insert      = 0x2D // VK_INSERT
	letterH     = 0x48 // with Ctrl it makes the same character
	packet      = 0xE7 // VK_PACKET: no key, but a letter that a program sends
	deletedWord = 0x7F // the character of Ctrl+Backspace
)

// What the system says in Detail of a Backspace key pressed once, and released.
const (
	backPressed  = 0x000E0001
	backReleased = 0xC00E0001
)

// beside are the scan codes of the keys beside the letters. A program that sends
// one may leave its scan code out, which GLFW cannot make good for them, or what
// tells it from the numeric pad, on which GLFW takes it for a figure.
var beside = map[uintptr]uintptr{
	0x21:   0x49, // VK_PRIOR
	0x22:   0x51, // VK_NEXT
	0x23:   0x4F, // VK_END
	0x24:   0x47, // VK_HOME
	0x25:   0x4B, // VK_LEFT
	0x26:   0x48, // VK_UP
	0x27:   0x4D, // VK_RIGHT
	0x28:   0x50, // VK_DOWN
	insert: 0x52,
	0x2E:   0x53, // VK_DELETE
}

// Parts of Detail of a key.
const (
	scanCode = 0x00FF0000
	extended = 0x01000000 // of the keys that the enhanced keyboard added
)

// Guard stands before one window and knows which of its messages belong
// together. The zero Guard has seen none.
type Guard struct {
	// Pasted is the letters that the clipboard held when the message in hand was
	// sent; "" where it held anything else. Nil where nobody knows.
	Pasted func() string

	due   due
	shift bool // is held
}

// due is what characters are still to come of keys.
type due struct {
	owed int  // backspaces that keys will still make as characters
	once bool // the last key was an H, whose next character is its own
}

// Take is shown every message of the window in their order and says what the
// window is to be given in its place: mostly the same, nothing for the key of a
// letter that was sent (the letter itself is a message of its own, already on its
// way), a pressed key for a backspace that is none, an arrow with all that makes
// it one, and letters for the key that pastes some: by the time the window reads
// the clipboard the tool may have put something else there.
func (g *Guard) Take(m Message) []Message {
	switch m.ID {
	case keyDown, sysKeyDown:
		if m.Key == packet {
			return nil
		}
		g.press(m.Key)
		if letters := g.letters(m.Key); letters != nil {
			return letters
		}
		m = complete(m)
	case keyUp, sysKeyUp:
		if m.Key == packet {
			return nil
		}
		g.shift = g.shift && m.Key != shiftKey
		m = complete(m)
	case char, sysChar:
		if g.foreign(m) {
			return []Message{{keyDown, back, backPressed}, {keyUp, back, backReleased}}
		}
	case killFocus: // what was owed goes to another window
		g.due, g.shift = due{}, false
	}
	return []Message{m}
}

// press remembers that a key makes a backspace as a character. It comes at once,
// except for keys that were posted: their characters gather behind them. Any
// other key ends the waiting, for some makes of Backspace have no character.
func (g *Guard) press(key uintptr) {
	switch key {
	case back:
		if g.due.once {
			g.due = due{}
		}
		g.due.owed++
	case letterH:
		g.due = due{owed: 1, once: true}
	default:
		g.due = due{}
		g.shift = g.shift || key == shiftKey
	}
}

// letters is what a key that pastes comes to where that is letters of one word;
// nil for every other key.
func (g *Guard) letters(key uintptr) []Message {
	if key != insert || !g.shift || g.Pasted == nil {
		return nil
	}
	var all []Message
	for _, unit := range utf16.Encode([]rune(g.Pasted())) {
		all = append(all, Message{char, uintptr(unit), 1})
	}
	return all
}

// foreign is whether a character is a backspace that no key made.
func (g *Guard) foreign(m Message) bool {
	switch {
	case m.Key != back && m.Key != deletedWord:
		if g.due.once {
			g.due = due{}
		}
		return false
	case g.due.owed > 0:
		g.due.owed--
		return false
	}
	return m.ID == char && m.Key == back
}

// complete is a key with the scan code that is its own.
func complete(m Message) Message {
	if scan, ok := beside[m.Key]; ok {
		m.Detail = m.Detail&^scanCode | scan<<16 | extended
	}
	return m
}
