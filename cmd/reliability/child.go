package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"tinxa/cmd/vault"
)

// The work that this program does as a child of its own.
const (
	childLane    = "lane"
	childWriter  = "writer"
	childAuditor = "auditor"
	childRescuer = "rescuer"
	childReader  = "reader"
	childChecker = "checker"
	childInPlace = "in-place"
	childNothing = "nothing" // to see whether a child can be run at all
)

// childFlag marks a child: the next arguments are its work and its task.
const childFlag = "-child"

// child is this program in another process.
type child struct{ *exec.Cmd }

func newChild(ctx context.Context, work string, task any) (*child, error) {
	args, err := childArgs(work, task)
	if err != nil {
		return nil, err
	}
	return &child{exec.CommandContext(ctx, args[0], args[1:]...)}, nil
}

// childArgs is the command line of a child.
func childArgs(work string, task any) ([]string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(task)
	return []string{self, childFlag, work, string(data)}, err
}

// runChild does the work of a child.
func runChild(ctx context.Context, work, task string, out io.Writer) error {
	switch work {
	case childLane:
		return with(task, func(t lane) error { return runLane(ctx, t, out) })
	case childWriter:
		return with(task, func(t writing) error { return write(ctx, t, out) })
	case childAuditor:
		return with(task, func(t auditing) error {
			return answered(t, out, func(p *promises) finding { return audited(ctx, t.Dir, p) })
		})
	case childRescuer:
		return with(task, func(t auditing) error {
			return answered(t, out, func(p *promises) finding { return rescued(ctx, t, p) })
		})
	case childReader:
		return with(task, func(t auditing) error {
			return answered(t, out, func(p *promises) finding { return readOnly(ctx, t.Dir, p) })
		})
	case childChecker:
		return with(task, func(dir string) error {
			verdict, err := vault.Check(ctx, dir)
			return errors.Join(err, json.NewEncoder(out).Encode(verdict))
		})
	case childInPlace:
		return with(task, func(t writing) error { return makeInPlace(ctx, t.Dir) })
	case childNothing:
		return nil
	}
	return fmt.Errorf("no work is called %q", work)
}

func with[T any](task string, do func(T) error) error {
	var t T
	if err := json.Unmarshal([]byte(task), &t); err != nil {
		return err
	}
	return do(t)
}

// auditing is the task of an auditor: a data folder, a file of words, and the
// kind of damage that was done.
type auditing struct{ Dir, Words, Kind string }

// answered answers an auditor's task.
func answered(task auditing, out io.Writer, find func(p *promises) finding) error {
	words, err := os.ReadFile(task.Words)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(find(read(words)))
}

// apart audits in another process, because what a kill or damage leaves may end
// it.
func apart(ctx context.Context, work string, task auditing) finding {
	var f finding
	c, err := newChild(ctx, work, task)
	if err == nil {
		var out []byte
		if out, err = c.Output(); err == nil {
			err = json.Unmarshal(out, &f)
		}
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, tail(string(exit.Stderr)))
	}
	if err != nil {
		f.Faults = append(f.Faults, "the process that opens the folder died: "+err.Error())
	}
	return f
}
