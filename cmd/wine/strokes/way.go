package strokes

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
)

// Way is how a tool sends a correction.
type Way uint8

// The ways. What is known of them and what is assumed stands in the package
// comment.
const (
	UniKey           Way = iota // Backspace keys, then packets
	UniKeyClipboard             // Backspace keys, then the clipboard, which gets its old content back
	UniKeyCharacters            // backspaces as packets, too: U+0008
	EVKey                       // as UniKey, its keys without scan codes
	EVKeySelecting              // Shift+Left over what goes, then packets
	OpenKey                     // U+202F and one Backspace more; bare letters as keys without scan codes
	OpenKeyClipboard            // the same, then the clipboard
	PostedCharacters            // characters are posted to the window, U+0008 among them
)

// narrow is the character that OpenKey writes and takes away again.
const narrow = "\u202F"

// previous is what the clipboard held before a tool used it.
const previous = "clipboard of before"

// ways are the ways by their names and what each sends to take some characters
// away and write others; large is whether letter keys make capitals then. Who
// selects takes letters for characters: arrows pass over a letter with its tone.
var ways = [...]struct {
	name    string
	correct func(gone int, text string, large bool) Stroke
}{
	UniKey:           {"unikey", sending(Backspace)},
	UniKeyClipboard:  {"unikey-clipboard", uniKeyPasting},
	UniKeyCharacters: {"unikey-characters", characters},
	EVKey:            {"evkey", sending(Backspace.Bare())},
	EVKeySelecting:   {"evkey-select", selecting},
	OpenKey:          {"openkey", vanishing},
	OpenKeyClipboard: {"openkey-clipboard", openKeyPasting},
	PostedCharacters: {"posted", posted},
}

// Named is the way of a name, and whether there is one.
func Named(name string) (Way, bool) {
	for i, w := range ways {
		if w.name == name {
			return Way(i), true
		}
	}
	return 0, false
}

// Names lists the ways.
func Names() []string {
	var all []string
	for _, w := range ways {
		all = append(all, w.name)
	}
	return all
}

// String is the way's name.
func (w Way) String() string { return ways[w].name }

// Pastes is whether the way goes through the clipboard. It needs a window that
// comes along: letters that are on the clipboard only until the next are lost to
// a window that reads them later, in every program.
func (w Way) Pastes() bool { return w == UniKeyClipboard || w == OpenKeyClipboard }

// methods are the methods by the names that people give them.
var methods = map[string]Method{"telex": Telex, "vni": VNI}

// MethodNamed is the method of a name, and whether there is one.
func MethodNamed(name string) (Method, bool) {
	m, ok := methods[name]
	return m, ok
}

// forms are the forms by their names.
var forms = map[string]Form{"nfc": Composed, "compound": Compound, "nfd": Decomposed}

// FormNamed is the form of a name, and whether there is one.
func FormNamed(name string) (Form, bool) {
	f, ok := forms[name]
	return f, ok
}

// FormNames lists the forms.
func FormNames() []string { return slices.Sorted(maps.Keys(forms)) }

func backspaces(n int, key Key) Stroke { return pressed(slices.Repeat([]Key{key}, n)...) }

// packets sends letters without keys.
func packets(text string) Stroke {
	var s Stroke
	for _, unit := range utf16.Encode([]rune(text)) {
		s = append(s, Input{Kind: Packet, Unit: unit})
	}
	return s
}

// sending takes away by a key and writes by packets.
func sending(back Key) func(int, string, bool) Stroke {
	return func(gone int, text string, _ bool) Stroke {
		return slices.Concat(backspaces(gone, back), packets(text))
	}
}

func characters(gone int, text string, _ bool) Stroke {
	return packets(strings.Repeat("\b", gone) + text)
}

func posted(gone int, text string, _ bool) Stroke {
	s := Stroke{{Kind: Rested}}
	for _, unit := range utf16.Encode([]rune(strings.Repeat("\b", gone) + text)) {
		s = append(s, Input{Kind: Posted, Unit: unit})
	}
	return append(s, Input{Kind: Rested})
}

func selecting(gone int, text string, _ bool) Stroke {
	var s Stroke
	for range gone {
		s = append(s, with(Shift, pressed(Left))...)
	}
	if text == "" {
		return append(s, pressed(Backspace)...)
	}
	return append(s, packets(text)...)
}

// vanishing is OpenKey's: letters that have a key are sent as that key. A small
// letter while Shift is held, which OpenKey itself gets wrong, is a packet here.
func vanishing(gone int, text string, large bool) Stroke {
	s := slices.Concat(packets(narrow), backspaces(gone+1, Backspace.Bare()))
	for _, r := range text {
		key, shifted, ok := KeyOf(r)
		switch {
		case !ok || !unicode.IsLetter(r) || large && !shifted:
			s = append(s, packets(string(r))...)
		case shifted && !large:
			s = append(s, with(Shift.Bare(), pressed(key.Bare()))...)
		default:
			s = append(s, pressed(key.Bare())...)
		}
	}
	return s
}

func openKeyPasting(gone int, text string, _ bool) Stroke {
	return slices.Concat(packets(narrow), backspaces(gone+1, Backspace.Bare()),
		Stroke{{Kind: Copied, Text: text}}, with(Shift.Bare(), pressed(Insert.Bare())), Stroke{{Kind: Rested}})
}

func uniKeyPasting(gone int, text string, _ bool) Stroke {
	return slices.Concat(backspaces(gone, Backspace), Stroke{{Kind: Copied, Text: text}},
		with(Shift, pressed(Insert)), Stroke{{Kind: Rested}, {Kind: Copied, Text: previous}})
}
