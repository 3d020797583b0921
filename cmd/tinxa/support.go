package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"tinxa/assets"
	"tinxa/cmd/logbook"
	"tinxa/cmd/support"
	"tinxa/cmd/update"
	"tinxa/cmd/vault"
	"tinxa/export"
	"tinxa/model"
	"tinxa/model/release"
	"tinxa/ui"
	"tinxa/ui/graphics"
	"tinxa/ui/native"
	"tinxa/ui/say"
	screen "tinxa/ui/support"
	"tinxa/ui/task"
)

// condition is how the data were found, for who helps; it is asked from beside the
// window.
type condition struct {
	fault   error // why the reports could not be shown
	verdict atomic.Pointer[vault.Verdict]
	shown   atomic.Pointer[works] // nil while the folder is not open
}

// found keeps what a check said. A crash of the process that checks is told by
// the ways to rescue the data, and needs no telling at the next start.
func (s *session) found(v vault.Verdict, err error) {
	if err != nil {
		return
	}
	s.verdict.Store(&v)
	if v.State == vault.Crashed {
		if _, err := tellsOfCrash(logFolder()); err != nil {
			s.warn("cli.detail", err)
		}
	}
}

// assist gives the window what its help menu needs.
func (s *session) assist(d *graphics.Drawing) {
	notices, err := assets.FS.ReadFile("notices/THIRD-PARTY.txt")
	if err != nil {
		s.warn("cli.detail", err)
	}
	s.window.Assist(ui.Help{
		Name: name, Version: fmt.Sprintf("%s (%s)", version, build), System: logbook.System(), Data: s.dir,
		Drawn: func() string { return drawnBy(d.Finding) }, Notices: string(notices),
		FileName:   func() string { return support.FileName(time.Now()) },
		ShowFolder: native.ShowFolder,
		Updates:    s.updates(),
		Support: screen.Env{
			Runner: s.runner,
			Gather: func(ctx context.Context, progress task.Progress) ([]screen.Piece, error) {
				return s.gather(ctx, d, progress)
			},
			Save: saveSupport,
			Show: native.ShowFolder,
			Write: func(ctx context.Context) error {
				return native.WriteLetter(ctx, supportAddress(), say.T("support.mail.subject", version), say.T("support.mail.body"))
			},
		},
	})
	s.mournCrash()
}

// drawnBy names what draws the window.
func drawnBy(f graphics.Finding) string {
	drawn := strings.TrimSpace(f.Renderer + " " + f.Version)
	switch {
	case graphics.Software():
		return say.T("about.graphics.software", "Mesa")
	case drawn == "":
		return "OpenGL"
	}
	return drawn
}

// tellCrash is when the window says that the last start ended in a crash: after
// what it has to say of the report that was open then.
const tellCrash = 20 * time.Second

// mournCrash offers, once, to send what was written down of a crash.
func (s *session) mournCrash() {
	dir := logFolder()
	s.runner.After(tellCrash, func() {
		task.Go(s.ctx, s.runner, func(context.Context) (bool, error) { return tellsOfCrash(dir) }, func(crashed bool, err error) {
			if err != nil {
				s.warn("cli.detail", err)
			}
			if crashed {
				s.window.Offer(say.T("support.crashed"), say.T("support.crashed.open"), s.window.ShowSupport)
			}
		})
	})
}

// tellsOfCrash reports whether there is a crash that nobody was told of, and
// takes it for told.
func tellsOfCrash(dir string) (bool, error) {
	if dir == "" || !logbook.Crashed(dir) {
		return false, nil
	}
	return true, logbook.Acknowledge(dir)
}

// sources are what every bundle comes from.
func sources(dir string) support.Sources {
	return support.Sources{
		Program: logbook.Program{Name: name, Version: version, Build: build}, Dir: dir, Logs: logFolder(), Now: time.Now(),
		Verdict: func(ctx context.Context) (vault.Verdict, error) { return vault.Apart(ctx, dir, verifyItself(dir)...) },
	}
}

