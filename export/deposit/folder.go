package deposit

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/disk"
)

// folderKind is a folder of this computer or of a network drive.
type folderKind struct{}

// Folder puts reports into a folder: "D:\Tin bài", "\\may-chu\tin", "/srv/tin".
func Folder() export.PortalKind { return folderKind{} }

// Key implements export.PortalKind.
func (folderKind) Key() string { return "folder" }

// Probe implements export.PortalKind. The folder must be there.
func (folderKind) Probe(ctx context.Context, address, _ string) (export.Site, error) {
	dir, err := parseFolder(address)
	if err != nil {
		return export.Site{}, err
	}
	if err := ctx.Err(); err != nil {
		return export.Site{}, err
	}
	if err := isFolder("look", dir); err != nil {
		return export.Site{}, err
	}
	return export.Site{Kind: "folder", Address: dir, Name: folderName(dir)}, nil
}

// folderName is the last name of a path. A drive and a share have none but
// their own.
func folderName(dir string) string {
	if name := filepath.Base(dir); name != string(filepath.Separator) {
		return name
	}
	return dir
}

// Open implements export.PortalKind.
func (folderKind) Open(ctx context.Context, door export.Door) (export.Session, error) {
	site, err := folderKind{}.Probe(ctx, door.Account.Address, "")
	if err != nil {
		return nil, err
	}
	slashed := filepath.ToSlash(site.Address)
	root := url.URL{Scheme: "file", Path: slashed}
	switch {
	case strings.HasPrefix(slashed, "//"):
		host, rest, _ := strings.Cut(slashed[2:], "/")
		root.Host, root.Path = host, "/"+rest
	case !strings.HasPrefix(slashed, "/"):
		root.Path = "/" + slashed // C:/Tin
	}
	return &deposit{place: folder(site.Address), kind: "folder", root: strings.TrimSuffix(root.String(), "/")}, nil
}

// parseFolder reads the path of a folder, also as a file: address.
func parseFolder(address string) (string, error) {
	address = strings.Trim(strings.TrimSpace(address), `"`) // as Explorer copies a path
	if u, err := url.Parse(address); err == nil && strings.EqualFold(u.Scheme, "file") {
		address = filepath.FromSlash(u.Path)
		if u.Host != "" && u.Host != "localhost" {
			address = filepath.FromSlash("//" + u.Host + u.Path)
		}
		if drive := strings.TrimPrefix(address, string(filepath.Separator)); filepath.VolumeName(drive) != "" {
			address = drive
		}
	}
	if len(address) == len("T:") && filepath.VolumeName(address) == address {
		address += string(filepath.Separator) // Windows would take the folder that one is in there
	}
	if !filepath.IsAbs(address) || strings.ContainsFunc(address, isControl) {
		return "", &export.PortalError{Kind: export.ErrAddress, Did: "folder: read address"}
	}
	return filepath.Clean(address), nil
}

// isFolder tells why dir cannot take reports: a share that is not connected
// looks as if it never was.
func isFolder(did, dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &export.PortalError{Kind: export.ErrOffline, Did: "folder: " + did, Cause: err}
	case err != nil:
		return folderFault(did, err)
	case !info.IsDir():
		return &export.PortalError{Kind: export.ErrNotPortal, Did: "folder: " + did}
	}
	return nil
}

// folder is a place on a disk; its value is the path.
type folder string

func (f folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

// Put implements place.
func (f folder) Put(ctx context.Context, name string, data []byte, sent func(int64)) error {
	err := export.WriteFile(ctx, f.path(name), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		return f.fault(ctx, "write", err)
	}
	sent(int64(len(data)))
	return nil
}

// Read implements place.
func (f folder) Read(ctx context.Context, name string, most int64) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := os.Open(f.path(name))
	if err != nil {
		return nil, f.fault(ctx, "read", err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, f.fault(ctx, "read", err)
	}
	if int64(len(data)) > most {
		return nil, endless("folder")
	}
	return data, nil
}

// endless is a file or a list that is longer than any of ours.
func endless(kind string) error {
	return &export.PortalError{Kind: export.ErrStrangeAnswer, Did: kind + ": read"}
}

// List implements place.
func (f folder) List(ctx context.Context, name string) ([]entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	dir, err := os.Open(f.path(name))
	if err != nil {
		return nil, f.fault(ctx, "list", err)
	}
	defer dir.Close()
	infos, err := dir.Readdir(mostEntries + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, f.fault(ctx, "list", err)
	}
	return listed("folder", infos)
}

// listed turns what a place lists into entries, unless that has no end.
func listed[Info fs.FileInfo](kind string, infos []Info) ([]entry, error) {
	if len(infos) > mostEntries {
		return nil, endless(kind)
	}
	var all []entry
	for _, info := range infos {
		all = append(all, entry{Name: info.Name(), Size: info.Size(), Changed: info.ModTime(), Folder: info.IsDir()})
	}
	return all, nil
}

// MakeFolder implements place.
func (f folder) MakeFolder(ctx context.Context, name string) error {
	if err := isFolder("make folder", string(f)); err != nil {
		return err
	}
	return f.fault(ctx, "make folder", disk.MakeFolder(f.path(name), 0o777))
}

// Remove implements place.
func (f folder) Remove(ctx context.Context, name string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := disk.Retry(func() error { return os.Remove(f.path(name)) }); err != nil {
		return f.fault(ctx, "remove", err)
	}
	_ = disk.SyncFolder(filepath.Dir(f.path(name))) // what is gone is gone all the same
	return nil
}

// fault explains an error of the disk. A file that is missing is surely missing
// only while the folder itself is there.
func (f folder) fault(ctx context.Context, did string, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if gone := isFolder(did, string(f)); gone != nil {
		return gone
	}
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return folderFault(did, err)
}

func folderFault(did string, err error) error {
	kind := export.ErrRejected
	switch err = disk.Fault(err); {
	case errors.Is(err, model.ErrFull):
		kind = export.ErrQuota
	case errors.Is(err, model.ErrReadOnly):
		kind = export.ErrRole
	case errors.Is(err, model.ErrGone):
		kind = export.ErrOffline
	}
	return &export.PortalError{Kind: kind, Did: "folder: " + did, Cause: err}
}
