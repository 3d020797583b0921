// Command gate runs the tests and is stricter than go test about the outcome: a skipped test
// fails it, and so does a run without a single test.
//
// Usage: go run ./cmd/rules/gate [flags and packages of go test]
//
// Only what turns a test run into one verdict may live here.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	code, err := run(ctx, os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "gate:", err)
	}
	os.Exit(code)
}

// run returns the exit status of go test, or 1 where go test is content and the gate is not.
func run(ctx context.Context, args []string) (int, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = os.Stderr
	events, err := cmd.StdoutPipe()
	if err != nil {
		return 1, err
	}
	if err := cmd.Start(); err != nil {
		return 1, err
	}
	verdict := newVerdict(os.Stdout)
	readErr := verdict.read(events)
	verdict.sum()
	return status(verdict.good(), cmd.Wait()), readErr
}

// status lets the exit status of go test stand and adds the gate's own complaint.
func status(good bool, waited error) int {
	var exit *exec.ExitError
	switch {
	case errors.As(waited, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode()
	case waited != nil || !good:
		return 1
	}
	return 0
}
