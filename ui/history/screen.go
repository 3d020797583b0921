package history

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Env is what the screen needs from the house around it.
type Env struct {
	Historian model.Historian
	Photos    model.PhotoStore
	Runner    task.Runner
	Now       func() time.Time // what it returns also says in which zone times are shown
	// TypeName puts the key of a meeting's type into words and returns other
	// words as they are; nil shows what stands in the report.
	TypeName func(key string) string
	Back     func() // to the editor
	// Restore makes an earlier version the newest one; rev tells which it was.
	Restore func(old model.Report, rev model.Revision)
}

// Screen is the whole screen for one report.
type Screen struct {
	env    Env
	report model.Report // the current version
	ctx    context.Context
	cancel context.CancelFunc

	state   *state
	reading reading
	line    *timeline
	bars    *bars
	sheet   *sheet
	notice  *part.Notice
	root    fyne.CanvasObject
}

// New shows the kept versions of a report, of which r is the current one.
func New(env Env, r model.Report) *Screen {
	s := &Screen{env: env, report: r, state: &state{}, reading: newReading(r)}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.reading.slow = task.NewTimer(env.Runner, slowAfter, s.sayReading)
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.line = newTimeline(s.state, env.Now, timelineEvents{
		choose: s.choose, compare: s.compareWith, rename: s.renameOf, named: s.named, key: s.Key,
	})
	s.sheet = newSheet()
	s.bars = newBars(s)
	right := part.Frame(s.bars.top, nil, nil, nil, s.sheet.root)
	left := part.Sized(look.PanelWidth, 0, s.bars.besides(s.line))
	body := container.New(&sides{s.fit}, left, right)
	s.root = part.NewDesk(part.Frame(part.VStack(0, s.newHead(), s.notice.Object()), nil, nil, nil, body))
	s.Reload()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still read. A name that is being written is kept.
func (s *Screen) Close() {
	s.reading.slow.Stop()
	s.cancel()
	s.line.keepName()
}

func (s *Screen) newHead() fyne.CanvasObject {
	back := part.NewPlain(say.T("history.back"), look.IconBack, s.env.Back)
	bar := part.NewBar(part.Below, part.HStack(0, back), nil, nil)
	// In the middle of the window, whatever the words beside it are.
	return container.NewStack(bar, container.NewCenter(part.NewText(look.Strong, say.T("history.title"))))
}

// Key takes the keys that nothing on the screen wants.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		if !s.line.endNaming(false) {
			s.env.Back()
		}
	case fyne.KeyUp:
		s.step(-1)
	case fyne.KeyDown:
		s.step(1)
	case fyne.KeyHome:
		s.step(-len(s.state.all))
	case fyne.KeyEnd:
		s.step(len(s.state.all))
	case fyne.KeyPageUp:
		s.sheet.page(-1)
	case fyne.KeyPageDown, fyne.KeySpace:
		s.sheet.page(1)
	case fyne.KeyF2:
		s.Name()
	case fyne.KeyF7:
		s.sheet.jump(direction())
	case fyne.KeyN:
		s.sheet.jump(1)
	case fyne.KeyP:
		s.sheet.jump(-1)
	}
}

// direction is back while Shift is held.
func direction() int {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		return -1
	}
	return 1
}

// choose takes a version of the time line.
func (s *Screen) choose(rev int64) {
	s.line.endNaming(true)
	s.state.choose(rev)
	s.update()
}

func (s *Screen) step(by int) {
	s.line.endNaming(true)
	s.state.step(by)
	s.update()
	s.line.follow()
}

// compareWith picks the version to compare the chosen one with.
func (s *Screen) compareWith(rev int64) {
	s.line.endNaming(true)
	s.state.compareWith(rev)
	s.update()
}

// show changes the shelf.
func (s *Screen) show(sh shelf) {
	s.line.endNaming(true)
	s.state.show(sh)
	s.line.relist()
	s.line.follow()
	s.update()
}

// setBase changes what the chosen version is compared with.
func (s *Screen) setBase(b base) {
	s.state.setBase(b)
	s.update()
}

// update shows what is chosen.
func (s *Screen) update() {
	s.line.repaint()
	s.bars.update(s)
	s.read()
}

// Restore makes the chosen version the newest one, once it is read. Nothing is
// lost by it: the version that is current now stays in the history.
func (s *Screen) Restore() {
	s.line.endNaming(true)
	if old, ok := s.reading.kept[s.state.chosen]; ok && s.state.restorable() {
		rev, _ := s.state.find(s.state.chosen)
		s.env.Restore(old, rev)
	}
}

// Name opens the field for the chosen version's name.
func (s *Screen) Name() { s.renameOf(s.state.chosen) }

func (s *Screen) renameOf(rev int64) {
	s.line.endNaming(true)
	r, ok := s.state.find(rev)
	if !ok {
		return
	}
	if rev != s.state.chosen {
		s.choose(rev)
	}
	s.line.startNaming(r)
}

