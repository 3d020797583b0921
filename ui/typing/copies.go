package typing

import (
	"sync"
	"unicode"
)

// copies is what the clipboard held lately. Some tools write by pasting: they put
// letters there, press Shift+Insert, and put something else there a moment later,
// whether or not the window came to reading it. One goroutine adds, another asks.
type copies struct {
	mu   sync.Mutex
	all  []held
	seen uint32 // the system's number of the newest change that was looked at
}

// held is what the clipboard held from a moment on.
type held struct {
	since   uint32 // milliseconds of the system's clock, which begins anew after 49 days
	letters string // "" for anything else
}

// rememberedCopies is how many there are: those of half a minute's typing.
const rememberedCopies = 100

// add takes note of a change and of its number.
func (c *copies) add(h held, number uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, h)
	c.all = c.all[max(len(c.all)-rememberedCopies, 0):]
	c.seen = number
}

// knows reports whether a change was looked at.
func (c *copies) knows(number uint32) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seen == number
}

// at is the letters that the clipboard held at a moment; "" where it held
// anything else or nobody looked.
func (c *copies) at(moment uint32) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.all) - 1; i >= 0; i-- {
		if int32(moment-c.all[i].since) >= 0 {
			return c.all[i].letters
		}
	}
	return ""
}

// mostLetters is what a tool writes at once: a syllable, or a word that it puts
// back as its keys were.
const mostLetters = 24

// lettersOf is a text that is letters of one word, and "" for every other text.
func lettersOf(text string) string {
	n := 0
	for _, r := range text {
		if n++; n > mostLetters || !unicode.IsGraphic(r) || unicode.IsSpace(r) {
			return ""
		}
	}
	return text
}
