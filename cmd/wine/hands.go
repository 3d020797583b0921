package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"tinxa/cmd/wine/office"
)

// hands are those of the user: a Windows program that presses keys, moves the
// mouse and reads message boxes.
type hands struct {
	pc  *office.PC
	exe string
	dir string // for scripts
}

// buildHands makes the program.
func buildHands(ctx context.Context, exe string) error {
	_, err := goTool(ctx, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}, "build", "-o", exe, "tinxa/cmd/wine/hands")
	return err
}

// goTool runs the go command within this module and returns what it prints.
func goTool(ctx context.Context, env []string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, "go", args...)
	c.Env = append(os.Environ(), env...)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		err = fmt.Errorf("go %s: %w: %s", strings.Join(args, " "), err, said.String())
	}
	return string(out), err
}

// do lets the hands do one thing after the other, each a line of a script, and
// returns what they said.
func (h *hands) do(ctx context.Context, lines ...string) (string, error) {
	script := filepath.Join(h.dir, "script.txt")
	if err := os.WriteFile(script, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		return "", err
	}
	a, err := h.pc.Run(ctx, h.exe, "script", h.pc.Windows(script))
	return a.Out, err
}
