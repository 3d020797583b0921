package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"tinxa/cmd/update"
	"tinxa/export"
	"tinxa/model/disk"
	"tinxa/ui/graphics"
	"tinxa/ui/task"
)

// veil keeps names that users gave to files and folders out of the log.
type veil struct {
	home string   // the user's own folder; empty when unknown
	own  []string // the folders in which the program gives the names
}

// veilFor is the veil of a process that was called with these arguments.
func veilFor(args []string) veil {
	var v veil
	v.home, _ = os.UserHomeDir() // services may have none
	data, _ := dataFolder(dataFlag(args))
	program, _ := graphics.Program()
	for _, dir := range []string{data, update.Folder(program), logFolder(), configFolder()} {
		if filepath.IsAbs(dir) {
			v.own = append(v.own, dir)
		}
	}
	return v
}

// dataFlag is what --data says in arguments, which need not be well formed.
func dataFlag(args []string) string {
	for i, arg := range args {
		name, value, whole := strings.Cut(arg, "=")
		switch {
		case name != "--data" && name != "-data":
		case whole:
			return value
		case i+1 < len(args):
			return args[i+1]
		}
	}
	return ""
}

// discreet is an error in words that say nothing of a report, for the log: what
// a portal answered may quote one, the file of an exported report has its
// headline for a name, and the folder of its photos may say as much.
func (v veil) discreet(err error) string {
	if portal := (*export.PortalError)(nil); errors.As(err, &portal) {
		return portalWords(portal)
	}
	if panicked := (*task.PanicError)(nil); errors.As(err, &panicked) {
		if fault := runtime.Error(nil); errors.As(panicked, &fault) {
			return "panic: " + fault.Error()
		}
		return fmt.Sprintf("panic: %T", panicked.Value)
	}
	words := err.Error()
	names := slices.DeleteFunc(namesIn(err), func(name string) bool { return name == "" })
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) }) // a folder after what is in it
	for _, name := range names {
		words = strings.ReplaceAll(words, name, v.veiled(name))
	}
	return words
}

func portalWords(e *export.PortalError) string {
	words := e.Did + ": " + e.Kind.Error()
	if e.Reason != "" {
		words += ": " + e.Reason
	}
	if e.Status != 0 {
		words += fmt.Sprintf(": HTTP %d", e.Status)
	}
	return words
}

// namesIn are the files and things that an error, or one beneath it, names.
func namesIn(err error) []string {
	var names []string
	switch e := err.(type) {
	case nil:
		return nil
	case *fs.PathError:
		names = []string{e.Path}
	case *os.LinkError:
		names = []string{e.Old, e.New}
	case *disk.PlaceError:
		names = []string{e.Dir}
	case about:
		names = []string{e.what}
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return append(names, namesIn(e.Unwrap())...)
	case interface{ Unwrap() []error }:
		for _, beneath := range e.Unwrap() {
			names = append(names, namesIn(beneath)...)
		}
	}
	return names
}

// idOrSum are names of reports, photos and backups: ids, sums and versions.
const idOrSum = `[a-z2-7]{16}|[a-z]*[0-9][0-9a-z]*`

var (
	// bare is a word that names no file: the id of a report.
	bare = regexp.MustCompile(`(?i)^(` + idOrSum + `)$`)
	// plain are the names that the program itself gives.
	plain = regexp.MustCompile(`(?i)^\.?(tinxa(-[a-z]+)?|photos|backups|journal|quarantine|originals|trash|damaged|facts|cache|` +
		`logs|versions|softgl|opengl32|libgallium_wgl|report(-[0-9a-z]+)?|restore|deposits|settings|graphics|update|state|start|trial|fetch|` +
		`away|waivers|crash|` + idOrSum + `)([-._t][0-9]+)*(\.[a-z0-9]{1,8}){0,2}(-[0-9]+\.tmp)?$`)
	// rooted is where a full path begins: a drive, the computer that shares a
	// folder, or the root of all.
	rooted = regexp.MustCompile(`^([A-Za-z]:[\\/]|[\\/]{2}[^\\/]+[\\/]|[\\/])`)
	// ending is what a file is, and no half of a sentence.
	ending = regexp.MustCompile(`\.[A-Za-z0-9]{1,8}$`)
)

// hidden stands where a name was taken out.
const hidden = "…"

// veiled is a path, or whatever else a user named, without names that users
// give: in the program's own folders the way stays, anywhere else where it
// begins and what kind of file it leads to.
func (v veil) veiled(name string) string {
	for _, dir := range v.own {
		if way, is := below(dir, name); is {
			return filepath.Join(dir, veiledWay(way))
		}
	}
	if bare.MatchString(name) {
		return name
	}
	begin := rooted.FindString(name)
	if _, is := below(v.home, name); is {
		begin = v.home + string(filepath.Separator)
	}
	return begin + hidden + ending.FindString(name)
}

// below returns the way to a path from a folder that it lies in.
func below(dir, path string) (way string, is bool) {
	if dir == "" {
		return "", false
	}
	way, err := filepath.Rel(dir, path)
	return way, err == nil && filepath.IsLocal(way)
}

// veiledWay is a way as far as the program named it.
func veiledWay(way string) string {
	parts := strings.Split(way, string(filepath.Separator))
	for i, part := range parts {
		if part != "." && !plain.MatchString(part) {
			return filepath.Join(append(parts[:i], hidden+ending.FindString(way))...)
		}
	}
	return way
}
