package strokes

// Kind is what is done at the entrance of the system or of a window.
type Kind uint8

// The kinds of input.
const (
	Down   Kind = iota // Key goes down, also when it is down already: a repeat
	Up                 // Key is released
	Packet             // Unit is sent as a letter without a key, down and up
	Posted             // Unit is posted to the window as a character
	Copied             // Text is put on the clipboard
	Rested             // the sender waits until the window had time: what it does next must not overtake
)

// Input is one act of a person or a tool.
type Input struct {
	Kind Kind
	Key  Key
	Unit uint16 // of UTF-16
	Text string
}

// Key is a key as the system is told of it (KEYBDINPUT in winuser.h).
type Key struct {
	Virtual  uint16
	Scan     uint16 // 0 where the sender leaves it out
	Extended bool   // of the keys that the enhanced keyboard added
}

// The keys that typing needs beside letters and figures.
var (
	Backspace = Key{Virtual: 0x08, Scan: 0x0E}
	Tab       = Key{Virtual: 0x09, Scan: 0x0F}
	Enter     = Key{Virtual: 0x0D, Scan: 0x1C}
	Shift     = Key{Virtual: 0x10, Scan: 0x2A}
	Ctrl      = Key{Virtual: 0x11, Scan: 0x1D}
	Alt       = Key{Virtual: 0x12, Scan: 0x38}
	CapsLock  = Key{Virtual: 0x14, Scan: 0x3A}
	Left      = Key{Virtual: 0x25, Scan: 0x4B, Extended: true}
	Insert    = Key{Virtual: 0x2D, Scan: 0x52, Extended: true}
)

// Bare is the key as a program sends it that fills in no scan code.
func (k Key) Bare() Key {
	k.Scan = 0
	return k
}

// Stroke is all that comes of one key that a person presses.
type Stroke []Input

func pressed(keys ...Key) Stroke {
	var s Stroke
	for _, k := range keys {
		s = append(s, Input{Kind: Down, Key: k}, Input{Kind: Up, Key: k})
	}
	return s
}

// with is keys pressed while another is held.
func with(held Key, s Stroke) Stroke {
	s = append(Stroke{{Kind: Down, Key: held}}, s...)
	return append(s, Input{Kind: Up, Key: held})
}
