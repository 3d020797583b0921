package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// The names of what prepareWindow builds.
const (
	programName = "tinxa"
	handsName   = "e2e.test"
)

// mostLost is how much typing a kill may cost.
const mostLost = 3 * time.Second

// prepareWindow builds the program, and the hands that drive its window: those
// of cmd/e2e.
func prepareWindow(ctx context.Context, dir string) error {
	for _, args := range [][]string{
		{"build", "-o", filepath.Join(dir, programName), "tinxa/cmd/tinxa"},
		{"test", "-c", "-o", filepath.Join(dir, handsName), "tinxa/cmd/e2e"},
	} {
		c := exec.CommandContext(ctx, "go", args...)
		if said, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w: %s", args[0], err, tail(string(said)))
		}
	}
	return nil
}

// runWindow kills the real window while somebody types into it, on a screen of
// the group's own.
func runWindow(ctx context.Context, g *group) error {
	outcomes := filepath.Join(g.dir, "outcomes")
	c := exec.CommandContext(ctx, filepath.Join(g.shared, handsName), "-test.run", "^TestKilledWhileTyping$", "-test.v")
	c.Dir = g.dir
	c.Env = append(os.Environ(),
		"TINXA_PROGRAM="+filepath.Join(g.shared, programName), "TINXA_SCREENS="+g.kept,
		"TINXA_WINDOW_KILLS="+strconv.Itoa(g.last-g.first), "TINXA_WINDOW_OUTCOMES="+outcomes,
		"TINXA_WINDOW_SEED="+strconv.FormatUint(g.seedOf(g.number), 10),
	)
	said, failed := c.CombinedOutput()
	all, err := readKills(outcomes)
	if err != nil {
		return err
	}
	for i, o := range all {
		o.Case = g.first + i
		if o.Lost > mostLost {
			o.Faults = []string{fmt.Sprintf("%s of typing are lost", o.Lost)}
			failed = nil // this is what the test complains about
		}
		g.end(o, "")
	}
	if failed == nil && len(all) == 0 {
		failed = errors.New("nothing was killed")
	}
	if failed != nil {
		return fmt.Errorf("after %d kills: %w: %s", len(all), failed, end(said))
	}
	return nil
}

// readKills reads what the hands wrote, a line for each kill.
func readKills(path string) (all []outcome, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	for lines := json.NewDecoder(bytes.NewReader(data)); err == nil && lines.More(); {
		var o outcome
		err = lines.Decode(&o)
		all = append(all, o)
	}
	return all, err
}

// end is the last of what a test said.
func end(said []byte) string {
	const most = 500 // bytes
	return string(said[max(0, len(said)-most):])
}
