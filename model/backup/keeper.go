package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tinxa/model"
	"tinxa/model/disk"
)

// Env is what a keeper is given. One that only lists and unpacks needs Dir, Now
// and Check.
type Env struct {
	// Dir is where the backups beside the data lie; made where it is missing.
	Dir string
	Now func() time.Time
	// Copy writes the database as of now.
	Copy func(ctx context.Context, w io.Writer) error
	// Changes is the id of the database's last write.
	Changes func() uint64
	// Check opens a copy and checks every record of it. ErrDamaged, ErrNewer.
	Check func(ctx context.Context, path string) (Contents, error)
	// Photo finds the file of an original. ErrNotFound.
	Photo func(id model.PhotoID) (path string, err error)
}

// Contents is what a database holds.
type Contents struct {
	Reports int
	Photos  []model.PhotoID // that anything in it names
}

// Progress is told how many files of how many are done. It may be nil.
type Progress func(done, total int)

func (p Progress) at(done, total int) {
	if p != nil {
		p(done, total)
	}
}

// Keeper makes and keeps the backups of one data folder. It may be used by
// several goroutines at once; backups are made one after the other.
type Keeper struct {
	env     Env
	here    shelf
	making  sync.Mutex // held while a backup is made
	copying sync.Mutex // held while the second place is written

	mu      sync.Mutex // guards what follows
	setting setting
	latest  model.Backup // the newest beside the data
	seen    seen
}

// seen is a state of the database of which the newest backup is known to hold
// everything. It is not kept on the disk: a database that took another's place
// may have the same number.
type seen struct {
	name    string
	changes uint64
}

// Open opens the backups of a data folder. Where Dir cannot be made, on a disk
// that is full or only read, there are none: that keeps nobody from the reports.
func Open(env Env) (*Keeper, error) {
	k := &Keeper{env: env, here: shelf{dir: env.Dir, kind: model.ShelfHere}}
	if err := disk.MakeFolder(env.Dir, 0o700); err != nil && !disk.IsFull(err) && !disk.IsReadOnly(err) {
		return nil, border("open", err)
	}
	all, err := k.here.inventory(context.Background())
	if err != nil {
		return nil, border("open", err)
	}
	k.setting = readSetting(k.settingPath())
	if m, ok := all.newest(); ok {
		k.latest = m.listed(model.ShelfHere)
	}
	return k, nil
}

// border names what was being done, and gives the system's errors the names
// that the contract has for them.
func border(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("backup: %s: %w", doing, disk.Fault(err))
}

// Make makes a backup beside the data and removes the oldest there, unless
// nothing changed since the newest, which it then returns. A backup that was
// made is whole, whatever the error; without one, nothing is left of it and the
// older ones are as they were. ErrFull, ErrReadOnly, ErrDamaged when the
// database itself does not pass Env.Check.
func (k *Keeper) Make(ctx context.Context, progress Progress) (b model.Backup, made bool, err error) {
	k.making.Lock()
	defer k.making.Unlock()
	m, made, err := k.update(ctx, progress)
	return m.listed(model.ShelfHere), made, border("make", err)
}

func (k *Keeper) update(ctx context.Context, progress Progress) (manifest, bool, error) {
	all, err := k.here.inventory(ctx)
	if err != nil {
		return manifest{}, false, err
	}
	changes := k.env.Changes() // read first: what is written meanwhile is for the next backup
	newest, any := all.newest()
	if any && changes != 0 && k.isSeen(seen{newest.Name, changes}) { // 0: nobody knows
		return newest, false, nil
	}
	copied, err := k.snapshot(ctx)
	defer copied.discard()
	if err != nil {
		return manifest{}, false, err
	}
	if any && k.holds(ctx, newest, copied) {
		return newest, false, k.note(newest, changes)
	}
	m, err := k.keep(ctx, all, copied, progress)
	if disk.IsFull(err) { // photos without a backup would only keep the disk full
		err = errors.Join(err, k.here.sweep(context.WithoutCancel(ctx), all.backups, all.blind))
	}
	if err != nil {
		return manifest{}, false, err
	}
	return m, true, errors.Join(k.note(m, changes), k.here.rotate(ctx))
}

func (k *Keeper) isSeen(now seen) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.seen == now
}

// note remembers the newest backup, and that nothing is newer than it.
func (k *Keeper) note(m manifest, changes uint64) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.latest, k.seen = m.listed(model.ShelfHere), seen{m.Name, changes}
	if !k.setting.First.IsZero() {
		return nil
	}
	k.setting.First = m.Made
	return k.setting.save(k.settingPath())
}

