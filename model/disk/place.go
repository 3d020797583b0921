package disk

import (
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tinxa/model"
)

// PlaceKind is why a folder is no place for a database.
type PlaceKind string

// The kinds of unsafe places. On a network drive locks and flushes are not what
// they are on a disk; a cloud program copies a database while it changes, and
// puts an older one in its place.
const (
	Network PlaceKind = "network"
	Cloud   PlaceKind = "cloud"
)

// PlaceError says why a folder is no place for a database. It wraps
// model.ErrPlace.
type PlaceError struct {
	Dir  string
	Kind PlaceKind
	Name string // the cloud program, "OneDrive"; the server or the kind of network drive, "nfs4"
}

// Error implements error.
func (e *PlaceError) Error() string {
	return fmt.Sprintf("%v: %s: %s (%s)", model.ErrPlace, e.Dir, e.Kind, e.Name)
}

// Unwrap returns model.ErrPlace.
func (e *PlaceError) Unwrap() error { return model.ErrPlace }

// Unsafe returns a *PlaceError when a folder lies on a network drive or in a
// folder that a cloud program synchronises, and nil otherwise. The folder need
// not exist yet. What cannot be found out counts as safe.
func Unsafe(dir string) error {
	asked, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("disk: place of %s: %w", dir, err)
	}
	system := thisComputer()
	for _, folder := range []string{asked, resolved(asked)} {
		if kind, name := system.judge(filepath.ToSlash(folder)); kind != "" {
			return &PlaceError{Dir: dir, Kind: kind, Name: name}
		}
	}
	return nil
}

// resolved is a folder after following the links in the part of its path that
// exists.
func resolved(dir string) string {
	for existing := range above(filepath.ToSlash(dir)) {
		if target, err := filepath.EvalSymlinks(filepath.FromSlash(existing)); err == nil {
			return target + strings.TrimPrefix(dir, filepath.FromSlash(existing))
		}
	}
	return dir
}

// surroundings is what can be asked of a computer; tests hand in others than
// this one. Paths have slashes on every system.
type surroundings struct {
	env     func(name string) string
	read    func(file string) []byte        // nil where it cannot be read
	list    func(folder string) []string    // names in a folder, none where it cannot be read
	synced  func() map[string]string        // folders that the system says are synchronised, and by what
	network func(folder string) string      // the kind of network drive that a folder is on, or ""
	cloud   func(folder string) (by string) // what the system says of a folder's disk or mark, or ""
}

// judge tells why a folder is unsafe and by what; "" when it is not.
func (s surroundings) judge(dir string) (PlaceKind, string) {
	if rest, ok := strings.CutPrefix(plain(dir), "//"); ok {
		server, _, _ := strings.Cut(rest, "/")
		return Network, "//" + server
	}
	if kind := s.network(dir); kind != "" {
		return Network, kind
	}
	declared := s.declared()
	for folder := range above(plain(dir)) {
		if name := s.cloudAt(folder, declared); name != "" {
			return Cloud, name
		}
	}
	return "", ""
}

// plain takes away Windows' marks of long paths: //?/C:/a, //?/UNC/server/a.
func plain(dir string) string {
	if rest, ok := strings.CutPrefix(dir, "//?/UNC/"); ok {
		return "//" + rest
	}
	return strings.TrimPrefix(strings.TrimPrefix(dir, "//?/"), "//./")
}

// above gives a folder and all that it lies in, the innermost first and "/" or
// "C:/" last.
func above(dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for yield(rooted(dir)) {
			up := path.Dir(dir)
			if up == dir || up == "." {
				return
			}
			dir = up
		}
	}
}

// rooted is "C:/" for "C:", which Windows takes for the current folder of that
// drive.
func rooted(dir string) string {
	if strings.HasSuffix(dir, ":") {
		return dir + "/"
	}
	return dir
}

