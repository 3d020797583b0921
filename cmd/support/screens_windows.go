package support

import (
	"fmt"

	"golang.org/x/sys/windows"

	"tinxa/ui/say"
)

// What GetSystemMetrics is asked for.
// https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getsystemmetrics
const (
	primaryWidth, primaryHeight = 0, 1
	allWidth, allHeight         = 78, 79
	monitors                    = 80
)

var systemMetrics = windows.NewLazySystemDLL("user32.dll").NewProc("GetSystemMetrics")

// Screens are what the system says of its monitors, in pixels.
func Screens() []Fact {
	metric := func(index uintptr) int {
		value, _, _ := systemMetrics.Call(index)
		return int(int32(value))
	}
	return []Fact{
		{say.T("support.screen.count"), fmt.Sprint(metric(monitors))},
		{say.T("support.screen.first"), fmt.Sprintf("%d × %d", metric(primaryWidth), metric(primaryHeight))},
		{say.T("support.screen.all"), fmt.Sprintf("%d × %d", metric(allWidth), metric(allHeight))},
	}
}
