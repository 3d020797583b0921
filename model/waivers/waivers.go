package waivers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"unicode/utf8"

	"tinxa/model"
	"tinxa/model/disk"
)

// Name is the file's name in the data folder.
const Name = "waivers.json"

// The limits of what is kept. A writer who settled one finding a day would
// reach the first after three years.
const (
	// Most is how many waivers are kept; a new one takes the oldest one's place.
	Most = 1000
	// Longest is how many bytes rule or words of one may have.
	Longest = 256
	// largest is how many bytes of a file are looked at. Even if every byte had
	// to be escaped, all that may be kept fits.
	largest = Most * (2*6*Longest + 32)
)

// form is the version of the file's form.
const form = 1

// file is what is written.
type file struct {
	Version int     `json:"version"`
	Waivers []entry `json:"waivers"` // the oldest first
}

// entry is a waiver as it is kept: what a newer program knows beside these two
// is not bounded and stays out.
type entry struct {
	Rule  string `json:"rule"`
	Words string `json:"words"`
}

// Folder keeps waivers in a folder. It may be used from several goroutines.
type Folder struct {
	path string

	mu     sync.Mutex
	read   bool
	waived []entry
}

var _ model.Waivers = (*Folder)(nil)

// In keeps waivers in a folder that is there. Nothing is read yet.
func In(folder string) *Folder { return &Folder{path: filepath.Join(folder, Name)} }

// Waived implements model.Waivers: what was settled, the oldest first. A damaged
// file counts as empty and is kept as Aside; one of a newer program stays where
// it is, model.ErrNewer.
func (f *Folder) Waived(ctx context.Context) ([]model.Waiver, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.load(ctx); err != nil {
		return nil, fmt.Errorf("waivers: read: %w", err)
	}
	all := make([]model.Waiver, len(f.waived))
	for i, e := range f.waived {
		all[i] = model.Waiver{Rule: e.Rule, Words: e.Words}
	}
	return all, nil
}

// Waive implements model.Waivers. ErrFormat for a waiver without a rule, or
// larger than may be kept; then, and where the disk refuses, nothing changes.
func (f *Folder) Waive(ctx context.Context, w model.Waiver) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.waive(ctx, entry{w.Rule, w.Words}); err != nil {
		return fmt.Errorf("waivers: waive %q: %w", w.Rule, err)
	}
	return nil
}

func (f *Folder) waive(ctx context.Context, w entry) error {
	if !sound(w) {
		return model.ErrFormat
	}
	if err := f.load(ctx); err != nil {
		return err
	}
	if slices.Contains(f.waived, w) {
		return nil
	}
	after := append(slices.Clone(f.waived), w)
	after = after[max(0, len(after)-Most):]
	if err := f.write(after); err != nil {
		return err
	}
	f.waived = after
	return nil
}

// Aside is what a damaged file is called from then on. There is one at most: the
// newest.
const Aside = Name + ".damaged"

// load reads the file unless it was read before; f.mu is held.
func (f *Folder) load(ctx context.Context) error {
	if err := ctx.Err(); err != nil || f.read {
		return err
	}
	data, err := limited(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.read = true
		return nil
	case err != nil:
		return disk.Fault(err)
	}
	all, err := decoded(data)
	if errors.Is(err, model.ErrNewer) {
		return err
	}
	if err != nil {
		if err := disk.Rename(f.path, filepath.Join(filepath.Dir(f.path), Aside)); err != nil {
			return disk.Fault(err)
		}
	}
	f.waived, f.read = all, true
	return nil
}

// limited reads a file and no more than is looked at, with one byte more where
// it is larger.
func limited(path string) ([]byte, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, largest+1))
}

// decoded understands what a file holds, whoever wrote it. ErrNewer for the
// file of a newer program, ErrDamaged for anything else that cannot be it. What
// is no sound waiver is left out.
func decoded(data []byte) ([]entry, error) {
	if len(data) > largest || !utf8.Valid(data) {
		return nil, model.ErrDamaged
	}
	var outer struct {
		Version int             `json:"version"`
		Waivers json.RawMessage `json:"waivers"`
	}
	var all []entry
	switch err := json.Unmarshal(data, &outer); {
	case err == nil && outer.Version > form:
		return nil, model.ErrNewer
	case err != nil || outer.Version != form || json.Unmarshal(outer.Waivers, &all) != nil:
		return nil, model.ErrDamaged
	}
	kept := slices.DeleteFunc(all, func(e entry) bool { return !sound(e) })
	return unique(kept[max(0, len(kept)-Most):]), nil
}

// unique keeps the first of those that are alike.
func unique(all []entry) []entry {
	seen := map[entry]bool{}
	return slices.DeleteFunc(all, func(e entry) bool {
		again := seen[e]
		seen[e] = true
		return again
	})
}

// sound reports whether a waiver may be kept.
func sound(e entry) bool {
	return e.Rule != "" && len(e.Rule) <= Longest && len(e.Words) <= Longest &&
		utf8.ValidString(e.Rule) && utf8.ValidString(e.Words)
}

func (f *Folder) write(all []entry) error {
	data, err := json.MarshalIndent(file{Version: form, Waivers: all}, "", " ")
	if err != nil {
		return err
	}
	return disk.WriteFile(f.path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
