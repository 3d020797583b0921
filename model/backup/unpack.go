package backup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"filippo.io/age"

	"tinxa/model"
)

// List lists the whole backups of all shelves that can be reached, newest
// first. Whole means by size: their bytes are checked when they are unpacked.
func (k *Keeper) List(ctx context.Context) ([]model.Backup, error) {
	shelves := []shelf{k.here}
	if away := k.set().shelf(); away.dir != "" && away.ready() == nil {
		shelves = append(shelves, away)
	}
	var list []model.Backup
	for _, s := range shelves {
		all, err := s.inventory(ctx)
		if err != nil && (s.kind == model.ShelfHere || ctx.Err() != nil) {
			return nil, border("list", err)
		}
		for _, m := range all.backups {
			list = append(list, m.listed(s.kind))
		}
	}
	slices.SortStableFunc(list, func(a, b model.Backup) int { return strings.Compare(b.Name, a.Name) })
	return list, nil
}

// Find finds a backup where the user points: a manifest, a database file with
// or without one, or a folder with backups, its own or those of the folders in
// it, of which it takes the newest. Unpack knows it by the path that it has for
// a name. ErrNotFound, ErrDamaged, ErrNewer.
func Find(path string) (model.Backup, error) {
	b, err := find(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", model.ErrNotFound, err)
	}
	return b, border("find in "+filepath.Base(path), err)
}

func find(path string) (model.Backup, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return model.Backup{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return model.Backup{}, err
	}
	if info.IsDir() {
		return newestIn(path)
	}
	m, err := pointed(path)
	if err != nil {
		return model.Backup{}, err
	}
	return found(path, m), nil
}

// newestIn finds the newest backup in a folder, or else in the folders in it.
func newestIn(dir string) (model.Backup, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return model.Backup{}, err
	}
	var inner []string
	for _, entry := range entries {
		inner = append(inner, filepath.Join(dir, entry.Name()))
	}
	for _, dirs := range [][]string{{dir}, inner} {
		if b := newestOf(dirs); b.Name != "" {
			return b, nil
		}
	}
	return model.Backup{}, model.ErrNotFound
}

// newestOf finds the newest backup of several shelves; of two computers' on one
// stick the order of their names says nothing, so the clock decides.
func newestOf(dirs []string) (newest model.Backup) {
	for _, dir := range dirs {
		all, err := shelf{dir: dir}.inventory(context.Background())
		if m, any := all.newest(); err == nil && any && m.Made.After(newest.Made) {
			newest = found(filepath.Join(dir, m.Name+extManifest), m)
		}
	}
	return newest
}

// found is a backup that is known by its path: of its manifest or, where there
// is none, of the database's file.
func found(path string, m manifest) model.Backup {
	b := m.listed(model.ShelfOther)
	b.Name = path
	return b
}

