package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tinxa/assets"
	"tinxa/cmd/vault"
	"tinxa/cmd/wine/office"
	"tinxa/cmd/wine/strokes"
)

// blind is a user whose PC has no OpenGL.
type blind struct{ *writer }

// graphicsSteps open the window on a PC without OpenGL: in vain where nothing
// draws in its place, and then with the libraries that the installer brings.
func graphicsSteps(t *trial) []step {
	few := written{headline: piece{strokes.Office(softWords, 1), []string{"--style", strokes.UniKey.String()}}}
	b := &blind{&writer{trial: t, text: few}}
	return []step{
		{name: "silent installation", do: t.install},
		{name: "without the libraries: a message box", do: b.refuse},
		{name: "with them: the window opens by itself", do: b.open},
		{name: "typed on", do: b.write},
		{name: "exported", do: b.export},
		{name: "a key, and rest", do: b.measure},
		{name: "closed, every word", do: b.leave},
	}
}

// softWords are few: softpipe draws two pictures a second.
const softWords = 6

// blindCode is the exit code of a program that cannot show its window.
const blindCode = 3

// refuse takes the libraries away and wants the user to be told.
func (b *blind) refuse(ctx context.Context) (string, error) {
	libraries := b.pc.Path(b.installed("softgl"))
	aside := libraries + ".aside"
	if err := os.Rename(libraries, aside); err != nil {
		return "", err
	}
	program, err := b.pc.Start(ctx, b.installed("tinxa.exe"))
	if err != nil {
		return "", err
	}
	said, err := b.hands.do(ctx, "message --timeout 45")
	if err != nil {
		return "", err
	}
	a, err := program.Wait()
	if err == nil && a.Code != blindCode {
		err = fmt.Errorf("it ended with code %d, want %d", a.Code, blindCode)
	}
	err = errors.Join(err, rightBox(said), b.logged("graphics: nothing can draw"), os.RemoveAll(libraries), os.Rename(aside, libraries))
	title, _, _ := strings.Cut(strings.TrimPrefix(said, "title "), "\n")
	return fmt.Sprintf("%q, code %d, in the log", title, a.Code), err
}

// rightBox wants the box to say what the user needs: what happened and what to do.
func rightBox(said string) error {
	for _, want := range []struct{ file, key string }{
		{"graphics", "graphics.box.title"}, {"errors", "err.graphics.what"}, {"errors", "err.graphics.do"},
	} {
		text, err := wording(want.file, want.key)
		if err != nil {
			return err
		}
		text = strings.TrimPrefix(text, "%s") // the name of the program
		if !strings.Contains(said, text) {
			return fmt.Errorf("the message box does not say %q but %q", text, said)
		}
	}
	return nil
}

// wording is what the user is told under a key.
func wording(file, key string) (string, error) {
	data, err := assets.FS.ReadFile("i18n/" + file + ".json")
	if err != nil {
		return "", err
	}
	var all map[string]string
	if err := json.Unmarshal(data, &all); err != nil {
		return "", err
	}
	if all[key] == "" {
		return "", fmt.Errorf("%s has no %s", file, key)
	}
	return all[key], nil
}

// logged wants a line in the program's log.
func (t *trial) logged(words string) error {
	text, err := os.ReadFile(t.pc.Path(t.pc.Local("TinXa", "logs", "tinxa.log")))
	if err == nil && !strings.Contains(string(text), words) {
		err = fmt.Errorf("the log does not say %q", words)
	}
	return err
}

// open starts the program, which has the copy that draws in software take over.
func (b *blind) open(ctx context.Context) (string, error) {
	began := time.Now()
	program, err := b.pc.Start(context.WithoutCancel(ctx), b.installed("tinxa.exe"))
	if err != nil {
		return "", err
	}
	if _, err := b.pc.Screen.WaitWindow(ctx, appTitle); err != nil {
		return "", err
	}
	took := time.Since(began)
	if err := b.press(ctx); err != nil { // it might be a message box
		return "", err
	}
	if err := b.pc.WaitGone(ctx, "tinxa.exe"); err != nil {
		return "", err
	}
	a, err := program.Wait()
	if err == nil && a.Code != 0 {
		err = fmt.Errorf("the first program ended with code %d: %s", a.Code, a.Said)
	}
	return fmt.Sprintf("after %.1f s%s", took.Seconds(), b.flavour()), errors.Join(err, b.pc.Screen.WaitCalm(ctx, 2*opening))
}

func (b *blind) write(ctx context.Context) (string, error) {
	lines, err := b.typed("enter", b.text.headline)
	if err != nil {
		return "", err
	}
	if err := b.press(ctx, slices.Concat([]string{settle, "keys ctrl+n", settle}, lines, []string{settle})...); err != nil {
		return "", err
	}
	return b.pc.Screen.WaitWindow(ctx, b.text.headline.text)
}

// export exports by keys: what the menu does is tried elsewhere.
func (b *blind) export(ctx context.Context) (string, error) {
	if err := b.press(ctx, "keys ctrl+e", settle, "keys ctrl+enter", settle); err != nil {
		return "", err
	}
	page, err := b.exportedPage(ctx)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(page)
	if err == nil && !strings.Contains(string(text), b.text.headline.text) {
		err = fmt.Errorf("%s does not hold the headline", page)
	}
	return filepath.Base(filepath.Dir(page)), err
}

// measure prints how quick the window is; on a machine with other work that says
// little, so it is not judged.
func (b *blind) measure(ctx context.Context) (string, error) {
	said, err := b.hands.do(ctx, findWindow, "keys ctrl+e", settle, "keys ctrl+end", settle, "measure 3", settle, "cpu 3")
	figures := strings.Split(strings.TrimSpace(said), "\n")
	return strings.Join(figures[min(1, len(figures)):], ", "), err
}

// leave closes the window and reads what it stored.
func (b *blind) leave(ctx context.Context) (string, error) {
	if err := b.press(ctx, "keys ctrl+q"); err != nil {
		return "", err
	}
	gone := func() (bool, error) { return len(b.pc.Screen.Titles()) == 0, nil }
	if err := office.Until(ctx, "the end of the window", gone); err != nil {
		return "", err
	}
	r, err := storedReport(ctx, vault.Database(b.data()), b.text.headline.text)
	if err != nil {
		return "", err
	}
	return compare([]string{r.Head.Title}, []piece{b.text.headline}).verdict()
}
