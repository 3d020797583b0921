package update

import "golang.org/x/sys/windows"

// windowsBuild is the build of Windows, 19045.
func windowsBuild() uint32 {
	_, _, build := windows.RtlGetNtVersionNumbers()
	return build
}
