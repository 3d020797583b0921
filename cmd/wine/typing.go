package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"time"

	"tinxa/cmd/vault"
	"tinxa/cmd/wine/office"
	"tinxa/model"
	"tinxa/model/bolt"
)

// writer is a user who writes a report in the window of the installed program.
type writer struct {
	*trial
	text   written
	window *office.Program
}

// typingSteps write a report as staff do, with every typing tool, end the program
// without asking, and look for every word.
func typingSteps(t *trial) []step {
	w := &writer{trial: t, text: newWritten()}
	return []step{
		{name: "the window opens", do: w.open},
		{name: "headline, lead and a paragraph are typed", do: w.begin, most: 3 * time.Minute},
		{name: "photos are dropped, captions typed", do: w.illustrate, most: 3 * time.Minute},
		{name: "the other paragraphs are typed", do: w.goOn, most: 4 * time.Minute},
		{name: "saved", do: w.save, most: 45 * time.Second},
		{name: "exported through the menu", do: w.exportByMenu},
		{name: "typed on, ended by TerminateProcess", do: w.kill},
		{name: "started again, the report is open", do: w.reopen},
		{name: "every word, from what is stored", do: w.compare},
	}
}

// appTitle is in the title of every window of the program.
const appTitle = "Tin X"

// opening is how long a window that has just opened must show the same picture:
// behind its first one the data are looked at, by another process.
const opening = 2 * time.Second

// open starts the program and waits until it shows the reports.
func (w *writer) open(ctx context.Context) (string, error) {
	began := time.Now()
	var err error
	// The window outlives the step that opens it.
	if w.window, err = w.pc.Start(context.WithoutCancel(ctx), w.installed("tinxa.exe")); err != nil {
		return "", err
	}
	title, err := w.pc.Screen.WaitWindow(ctx, appTitle)
	took := time.Since(began)
	return fmt.Sprintf("%q after %.1f s", title, took.Seconds()), errors.Join(err, w.pc.Screen.WaitCalm(ctx, opening))
}

// press lets the hands do things to the window.
func (w *writer) press(ctx context.Context, lines ...string) error {
	_, err := w.hands.do(ctx, append([]string{findWindow}, lines...)...)
	return err
}

// findWindow finds the window of the program, which is no message box of its.
const findWindow = `find --class GLFW30 "` + appTitle + `"`

// quoted is a word of a script.
func quoted(word string) string { return `"` + word + `"` }

// typed are the lines of a script that type pieces, with a key between them.
func (w *writer) typed(between string, pieces ...piece) ([]string, error) {
	var lines []string
	for i, p := range pieces {
		file := filepath.Join(w.dir, fmt.Sprintf("piece-%d.txt", i))
		if err := os.WriteFile(file, []byte(p.text), 0o644); err != nil {
			return nil, err
		}
		if i > 0 {
			lines = append(lines, "keys "+between)
		}
		lines = append(lines, p.script(w.pc.Windows(file))...)
	}
	return lines, nil
}

func (w *writer) begin(ctx context.Context) (string, error) {
	if err := w.pc.Screen.WaitChange(ctx, func() error { return w.press(ctx, "keys ctrl+n") }); err != nil {
		return "", err
	}
	lines, err := w.typed("enter", w.text.headline, w.text.lead, w.text.body[0])
	if err != nil {
		return "", err
	}
	if err := w.press(ctx, lines...); err != nil {
		return "", err
	}
	_, err = w.pc.Screen.WaitWindow(ctx, w.text.headline.text)
	return "by " + w.text.headline.how[1] + ", " + w.text.lead.how[1] + ", " + w.text.body[0].how[1], err
}

// belowText is a place of the page, within the window, at which photos come
// behind a short text.
var belowText = image.Pt(office.Width/2, office.Height*2/3)

// illustrate drops photos below the text, and types their captions.
func (w *writer) illustrate(ctx context.Context) (string, error) {
	twin := &twins{trial: w.trial, dir: filepath.Join(w.dir, "camera")}
	files, err := twin.samplePhotos()
	if err != nil {
		return "", err
	}
	drop := fmt.Sprintf("drop %d %d", belowText.X, belowText.Y)
	for _, file := range files[:captions] {
		drop += " " + quoted(w.pc.Windows(file))
	}
	if err := w.pc.Screen.WaitChange(ctx, func() error { return w.press(ctx, drop) }); err != nil {
		return "", err
	}
	lines, err := w.typed("tab", w.text.captions...)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d photos", captions), w.press(ctx, lines...)
}

// goOn types what follows behind the photos.
func (w *writer) goOn(ctx context.Context) (string, error) {
	lines, err := w.typed("enter", w.text.body[1:]...)
	if err != nil {
		return "", err
	}
	began := time.Now()
	err = w.press(ctx, append([]string{"keys enter"}, lines...)...)
	return fmt.Sprintf("%d paragraphs in %.0f s", len(w.text.body)-1, time.Since(began).Seconds()), err
}

