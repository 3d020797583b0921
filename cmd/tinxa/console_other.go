//go:build !windows

package main

// attachConsole does nothing where every program has its terminal.
func attachConsole() {}
