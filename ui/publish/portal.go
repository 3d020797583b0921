package publish

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sending"
)

// portal is the foot of the right column while an account is chosen: what is to
// become of the report there, and what has become of it.
type portal struct {
	screen *Screen
	root   fyne.CanvasObject
	place  *fyne.Container
	topics topicList
	pinned []fyne.CanvasObject // what never scrolls away

	shape string     // of what is shown; while it stays only the progress moves
	words *part.Flow // of what is being sent, nil while nothing is
	gauge *part.Gauge
	main  *part.Button // the one main button, nil for none
	wrong *part.Text   // under the time of publication, nil while there is none
}

// inFoot is how wide prose in the foot is, and in a note there.
const (
	inFoot = look.PanelWidth - 2*look.S16
	inNote = inFoot - 2*look.S12
)

func newPortal(s *Screen) *portal {
	p := &portal{screen: s, place: container.NewStack()}
	body := part.Inset(look.S12, look.S16, look.S4, look.S16, p.place)
	p.root = part.VStack(0, widget.NewSeparator(), body)
	return p
}

// press presses the main button, from the keyboard.
func (p *portal) press() {
	if p.main != nil && !p.main.Disabled() {
		p.main.OnTapped()
	}
}

// update follows the queue: the progress alone where nothing else has changed.
func (p *portal) update() {
	item, known := p.screen.item()
	if shapeOf(item, known) != p.shape {
		p.screen.panel.sync()
		if phaseOf(item, known) == done && p.topics.err != nil { // the portal answers now
			p.screen.readTopics()
		}
		return
	}
	p.advance(item)
}

// shapeOf tells apart what must be shown in different ways.
func shapeOf(item sending.Item, known bool) string {
	d := item.Dispatch
	return fmt.Sprint(phaseOf(item, known), item.Busy, item.Fault, d.State, d.Trouble, d.Wait, d.Sent.At, d.Sent.Article)
}

// advance moves the progress.
func (p *portal) advance(item sending.Item) {
	if p.words == nil {
		return
	}
	p.words.SetText(progressWords(item))
	p.gauge.Set(shareOf(item.Progress))
}

func progressWords(item sending.Item) string {
	if item.Running {
		return say.Sending(item.Progress)
	}
	if item.Busy {
		return say.T("sending.ordering")
	}
	return say.T("sending.queued")
}

// shareOf is how far a dispatch is: its photos are nine tenths of the way.
func shareOf(p export.Progress) float32 {
	const photos = 0.9
	switch p.Step {
	case model.StepPhotos:
		if p.Whole > 0 {
			return photos * float32(p.Total) / float32(p.Whole)
		}
		return 0
	case model.StepBody, model.StepCheck:
		return photos
	case model.StepStatus:
		return 0.97
	}
	return 0
}

// build makes the foot anew: it is small.
func (p *portal) build() {
	s := p.screen
	if s.state.account == nil {
		return
	}
	item, known := s.item()
	p.shape, p.words, p.gauge, p.main, p.wrong, p.pinned = shapeOf(item, known), nil, nil, nil, nil, nil
	rows := p.rows(item, phaseOf(item, known))
	p.place.Objects = []fyne.CanvasObject{part.VStack(look.S12, rows...)}
	p.place.Refresh()
}

func (p *portal) rows(item sending.Item, at phase) []fyne.CanvasObject {
	s := p.screen
	if line, blocked := s.state.Blocked(); blocked && (at == ready || at == done) {
		return append(p.newOrder(item), s.newBlocked(line))
	}
	switch at {
	case queued, running:
		return p.newRunning(item)
	case waits, paused:
		return p.newWaiting(item)
	case asks:
		return p.newAsking(item)
	case done:
		return append(s.newSent(item.Dispatch), p.newOrder(item)...)
	}
	return append(p.newBefore(item), p.newOrder(item)...)
}

// newOrder is what the user chooses, and the button that sends.
func (p *portal) newOrder(item sending.Item) []fyne.CanvasObject {
	s := p.screen
	a := s.state.account
	var rows []fyne.CanvasObject
	if a.Kind == handOver {
		how := "publish.handover.how"
		if a.ID == "" { // no address to open is known
			how = "publish.handover.any.how"
		}
		rows = append(rows, part.NewProseIn(look.Label, say.T(how), inFoot))
	}
	if posts(a.Kind) {
		rows = append(rows, p.newChoices()...)
	}
	p.main = part.NewPrimary(mainWords(a.Kind, s.state.choice.how, item.Dispatch), look.IconExport, s.send)
	_, blocked := s.state.Blocked()
	able(p.main, !blocked)
	p.judge()
	keys := part.NewText(look.Label, say.T("publish.keys")).Aligned(fyne.TextAlignCenter)
	p.pinned = []fyne.CanvasObject{p.main, keys}
	return rows
}

