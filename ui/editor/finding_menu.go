package editor

import (
	"strconv"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// mostFixes is how many fixes are offered: as many as there are number keys.
const mostFixes = 9

// whyWidth is the width of the words that say why, in Fyne's units.
const whyWidth float32 = 300

// offer opens the menu of the finding at the caret, and reports whether there is
// one; Alt+Enter.
func (p *proofing) offer() bool {
	f, ok := p.here()
	if !ok {
		return false
	}
	at, size := p.caret()
	choices := p.choices(f)
	part.OpenMenu(p.canvas(), part.MenuForm{
		Head: why(f), Offer: func(string) []part.Choice { return choices },
	}, at, size)
	return true
}

// items are the same for a menu of the mouse, above what else can be done; none
// where the caret stands on no finding.
func (p *proofing) items() []*fyne.MenuItem {
	f, ok := p.here()
	if !ok {
		return nil
	}
	var all []*fyne.MenuItem
	for _, c := range p.choices(f) {
		if c.Apart && len(all) > 0 {
			all = append(all, fyne.NewMenuItemSeparator())
		}
		all = append(all, fyne.NewMenuItem(c.Text, c.Do))
	}
	return append(all, fyne.NewMenuItemSeparator())
}

// choices are what can be done about a finding.
func (p *proofing) choices(f model.Finding) []part.Choice {
	var all []part.Choice
	for i, fix := range f.Fixes[:min(len(f.Fixes), mostFixes)] {
		all = append(all, part.Choice{
			Text: fixWords(f, fix), Key: []rune(strconv.Itoa(i + 1))[0],
			Do: p.command(func(at manuscript.Spot) manuscript.Command { return manuscript.FixFinding(at, f, fix) }),
		})
	}
	all = append(all, part.Choice{
		Text: say.T("proof.here"), Apart: true,
		Do: p.command(func(manuscript.Spot) manuscript.Command { return manuscript.Waive(f) }),
	})
	if p.waivers != nil {
		all = append(all, part.Choice{Text: say.T("proof.never"), Do: func() {
			p.never(f)
			p.reveal()
		}})
	}
	return all
}

// command runs a command at the caret and goes back to the page.
func (p *proofing) command(at func(manuscript.Spot) manuscript.Command) func() {
	return func() {
		p.run(at(p.state.Selection().Head))
		p.redraw()
		p.found()
		p.reveal()
	}
}

// fixWords says what a fix does.
func fixWords(f model.Finding, fix string) string {
	if fix == "" {
		return say.T("proof.remove", f.Words)
	}
	return fix
}

// why says what kind of finding it is, and why it is one.
func why(f model.Finding) fyne.CanvasObject {
	column := part.VStack(look.S4, part.NewBadge(kindColour(f.Kind), say.T("proof.kind."+string(f.Kind))))
	if f.Why != "" {
		words := part.NewProseIn(look.Control, f.Why, whyWidth)
		column.Add(part.Inset(0, -look.S4, 0, -look.S4, part.Sized(whyWidth, 0, words)))
	}
	return column
}

// kindColour is the colour that the page underlines a kind of finding in.
func kindColour(k model.FindingKind) fyne.ThemeColorName {
	switch k {
	case model.Misspelt:
		return look.Fault
	case model.Unusual:
		return look.Warning
	default:
		return look.Accent
	}
}
