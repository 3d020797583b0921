package support

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"tinxa/cmd/logbook"
	"tinxa/ui/say"
)

// program is which program this is, and what it runs on.
func (s Sources) program() Section {
	facts := []Fact{
		{say.T("support.program"), s.Program.Name},
		{say.T("support.version"), s.Program.Version + " (" + s.Program.Build + ")"},
		{say.T("support.system"), logbook.System() + ", " + runtime.GOOS + "/" + runtime.GOARCH},
		{say.T("support.go"), runtime.Version()},
	}
	if program, err := os.Executable(); err == nil {
		facts = append(facts, Fact{say.T("support.folder"), filepath.Dir(program)})
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				facts = append(facts, Fact{"Fyne", m.Version})
			}
		}
	}
	return Section{say.T("support.program.title"), facts}
}
