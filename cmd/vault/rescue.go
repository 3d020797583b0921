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
	"path/filepath"
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
	if err := g.backups(ctx, dir, progress); err != nil {
		return rescue.Plan{}, err
	}
	if err := g.journal(ctx, dir); err != nil {
		return rescue.Plan{}, err
	}
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
// or sealed gives nothing; the others do.
func (g *gathering) backups(ctx context.Context, dir string, progress Progress) error {
	shelves, err := Shelves(dir)
	if err != nil {
		return err
	}
	copies, err := shelves.List(ctx)
	for i, b := range copies {
		progress(i, len(copies))
		if !b.Sealed {
			_ = peek(ctx, shelves, b, "", func(s *bolt.Store, _ backup.Unpacked) error {
				return s.Each(ctx, func(r model.Report, deleted time.Time) error {
					g.add(model.Found{Report: r, Deleted: deleted, Source: model.FromBackup, Made: b.Made})
					return nil
				})
			})
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	progress(len(copies), len(copies))
	return err
}

func (g *gathering) journal(ctx context.Context, dir string) error {
	kept, err := openJournal(dir)
	if err != nil {
		return err
	}
	all, err := kept.Unsaved(ctx)
	for _, u := range all {
		g.add(rescue.FromUnsaved(u))
	}
	return err
}

// Rebuild makes a database of what was chosen and puts it in the place of the
// damaged one, which goes into quarantine. Photos are put back from the
// backups. After an error everything is as it was.
func Rebuild(ctx context.Context, dir string, chosen []rescue.Choice) (Outcome, error) {
	fresh := Database(dir) + ".rescued"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Outcome{}, fmt.Errorf("vault: rebuild: %w", disk.Fault(err))
	}
	if err := bolt.Rebuild(ctx, fresh, revisions(chosen)); err != nil {
		return Outcome{}, err
	}
	defer os.Remove(fresh) // once it has its place there is none
	quarantine, err := replace(dir, fresh)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Reports: listed(chosen), Quarantine: quarantine}
	return out, out.refill(ctx, dir, nil)
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
// where open finds them or else from the backups.
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
	return errors.Join(err, v.Close())
}

// replace gives a finished database its place. The one before keeps a second
// name in quarantine: at no moment is there none.
func replace(dir, fresh string) (quarantine string, err error) {
	path := Database(dir)
	if _, err := os.Stat(path); err == nil {
		quarantine = filepath.Join(dir, quarantineName, time.Now().UTC().Format("2006-01-02T15-04-05.000"))
		if err := disk.MakeFolder(quarantine, 0o700); err != nil {
			return "", fmt.Errorf("vault: quarantine: %w", err)
		}
		if err := disk.Link(path, filepath.Join(quarantine, databaseName)); err != nil {
			return "", fmt.Errorf("vault: quarantine: %w", disk.Fault(err))
		}
		if err := disk.SyncFolder(quarantine); err != nil {
			return "", fmt.Errorf("vault: quarantine: %w", disk.Fault(err))
		}
	}
	if err := setAside(bolt.Roll(path), quarantine); err != nil {
		return "", fmt.Errorf("vault: quarantine: %w", disk.Fault(err))
	}
	if err := disk.Rename(fresh, path); err != nil {
		return quarantine, fmt.Errorf("vault: replace: %w", disk.Fault(err))
	}
	return quarantine, disk.Fault(disk.SyncFolder(dir))
}

// setAside moves what belongs to a replaced database to it, or drops it where
// there was no database any more.
func setAside(path, quarantine string) error {
	var err error
	if quarantine == "" {
		err = os.Remove(path)
	} else {
		err = disk.Rename(path, filepath.Join(quarantine, filepath.Base(path)))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
