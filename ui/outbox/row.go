package outbox

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// row is one dispatch on the screen.
type row struct {
	item  sending.Item
	kind  string // of its account
	card  *part.Card
	words *part.Flow
	gauge *part.Gauge // nil unless it is being sent
}

// words is how wide the words of a row are, beside its button.
const (
	buttonRoom float32 = 232
	wordsRoom          = look.PageWidth - look.S16 - look.IconSide - look.S12 - buttonRoom - look.S8
)

func (s *Screen) newRow(item sending.Item) *row {
	d := item.Dispatch
	report, id := d.ID.Parts()
	account, known := s.env.Queue.Account(id)
	if !known {
		account.Name = say.T("outbox.account.gone")
	}
	r := &row{item: item, kind: account.Kind}
	r.words = part.NewProseIn(look.Label, "", wordsRoom)
	lines := []fyne.CanvasObject{
		part.NewProseIn(look.Strong, titleOf(d), wordsRoom), part.Inset(-look.S4, 0, 0, 0, part.NewProseIn(look.Label, account.Name, wordsRoom)),
		part.Inset(-look.S4, 0, 0, 0, r.words),
	}
	if item.Running {
		r.gauge = part.NewGauge()
		lines = append(lines, part.Inset(look.S4, 0, look.S4, look.S4, r.gauge))
	}
	r.advance(item, s.env.Now())
	lead := part.Inset(look.S4, look.S12, 0, look.S16, part.VStack(0, newMark(item)))
	side := part.Sized(buttonRoom, 0, part.HStack(0, layout.NewSpacer(), s.newButtons(r)))
	top := part.Frame(nil, nil, lead, side, part.VStack(0, lines...))
	body := part.VStack(0, top)
	if s.open == d.ID {
		body.Objects = append(body.Objects, s.newLog(d))
	}
	r.card = part.NewCard(part.Inset(look.S8, look.S8, look.S8, 0, body), func() { s.env.Show(report, id) })
	r.card.OnSecondary = func(at fyne.Position) { s.showMenu(r, at) }
	at := len(s.rows)
	r.card.OnKey = func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyUp:
			s.step(at - 1)
		case fyne.KeyDown:
			s.step(at + 1)
		default:
			s.Key(e)
		}
	}
	return r
}

// newMark is the icon of how an item stands.
func newMark(item sending.Item) fyne.CanvasObject {
	icon, ink := look.IconExport, look.Accent
	switch {
	case item.Running:
	case item.Fault != nil:
		icon, ink = look.IconFault, look.Fault
	case item.Dispatch.State == model.SendDone:
		icon, ink = look.IconCheck, look.Good
	case item.Dispatch.State == model.SendAsks:
		icon, ink = look.IconWarning, look.Warning
	case item.Dispatch.State != model.SendQueued:
		icon, ink = look.IconInfo, look.Second
	}
	img := canvas.NewImageFromResource(look.IconIn(icon, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return img
}

// advance moves the progress.
func (r *row) advance(item sending.Item, now time.Time) {
	r.words.SetText(standing(item, r.kind, now))
	if p := item.Progress; r.gauge != nil && p.Whole > 0 {
		r.gauge.Set(float32(p.Total) / float32(p.Whole))
	}
}

// newButtons are the one main action of a row and its small menu.
func (s *Screen) newButtons(r *row) fyne.CanvasObject {
	var more *part.IconButton
	more = part.NewIconButton(look.IconMore, say.T("outbox.more"), "", func() {
		below := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
		s.showMenu(r, below.AddXY(0, more.Size().Height))
	})
	words, do := s.mainAction(r.item)
	if do == nil {
		return part.HStack(look.S4, more)
	}
	main := part.NewButton(words, "", do)
	if r.item.Busy {
		main.Disable()
	}
	return part.HStack(look.S4, main, more)
}

// mainAction is the one thing that is most likely wanted, nil for none.
func (s *Screen) mainAction(item sending.Item) (words string, do func()) {
	d := item.Dispatch
	report, account := d.ID.Parts()
	next := sending.NextOf(d)
	decision, alone := next.Decision()
	switch {
	case item.Running || d.State == model.SendQueued:
		return say.T("outbox.do.pause"), func() { s.env.Queue.Decide(d.ID, export.Pause) }
	case d.State == model.SendWaits:
		return say.T("next.now"), func() { s.env.Queue.Decide(d.ID, export.GoOn) }
	case next == sending.NextAccount:
		return say.T("next.account"), func() { s.env.EditAccount(account) }
	case alone && next != sending.NextAgain:
		return say.T("next." + string(next)), func() { s.env.Queue.Decide(d.ID, decision) }
	case next != sending.NextNothing: // what must be seen before it is decided
		return say.T("outbox.do.answer"), func() { s.env.Show(report, account) }
	case sending.Opens(sending.AddressOf(d.Sent.Article)):
		return say.T("outbox.do.open"), func() { s.browse(sending.AddressOf(d.Sent.Article)) }
	}
	return "", nil
}

// showMenu opens the small menu of a row.
func (s *Screen) showMenu(r *row, at fyne.Position) {
	var items []*fyne.MenuItem
	for _, a := range actions(r.item) {
		items = append(items, fyne.NewMenuItem(say.T("outbox.do."+string(a)), func() { s.act(r.item, a) }))
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.root); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}

// act does what was chosen in the menu.
func (s *Screen) act(item sending.Item, a action) {
	d := item.Dispatch
	switch a {
	case doPause:
		s.env.Queue.Decide(d.ID, export.Pause)
	case doGoOn:
		s.env.Queue.Decide(d.ID, export.GoOn)
	case doCancel:
		s.env.Queue.Decide(d.ID, export.Cancel)
	case doOpen:
		s.browse(sending.AddressOf(d.Sent.Article))
	case doCopy:
		fyne.CurrentApp().Clipboard().SetContent(sending.AddressOf(d.Sent.Article))
		s.toast(say.T("outbox.copied"))
	case doLog:
		s.unfold(d.ID)
	case doShow:
		s.env.Show(d.ID.Parts())
	}
}

// browse opens an article in the browser.
func (s *Screen) browse(url string) {
	task.Go(s.ctx, s.env.Runner, func(context.Context) (struct{}, error) {
		return struct{}{}, s.env.OpenURL(url)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.notice.Explain(err, say.T("outbox.again"), func() { s.browse(url) })
		}
	})
}

// mostLog is how many lines of a log are shown.
const mostLog = 12

// newLog lists what was done last about a dispatch.
func (s *Screen) newLog(d model.Dispatch) fyne.CanvasObject {
	width := look.PageWidth - look.S48 - look.S16
	lines := part.VStack(-look.S4)
	for _, e := range d.Log[max(0, len(d.Log)-mostLog):] {
		lines.Objects = append(lines.Objects, part.NewProseIn(look.Label, logWords(e, s.env.Now()), width))
	}
	return part.VStack(look.S4, part.Inset(look.S8, 0, 0, 0, widget.NewSeparator()),
		part.Inset(0, 0, 0, look.S48, lines))
}
