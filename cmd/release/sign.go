package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aead.dev/minisign"

	"tinxa/model/release"
)

// errStranger: no program in use would believe the signature.
var errStranger = errors.New("this key is not built in: nobody would believe it")

// signing is what sign was asked for.
type signing struct {
	manifest release.Manifest
	project  string
	key      string
	program  string
	notes    string // a file
	folder   string
}

// sign offers a program as a version: it packs it, and writes the manifest and
// its signature beside it, ready to be laid on a web server or a share.
func sign(args []string, out io.Writer) error { return box.sign(args, out) }

func (b strongbox) sign(args []string, out io.Writer) error {
	s, descriptor, err := readSigning(args)
	if err != nil {
		return err
	}
	notes, err := os.ReadFile(s.notes)
	if err != nil {
		return err
	}
	s.manifest.Notes = strings.TrimSpace(strings.ReplaceAll(string(notes), "\r\n", "\n"))
	sealed, err := os.ReadFile(s.key)
	if err != nil {
		return err
	}
	secret, err := password(descriptor, "password of "+s.key+": ")
	if err != nil {
		return err
	}
	key, err := b.open(secret, sealed)
	if err != nil {
		return fmt.Errorf("%s: %w", s.key, err)
	}
	if err := s.known(key); err != nil {
		return err
	}
	m, err := release.Offer(s.folder, s.program, s.manifest, key)
	if err != nil {
		return err
	}
	for _, name := range []string{m.File, release.SignatureName, release.ManifestName} {
		fmt.Fprintln(out, filepath.Join(s.folder, name))
	}
	return nil
}

func readSigning(args []string) (s signing, descriptor int, err error) {
	flags := flag.NewFlagSet("sign", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	m := &s.manifest
	flags.StringVar(&m.Product, "product", "", "id of the program")
	flags.StringVar(&m.Version, "version", "", "its version")
	flags.IntVar(&m.Build, "build", 0, "its build")
	flags.StringVar(&m.System, "system", "windows-amd64", "what it runs on")
	windows := flags.Uint("windows", 0, "the least build of Windows")
	seconds := flags.Int64("time", 0, "when it was published, in seconds since 1970; 0 for now")
	flags.StringVar(&s.project, "project", ".", "the root of the project")
	flags.StringVar(&s.key, "key", "", "the file of a secret key")
	flags.StringVar(&s.notes, "notes", "", "the file that tells, in Vietnamese, what is new")
	flags.StringVar(&s.folder, "o", "", "the folder of the offer")
	flags.IntVar(&descriptor, "password-fd", -1, "where the password is read from")
	if flags.Parse(args) != nil || flags.NArg() != 1 || m.Product == "" || s.key == "" || s.notes == "" || s.folder == "" {
		return s, descriptor, fmt.Errorf("%w: release sign -product ID -version 0.2.0 -build 3 -key FILE -notes FILE -o FOLDER "+
			"[-system NAME] [-windows BUILD] [-time SECONDS] [-project ROOT] [-password-fd N] PROGRAM", errUsage)
	}
	if _, err := m.Number(); err != nil {
		return s, descriptor, err
	}
	s.program, m.Windows, m.Published = flags.Arg(0), uint32(*windows), time.Unix(*seconds, 0).UTC()
	if *seconds == 0 {
		m.Published = time.Now().UTC().Truncate(time.Second)
	}
	return s, descriptor, os.MkdirAll(s.folder, 0o755)
}

// known fails for a key whose public half is not built in.
func (s signing) known(key minisign.PrivateKey) error {
	built, err := release.ReadKeys(os.DirFS(filepath.Join(s.project, "assets")), release.KeyFolder)
	if err != nil {
		return err
	}
	public, ok := key.Public().(minisign.PublicKey)
	if !ok || !built.Has(public) {
		return errStranger
	}
	return nil
}