// gather makes the pieces of what is sent from the window.
func (s *session) gather(ctx context.Context, d *graphics.Drawing, progress task.Progress) ([]screen.Piece, error) {
	from := sources(s.dir)
	if v := s.verdict.Load(); v != nil {
		from.Verdict = func(context.Context) (vault.Verdict, error) { return *v, nil }
	}
	if w := s.shown.Load(); w != nil {
		from.Outbox = w.published
	}
	shown, err := task.Ask(ctx, s.runner, func(answer func(support.Section, error)) func() {
		answer(s.screenFacts(), nil)
		return func() {}
	})
	if err != nil {
		return nil, err
	}
	from.Told = []support.Section{graphicsFacts(d.Finding), shown, updateFacts(s.newer.Standing()), s.settings()}
	pieces, err := support.Gather(ctx, from, support.Progress(progress))
	var all []screen.Piece
	for _, p := range pieces {
		all = append(all, screen.Piece{Name: p.Name, Title: p.Title, Text: p.Text, AtEnd: filepath.Ext(p.Name) == ".log"})
	}
	return all, err
}

// published lists how publishing stands.
func (w *works) published(ctx context.Context) ([]model.Dispatch, []model.Account, error) {
	dispatches, err := w.Store.Dispatches(ctx)
	if err != nil {
		return nil, nil, err
	}
	accounts, err := w.Store.Accounts(ctx)
	return dispatches, accounts, err
}

func graphicsFacts(f graphics.Finding) support.Section {
	facts := []support.Fact{{Name: say.T("support.graphics.drawn"), Value: drawnBy(f)}}
	for _, line := range strings.Split(findingWords(f), "\n") {
		name, value, _ := strings.Cut(line, ": ")
		facts = append(facts, support.Fact{Name: name, Value: value})
	}
	return support.Section{Title: say.T("support.graphics.title"), Facts: facts}
}

// updateFacts are how things stand with newer versions. Of the address the host
// alone is told.
func updateFacts(st release.Standing) support.Section {
	address := st.Address
	if address != "" && !strings.Contains(address, "://") {
		address = say.T("support.portal.folder")
	}
	facts := []support.Fact{
		{Name: say.T("support.updates.address"), Value: address},
		{Name: say.T("support.updates.off"), Value: fmt.Sprint(st.Off)},
		{Name: say.T("support.updates.checked"), Value: st.Checked.UTC().Format(time.RFC3339)},
	}
	if st.Fault != nil {
		facts = append(facts, support.Fact{Name: say.T("support.updates.fault"), Value: veilFor(os.Args[1:]).discreet(st.Fault)})
	}
	if st.Ready != nil {
		facts = append(facts, support.Fact{Name: say.T("support.updates.ready"), Value: st.Ready.Version})
	}
	if st.Failed != nil {
		facts = append(facts, support.Fact{Name: say.T("support.updates.failed"), Value: st.Failed.String()})
	}
	return support.Section{Title: say.T("support.updates.title"), Facts: facts}
}

// screenFacts are asked where widgets may be touched.
func (s *session) screenFacts() support.Section {
	canvas := s.window.Fyne().Canvas()
	size, scale := canvas.Size(), canvas.Scale()
	return support.Section{Title: say.T("support.screen.title"), Facts: append(support.Screens(),
		support.Fact{Name: say.T("support.screen.window"), Value: fmt.Sprintf("%.0f × %.0f", size.Width*scale, size.Height*scale)},
		support.Fact{Name: say.T("support.screen.scale"), Value: fmt.Sprintf("%.0f %%", 100*scale)})}
}

// told are the settings that say nothing of what the user works on.
var told = []string{"window.appearance", "window.width", "window.height", "editor.zoom"}

func (s *session) settings() support.Section {
	prefs, section := s.app.Preferences(), support.Section{Title: say.T("support.settings.title")}
	for _, key := range told {
		value := prefs.String(key)
		if value == "" {
			value = fmt.Sprint(prefs.Float(key))
		}
		section.Facts = append(section.Facts, support.Fact{Name: key, Value: value})
	}
	return section
}

// saveSupport writes the file that goes to the helper.
func saveSupport(ctx context.Context, path string, pieces []screen.Piece, words string) error {
	var all []support.Piece
	for _, p := range pieces {
		all = append(all, support.Piece{Name: p.Name, Text: p.Text})
	}
	return export.WriteFile(ctx, path, func(w io.Writer) error { return support.Write(w, all, words, time.Now()) })
}

// addressFile may lie beside the program: whoever looks after a unit's computers
// writes into it where letters for help go.
const addressFile = "support-address.txt"

// supportAddress is who helps here; empty where nobody said.
func supportAddress() string {
	self, err := graphics.Program()
	if err != nil {
		return ""
	}
	const most = 300
	file, err := os.Open(filepath.Join(update.Folder(self), addressFile))
	if err != nil {
		return ""
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	return strings.TrimSpace(first)
}
