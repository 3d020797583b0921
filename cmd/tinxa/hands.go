package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/export/handover"
	"tinxa/model"
	hand "tinxa/ui/handover"
	"tinxa/ui/native"
	"tinxa/ui/say"
)

// hands are the open windows of reports that are handed over, by dispatch.
type hands map[model.DispatchID]*hand.Window

func (h hands) shut() {
	for _, w := range h {
		w.Shut()
	}
}

// handOverName is the folder, beside the data, that photos to be handed over
// lie in.
const handOverName = "ban-giao"

// handOverFolder names the folder of one report's photos for one portal. Reports
// may have the same headline, and their photos must not be taken for each other.
func handOverFolder(r model.Report, id model.DispatchID) string {
	sum := sha256.Sum256([]byte(id))
	return fmt.Sprintf("%s-%x", export.FileName(r), sum[:3])
}

// byHand is the account of what was handed over to a portal that is none of the
// user's, or that programs could not get through to.
const byHand model.AccountID = handOver

// handOver opens the window from which a report is copied into a portal's form.
// Its own dispatch remembers what is done of it.
func (p *posting) handOver(r model.Report, id model.AccountID) {
	account, _ := p.queue.Account(id)
	p.pause(r.ID, id)
	kept := p.handDispatch(r, account)
	if w := p.hands[kept.ID]; w != nil {
		w.Raise()
		return
	}
	p.hands[kept.ID] = hand.Open(p.app, hand.Env{
		Runner: p.runner, Account: account, Report: r.Name(), Photos: p.works.Photos,
		Prepare: func(ctx context.Context, done func(done, total int)) (handover.Hand, error) {
			dir := filepath.Join(p.works.Dir, handOverName, handOverFolder(r, kept.ID))
			if err := makeFolder(filepath.Dir(dir), 0o700); err != nil {
				return handover.Hand{}, err
			}
			return handover.Prepare(ctx, dir, r, handover.Options{
				Photos: p.works.Photos, Limits: account.Limits, Place: hand.Place, Done: done,
			})
		},
		Kept: hand.Kept{Ticks: kept.Sent.Ticks, URL: kept.Sent.Article.URL},
		Keep: func(ticks []string) {
			kept.Sent.Ticks = ticks
			p.queue.Record(kept)
		},
		Done: func(url string) {
			kept = handed(kept, url)
			p.queue.Record(kept)
			p.giveUp(r.ID, id)
		},
		Desktop: hand.Desktop{Browse: native.Browse, ShowFolder: native.ShowFolder, CopyHTML: native.CopyHTML},
		Close:   func() { delete(p.hands, kept.ID) },
	}, func(win fyne.Window) {
		p.protect(win)
		native.Dock(win, hand.Width)
	})
}

// pause keeps the program from sending what a person is about to put onto the
// portal.
func (p *posting) pause(r model.ReportID, id model.AccountID) {
	sent, ok := p.queue.Of(r, id)
	if !ok || id == byHand {
		return
	}
	switch sent.Dispatch.State {
	case model.SendQueued, model.SendWaits:
		p.queue.Decide(sent.Dispatch.ID, export.Pause)
	}
}

// handDispatch is what is known of handing a report over, begun anew where the
// report was changed since.
func (p *posting) handDispatch(r model.Report, a model.Account) model.Dispatch {
	account := byHand
	if a.Kind == handOver && a.ID != "" {
		account = a.ID
	}
	d := model.Dispatch{ID: model.NewDispatchID(r.ID, account), Since: time.Now().UTC()}
	if known, ok := p.queue.Of(r.ID, account); ok {
		d = known.Dispatch
	}
	d.Content = r
	return d
}

// handed is a dispatch after the article's address was pasted.
func handed(d model.Dispatch, url string) model.Dispatch {
	d.State = model.SendDone
	d.Sent.Article = model.RemoteArticle{URL: url, Status: model.PostPublic}
	d.Sent.Report, d.Sent.Rev, d.Sent.At = d.Content, d.Content.Rev, time.Now().UTC()
	return d
}

// giveUp keeps the program from sending what a person has put onto the portal:
// there would be two.
func (p *posting) giveUp(r model.ReportID, id model.AccountID) {
	if sent, ok := p.queue.Of(r, id); ok && sent.Dispatch.State != model.SendDone && id != byHand {
		p.queue.Decide(sent.Dispatch.ID, export.Cancel)
		p.window.Say(say.T("window.handed.cancelled"))
	}
}
