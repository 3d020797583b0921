package ink

import "image/color"

// Cut names one font of the family: 400 (regular), 600 (semibold) or 700
// (bold), upright or italic. Other weights are set in the nearest of these.
type Cut struct {
	Weight int
	Italic bool
}

// Look is how the letters of a run are drawn. Ink nil is black.
type Look struct {
	Cut
	Underline, Struck bool
	Ink               color.Color
}

// Run is a piece of text in one look.
type Run struct {
	Text string
	Look Look
}

// Align says where lines stand that are shorter than the passage is wide.
type Align int

// Left is where Vietnamese is read from, Centre for captions, Right for names
// under a text.
const (
	Left Align = iota
	Centre
	Right
)

// Setting is the form that a passage is set in. Lengths are in Fyne's units.
type Setting struct {
	Size    float32 // of the letters: the em
	Leading float32 // height of a line in ems; 0 as the regular font has it
	Width   float32 // where lines break; 0 or less: at line breaks of the text alone
	Indent  float32 // of all lines from the left edge; part of Width
	Hang    float32 // of all lines but the first, on top of Indent; negative moves them out
	Spacing float32 // put behind every letter and space
	Align   Align
}
