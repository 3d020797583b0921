//go:build !windows

package update

import "math"

// windowsBuild is the build of Windows; elsewhere none is too old.
func windowsBuild() uint32 { return math.MaxUint32 }
