package wpsite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// guarded is a program with all that it starts, in a process group of its own
// under a shell that waits for a pipe to close: the system closes it when the
// test's process ends, even when that is killed. PHP's workers outlive their
// master, and a test that was killed cleans up nothing.
type guarded struct {
	shell *exec.Cmd
	line  io.Closer // closed, it ends the group
	log   string
}

// watch runs its arguments and ends its whole group when standard input ends.
const watch = `"$@" & cat >/dev/null; kill -KILL 0`

// guard starts a program that writes what it says into the file log.
func guard(log string, env []string, name string, args ...string) (*guarded, error) {
	out, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	shell := exec.Command("sh", append([]string{"-c", watch, "sh", name}, args...)...)
	shell.Env = append(os.Environ(), env...)
	shell.Stdout, shell.Stderr = out, out
	ownGroup(shell)
	line, err := shell.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := shell.Start(); err != nil {
		return nil, err
	}
	return &guarded{shell: shell, line: line, log: log}, nil
}

// patience is how long a program may take to answer for the first time, on a
// machine that is busy with other tests.
const patience = time.Minute

// await returns when the program answers.
func (g *guarded) await(ctx context.Context, answers func() bool) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errors.New("does not answer"))
	defer cancel()
	for !answers() {
		select {
		case <-ctx.Done():
			said, _ := os.ReadFile(g.log)
			return fmt.Errorf("%w: %s", context.Cause(ctx), said[max(0, len(said)-2000):])
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// running reports whether the shell still has its program.
func (g *guarded) running() bool { return children(g.shell.Process.Pid) > 1 }

// end kills the group and waits for it. On nil it does nothing.
func (g *guarded) end() {
	if g == nil || g.line == nil {
		return
	}
	g.line.Close()
	g.line = nil
	_ = g.shell.Wait() // it killed itself
	for range 500 {    // its children are the system's to bury
		if !alive(g.shell.Process.Pid) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}
