package logbook

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

var wineVersion = windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version")

// System names the operating system with its build, and wine where it stands
// for Windows.
func System() string {
	v := windows.RtlGetVersion()
	name := fmt.Sprintf("Windows %d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
	if v.MajorVersion == 10 && v.BuildNumber >= 22000 { // Windows 11 calls itself 10
		name = fmt.Sprintf("Windows 11 (10.0.%d)", v.BuildNumber)
	}
	if wineVersion.Find() != nil {
		return name
	}
	text, _, _ := wineVersion.Call()
	return name + ", wine " + windows.BytePtrToString(*(**byte)(unsafe.Pointer(&text)))
}
