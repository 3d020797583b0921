package wpsite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
	line  *os.File // closed, it ends the group
	last  *os.File // ends when the last process of the group is gone
	log   string
}

// watch runs its arguments and ends its whole group when standard input ends.
const watch = `{ "$@"; echo "` + ended + `"; } & cat >/dev/null; kill -KILL 0`

// ended is what a log closes with when its program ended by itself.
const ended = "wpsite: the program ended"

// guard starts a program that writes what it says into the file log.
func guard(log string, env []string, name string, args ...string) (*guarded, error) {
	out, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND|os.O_TRUNC, 0o666)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	heard, line, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer heard.Close()
	last, held, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer held.Close()
	shell := exec.Command("sh", append([]string{"-c", watch, "sh", name}, args...)...)
	shell.Env = append(os.Environ(), env...)
	shell.Stdin, shell.Stdout, shell.Stderr = heard, out, out
	shell.ExtraFiles = []*os.File{held} // every process of the group inherits it
	ownGroup(shell)
	if err := shell.Start(); err != nil {
		return nil, err
	}
	return &guarded{shell: shell, line: line, last: last, log: log}, nil
}

// patience is how long a program may take to answer for the first time, on a
// machine that is busy with other tests.
const patience = time.Minute

// await returns when the program answers, or ended.
func (g *guarded) await(ctx context.Context, answers func() bool) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errors.New("does not answer"))
	defer cancel()
	for !answers() {
		said, _ := os.ReadFile(g.log)
		said = said[max(0, len(said)-2000):]
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %s", context.Cause(ctx), said)
		case <-time.After(20 * time.Millisecond):
		}
		if bytes.Contains(said, []byte(ended)) {
			return fmt.Errorf("does not start: %s", said)
		}
	}
	return nil
}

// end kills the group and returns when no process of it is left. On nil it does
// nothing, nor when it is called again.
func (g *guarded) end() {
	if g == nil || g.line == nil {
		return
	}
	g.line.Close()
	g.line = nil
	_ = g.shell.Wait() // it killed itself
	_ = g.last.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, _ = g.last.Read(make([]byte, 1)) // nobody writes: it ends, and that is waited for
	g.last.Close()
}
