package main

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// portable packs a folder into a zip file, below the folder's own name. The
// same files give the same bytes wherever and whenever they are packed: entries
// are sorted, all carry one time, and no rights or owners are told.
func portable(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("portable", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	seconds := flags.Int64("time", 0, "the time of all entries, in seconds since 1970")
	target := flags.String("o", "", "the zip file")
	if flags.Parse(args) != nil || *target == "" || flags.NArg() != 1 {
		return fmt.Errorf("%w: release portable [-time SECONDS] -o FILE.zip FOLDER", errUsage)
	}
	file, err := os.Create(*target)
	if err != nil {
		return err
	}
	moment := time.Unix(*seconds, 0).UTC()
	if err := errors.Join(pack(file, filepath.Clean(flags.Arg(0)), moment), file.Close()); err != nil {
		return errors.Join(err, os.Remove(*target))
	}
	_, err = fmt.Fprintln(out, *target)
	return err
}

// earliest is the first moment that a zip file can tell.
var earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func pack(file io.Writer, folder string, moment time.Time) error {
	if moment.Before(earliest) {
		moment = earliest
	}
	z := zip.NewWriter(file)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	files := os.DirFS(folder)
	// WalkDir goes through every folder in the order of the names.
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		header := &zip.FileHeader{Name: path.Join(filepath.Base(folder), name), Method: zip.Deflate, Modified: moment}
		return packFile(z, header, files, name)
	})
	return errors.Join(err, z.Close())
}

func packFile(z *zip.Writer, header *zip.FileHeader, files fs.FS, name string) error {
	from, err := files.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := z.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}
