package portals

import (
	"slices"

	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newTrial is trying the account out: what it does, and how each step went.
func (s *Screen) newTrial(f *form) fyne.CanvasObject {
	how := say.T("portals.trial.how")
	if f.account.Kind == "mail" {
		how = say.T("portals.trial.mail.how")
	}
	rows := []fyne.CanvasObject{newHead(say.T("portals.trial")), part.NewProseIn(look.Label, how, inner)}
	for _, step := range stepsOf(f) {
		rows = append(rows, newStep(f, step))
	}
	words := say.T("portals.try")
	if f.trial.ended {
		words = say.T("portals.try.again")
	}
	s.tryOut = part.NewButton(words, "", s.try)
	part.Enable(!f.trial.running, s.tryOut)
	tryOut := s.tryOut
	tryOut.OnFocus = func() { s.page.Reveal(tryOut) }
	if e := f.doubted(); e != nil {
		rows = append(rows, s.newDoubt(e))
	} else if f.trial.err != nil {
		rows = append(rows, s.newTrialFault(f))
	} else if f.trial.ended {
		rows = append(rows, part.NewProseIn(look.Control, say.T("portals.trial.good"), inner))
	}
	return newCard("", "", append(rows, part.Inset(look.S4, 0, 0, 0, part.HStack(0, s.tryOut)))...)
}

func (s *Screen) newTrialFault(f *form) fyne.CanvasObject {
	e := explain(f.trial.err)
	rows := []fyne.CanvasObject{part.NewProseIn(look.Strong, e.What, glyphInner-2*look.S16), part.NewProseIn(look.Control, e.Do, glyphInner-2*look.S16)}
	if e.Note != "" {
		rows = append(rows, part.NewProseIn(look.Label, e.Note, glyphInner-2*look.S16))
	}
	copied := part.NewPlain(say.T("portals.report"), look.IconCopy, func() {
		fyne.CurrentApp().Clipboard().SetContent(e.Detail)
		s.toast(say.T("portals.reported"))
	})
	rows = append(rows, part.Inset(0, 0, -look.S4, -look.S8, part.HStack(0, copied)))
	return part.Inset(look.S4, 0, look.S4, 0, newCard(look.IconFault, look.Fault, rows...))
}

// stepsOf lists the steps to be shown: all that are to come before and while it
// is tried, those that were taken afterwards.
func stepsOf(f *form) []string {
	if !f.trial.ended {
		return kinds[f.account.Kind].steps
	}
	var steps []string
	for _, c := range f.trial.checks {
		if !slices.Contains(steps, c.Step) {
			steps = append(steps, c.Step)
		}
	}
	return steps
}

// newStep is a step with how it went.
func newStep(f *form, step string) fyne.CanvasObject {
	icon, ink, kind := look.IconMore, look.Dim, look.Control
	i := slices.IndexFunc(f.trial.checks, func(c Check) bool { return c.Step == step })
	switch {
	case i >= 0 && f.trial.checks[i].Err == nil:
		icon, ink = look.IconCheck, look.Good
	case i >= 0:
		icon, ink = look.IconFault, look.Fault
	case f.trial.running && step == nextStep(f):
		icon, ink, kind = look.IconForward, look.Accent, look.Strong
	}
	return part.HStack(look.S8, newGlyph(icon, ink), part.NewText(kind, say.T("portals.step."+step)))
}

// nextStep is the step in hand.
func nextStep(f *form) string {
	for _, step := range kinds[f.account.Kind].steps {
		if !slices.ContainsFunc(f.trial.checks, func(c Check) bool { return c.Step == step }) {
			return step
		}
	}
	return ""
}
