package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"tinxa/model/disk"
)

// WriteFolder writes the files of Pages into the folder dir, whose parent must
// be there. It is written beside dir and put in its place when it is whole. An
// empty folder and an earlier export of ours make way; a folder that holds
// anything else is not touched and gives ErrDestination. Errors are those of
// WriteFile; after one, and after ctx ends, dir is as it was.
func WriteFolder(ctx context.Context, dir string, files []File) error {
	return ReplaceFolder(ctx, dir, files, ours)
}

// ReplaceFolder is WriteFolder for folders of another kind: earlier tells
// whether what lies in dir may make way.
func ReplaceFolder(ctx context.Context, dir string, files []File, earlier func(dir string, inside []fs.DirEntry) bool) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return refused(err)
	}
	if err := mayReplace(dir, earlier); err != nil {
		return err
	}
	temp := beside(dir)
	if err := os.Mkdir(temp, 0o777); err != nil {
		return refused(err)
	}
	if err := writeAll(ctx, temp, files); err != nil {
		return withdraw(temp, err)
	}
	if err := swap(temp, dir, earlier); err != nil {
		return withdraw(temp, err)
	}
	return nil
}

func writeAll(ctx context.Context, dir string, files []File) error {
	for _, f := range files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return fmt.Errorf("export: file name %q: %w", f.Name, ErrDestination)
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return refused(err)
		}
		if err := writeNew(ctx, path, f.copyTo); err != nil {
			return err
		}
		_ = disk.SyncFolder(filepath.Dir(path))
	}
	return ctx.Err()
}

func (f File) copyTo(w io.Writer) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(w, r)
	return err
}

// swap puts the folder temp in the place of dir. Where that fails, dir stays.
func swap(temp, dir string, earlier func(string, []fs.DirEntry) bool) error {
	if err := mayReplace(dir, earlier); err != nil {
		return err
	}
	old := beside(dir)
	err := disk.Rename(dir, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refused(err)
	}
	replaced := err == nil
	if err := disk.Rename(temp, dir); err != nil {
		if replaced {
			err = errors.Join(err, disk.Rename(old, dir))
		}
		return refused(err)
	}
	_ = disk.SyncFolder(filepath.Dir(dir))
	// The export is done, so what a virus scanner keeps open of the old one is
	// no reason to call it failed.
	_ = os.RemoveAll(old)
	return nil
}

// mayReplace tells whether dir is free, empty or an earlier export of ours.
func mayReplace(dir string, earlier func(string, []fs.DirEntry) bool) error {
	entries, err := readFolder(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return refused(err)
	}
	if len(entries) > 0 && !earlier(dir, entries) {
		return refused(&fs.PathError{Op: "replace", Path: dir, Err: errOthers})
	}
	return nil
}

// ours reports whether a folder holds our index.html and photos that we named,
// and nothing beside.
func ours(dir string, entries []fs.DirEntry) bool {
	strange := func(e fs.DirEntry) bool {
		isIndex := e.Name() == IndexFile && e.Type().IsRegular()
		isPhotos := e.Name() == PhotoDir && e.IsDir() && onlyPhotos(filepath.Join(dir, PhotoDir))
		return !isIndex && !isPhotos
	}
	return !slices.ContainsFunc(entries, strange) && marked(filepath.Join(dir, IndexFile))
}

func onlyPhotos(dir string) bool {
	entries, err := readFolder(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !e.Type().IsRegular() || !photoName.MatchString(e.Name())
	})
}

// readFolder lists a folder but for what the systems themselves drop into it.
func readFolder(dir string) ([]fs.DirEntry, error) {
	info, err := os.Lstat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "list", Path: dir, Err: errNoFolder}
	}
	entries, err := os.ReadDir(dir)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return e.Type().IsRegular() && (e.Name() == "Thumbs.db" || e.Name() == ".DS_Store")
	}), err
}

// headBytes is how much of a page is searched for Mark.
const headBytes = 1024

func marked(page string) bool {
	f, err := os.Open(page)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, headBytes))
	return err == nil && bytes.Contains(head, []byte(Mark))
}
