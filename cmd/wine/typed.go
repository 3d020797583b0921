package main

import (
	"fmt"
	"slices"
	"strings"

	"tinxa/cmd/wine/strokes"
	"tinxa/model"
)

// piece is a text that is typed in one go, and how.
type piece struct {
	text string
	how  []string // flags of the hands
}

// written is what is typed in a report: every word has its place.
type written struct {
	headline, lead piece
	body           []piece // a paragraph each
	captions       []piece
}

// The lengths of what is typed, in words: 500 together.
const (
	headlineWords  = 12
	leadWords      = 40
	paragraphWords = 32
	paragraphs     = 12
	captionWords   = 16
	captions       = 4
)

// newWritten is a report of 500 words in which every way of sending comes up, by
// both methods and in every form of letters.
func newWritten() written {
	seed := uint64(0)
	next := func(words int) piece {
		seed++
		return piece{strokes.Office(words, seed), wayOf(int(seed))}
	}
	w := written{headline: next(headlineWords), lead: next(leadWords)}
	for range paragraphs {
		w.body = append(w.body, next(paragraphWords))
	}
	for range captions {
		w.captions = append(w.captions, next(captionWords))
	}
	return w
}

// wayOf is the i-th way of typing. Tools that go through the clipboard are given
// time between the keys: they depend on it in every program.
func wayOf(i int) []string {
	ways, forms := strokes.Names(), strokes.FormNames()
	way, _ := strokes.Named(ways[i%len(ways)])
	how := []string{
		"--style", way.String(), "--method", []string{"telex", "vni"}[i/len(ways)%2], "--form", forms[i%len(forms)],
	}
	if way.Pastes() {
		how = append(how, "--pace", "60")
	}
	return how
}

// texts are all that is typed, in the order of the page.
func (w written) texts() []string {
	all := []string{w.headline.text, w.lead.text}
	for _, p := range slices.Concat(w.body, w.captions) {
		all = append(all, p.text)
	}
	return all
}

// textsOf are those of a report as it was stored: headline, lead, each block of
// text, each caption.
func textsOf(r model.Report) []string {
	all := []string{r.Head.Title, r.Head.Sapo.Plain()}
	var captions []string
	for _, b := range r.Blocks {
		switch b := b.(type) {
		case model.Paragraph:
			all = append(all, b.Text.Plain())
		case model.Photos:
			for _, p := range b.Pictures {
				captions = append(captions, p.Caption)
			}
		default: // nothing that was typed makes another block
			all = append(all, fmt.Sprintf("%T", b))
		}
	}
	return append(all, captions...)
}

// tally is how typing came out.
type tally struct {
	words, wrong int    // words meant, and those that are not what was meant
	enters       int    // texts more, or fewer, than were meant: keys that nobody pressed
	first        string // what is wrong first
}

// compare counts what is not as it was meant, word by word.
func compare(got, want []string) tally {
	var t tally
	t.enters = max(len(got)-len(want), len(want)-len(got))
	for i, text := range want {
		there := ""
		if i < len(got) {
			there = got[i]
		}
		t.words += len(strings.Fields(text))
		if n := wrongWords(there, text); n > 0 {
			t.wrong += n
			if t.first == "" {
				t.first = fmt.Sprintf("text %d is %q and was meant to be %q", i, there, text)
			}
		}
	}
	return t
}

// wrongWords counts the words of a text that are not what was meant. A text whose
// words are right and whose spaces are not has one.
func wrongWords(got, want string) int {
	if got == want {
		return 0
	}
	there, meant := strings.Fields(got), strings.Fields(want)
	n := max(len(there)-len(meant), 0)
	for i, word := range meant {
		if i >= len(there) || there[i] != word {
			n++
		}
	}
	return max(n, 1)
}

// verdict is a figure, and a fault unless everything is right.
func (t tally) verdict() (string, error) {
	figure := fmt.Sprintf("%d words, %d wrong, %d stray Enter", t.words, t.wrong, t.enters)
	if t.wrong > 0 || t.enters > 0 {
		return "", fmt.Errorf("%s; %s", figure, t.first)
	}
	return figure, nil
}
