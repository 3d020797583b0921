// Command notices writes down whose work the program holds: the modules that are
// linked into it on Windows and on Linux with their licences, and what is no
// module: Go itself, C code, fonts, the software OpenGL, the compiler's runtime.
// It refuses licences that the program may not be given away with, and such that
// it does not know.
//
// What may live here finds, classifies and prints licences. It needs the module
// cache and no network, and the same modules give the same bytes.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := flag.String("root", ".", "the folder of go.mod")
	out := flag.String("o", "", "the file to write")
	flag.Parse()
	if err := run(ctx, *root, *out); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root, out string) error {
	if out == "" {
		return errors.New("-o names no file")
	}
	text, err := generate(ctx, root)
	if err != nil {
		return err
	}
	return os.WriteFile(out, text, 0o644)
}

// generate makes the notices of the module in a folder.
func generate(ctx context.Context, root string) ([]byte, error) {
	linked, err := linkedModules(ctx, root)
	if err != nil {
		return nil, err
	}
	var all []component
	for _, m := range linked {
		c, err := m.component()
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	others, err := beside(root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = write(&b, append(others, all...))
	return b.Bytes(), err
}
