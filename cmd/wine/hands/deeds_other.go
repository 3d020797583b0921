//go:build !windows

package main

import "io"

// user looks at nothing here.
type user struct{ out io.Writer }

// deeds are none: elsewhere than on Windows only what is plain is there to be
// tested.
var deeds map[string]func(u *user, args []string) error