// cloudAt tells which cloud program synchronises a folder itself, "" for none.
func (s surroundings) cloudAt(folder string, declared map[string]string) string {
	if name := declared[folded(folder)]; name != "" {
		return name
	}
	base := strings.ToLower(path.Base(folder))
	for _, c := range clouds {
		if c.isCalled(base) {
			return c.name
		}
	}
	if name := s.cloud(folder); name != "" {
		return name
	}
	names := s.list(folder)
	for _, c := range clouds {
		if slices.ContainsFunc(names, c.isMark) {
			return c.name
		}
	}
	return ""
}

// clouds are the cloud programs by what their folders are called and what they
// leave in them. Names are in lower case; one that ends with a space begins
// longer names, "OneDrive - UBND xã Suối Mây". Marks may hold a star.
var clouds = []cloudProgram{
	{"OneDrive", []string{"onedrive", "onedrive - "}, nil},
	{"Dropbox", []string{"dropbox", "dropbox ("}, []string{".dropbox.cache"}},
	{
		"Google Drive",
		[]string{"google drive", "my drive", "googledrive"},
		[]string{".tmp.drivedownload", ".tmp.driveupload", ".shortcut-targets-by-id"},
	},
	{"iCloud", []string{"iclouddrive", "icloud drive"}, nil},
	{"Nextcloud", []string{"nextcloud"}, []string{".sync_*.db", "._sync_*.db", ".nextcloudsync.log"}},
	{"ownCloud", []string{"owncloud"}, []string{".owncloudsync.log"}},
	{"Syncthing", nil, []string{".stfolder"}},
	{"MEGA", []string{"megasync", "megasync downloads"}, []string{".megaignore"}},
	{"Box", []string{"box sync"}, nil},
}

type cloudProgram struct {
	name   string
	called []string
	marks  []string
}

// isCalled reports whether a folder of that name, in lower case, is the
// program's.
func (c cloudProgram) isCalled(base string) bool {
	return slices.ContainsFunc(c.called, func(name string) bool {
		longer := strings.HasSuffix(name, " ") || strings.HasSuffix(name, "(")
		return base == name || longer && strings.HasPrefix(base, name)
	})
}

// isMark reports whether the program leaves such a file in its folders.
func (c cloudProgram) isMark(name string) bool {
	return slices.ContainsFunc(c.marks, func(mark string) bool {
		is, err := path.Match(mark, strings.ToLower(name))
		return is && err == nil
	})
}

// declared are the folders that the programs themselves say they synchronise,
// folded, with the program's name.
func (s surroundings) declared() map[string]string {
	all := map[string]string{}
	add := func(folder, name string) {
		if folder = folded(strings.ReplaceAll(folder, `\`, "/")); folder != "." && folder != "/" {
			all[folder] = name
		}
	}
	for folder, name := range s.synced() {
		add(folder, name)
	}
	for _, variable := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		add(s.env(variable), "OneDrive")
	}
	for _, in := range [][2]string{{"APPDATA", "Dropbox"}, {"LOCALAPPDATA", "Dropbox"}, {"HOME", ".dropbox"}} {
		if home := s.env(in[0]); home != "" {
			for _, folder := range dropboxes(s.read(strings.ReplaceAll(home, `\`, "/") + "/" + in[1] + "/info.json")) {
				add(folder, "Dropbox")
			}
		}
	}
	return all
}

// dropboxes reads the folders from Dropbox' own file, one an account.
func dropboxes(info []byte) []string {
	var accounts map[string]struct{ Path string }
	if json.Unmarshal(info, &accounts) != nil {
		return nil // no Dropbox, or one of another time
	}
	var all []string
	for _, account := range accounts {
		all = append(all, account.Path)
	}
	return all
}

// folded is a path as it is compared: Windows does not tell cases apart, and
// two folders that differ in nothing else are not worth the risk.
func folded(folder string) string { return strings.ToLower(path.Clean(plain(folder))) }

func readQuietly(file string) []byte {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	return data
}

func namesIn(folder string) []string {
	entries, _ := os.ReadDir(folder)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
