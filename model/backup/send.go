package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tinxa/model"
	"tinxa/model/disk"
)

// CopyAway copies the newest backup beside the data to the second place, with
// the photos that it lacks there, and removes the oldest there. Photos that
// arrived before it was broken off need not go again. ErrNotFound when there is
// no second place or no backup, ErrGone when the place is not there, ErrFull,
// ErrReadOnly, ErrDamaged when the backup has rotted beside the data: Make makes
// a new one. After an error older copies are as they were.
func (k *Keeper) CopyAway(ctx context.Context, progress Progress) error {
	k.copying.Lock()
	defer k.copying.Unlock()
	return border("copy away", gone(k.copyAway(ctx, progress)))
}

func (k *Keeper) copyAway(ctx context.Context, progress Progress) error {
	set := k.set()
	if set.Dir == "" {
		return fmt.Errorf("no second place: %w", model.ErrNotFound)
	}
	here, err := k.here.inventory(ctx)
	if err != nil {
		return err
	}
	newest, any := here.newest()
	if !any {
		return fmt.Errorf("no backup yet: %w", model.ErrNotFound)
	}
	if err := k.deliver(ctx, set, newest, progress); err != nil {
		return err
	}
	return k.change(func(s *setting) { s.Last, s.Copied = k.env.Now().UTC(), newest.Name })
}

// deliver brings a backup to the second place, unless it lies there.
func (k *Keeper) deliver(ctx context.Context, set setting, newest manifest, progress Progress) error {
	to := set.shelf()
	if err := to.ready(); err != nil {
		return err
	}
	all, err := to.inventory(ctx)
	if err != nil {
		return err
	}
	if set.Seal != nil {
		if err := set.Seal.leave(ctx, to.dir); err != nil {
			return err
		}
	}
	if there, any := all.newest(); any && isCopy(to, there, newest, set.Seal) {
		return nil
	}
	from := k.here.path(newest.database())
	if lying, err := fileAt(ctx, from); err != nil || lying != newest.File {
		k.forget()
		return fmt.Errorf("%s beside the data: %w: %w", newest.Name, model.ErrDamaged, err)
	}
	newest.Name, newest.Seal = all.next(newest.at()), set.Seal
	if _, err := k.send(ctx, to, all, from, newest, progress); err != nil {
		return err
	}
	return to.rotate(ctx)
}

// isCopy reports whether a backup on the second place is that one, sealed with
// this key, and with every photo that the one beside the data has.
func isCopy(to shelf, there, here manifest, lock *seal) bool {
	if there.File != here.File || (there.Seal == nil) != (lock == nil) ||
		lock != nil && there.Seal.Recipient != lock.Recipient {
		return false
	}
	copies := there.photos()
	for id := range here.photos() {
		if p, ok := copies[id]; !ok || !to.has(there, p) {
			return false
		}
	}
	return true
}

// forget makes the next Make look closely.
func (k *Keeper) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.seen = seen{}
}

// MakeAt makes a backup in a folder that the user names, which is made where
// it is missing; the folder above it must be there. It is not sealed, holds
// copies of all photos, and nothing older is removed. ErrGone, ErrFull,
// ErrReadOnly, ErrDamaged.
func (k *Keeper) MakeAt(ctx context.Context, dir string, progress Progress) (model.Backup, error) {
	k.making.Lock()
	defer k.making.Unlock()
	m, err := k.makeAt(ctx, dir, progress)
	return m.listed(model.ShelfOther), border("make at "+filepath.Base(dir), gone(err))
}

func (k *Keeper) makeAt(ctx context.Context, dir string, progress Progress) (manifest, error) {
	copied, err := k.snapshot(ctx)
	defer copied.discard()
	if err != nil {
		return manifest{}, err
	}
	made := os.Mkdir(dir, 0o700) == nil
	to := shelf{dir: dir, kind: model.ShelfOther}
	all, err := to.inventory(ctx)
	if err != nil {
		return manifest{}, err
	}
	m, err := k.checked(ctx, copied, all.next(k.env.Now()))
	if err == nil {
		m, err = k.send(ctx, to, all, copied.path, m, progress)
	}
	if err != nil && made {
		_ = os.Remove(dir) // unless photos arrived
	}
	return m, err
}

// send writes a backup to a shelf: photos, database, manifest, each read back.
// The manifest says the name, the key, and which photos there should be.
func (k *Keeper) send(
	ctx context.Context, to shelf, all inventory, from string, m manifest, progress Progress,
) (_ manifest, err error) {
	defer func() {
		if err != nil {
			to.drop(m.Name)
		}
		if disk.IsFull(err) { // photos without a backup would only keep the disk full
			_ = to.sweep(context.WithoutCancel(ctx), all.backups, all.blind)
		}
	}()
	known, total := all.photos(m.pool()), len(m.Photos)+1
	photos := make([]photo, len(m.Photos)) // the list in hand may be another manifest's
	for i, p := range m.Photos {
		if photos[i], err = k.carry(ctx, to, m, known[p.ID], p.ID); err != nil {
			return m, err
		}
		progress.at(i+1, total)
	}
	m.Photos = photos
	if err := to.ready(); err != nil {
		return m, err
	}
	if m, err = to.receive(ctx, from, m); err != nil {
		return m, err
	}
	err = to.conclude(ctx, m)
	progress.at(total, total)
	return m, err
}

// receive writes the database, sealed where m says so.
func (s shelf) receive(ctx context.Context, from string, m manifest) (manifest, error) {
	lying, err := s.bring(ctx, from, m.database(), m.Seal, m.File)
	if err == nil && m.Seal != nil {
		lock := *m.Seal
		lock.File = lying
		m.Seal = &lock
	}
	return m, err
}

// bring copies one file that must be what is said, and seals it.
func (s shelf) bring(ctx context.Context, from, to string, lock *seal, must file) (file, error) {
	r, err := os.Open(from)
	if err != nil {
		return file{}, err
	}
	defer r.Close()
	return put(ctx, s.path(to), func(w io.Writer) error {
		return lock.sealing(w, func(w io.Writer) error { return transcribe(ctx, w, r, must) })
	})
}

// carry brings a photo to a shelf, from the data or from the backups beside
// them, unless it lies there. One that cannot be had anywhere is missing.
func (k *Keeper) carry(ctx context.Context, to shelf, m manifest, known photo, id model.PhotoID) (photo, error) {
	if err := errors.Join(ctx.Err(), to.ready()); err != nil {
		return photo{}, err
	}
	if known.ID == id && to.has(m, known) {
		return known, nil
	}
	from, p, found := k.intact(ctx, id)
	if !found {
		return photo{ID: id, Missing: true}, ctx.Err()
	}
	if to.has(m, p) {
		return p, nil // brought by a run that was broken off
	}
	if err := to.room(m.original(p)); err != nil {
		return photo{}, err
	}
	_, err := to.bring(ctx, from, m.original(p), m.Seal, p.file())
	return p, err
}

// intact finds a sound file of a photo, among the data or in the backups beside
// them.
func (k *Keeper) intact(ctx context.Context, id model.PhotoID) (path string, p photo, found bool) {
	if path, p, found = k.original(id); found && isIntact(ctx, path, p) {
		return path, p, true
	}
	all, err := k.here.inventory(ctx)
	if err != nil {
		return "", photo{}, false
	}
	for _, m := range all.backups {
		p, known := m.photo(id)
		if known && !p.Missing && isIntact(ctx, k.here.path(m.original(p)), p) {
			return k.here.path(m.original(p)), p, true
		}
	}
	return "", photo{}, false
}
