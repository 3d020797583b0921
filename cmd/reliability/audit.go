package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/modeltest"
)

// audit opens a data folder as the program does and holds it to the promises.
type audit struct {
	*vault.Vault
	promised *promises
	finding
}

// finding is what an audit found.
type finding struct {
	Faults []string
	Took   time.Duration // until the list of reports could be shown
	Words  []word        // what the audit itself did to the folder
	Found  int           // reports with their newest words, after a rescue …
	Of     int           // … of so many
}

func audited(ctx context.Context, dir string, p *promises) finding {
	a := &audit{promised: p}
	began := time.Now()
	verdict, err := vault.Check(ctx, dir)
	a.must("check", err)
	if verdict.State != vault.Sound && (verdict.State != vault.Fresh || p.opened) || len(verdict.Photos) > 0 {
		a.fault("the check says %s: %s %q %v, without photos %v",
			verdict.State, verdict.Detail, verdict.Health.Faults, verdict.Health.Damaged, verdict.Photos)
		return a.finding
	}
	if a.Vault, err = vault.Open(ctx, dir); err != nil {
		a.must("opening", err)
		return a.finding
	}
	_, err = a.Store.Reports(ctx)
	a.Took = time.Since(began)
	a.must("list", err)
	a.must("frozen", a.Store.Frozen())
	a.all(ctx)
	a.begin(ctx)
	a.works(ctx)
	a.must("close", a.Close())
	return a.finding
}

// all looks for everything that was promised.
func (a *audit) all(ctx context.Context) {
	for id, promise := range a.promised.reports {
		a.report(ctx, id, promise)
	}
	for id, done := range a.promised.photos {
		if done {
			a.must("acknowledged photo", a.photo(ctx, id))
		}
	}
	a.dangling(ctx)
	a.unsaved(ctx)
	a.backup(ctx)
}

func (a *audit) fault(format string, args ...any) {
	a.Faults = append(a.Faults, fmt.Sprintf(format, args...))
}

func (a *audit) must(what string, err error) {
	if err != nil {
		a.fault("%s: %v", what, err)
	}
}

// report looks for the newest acknowledged revision of a report, or one newer
// that the writer had begun, and for its pins.
func (a *audit) report(ctx context.Context, id model.ReportID, p *reportPromise) {
	r, err := a.Store.Report(ctx, id)
	if errors.Is(err, model.ErrNotFound) && (p.binned || p.moving) {
		a.inBin(ctx, id)
		return
	}
	if errors.Is(err, model.ErrNotFound) && p.rev == 0 {
		return // its first save had only begun
	}
	switch {
	case err != nil:
		a.fault("report %s, acknowledged revision %d: %v", id, p.rev, err)
		return
	case p.binned && !p.moving:
		a.fault("report %s is not in the bin", id)
	case r.Rev < p.rev:
		a.fault("report %s is at revision %d, acknowledged was %d", id, r.Rev, p.rev)
	case !p.holds(r.Rev, sumOf(r)):
		a.fault("report %s, revision %d: not the content that was saved", id, r.Rev)
	}
	a.past(ctx, id, p)
}

func (a *audit) inBin(ctx context.Context, id model.ReportID) {
	all, err := a.Store.Binned(ctx)
	a.must("bin", err)
	if !slices.ContainsFunc(all, func(s model.Summary) bool { return s.ID == id }) {
		a.fault("report %s is neither listed nor in the bin", id)
	}
}

// recent is how many revisions before the newest are read again.
const recent = 3

// past reads the revisions that must be kept.
func (a *audit) past(ctx context.Context, id model.ReportID, p *reportPromise) {
	for rev := max(1, p.rev-recent); rev <= p.rev; rev++ {
		r, err := a.Store.Revision(ctx, id, rev)
		if err != nil {
			a.fault("report %s, acknowledged revision %d of its past: %v", id, rev, err)
		} else if !p.holds(rev, sumOf(r)) {
			a.fault("report %s, revision %d of its past: not the content that was saved", id, rev)
		}
	}
	if len(p.pins) == 0 {
		return
	}
	all, err := a.Store.History(ctx, id)
	a.must("history", err)
	for rev, names := range p.pins {
		if !slices.ContainsFunc(all, func(r model.Revision) bool { return r.Rev == rev && hasName(r, names) }) {
			a.fault("report %s, revision %d is not pinned as %q", id, rev, names)
		}
	}
}

