package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

var (
	errPassword = errors.New("a password of at least 12 letters is needed")
	errUnlike   = errors.New("the two are not the same")
	errNobody   = errors.New("nobody to ask: use -password-fd")
)

// leastPassword is how long a new password must be, in bytes: whoever finds the
// file has all the time in the world.
const leastPassword = 12

// newPassword asks twice for a password that is to be set.
func newPassword(descriptor int) (string, error) {
	first, err := password(descriptor, "new password: ")
	if err != nil {
		return "", err
	}
	if len(first) < leastPassword {
		return "", errPassword
	}
	if descriptor >= 0 {
		return first, nil
	}
	second, err := password(descriptor, "once more: ")
	if err == nil && second != first {
		err = errUnlike
	}
	return first, err
}

// password reads the first line of a file descriptor, or asks at the terminal.
// It is never taken from the arguments, which all users of a machine can see.
func password(descriptor int, question string) (string, error) {
	if descriptor >= 0 {
		from := os.NewFile(uintptr(descriptor), "password")
		if from == nil {
			return "", fmt.Errorf("no descriptor %d: %w", descriptor, os.ErrInvalid)
		}
		line, err := bufio.NewReader(io.LimitReader(from, 4<<10)).ReadString('\n')
		if err != nil && err != io.EOF {
			return "", err
		}
		return strings.TrimRight(line, "\r\n"), from.Close()
	}
	keyboard := int(os.Stdin.Fd())
	if !term.IsTerminal(keyboard) {
		return "", errNobody
	}
	fmt.Fprint(os.Stderr, question)
	typed, err := term.ReadPassword(keyboard)
	fmt.Fprintln(os.Stderr)
	return string(typed), err
}
