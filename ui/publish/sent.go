package publish

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// newSent tells what stands on the portal now, where, and what the portal did
// not keep of it.
func (s *Screen) newSent(d model.Dispatch) []fyne.CanvasObject {
	words := say.Standing(d, s.state.account.Kind, s.env.Now())
	var below []fyne.CanvasObject
	if url := sending.AddressOf(d.Sent.Article); url != "" {
		buttons := part.HStack(look.S8)
		if sending.Opens(url) {
			buttons.Add(part.NewButton(say.T("publish.open"), "", func() { s.browse(url) }))
		}
		buttons.Add(part.NewButton(say.T("publish.link"), "", func() { s.copyWords(url, say.T("publish.link.copied")) }))
		below = append(below, newPathLine(look.Label, url), buttons)
	}
	if edited(d.Sent.Report, s.state.report) {
		below = append(below, noteProse(look.Label, say.T("publish.newer")))
	}
	if n := len(d.Sent.Smaller); n > 0 {
		below = append(below, noteProse(look.Label, say.T("publish.smaller", n)))
	}
	if removable(d) {
		back := part.NewPlain(say.T("publish.takeback"), "", func() { s.decide(export.TakeBack) })
		below = append(below, part.Inset(-look.S4, 0, 0, -look.S12, part.HStack(0, back)))
	}
	rows := []fyne.CanvasObject{newNote(look.IconCheck, look.Good, words, below...)}
	if len(d.Sent.Lost) > 0 {
		rows = append(rows, newLost(d.Sent.Lost))
	}
	return rows
}

// edited reports whether a report reads otherwise than when it was sent. That it
// counts as published now is no difference.
func edited(sent, now model.Report) bool {
	return sent.ID != "" && slices.ContainsFunc(compare.Reports(sent, now).Rows, func(r compare.Row) bool {
		return r.Changed() && (r.Part().Role != compare.Fact || r.Part().Name != "status")
	})
}

// mostLost is how many losses are listed one by one.
const mostLost = 5

// newLost lists what the portal dropped.
func newLost(lost []model.Loss) fyne.CanvasObject {
	var below []fyne.CanvasObject
	for _, l := range lost[:min(mostLost, len(lost))] {
		below = append(below, noteProse(look.Label, lossWords(l)))
	}
	if more := len(lost) - mostLost; more > 0 {
		below = append(below, noteProse(look.Label, say.T("publish.lost.more", more)))
	}
	below = append(below, noteProse(look.Control, say.T("publish.lost.do")))
	return newNote(look.IconWarning, look.Warning, say.T("publish.lost"), part.VStack(-look.S4, below...))
}

// lossRunes is how much of a lost text is quoted.
const lossRunes = 70

// lossWords names one loss: what it was, and how it begins.
func lossWords(l model.Loss) string {
	key := "publish.lost." + l.What
	if !say.Has(key) {
		key = "publish.lost.paragraph"
	}
	text := []rune(l.Text)
	if len(text) > lossRunes {
		text = append(text[:lossRunes:lossRunes], '…')
	}
	return say.T(key, string(text))
}

// browse opens an article in the browser.
func (s *Screen) browse(url string) {
	task.Go(s.ctx, s.env.Runner, func(context.Context) (struct{}, error) {
		return struct{}{}, s.env.OpenURL(url)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.explain(err, func() { s.browse(url) })
		}
	})
}