func hasName(r model.Revision, names []string) bool {
	return slices.ContainsFunc(r.Pins, func(p model.Pin) bool { return slices.Contains(names, p.Name) })
}

// photo reads a photo as it was added; that checks every byte.
func (a *audit) photo(ctx context.Context, id model.PhotoID) error {
	r, err := a.Photos.Open(ctx, id, 0)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(r)
	if err == nil && modeltest.PhotoIDOf(data) != id {
		err = model.ErrDamaged
	}
	return errors.Join(err, r.Close())
}

// dangling looks for photos that the database names and that are not there.
func (a *audit) dangling(ctx context.Context) {
	all, err := a.Store.Photos(ctx)
	a.must("photos that are named", err)
	for id := range all {
		if err := a.photo(ctx, id); err != nil {
			a.fault("a report names photo %.8s: %v", id, err)
		}
	}
}

// unsaved looks for what the journal promised.
func (a *audit) unsaved(ctx context.Context) {
	all, err := a.Journal.Unsaved(ctx)
	a.must("journal", err)
	for id, p := range a.promised.journal {
		i := slices.IndexFunc(all, func(u model.Unsaved) bool { return u.Report.ID == id })
		switch {
		case i >= 0 && !slices.Contains(p.sums, sumOf(all[i].Report)):
			a.fault("the journal has report %s as it never was, or as it was before", id)
		case i < 0 && p.kept && !p.forgetting:
			a.fault("the journal has lost report %s", id)
		}
	}
}

// backup looks into the newest backup.
func (a *audit) backup(ctx context.Context) {
	if a.promised.backup == "" {
		return
	}
	all, err := a.Backups.List(ctx)
	a.must("backups", err)
	i := slices.IndexFunc(all, func(b model.Backup) bool { return b.Name == a.promised.backup })
	if i < 0 {
		a.fault("backup %s is not there", a.promised.backup)
		return
	}
	if reports, err := vault.InBackup(ctx, a.Backups, all[i], ""); err != nil || len(reports) > all[i].Reports {
		a.fault("backup %s: %d reports, %v", all[i].Name, len(reports), err)
	}
}

// begin begins work as the program does, and then wants the newest words of
// every report in the store.
func (a *audit) begin(ctx context.Context) {
	open, err := a.Journal.Unsaved(ctx)
	a.must("journal", err)
	begun, err := a.Begin(ctx)
	a.must("begin", errors.Join(err, begun.Kept))
	for _, r := range begun.Reclaimed { // out of the bin, if it was there
		a.Words = append(a.Words, word{Do: restored, Done: true, ID: string(r.ID)})
		a.Words = append(a.Words, word{Do: saved, Done: true, ID: string(r.ID), Rev: r.Rev, Sum: sumOf(r)})
	}
	for _, u := range open {
		a.Words = append(a.Words, word{Do: forgotten, Done: true, ID: string(u.Report.ID)})
	}
	for id, p := range a.promised.reports {
		if p.binned || p.moving || len(p.last) == 0 {
			continue
		}
		r, err := a.Store.Report(ctx, id)
		if p.rev == 0 && errors.Is(err, model.ErrNotFound) {
			continue
		}
		if err != nil || !slices.Contains(p.last, sumOf(r)) {
			a.fault("report %s has not its newest words after the start: revision %d, %v", id, r.Rev, err)
		}
	}
	a.dangling(ctx)
}

// works saves a report: what was opened must be fit to go on with.
func (a *audit) works(ctx context.Context) {
	_, err := a.Store.Save(ctx, model.New())
	a.must("saving goes on", err)
}
