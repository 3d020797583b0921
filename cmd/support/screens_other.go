//go:build !windows

package support

import (
	"os"

	"tinxa/ui/say"
)

// Screens are what the session says of the screen.
func Screens() []Fact {
	return []Fact{{say.T("support.screen.session"), os.Getenv("XDG_SESSION_TYPE") + " " + os.Getenv("XDG_CURRENT_DESKTOP")}}
}
