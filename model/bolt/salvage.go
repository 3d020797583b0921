package bolt

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tinxa/model"
)

// Salvaged is what was found in a damaged file.
type Salvaged struct {
	// Found is every sound revision of every report, also such as the history
	// had let go: the reports by id, the revisions of each newest first.
	Found []model.Found
	// Traces are the revisions that the file names and does not hold any more.
	// Where it cannot be told what is in use, they are those newer than any found.
	Traces []model.Trace
	// Publishing is what was kept of it.
	Publishing Publishing
	// Loose are the reports that were purged from the bin and just not written
	// over yet: the roll says so, or they only lie where nothing is in use.
	Loose map[model.ReportID]bool
}

// Salvage finds all reports in a file that may be damaged in any way, without
// writing to it: it looks for records everywhere in it, and needs no page of it
// to be sound. progress is told how many bytes were searched. What cannot be
// read is passed over; an error is fs.ErrNotExist and the like, or the end of ctx.
func Salvage(ctx context.Context, path string, progress ...func(done, size int64)) (Salvaged, error) {
	out, err := salvage(ctx, path, progress)
	return out, border("salvage "+filepath.Base(path), err)
}

func salvage(ctx context.Context, path string, progress []func(done, size int64)) (Salvaged, error) {
	roll := readRoll(path)
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && len(roll) > 0 {
		return Salvaged{Traces: missed(roll, Salvaged{})}, nil
	}
	if err != nil {
		return Salvaged{}, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return Salvaged{}, err
	}
	out, err := salvageFrom(ctx, file, info.Size(), func(done, size int64) {
		for _, tell := range progress {
			tell(done, size)
		}
	})
	out.Traces = sortTraces(append(out.Traces, missed(roll, out)...))
	name(out.Traces, roll)
	for _, f := range out.Found {
		if roll[f.Report.ID].Gone {
			out.Loose[f.Report.ID] = true
		}
	}
	return out, err
}

func salvageFrom(ctx context.Context, file io.ReaderAt, size int64, progress func(done, size int64)) (Salvaged, error) {
	w := wreck{use: usageOf(file, size), reports: map[model.ReportID]*remains{}, publishing: newPublishingRemains()}
	if err := newScan(file, size, &w).run(ctx, progress); err != nil {
		return Salvaged{}, err
	}
	return w.salvaged(), nil
}

// usage is what can be told of which pages are in use.
type usage struct {
	known bool // false: of no page
	whole bool // the pages in use form a whole tree
	meta
	free map[uint64]bool
}

// usageOf reads the list of free pages. It is only believed where both heads
// are sound: the one that is lost may have been the newer, and what the older
// calls free be the last that was saved.
func usageOf(file io.ReaderAt, size int64) usage {
	first, errFirst := readMeta(file, 0)
	second, errSecond := readMeta(file, first.pageSize)
	if cmp.Or(errFirst, errSecond) != nil || second.pageSize != first.pageSize {
		return usage{}
	}
	u := usage{meta: first}
	if second.txid > first.txid {
		u.meta = second
	}
	all := u.high
	u.high = min(u.high, uint64(size/u.pageSize)) // of a file that was cut off
	free, err := freePages(file, u.meta)
	if err != nil || u.freelist == noFreelist {
		return usage{}
	}
	u.known, u.free = true, free
	u.whole = u.high == all && u.root < u.high && checkTree(file, u.meta) == nil
	return u
}

// inUse reports whether what lies there may be in use.
func (u usage) inUse(at int64) bool {
	if !u.known {
		return true
	}
	page := uint64(at / u.pageSize)
	return page < u.high && !u.free[page]
}

// wreck gathers what a scan meets.
type wreck struct {
	use        usage
	reports    map[model.ReportID]*remains
	publishing publishingRemains
}

// remains is what was met of one report, by revision.
type remains struct {
	revisions map[int64]remnant[model.Report]
	pins      map[int64]remnant[[]model.Pin]
	summaries map[int64]remnant[model.Summary]
	mentioned map[int64]time.Time // revisions, with when they were saved if that is known
	inUse     bool                // something in use names the report
}

func (w *wreck) remains(at int64, id model.ReportID) *remains {
	r := w.reports[id]
	if r == nil {
		r = &remains{
			revisions: map[int64]remnant[model.Report]{}, pins: map[int64]remnant[[]model.Pin]{},
			summaries: map[int64]remnant[model.Summary]{}, mentioned: map[int64]time.Time{},
		}
		w.reports[id] = r
	}
	r.inUse = r.inUse || w.use.inUse(at)
	return r
}

