package main

import (
	"os"
	"path/filepath"

	"tinxa/cmd/update"
	"tinxa/ui/graphics"
)

// A portable edition is known by a file beside the program, and keeps reports,
// backups and logs beside the program too.
const (
	portableMark = "portable.txt"
	portableData = "TinXa-data"
)

// portableFolder is where a portable edition keeps everything; empty where the
// program is none.
func portableFolder() string {
	program, err := graphics.Program()
	if err != nil {
		return ""
	}
	return portableBeside(program)
}

// portableBeside is portableFolder for a program at a path, also for an update
// of it or its copy that draws in software.
func portableBeside(program string) string {
	dir := update.Folder(program)
	info, err := os.Stat(filepath.Join(dir, portableMark))
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return filepath.Join(dir, portableData)
}

// alone reports whether the stick of a portable edition is the only home of its
// reports.
func (w *works) alone() bool {
	return w.Dir == portableFolder() && w.Backups.Away().Dir == ""
}
