package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tinxa/model"
	"tinxa/model/disk"
)

const (
	// poolName begins the names of the folders of photos.
	poolName = "photos"
	// markerName is the file that says whose second place a folder is.
	markerName = "tinxa-backup.id"
)

// shelf is a folder with backups.
type shelf struct {
	dir  string
	kind model.Shelf
	id   string // what the marker says; empty where no marker is asked for
}

// ready makes sure that the shelf is the one that is meant: where a stick was
// pulled out, an empty folder or another stick may have its path. ErrGone.
func (s shelf) ready() error {
	if s.id == "" {
		return nil
	}
	id, err := readMarker(s.dir)
	if err != nil {
		return err
	}
	if id != s.id {
		return fmt.Errorf("%s is the place of another computer: %w", filepath.Base(s.dir), model.ErrGone)
	}
	return nil
}

// readMarker reads whose second place a folder is. ErrGone when nobody's.
func readMarker(dir string) (string, error) {
	data, err := readFile(filepath.Join(dir, markerName), 1<<10)
	if err != nil {
		return "", fmt.Errorf("%w: %w", model.ErrGone, err)
	}
	return strings.TrimSpace(string(data)), nil
}

// readFile reads a file that has at most that many bytes. ErrDamaged if not.
func readFile(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s: more than %d bytes: %w", filepath.Base(path), most, model.ErrDamaged)
	}
	return data, err
}

// path is where a file of the shelf lies.
func (s shelf) path(name string) string { return filepath.Join(s.dir, name) }

// manifest reads the manifest of a backup and makes sure that the database's
// file is there. ErrNotFound, ErrDamaged, ErrNewer.
func (s shelf) manifest(name string) (manifest, error) {
	data, err := readFile(s.path(name+extManifest), maxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", model.ErrNotFound, err)
	}
	if err != nil {
		return manifest{}, err
	}
	m, err := decodeManifest(data, name)
	if err == nil && !hasSize(s.path(m.database()), m.lying().Size) {
		err = fmt.Errorf("%s: %w", m.database(), model.ErrDamaged)
	}
	return m, err
}

func hasSize(path string, size int64) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

// has reports whether a photo lies on the shelf, by its size: files get their
// names when they are whole.
func (s shelf) has(m manifest, p photo) bool { return hasSize(s.path(m.original(p)), m.length(p)) }

// inventory is what lies on a shelf.
type inventory struct {
	backups []manifest // newest first
	broken  []string   // names that belong to no whole backup
	blind   bool       // a manifest cannot be read, so that nobody knows which photos it names
	last    string     // the latest name of all
}

// begin makes the folder of the shelf beside the data where it could not be made
// before. The data folder itself is not made: without it its disk is gone.
func (s shelf) begin() error {
	err := os.Mkdir(s.dir, 0o700)
	if err == nil {
		return disk.SyncFolder(filepath.Dir(s.dir))
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return gone(err)
}

// inventory looks through the shelf. The one beside the data may be missing.
func (s shelf) inventory(ctx context.Context) (inventory, error) {
	var all inventory
	entries, err := os.ReadDir(s.dir)
	if errors.Is(err, fs.ErrNotExist) && s.kind == model.ShelfHere {
		return all, nil
	}
	if err != nil {
		return all, err
	}
	names := map[string]bool{} // and whether there is a manifest
	for _, entry := range entries {
		name, ext, _ := strings.Cut(entry.Name(), ".")
		if _, ok := parseStamp(name); ok {
			names[name] = names[name] || "."+ext == extManifest
			all.last = max(all.last, name)
		}
	}
	for name, promised := range names {
		if err := ctx.Err(); err != nil {
			return inventory{}, err
		}
		m, err := s.manifest(name)
		if err == nil {
			all.backups = append(all.backups, m)
			continue
		}
		all.broken = append(all.broken, name)
		all.blind = all.blind || promised
	}
	slices.SortFunc(all.backups, func(a, b manifest) int { return strings.Compare(b.Name, a.Name) })
	return all, nil
}

// newest returns the newest backup; false when there is none.
func (all inventory) newest() (manifest, bool) {
	if len(all.backups) == 0 {
		return manifest{}, false
	}
	return all.backups[0], true
}

// next names a backup that is made now. Whatever the clock says, the name is
// later than all others.
func (all inventory) next(now time.Time) string {
	name := stamp(now)
	if last, ok := parseStamp(all.last); ok && name <= all.last {
		return stamp(last.Add(time.Second))
	}
	return name
}

// photos lists what the backups with the same key say of their photos.
func (all inventory) photos(pool string) map[model.PhotoID]photo {
	known := map[model.PhotoID]photo{}
	for _, m := range all.backups {
		if m.pool() != pool {
			continue
		}
		for id, p := range m.photos() {
			known[id] = p
		}
	}
	return known
}

// conclude makes a backup of what was written: it writes the manifest.
func (s shelf) conclude(ctx context.Context, m manifest) error {
	if err := errors.Join(ctx.Err(), s.ready()); err != nil {
		return err
	}
	data, err := enclose(m)
	if err != nil {
		return err
	}
	_, err = put(ctx, s.path(m.Name+extManifest), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	return err
}

// drop takes a backup from the shelf, its manifest first: with that gone there
// is none. What cannot be removed now is found again by rotate.
func (s shelf) drop(name string) {
	for _, ext := range []string{extManifest, extDatabase, extDatabase + extSealed} {
		_ = disk.Retry(func() error { return os.Remove(s.path(name + ext)) })
	}
}

// rotate removes what is not kept any more. What carries the name of a backup
// without being a whole one may still be of use to somebody who looks at it,
// and stays until enough whole ones are younger.
func (s shelf) rotate(ctx context.Context) error {
	if err := s.ready(); err != nil {
		return err
	}
	all, err := s.inventory(ctx)
	if err != nil {
		return err
	}
	made := make([]time.Time, len(all.backups))
	for i, m := range all.backups {
		made[i] = m.Made
	}
	var stay []manifest
	for i, keep := range kept(made) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if keep {
			stay = append(stay, all.backups[i])
		} else {
			s.drop(all.backups[i].Name)
		}
	}
	for _, name := range all.broken {
		if len(stay) >= keptRecent && name < stay[keptRecent-1].Name {
			s.drop(name)
		}
	}
	if err := disk.SyncFolder(s.dir); err != nil { // no power cut may lose photos of what it brings back
		return err
	}
	return s.sweep(ctx, stay, all.blind)
}
