package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

func salvaged(t testing.TB, path string) bolt.Salvaged {
	t.Helper()
	out, err := bolt.Salvage(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSalvageOfASoundFile finds all that the store knows, and beside it only
// what it once knew.
func TestSalvageOfASoundFile(t *testing.T) {
	ctx := t.Context()
	path, all, purged := worked(t, 30)
	out := salvaged(t, path)
	if len(out.Traces) != 0 {
		t.Errorf("traces of what is lost in a sound file: %+v", out.Traces)
	}
	found := foundIn(t, out, all, purged)
	s := peek(t, path)
	for id, revisions := range all {
		for rev := range revisions {
			if _, ok := found[id][rev]; !ok && rev == all.newest(id).Rev {
				t.Errorf("%s, revision %d, was not found", id, rev)
			}
		}
		if out.Loose[id] {
			t.Errorf("%s is in use and called loose", id)
		}
		past, err := s.History(ctx, id)
		if err != nil && !errors.Is(err, model.ErrNotFound) {
			t.Fatal(err)
		}
		for _, rev := range past {
			if found := pinsIn(out, id, rev.Rev); !slices.Equal(rev.Pins, found) {
				t.Errorf("%s, revision %d: pins %v, found %v", id, rev.Rev, rev.Pins, found)
			}
		}
	}
	bin, err := s.Binned(ctx)
	if err != nil || len(bin) == 0 {
		t.Fatalf("bin %v, %v", bin, err)
	}
	for id, f := range found {
		i := slices.IndexFunc(bin, func(s model.Summary) bool { return s.ID == id })
		if in := i >= 0 || slices.Contains(purged, id); in == f[all.newest(id).Rev].Deleted.IsZero() && !out.Loose[id] {
			t.Errorf("%s: in the bin %v, found as deleted %v", id, in, f[all.newest(id).Rev].Deleted)
		}
	}
}

// foundIn checks that nothing was found but what was once saved, each revision
// once and the newest of a report first; it returns it by report and revision.
func foundIn(t *testing.T, out bolt.Salvaged, all past, purged []model.ReportID) map[model.ReportID]map[int64]model.Found {
	t.Helper()
	found := map[model.ReportID]map[int64]model.Found{}
	last := model.Report{}
	for _, f := range out.Found {
		r := f.Report
		if slices.Contains(purged, r.ID) {
			continue
		}
		was, saved := all[r.ID][r.Rev]
		if !saved || f.Source != model.FromFile {
			t.Errorf("found %s, revision %d, from %q: that was never saved", r.ID, r.Rev, f.Source)
			continue
		}
		modeltest.Same(t, "salvaged", r, was)
		if r.ID < last.ID || r.ID == last.ID && r.Rev >= last.Rev {
			t.Errorf("%s, revision %d, comes after %s, %d", r.ID, r.Rev, last.ID, last.Rev)
		}
		if last = r; found[r.ID] == nil {
			found[r.ID] = map[int64]model.Found{}
		}
		found[r.ID][r.Rev] = f
	}
	return found
}

// TestSalvageOfDamagedFiles damages a database in all ways at random places:
// what is found was once saved, a database is made of it that is sound and has
// all of it, and of what was lost the file's own pages tell, where they can.
func TestSalvageOfDamagedFiles(t *testing.T) {
	path, all, purged := worked(t, 30)
	whole := inUse(t, path)
	rnd := rand.New(rand.NewPCG(5, 6))
	for _, damage := range damages {
		rescued, named, lost := 0, 0, 0
		for round := range rounds / 2 {
			bad := damaged(t, damage.do(rnd, bytes.Clone(whole)))
			out := salvaged(t, bad)
			found := foundIn(t, out, all, purged)
			for id := range all {
				newest := all.newest(id)
				_, has := found[id][newest.Rev]
				switch {
				case has:
					rescued++
				case slices.ContainsFunc(out.Traces, func(t model.Trace) bool { return t.ID == id && t.Rev == newest.Rev }):
					named++
				default:
					lost++
				}
				if out.Loose[id] {
					t.Errorf("%s: %s is called loose", damage.name, id)
				}
			}
			if round%3 == 0 { // it waits for the disk
				rebuiltFrom(t, out)
			}
		}
		n := rounds / 2 * len(all)
		t.Logf("%-22s newest revisions: %5.1f %% rescued, %4.1f %% lost by name, %4.1f %% lost without a trace",
			damage.name, share(rescued, n), share(named, n), share(lost, n))
		if least := 98.0; damage.name != "truncated" && share(rescued, n) < least {
			t.Errorf("%s: %.1f %% rescued, want %.0f", damage.name, share(rescued, n), least)
		}
		if damage.name != "truncated" && lost > 0 {
			t.Errorf("%s: %d newest revisions are lost without a trace", damage.name, lost)
		}
	}
}

func share(part, of int) float64 { return 100 * float64(part) / float64(of) }

// rebuiltFrom makes a database of what was salvaged and looks for all of it.
func rebuiltFrom(t *testing.T, out bolt.Salvaged) {
	t.Helper()
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "mới.db")
	if err := bolt.Rebuild(ctx, path, out.Found); err != nil {
		t.Error(err)
		return
	}
	if h, err := bolt.Verify(ctx, path); err != nil || !h.Sound() || h.Revisions != len(out.Found) {
		t.Errorf("rebuilt of %d revisions: %d, %v, %v", len(out.Found), h.Revisions, h.Faults, err)
	}
	s := peek(t, path)
	last := model.ReportID("")
	for _, f := range out.Found {
		if newest := f.Report.ID != last; newest && f.Deleted.IsZero() {
			got, err := s.Report(ctx, f.Report.ID)
			if err != nil {
				t.Error(err)
			}
			modeltest.Same(t, "rebuilt", got, f.Report)
		}
		if last = f.Report.ID; f.Deleted.IsZero() {
			got, err := s.Revision(ctx, f.Report.ID, f.Report.Rev)
			if err != nil {
				t.Error(err)
			}
			modeltest.Same(t, "rebuilt revision", got, f.Report)
		}
	}
}

// TestLostRevisionIsTraced: of a revision whose records are all damaged the file
// still tells the number, the name and when it was saved.
func TestLostRevisionIsTraced(t *testing.T) {
	path, reports := stored(t, 3)
	hit := reports[1]
	revKey := string(hit.ID) + "\x00\x00\x00\x00\x00\x00\x00\x00\x02"
	change(t, path, func(tx *bbolt.Tx) error {
		return errors.Join(flip(tx, "drafts", string(hit.ID), 999), flip(tx, "revs", revKey, 999))
	})
	// The sound record of before may still lie in a page that is free.
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := bolt.SealReport(hit)
	if err != nil {
		t.Fatal(err)
	}
	for at := bytes.Index(data, sealed); at >= 0; at = bytes.Index(data, sealed) {
		data[at+200] ^= 1
	}
	out := salvaged(t, damaged(t, data))
	want := model.Trace{ID: hit.ID, Rev: 2, Name: hit.Name(), Saved: hit.Updated}
	if len(out.Traces) != 1 || !out.Traces[0].Saved.Equal(want.Saved) || out.Traces[0].Name != want.Name || out.Traces[0].Rev != 2 {
		t.Errorf("traces %+v, want %+v", out.Traces, want)
	}
	for _, f := range out.Found {
		if f.Report.ID == hit.ID && f.Report.Rev != 1 {
			t.Errorf("found revision %d", f.Report.Rev)
		}
	}
}

// TestSalvageKnowsTheBin: what was restored is not deleted, though its summary
// in the bin still lies about; what was purged is loose.
func TestSalvageKnowsTheBin(t *testing.T) {
	ctx := t.Context()
	path := newPath(t)
	c := &clock{noon}
	s, err := bolt.Open(ctx, path, bolt.Clock(c.now))
	if err != nil {
		t.Fatal(err)
	}
	var ids []model.ReportID
	for i := range 8 {
		ids = append(ids, save(t, s, modeltest.Long(uint64(i), 30)).ID)
	}
	restored, purged, binned := ids[1], ids[2], ids[3]
	err = errors.Join(s.Delete(ctx, restored), s.Delete(ctx, purged))
	c.Time = c.AddDate(0, 0, 1)
	err = errors.Join(err, s.Delete(ctx, binned), s.Restore(ctx, restored))
	_, errPurge := s.Purge(ctx, c.Add(-1))
	if err := errors.Join(err, errPurge, s.Close()); err != nil {
		t.Fatal(err)
	}
	data := inUse(t, path)
	for name, heads := range map[string]int{"sound": 0, "without heads": 8192} {
		clear(data[:heads])
		wreck := damaged(t, data)
		copyRoll(t, path, wreck)
		out := salvaged(t, wreck)
		for _, f := range out.Found {
			id := f.Report.ID
			if deleted := !f.Deleted.IsZero() || out.Loose[id]; deleted != (id == binned || id == purged) {
				t.Errorf("%s: report %d found as deleted %v", name, slices.Index(ids, id), f.Deleted)
			}
			if out.Loose[id] != (id == purged) {
				t.Errorf("%s: report %d loose: %v", name, slices.Index(ids, id), out.Loose[id])
			}
		}
		if !slices.ContainsFunc(out.Found, func(f model.Found) bool { return f.Report.ID == purged }) {
			t.Errorf("%s: the purged report was not met: nothing is tested", name)
		}
	}
}

// TestRecordsAnywhere finds records at any place in any file: at its ends, on
// the border of what is read at once, after one that promises too much.
func TestRecordsAnywhere(t *testing.T) {
	sealed := map[model.ReportID][]byte{}
	file := make([]byte, 2*bolt.PieceSize+100_000)
	for i, at := range []int{0, bolt.PieceSize - 27, bolt.PieceSize + 50_001, 2*bolt.PieceSize - 40, 2*bolt.PieceSize + 30_000} {
		r := modeltest.Report(uint64(i))
		r.Rev = int64(i + 1)
		data, err := bolt.SealReport(r)
		if err != nil {
			t.Fatal(err)
		}
		sealed[r.ID] = data
		copy(file[at:], data)
	}
	greedy, err := bolt.SealReport(modeltest.Report(77))
	if err != nil {
		t.Fatal(err)
	}
	binary.BigEndian.PutUint32(greedy[4:], 1<<32-1)
	copy(file[bolt.PieceSize+20_000:], greedy)
	last, err := bolt.SealReport(modeltest.Report(88))
	if err != nil {
		t.Fatal(err)
	}
	file = append(file, last...)
	sealed[modeltest.Report(88).ID] = last
	out := salvaged(t, damaged(t, file))
	if len(out.Found) != len(sealed) {
		t.Errorf("%d of %d records were found", len(out.Found), len(sealed))
	}
	for _, f := range out.Found {
		if sealed[f.Report.ID] == nil {
			t.Errorf("found %s", f.Report.ID)
		}
	}
}

func TestSalvageErrors(t *testing.T) {
	if _, err := bolt.Salvage(t.Context(), newPath(t)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Salvage of nothing = %v", err)
	}
	path, _ := stored(t, 1)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := bolt.Salvage(ctx, path, func(int64, int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Salvage cancelled = %v", err)
	}
	told := int64(-1)
	if _, err := bolt.Salvage(t.Context(), path, func(done, size int64) { told = size - done }); err != nil || told != 0 {
		t.Errorf("progress ended %d bytes before the end, %v", told, err)
	}
}

// badSectors cannot be read at some places, as a disk that wears out.
type badSectors struct {
	*bytes.Reader
	bad func(sector int64) bool
}

var errSector = errors.New("input/output error")

func (b badSectors) ReadAt(p []byte, at int64) (int, error) {
	for sector := at / 4096; sector <= (at+int64(len(p))-1)/4096; sector++ {
		if b.bad(sector) {
			return 0, errSector
		}
	}
	return b.Reader.ReadAt(p, at)
}

func TestSalvageFromABadDisk(t *testing.T) {
	path, all, purged := worked(t, 30)
	data := inUse(t, path)
	for every := int64(5); every < 80; every *= 3 {
		file := badSectors{bytes.NewReader(data), func(sector int64) bool { return sector%every == 3 }}
		out, err := bolt.SalvageFrom(t.Context(), file, int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if found := foundIn(t, out, all, purged); len(found) < len(all)/2 {
			t.Errorf("one sector in %d is bad, and %d of %d reports were found", every, len(found), len(all))
		}
	}
}

// pinsIn is what was found of a revision's pins.
func pinsIn(out bolt.Salvaged, id model.ReportID, rev int64) []model.Pin {
	for _, f := range out.Found {
		if f.Report.ID == id && f.Report.Rev == rev {
			return f.Pins
		}
	}
	return nil
}

// copyRoll gives a copy of a database its roll.
func copyRoll(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(bolt.Roll(from))
	if err == nil {
		err = os.WriteFile(bolt.Roll(to), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
