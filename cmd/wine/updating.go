package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"aead.dev/minisign"

	"tinxa/assets"
	"tinxa/cmd/wine/office"
	"tinxa/model/release"
)

// renewal is a program on a PC that is offered newer versions. They are made from
// the built one: a key of the test stands in the place of its first key, and the
// newer one has another number. Nothing else in them differs.
type renewal struct {
	*trial
	key     minisign.PrivateKey
	product []byte // the built program, with the key of the test
	now     release.Version
	dir     string // of the program, on this machine
	share   string // where versions are offered
}

// updateSteps bring a newer version from a share, have it take the program's
// place, and offer one that does not start.
func updateSteps(t *trial) []step {
	r := &renewal{trial: t, dir: t.pc.Path(`C:\renewed`), share: t.pc.Path(`C:\share`)}
	return []step{
		{name: "a program with the key of the test", do: r.prepare},
		{name: "nothing there, a stranger's signature", do: r.strangers},
		{name: "a newer version is fetched", do: r.fetch},
		{name: "opens the window, takes the program's place", do: r.takesOver},
		{name: "the next start is the newer version", do: r.settled},
		{name: "one that does not start: the old one opens", do: r.fails},
		{name: "… and is never fetched or started again", do: r.staysAway},
	}
}

// stamped is how the program says its version: Tin Xã 0.1.0 (1).
var stamped = regexp.MustCompile(`(\d+\.\d+\.\d+) \((\d+)\)`)

func (r *renewal) program() string { return filepath.Join(r.dir, "tinxa.exe") }

func (r *renewal) call(ctx context.Context, args ...string) (office.Answer, error) {
	return r.pc.Run(ctx, r.program(), args...)
}

// prepare installs the program with a key of which the test has the other half.
func (r *renewal) prepare(ctx context.Context) (string, error) {
	built, err := os.ReadFile(filepath.Join(r.Built, "windows", "tinxa.exe"))
	if err != nil {
		return "", err
	}
	keys, err := release.ReadKeys(assets.FS, release.KeyFolder)
	if err != nil {
		return "", err
	}
	public, secret, err := minisign.GenerateKey(nil)
	if err != nil {
		return "", err
	}
	r.key = secret
	if r.product, err = exchange(built, keys[0].String(), public.String()); err != nil {
		return "", err
	}
	if err := errors.Join(os.MkdirAll(r.dir, 0o755), os.MkdirAll(r.share, 0o755)); err != nil {
		return "", err
	}
	if err := os.WriteFile(r.program(), r.product, 0o755); err != nil {
		return "", err
	}
	a, err := r.call(ctx, "version")
	if err != nil {
		return "", err
	}
	found := stamped.FindStringSubmatch(a.Out)
	if found == nil {
		return "", fmt.Errorf("it says %q", a.Out)
	}
	if r.now, err = release.ParseVersion(found[1], found[2]); err != nil {
		return "", err
	}
	_, err = r.call(ctx, "update", "address", `C:\share`)
	return "runs as " + r.now.String(), err
}

// exchange puts one text into the place of another, as long and there once.
func exchange(program []byte, was, is string) ([]byte, error) {
	if n := bytes.Count(program, []byte(was)); n != 1 || len(was) != len(is) {
		return nil, fmt.Errorf("%q stands %d times in the program", was, n)
	}
	return bytes.Replace(program, []byte(was), []byte(is), 1), nil
}

// next is the version behind one, as long a text.
func next(v release.Version) release.Version {
	v.Patch = (v.Patch + 1) % 10
	if v.Patch == 0 {
		v.Minor++
	}
	return v
}

// renumbered is the program with another number.
func (r *renewal) renumbered(v release.Version) ([]byte, error) {
	return exchange(r.product, r.now.Short()+"\x00", v.Short()+"\x00")
}

func (r *renewal) offer(v release.Version, program []byte, key minisign.PrivateKey) error {
	file := filepath.Join(r.trial.dir, "offered.exe")
	if err := os.WriteFile(file, program, 0o755); err != nil {
		return err
	}
	m := release.Manifest{Product: "vn.tinxa.desktop", System: "windows-amd64", Version: v.Short(), Build: v.Build}
	_, err := release.Offer(r.share, file, m, key)
	return err
}