// remnant is a sound record of something of which there may be several.
type remnant[T any] struct {
	stamp
	says T
}

// stamp tells which of several records is the later.
type stamp struct {
	seq   int64
	saved time.Time
	inUse bool
	sum   uint32 // the checksum: records of the same one are the same
}

func (s stamp) supersedes(old stamp) bool {
	if s.inUse != old.inUse {
		return s.inUse
	}
	return s.saved.After(old.saved)
}

// keep reads a record and keeps it if it is the latest of its kind. What cannot
// be read in spite of its checksum is no record of ours.
func keep[T any](all map[int64]remnant[T], s stamp, read func() (T, error)) {
	old, met := all[s.seq]
	if met && old.sum == s.sum {
		old.inUse = old.inUse || s.inUse
		all[s.seq] = old
		return
	}
	if met && !s.supersedes(old.stamp) {
		return
	}
	if says, err := read(); err == nil {
		all[s.seq] = remnant[T]{s, says}
	}
}

// record implements observer.
func (w *wreck) record(at int64, id model.ReportID, sealed []byte) {
	rec, err := unsealHeader(sealed, sealed[1])
	if err != nil {
		return // a newer program wrote it
	}
	s := stamp{seq: rec.seq, saved: rec.saved, inUse: w.use.inUse(at), sum: checksum(sealed)}
	switch rec.codec {
	case codecReport:
		keep(w.remains(at, id).revisions, s, func() (model.Report, error) { return unsealReport(sealed, id) })
	case codecSummary:
		keep(w.remains(at, id).summaries, s, func() (model.Summary, error) { return unsealSummary(sealed, id) })
	case codecPins:
		keep(w.remains(at, id).pins, s, func() ([]model.Pin, error) { return unsealPins(sealed, id, s.seq) })
	case codecAccount, codecDispatch:
		w.publishing.keep(s, rec.codec, id, sealed)
	}
}

// maxMentions is how many revisions of a report are remembered that may be
// lost: a file can be made to name any number.
const maxMentions = 10_000

// mention implements observer. What is not in use may have been written over
// in good order.
func (w *wreck) mention(at int64, id model.ReportID, rev int64, saved time.Time) {
	if !w.use.inUse(at) || id == model.ReportID(keyFormat) {
		return
	}
	r := w.remains(at, id)
	if r.mentioned[rev].IsZero() && len(r.mentioned) < maxMentions {
		r.mentioned[rev] = saved
	}
}

// salvaged sums up what was met.
func (w *wreck) salvaged() Salvaged {
	out := Salvaged{Loose: map[model.ReportID]bool{}, Publishing: w.publishing.found()}
	for _, id := range slices.Sorted(maps.Keys(w.reports)) {
		r := w.reports[id]
		deleted := r.summary().Deleted
		for _, rev := range slices.Backward(slices.Sorted(maps.Keys(r.revisions))) {
			out.Found = append(out.Found, model.Found{
				Report: r.revisions[rev].says, Deleted: deleted, Source: model.FromFile, Pins: r.pins[rev].says,
			})
		}
		if len(r.revisions) > 0 && !r.inUse && (w.use.whole || !deleted.IsZero()) {
			out.Loose[id] = true
		}
		out.Traces = append(out.Traces, w.lost(id)...)
	}
	return out
}

// summary is the latest of the report's summaries.
func (r *remains) summary() model.Summary {
	var latest remnant[model.Summary]
	for _, s := range r.summaries {
		if latest.says.ID == "" || s.supersedes(latest.stamp) {
			latest = s
		}
	}
	return latest.says
}

// lost lists the revisions of a report that were met by name alone.
func (w *wreck) lost(id model.ReportID) []model.Trace {
	r := w.reports[id]
	newest := int64(0)
	for rev := range r.revisions {
		newest = max(newest, rev)
	}
	for rev, s := range r.summaries {
		if s.inUse {
			r.mentioned[rev] = s.says.Updated
		}
	}
	name := cmp.Or(r.summary().Title, r.revisions[newest].says.Name())
	var all []model.Trace
	for rev, saved := range r.mentioned {
		_, found := r.revisions[rev]
		if !found && rev > 0 && (w.use.known || rev > newest) {
			all = append(all, model.Trace{ID: id, Rev: rev, Name: name, Saved: saved})
		}
	}
	if _, named := r.mentioned[0]; named && len(all) == 0 && newest == 0 {
		all = append(all, model.Trace{ID: id, Name: name, Saved: r.summary().Updated})
	}
	return sortTraces(all)
}
