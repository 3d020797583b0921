// Package locale names a language to the toolkit where the system names none.
// Fyne looks for it while the program starts and complains on the terminal
// about "C.UTF-8", as servers and containers say. Here may live only what has
// to happen before that; it is imported for its effect alone, and imports
// little itself, because Go prepares first what waits for nothing.
package locale

import (
	"os"
	"strings"
)

func init() {
	// The first that is set decides, as in gettext.
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if strings.HasPrefix(value, "C.") || strings.HasPrefix(value, "POSIX.") {
			_ = os.Setenv(name, "vi_VN.UTF-8") // without it Fyne complains, and no harm is done
		}
		if value != "" {
			return
		}
	}
}
