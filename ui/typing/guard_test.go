package typing

import (
	"slices"
	"testing"
	"unicode/utf16"
)

// pressed is a key as hardware and SendInput press it, with the character that
// TranslateMessage puts right behind it; 0 for none.
func pressed(key, scan, made uintptr) []Message {
	all := []Message{{keyDown, key, scan<<16 | 1}}
	if made != 0 {
		all = append(all, Message{char, made, scan<<16 | 1})
	}
	return append(all, Message{keyUp, key, 0xC0000001 | scan<<16})
}

// sent is a text as SendInput with KEYEVENTF_UNICODE brings it: a key that is
// none, with the low byte of the letter where the scan code stands.
func sent(text string) []Message {
	var all []Message
	for _, unit := range utf16.Encode([]rune(text)) {
		scan := uintptr(unit&0xFF)<<16 | 1
		all = append(all,
			Message{keyDown, packet, scan}, Message{char, uintptr(unit), scan}, Message{keyUp, packet, 0xC0000000 | scan})
	}
	return all
}

func posted(text string) []Message {
	var all []Message
	for _, unit := range utf16.Encode([]rune(text)) {
		all = append(all, Message{char, uintptr(unit), 1})
	}
	return all
}

// given is what the window gets of a stream.
func given(stream ...[]Message) []Message {
	var g Guard
	var all []Message
	for _, m := range slices.Concat(stream...) {
		all = append(all, g.Take(m)...)
	}
	return all
}

// written is what GLFW writes of messages: letters are added, Backspace keys take
// one away, every other key that is pressed is listed in keys.
func written(messages []Message) (text string, keys []uintptr) {
	var units []uint16
	for _, m := range messages {
		switch {
		case m.ID == char && m.Key >= ' ' && m.Key != deletedWord:
			units = append(units, uint16(m.Key))
		case m.ID == keyDown && m.Key == back && len(units) > 0:
			units = units[:len(units)-1]
		case m.ID == keyDown || m.ID == sysKeyDown:
			keys = append(keys, m.Key)
		}
	}
	return string(utf16.Decode(units)), keys
}

func backKey() []Message { return pressed(back, 0x0E, back) }

func twice(m []Message) []Message { return slices.Concat(m, m) }

func TestWhatTypingToolsWrite(t *testing.T) {
	for _, c := range []struct {
		name   string
		stream []Message
		want   string
	}{
		{"letters that were sent press no key", sent("HỘI NGHỊ TỔ CHỨC CÁN BỘ, “thi đua” 2026; A: B? C@"), "HỘI NGHỊ TỔ CHỨC CÁN BỘ, “thi đua” 2026; A: B? C@"},
		{"Backspace keys between letters that were sent", slices.Concat(sent("duong"), twice(twice(backKey())), sent("ươn"), sent("g"), twice(twice(backKey())), sent("ường")), "dường"},
		{"backspaces as characters that were posted", slices.Concat(posted("e"), posted("\bê"), posted("\bế")), "ế"},
		{"backspaces as letters that were sent", slices.Concat(sent("tie"), sent("\bê"), sent("n"), sent("\b\bến")), "tiến"},
		{"a key of the user's, then a backspace of the tool's", slices.Concat(pressed('E', 0x12, 'e'), posted("\bê")), "ê"},
		{"the user's H, then a backspace of the tool's", slices.Concat(pressed('H', 0x23, 'h'), posted("\b")), ""},
		{"a Backspace key, then one more as a character", slices.Concat(sent("ab"), backKey(), posted("\b")), ""},
		{"Backspace keys that were posted, their characters gather behind", slices.Concat(
			sent("duo"), keysOnly(backKey()), keysOnly(backKey()), posted("ươ"), posted("\b\b")), "dươ"},
		{"an emoji in its two halves", slices.Concat(sent("a"), sent("🎉"), posted("🧑")), "a🎉🧑"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, keys := written(given(c.stream))
			if text != c.want || len(keys) > 0 && !slices.Equal(keys, []uintptr{'E'}) && !slices.Equal(keys, []uintptr{'H'}) {
				t.Errorf("written %q with the keys %#x, want %q", text, keys, c.want)
			}
		})
	}
}

