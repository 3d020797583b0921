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
	author         piece // typed last, shortly before the program is ended
}

// The lengths of what is typed, in words: 500 together.
const (
	headlineWords  = 12
	leadWords      = 40
	paragraphWords = 32
	paragraphs     = 12
	captionWords   = 15
	captions       = 4
	authorWords    = 4
)

// newWritten is a report of 500 words in which every way of sending comes up that
// a busy machine does not disturb, by both methods and in every form of letters.
// What goes through the clipboard is left to the tests of ui/typing: there it lies
// for a tenth of a second, and nothing says that a machine with other work reads
// it in time.
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
	w.author = next(authorWords)
	w.author.how = slowly(strokes.PostedCharacters)
	return w
}

// wayOf is the i-th way of typing in bursts.
func wayOf(i int) []string {
	ways := []strokes.Way{strokes.UniKey, strokes.UniKeyCharacters, strokes.EVKey, strokes.EVKeySelecting, strokes.OpenKey}
	forms := strokes.FormNames()
	return []string{
		"--style", ways[i%len(ways)].String(), "--method", []string{"telex", "vni"}[i/len(ways)%2], "--form", forms[i/2%len(forms)],
	}
}

// slowly is a way of typing that wants a window that comes along: what is posted
// overtakes, in every program, keys that the window has not come to.
func slowly(way strokes.Way) []string { return []string{"--style", way.String(), "--pace", "50"} }

// script are the lines with which the hands type a piece from a file: in one
// burst, however far the window is behind, where the way allows that.
func (p piece) script(file string) []string {
	lines := []string{fmt.Sprintf("type %s %s", strings.Join(p.how, " "), quoted(file))}
	if slices.Contains(p.how, "--pace") {
		lines = slices.Concat([]string{settle}, lines, []string{settle})
	}
	return lines
}

// settle lets the window catch up.
const settle = "settle --timeout 60"

// pieces are all that is typed: headline, lead, paragraphs, captions, author.
func (w written) pieces() []piece {
	return slices.Concat([]piece{w.headline, w.lead}, w.body, w.captions, []piece{w.author})
}

// textsOf are those of a report as it was stored: headline, lead, each block of
// text, each caption, each author.
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
	all = append(all, captions...)
	for _, b := range r.Credits.Bylines {
		all = append(all, b.Name)
	}
	return all
}

// tally is how typing came out.
type tally struct {
	words, wrong int      // words meant, and those that are not what was meant
	enters       int      // texts more, or fewer, than were meant: keys that nobody pressed
	faults       []string // what is wrong, and how it was typed
}

// compare counts what is not as it was meant, word by word.
func compare(got []string, want []piece) tally {
	var t tally
	t.enters = max(len(got)-len(want), len(want)-len(got))
	for i, p := range want {
		there := ""
		if i < len(got) {
			there = got[i]
		}
		t.words += len(strings.Fields(p.text))
		if n := wrongWords(there, p.text); n > 0 {
			t.wrong += n
			t.faults = append(t.faults, fmt.Sprintf("%d wrong by %s:\n    is    %q\n    meant %q", n, strings.Join(p.how, " "), there, p.text))
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
		return "", fmt.Errorf("%s\n  %s", figure, strings.Join(t.faults, "\n  "))
	}
	return figure, nil
}
