// Command release does what a release needs beside the compiler: it checks what
// a program for Windows asks of the system, packs the portable edition, and
// holds what is handed out against its limits.
//
// What may live here is called by the Makefile or by the person who makes a
// release; nothing of it goes into the program.
package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

// commands are the subcommands by name. Each gets the words behind its name and
// writes its result to out.
var commands = map[string]func(args []string, out io.Writer) error{
	"imports":  imports,
	"keys":     keys,
	"pictures": pictures,
	"portable": portable,
	"sign":     sign,
	"sizes":    sizes,
}

// errUsage: the words of the command line make no call.
var errUsage = errors.New("usage")

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run calls the command that is named first. Its result is the exit code: 0
// done, 1 failed, 2 not understood.
func run(args []string, out, complaints io.Writer) int {
	if len(args) == 0 || commands[args[0]] == nil {
		names := slices.Sorted(maps.Keys(commands))
		fmt.Fprintln(complaints, "usage: release", strings.Join(names, "|"), "…")
		return 2
	}
	err := commands[args[0]](args[1:], out)
	if err != nil {
		fmt.Fprintf(complaints, "release %s: %v\n", args[0], err)
	}
	switch {
	case errors.Is(err, errUsage):
		return 2
	case err != nil:
		return 1
	}
	return 0
}
