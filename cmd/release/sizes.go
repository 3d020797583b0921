package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// errTooLarge: what is handed out has outgrown its limit.
var errTooLarge = errors.New("larger than agreed")

// sizes tells how large files are, in MB of a million bytes, and fails where one
// is larger than -most says: offices fetch them over lines that many share.
func sizes(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("sizes", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	most := flags.Float64("most", 0, "the limit in MB; 0 for none")
	if flags.Parse(args) != nil || flags.NArg() == 0 {
		return fmt.Errorf("%w: release sizes [-most MB] FILE…", errUsage)
	}
	var faults []error
	for _, file := range flags.Args() {
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		size := float64(info.Size()) / 1e6
		fmt.Fprintf(out, "%6.1f MB  %s\n", size, filepath.Base(file))
		if *most > 0 && size > *most {
			faults = append(faults, fmt.Errorf("%s: %w: %.1f MB, at most %.1f", filepath.Base(file), errTooLarge, size, *most))
		}
	}
	return errors.Join(faults...)
}
