package editor

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// meetingPanel is the panel of the meeting's facts.
type meetingPanel struct {
	*panel
	screen *Screen
}

// newMeetingPanel is the panel and, in it, the field of the date.
func newMeetingPanel(s *Screen) (*panel, fyne.Focusable) {
	m := meetingPanel{newPanel(), s}
	m.kind()
	m.pair(
		m.line("ordinal", func(m *model.Meeting) *string { return &m.Ordinal }),
		m.line("term", func(m *model.Meeting) *string { return &m.Term }),
	)
	m.extended()
	date, day := m.date()
	m.pair(date, m.session())
	m.tieLine("commune", func(m *model.Meeting) *string { return &m.Commune })
	m.tieLine("place", func(m *model.Meeting) *string { return &m.Place })
	m.lines("organisers", 2, func(m model.Meeting) string { return strings.Join(m.Organisers, "\n") },
		func(m *model.Meeting, text string) { m.Organisers = splitLines(text) })
	m.lines("chair", 2, func(m model.Meeting) string { return joinPeople(m.Chair) },
		func(m *model.Meeting, text string) { m.Chair = splitPeople(text) })
	m.lines("guests", 5, func(m model.Meeting) string { return joinPeople(m.Guests) },
		func(m *model.Meeting, text string) { m.Guests = splitPeople(text) })
	return m.panel, day
}

// named is an object of the panel with the key of its name.
type named struct {
	key    string
	object fyne.CanvasObject
}

// kind offers the known types of meeting and takes any other words.
func (m meetingPanel) kind() {
	var names []string
	byName, byKey := map[string]string{}, map[string]string{}
	for _, t := range m.screen.env.MeetingTypes {
		names = append(names, t.Name)
		byName[t.Name], byKey[t.Key] = t.Key, t.Name
	}
	choice := widget.NewSelectEntry(names)
	choice.PlaceHolder = say.T("meeting.type.hint")
	get := func(r model.Report) string { return cmp.Or(byKey[r.Meeting.Type], r.Meeting.Type) }
	f := tie(&choice.Entry, get, m.screen.state.Report, func(text string) {
		text = oneLine(text)
		m.screen.set(m.screen.state.SetMeeting("type", func(m *model.Meeting) { m.Type = cmp.Or(byName[text], text) }))
	})
	m.follow(f.sync)
	m.add(say.T("meeting.type"), choice)
}

func (m meetingPanel) tieLine(key string, at func(*model.Meeting) *string) {
	n := m.line(key, at)
	m.add(say.T("meeting."+key), n.object)
}

func (m meetingPanel) line(key string, at func(*model.Meeting) *string) named {
	e := part.NewField(say.T("meeting." + key + ".hint"))
	m.bind(key, &e.Entry, at)
	return named{key, e}
}

func (m meetingPanel) bind(key string, entry *widget.Entry, at func(*model.Meeting) *string) {
	get := func(r model.Report) string { return *at(&r.Meeting) }
	f := tie(entry, get, m.screen.state.Report, func(text string) {
		m.screen.set(m.screen.state.SetMeeting(key, func(m *model.Meeting) { *at(m) = oneLine(text) }))
	})
	m.follow(f.sync)
}

// pair puts two short fields side by side.
func (m meetingPanel) pair(a, b named) {
	half := func(n named) fyne.CanvasObject {
		return part.VStack(look.S4, part.NewText(look.Label, say.T("meeting."+n.key)), n.object)
	}
	m.column.Add(part.Inset(look.S8, 0, 0, 0, container.NewGridWithColumns(2, half(a), half(b))))
}

// lines is a list of people or bodies, one a line.
func (m meetingPanel) lines(key string, rows int, get func(model.Meeting) string, set func(*model.Meeting, string)) {
	area := part.NewTextArea(say.T("meeting."+key+".hint"), rows)
	f := tie(&area.Entry, func(r model.Report) string { return get(r.Meeting) }, m.screen.state.Report, func(text string) {
		m.screen.set(m.screen.state.SetMeeting(key, func(m *model.Meeting) { set(m, text) }))
	})
	m.follow(f.sync)
	m.add(say.T("meeting."+key), area)
}

func (m meetingPanel) extended() {
	check := widget.NewCheck(say.T("meeting.extended"), nil)
	check.OnChanged = func(on bool) {
		if on != m.screen.state.Report().Meeting.Extended {
			m.screen.set(m.screen.state.SetMeeting("extended", func(m *model.Meeting) { m.Extended = on }))
		}
	}
	m.follow(func(r model.Report) { check.SetChecked(r.Meeting.Extended) })
	m.column.Add(check)
}

// date reads a day as it is typed; what is no day yet changes nothing and is
// marked.
func (m meetingPanel) date() (named, fyne.Focusable) {
	e := part.NewField(say.T("meeting.date.hint"))
	wrong := part.NewText(look.Label, say.T("meeting.date.wrong")).In(look.Warning)
	wrong.Hide()
	f := tie(&e.Entry, func(r model.Report) string { return showDate(r.Meeting.Date) }, m.screen.state.Report, func(text string) {
		d, ok := readDate(text)
		ok = ok || strings.TrimSpace(text) == ""
		wrong.Hidden = ok
		wrong.Refresh()
		if ok {
			m.screen.set(m.screen.state.SetMeeting("date", func(m *model.Meeting) { m.Date = d }))
		}
	})
	m.follow(f.sync)
	return named{"date", part.VStack(look.S4, e, wrong)}, e
}

func (m meetingPanel) session() named {
	sessions := append([]model.Session{""}, model.Sessions()...)
	var words []string
	for _, s := range sessions {
		words = append(words, say.T("session."+string(s)))
	}
	choice := part.NewSelect(say.T("session."), words, nil)
	choice.OnChanged = func(string) {
		chosen := sessions[choice.SelectedIndex()]
		if chosen != m.screen.state.Report().Meeting.Session {
			m.screen.set(m.screen.state.SetMeeting("session", func(m *model.Meeting) { m.Session = chosen }))
		}
	}
	m.follow(func(r model.Report) {
		for i, s := range sessions {
			if s == r.Meeting.Session {
				choice.SetSelectedIndex(i)
			}
		}
	})
	return named{"session", choice}
}
