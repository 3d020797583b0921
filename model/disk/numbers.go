package disk

import (
	"errors"
	"strings"
	"syscall"
)

// isAny reports whether err is one of the system's numbers. Some libraries keep
// only the words of an error, so words are looked at too.
func isAny(err error, numbers []syscall.Errno) bool {
	if err == nil {
		return false
	}
	for _, n := range numbers {
		if errors.Is(err, n) || strings.HasSuffix(err.Error(), ": "+n.Error()) {
			return true
		}
	}
	return false
}
