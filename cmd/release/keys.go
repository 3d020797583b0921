package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"aead.dev/minisign"

	"tinxa/model/release"
)

// pairs are the two pairs of keys: one signs, the other waits somewhere else for
// the day on which the first is lost.
var pairs = []string{"first", "spare"}

// publicFolder is where the public halves are built in from, seen from the root
// of the project.
const publicFolder = "assets/" + release.KeyFolder

// strongbox keeps a secret key under a password. The real one takes seconds for
// each key, so that guessing takes centuries.
type strongbox struct {
	lock func(password string, key minisign.PrivateKey) ([]byte, error)
	open func(password string, locked []byte) (minisign.PrivateKey, error)
}

var box = strongbox{minisign.EncryptKey, minisign.DecryptKey}

// errInside: a secret would lie where it is committed or copied along.
var errInside = errors.New("secret keys must not lie inside the project")

// keys makes the two pairs of keys that versions are signed with: the secret
// halves, each under the same password, into a folder outside the project, the
// public halves into the project. Keys that are there are not replaced: programs
// that are in use believe those alone.
func keys(args []string, out io.Writer) error { return box.keys(args, out) }

func (b strongbox) keys(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("keys", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	folder := flags.String("o", "", "the folder of the secret halves")
	project := flags.String("project", ".", "the root of the project")
	descriptor := flags.Int("password-fd", -1, "where the password is read from")
	if flags.Parse(args) != nil || *folder == "" || flags.NArg() > 0 {
		return fmt.Errorf("%w: release keys [-project ROOT] [-password-fd N] -o FOLDER", errUsage)
	}
	if err := outside(*folder, *project); err != nil {
		return err
	}
	password, err := newPassword(*descriptor)
	if err != nil {
		return err
	}
	public := filepath.Join(*project, filepath.FromSlash(publicFolder))
	for _, dir := range []string{*folder, public} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	for _, name := range pairs {
		secret, shared := filepath.Join(*folder, name+".key"), filepath.Join(public, name+".pub")
		if err := b.makePair(secret, shared, password); err != nil {
			return err
		}
		fmt.Fprintln(out, secret, shared)
	}
	_, err = fmt.Fprintln(out, "move spare.key to another place than first.key, and keep the password at a third")
	return err
}

// outside fails for a folder within the project, by whatever name it is reached.
func outside(folder, project string) error {
	root, err := resolve(project)
	if err != nil {
		return err
	}
	asked, err := resolve(folder)
	if err != nil {
		return err
	}
	way, err := filepath.Rel(root, asked)
	if err == nil && way != ".." && !strings.HasPrefix(way, ".."+string(filepath.Separator)) {
		return fmt.Errorf("%w: %s", errInside, folder)
	}
	return nil
}

// resolve follows the links in the part of a path that exists.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(path) != path {
		above, err := resolve(filepath.Dir(path))
		return filepath.Join(above, filepath.Base(path)), err
	}
	return real, err
}

func (b strongbox) makePair(secret, shared, password string) error {
	public, private, err := minisign.GenerateKey(nil)
	if err != nil {
		return err
	}
	sealed, err := b.lock(password, private)
	if err != nil {
		return err
	}
	text, err := public.MarshalText()
	if err != nil {
		return err
	}
	if err := writeNew(secret, append(sealed, '\n'), 0o600); err != nil {
		return err
	}
	return writeNew(shared, append(text, '\n'), 0o644)
}

// writeNew writes a file that must not be there.
func writeNew(path string, data []byte, mode os.FileMode) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}