// keysOnly leaves out the characters of keys.
func keysOnly(messages []Message) []Message {
	return slices.DeleteFunc(slices.Clone(messages), func(m Message) bool { return m.ID == char })
}

func TestKeyboardsAreLeftAlone(t *testing.T) {
	held := slices.Repeat(pressed(back, 0x0E, back)[:2], 3)
	for name, stream := range map[string][]Message{
		"F9 and F7":                slices.Concat(pressed(0x78, 0x43, 0), pressed(0x76, 0x41, 0)),
		"Enter":                    pressed(0x0D, 0x1C, '\r'),
		"Backspace":                twice(backKey()),
		"Backspace held":           append(held, Message{keyUp, back, 0xC00E0001}),
		"Ctrl+Backspace":           slices.Concat([]Message{{keyDown, 0x11, 0x1D0001}}, twice(pressed(back, 0x0E, deletedWord)), []Message{{keyUp, 0x11, 0xC01D0001}}),
		"Ctrl+H":                   slices.Concat([]Message{{keyDown, 0x11, 0x1D0001}}, twice(pressed(letterH, 0x23, back)), []Message{{keyUp, 0x11, 0xC01D0001}}),
		"Alt+Backspace":            {{sysKeyDown, 0x12, 0x20380001}, {sysKeyDown, back, 0x200E0001}, {sysChar, back, 0x200E0001}, {sysKeyUp, back, 0xE00E0001}},
		"a letter by Alt and 0225": {{sysKeyDown, 0x12, 0x20380001}, {sysKeyDown, 0x60, 0x20520001}, {sysKeyUp, 0x60, 0xE0520001}, {keyUp, 0x12, 0xC0380001}, {char, 'á', 0xC0380001}},
		"letters":                  slices.Concat(pressed('C', 0x2E, 'C'), pressed(letterH, 0x23, 'h'), pressed(0xBF, 0x35, '?')),
		"a menu key and the mouse": {{sysKeyDown, 0x12, 0x20380001}, {0x0200, 1, 0x00100010}, {sysKeyUp, 0x12, 0xC0380001}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := given(stream); !slices.Equal(got, stream) {
				t.Errorf("the window gets %x, want %x", got, stream)
			}
		})
	}
}

func TestLettersSentWithAltPressNoKey(t *testing.T) {
	stream := []Message{{sysKeyDown, packet, 0x20430001}, {sysChar, 'C', 1}, {sysKeyUp, packet, 0xE0430001}}
	if got := given(stream); !slices.Equal(got, stream[1:2]) {
		t.Errorf("the window gets %x, want the letter alone", got)
	}
}

// A Backspace key whose character never comes must not cost a later backspace.
func TestABackspaceIsNotOwedForEver(t *testing.T) {
	silent := keysOnly(backKey())
	for name, between := range map[string][]Message{
		"another key":     pressed('E', 0x12, 'e'),
		"another program": {{killFocus, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			got := given(silent, between, posted("\b"))
			want := []Message{{keyDown, back, backPressed}, {keyUp, back, backReleased}}
			if end := got[len(got)-2:]; !slices.Equal(end, want) {
				t.Errorf("the window gets %x at last, want a pressed Backspace", end)
			}
		})
	}
}

// An arrow that a program sends has no scan code, or not that of the arrows; that
// of the numeric pad without Num Lock has neither.
func TestKeysBesideTheLettersAreWhole(t *testing.T) {
	const insert, left = 0x2D, 0x25
	for _, c := range []struct{ came, want Message }{
		{Message{keyDown, insert, 0x01000001}, Message{keyDown, insert, 0x01520001}},
		{Message{keyDown, insert, 0x00000001}, Message{keyDown, insert, 0x01520001}},
		{Message{keyUp, left, 0xC04B0001}, Message{keyUp, left, 0xC14B0001}},
		{Message{sysKeyDown, left, 0x214B0001}, Message{sysKeyDown, left, 0x214B0001}},
		{Message{keyDown, 'N', 0x00000001}, Message{keyDown, 'N', 0x00000001}},
	} {
		if got := given([]Message{c.came}); !slices.Equal(got, []Message{c.want}) {
			t.Errorf("of %x the window gets %x, want %x", c.came, got, c.want)
		}
	}
}
