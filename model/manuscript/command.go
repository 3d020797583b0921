package manuscript

import (
	"time"

	"tinxa/model"
)

// Moment is what a command works on: what is there, and what is selected.
type Moment struct {
	Report    model.Report
	Boxes     []Box // of the report
	Selection Selection
	Marks     model.Mark // styles that a letter typed now would bear
	Now       time.Time
	Plain     bool   // typing does nothing by itself
	Letter    []rune // the one before the caret as it was typed, where it came in several characters
}

// Change is what a command makes of a moment.
type Change struct {
	Edits     model.All
	Selection Selection   // then
	Marks     *model.Mark // styles chosen for what is typed next; nil for those of the text before
	Group     Group
	Typed     string                        // with Typing: what was put in, in the characters in which it came
	Amend     func(model.Block) model.Block // no step: what undo remembers is changed, too, as if it had always been so; nil for a step
	Then      Command                       // run on top, as a step of its own that undo takes back alone; nil for none
}

// Command is a function from what is there to what changes. ErrEdit where it
// does not fit; where there is nothing to do it changes nothing.
type Command func(m Moment) (Change, error)

// Group tells undo what belongs together.
type Group int

// The groups.
const (
	Alone   Group = iota // a step of its own
	Typing               // letters, a step a word
	Erasing              // letters taken out, with the word while they are its own
)

// stay is the change of a command that finds nothing to do.
func (m Moment) stay() Change { return Change{Selection: m.Selection} }

// ordered is the selection in reading order.
func (m Moment) ordered() (from, to Spot) { return ordered(m.Boxes, m.Selection) }

// box is the box of a spot; one without a form where there is none.
func (m Moment) box(at Spot) Box {
	if i := indexOf(m.Boxes, at); i >= 0 {
		return m.Boxes[i]
	}
	return Box{Shown: unshown}
}
