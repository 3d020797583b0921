package native

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"tinxa/ui/task"
)

// ErrCancelled is handed to done when the user closed a chooser without choosing.
var ErrCancelled = errors.New("native: nothing was chosen")

// errNone is said by a system without a chooser of its own.
var errNone = errors.New("native: the system has no chooser")

// Kind is one line in a chooser's list of file kinds.
type Kind struct {
	Name string   // in the user's words
	Exts []string // endings with their dot, in small letters: ".jpg"
}

// Ask is what a chooser shows and offers. Everything may be left empty.
type Ask struct {
	Title string // of the chooser's window
	Dir   string // folder to start in; ignored where it does not exist
	Kinds []Kind // the first one is chosen at first; none means all files
	Name  string // suggested for a file to be saved
	Ext   string // ending with its dot that a saved file gets if it has none
}

// Chooser asks the user for files and folders, in the system's own dialog where
// there is one, else in Fyne's. Its methods return at once and are called where
// widgets may be touched; so is done, unless ctx has ended by then.
type Chooser struct {
	Window fyne.Window // that the dialog belongs to
	Runner task.Runner
}

// mode is what a chooser is to find.
type mode int

const (
	openFiles mode = iota
	saveFile
	openFolder
)

// OpenFiles asks for files that exist, one or more of them. Fyne's dialog can
// choose only one.
func (c Chooser) OpenFiles(ctx context.Context, ask Ask, done func(paths []string, err error)) {
	c.choose(ctx, openFiles, ask, done)
}

// SaveFile asks where a file is to be saved. The path handed to done ends in
// ask.Ext; if a file is there, the user agreed to lose it. Nothing is created.
func (c Chooser) SaveFile(ctx context.Context, ask Ask, done func(path string, err error)) {
	c.choose(ctx, saveFile, ask, func(paths []string, err error) {
		path, err := single(paths, err)
		if err == nil {
			path = withExt(path, ask.Ext)
		}
		done(path, err)
	})
}

// Folder asks for a folder that exists.
func (c Chooser) Folder(ctx context.Context, ask Ask, done func(path string, err error)) {
	c.choose(ctx, openFolder, ask, func(paths []string, err error) { done(single(paths, err)) })
}

// choose tries the system's dialog and falls back on Fyne's.
func (c Chooser) choose(ctx context.Context, m mode, ask Ask, done func([]string, error)) {
	owner := ownerOf(c.Window)
	task.Go(ctx, c.Runner,
		func(ctx context.Context) ([]string, error) {
			if !isDir(ask.Dir) { // asked here, because a lost network drive takes its time
				ask.Dir = ""
			}
			return choose(ctx, owner, m, ask)
		},
		func(paths []string, err error) {
			if errors.Is(err, errNone) {
				c.fallBack(ctx, m, ask, done)
				return
			}
			done(paths, err)
		})
}

// ownerOf is the system's handle of a window, 0 where it has none (tests,
// Wayland): the dialog then stands by itself.
func ownerOf(w fyne.Window) uintptr {
	var handle uintptr
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.WindowsWindowContext:
				handle = c.HWND
			case driver.X11WindowContext:
				handle = c.WindowHandle
			}
		})
	}
	return handle
}

// single is the one path that a chooser of one thing gave.
func single(paths []string, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if len(paths) == 0 {
		return "", ErrCancelled
	}
	return paths[0], nil
}

// withExt adds the ending to a name typed without it. The user was asked about
// overwriting the shorter name only, so the longer one must be free.
func withExt(path, ext string) string {
	if ext == "" || strings.EqualFold(filepath.Ext(path), ext) {
		return path
	}
	return free(path + ext)
}

// free is path, or path with the first number that no file has: "name (2).html".
func free(path string) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = stem + " (" + strconv.Itoa(n) + ")" + ext
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return path != "" && err == nil && info.IsDir()
}
