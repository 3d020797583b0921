package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// dataFolder is where reports and photos are kept: the folder of --data, or
// else that of TINXA_DATA, or else that of a portable edition, or else the
// user's own: %LOCALAPPDATA%\TinXa on Windows, $XDG_DATA_HOME/tinxa or
// ~/.local/share/tinxa elsewhere.
func dataFolder(flag string) (string, error) {
	dir := flag
	if dir == "" {
		dir = os.Getenv("TINXA_DATA")
	}
	if dir == "" {
		dir = portableFolder()
	}
	if dir == "" {
		base, err := userData()
		if err != nil {
			return "", fmt.Errorf("data folder: %w", err)
		}
		dir = base
	}
	return filepath.Abs(dir)
}

func userData() (string, error) {
	if runtime.GOOS == "windows" {
		base, err := os.UserCacheDir() // %LOCALAPPDATA%
		return filepath.Join(base, "TinXa"), err
	}
	if base := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(base) {
		return filepath.Join(base, "tinxa"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "tinxa"), err
}
