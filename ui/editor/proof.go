package editor

import (
	"context"
	"slices"
	"time"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// proofing has a proofreader look at every text a moment after it was written,
// one text at a time beside the window, and never touches a word itself. Without
// a proofreader it does nothing.
type proofing struct {
	ports
	reader  model.Proofreader
	waivers model.Waivers // may be nil: nothing can be waived for good
	found   func()        // hears that there are other findings than before

	rest    *task.Timer
	stop    context.CancelFunc // of what is being checked
	waived  []model.Waiver     // in every report
	seen    map[manuscript.Spot]checked
	faulted bool // a fault was told; once is enough
}

// checked is what a proofreader said of a text, with what is waived.
type checked struct {
	text string
	all  []model.Finding
}

// proofRest is how long nothing was typed before anything is checked: who goes
// on writing is not to be shown half a word as a fault.
const proofRest = 500 * time.Millisecond

func newProofing(p ports, env Proofing, found func()) *proofing {
	f := &proofing{ports: p, reader: env.Reader, waivers: env.Waivers, found: found}
	f.stop = func() {}
	f.seen = map[manuscript.Spot]checked{}
	f.rest = task.NewTimer(p.runner, proofRest, f.check)
	return f
}

// open reads what is waived in every report, and then has everything checked.
func (p *proofing) open() {
	if p.reader == nil {
		return
	}
	if p.waivers == nil {
		p.rest.Reset()
		return
	}
	task.Go(p.ctx, p.runner, p.waivers.Waived, func(all []model.Waiver, err error) {
		p.waived = append(p.waived, all...)
		p.fault(err)
		p.rest.Reset()
	})
}

// changed is told after every change of the report: what is being checked may
// say something else by now.
func (p *proofing) changed() {
	if p.reader != nil {
		p.stop()
		p.rest.Reset()
	}
}

// close ends the checking.
func (p *proofing) close() {
	p.rest.Stop()
	p.stop()
}

// check has all texts looked at that nobody has seen.
func (p *proofing) check() {
	p.stop()
	ctx, stop := context.WithCancel(p.ctx)
	p.stop = stop
	p.forget()
	p.next(ctx, p.state.Unchecked())
}

// next has the first of some texts looked at, then the others.
func (p *proofing) next(ctx context.Context, todo []manuscript.Box) {
	if len(todo) == 0 {
		return
	}
	box := todo[0]
	text := box.Text.Plain()
	task.Go(ctx, p.runner, func(ctx context.Context) ([]model.Finding, error) {
		return p.reader.Check(ctx, text)
	}, func(all []model.Finding, err error) {
		if err != nil {
			p.fault(err) // what follows would fail alike; the next change tries again
			return
		}
		p.take(box.Spot, checked{text, within(all, len([]rune(text)))})
		p.next(ctx, todo[1:])
	})
}

// take keeps what was found in a text and shows it.
func (p *proofing) take(box manuscript.Spot, c checked) {
	before := len(p.state.Findings(box))
	p.seen[box] = c
	p.state.SetFindings(box, c.text, p.unwaived(c.all))
	if before > 0 || len(p.state.Findings(box)) > 0 {
		p.redraw()
		p.found()
	}
}

// within leaves out what lies outside the text that was checked.
func within(all []model.Finding, letters int) []model.Finding {
	return slices.DeleteFunc(slices.Clone(all), func(f model.Finding) bool {
		return f.From < 0 || f.To <= f.From || f.To > letters
	})
}

// unwaived leaves out what is waived in every report. What this report waives
// the state leaves out, so that undo brings it back.
func (p *proofing) unwaived(all []model.Finding) []model.Finding {
	return slices.DeleteFunc(slices.Clone(all), func(f model.Finding) bool {
		return slices.ContainsFunc(p.waived, func(w model.Waiver) bool { return w.Waives(f) })
	})
}

// forget drops what was said of boxes that are gone.
func (p *proofing) forget() {
	here := make(map[manuscript.Spot]checked, len(p.seen))
	for _, b := range p.state.Boxes() {
		if c, ok := p.seen[b.Spot]; ok {
			here[b.Spot] = c
		}
	}
	p.seen = here
}

// never waives a finding in every report from now on.
func (p *proofing) never(f model.Finding) {
	w := model.Waiver{Rule: f.Rule, Words: f.Words}
	p.waived = append(p.waived, w)
	for box, c := range p.seen {
		if kept := p.unwaived(c.all); len(kept) < len(c.all) {
			p.state.SetFindings(box, c.text, kept)
		}
	}
	p.redraw()
	p.found()
	task.Go(p.ctx, p.runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.waivers.Waive(ctx, w)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.failed(err)
			return
		}
		p.hint(say.T("proof.never.done"))
	})
}

// fault tells the first fault of checking.
func (p *proofing) fault(err error) {
	if err != nil && !p.faulted {
		p.faulted = true
		p.failed(err)
	}
}

// count is how many places are to be looked at.
func (p *proofing) count() int {
	n := 0
	for _, b := range p.state.Boxes() {
		n += len(p.state.Findings(b.Spot))
	}
	return n
}

// words says how many places are to be looked at; "" for none.
func (p *proofing) words() string {
	if n := p.count(); n > 0 {
		return say.T("proof.count", n)
	}
	return ""
}

// here is the finding at the caret, or the one that is selected.
func (p *proofing) here() (model.Finding, bool) {
	from, to := p.state.Ordered()
	for _, f := range p.state.Findings(from) {
		if from.Box() == to.Box() && f.From <= from.Pos && to.Pos <= f.To {
			return f, true
		}
	}
	return model.Finding{}, false
}

// step selects the next finding (+1) or the one before (-1), beginning anew at
// the end; F7 and Shift+F7.
func (p *proofing) step(by int) {
	all, before := p.places()
	if len(all) == 0 {
		p.hint(say.T("proof.none"))
		return
	}
	n := before - 1
	if by > 0 {
		n = before
		if _, to := p.state.Ordered(); n < len(all) && all[n].Anchor.Box() == to.Box() && all[n].Head.Pos == to.Pos {
			n++ // it is selected already
		}
	}
	p.run(selecting(all[(n+len(all))%len(all)]))
	p.reveal()
}

// places lists the findings as selections, in reading order, and counts those
// that begin before what is selected.
func (p *proofing) places() (all []manuscript.Selection, before int) {
	from, _ := p.state.Ordered()
	passed := false
	for _, b := range p.state.Boxes() {
		mine := b.Spot == from.Box()
		for _, f := range p.state.Findings(b.Spot) {
			sel := manuscript.Match{At: b.Spot, To: f.To}.Selection()
			sel.Anchor.Pos = f.From
			all = append(all, sel)
			if !passed && (!mine || f.From < from.Pos) {
				before++
			}
		}
		passed = passed || mine
	}
	return all, before
}
