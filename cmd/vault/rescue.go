package vault

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"time"

	"tinxa/model"
	"tinxa/model/backup"
	"tinxa/model/bolt"
	"tinxa/model/disk"
	"tinxa/model/rescue"
)

// Progress tells how far long work is; total is 0 while unknown.
type Progress func(done, total int)

// Outcome is what a rescue came to.
type Outcome struct {
	Reports    int             // that are in the new database and not in its bin
	Photos     int             // that it names and that are there
	Missing    []model.PhotoID // that it names and nothing has any more
	Quarantine string          // the folder that the replaced database was put into; empty when there was none
	Unfilled   error           // why photos were not looked after; the reports have their place all the same
}

// Find gathers all that can be got back: from the damaged database itself, the
// backups that need no passphrase, and the journal. It changes nothing.
func Find(ctx context.Context, dir string, progress Progress) (rescue.Plan, error) {
	g := gathering{met: map[string]bool{}}
	salvaged, err := bolt.Salvage(ctx, Database(dir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return rescue.Plan{}, err
	}
	for _, f := range salvaged.Found {
		if salvaged.Loose[f.Report.ID] && f.Deleted.IsZero() {
			f.Deleted = f.Report.Updated // it was purged: the user has to ask for it
		}
		g.add(f)
	}
	g.backups(ctx, dir, progress)
	g.journal(ctx, dir)
	return rescue.Merge(g.found, salvaged.Traces), ctx.Err()
}

// gathering is what was found so far, each state of a report once: twenty
// backups hold the same ten thousand reports.
type gathering struct {
	found []model.Found
	met   map[string]bool
}

func (g *gathering) add(f model.Found) {
	data, err := model.Encode(f.Report)
	if err != nil {
		return
	}
	sum := sha256.Sum256(data)
	if key := string(sum[:]); !g.met[key] {
		g.met[key] = true
		g.found = append(g.found, f)
	}
}

// backups looks into every backup, the newest first. One that is damaged itself
// or sealed gives nothing; the others do. Where the backups cannot be listed at
// all, on the disk that spoilt the database too, the other sources are left.
func (g *gathering) backups(ctx context.Context, dir string, progress Progress) {
	shelves, err := Shelves(dir)
	if err != nil {
		return
	}
	met := bolt.Met{}
	copies, _ := shelves.List(ctx)
	for i, b := range copies {
		if ctx.Err() != nil {
			return
		}
		progress(i, len(copies))
		if b.Sealed {
			continue
		}
		_ = peek(ctx, shelves, b, "", func(s *bolt.Store, _ backup.Unpacked) error {
			return s.Each(ctx, met, func(r model.Report, deleted time.Time) error {
				g.add(model.Found{Report: r, Deleted: deleted, Source: model.FromBackup, Made: b.Made})
				return nil
			})
		})
	}
	progress(len(copies), len(copies))
}

// journal adds what the journal has. What cannot be read stays in it, and Begin
// says so.
func (g *gathering) journal(ctx context.Context, dir string) {
	kept, err := openJournal(dir)
	if err != nil {
		return
	}
	all, _ := kept.Unsaved(ctx)
	for _, u := range all {
		g.add(rescue.FromUnsaved(u))
	}
}

// Rebuild makes a database of what was chosen and puts it in the place of the
// damaged one, which goes into quarantine. Photos are put back from the
// backups. model.ErrLocked while somebody has the database open; after an error
// everything is as it was.
func Rebuild(ctx context.Context, dir string, chosen []rescue.Choice) (Outcome, error) {
	fresh := Database(dir) + ".rescued"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Outcome{}, fmt.Errorf("vault: rebuild: %w", disk.Fault(err))
	}
	posts, err := publishing(ctx, dir)
	if err != nil {
		return Outcome{}, err
	}
	if err := bolt.Rebuild(ctx, fresh, revisions(chosen), posts); err != nil {
		return Outcome{}, err
	}
	defer os.Remove(fresh) // once it has its place there is none
	quarantine, err := replace(ctx, dir, fresh)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Reports: listed(chosen), Quarantine: quarantine}
	out.Unfilled = out.refill(ctx, dir, nil)
	return out, nil
}

// publishing is what is known of it: from the damaged database, or else from the
// newest backup that knows any. What an old backup says of a portal is no
// danger: the portal is looked at before anything is sent to it.
func publishing(ctx context.Context, dir string) (bolt.Publishing, error) {
	salvaged, err := bolt.Salvage(ctx, Database(dir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return bolt.Publishing{}, err
	}
	found := salvaged.Publishing
	shelves, err := Shelves(dir)
	if err != nil {
		return found, ctx.Err()
	}
	copies, _ := shelves.List(ctx)
	for _, b := range copies {
		if len(found.Accounts) > 0 || b.Sealed {
			continue
		}
		_ = peek(ctx, shelves, b, "", func(s *bolt.Store, _ backup.Unpacked) (err error) {
			found, err = s.Publishing(ctx)
			return err
		})
	}
	return found, ctx.Err()
}

// listed counts the reports that are not in the bin.
func listed(chosen []rescue.Choice) (n int) {
	for _, c := range chosen {
		if c.Best.Deleted.IsZero() {
			n++
		}
	}
	return n
}

// revisions lists what a rebuilt database is to hold.
func revisions(chosen []rescue.Choice) []model.Found {
	var all []model.Found
	for _, c := range chosen {
		all = append(all, c.Revisions...)
	}
	return all
}

// refill puts photos that the database names and the folder lacks back, from
// where open finds them or else from the backups, and counts what is there.
func (o *Outcome) refill(ctx context.Context, dir string, open func(model.PhotoID) (io.ReadCloser, error)) error {
	v, err := Open(ctx, dir)
	if err != nil {
		return err
	}
	named, err := v.Store.Photos(ctx)
	o.Missing = v.Photos.Missing(ctx, slices.Sorted(maps.Keys(named)))
	if open != nil {
		o.Missing = v.healFrom(ctx, open, o.Missing)
	}
	o.Missing = v.heal(ctx, o.Missing)
	o.Photos = len(named) - len(o.Missing)
	if all, uncounted := v.Store.Reports(ctx); uncounted == nil {
		o.Reports = len(all)
	}
	return errors.Join(err, v.Close())
}
