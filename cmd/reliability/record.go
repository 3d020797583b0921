package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"tinxa/cmd/reliability/platter"
)

// recording is what a writer did to the disk, from an empty folder on.
type recording struct {
	ops  []platter.Op
	root string // the folder in which the data folder was made
}

// dataName is the data folder of a recording within its root.
const dataName = "data"

// record runs a child under strace and reads the log. It holds the log to what
// the child left: the model must end with the same files, or it missed
// something.
func record(ctx context.Context, dir, work string, task func(data string) any) (recording, error) {
	r := recording{root: filepath.Join(dir, "recorded")}
	if err := os.Mkdir(r.root, 0o755); err != nil {
		return r, err
	}
	log := filepath.Join(dir, "calls")
	args, err := childArgs(work, task(filepath.Join(r.root, dataName)))
	if err != nil {
		return r, err
	}
	if err := traced(ctx, io.Discard, []string{"-xx", "-s", "100000000", "-o", log, "-e", "trace=" + platter.Calls}, args); err != nil {
		return r, err
	}
	file, err := os.Open(log)
	if err != nil {
		return r, err
	}
	r.ops, err = platter.Read(file, r.root)
	if err = errors.Join(err, file.Close(), os.Remove(log)); err != nil {
		return r, err
	}
	disk := platter.NewDisk()
	for _, op := range r.ops {
		disk.Apply(op)
	}
	if difference := disk.Now().Differs(r.root); difference != "" {
		return r, fmt.Errorf("the recording is not what happened: %s", difference)
	}
	return r, nil
}

// errNoTrace is what is wrong with a machine on which nothing can be proved.
var errNoTrace = errors.New("strace, which these proofs need, cannot run or trace here " +
	"(Debian: apt install strace; containers: allow ptrace)")

// traced runs a child under strace; out gets what the child prints.
func traced(ctx context.Context, out io.Writer, flags, args []string) error {
	var said bytes.Buffer
	c := strace(ctx, append(flags, args...)...)
	c.Stdout, c.Stderr = out, &said
	err := c.Run()
	if err == nil {
		return nil
	}
	if probe := strace(ctx, "-o", os.DevNull, args[0], childFlag, childNothing, "null").Run(); probe != nil {
		return fmt.Errorf("%w: %w: %s", errNoTrace, probe, tail(said.String()))
	}
	return fmt.Errorf("what was traced ended with %w: %s", err, tail(said.String()))
}

func strace(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "strace", append([]string{"-f", "-y", "-qq"}, args...)...)
}
