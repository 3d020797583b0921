package logbook

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Folder is where the logs of this user are: %LOCALAPPDATA%\TinXa\logs on
// Windows, $XDG_STATE_HOME/tinxa or ~/.local/state/tinxa elsewhere.
func Folder() (string, error) {
	if runtime.GOOS == "windows" {
		local, err := os.UserCacheDir() // %LOCALAPPDATA%
		if err != nil {
			return "", fmt.Errorf("logbook: %w", err)
		}
		return filepath.Join(local, "TinXa", "logs"), nil
	}
	if state := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(state) {
		return filepath.Join(state, "tinxa"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("logbook: %w", err)
	}
	return filepath.Join(home, ".local", "state", "tinxa"), nil
}
