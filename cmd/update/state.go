package update

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"tinxa/model"
	"tinxa/model/disk"
	"tinxa/model/release"
)

// stage is how far a version has come.
type stage string

const (
	ready    stage = "ready"    // it waits for a start
	tried    stage = "tried"    // it was started; written before it is
	shown    stage = "shown"    // it has shown a window
	blind    stage = "blind"    // it found nothing to draw with, and waits for a start like a ready one
	good     stage = "good"     // it has opened the reports
	promoted stage = "promoted" // it has taken the program's place
)

// state is versions\state.json.
type state struct {
	Newest release.Version `json:"newest"` // of all manifests that were ever believed
	Staged *staged         `json:"staged,omitempty"`
	Failed []failure       `json:"failed,omitempty"`
}

// staged is the version that waits.
type staged struct {
	Version release.Version `json:"version"`
	Stage   stage           `json:"stage"`
	Left    int             `json:"left,omitempty"` // times that it was closed in good order before it was good
}

// failure is a version that did not start here.
type failure struct {
	Version release.Version `json:"version"`
	Told    bool            `json:"told"` // the user knows
}

// is reports whether the version that waits is this one, at one of the stages.
func (s state) is(v release.Version, stages ...stage) bool {
	return s.Staged != nil && s.Staged.Version == v && slices.Contains(stages, s.Staged.Stage)
}

// underWay fails while a version is between its first start and its place: the
// one behind it waits for that.
func (s state) underWay() error {
	if s.Staged == nil || s.is(s.Staged.Version, ready, blind, promoted) {
		return nil
	}
	return fmt.Errorf("%w: %v is %s", release.ErrBusy, s.Staged.Version, s.Staged.Stage)
}

func (s state) failed(v release.Version) bool {
	return slices.ContainsFunc(s.Failed, func(f failure) bool { return f.Version == v })
}

// fail notes that the version that waits is never to be started again.
func (s *state) fail() {
	s.Failed = append(s.Failed, failure{Version: s.Staged.Version})
	s.Staged = nil
}

// state reads the state. One that cannot be read is none: nothing in it is
// needed for starting the program that is there.
func (in Install) state() state {
	s, _ := in.known()
	return s
}

// known is state for who goes by what it says, or writes it anew: a file that only
// cannot be opened just now is an error, or all that it says would be forgotten.
// What is no state is none.
func (in Install) known() (state, error) {
	data, err := readKept(in.versions(stateName))
	var s state
	if err != nil || json.Unmarshal(data, &s) != nil {
		return state{}, err
	}
	return s, nil
}

// readKept reads a small file of this room's own; one that is not there is empty.
func readKept(path string) (data []byte, err error) {
	err = disk.Retry(func() (err error) {
		data, err = os.ReadFile(path)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// change reads the state, changes it and keeps it, while no other process does.
// An error of f leaves it as it was.
func (in Install) change(f func(*state) error) error {
	held, err := acquire(in.versions(stateLock), in.Patience.Lock)
	if err != nil {
		return err
	}
	defer held.Close()
	s, err := in.known()
	if err != nil {
		return installed(err)
	}
	before, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := f(&s); err != nil {
		return err
	}
	after, err := json.MarshalIndent(s, "", "  ")
	if err != nil || bytes.Equal(before, after) {
		return err
	}
	return installed(disk.WriteFile(in.versions(stateName), func(w io.Writer) error {
		_, err := w.Write(after)
		return err
	}))
}

// installed names what went wrong while writing into the folder of the program.
func installed(err error) error {
	switch {
	case err == nil:
		return nil
	case disk.IsFull(err), errors.Is(err, model.ErrFull):
		return fmt.Errorf("%w: %v", release.ErrNoRoom, err)
	}
	return fmt.Errorf("%w: %v", release.ErrInstall, err)
}