// pointed reads the manifest of the file that a path names, or makes one that
// knows no more than the file's size.
func pointed(path string) (manifest, error) {
	dir, base := filepath.Split(path)
	name, ext, _ := strings.Cut(base, ".")
	if _, ok := parseStamp(name); ok {
		m, err := shelf{dir: dir}.manifest(name)
		if err == nil || "."+ext != extDatabase {
			return m, err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return manifest{}, err
	}
	if strings.HasSuffix(base, extManifest) || strings.HasSuffix(base, extSealed) || !info.Mode().IsRegular() {
		return manifest{}, fmt.Errorf("%s: not a backup: %w", base, model.ErrNotFound)
	}
	return manifest{Name: name, Made: info.ModTime(), File: file{Size: info.Size()}}, nil
}

// Unpacked is a backup that was brought back and checked.
type Unpacked struct {
	Path     string // of the database's file
	Contents Contents
	from     shelf
	manifest manifest
	identity *age.X25519Identity
}

// Unpack brings the database of a backup into the folder scratch, which is made
// where it is missing, and checks all of it: hash, form and every record. The
// caller removes the folder. ErrNotFound, ErrGone, ErrPassphrase, ErrDamaged,
// ErrNewer, ErrFull; after an error there is no file.
func (k *Keeper) Unpack(ctx context.Context, b model.Backup, passphrase, scratch string) (Unpacked, error) {
	u, err := k.unpack(ctx, b, passphrase, scratch)
	if err != nil {
		return Unpacked{}, border("unpack "+filepath.Base(b.Name), err)
	}
	return u, nil
}

func (k *Keeper) unpack(ctx context.Context, b model.Backup, passphrase, scratch string) (u Unpacked, err error) {
	var path string
	if u.from, u.manifest, path, err = k.locate(b); err != nil {
		return u, err
	}
	if u.manifest.Seal != nil {
		if u.identity, err = u.manifest.Seal.open(passphrase); err != nil {
			return u, err
		}
	}
	if err := os.MkdirAll(scratch, 0o700); err != nil {
		return u, err
	}
	u.Path = filepath.Join(scratch, u.manifest.Name+extDatabase)
	if err := u.restore(ctx, path); err != nil {
		return u, err
	}
	if u.Contents, err = k.env.Check(ctx, u.Path); err != nil {
		return u, errors.Join(err, os.Remove(u.Path))
	}
	return u, nil
}

// locate finds the shelf and the manifest of a backup, and where its database
// lies.
func (k *Keeper) locate(b model.Backup) (from shelf, m manifest, path string, err error) {
	switch b.Shelf {
	case model.ShelfOther:
		from = shelf{dir: filepath.Dir(b.Name), kind: b.Shelf}
		m, err = pointed(b.Name)
		if err == nil && m.Form == 0 {
			return from, m, b.Name, nil
		}
		return from, m, from.path(m.database()), err
	case model.ShelfAway:
		from = k.set().shelf()
		if from.dir == "" {
			return from, m, "", model.ErrNotFound
		}
		err = from.ready()
	default:
		from = k.here
	}
	if _, ok := parseStamp(b.Name); !ok || err != nil {
		return from, m, "", errors.Join(err, model.ErrNotFound)
	}
	m, err = from.manifest(b.Name)
	return from, m, from.path(m.database()), err
}

// restore writes the database's file out of the one on the shelf. Of a file
// without manifest nobody knows the hash; Env.Check has to find what is wrong.
func (u Unpacked) restore(ctx context.Context, path string) error {
	must := u.manifest.File
	if must.Sum == "" {
		lying, err := fileAt(ctx, path)
		if err != nil {
			return err
		}
		must = lying
	}
	r, err := u.reader(path)
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = put(ctx, u.Path, func(w io.Writer) error { return transcribe(ctx, w, r, must) })
	return err
}

// Photo opens a photo of the backup, after making sure that it is what was
// kept. ErrNotFound when the backup lacks it, ErrDamaged.
func (u Unpacked) Photo(id model.PhotoID) (io.ReadCloser, error) {
	r, err := u.photo(id)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", model.ErrNotFound, err)
	}
	if err != nil {
		return nil, border(fmt.Sprintf("photo %.8s", id), err)
	}
	return r, nil
}

func (u Unpacked) photo(id model.PhotoID) (io.ReadCloser, error) {
	p, known := u.manifest.photo(id)
	if u.manifest.Form == 0 {
		p, known = u.from.stray(id)
	}
	if !known || p.Missing {
		return nil, model.ErrNotFound
	}
	path := u.from.path(u.manifest.original(p))
	if info, err := os.Lstat(path); err != nil || info.Size() != u.manifest.length(p) || !info.Mode().IsRegular() {
		return nil, cmp.Or(err, model.ErrDamaged)
	}
	r, err := u.reader(path)
	if err != nil {
		return nil, err
	}
	err = transcribe(context.Background(), io.Discard, r, p.file())
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, err
	}
	return u.reader(path)
}

// reader reads a file of the shelf, opened with the key where it is sealed.
func (u Unpacked) reader(path string) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil || u.identity == nil {
		return file, err
	}
	plain, err := age.Decrypt(file, u.identity)
	if err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("%w: %w", model.ErrDamaged, err)
	}
	return opened{plain, file}, nil
}

// stray finds a photo in the folder of photos beside a database that has no
// manifest.
func (s shelf) stray(id model.PhotoID) (photo, bool) {
	if !id.Valid() {
		return photo{}, false
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, poolName, string(id[:2])))
	if err != nil {
		return photo{}, false
	}
	for _, entry := range entries {
		name, ext, _ := strings.Cut(entry.Name(), ".")
		info, err := entry.Info()
		if p := (photo{ID: id, Ext: "." + ext}); err == nil && name == string(id) && extForm.MatchString(p.Ext) {
			p.Size = info.Size()
			return p, true
		}
	}
	return photo{}, false
}

// Photo opens a sound copy of an original that is lost or damaged among the
// data: from the backups beside them or, where it is reached and not sealed,
// the second place. ErrNotFound.
func (k *Keeper) Photo(ctx context.Context, id model.PhotoID) (io.ReadCloser, error) {
	for _, s := range []shelf{k.here, k.set().shelf()} {
		if s.dir == "" || s.ready() != nil {
			continue
		}
		all, err := s.inventory(ctx)
		if err != nil && ctx.Err() != nil {
			return nil, border("photo", err)
		}
		for _, m := range all.backups {
			if m.Seal != nil {
				continue
			}
			if r, err := (Unpacked{from: s, manifest: m}).photo(id); err == nil {
				return r, nil
			}
		}
	}
	return nil, border(fmt.Sprintf("photo %.8s", id), model.ErrNotFound)
}
