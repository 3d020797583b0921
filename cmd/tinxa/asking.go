package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/say"
)

// asking answers for the user on a command line: from a file descriptor that a
// script opened, or by asking at the terminal. Passwords are never taken from
// arguments, which other users of the machine can see.
type asking struct {
	*call
	descriptor *int // -1: none
}

func (c *call) asking() asking {
	return asking{c, c.flags.Int("password-fd", -1, "")}
}

// given reports whether a script brought the password.
func (a asking) given() bool { return *a.descriptor >= 0 }

// Secret implements export.Asker.
func (a asking) Secret(_ context.Context, account model.Account) (string, error) {
	switch {
	case a.given():
		return readSecret(*a.descriptor)
	case !term.IsTerminal(int(os.Stdin.Fd())):
		return export.Nobody{}.Secret(context.Background(), account)
	}
	fmt.Fprint(a.err, say.T("cli.portal.password", account.User, account.Name)+" ")
	secret, err := term.ReadPassword(int(os.Stdin.Fd()))
	fmt.Fprintln(a.err)
	return string(secret), err
}

// mostSecret is how long a password may be, in bytes.
const mostSecret = 4 << 10

// readSecret reads the first line from a file descriptor. Windows has handles in
// their place, of which none has the number of the standard input; and what is
// written there as UTF-8 often begins with a byte order mark.
func readSecret(descriptor int) (string, error) {
	f := os.Stdin
	if descriptor != 0 {
		f = os.NewFile(uintptr(descriptor), "password")
	}
	if f == nil {
		return "", usage{say.T("cli.portal.descriptor", descriptor)}
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, mostSecret)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", usage{say.T("cli.portal.descriptor", descriptor)}
	}
	return strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n"), nil
}

// Captcha implements export.Asker: the picture lies in a passing file.
func (a asking) Captcha(ctx context.Context, account model.Account, picture []byte) (string, error) {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return export.Nobody{}.Captcha(ctx, account, picture)
	}
	f, err := os.CreateTemp("", "tinxa-*.png")
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(picture); err != nil {
		return "", err
	}
	if err := f.Close(); err != nil {
		return "", err
	}
	return a.line("cli.portal.captcha", f.Name())
}

// Code implements export.Asker.
func (a asking) Code(ctx context.Context, account model.Account) (string, error) {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return export.Nobody{}.Code(ctx, account)
	}
	return a.line("cli.portal.code", account.Name)
}

func (a asking) line(key string, args ...any) (string, error) {
	fmt.Fprint(a.err, say.T(key, args...)+" ")
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	return strings.TrimSpace(line), err
}

// pairs is a flag of the form key=value that may be given several times.
type pairs map[string]string

var _ flag.Value = pairs{}

// String implements flag.Value.
func (p pairs) String() string { return "" }

// Set implements flag.Value.
func (p pairs) Set(s string) error {
	key, value, ok := strings.Cut(s, "=")
	if !ok || key == "" {
		return errUsage
	}
	p[key] = value
	return nil
}
