//go:build !windows

package native

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// clipboardWait is how long the program that owns the clipboard may take to
// hand over its content.
const clipboardWait = 10 * time.Second

// ReadClipboard reads what was copied, here or in another program. An empty
// clipboard, or no desktop to have one, is empty content and no error.
//
// It waits for the owner of the clipboard, which may be this program's own
// window: never call it on the goroutine of the interface.
func ReadClipboard(ctx context.Context) (Content, error) {
	if os.Getenv("DISPLAY") == "" {
		return Content{}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, clipboardWait)
	defer cancel()
	a, err := newAsker(ctx)
	if err != nil {
		return Content{}, fmt.Errorf("native: clipboard: %w", orOver(ctx, err))
	}
	defer a.close()
	if err := a.learn(); err != nil {
		return Content{}, fmt.Errorf("native: clipboard: %w", orOver(ctx, err))
	}
	c, p, err := gather(a)
	if over := ctx.Err(); over != nil {
		return Content{}, fmt.Errorf("native: clipboard: %w", over)
	}
	if err != nil {
		return Content{}, err
	}
	return c.with(p)
}

// orOver is why the time ended, if it has: what fails afterwards says nothing.
func orOver(ctx context.Context, err error) error {
	if over := ctx.Err(); over != nil {
		return over
	}
	return err
}

// paths implements forms.
func (a *asker) paths() []string {
	return uriPaths(uriList(string(a.get(maxTextBytes, "text/uri-list"))))
}

// text implements forms.
func (a *asker) text() string {
	return plainText(a.get(maxTextBytes, "UTF8_STRING", "text/plain;charset=utf-8", "text/plain"))
}

// html implements forms.
func (a *asker) html() string { return plainText(a.get(maxHTMLBytes, "text/html")) }

// picture implements forms.
func (a *asker) picture() (picture, error) {
	for _, form := range []string{"image/png", "image/jpeg", "image/bmp"} {
		if !a.offers(form) {
			continue
		}
		data, err := a.ask(form, maxPhotoBytes)
		if err == nil && len(data) == 0 {
			err = errors.New("nothing was handed over")
		}
		if err != nil {
			return picture{}, fmt.Errorf("%w: %s: %w", ErrPicture, form, err)
		}
		if form != "image/bmp" {
			return picture{file: data}, nil
		}
		pixels, err := bmpPixels(data)
		return picture{pixels: pixels}, err
	}
	return picture{}, nil
}

// get is the first of the forms that is on offer, empty if none is.
func (a *asker) get(limit int, names ...string) []byte {
	for _, form := range names {
		if !a.offers(form) {
			continue
		}
		if data, err := a.ask(form, limit); err == nil && len(data) > 0 {
			return data
		}
	}
	return nil
}

// plainText is UTF-8 without the zeros that some programs end a text with.
// Firefox gives HTML in UTF-16.
func plainText(data []byte) string {
	if text, wide := wideText(data); wide {
		return text
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	return string(bytes.TrimRight(data, "\x00"))
}
