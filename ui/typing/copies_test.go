package typing

import (
	"slices"
	"strings"
	"testing"
)

func TestWhatTheClipboardHeld(t *testing.T) {
	const start = 1<<32 - 50 // the clock begins anew between two of them
	var c copies
	if got := c.at(start); got != "" || c.knows(7) {
		t.Errorf("before anything it held %q", got)
	}
	for i, letters := range []string{"ườ", "", "ế"} {
		c.add(held{start + uint32(i)*100, letters}, uint32(10+i))
	}
	for after, want := range map[uint32]string{0: "ườ", 99: "ườ", 100: "", 150: "", 200: "ế", 5000: "ế"} {
		if got := c.at(start + after); got != want {
			t.Errorf("after %d ms it held %q, want %q", after, got, want)
		}
	}
	if c.at(start-1) != "" {
		t.Error("something is known of the time before")
	}
	if !c.knows(12) || c.knows(13) {
		t.Error("the newest change is not the one that is known")
	}
	for range 10 * rememberedCopies {
		c.add(held{}, 0)
	}
	if len(c.all) != rememberedCopies {
		t.Errorf("%d are remembered", len(c.all))
	}
}

func TestLettersOfOneWord(t *testing.T) {
	for text, want := range map[string]string{
		"ườ": "ườ", "e\u0302\u0323": "e\u0302\u0323", "Windows": "Windows", "": "", "hai từ": "", "a\n": "", "\b": "",
		strings.Repeat("a", mostLetters+1): "",
	} {
		if got := lettersOf(text); got != want {
			t.Errorf("of %q %q are letters", text, got)
		}
	}
}

// TestPastedLettersAreTyped: Shift+Insert brings what was there when it was
// pressed, if that is letters; alone, or with anything else, it stays a key.
func TestPastedLettersAreTyped(t *testing.T) {
	shifted := func(m []Message) []Message {
		return slices.Concat([]Message{{keyDown, shiftKey, 0x2A0001}}, m, []Message{{keyUp, shiftKey, 0xC02A0001}})
	}
	key := pressed(insert, 0x152, 0)
	for _, c := range []struct {
		name, held string
		stream     []Message
		want       string
		keys       int
	}{
		{"letters", "ường", shifted(key), "ường", 1},
		{"anything else", "", shifted(key), "", 2},
		{"without Shift", "ường", key, "", 1},
		{"after Shift was let go", "ường", append(shifted(nil), key...), "", 2},
		{"after another window had the keyboard", "a", slices.Concat([]Message{{keyDown, shiftKey, 0x2A0001}, {killFocus, 0, 0}}, key), "", 2},
	} {
		g := Guard{Pasted: func() string { return c.held }}
		var all []Message
		for _, m := range c.stream {
			all = append(all, g.Take(m)...)
		}
		if text, keys := written(all); text != c.want || len(keys) != c.keys {
			t.Errorf("%s: written %q with the keys %#x", c.name, text, keys)
		}
	}
}
