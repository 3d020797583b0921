//go:build !windows

package native

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// clipboardWait is how long the program that owns the clipboard may take to
// hand over its content.
const clipboardWait = 5 * time.Second

// errLong stops a command whose output is over the limit.
var errLong = errors.New("longer than the limit")

// clip runs the desktop's own command that prints the clipboard.
type clip struct {
	types []string                     // prints the forms on offer
	paste func(target string) []string // prints one form
}

var (
	xclip = clip{
		types: []string{"xclip", "-selection", "clipboard", "-o", "-t", "TARGETS"},
		paste: func(target string) []string {
			return []string{"xclip", "-selection", "clipboard", "-o", "-t", target}
		},
	}
	wlPaste = clip{
		types: []string{"wl-paste", "--list-types"},
		paste: func(target string) []string { return []string{"wl-paste", "--no-newline", "--type", target} },
	}
)

// ClipboardPhotos reads the photos on the clipboard: copied files, a copied
// picture, or a text made of nothing but photos' paths. None, or no way to look,
// is an empty result and no error. Office programs put a picture beside the text
// that was copied: a caller that also pastes text asks for the text first.
//
// On Linux it needs the command xclip, or wl-paste under Wayland.
func ClipboardPhotos(ctx context.Context) ([]Item, error) {
	c, ok := clipCommand()
	if !ok {
		return nil, nil
	}
	types, err := output(ctx, c.types, maxTextBytes)
	if err != nil {
		return nil, nil // an empty clipboard is an error to both commands
	}
	return c.photos(ctx, strings.Fields(string(types)))
}

func clipCommand() (clip, bool) {
	if os.Getenv("WAYLAND_DISPLAY") != "" && installed("wl-paste") {
		return wlPaste, true
	}
	return xclip, os.Getenv("DISPLAY") != "" && installed("xclip")
}

func installed(command string) bool {
	_, err := exec.LookPath(command)
	return err == nil
}

// photos takes the first of the forms on offer that holds any.
func (c clip) photos(ctx context.Context, types []string) ([]Item, error) {
	if slices.Contains(types, "text/uri-list") {
		list, err := output(ctx, c.paste("text/uri-list"), maxTextBytes)
		if items := files(uriPaths(uriList(string(list)))); err == nil && len(items) > 0 {
			return items, nil
		}
	}
	for _, form := range []string{"image/png", "image/jpeg"} {
		if slices.Contains(types, form) {
			return c.picture(ctx, form)
		}
	}
	if slices.Contains(types, "UTF8_STRING") {
		if text, err := output(ctx, c.paste("UTF8_STRING"), maxTextBytes); err == nil {
			return files(textPaths(string(text))), nil
		}
	}
	return nil, nil
}

func (c clip) picture(ctx context.Context, form string) ([]Item, error) {
	data, err := output(ctx, c.paste(form), maxPhotoBytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrPicture, form, err)
	}
	return []Item{{Data: data}}, nil
}

// output is what a command prints, limit bytes at most.
func output(ctx context.Context, command []string, limit int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, clipboardWait)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	out := capped{left: limit}
	cmd.Stdout = &out
	cmd.WaitDelay = time.Second // for children that keep the pipe open
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	return out.kept.Bytes(), nil
}

// capped keeps what is written to it until it has had enough. It hides the
// buffer: io.Copy would fill that past any limit.
type capped struct {
	kept bytes.Buffer
	left int
}

func (c *capped) Write(p []byte) (int, error) {
	if c.left -= len(p); c.left < 0 {
		return 0, errLong
	}
	return c.kept.Write(p)
}
