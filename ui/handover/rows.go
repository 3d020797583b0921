package handover

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tinxa/export/handover"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// Width is how wide the window is; a browser keeps 986 of 1366 beside it.
const Width float32 = 380

// inner is the width of the words in a row.
const inner = Width - 2*look.S12 - 2*look.S12 - look.IconSide - look.S12

// newHead says what is handed over, and opens the portal.
func (s *Screen) newHead() fyne.CanvasObject {
	name := s.env.Account.Name
	if name == "" {
		name = say.T("handover.any")
	}
	words := part.VStack(look.S4/2, part.NewCutText(look.Strong, name), part.NewCutText(look.Label, s.env.Report))
	var open fyne.CanvasObject
	if address := s.env.Account.Address; address != "" {
		open = part.Inset(0, 0, 0, look.S8, part.HStack(0, part.NewButton(say.T("handover.open"), look.IconBrowser, func() { s.browse(address) })))
	}
	row := part.Frame(nil, nil, nil, open, part.VStack(0, layout.NewSpacer(), words, layout.NewSpacer()))
	return part.NewSide(part.Below, part.Inset(look.S8, look.S12, look.S8, look.S16, part.Sized(0, look.RowHeight, row)))
}

// update makes the rows anew.
func (s *Screen) update() {
	s.rows = map[string]fyne.CanvasObject{}
	next, more := s.state.next()
	objects := []fyne.CanvasObject{part.NewProseIn(look.Label, say.T("handover.how"), Width-2*look.S12)}
	for i, st := range s.state.steps {
		if s.state.begins(i) {
			objects = append(objects, part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Label, say.T("handover.some"))))
		}
		s.rows[st.tick] = s.newRow(st, more && st.tick == next.tick)
		objects = append(objects, s.rows[st.tick])
	}
	objects = append(objects, s.newEnd())
	s.page.Objects = []fyne.CanvasObject{part.Pad(look.S12, part.VStack(look.S8, objects...))}
	s.foot.Objects = []fyne.CanvasObject{s.newFoot(next, more)}
	s.root.Refresh()
}

// newRow is a step; pressing it does it.
func (s *Screen) newRow(st step, next bool) fyne.CanvasObject {
	icon, ink := look.IconCopy, look.Second
	switch {
	case s.state.done(st):
		icon, ink = look.IconCheck, look.Good
	case st.photos:
		icon = look.IconFolder
	}
	lead := part.Inset(look.S4/2, look.S12, 0, 0, part.VStack(0, newGlyph(icon, ink)))
	words := part.VStack(0, part.Inset(0, 0, 0, look.S4, part.NewCutText(look.Strong, s.label(st))))
	if text := s.preview(st); text != "" {
		words.Add(part.NewProseIn(look.Label, text, inner))
	}
	if st.photos {
		words.Add(part.Inset(look.S4, 0, 0, look.S4, s.newThumbs()))
	}
	if st.field.Name == handover.Body {
		words.Add(part.Inset(0, 0, -look.S8, -look.S8, s.newForms(st)))
	}
	card := part.NewCard(part.Inset(look.S12, look.S12, look.S12, look.S12, part.Frame(nil, nil, lead, nil, words)), func() { s.do(st) })
	card.OnKey = s.Key
	card.SetSelected(next)
	return card
}

// newForms are the other forms of the body, for forms that take no pasted HTML.
func (s *Screen) newForms(st step) fyne.CanvasObject {
	return part.HStack(0,
		part.NewPlain(say.T("handover.copy.code"), "", func() { s.copyText(st, st.field.Code) }),
		part.NewPlain(say.T("handover.copy.text"), "", func() { s.copyText(st, st.field.Text) }))
}

// label names a step.
func (s *Screen) label(st step) string {
	switch {
	case st.photos:
		return say.T("handover.photos", say.Count(len(s.state.hand.Photos)))
	case st.field.Photo > 0:
		return say.T("handover.field."+string(st.field.Name), numbered(st.field.Photo))
	}
	return say.T("handover.field." + string(st.field.Name))
}

// numbered is a photo's number as its file's name begins.
func numbered(n int) string { return fmt.Sprintf("%02d", n) }

// preview is what a row says of its step.
func (s *Screen) preview(st step) string {
	if !st.photos {
		return preview(st.field.Text)
	}
	var size int64
	for _, p := range s.state.hand.Photos {
		size += p.Size
	}
	return say.T("handover.photos.how", say.Size(size))
}

// newEnd is where the article's address goes.
func (s *Screen) newEnd() fyne.CanvasObject {
	icon, ink, head := look.IconLink, look.Second, say.T("handover.url")
	if s.state.url != "" {
		icon, ink, head = look.IconCheck, look.Good, say.T("handover.url.kept")
	}
	field := part.NewField(say.T("handover.url.example"))
	field.Text = s.state.url
	field.OnSubmitted = s.finish
	keep := part.NewButton(say.T("handover.url.keep"), "", func() { s.finish(field.Text) })
	buttons := part.HStack(look.S8, keep)
	if s.state.url != "" {
		buttons.Add(part.NewPlain(say.T("handover.url.open"), look.IconBrowser, func() { s.browse(s.state.url) }))
	}
	lead := part.Inset(look.S4/2, look.S12, 0, 0, part.VStack(0, newGlyph(icon, ink)))
	words := part.VStack(look.S4, part.NewProseIn(look.Strong, head, inner), part.NewProseIn(look.Label, say.T("handover.url.how"), inner), field,
		part.Inset(look.S4, 0, 0, 0, buttons))
	return part.NewSurface(part.Pad(look.S12, part.Frame(nil, nil, lead, nil, words)))
}

// newFoot is the main button, with how far all is: what comes next, once every
// form's fields are done the article's address, and then the end.
func (s *Screen) newFoot(next step, more bool) fyne.CanvasObject {
	done, all := s.state.far()
	words, do := say.T("handover.next"), s.Next
	switch {
	case more && next.photos:
		words = say.T("handover.next.photos")
	case done < all:
	case s.state.url == "":
		words, do = say.T("handover.url.paste"), func() { s.finish(fyne.CurrentApp().Clipboard().Content()) }
	default:
		words, do = say.T("handover.close"), s.env.Close
	}
	far := part.NewText(look.Label, say.T("handover.far", done, all))
	row := part.HStack(look.S8, part.Inset(0, 0, 0, look.S4, far), layout.NewSpacer(), part.NewPrimary(words, "", do))
	return part.NewSide(part.Above, part.Pad(look.S12, row))
}

// tell shows a message over the whole width, its button below it.
func (s *Screen) tell(tone part.Tone, text, action string, do func()) {
	banner := part.NewBanner(tone, text).WithClose(s.notice.Hush)
	if action == "" {
		s.notice.Show(banner)
		return
	}
	button := part.NewButton(action, "", func() { s.notice.Hush(); do() })
	below := part.NewSide(part.Below, part.Inset(look.S8, look.S12, look.S8, look.S12, part.HStack(0, layout.NewSpacer(), button)))
	s.notice.Show(part.VStack(0, banner, below))
}

// explain tells a fault: what happened, what was kept, what to do.
func (s *Screen) explain(err error, action string, do func()) {
	e := say.Explain(err)
	s.tell(part.ToneFault, e.What+" "+e.Kept+" "+e.Do, action, do)
}

func newGlyph(name look.IconName, ink fyne.ThemeColorName) fyne.CanvasObject {
	img := canvas.NewImageFromResource(look.IconIn(name, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return container.NewCenter(img)
}

// Place is the words that keep a photo's place in the body.
func Place(number int) string { return say.T("handover.place", numbered(number)) }
