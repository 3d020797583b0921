package native

import (
	"fyne.io/fyne/v2"

	"tinxa/ui/messages"
)

// Event is what the system tells every program through its windows. Only Windows
// does.
type Event int

// The events.
const (
	_            Event = iota
	SessionAsks        // the user logs off or shuts down: may the session end?
	SessionEnds        // it does; the process is ended a moment after the answer
	SessionStays       // it does not, after it was asked for
	Sleeps             // the computer is about to sleep, in two seconds at most
	Wakes              // it has slept
	SightChanged       // colours, contrast or the size of letters may be others now
	CameToFront        // the user has turned to the program
	LeftFront          // the user has turned to another one
)

// The messages that bring them (winuser.h).
const (
	settingChange   = 0x001A // WM_SETTINGCHANGE
	activateApp     = 0x001C // WM_ACTIVATEAPP
	queryEndSession = 0x0011 // WM_QUERYENDSESSION
	endSession      = 0x0016 // WM_ENDSESSION
	sysColorChange  = 0x0015 // WM_SYSCOLORCHANGE
	themeChanged    = 0x031A // WM_THEMECHANGED
	powerBroadcast  = 0x0218 // WM_POWERBROADCAST

	powerSuspend = 0x0004 // PBT_APMSUSPEND
	powerResume  = 0x0012 // PBT_APMRESUMEAUTOMATIC, at every waking
)

// eventOf reads a message; false for one that is none of the events.
func eventOf(m messages.Message) (Event, bool) {
	switch m.ID {
	case queryEndSession:
		return SessionAsks, true
	case endSession:
		if m.Key == 0 {
			return SessionStays, true
		}
		return SessionEnds, true
	case activateApp:
		if m.Key == 0 {
			return LeftFront, true
		}
		return CameToFront, true
	case settingChange, sysColorChange, themeChanged:
		return SightChanged, true
	case powerBroadcast:
		switch m.Key {
		case powerSuspend:
			return Sleeps, true
		case powerResume:
			return Wakes, true
		}
	}
	return 0, false
}

// Attend has take told of each event, where widgets may be touched and while the
// system waits. To SessionAsks it says whether the session may end; the answer to
// the others counts for nothing. The window must be shown.
func Attend(w fyne.Window, take func(Event) bool) error {
	return messages.Watch(w, attending(take))
}

func attending(take func(Event) bool) messages.Take {
	return func(m messages.Message, pass func(messages.Message) uintptr) uintptr {
		e, ok := eventOf(m)
		if !ok {
			return pass(m)
		}
		may := take(e)
		switch {
		case e != SessionAsks:
			return pass(m)
		case may:
			return 1
		}
		return 0
	}
}
