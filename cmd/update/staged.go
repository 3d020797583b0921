package update

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tinxa/model/disk"
	"tinxa/model/release"
)

// manifest reads the manifest that lies with a version and finds it signed, and
// made for this version.
func (in Install) manifest(v release.Version) (release.Manifest, error) {
	var none release.Manifest
	manifest, err := readAtMost(filepath.Join(in.folder(v), release.ManifestName), release.MostManifest)
	if err != nil {
		return none, err
	}
	signature, err := readAtMost(filepath.Join(in.folder(v), release.SignatureName), release.MostSignature)
	if err != nil {
		return none, err
	}
	m, err := in.Keys.Open(in.Product, manifest, signature)
	if err != nil {
		return none, err
	}
	if of, err := m.Number(); err != nil || of != v {
		return none, fmt.Errorf("%w: it is that of %v, not of %v", release.ErrSignature, of, v)
	}
	return m, nil
}

// verify returns the program of a version that waits, found to be what was
// signed.
func (in Install) verify(v release.Version) (program string, err error) {
	m, err := in.manifest(v)
	if err != nil {
		return "", fmt.Errorf("update: version %v: %w", v, err)
	}
	program = filepath.Join(in.folder(v), ProgramName())
	if err := compare(program, m.Program); err != nil {
		return "", fmt.Errorf("update: version %v: %w", v, err)
	}
	return program, nil
}

// compare finds a program to be what was signed.
func compare(program string, signed release.Sum) error {
	if !isFile(program) {
		return fmt.Errorf("%w: no program", release.ErrPayload)
	}
	file, err := os.Open(program)
	if err != nil {
		return err
	}
	defer file.Close()
	meter := release.NewMeter(io.Discard)
	if _, err := io.Copy(meter, io.LimitReader(file, signed.Size+1)); err != nil {
		return err
	}
	if meter.Sum() != signed {
		return fmt.Errorf("%w: its program changed", release.ErrPayload)
	}
	return nil
}

// readAtMost reads a small file that may have grown since it was made.
func readAtMost(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%w: %s has more than %d bytes", release.ErrManifest, path, most)
	}
	return data, err
}

// sweep removes what is of no use any more: versions that do not wait, what was
// unpacked and never got its name, the copy that did not reach its place. What
// still runs, or is just being fetched, stays until another start.
func (in Install) sweep(s state) {
	fetching, err := acquire(in.versions(fetchLock), 0)
	if err != nil {
		return
	}
	defer fetching.Close()
	_ = os.Remove(in.program() + newExt)
	entries, _ := os.ReadDir(in.versions())
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() && isOurs(name) && (s.Staged == nil || name != s.Staged.Version.String()) {
			_ = removeFolder(in.versions(name))
		}
		if v, isPart := strings.CutSuffix(name, partExt); isPart && !in.awaited(v) {
			_ = os.Remove(in.versions(name))
		}
	}
	disk.Sweep(in.versions())
}

// isOurs reports whether a folder has the name of a version, or of one that is
// being unpacked. Others are of people who keep a program that needs no installing
// among folders of their own.
func isOurs(name string) bool {
	var v release.Version
	return v.UnmarshalText([]byte(strings.TrimSuffix(name, unpackedExt))) == nil
}

// removeFolder removes the folder of a version. It holds files alone, which are
// removed one by one: os.RemoveAll opens them in a way that wine does not know,
// and takes over where there is more in it. Of a link the link goes, and nothing
// of what it leads to.
func removeFolder(dir string) error {
	if info, err := os.Lstat(dir); err == nil && !info.IsDir() {
		return os.Remove(dir)
	}
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		_ = os.Remove(filepath.Join(dir, entry.Name())) // what is left keeps the folder
	}
	if err := os.Remove(dir); err == nil || os.IsNotExist(err) {
		return nil
	}
	return os.RemoveAll(dir)
}

// awaited reports whether the rest of a version would still be fetched.
func (in Install) awaited(name string) bool {
	var v release.Version
	return v.UnmarshalText([]byte(name)) == nil && v.Compare(in.Version) > 0
}
