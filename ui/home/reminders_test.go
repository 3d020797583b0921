package home

import (
	"context"
	"testing"

	"tinxa/model"
	"tinxa/ui/part"
)

// reminder is what the quiet line says, empty without one.
func (d *desk) reminder() string {
	if b, ok := d.reminders.place.Standing().(*part.Banner); ok {
		return b.Text()
	}
	return ""
}

const (
	unsaved = "Chưa sao lưu ra ngoài 7 ngày."
	harmed  = "Một ảnh đã hỏng trên đĩa."
)

// reminding asks for these reminders and notes which were followed.
func reminding(h *house, texts ...string) (followed *[]string) {
	followed = &[]string{}
	h.env.Reminders = func(context.Context) ([]Reminder, error) {
		var all []Reminder
		for _, text := range texts {
			all = append(all, Reminder{Text: text, Action: "Sao lưu ngay", Do: func() { *followed = append(*followed, text) }})
		}
		return all, nil
	}
	return followed
}

func TestRemindersComeOneByOne(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	reminding(h, unsaved, harmed)
	d := h.show(t)
	if d.reminder() != unsaved || d.banner() != "" {
		t.Fatalf("says %q, banner %q", d.reminder(), d.banner())
	}
	d.press("Đóng")
	if d.reminder() != harmed {
		t.Errorf("after the first was put away: %q", d.reminder())
	}
	d.press("Đóng")
	d.Reload()
	if got := d.reminder(); got != "" {
		t.Errorf("what was put away came back: %q", got)
	}
}

func TestAReminderThatIsFollowedIsGoneUntilAsked(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	followed := reminding(h, unsaved)
	d := h.show(t)
	d.press("Sao lưu ngay")
	if len(*followed) != 1 || d.reminder() != "" {
		t.Errorf("followed %q, says %q", *followed, d.reminder())
	}
	d.Reload() // there is reason still
	if d.reminder() != unsaved {
		t.Errorf("says %q", d.reminder())
	}
	reminding(h)
	d.env.Reminders = h.env.Reminders
	d.Reload()
	if d.reminder() != "" {
		t.Errorf("says %q, though the reason is gone", d.reminder())
	}
}

func TestRemindLater(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	d := h.show(t)
	done := 0
	d.Remind(Reminder{Text: harmed, Action: "Xem", Do: func() { done++ }})
	d.Remind(Reminder{Text: "Đã khôi phục phần viết dở lúc 10:32."})
	if d.reminder() != harmed {
		t.Fatalf("says %q", d.reminder())
	}
	d.Reload()
	d.press("Xem")
	if done != 1 || d.reminder() != "Đã khôi phục phần viết dở lúc 10:32." {
		t.Errorf("done %d, says %q", done, d.reminder())
	}
}

// A fault and a reminder do not push each other away.
func TestAFaultStandsAboveAReminder(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	h.env.Frozen = model.ErrReadOnly
	reminding(h, unsaved)
	d := h.show(t)
	if d.banner() == "" || d.reminder() != unsaved {
		t.Errorf("banner %q, reminder %q", d.banner(), d.reminder())
	}
}

func TestRemindersThatCannotBeAskedAreExplained(t *testing.T) {
	h := newHouse(t)
	h.three(t)
	h.env.Reminders = func(context.Context) ([]Reminder, error) { return nil, model.ErrGone }
	d := h.show(t)
	if d.banner() == "" || len(d.titles()) != 3 {
		t.Errorf("banner %q over %q", d.banner(), d.titles())
	}
}
