package graphics

import (
	"fmt"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

var enumDisplayDevices = user32.NewProc("EnumDisplayDevicesW")

// displayDevice is a DISPLAY_DEVICEW (wingdi.h).
type displayDevice struct {
	size   uint32
	name   [32]uint16
	text   [128]uint16
	state  uint32
	id     [128]uint16
	regKey [128]uint16
}

// mostDevices bounds the walk through the devices; a computer has one to four.
const mostDevices = 32

// Machine names what decides which OpenGL there is: the system, the display
// adapters in use with their drivers, and whether the session is a remote one.
// What was found on a machine holds as long as it has this name.
func Machine() string {
	system := windows.RtlGetVersion()
	parts := []string{fmt.Sprintf("Windows %d.%d.%d", system.MajorVersion, system.MinorVersion, system.BuildNumber)}
	if Remote() {
		parts = append(parts, "remote")
	}
	for i := range uintptr(mostDevices) {
		d := displayDevice{}
		d.size = uint32(unsafe.Sizeof(d))
		if ok, _, _ := enumDisplayDevices.Call(0, i, uintptr(unsafe.Pointer(&d)), 0); ok == 0 {
			break
		}
		const attachedToDesktop = 0x1
		if d.state&attachedToDesktop != 0 {
			parts = append(parts, windows.UTF16ToString(d.text[:])+" "+windows.UTF16ToString(d.id[:])+driver(&d))
		}
	}
	return strings.Join(parts, "; ")
}

// driver is the version and the date of a device's driver, as far as the
// registry has them.
func driver(d *displayDevice) string {
	const machine = `\Registry\Machine\`
	path := windows.UTF16ToString(d.regKey[:])
	if len(path) < len(machine) || !strings.EqualFold(path[:len(machine)], machine) {
		return ""
	}
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, path[len(machine):], registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer key.Close()
	all := ""
	for _, name := range []string{"DriverVersion", "DriverDate", "OpenGLDriverName"} {
		if text, _, err := key.GetStringValue(name); err == nil {
			all += " " + text
		} else if texts, _, err := key.GetStringsValue(name); err == nil {
			all += " " + strings.Join(texts, " ")
		}
	}
	return all
}
