package editor

import (
	"strings"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/viet"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// minutes takes down who says what and when, while the meeting goes on: F9
// stamps the time first, so that it is true however long the name takes, and
// then asks who speaks.
type minutes struct {
	ports
	heard string // the time of the last stamp since the report was opened; "" for none
}

func newMinutes(p ports) *minutes { return &minutes{ports: p} }

// stamp begins a paragraph for what is said now, or takes the one whose
// beginning the caret is at, and asks who speaks; F9.
func (m *minutes) stamp() {
	moment := m.state.Moment()
	m.heard = say.Time(moment.Now.Local())
	if box, _ := m.state.Box(moment.Selection.Head); box.Form == manuscript.Paragraph && moment.Selection.Head.Pos == 0 {
		m.run(manuscript.Hear(m.heard))
	} else {
		m.run(manuscript.Stamp(m.heard, ""))
	}
	m.ask()
}

// unstamp takes the time off the caret's paragraph; Ctrl+F9.
func (m *minutes) unstamp() { m.run(manuscript.Hear("")) }

// words says that the meeting is being taken down; "" until something was
// stamped.
func (m *minutes) words() string {
	if m.heard == "" {
		return ""
	}
	return say.T("minutes.on", m.heard)
}

// ask offers who may speak at the caret. Typing narrows the names down, with or
// without accents, or names somebody new; Esc leaves the time alone.
func (m *minutes) ask() {
	people := m.people()
	at, size := m.caret()
	part.OpenMenu(m.canvas(), part.MenuForm{
		Filter: say.T("minutes.who"),
		Offer:  func(words string) []part.Choice { return m.offer(people, words) },
	}, at, size)
}

// offer lists the people whose name the words fit, then those whose post they
// fit, and the words themselves as a name where nobody is called so.
func (m *minutes) offer(people []model.Person, words string) []part.Choice {
	folded, known := viet.Fold(strings.TrimSpace(words)), false
	var named, posted []part.Choice
	for _, p := range people {
		name := viet.Fold(p.Name)
		known = known || name == folded
		switch choice := m.choice(p.Name, p.Post); {
		case viet.Matches(name, folded):
			named = append(named, choice)
		case viet.Matches(name+" "+viet.Fold(p.Post), folded):
			posted = append(posted, choice)
		}
	}
	all := append(named, posted...)
	if folded != "" && !known {
		all = append(all, m.choice(strings.Join(strings.Fields(words), " "), say.T("minutes.new")))
	}
	return all
}

func (m *minutes) choice(name, note string) part.Choice {
	return part.Choice{Text: name, Note: note, Do: func() {
		m.run(manuscript.Speak(speakerWords(name)))
		m.reveal()
	}}
}

// people lists who may speak: who spoke last first, then who chairs the meeting
// and who was invited. Nobody is listed twice.
func (m *minutes) people() []model.Person {
	r := m.state.Report()
	listed := append(append([]model.Person(nil), r.Meeting.Chair...), r.Meeting.Guests...)
	var all []model.Person
	seen := map[string]bool{"": true}
	add := func(p model.Person) {
		if folded := viet.Fold(p.Name); !seen[folded] {
			seen[folded] = true
			all = append(all, model.Person{Name: p.Name, Post: p.Post})
		}
	}
	for _, words := range manuscript.Speakers(m.state.Boxes()) {
		add(namedBy(words, listed))
	}
	for _, p := range listed {
		add(p)
	}
	return all
}

// namedBy is the listed person that a paragraph begins with; somebody without a
// post where nobody listed is called so.
func namedBy(words string, listed []model.Person) model.Person {
	for _, p := range listed {
		if p.Name != "" && viet.Fold(speakerWords(p.Name)) == viet.Fold(words) {
			return p
		}
	}
	before, after, _ := strings.Cut(say.T("minutes.speaker", "\x00"), "\x00")
	if name, ok := strings.CutPrefix(words, before); ok && strings.HasSuffix(name, after) {
		words = strings.TrimSuffix(name, after)
	}
	return model.Person{Name: words}
}

// speakerWords is how a paragraph calls a speaker. Who has a form of address in
// the name already gets no other.
func speakerWords(name string) string {
	folded := viet.Fold(name)
	for title := range strings.SplitSeq(say.T("minutes.titles"), "|") {
		if strings.HasPrefix(folded, viet.Fold(title)+" ") {
			return name
		}
	}
	return say.T("minutes.speaker", name)
}
