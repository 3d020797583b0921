package main

import (
	"fmt"
	"strconv"
	"strings"

	"tinxa/cmd/wine/strokes"
)

// named are keys that have no character, by their names.
var named = map[string]strokes.Key{
	"ctrl": strokes.Ctrl, "shift": strokes.Shift, "alt": strokes.Alt, "win": {Virtual: 0x5B, Scan: 0x5B, Extended: true},
	"enter": strokes.Enter, "tab": strokes.Tab, "backspace": strokes.Backspace, "esc": {Virtual: 0x1B, Scan: 0x01},
	"space": {Virtual: 0x20, Scan: 0x39}, "capslock": strokes.CapsLock,
	"pageup": {Virtual: 0x21, Scan: 0x49, Extended: true}, "pagedown": {Virtual: 0x22, Scan: 0x51, Extended: true},
	"end": {Virtual: 0x23, Scan: 0x4F, Extended: true}, "home": {Virtual: 0x24, Scan: 0x47, Extended: true},
	"left": strokes.Left, "up": {Virtual: 0x26, Scan: 0x48, Extended: true},
	"right": {Virtual: 0x27, Scan: 0x4D, Extended: true}, "down": {Virtual: 0x28, Scan: 0x50, Extended: true},
	"insert": strokes.Insert, "delete": {Virtual: 0x2E, Scan: 0x53, Extended: true},
	"menu": {Virtual: 0x5D, Scan: 0x5D, Extended: true},
	"add":  {Virtual: 0x6B, Scan: 0x4E}, "subtract": {Virtual: 0x6D, Scan: 0x4A},
	"plus": {Virtual: 0xBB, Scan: 0x0D}, "minus": {Virtual: 0xBD, Scan: 0x0C},
	"f11": {Virtual: 0x7A, Scan: 0x57}, "f12": {Virtual: 0x7B, Scan: 0x58},
}

// chord is what is pressed for one word of the command keys: the last key is
// pressed while those before it are held, once or several times; a key that is
// held down repeats without being released.
type chord struct {
	keys  []strokes.Key
	times int
	held  bool
}

// chordOf reads ctrl+s, down*5 and backspace*40!.
func chordOf(word string) (chord, error) {
	c := chord{times: 1}
	word, c.held = strings.CutSuffix(word, "!")
	names, times, repeated := strings.Cut(word, "*")
	if repeated {
		n, err := strconv.Atoi(times)
		if err != nil || n < 1 {
			return chord{}, fmt.Errorf("%w: %q is no number of times", errUsage, times)
		}
		c.times = n
	}
	for _, name := range strings.Split(names, "+") {
		key, err := keyNamed(strings.ToLower(name))
		if err != nil {
			return chord{}, err
		}
		c.keys = append(c.keys, key)
	}
	return c, nil
}

func keyNamed(name string) (strokes.Key, error) {
	if key, ok := named[name]; ok {
		return key, nil
	}
	if number, is := strings.CutPrefix(name, "f"); is {
		if n, err := strconv.Atoi(number); err == nil && 1 <= n && n <= 10 {
			return strokes.Key{Virtual: uint16(0x6F + n), Scan: uint16(0x3A + n)}, nil
		}
	}
	if runes := []rune(name); len(runes) == 1 {
		if key, shifted, ok := strokes.KeyOf(runes[0]); ok && !shifted {
			return key, nil
		}
	}
	return strokes.Key{}, fmt.Errorf("%w: there is no key %q", errUsage, name)
}

// strokes are the chord's, one for each time.
func (c chord) strokes() []strokes.Stroke {
	last := len(c.keys) - 1
	var all []strokes.Stroke
	for i := range c.times {
		var s strokes.Stroke
		if i == 0 || !c.held {
			s = acts(strokes.Down, c.keys[:last])
		}
		s = append(s, strokes.Input{Kind: strokes.Down, Key: c.keys[last]})
		if i == c.times-1 || !c.held {
			for k := last; k >= 0; k-- {
				s = append(s, strokes.Input{Kind: strokes.Up, Key: c.keys[k]})
			}
		}
		all = append(all, s)
	}
	return all
}

func acts(kind strokes.Kind, keys []strokes.Key) strokes.Stroke {
	var s strokes.Stroke
	for _, k := range keys {
		s = append(s, strokes.Input{Kind: kind, Key: k})
	}
	return s
}