// named keeps a name, also when the screen is left meanwhile. No name takes the
// old one away.
func (s *Screen) named(rev int64, name string) {
	pin := model.Pin{Kind: model.PinNamed, Name: name, At: s.env.Now()}
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Historian.Pin(context.WithoutCancel(ctx), s.report.ID, rev, pin)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.notice.Explain(err, say.T("history.again"), func() { s.named(rev, name) })
			return
		}
		s.notice.Hush()
		s.Reload()
	})
}

// Reload reads anew which versions are kept.
func (s *Screen) Reload() {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) ([]model.Revision, error) {
		return s.env.Historian.History(ctx, s.report.ID)
	}, func(all []model.Revision, err error) {
		if err != nil {
			e := say.Explain(err)
			s.sheet.instead(newQuiet(look.IconRestore, e.What+" "+e.Do, part.NewButton(say.T("history.again"), "", s.Reload)))
			return
		}
		s.state.set(all)
		s.line.relist()
		s.update()
	})
}

// fit shows one column where there is no room for two.
func (s *Screen) fit(width float32) {
	narrow := width < look.NarrowWidth
	if narrow != s.sheet.narrow {
		s.sheet.narrow = narrow
		s.bars.onePage.Hidden = narrow
		s.bars.top.Refresh()
		s.redraw()
	}
}

// sides lays the time line beside the comparison and tells how wide both are.
type sides struct{ fit func(width float32) }

func (l *sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := objects[0].MinSize().Width
	put(objects[0], 0, 0, left, size.Height)
	put(objects[1], left, 0, size.Width-left, size.Height)
	l.fit(size.Width)
}

func (l *sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width+look.PanelWidth, look.PanelWidth)
}

// bars are the buttons around time line and comparison.
type bars struct {
	shelves *part.FilterBar
	bases   *part.FilterBar
	onePage *widget.Check
	restore *part.Button
	name    *part.Button
	hint    *part.Flow
	nothing *part.Flow // instead of the time line of an empty shelf
	top     *fyne.Container
	foot    fyne.CanvasObject
}

// checkAir is what a check box is higher than the bars, above and below: both
// bars are to end at one height.
const checkAir = look.S4

func newBars(s *Screen) *bars {
	b := &bars{hint: part.NewProse(look.Label, ""), nothing: part.NewProse(look.Label, "")}
	b.shelves = part.NewFilterBar(func(i int) { s.show(shelf(i)) })
	b.shelves.Set(part.Filter{Label: say.T("history.all"), Count: -1},
		part.Filter{Label: say.T("history.named"), Count: -1}, part.Filter{Label: say.T("history.sent"), Count: -1})
	b.bases = part.NewFilterBar(func(i int) { s.setBase(base(i)) })
	b.onePage = widget.NewCheck(say.T("history.onepage"), func(bool) { s.redraw() })
	b.restore = part.NewPrimary(say.T("history.restore"), look.IconRestore, s.Restore)
	b.name = part.NewButton(say.T("history.name"), "", s.Name)
	words := part.Inset(0, look.S4, 0, 0, part.NewText(look.Label, say.T("history.against")))
	check := part.Inset(-checkAir, 0, -checkAir, 0, b.onePage)
	b.top = container.NewStack(part.NewBar(part.Below, part.HStack(look.S4, words, b.bases), nil, part.HStack(0, check)))
	return b
}

// besides is the panel on the left: shelves, time line, what can be done.
func (b *bars) besides(line fyne.CanvasObject) fyne.CanvasObject {
	head := part.NewBar(part.Below, part.HStack(0, b.shelves), nil, nil)
	buttons := part.Frame(nil, nil, nil, part.Inset(0, 0, 0, look.S8, b.name), b.restore)
	b.foot = part.NewBar(part.Above, nil, part.VStack(look.S4, buttons, b.hint), nil)
	middle := container.NewStack(line, container.NewVBox(part.Pad(look.S16, b.nothing)))
	return part.NewSide(part.Right, part.Frame(head, b.foot, nil, nil, middle))
}

// update shows what can be done with what is chosen.
func (b *bars) update(s *Screen) {
	now := s.env.Now()
	bases := []part.Filter{{Label: say.T("history.against.current"), Count: -1}, {Label: say.T("history.against.previous"), Count: -1}}
	if other, ok := s.state.find(s.state.picked); ok && s.state.base == againstPicked {
		bases = append(bases, part.Filter{Label: say.T("history.against.picked", s.state.names(now).moment(other)), Count: -1})
	}
	b.bases.Select(int(s.state.base))
	b.bases.Set(bases...)
	b.shelves.Select(int(s.state.shelf))
	_, read := s.reading.kept[s.state.chosen]
	enable(b.restore, read && s.state.restorable())
	chosen, ok := s.state.find(s.state.chosen)
	enable(b.name, ok)
	b.name.SetText(nameTip(chosen))
	hint := say.T("history.restore.hint")
	if !s.state.restorable() {
		hint = say.T("history.restore.current")
	}
	b.hint.SetText(hint)
	b.nothing.SetText("")
	if len(s.state.shown) == 0 && s.state.shelf != everything {
		b.nothing.SetText(say.T("history.shelf.empty." + []string{"", "named", "sent"}[s.state.shelf]))
	}
	b.top.Refresh()
	b.foot.Refresh()
}
