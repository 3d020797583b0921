package sheet

import (
	"math"

	"tinxa/ui/ink"
)

// words is a text that has been set, and what it was set from.
type words struct {
	*ink.Passage
	runs   []ink.Run
	size   float32 // of its letters
	prints []print // one for each line, made when they are asked for
}

// print tells what a line looks like: lines with the same print are the same
// picture.
type print uint64

// The hash is FNV-1a, a whole value at a time instead of a byte.
const (
	printStart print = 14695981039346656037
	printPrime print = 1099511628211
)

func (p print) with(v uint64) print        { return (p ^ print(v)) * printPrime }
func (p print) withLength(x float32) print { return p.with(uint64(math.Float32bits(x))) }

func (p print) withLook(l ink.Look) print {
	style := uint64(l.Weight) << 3
	for bit, on := range []bool{l.Italic, l.Underline, l.Struck} {
		if on {
			style |= 1 << bit
		}
	}
	r, g, b, a := l.Ink.RGBA()
	return p.with(style).with(uint64(r)<<48 | uint64(g)<<32 | uint64(b)<<16 | uint64(a))
}

// newWords sets runs.
func newWords(pen *ink.Pen, runs []ink.Run, s ink.Setting) *words {
	return &words{Passage: pen.Set(runs, s), runs: runs, size: s.Size}
}

// print is what a line looks like.
func (w *words) print(line int) print {
	if w.prints == nil {
		w.prints = w.printed()
	}
	return w.prints[line]
}

func (w *words) printed() []print {
	all := make([]print, len(w.Lines))
	for i, l := range w.Lines {
		all[i] = printStart.withLength(w.size).withLength(l.Left).withLength(l.Width).withLength(l.Height)
	}
	line, pos := 0, 0
	for _, r := range w.runs {
		begun := -1 // the line on which the look of this run was taken in
		for _, letter := range r.Text {
			for line+1 < len(w.Lines) && pos >= w.Lines[line+1].From {
				line++
			}
			if begun != line {
				all[line], begun = all[line].withLook(r.Look), line
			}
			all[line] = all[line].with(uint64(letter))
			pos++
		}
	}
	return all
}
