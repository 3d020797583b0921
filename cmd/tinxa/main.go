// Command tinxa is Tin Xã: the window, and the same work from a command line.
// Here may live what ties the rooms together and what only a command line
// needs; whatever the window does is done by the rooms, so that both do it
// alike.
package main

import (
	"os"

	_ "tinxa/ui/locale" // before Fyne looks for the language
)

// Stamped from FyneApp.toml by the Makefile (-ldflags -X); a bare go build
// leaves them as they stand here.
var (
	name    = "Tin Xa"
	id      = "vn.tinxa.desktop"
	version = "dev"
	build   = "0"
)

func main() {
	attachConsole()
	openLog(os.Args[1:])
	os.Exit(run(os.Args[1:], streams{os.Stdout, os.Stderr}))
}
