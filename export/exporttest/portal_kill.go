package exporttest

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"tinxa/export"
	"tinxa/model"
)

// RunKills lets the program that sends die at every step: before and after each
// write of its journal and, where HTTP is spoken, before and after the site
// acted on each request. Then it starts again, until it is done.
func RunKills(ctx context.Context, p Place, o Options) ([]Case, error) {
	return runEnds(ctx, p, o, []ending{{
		name: "killed", fatal: true,
		next: func(_ context.Context, e *errand) error { e.start(); return nil },
	}})
}

// RunStops lets the person at the keyboard stop sending at every step in each
// way there is, and go on.
func RunStops(ctx context.Context, p Place, o Options) ([]Case, error) {
	return runEnds(ctx, p, o, []ending{
		{
			name: "window closed",
			next: func(ctx context.Context, e *errand) error { return e.stands(ctx, model.SendQueued) },
		},
		{
			name: "paused", decision: export.Pause,
			next: func(ctx context.Context, e *errand) error {
				return errors.Join(e.stands(ctx, model.SendPaused), e.decide(ctx, export.GoOn))
			},
		},
		{
			name: "cancelled", decision: export.Cancel,
			next: func(ctx context.Context, e *errand) error {
				return errors.Join(e.stands(ctx, model.SendCancelled), e.order(ctx))
			},
		},
	})
}

// ending is a way in which sending ends before it is done.
type ending struct {
	name     string
	fatal    bool            // the program dies
	decision export.Decision // of a person; empty: the context ends
	next     func(ctx context.Context, e *errand) error
}

// point is a moment of sending.
type point struct {
	write   int // of the journal; below 0: request counts
	request int
	after   bool // it was stored, or the site acted
	name    string
}

func runEnds(ctx context.Context, p Place, o Options, endings []ending) ([]Case, error) {
	r := newFaultRun(p, o)
	open := func() (*Proxy, error) {
		if !p.HTTP || p.Upstream == "" {
			return nil, nil
		}
		return StartProxy(p.Upstream)
	}
	proxy, err := open()
	if err != nil {
		return nil, err
	}
	defer shut(proxy)
	var tasks []func(*Proxy) Case
	for _, form := range r.forms() {
		points, err := r.points(ctx, form, proxy)
		if err != nil {
			return nil, err
		}
		for _, how := range endings {
			for _, at := range r.drawn(points, how) {
				tasks = append(tasks, func(own *Proxy) Case { return r.end(ctx, own, form, how, at) })
			}
		}
	}
	return inLanes(ctx, r, open, shut, tasks)
}

func shut(p *Proxy) {
	if p != nil {
		p.Close()
	}
}

func through(p *Proxy) string {
	if p == nil {
		return ""
	}
	return p.Addr()
}

// points sends one undisturbed and lists all moments of it.
func (r *faultRun) points(ctx context.Context, form string, proxy *Proxy) ([]point, error) {
	e, err := r.clean(ctx, form, through(proxy), func() { meet(proxy, nil) })
	if err != nil {
		return nil, err
	}
	var all []point
	for k := range e.ledger.Writes() {
		all = append(all,
			point{write: k, name: fmt.Sprintf("%s before write %d", form, k)},
			point{write: k, after: true, name: fmt.Sprintf("%s after write %d", form, k)})
	}
	if proxy == nil {
		return all, nil
	}
	for n, request := range proxy.Requests() {
		all = append(all,
			point{write: -1, request: n, name: fmt.Sprintf("%s before %d %s", form, n, bare(request))},
			point{write: -1, request: n, after: true, name: fmt.Sprintf("%s after %d %s", form, n, bare(request))})
	}
	return all, nil
}

// drawn are the points at which an ending is tried: a person cannot stop
// between a write and its disk.
func (r *faultRun) drawn(points []point, how ending) []point {
	var all []point
	for _, at := range points {
		if how.fatal || at.write < 0 || at.after {
			all = append(all, at)
		}
	}
	if r.options.Draw > 0 && len(all) > 6*r.options.Draw {
		r.chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:6*r.options.Draw]
	}
	return all
}

// meet is Proxy.Meet where there is a proxy.
func meet(proxy *Proxy, do func(index int, acted bool) bool) {
	if proxy != nil {
		proxy.Arm(-1, "")
		proxy.Meet(do)
	}
}

// mostShaky is how often a case is tried again in which the place itself was too
// slow before its moment came, on a computer that is busy with other tests.
const mostShaky = 2

func (r *faultRun) end(ctx context.Context, proxy *Proxy, form string, how ending, at point) (c Case) {
	for range 1 + mostShaky {
		var steady bool
		if c, steady = r.endOnce(ctx, proxy, form, how, at); steady {
			return c
		}
	}
	c.wrong("the moment never came")
	return c
}

func (r *faultRun) endOnce(ctx context.Context, proxy *Proxy, form string, how ending, at point) (c Case, steady bool) {
	c = Case{Portal: r.place.Kind.Key(), Fault: how.name, Request: at.name}
	meet(proxy, nil)
	e, before, err := r.errand(ctx, form, through(proxy))
	if err != nil {
		c.wrong("%v", err)
		return c, true
	}
	met := c.interrupt(ctx, proxy, e, how, at)
	meet(proxy, nil)
	c.interrupted(ctx, e, before)
	now, err := e.ledger.Dispatch(ctx, e.id())
	steady = met && (how.fatal || now.State != model.SendWaits)
	if err == nil && now.State != model.SendDone || how.fatal {
		err = how.next(ctx, e)
	}
	if err != nil {
		c.wrong("after it was %s: %v", how.name, err)
	}
	r.run(ctx, &c, e, before, func() {})
	return c, steady || c.Articles > 1 || c.PhotoCopies > 0
}

// interrupted checks what readers see at that moment.
func (c *Case) interrupted(ctx context.Context, e *errand, before *model.Report) {
	f, err := e.find(ctx)
	if err != nil {
		c.wrong("%v", err)
		return
	}
	c.Wrong = append(c.Wrong, e.kept(model.Dispatch{Content: e.report}, f, before)...)
}

// interrupt sends up to a point, and reports whether it came.
func (c *Case) interrupt(ctx context.Context, proxy *Proxy, e *errand, how ending, at point) bool {
	sending, cancel := context.WithCancel(ctx)
	defer cancel()
	decided := make(chan error, 1)
	var met atomic.Bool
	strike := func() {
		met.Store(true)
		switch {
		case how.fatal:
			e.ledger.Kill()
			cancel()
		case how.decision != "":
			go func() { decided <- e.decide(ctx, how.decision) }()
		default:
			cancel()
		}
	}
	switch {
	case at.write < 0:
		meet(proxy, func(index int, acted bool) bool {
			if index != at.request || acted != at.after || met.Load() {
				return false
			}
			strike()
			return how.fatal
		})
	case how.fatal:
		e.ledger.KillAt(at.write, at.after, strike)
	default:
		e.ledger.CallAt(at.write, strike)
	}
	_, err := e.send(sending)
	if how.decision != "" && met.Load() {
		err = errors.Join(err, <-decided)
	}
	if err != nil && !errors.Is(err, ErrKilled) && !errors.Is(err, context.Canceled) {
		c.wrong("%v", err)
	}
	return met.Load()
}

// stands checks how the journal has it.
func (e *errand) stands(ctx context.Context, want model.SendState) error {
	d, err := e.ledger.Dispatch(ctx, e.id())
	if err == nil && d.State != want {
		err = fmt.Errorf("it is %s instead of %s", d.State, want)
	}
	return err
}
