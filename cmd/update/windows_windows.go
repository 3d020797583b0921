package update

import (
	"errors"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"tinxa/model/release"
)

// uninstallKey is where the installer tells Windows of the program.
const uninstallKey = `Software\Microsoft\Windows\CurrentVersion\Uninstall\TinXa`

// windowsBuild is the build of Windows, 19045.
func windowsBuild() uint32 {
	_, _, build := windows.RtlGetNtVersionNumbers()
	return build
}

// listed has Windows' list of programs show the version that is in the folder
// now. A program that was not installed there is not in that list.
func listed(folder string, v release.Version) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, uninstallKey, registry.QUERY_VALUE|registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer key.Close()
	at, _, err := key.GetStringValue("InstallLocation")
	if err != nil || !strings.EqualFold(filepath.Clean(at), filepath.Clean(folder)) {
		return err
	}
	return key.SetStringValue("DisplayVersion", v.Short())
}
