package logbook

import (
	"log/slog"
	"regexp"
	"runtime"
	"strings"
)

// Program is which program writes.
type Program struct{ Name, Version, Build string }

// Begin writes the line that a process begins its log with. Of the arguments
// only the names of commands and flags are written: the rest are the user's.
func Begin(p Program, args []string) {
	slog.Info("start", "program", p.Name, "version", p.Version, "build", p.Build,
		"system", System(), "arch", runtime.GOOS+"/"+runtime.GOARCH, "go", runtime.Version(), "args", names(args))
}

var command = regexp.MustCompile(`^[a-z]{2,12}$`)

func names(args []string) string {
	var all []string
	for i, arg := range args {
		name, _, _ := strings.Cut(arg, "=")
		if !strings.HasPrefix(name, "-") && (i > 0 || !command.MatchString(name)) {
			name = hidden
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}