// save waits until the window itself has stored every word so far.
func (w *writer) save(ctx context.Context) (string, error) {
	began := time.Now()
	var wrong error
	copied := filepath.Join(w.dir, "reports.db")
	err := office.Until(ctx, "the save", func() (bool, error) {
		time.Sleep(glances)
		if err := copyFile(copied, vault.Database(w.data())); err != nil {
			return false, err
		}
		r, err := storedReport(ctx, copied, w.text.headline.text)
		if err == nil { // else the file was copied while it was written
			_, err = compare(textsOf(r), w.text.pieces()[:len(w.text.pieces())-1]).verdict()
		}
		if ctx.Err() == nil {
			wrong = err
		}
		return err == nil, nil
	})
	if err != nil {
		return "", errors.Join(err, wrong)
	}
	return fmt.Sprintf("%.1f s after the last key was sent", time.Since(began).Seconds()), nil
}

// glances are how far apart the looks at the database are.
const glances = 500 * time.Millisecond

// exportByMenu goes to the screen of publishing by its keys, opens the menu there
// with the mouse, and chooses with the arrows.
func (w *writer) exportByMenu(ctx context.Context) (string, error) {
	for _, lines := range [][]string{{"keys ctrl+e"}, {"click 28 14"}, {"keys down*3 enter"}} {
		if err := w.pc.Screen.WaitChange(ctx, func() error { return w.press(ctx, lines...) }); err != nil {
			return "", err
		}
	}
	page, err := w.exportedPage(ctx)
	if err != nil {
		return "", err
	}
	return w.sameAsLinux(ctx, filepath.Dir(page))
}

// exportedPage waits for a page among the user's documents.
func (w *writer) exportedPage(ctx context.Context) (string, error) {
	documents := w.pc.Profile("Documents")
	var pages []string
	err := office.Until(ctx, "the exported page", func() (found bool, err error) {
		pages, err = w.pc.Find(documents, "index.html")
		return len(pages) > 0, err
	})
	if err != nil {
		return "", err
	}
	return filepath.Join(w.pc.Path(documents), filepath.FromSlash(pages[0])), nil
}

// sameAsLinux compares what the window exported with what the Linux build makes
// of a copy of the data.
func (w *writer) sameAsLinux(ctx context.Context, exported string) (string, error) {
	twin := &twins{trial: w.trial, here: filepath.Join(w.Built, "tinxa"), dir: filepath.Join(w.dir, "export")}
	linux, data := twin.folders("exported")
	if err := replaceTree(data, w.data()); err != nil {
		return "", err
	}
	r, err := storedReport(ctx, vault.Database(data), w.text.headline.text)
	if err != nil {
		return "", err
	}
	if _, err := twin.onLinux(ctx, "", "export", string(r.ID), "--data", data, "--to", "html", "-o", linux); err != nil {
		return "", err
	}
	return sameTrees(linux, exported)
}

// mostLost is how much typing may be lost when the program is ended.
const mostLost = 3 * time.Second

// kill goes back to the report, types on and, as soon as nothing may be lost any
// more, ends the program in the way that leaves it no time for anything.
func (w *writer) kill(ctx context.Context) (string, error) {
	if err := w.pc.Screen.WaitChange(ctx, func() error { return w.press(ctx, "keys ctrl+e") }); err != nil {
		return "", err
	}
	lines, err := w.typed("enter", w.text.author)
	if err != nil {
		return "", err
	}
	if err := w.press(ctx, append([]string{"keys ctrl+end"}, lines...)...); err != nil {
		return "", err
	}
	time.Sleep(mostLost)
	if err := w.window.Kill(); err != nil {
		return "", err
	}
	return fmt.Sprintf("%.0f s after the last key", mostLost.Seconds()), w.pc.WaitGone(ctx, "tinxa.exe")
}

// reopen wants the report on the screen, as it was.
func (w *writer) reopen(ctx context.Context) (string, error) {
	figure, err := w.open(ctx)
	if err != nil {
		return "", err
	}
	_, err = w.pc.Screen.WaitWindow(ctx, w.text.headline.text)
	return figure, err
}

// leave closes the window as a user does.
func (w *writer) leave(ctx context.Context) error {
	if err := w.press(ctx, "keys ctrl+q"); err != nil {
		return err
	}
	if err := w.pc.WaitGone(ctx, "tinxa.exe"); err != nil {
		return err
	}
	a, err := w.window.Wait()
	if err == nil && a.Code != 0 {
		err = fmt.Errorf("the window ended with code %d: %s", a.Code, a.Said)
	}
	return err
}

// compare closes the window and reads what it stored.
func (w *writer) compare(ctx context.Context) (string, error) {
	if err := w.leave(ctx); err != nil {
		return "", err
	}
	r, err := storedReport(ctx, vault.Database(w.data()), w.text.headline.text)
	if err != nil {
		return "", err
	}
	return compare(textsOf(r), w.text.pieces()).verdict()
}

// storedReport reads the report of a headline from a database that no program has
// open.
func storedReport(ctx context.Context, database, headline string) (model.Report, error) {
	store, err := bolt.Open(ctx, database)
	if err != nil {
		return model.Report{}, err
	}
	defer store.Close()
	all, err := store.Reports(ctx)
	if err != nil {
		return model.Report{}, err
	}
	var titles []string
	for _, s := range all {
		if s.Title == headline {
			return store.Report(ctx, s.ID)
		}
		titles = append(titles, s.Title)
	}
	return model.Report{}, fmt.Errorf("no report is titled %q, only %q", headline, titles)
}
