//go:build !linux

package main

import "errors"

// asNobody: these proofs run on Linux.
func asNobody(func()) error { return errors.New("needs Linux") }
