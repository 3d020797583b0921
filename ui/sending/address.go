package sending

import "strings"

// Opens reports whether an article's address can be shown to the user: a page
// of the web, or a folder of this computer. Others are only copied.
func Opens(address string) bool {
	for _, scheme := range []string{"http://", "https://", "file://"} {
		if strings.HasPrefix(address, scheme) {
			return true
		}
	}
	return false
}
