//go:build !windows

package update

import (
	"math"

	"tinxa/model/release"
)

// windowsBuild is the build of Windows; elsewhere none is too old.
func windowsBuild() uint32 { return math.MaxUint32 }

// listed: other systems keep no list of programs that are installed so.
func listed(string, release.Version) error { return nil }
