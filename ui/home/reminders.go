package home

import (
	"slices"

	"tinxa/ui/part"
	"tinxa/ui/task"
)

// Reminder is a quiet line above the list, which the user may put away.
type Reminder struct {
	Text   string // a sentence or two
	Action string // on its button, "" for none
	Do     func() // what the button does; the line is gone by then
}

// reminders shows them one at a time. One that was put away does not come back
// with the same words as long as the program runs.
type reminders struct {
	place *part.Notice
	told  []Reminder // by Remind
	asked []Reminder // what Env.Reminders said last
	away  map[string]bool
}

func newReminders(changed func()) *reminders {
	return &reminders{place: part.NewNotice(changed), away: map[string]bool{}}
}

// Remind shows a reminder when those before it are gone.
func (s *Screen) Remind(r Reminder) {
	s.reminders.told = append(s.reminders.told, r)
	s.reminders.show()
}

// askReminders asks what is to be said now.
func (s *Screen) askReminders() {
	if s.env.Reminders == nil {
		return
	}
	task.Go(s.ctx, s.env.Runner, s.env.Reminders, func(asked []Reminder, err error) {
		if err != nil {
			s.explain(err, s.Reload)
			return
		}
		s.reminders.asked = asked
		s.reminders.show()
	})
}

// show shows the first that the user has not put away.
func (m *reminders) show() {
	for _, r := range slices.Concat(m.told, m.asked) {
		if !m.away[r.Text] {
			m.place.Show(m.banner(r))
			return
		}
	}
	m.place.Hush()
}

func (m *reminders) banner(r Reminder) *part.Banner {
	b := part.NewBanner(part.ToneInfo, r.Text).WithClose(func() {
		m.away[r.Text] = true
		m.show()
	})
	if r.Action != "" {
		b.WithAction(r.Action, func() {
			m.followed(r)
			r.Do()
		})
	}
	return b
}

// followed takes a reminder away whose button was pressed. Where there is
// reason still, the next Reload brings it back.
func (m *reminders) followed(done Reminder) {
	is := func(r Reminder) bool { return r.Text == done.Text }
	m.told = slices.DeleteFunc(slices.Clone(m.told), is)
	m.asked = slices.DeleteFunc(slices.Clone(m.asked), is)
	m.show()
}
