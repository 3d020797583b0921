package vault

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
)

// State is what a look at a data folder came to.
type State string

// The states of a data folder.
const (
	Sound   State = "sound"
	Fresh   State = "fresh"   // nothing is there yet
	Damaged State = "damaged" // the database
	Crashed State = "crashed" // the check did not survive the database
	Missing State = "missing" // no database where there was one
	Locked  State = "locked"  // another instance is at work
)

// Verdict is what a check of a data folder found.
type Verdict struct {
	State   State           `json:"state"`
	Health  bolt.Health     `json:"health"`
	Photos  []model.PhotoID `json:"missing_photos,omitempty"` // that reports show and the folder lacks
	Detail  string          `json:"detail,omitempty"`         // why it is not sound, in technical words
	Seconds float64         `json:"seconds"`
}

// Check looks at the database and at whether every photo is there. It changes
// nothing. A database damaged in certain ways ends the process; hence Apart.
func Check(ctx context.Context, dir string) (Verdict, error) {
	began := time.Now()
	v, err := check(ctx, dir)
	v.Seconds = time.Since(began).Seconds()
	return v, err
}

func check(ctx context.Context, dir string) (Verdict, error) {
	if isMissing(dir) {
		return Verdict{State: Missing}, nil
	}
	if _, err := os.Stat(Database(dir)); errors.Is(err, fs.ErrNotExist) {
		return Verdict{State: Fresh}, nil
	}
	health, err := bolt.Verify(ctx, Database(dir))
	switch {
	case errors.Is(err, model.ErrLocked):
		return Verdict{State: Locked}, nil
	case errors.Is(err, model.ErrDamaged):
		return Verdict{State: Damaged, Health: health, Detail: err.Error()}, nil
	case err != nil:
		return Verdict{}, err
	}
	v := Verdict{State: Sound, Health: health}
	if !health.Sound() {
		v.State = Damaged
	}
	kept, err := openPhotos(dir)
	if err != nil {
		return v, err
	}
	v.Photos = kept.Missing(ctx, health.Photos)
	return v, ctx.Err()
}

// isMissing reports whether there is no database where there was one.
func isMissing(dir string) bool {
	_, err := os.Stat(Database(dir))
	return errors.Is(err, fs.ErrNotExist) && hadReports(dir)
}

// hadReports reports whether there are traces of a database that is gone.
func hadReports(dir string) bool {
	for _, left := range []string{"backups/*.json", "journal/*", "photos/originals/??/*"} {
		if found, _ := fs.Glob(os.DirFS(dir), left); len(found) > 0 {
			return true
		}
	}
	return false
}

// Apart has the check done by another process, because a damaged database may
// end the one that reads it in a way that nothing in it can stop. command is
// the program with its arguments; it prints a Verdict as JSON.
func Apart(ctx context.Context, dir string, command ...string) (Verdict, error) {
	child := exec.CommandContext(ctx, command[0], command[1:]...)
	var out, complaint bytes.Buffer
	child.Stdout, child.Stderr = &out, &complaint
	err := child.Run()
	if ctx.Err() != nil {
		return Verdict{}, ctx.Err()
	}
	var v Verdict
	if json.Unmarshal(out.Bytes(), &v) == nil && v.State != "" {
		return v, nil
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() != refused {
		return Verdict{State: Crashed, Detail: err.Error() + "\n" + lastOf(complaint.String())}, nil
	}
	return Check(ctx, dir) // no child could be started, as where a virus scanner forbids it, or it says why not
}

// refused is the exit code of a child that lives and could not check: it was
// not allowed to read, say. Then this process meets the same fault, and has its
// name.
const refused = 1

// lastOf is the end of a long text.
func lastOf(text string) string {
	const most = 4 << 10
	return text[max(0, len(text)-most):]
}