// mainWords names what the main button does.
func mainWords(kind string, h how, d model.Dispatch) string {
	switch {
	case kind == handOver:
		return say.T("publish.do.handover")
	case kind == "mail":
		return say.T("publish.do.mail")
	case !posts(kind):
		return say.T("publish.do.deposit")
	case d.Sent.Article.ID != "" && d.State == model.SendDone && d.Sent.Article.Status == model.PostStatus(h):
		return say.T("publish.do.update")
	}
	return say.T("publish.do." + string(h))
}

// judge says what is wrong with the time of publication; nothing is sent while
// something is.
func (p *portal) judge() {
	s := p.screen
	_, fault := s.state.choice.at(s.env.Now())
	if p.wrong != nil {
		p.wrong.SetText("")
		if fault != whenFine {
			p.wrong.SetText(say.T("publish.when." + string(fault)))
		}
	}
	_, blocked := s.state.Blocked()
	able(p.main, !blocked && (fault == whenFine || !posts(s.state.account.Kind)))
}

// newChoices is what becomes of the article there, when, and where it stands.
func (p *portal) newChoices() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{p.newHow()}
	if item, known := p.screen.item(); known && p.screen.state.choice.hides(item.Dispatch, p.screen.env.Now()) {
		rows = append(rows, newHides(p.screen.state.choice.how))
	}
	if p.screen.state.choice.how == howSchedule {
		rows = append(rows, p.newWhen())
	}
	if topics := p.newTopics(); topics != nil {
		rows = append(rows, topics)
	}
	return rows
}

// newHides warns that readers will not see the article any more.
func newHides(h how) fyne.CanvasObject {
	key := "publish.hides"
	if h == howSchedule {
		key = "publish.hides.schedule"
	}
	text := part.NewProseIn(look.Control, say.T(key), inFoot-look.IconSide-look.S8)
	return pointed(newGlyph(look.IconWarning, look.Warning), text)
}

func (p *portal) newHow() fyne.CanvasObject {
	c := &p.screen.state.choice
	may := p.screen.may()
	var words []string
	for _, h := range may {
		words = append(words, say.T("publish.how."+string(h)))
	}
	choose := part.NewSelect("", words, nil)
	for i, h := range may {
		if h == c.how {
			choose.SetSelectedIndex(i)
		}
	}
	choose.OnChanged = func(string) {
		c.how = may[choose.SelectedIndex()]
		p.screen.panel.sync()
	}
	return labelled("publish.how", choose)
}

// newWhen is the date and the time of publication.
func (p *portal) newWhen() fyne.CanvasObject {
	c := &p.screen.state.choice
	field := func(text *string, width float32) fyne.CanvasObject {
		e := part.NewField("")
		e.Text = *text
		e.OnChanged = func(now string) { *text = now; p.judge() }
		e.OnSubmitted = func(string) { p.press() }
		return part.Sized(width, 0, e)
	}
	p.wrong = part.NewText(look.Label, "").In(look.Fault)
	fields := part.HStack(look.S8, field(&c.date, 136), field(&c.hour, 88))
	return part.VStack(look.S4, part.NewText(look.Label, say.T("publish.when")), fields, p.wrong)
}

// unreadWords tells that categories are not known and what becomes of a report
// then, and names the way to them.
func unreadWords(err error, chosen bool) (words, way string) {
	key, way := "publish.topics.unread", say.T("publish.topics.again")
	if errors.Is(err, export.ErrNoSecret) {
		key, way = "publish.topics.secret", say.T("publish.topics.enter")
	}
	then := "publish.topics.then.any"
	if chosen {
		then = "publish.topics.then.last"
	}
	return say.T(key) + " " + say.T(then), way
}