// holds reports whether a backup is what was copied now, whole, with all photos
// that can be had. It says no rather too often.
func (k *Keeper) holds(ctx context.Context, m manifest, now copied) bool {
	if m.File != now.file {
		return false
	}
	for _, p := range m.Photos {
		if !p.Missing && !k.here.has(m, p) {
			return false
		}
		if _, _, found := k.original(p.ID); p.Missing && found {
			return false
		}
	}
	lying, err := fileAt(ctx, k.here.path(m.database()))
	return err == nil && lying == m.lying()
}

// copied is a copy of the database that has no name yet.
type copied struct {
	path string
	file
}

// discard removes the copy; once it is kept there is none.
func (c copied) discard() {
	if c.path != "" {
		_ = os.Remove(c.path)
	}
}

// snapshot copies the database into a temporary file beside the data, durably,
// before anything slow is done: the database is not held open for a stick.
func (k *Keeper) snapshot(ctx context.Context) (copied, error) {
	if err := k.here.begin(); err != nil {
		return copied{}, err
	}
	temp, err := os.CreateTemp(k.here.dir, ".tinxa-*"+disk.TempExt)
	if err != nil {
		return copied{}, err
	}
	c := copied{path: temp.Name()}
	err = k.env.Copy(ctx, temp)
	if err == nil {
		err = temp.Sync()
	}
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		c.file, err = fileAt(ctx, c.path)
	}
	return c, err
}

// checked makes the manifest of a copy after it was opened and checked.
func (k *Keeper) checked(ctx context.Context, c copied, name string) (manifest, error) {
	contents, err := k.env.Check(ctx, c.path)
	if err != nil {
		return manifest{}, err
	}
	m := manifest{
		Form: formVersion, Name: name, Made: k.env.Now().UTC().Truncate(time.Second),
		Reports: contents.Reports, File: c.file, Photos: []photo{},
	}
	slices.Sort(contents.Photos)
	for _, id := range slices.Compact(contents.Photos) {
		if id.Valid() {
			m.Photos = append(m.Photos, photo{ID: id, Missing: true})
		}
	}
	return m, nil
}

// keep makes a backup of a copy: photos, database, manifest.
func (k *Keeper) keep(ctx context.Context, all inventory, c copied, progress Progress) (m manifest, err error) {
	if m, err = k.checked(ctx, c, all.next(k.env.Now())); err != nil {
		return m, err
	}
	known, total := all.photos(m.pool()), len(m.Photos)+1
	for i, p := range m.Photos {
		if m.Photos[i], err = k.link(ctx, m, known[p.ID], p.ID); err != nil {
			return m, err
		}
		progress.at(i+1, total)
	}
	if err := ctx.Err(); err != nil {
		return m, err
	}
	defer func() {
		if err != nil {
			k.here.drop(m.Name)
		}
	}()
	if err := disk.Rename(c.path, k.here.path(m.database())); err != nil {
		return m, err
	}
	if err := disk.SyncFolder(k.here.dir); err != nil {
		return m, err
	}
	err = k.here.conclude(ctx, m)
	progress.at(total, total)
	return m, err
}

// link gives a photo a second name on the shelf beside the data, unless it has
// one. A photo that cannot be had, or is not any more what its name says, is
// missing from the backup, and that is no reason to have none.
func (k *Keeper) link(ctx context.Context, m manifest, known photo, id model.PhotoID) (photo, error) {
	missing := photo{ID: id, Missing: true}
	if known.ID == id && k.here.has(m, known) {
		return known, ctx.Err()
	}
	from, p, found := k.original(id)
	if !found {
		return missing, ctx.Err()
	}
	to := k.here.path(m.original(p))
	if isIntact(ctx, to, p) {
		return p, nil // linked by a run that was broken off
	}
	_ = os.Remove(to)
	if err := k.here.room(m.original(p)); err != nil {
		return missing, err
	}
	err := disk.Link(from, to)
	if err == nil && isIntact(ctx, to, p) {
		return p, disk.SyncFolder(filepath.Dir(to))
	}
	_ = os.Remove(to)
	return missing, fatal(ctx, err)
}

// original finds a photo among the data.
func (k *Keeper) original(id model.PhotoID) (path string, p photo, found bool) {
	path, err := k.env.Photo(id)
	if err != nil {
		return "", photo{}, false
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", photo{}, false
	}
	p = photo{ID: id, Ext: strings.ToLower(filepath.Ext(path)), Size: info.Size()}
	return path, p, info.Mode().IsRegular() && p.valid()
}

func isIntact(ctx context.Context, path string, p photo) bool {
	lying, err := fileAt(ctx, path)
	return err == nil && lying == p.file()
}

// fatal lets through what is wrong with the shelf, and forgives what is wrong
// with one photo.
func fatal(ctx context.Context, err error) error {
	if disk.IsFull(err) || disk.IsReadOnly(err) {
		return err
	}
	return ctx.Err()
}
