package native

import (
	"slices"
	"testing"

	"tinxa/ui/messages"
)

func TestWhatMessagesSayOfTheSystem(t *testing.T) {
	const passed = 42
	for name, c := range map[string]struct {
		message messages.Message
		told    []Event
		answer  uintptr
	}{
		"shutting down":         {messages.Message{ID: 0x11}, []Event{SessionAsks}, 1},
		"logging off":           {messages.Message{ID: 0x11, Detail: 0x80000000}, []Event{SessionAsks}, 1},
		"the end":               {messages.Message{ID: 0x16, Key: 1}, []Event{SessionEnds}, passed},
		"the end called off":    {messages.Message{ID: 0x16}, []Event{SessionStays}, passed},
		"a lid that is closed":  {messages.Message{ID: 0x218, Key: 4}, []Event{Sleeps}, passed},
		"a lid that is opened":  {messages.Message{ID: 0x218, Key: 0x12}, []Event{Wakes}, passed},
		"the battery":           {messages.Message{ID: 0x218, Key: 0xA}, nil, passed},
		"high contrast":         {messages.Message{ID: 0x1A, Key: 0x43}, []Event{SightChanged}, passed},
		"other colours":         {messages.Message{ID: 0x15}, []Event{SightChanged}, passed},
		"the user comes":        {messages.Message{ID: 0x1C, Key: 1}, []Event{CameToFront}, passed},
		"the user goes":         {messages.Message{ID: 0x1C}, []Event{LeftFront}, passed},
		"a key":                 {messages.Message{ID: 0x100, Key: 4}, nil, passed},
		"a key that looks like": {messages.Message{ID: 0x102, Key: 0x11}, nil, passed},
	} {
		t.Run(name, func(t *testing.T) {
			var told []Event
			take := attending(func(e Event) bool { told = append(told, e); return true })
			answer := take(c.message, func(m messages.Message) uintptr {
				if m != c.message {
					t.Errorf("passed on as %v", m)
				}
				return passed
			})
			if !slices.Equal(told, c.told) || answer != c.answer {
				t.Errorf("told %v, answered %d; want %v, %d", told, answer, c.told, c.answer)
			}
		})
	}
}

// Who says no keeps the session, and the window is not asked over his head.
func TestASessionIsKept(t *testing.T) {
	take := attending(func(Event) bool { return false })
	answer := take(messages.Message{ID: 0x11}, func(messages.Message) uintptr {
		t.Error("the window was asked")
		return 1
	})
	if answer != 0 {
		t.Errorf("answered %d", answer)
	}
}
