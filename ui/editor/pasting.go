package editor

import (
	"context"
	"time"

	"tinxa/model/manuscript"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// clips is what goes on with the clipboard beside the window.
type clips struct {
	held int    // reads and writes that keys wait for
	then func() // waits for the last of them; nil for nothing
}

// holdMost is how long keys wait for the clipboard: a program that hangs may never
// hand over what was copied there.
const holdMost = 3 * time.Second

// hold lets keys wait, and whoever wants to leave, until what it returns is called.
func (s *Screen) hold() func() {
	s.clips.held++
	let, held := s.sheet.Hold(), true
	release := func() {
		if !held {
			return
		}
		held = false
		let()
		if s.clips.held--; s.clips.held == 0 && s.clips.then != nil {
			then := s.clips.then
			s.clips.then = nil
			then()
		}
	}
	limit := task.NewTimer(s.env.Runner, holdMost, release)
	limit.Reset()
	return func() {
		limit.Stop()
		release()
	}
}

// copy lays a part of the report on the clipboard, beside the window. Keys wait:
// the next may paste it.
func (s *Screen) copy(c manuscript.Clip) {
	release := s.hold()
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Clipboard.Write(ctx, c)
	}, func(_ struct{}, err error) {
		defer release()
		if err != nil {
			s.fault(err)
		}
	})
}

// Copy lays what is selected on the clipboard.
func (s *Screen) Copy() { s.copied() }

// Cut is Copy, and takes what is selected out.
func (s *Screen) Cut() {
	if s.copied() {
		s.run(manuscript.Cut())
	}
}

// copied reports whether there was something to copy.
func (s *Screen) copied() bool {
	clip := s.state.Copy()
	if clip.Empty() {
		s.hint(say.T("editor.copy.nothing"))
		return false
	}
	s.copy(clip)
	return true
}

// Paste puts what the clipboard holds in at the caret; plain leaves its
// structure and styles behind. What is typed while the clipboard is read comes
// after it: some typing tools write by pasting.
func (s *Screen) Paste(plain bool) {
	release := s.hold()
	task.Go(s.ctx, s.env.Runner, s.env.Clipboard.Read, func(p Pasted, err error) {
		defer release()
		if err != nil {
			s.fault(err)
			return
		}
		s.pasted(p, plain)
	})
}

func (s *Screen) pasted(p Pasted, plain bool) {
	switch {
	case !plain && !p.Clip.Empty():
		s.run(manuscript.Paste(p.Clip))
		s.photos.fill(p.Places)
	case len(p.Photos) > 0:
		s.photos.begin(s.state.GapBehind(s.state.Selection().Head), func() []Incoming { return p.Photos })
	case p.Text != "":
		s.run(manuscript.PasteText(p.Text))
	default:
		s.hint(say.T("editor.paste.nothing"))
	}
}

// fill reads the pictures that came with pasted text into their places, after
// those that are being read.
func (a *arrivals) fill(places []Placed) {
	var all []awaited
	for _, p := range places {
		at := manuscript.Spot{Field: manuscript.Picture, Block: p.Block, Entry: p.Entry}
		if box, found := a.screen.state.Box(at); found >= 0 && box.Shown.Picture.Photo == "" {
			all = append(all, awaited{p.Incoming, at, box.Shown.Picture.Name})
		}
	}
	switch {
	case len(all) == 0:
	case a.reading:
		a.waiting = append(a.waiting, all...)
		a.total += len(all)
	case a.open():
		a.waiting, a.total = all, len(all)
		a.next()
	}
}
