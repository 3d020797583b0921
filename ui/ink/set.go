package ink

import "slices"

// setter fills the lines of one passage.
type setter struct {
	pen    *shaper
	ps     *Passage
	form   Setting
	line   filling
	at     int  // position reached
	spaced bool // spaces stand behind the last word
	open   bool // the last word ended with an opening bracket
}

// filling is the line that pieces are put on.
type filling struct {
	first int     // its first piece
	from  int     // its first position
	x     float32 // where the next piece begins
	limit float32 // where letters have to end; 0 without a limit
	brk   int     // the piece before which the line may end; not above first: none
}

// part is a piece of a word that is written in several looks.
type part struct {
	text string
	look int32
}

// Set breaks the text of runs into lines. It never fails: what no font has is
// shown as a box.
func (p *Pen) Set(runs []Run, s Setting) *Passage {
	letters := 0
	for _, r := range runs {
		letters += len(r.Text)
	}
	const bytesPerWord = 6 // about, in Vietnamese
	ps := &Passage{
		size: s.Size, spacing: s.Spacing,
		looks: make([]dress, 0, len(runs)), pieces: make([]piece, 0, letters/bytesPerWord+1),
	}
	t := &setter{pen: p.shaper, ps: ps, form: s}
	t.line.limit = t.limit()
	t.runs(runs)
	t.endLine()
	ps.runes = t.at
	return ps
}

// runs sets one after the other. A word that ends with its run waits for what
// the next one begins with.
func (t *setter) runs(runs []Run) {
	var word []part
	for _, r := range runs {
		look, text := t.wear(r.Look), r.Text
		if len(word) > 0 {
			n := wordEnd(text)
			if n > 0 {
				word = append(word, part{text[:n], look})
			}
			if n == len(text) {
				continue
			}
			t.word(word)
			word, text = word[:0], text[n:]
		}
		if rest := t.run(text, look); rest != "" {
			word = append(word, part{rest, look})
		}
	}
	if len(word) > 0 {
		t.word(word)
	}
}

// wear adds a look to the passage.
func (t *setter) wear(l Look) int32 {
	n := l.number()
	space := t.pen.fonts.face(n).space*t.form.Size + t.form.Spacing
	t.ps.looks = append(t.ps.looks, dress{l, n, space})
	return int32(len(t.ps.looks) - 1)
}

// wordEnd is the number of bytes before the first space or line break.
func wordEnd(text string) int {
	i := 0
	for i < len(text) && text[i] != ' ' && text[i] != '\n' {
		i++
	}
	return i
}

// run sets a text up to the word that ends with it, and returns that.
func (t *setter) run(text string, look int32) string {
	for text != "" {
		n := wordEnd(text)
		if n == len(text) {
			return text
		}
		k := n
		for k < len(text) && text[k] == ' ' {
			k++
		}
		if n > 0 {
			t.whole(part{text[:n], look}, int32(k-n))
		} else if k > 0 {
			t.place(piece{word: empty, look: look, spaces: int32(k)}, false)
			t.spaced = true
		}
		if k < len(text) && text[k] == '\n' {
			t.endParagraph()
			k++
		}
		text = text[k:]
	}
	return ""
}

// word sets a word behind which no space of its own look stands.
func (t *setter) word(parts []part) {
	if len(parts) == 1 {
		t.whole(parts[0], 0)
		return
	}
	t.compound(parts)
}

// longWord is how many bytes a word may have to be shaped, and kept, whole.
const longWord = 256

// whole sets a word in one look.
func (t *setter) whole(p part, spaces int32) {
	if len(p.text) > longWord {
		t.compound([]part{p})
		if spaces > 0 {
			t.place(piece{word: empty, look: p.look, spaces: spaces}, false)
		}
	} else {
		w := t.pen.word(t.ps.looks[p.look].cut, p.text)
		t.put(w, p.look, spaces, t.mayPart(w))
	}
	t.spaced = spaces > 0
}

// mayPart is true where a line may end between the last word and w.
func (t *setter) mayPart(w *word) bool { return t.spaced && !t.open && !w.closes }

// put places a word, in as many pieces as lines may part it into.
func (t *setter) put(w *word, look, spaces int32, mayPart bool) {
	from := int32(0)
	for _, letter := range w.breaks {
		t.place(piece{word: w, from: from, to: letter, look: look}, mayPart)
		from, mayPart = letter, true
	}
	t.place(piece{word: w, from: from, to: int32(w.letters()), look: look, spaces: spaces}, mayPart)
	t.open, t.spaced = w.opens, spaces > 0
}

// compound sets a word of several looks, or one too long to be kept whole. It is
// cut between letters: one that reaches over the border of two looks has the
// look that it begins with.
func (t *setter) compound(parts []part) {
	var text []rune
	var starts []int // of the parts, in runes
	for _, p := range parts {
		starts = append(starts, len(text))
		text = append(text, []rune(p.text)...)
	}
	at, breaks := t.pen.part(text)
	for from, n := 0, 0; from < len(at)-1; {
		for n+1 < len(starts) && starts[n+1] <= int(at[from]) {
			n++
		}
		to := cutBefore(at, from, starts[n+1:])
		w := t.pen.word(t.ps.looks[parts[n].look].cut, string(text[at[from]:at[to]]))
		_, mayPart := slices.BinarySearch(breaks, int32(from))
		t.put(w, parts[n].look, 0, mayPart || from == 0 && t.mayPart(w))
		from = to
	}
}

