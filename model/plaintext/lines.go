package plaintext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tinxa/model/viet"
)

// kind is what a line is.
type kind int

const (
	prose       kind = iota // running text, and whatever is nothing else
	caption                 // below or above a photo
	altText                 // stands for a photo itself: the headline once more, a file's name
	heading                 // a subheading
	bullet                  // an entry of a list
	numbered                // an entry of a numbered list
	quotation               // a passage quoted word for word
	attribution             // whose words a quotation repeats
	item                    // begins a round-up item
	signature               // bylines of a round-up item
)

// line is one line of the text, its white space put in order.
type line struct {
	text string
	low  string // text in small letters with "ủy" for "uỷ", to be compared
	gap  bool   // a blank line stood before it
	at   int    // counts the lines of the text
	kind kind
}

func newLine(text string, gap bool, at int) line {
	low := strings.ReplaceAll(strings.ToLower(text), "uỷ", "ủy")
	return line{text: text, low: low, gap: gap, at: at}
}

// split parts a text into its lines that are not blank.
func split(text string) []line {
	var lines []line
	gap := false
	at := 0
	for raw := range strings.SplitSeq(lineBreaks.Replace(text), "\n") {
		at++
		if tidied := tidy(raw); tidied == "" {
			gap = true
		} else {
			lines = append(lines, newLine(tidied, gap, at))
			gap = false
		}
	}
	return lines
}

// lineBreaks makes one of all line ends: those of Windows and of old Macs, the
// soft ones of word processors, page breaks, and those of Unicode.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n\n", "\u2028", "\n", "\u2029", "\n\n")

// tidy makes one plain space of each run of white space, no-break spaces
// included, and takes out what has no width.
func tidy(raw string) string {
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\u200b', r == '\ufeff':
			return -1
		}
		return r
	}, raw)
	return strings.Join(strings.Fields(visible), " ")
}

// The shape of a text whose editor broke its lines: how long lines may be, and
// how much room may be left at the end of a line that goes on.
const (
	wrapRunes = 110
	wrapSlack = 16
)

// unwrap joins a line that goes on in small letters to the one before, and in
// a text broken at one width every line that follows a full one.
func unwrap(lines []line) []line {
	width := wrapWidth(lines)
	var out []line
	from := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && lines[i].goesOnFrom(lines[i-1], width) {
			continue
		}
		out = append(out, joined(lines[from:i], " "))
		from = i
	}
	return out
}

// goesOnFrom reports whether a line and the one above it were one, in a text
// broken at width, 0 for none.
func (l line) goesOnFrom(above line, width int) bool {
	if l.gap || l.begins() {
		return false
	}
	full := width > 0 && utf8.RuneCountInString(above.text)+wrapSlack >= width
	return full || startsSmall(l.text) && !ends(above.text)
}

// begins reports whether a line cannot go on from the one before.
func (l line) begins() bool {
	_, _, stamped := viet.CutStamp(l.text)
	return stamped || marker.MatchString(l.text)
}

// joined makes one line of several that stand together.
func joined(lines []line, between string) line {
	if len(lines) == 1 {
		return lines[0]
	}
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.text
	}
	return newLine(strings.Join(texts, between), lines[0].gap, lines[0].at)
}

// wrapWidth is the width that a text was broken at, 0 where it was not.
func wrapWidth(lines []line) int {
	longest, goOn := 0, 0
	for i, l := range lines {
		longest = max(longest, utf8.RuneCountInString(l.text))
		if i > 0 && !l.gap && startsSmall(l.text) {
			goOn++
		}
	}
	if longest > wrapRunes || goOn*5 < len(lines) {
		return 0
	}
	return longest
}

func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// ends reports whether s ends as a sentence does.
func ends(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `”"'’»)]`))
	return strings.ContainsRune(".!?…:;", r)
}

func countWords(s string) int { return len(strings.Fields(s)) }

// isProse reports whether a line can only be running text: longer than any
// headline, or a sentence with its full stop.
func (l line) isProse() bool {
	n := countWords(l.text)
	return n > headlineWords || n >= proseWords && ends(l.text)
}
