package journal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"tinxa/model"
)

// Journal implements model.Journal with one file a report. Its methods may be
// called from any goroutine; one works at a time.
type Journal struct {
	mu      sync.Mutex
	folders []*folder // the usual one, then those for when it cannot be written
	seqs    map[model.ReportID]uint64
}

var _ model.Journal = (*Journal)(nil)

// Open keeps journals in dir, a folder within the data folder. While dir cannot
// be written they go to the first of the other folders that takes them; several
// data folders may share these. Nothing is touched before the first Write.
func Open(dir string, elsewhere ...string) (*Journal, error) {
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("journal: open %s: %w", dir, err)
	}
	usual := newFolder(whole, usualPrefix)
	usual.above, _ = os.Stat(filepath.Dir(whole)) // else at the first Write
	j := &Journal{folders: []*folder{usual}, seqs: map[model.ReportID]uint64{}}
	for i, other := range elsewhere {
		if slices.Contains(elsewhere[:i], other) {
			continue // a folder twice: what went to the one would be dropped from the other
		}
		spare := newFolder(other, prefixFor(whole))
		spare.spare = true
		j.folders = append(j.folders, spare)
	}
	return j, nil
}

// Write implements model.Journal. At is kept to the millisecond. ErrFormat when
// the report is not sound or its id is not Valid.
func (j *Journal) Write(ctx context.Context, u model.Unsaved) (elsewhere string, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	id := u.Report.ID
	if !id.Valid() {
		return "", fmt.Errorf("journal: write: id %q: %w", id, model.ErrFormat)
	}
	data, err := frame{j.nextSeq(id), u}.encode()
	if err != nil {
		return "", fmt.Errorf("journal: write %s: %w", id, err)
	}
	var faults []error
	for i, p := range j.folders {
		if err := p.write(id, data); err != nil {
			faults = append(faults, err)
			continue
		}
		j.dropBehind(i, id)
		if i > 0 {
			elsewhere = p.dir
		}
		return elsewhere, nil
	}
	return "", fmt.Errorf("journal: write %s: %w", id, errors.Join(faults...))
}

// nextSeq numbers a frame. Numbers go on from whatever is kept of the report,
// because clocks are set back; they go up after a fault too.
func (j *Journal) nextSeq(id model.ReportID) uint64 {
	seq, known := j.seqs[id]
	if !known {
		for _, p := range j.folders {
			if f, ok := p.read(p.name(id)); ok {
				seq = max(seq, f.seq)
			}
		}
	}
	j.seqs[id] = seq + 1
	return seq + 1
}

// dropBehind takes away the copies in the folders behind the one that has the
// newest frame. One that cannot be reached now is older by its number.
func (j *Journal) dropBehind(i int, id model.ReportID) {
	for _, p := range j.folders[i+1:] {
		if !p.empty[id] {
			p.empty[id] = p.drop(id) == nil
		}
	}
}

// Forget implements model.Journal.
func (j *Journal) Forget(ctx context.Context, id model.ReportID) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if !id.Valid() {
		return fmt.Errorf("journal: forget: id %q: %w", id, model.ErrFormat)
	}
	delete(j.seqs, id)
	var faults []error
	for _, p := range j.folders {
		faults = append(faults, p.drop(id))
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("journal: forget %s: %w", id, err)
	}
	return nil
}

// Unsaved implements model.Journal. Beside an error, when a folder cannot be
// read, it gives what the others hold.
func (j *Journal) Unsaved(ctx context.Context) ([]model.Unsaved, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	best := map[model.ReportID]frame{}
	var faults []error
	for _, p := range j.folders {
		names, err := p.names()
		if err != nil {
			faults = append(faults, fmt.Errorf("journal: list: %w", err))
		}
		for _, name := range names {
			f, ok := p.read(name)
			id := f.unsaved.Report.ID
			if before, known := best[id]; ok && (!known || f.newer(before)) {
				best[id] = f
			}
		}
	}
	return byTime(best), errors.Join(faults...)
}

// byTime lists what was found, newest first.
func byTime(found map[model.ReportID]frame) []model.Unsaved {
	var all []model.Unsaved
	for _, f := range found {
		all = append(all, f.unsaved)
	}
	slices.SortFunc(all, func(a, b model.Unsaved) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Report.ID, b.Report.ID))
	})
	return all
}
