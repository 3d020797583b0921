package part

import (
	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// NewSecret is a one-line field whose letters are not shown, unless its eye is
// pressed; entered is called by Enter. Esc belongs to the screen.
func NewSecret(changed func(string), entered func()) *Entry {
	e := NewField("")
	e.Password = true
	var eye *IconButton
	eye = NewIconButton(look.IconEye, say.T("common.secret.show"), "", func() {
		e.Password = !e.Password
		tip := say.T("common.secret.show")
		if !e.Password {
			tip = say.T("common.secret.hide")
		}
		eye.SetIcon(look.IconEye, tip)
		eye.SetOn(!e.Password)
		e.Refresh()
	})
	e.ActionItem = eye
	e.OnKey = func(k *fyne.KeyEvent) bool {
		escape := k.Name == fyne.KeyEscape
		if escape {
			toScreen(k)
		}
		return escape
	}
	e.OnChanged = changed
	e.OnSubmitted = func(string) { entered() }
	return e
}
