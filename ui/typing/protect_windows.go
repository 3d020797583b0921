package typing

import (
	"fmt"

	"fyne.io/fyne/v2"

	"tinxa/ui/messages"
	"tinxa/ui/task"
)

// destroyed is the last message of a window.
const destroyed = 0x0082 // WM_NCDESTROY

// windowsGuarded are those with a guard before them. Only the goroutine of the
// windows touches it.
var windowsGuarded = map[fyne.Window]bool{}

// Protect puts a guard before a window that is shown, until it is destroyed.
// It is called where widgets may be touched; a second call does nothing. It
// fails where the window has no handle yet or the system refuses. The runner
// lends what looks at the clipboard a goroutine of its own.
func Protect(w fyne.Window, r task.Runner) error {
	if windowsGuarded[w] {
		return nil
	}
	guard := Guard{Pasted: pasted}
	err := messages.Watch(w, func(m messages.Message, pass func(messages.Message) uintptr) (result uintptr) {
		if m.ID == destroyed {
			delete(windowsGuarded, w)
		}
		for _, given := range guard.Take(Message{ID: m.ID, Key: m.Key, Detail: m.Detail}) {
			result = pass(messages.Message{ID: given.ID, Key: given.Key, Detail: given.Detail})
		}
		return result
	})
	if err != nil {
		return fmt.Errorf("typing tools: %w", err)
	}
	windowsGuarded[w] = true
	listening.Do(func() { r.Run(listen) })
	return nil
}