// cutBefore is the letter before which a piece that begins with letter from has
// to end: the next part begins, or the piece is long enough.
func cutBefore(at []int32, from int, starts []int) int {
	const most = 64
	to := from + 1
	for to < len(at)-1 && to-from < most && (len(starts) == 0 || int(at[to]) < starts[0]) {
		to++
	}
	return to
}

// place puts a piece on the line, or on the next one where it has no room.
// Spaces need none. mayPart says that the line may end before the piece.
func (t *setter) place(pc piece, mayPart bool) {
	if mayPart {
		t.line.brk = len(t.ps.pieces)
	}
	pc.at, pc.x = int32(t.at), t.line.x
	w := t.ps.offset(&pc, pc.to)
	const slack = 0.01 // for what rounded lengths add up to
	if t.line.limit > 0 && w > 0 && pc.x+w > t.line.limit+slack {
		t.overflow(pc)
		return
	}
	t.append(pc)
}

func (t *setter) append(pc piece) {
	t.ps.pieces = append(t.ps.pieces, pc)
	t.at = pc.end()
	t.line.x += t.ps.offset(&pc, pc.to) + float32(pc.spaces)*t.ps.looks[pc.look].space
}

// overflow ends the line before a piece that has no room: where it may end, or
// else between two letters.
func (t *setter) overflow(pc piece) {
	pieces := t.ps.pieces
	if t.line.brk > t.line.first {
		tail := slices.Clone(pieces[t.line.brk:])
		t.ps.pieces = pieces[:t.line.brk]
		t.endLine()
		for _, moved := range tail {
			t.place(moved, false)
		}
		t.place(pc, false)
		return
	}
	n := t.fitting(&pc)
	switch {
	case n == 0 && len(pieces) > t.line.first:
		t.endLine()
		t.place(pc, false)
	case pc.from+max(n, 1) == pc.to:
		t.append(pc)
	default:
		head := pc
		head.to, head.spaces = pc.from+max(n, 1), 0
		t.append(head)
		t.endLine()
		pc.from = head.to
		t.place(pc, false)
	}
}

// fitting is how many letters of a piece have room on the line.
func (t *setter) fitting(pc *piece) int32 {
	n := int32(0)
	for pc.from+n < pc.to && pc.x+t.ps.offset(pc, pc.from+n+1) <= t.line.limit {
		n++
	}
	return n
}

// endParagraph ends the line at a line break of the text.
func (t *setter) endParagraph() {
	t.endLine()
	t.at++
	t.line.from = t.at
	t.open, t.spaced = false, false
}

// limit is how wide the letters of the line may be, 0 where nothing limits them.
func (t *setter) limit() float32 {
	if t.form.Width <= 0 {
		return 0
	}
	const least = 0.1 // limits, so that every letter gets a line of its own
	return max(t.form.Width-t.indent(), least)
}

func (t *setter) indent() float32 {
	if len(t.ps.Lines) > 0 {
		return t.form.Indent + t.form.Hang
	}
	return t.form.Indent
}

// endLine makes a line of the pieces put on it and begins the next one.
func (t *setter) endLine() {
	ps, first := t.ps, t.line.first
	l := Line{From: t.line.from, To: t.line.from, first: int32(first), last: int32(len(ps.pieces)), Top: ps.Height}
	pieces := ps.pieces[first:]
	if n := len(pieces); n > 0 {
		l.To = pieces[n-1].end()
	}
	for len(pieces) > 0 && l.Width == 0 {
		pc := &pieces[len(pieces)-1]
		if pc.to > pc.from {
			l.Width = pc.x + ps.offset(pc, pc.to)
		}
		pieces = pieces[:len(pieces)-1]
	}
	l.Left = t.left(l.Width)
	l.Height, l.Baseline = t.pen.fonts.line(t.form)
	ps.Lines = append(ps.Lines, l)
	ps.Height += l.Height
	ps.Width = max(ps.Width, l.Left+l.Width)
	t.at = l.To
	t.line = filling{first: len(ps.pieces), from: t.at}
	t.line.limit = t.limit()
}

// left is where a line of some width begins.
func (t *setter) left(width float32) float32 {
	room := t.line.limit - width
	if t.line.limit == 0 || room < 0 {
		return t.indent()
	}
	switch t.form.Align {
	case Centre:
		return t.indent() + room/2
	case Right:
		return t.indent() + room
	default:
		return t.indent()
	}
}

// line is how high lines of a setting are and where letters stand in them: in
// the middle, as the regular font counts its ascenders and descenders.
func (l *library) line(s Setting) (height, baseline float32) {
	f := l.faces[0]
	natural := f.ascent + f.descent
	leading := s.Leading
	if leading <= 0 {
		leading = natural
	}
	return s.Size * leading, s.Size * ((leading-natural)/2 + f.ascent)
}
