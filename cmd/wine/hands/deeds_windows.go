package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"tinxa/cmd/wine/strokes"
)

// deeds are the commands but script.
var deeds = map[string]func(u *user, args []string) error{
	"find": (*user).find, "title": (*user).title, "gone": (*user).gone, "close": (*user).close,
	"type": (*user).types, "keys": (*user).keys, "copy": (*user).copies, "copied": (*user).copied,
	"click": pointing(click(leftDown, leftUp)), "right": pointing(click(rightDown, rightUp)), "double": pointing(double),
	"drag": pointing(drag), "wheel": pointing(wheel), "drop": (*user).drop,
	"message": (*user).message, "dialog": (*user).dialog, "endsession": (*user).endSession,
	"memory": (*user).memory, "measure": (*user).measure, "cpu": (*user).cpu, "settle": (*user).settle,
	"sleep": (*user).sleep,
}

// user is who sits at the PC, and the window they look at.
type user struct {
	out    io.Writer
	window uintptr // 0 before one was found
}

const (
	patience = 20 * time.Second      // how long a window may take to come
	glance   = 30 * time.Millisecond // between two looks at something that is awaited
)

// errLate is what did not come about in time.
var errLate = errors.New("it did not come about in time")

// until looks until something is there.
func until(limit time.Duration, there func() (bool, error)) error {
	for end := time.Now().Add(limit); ; time.Sleep(glance) {
		if ok, err := there(); ok || err != nil {
			return err
		}
		if time.Now().After(end) {
			return fmt.Errorf("%w: %v", errLate, limit)
		}
	}
}

func (u *user) sleep(args []string) error {
	n, err := numbers(args)
	if err != nil || len(n) != 1 {
		return fmt.Errorf("%w: sleep MS", errUsage)
	}
	time.Sleep(time.Duration(n[0]) * time.Millisecond)
	return nil
}

func (u *user) types(args []string) error {
	t, file, err := typingOf(args)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return u.send(t.tool.Type(string(text)), t.pace, t.rest)
}

// keyPause is between the keys of the command keys, whatever their window does
// meanwhile.
const keyPause = 40 * time.Millisecond

func (u *user) keys(args []string) error {
	for _, word := range args {
		c, err := chordOf(word)
		if err != nil {
			return err
		}
		pace := keyPause
		if c.held {
			pace = 0
		}
		if err := u.send(c.strokes(), pace, 0); err != nil {
			return err
		}
		time.Sleep(keyPause)
	}
	return nil
}

func (u *user) copies(args []string) error {
	words, err := wanting(args, 1, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	text, err := os.ReadFile(words[0])
	if err != nil {
		return err
	}
	return putText(string(text))
}

// copied writes the text that the clipboard holds into a file.
func (u *user) copied(args []string) error {
	words, err := wanting(args, 1, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	held, err := text()
	if err != nil {
		return err
	}
	return os.WriteFile(words[0], []byte(held), 0o600)
}

// send does strokes: those without a pace all at once, up to where the sender
// has to wait.
func (u *user) send(all []strokes.Stroke, pace, rest time.Duration) error {
	var batch []keyInput
	flush := func() error {
		err := sendKeys(batch)
		batch = batch[:0]
		return err
	}
	for _, s := range all {
		for _, in := range s {
			if inputs := keysOf(in); inputs != nil {
				batch = append(batch, inputs...)
				continue
			}
			if err := errors.Join(flush(), u.beside(in, rest)); err != nil {
				return err
			}
		}
		if pace > 0 {
			if err := flush(); err != nil {
				return err
			}
			time.Sleep(pace)
		}
	}
	return flush()
}

// beside does what is done beside the keyboard.
func (u *user) beside(in strokes.Input, rest time.Duration) error {
	switch in.Kind {
	case strokes.Copied:
		return putText(in.Text)
	case strokes.Posted:
		return post(u.target(), charMessage, uintptr(in.Unit), 1)
	}
	time.Sleep(rest)
	return nil
}