// refused wants a command to fail, and nothing to wait for the next start.
func (r *renewal) refused(ctx context.Context, args ...string) error {
	p, err := r.pc.Start(ctx, r.program(), args...)
	if err != nil {
		return err
	}
	switch a, err := p.Wait(); {
	case err != nil:
		return err
	case a.Code != 1:
		return fmt.Errorf("%s: exit code %d: %s", strings.Join(args, " "), a.Code, a.Said)
	}
	waits, err := filepath.Glob(filepath.Join(r.dir, "versions", "[0-9]*"))
	if err == nil && len(waits) > 0 {
		err = fmt.Errorf("%q waits all the same", waits)
	}
	return err
}

func (r *renewal) strangers(ctx context.Context) (string, error) {
	if err := r.refused(ctx, "update", "fetch"); err != nil {
		return "", err
	}
	_, stranger, err := minisign.GenerateKey(nil)
	if err != nil {
		return "", err
	}
	if err := r.offer(next(r.now), r.product, stranger); err != nil {
		return "", err
	}
	return "", r.refused(ctx, "update", "fetch")
}

func (r *renewal) fetch(ctx context.Context) (string, error) {
	newer, err := r.renumbered(next(r.now))
	if err != nil {
		return "", err
	}
	if err := r.offer(next(r.now), newer, r.key); err != nil {
		return "", err
	}
	a, err := r.call(ctx, "update", "fetch")
	if err == nil && !strings.Contains(a.Out, next(r.now).Short()) {
		err = fmt.Errorf("it says %q", a.Out)
	}
	return "", err
}

// open starts the program and waits until something is as it should be.
func (r *renewal) open(ctx context.Context, what string, done func() (bool, error)) (*office.Program, error) {
	p, err := r.pc.Start(ctx, r.program(), "--data", `C:\renewed-data`)
	if err != nil {
		return nil, err
	}
	if _, err := r.pc.Screen.WaitWindow(ctx, "Tin"); err != nil {
		return p, err
	}
	return p, office.Until(ctx, what, done)
}

// shut ends every program of that name, as a power cut does.
func (r *renewal) shut(ctx context.Context) error {
	if _, err := r.pc.KillAll(ctx, "tinxa.exe"); err != nil {
		return err
	}
	return r.pc.WaitGone(ctx, "tinxa.exe")
}

// state is versions\state.json without its spaces.
func (r *renewal) state() string {
	text, _ := os.ReadFile(filepath.Join(r.dir, "versions", "state.json")) // it may be just replaced
	return strings.Join(strings.Fields(string(text)), "")
}

func (r *renewal) takesOver(ctx context.Context) (string, error) {
	newer, err := r.renumbered(next(r.now))
	if err != nil {
		return "", err
	}
	_, err = r.open(ctx, "the newer version in the program's place", func() (bool, error) {
		there, _ := os.ReadFile(r.program()) // it may be just replaced
		return bytes.Equal(there, newer) && strings.Contains(r.state(), `"stage":"promoted"`), nil
	})
	return "", errors.Join(err, r.shut(ctx))
}

func (r *renewal) settled(ctx context.Context) (string, error) {
	_, err := r.open(ctx, "nothing left of the update", func() (bool, error) {
		left, err := filepath.Glob(filepath.Join(r.dir, "versions", "[0-9]*"))
		return len(left) == 0 && !strings.Contains(r.state(), "staged"), err
	})
	if err = errors.Join(err, r.shut(ctx)); err != nil {
		return "", err
	}
	a, err := r.call(ctx, "version")
	if want := next(r.now).Short(); err == nil && !strings.Contains(a.Out, want) {
		err = fmt.Errorf("it says %q, want %s", a.Out, want)
	}
	return strings.TrimSpace(a.Out), err
}

// fails offers a program that ends at once.
func (r *renewal) fails(ctx context.Context) (string, error) {
	ends, err := os.ReadFile(filepath.Join(r.Dir, "hands.exe")) // it wants to be told what to do
	if err != nil {
		return "", err
	}
	if err := r.offer(next(next(r.now)), ends, r.key); err != nil {
		return "", err
	}
	if _, err := r.call(ctx, "update", "fetch"); err != nil {
		return "", err
	}
	_, err = r.open(ctx, "the version marked as failed", func() (bool, error) {
		return strings.Contains(r.state(), `"failed":[{"version":`+strconv.Quote(next(next(r.now)).String())), nil
	})
	return "", errors.Join(err, r.shut(ctx))
}

func (r *renewal) staysAway(ctx context.Context) (string, error) {
	if err := r.refused(ctx, "update", "fetch"); err != nil {
		return "", err
	}
	_, err := r.open(ctx, "a window", func() (bool, error) { return true, nil })
	return "", errors.Join(err, r.shut(ctx))
}
