package native

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

// ErrProgram is wrapped when the system has no program for what is to be opened,
// or the program could not start.
var ErrProgram = errors.New("native: no program could open it")

// OpenFile opens a file or a folder in the program that the user has for it: a
// page in the browser, a folder in the file manager. It does not wait for the
// program to end. A file that is gone is an fs.ErrNotExist.
func OpenFile(ctx context.Context, path string) error {
	path, err := existing(path)
	if err != nil {
		return fmt.Errorf("native: open: %w", err)
	}
	return start(ctx, path)
}

// ShowFolder opens the file manager where path lies, with it selected where the
// system can do that. A path that is gone is an fs.ErrNotExist.
func ShowFolder(ctx context.Context, path string) error {
	path, err := existing(path)
	if err != nil {
		return fmt.Errorf("native: show folder: %w", err)
	}
	if isDir(path) {
		return start(ctx, path)
	}
	if err := reveal(ctx, path); err == nil {
		return nil
	}
	return start(ctx, filepath.Dir(path))
}

// Browse opens a web address in the browser. Everything else is refused: the
// system may have any program behind another scheme, and a portal could give the
// path of a program for its article's address.
func Browse(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%w: not an address of the web", ErrProgram)
	}
	return start(ctx, u.String())
}

// existing is the full path of what must be there, so that no name is taken for
// an option or an address.
func existing(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	_, err = os.Stat(full)
	return full, err
}
