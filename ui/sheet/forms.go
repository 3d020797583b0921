package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/look"
)

// dress is how the texts of one form are set. Lengths are those at zoom 1.
type dress struct {
	kind    look.Kind // size and colour
	cut     ink.Cut
	leading float32 // line height in sizes
	spacing float32 // between letters
	align   ink.Align
	left    float32 // indentation
	air     air
	capital bool   // shown in capitals
	hint    string // key of what an empty text says
}

// air is the least distance to what stands above and below; between two texts
// the larger one counts.
type air struct{ above, below float32 }

// Measures of the page at zoom 1 that the spacing steps do not name.
const (
	bodyLeading  float32 = 1.55
	headLeading  float32 = 1.3
	smallLeading float32 = 1.45
	listIndent           = look.S24
	quoteIndent          = look.S16
	quoteBar     float32 = 3
	fromDash             = look.S16 // for the dash before whom a quotation is from
	kickerTrack  float32 = 0.7      // between the kicker's letters
	itemGap      float32 = 5        // between what begins an item and its commune: a space of these letters
)

var (
	regular  = ink.Cut{Weight: 400}
	slanted  = ink.Cut{Weight: 400, Italic: true}
	semibold = ink.Cut{Weight: 600}
	bold     = ink.Cut{Weight: 700}
)

// dresses holds the dress of every form.
var dresses = map[manuscript.Form]*dress{
	manuscript.FormKicker: {
		kind: look.Kicker, cut: semibold, leading: smallLeading, spacing: kickerTrack,
		air: air{0, look.S8}, capital: true, hint: "sheet.hint.kicker",
	},
	manuscript.FormTitle: {
		kind: look.Headline, cut: bold, leading: headLeading,
		air: air{0, look.S12}, hint: "sheet.hint.title",
	},
	manuscript.FormSapo: {
		kind: look.Sapo, cut: semibold, leading: smallLeading,
		air: air{look.S12, look.S24}, hint: "sheet.hint.sapo",
	},
	manuscript.Paragraph: {
		kind: look.Body, cut: regular, leading: bodyLeading, air: air{look.S12, look.S12},
	},
	manuscript.Heading: {
		kind: look.Subheading, cut: semibold, leading: smallLeading,
		air: air{look.S24, look.S8}, hint: "sheet.hint.heading",
	},
	manuscript.Quote: {
		kind: look.Body, cut: slanted, leading: bodyLeading, left: quoteIndent,
		air: air{look.S16, look.S4}, hint: "sheet.hint.quote",
	},
	manuscript.FormFrom: {
		kind: look.Label, cut: regular, leading: smallLeading, left: quoteIndent + fromDash,
		air: air{look.S4, look.S16}, hint: "sheet.hint.from",
	},
	manuscript.Dash: {
		kind: look.Body, cut: regular, leading: bodyLeading, left: listIndent,
		air: air{look.S4, look.S4},
	},
	manuscript.Numbered: {
		kind: look.Body, cut: regular, leading: bodyLeading, left: listIndent,
		air: air{look.S4, look.S4},
	},
	manuscript.FormCommune: {
		kind: look.Subheading, cut: semibold, leading: smallLeading,
		air: air{look.S32, look.S8}, hint: "sheet.hint.commune",
	},
	manuscript.FormPicture: {kind: look.Caption, air: air{look.S24, look.S8}},
	manuscript.FormCaption: {
		kind: look.Caption, cut: slanted, leading: smallLeading, align: ink.Centre,
		air: air{look.S8, look.S24}, hint: "sheet.hint.caption",
	},
	manuscript.FormByline: {
		kind: look.Body, cut: bold, leading: smallLeading, align: ink.Right,
		air: air{look.S4, look.S4}, hint: "sheet.hint.byline",
	},
}

// hung is how what stands before a text is set: bullets, numbers, times.
var (
	hung   = &dress{kind: look.Body, cut: regular, leading: bodyLeading}
	timed  = &dress{kind: look.Label, cut: regular}
	worded = &dress{kind: look.Label, cut: regular, leading: smallLeading, align: ink.Centre}
)

// dressOf is the dress of a form; that of a paragraph where the form is unknown.
func dressOf(f manuscript.Form) *dress {
	if d := dresses[f]; d != nil {
		return d
	}
	return dresses[manuscript.Paragraph]
}

// setting is the dress at a zoom and a width.
func (d *dress) setting(zoom, width float32) ink.Setting {
	return ink.Setting{
		Size: d.kind.Size() * zoom, Leading: d.leading, Width: width,
		Spacing: d.spacing * zoom, Align: d.align,
	}
}

// look is how plain letters of the dress look in a colour.
func (d *dress) look(colour fyne.ThemeColorName) ink.Look {
	return ink.Look{Cut: d.cut, Ink: look.Color(colour)}
}
