package history

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// kinds says in which step of the type scale a part is shown; Body where it is
// not named.
var kinds = map[compare.Role]look.Kind{
	compare.Kicker: look.Kicker, compare.Headline: look.Headline, compare.Stamp: look.Label,
	compare.Sapo: look.Sapo, compare.Fact: look.Control, compare.Commune: look.Subheading,
	compare.Heading: look.Subheading, compare.Speaker: look.Label, compare.Photo: look.Caption,
	compare.Credit: look.Label, compare.Alt: look.Label,
}

func kindOf(role compare.Role) look.Kind {
	if kind, ok := kinds[role]; ok {
		return kind
	}
	return look.Body
}

// runs are pieces as they are drawn: what came is tinted and underlined, what
// went tinted and struck. What came in the place of a whole text stands apart
// from it.
func runs(pieces []compare.Piece) []part.Run {
	var all []part.Run
	for i, p := range pieces {
		if i > 0 && p.Kind == compare.Added && pieces[i-1].Kind == compare.Removed && !endsBlank(pieces[i-1].Text) {
			all = append(all, part.Run{Text: " "})
		}
		all = append(all, runOf(p))
	}
	return all
}

func endsBlank(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(last)
}

func runOf(p compare.Piece) part.Run {
	r := marked(part.Run{
		Text: p.Text, Bold: p.Marks&model.Bold != 0, Italic: p.Marks&model.Italic != 0,
		Underline: p.Marks&model.Underline != 0 || p.Link != "",
	}, p.Kind)
	if p.Link != "" && p.Kind == compare.Same {
		r.Colour = look.Accent
	}
	return r
}

// marked is a run as it is drawn when it came or went.
func marked(r part.Run, kind compare.Kind) part.Run {
	switch kind {
	case compare.Added:
		r.Underline = true
		r.Colour, r.Tint, r.Stroke = look.Ink, look.GoodGround, look.Good
	case compare.Removed:
		r.Underline, r.Struck = false, true
		r.Colour, r.Tint, r.Stroke = look.Ink, look.FaultGround, look.Fault
	}
	return r
}

// side is one state of a part, or both at once on the merged page.
type side struct {
	part   compare.Part
	pieces []compare.Piece
	kind   compare.Kind  // of the part as a whole
	was    model.PhotoID // the photo in whose place another came, on the merged page
	notes  string
}

// newCell shows a part of the report.
func newCell(a album, s side) fyne.CanvasObject {
	body := s.body(a)
	if s.notes == "" {
		return body
	}
	words := part.NewFlow(look.Label)
	words.Set([]part.Run{{Text: s.notes, Colour: look.Warning, Tint: look.WarningGround}})
	return part.VStack(0, words, body)
}

func (s side) body(a album) fyne.CanvasObject {
	switch s.part.Role {
	case compare.Photo:
		return s.photo(a)
	case compare.Fact:
		return s.fact(a)
	case compare.Bullet:
		return s.entry("•")
	case compare.Number:
		return s.entry(strconv.Itoa(s.part.Place) + ".")
	case compare.Quote:
		bar := part.Sized(barWidth, 0, widget.NewSeparator())
		return part.Frame(nil, nil, bar, nil, part.Inset(0, 0, 0, look.S12, s.flow()))
	case compare.Heading, compare.Commune:
		return part.Inset(look.S12, 0, 0, 0, s.flow())
	case compare.Byline:
		return s.flow().Aligned(fyne.TextAlignTrailing)
	case compare.Speaker:
		return s.flow(part.Run{Text: "— "})
	case compare.Credit, compare.Alt:
		return s.flow(part.Run{Text: say.T("history.part."+string(s.part.Role)) + " "})
	}
	return s.flow()
}

// barWidth is how thick the bar beside a quotation is.
const barWidth float32 = 3

// flow is the part's words, with some before them.
func (s side) flow(before ...part.Run) *part.Flow {
	all := append(before, runs(s.pieces)...)
	for i := range all {
		switch s.part.Role {
		case compare.Kicker:
			all[i].Text = strings.ToUpper(all[i].Text)
		case compare.Quote:
			all[i].Italic = true
		case compare.Byline:
			all[i].Bold = true
		}
	}
	f := part.NewFlow(kindOf(s.part.Role))
	f.Set(all)
	return f
}

func (s side) entry(mark string) fyne.CanvasObject {
	sign := part.NewFlow(look.Body).Aligned(fyne.TextAlignTrailing)
	sign.Set([]part.Run{{Text: mark}})
	entry := part.Frame(nil, nil, part.Sized(look.S24, 0, sign), nil, s.flow())
	return part.Inset(0, 0, 0, look.S24*float32(s.part.Depth), entry)
}

// fact is a line of the report's card, below its name.
func (s side) fact(a album) fyne.CanvasObject {
	name := part.NewProse(look.Label, say.T("history.fact."+s.part.Name))
	switch s.part.Name {
	case "cover":
		return part.VStack(0, name, s.photos(a))
	case "extended": // a sign, not a word
		words := part.NewFlow(look.Control)
		words.Set([]part.Run{marked(part.Run{Text: say.T("history.extended")}, s.kind)})
		return part.VStack(0, name, words)
	}
	return part.VStack(0, name, s.flow())
}

// photo is a small photo, its caption beside it.
func (s side) photo(a album) fyne.CanvasObject {
	caption := s.flow()
	if len(s.pieces) == 0 {
		caption.SetText(say.T("history.caption.none"))
	}
	return part.Frame(nil, nil, s.photos(a), nil, part.Inset(0, 0, 0, look.S8, caption))
}

// photos is the photo, below the one that stood in its place before.
func (s side) photos(a album) fyne.CanvasObject {
	one := func(id model.PhotoID, kind compare.Kind) fyne.CanvasObject {
		return container.NewHBox(newThumb(a, id, kind))
	}
	now := one(s.part.Photo, s.kind)
	if s.was == "" {
		return part.Inset(look.S4, 0, look.S4, look.S4, now)
	}
	return part.Inset(look.S4, 0, look.S4, look.S4, part.VStack(look.S4, one(s.was, compare.Removed), now))
}

// olderSide is the part before, nil where there was none.
func olderSide(r compare.Row) *side {
	if r.Kind == compare.Added {
		return nil
	}
	s := &side{part: r.Before, pieces: r.Older(), kind: r.Kind, notes: notes(r)}
	if r.Before.Photo != r.After.Photo {
		s.kind = compare.Removed
	}
	return s
}

// newerSide is the part after, nil where there is none any more.
func newerSide(r compare.Row) *side {
	if r.Kind == compare.Removed {
		return nil
	}
	s := &side{part: r.After, pieces: r.Newer(), kind: r.Kind, notes: notes(r)}
	if r.Before.Photo != r.After.Photo {
		s.kind = compare.Added
	}
	return s
}

// merged is the part with what came and what went in one text.
func merged(r compare.Row) *side {
	s := &side{part: r.Part(), pieces: r.Pieces, kind: r.Kind, notes: notes(r)}
	if r.Kind == compare.Same && r.Before.Photo != r.After.Photo {
		s.kind, s.was = compare.Added, r.Before.Photo
		if r.After.Photo == "" { // its place was kept
			s.kind, s.was = compare.Removed, ""
			s.part.Photo = r.Before.Photo
		}
	}
	return s
}