// newTopics is the choice of a category, nil for a portal without any.
func (p *portal) newTopics() fyne.CanvasObject {
	s, list := p.screen, p.topics
	again := part.NewPlain(say.T("publish.topics.again"), "", s.readTopics)
	switch {
	case s.env.Topics == nil:
		return nil
	case list.busy:
		return part.NewText(look.Label, say.T("publish.topics.reading"))
	case list.err != nil:
		words, way := unreadWords(list.err, s.state.choice.topic != "")
		again.SetText(way)
		return part.VStack(0, part.NewProseIn(look.Label, words, inFoot), part.Inset(0, 0, 0, -look.S8, part.HStack(0, again)))
	case len(list.all) == 0:
		return nil
	}
	c := &s.state.choice
	names := append([]string{say.T("publish.topics.none")}, topicNames(list.all)...)
	choose := part.NewSelect("", names, nil)
	choose.SetSelectedIndex(0)
	for i, t := range list.all {
		if t.ID == c.topic {
			choose.SetSelectedIndex(i + 1)
		}
	}
	choose.OnChanged = func(string) {
		c.topic = ""
		if i := choose.SelectedIndex(); i > 0 {
			c.topic = list.all[i-1].ID
		}
	}
	return labelled("publish.topics", choose)
}

func labelled(key string, o fyne.CanvasObject) fyne.CanvasObject {
	return part.VStack(look.S4, part.NewText(look.Label, say.T(key)), o)
}

// newRunning is what is being sent, and how it is stopped.
func (p *portal) newRunning(item sending.Item) []fyne.CanvasObject {
	p.words = part.NewProseIn(look.Control, progressWords(item), inNote)
	p.gauge = part.NewGauge()
	p.advance(item)
	box := part.NewSurface(part.Pad(look.S12, part.VStack(look.S8, part.Inset(0, 0, 0, -look.S4, p.words), p.gauge)))
	calm := part.NewProseIn(look.Label, say.T("publish.running.calm"), inFoot)
	p.pinned = []fyne.CanvasObject{p.stops(item, true)}
	return []fyne.CanvasObject{box, calm}
}

// stops are the buttons that pause and cancel.
func (p *portal) stops(item sending.Item, pausable bool) fyne.CanvasObject {
	var all []*part.Button
	add := func(key string, d export.Decision) {
		b := part.NewPlain(say.T(key), "", func() { p.screen.decide(d) })
		able(b, !item.Busy)
		all = append(all, b)
	}
	if pausable {
		add("publish.pause", export.Pause)
	}
	add("publish.cancel", export.Cancel)
	if removable(item.Dispatch) {
		add("publish.cancel.takeback", export.TakeBack)
	}
	return part.Inset(0, 0, 0, -look.S12, wrapped(inFoot+look.S12, all...))
}

// newWaiting tells what is waited for.
func (p *portal) newWaiting(item sending.Item) []fyne.CanvasObject {
	s := p.screen
	words := say.Standing(item.Dispatch, s.state.account.Kind, s.env.Now())
	key := "next.go-on"
	if item.Dispatch.State == model.SendWaits {
		key = "next.now"
	}
	p.main = part.NewPrimary(say.T(key), "", func() { s.decide(export.GoOn) })
	able(p.main, !item.Busy)
	note := newNote(look.IconInfo, look.Accent, words)
	p.pinned = []fyne.CanvasObject{p.main, p.stops(item, item.Dispatch.State == model.SendWaits)}
	return append(s.newFault(item), note)
}

// newBefore tells what came of the last try, where nothing is in hand now.
func (p *portal) newBefore(item sending.Item) []fyne.CanvasObject {
	s := p.screen
	rows := s.newFault(item)
	d := item.Dispatch
	switch {
	case d.State != model.SendCancelled:
		return rows
	case d.Begun == begunSend: // the user said that the mail had arrived
		return append(rows, newNote(look.IconCheck, look.Second, say.T("sending.arrived")))
	case removable(d):
		return append(rows, newNote(look.IconInfo, look.Second, say.T("publish.cancelled.left")))
	}
	return append(rows, newNote(look.IconInfo, look.Second, say.T("publish.cancelled")))
}

// begunSend is model.Dispatch.Begun of a mail whose fate is not known.
const begunSend = "send"

// removable reports whether something of d stands on the portal that nobody but
// its author ever saw.
func removable(d model.Dispatch) bool {
	return d.Sent.Article.ID != "" && !d.Sent.Trail.Public && d.Sent.Article.Status != model.PostPublic
}
