package exporttest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tinxa/model"
)

// Options is how much of the matrix of requests and faults is run.
type Options struct {
	Faults []Fault // nil: all that can happen at the place
	Photos int     // of each report; 0: 2
	Draw   int     // faults for each request, drawn by Seed; 0: all
	Seed   uint64
	Only   string     // "new" or "changed" articles; empty: both
	Each   func(Case) // is told of each case; may be nil
}

// Case is what came of one report whose sending was disturbed.
type Case struct {
	Portal  string // PortalKind.Key
	Fault   string
	Request string // which was disturbed: "new 3 POST /wp-json/wp/v2/media"

	Articles    int      // in the end; 1 is right
	PhotoCopies int      // beyond the first of each photo
	Losses      int      // of what was to stand there
	Stops       []string // codes of the stops before it was done
	Wrong       []string // all that was not as it must be, in words
	Took        time.Duration
}

// Stopped reports whether sending stopped, to be gone on with.
func (c Case) Stopped() bool { return len(c.Stops) > 0 }

// String tells what was wrong.
func (c Case) String() string {
	return fmt.Sprintf("%s, %s at %s (stops: %s): %s", c.Portal, c.Fault, c.Request,
		strings.Join(c.Stops, ", "), strings.Join(c.Wrong, "; "))
}

func (c *Case) wrong(format string, args ...any) {
	c.Wrong = append(c.Wrong, fmt.Sprintf(format, args...))
}

// RunFaults disturbs each request of sending a new report, and then a changed
// one, with each fault, and goes on without it until it is done. The error is
// that the place does not serve even undisturbed.
func RunFaults(ctx context.Context, p Place, o Options) ([]Case, error) {
	switch {
	case p.Upstream == "":
		return nil, nil
	case p.HTTP:
		return runHTTPFaults(ctx, p, o)
	}
	return runBreaks(ctx, p, o)
}

func runHTTPFaults(ctx context.Context, p Place, o Options) ([]Case, error) {
	open := func() (*Proxy, error) { return StartProxy(p.Upstream) }
	proxy, err := open()
	if err != nil {
		return nil, err
	}
	defer proxy.Close()
	r := newFaultRun(p, o)
	var tasks []func(*Proxy) Case
	for _, form := range r.forms() {
		if _, err := r.clean(ctx, form, proxy.Addr(), func() { proxy.Arm(-1, "") }); err != nil {
			return nil, err
		}
		for i, request := range proxy.Requests() {
			name := fmt.Sprintf("%s %d %s", form, i, bare(request))
			for _, f := range r.draw(HTTPFaults()) {
				tasks = append(tasks, func(own *Proxy) Case { return r.httpCase(ctx, own, form, name, i, f) })
			}
		}
	}
	return inLanes(ctx, r, open, (*Proxy).Close, tasks)
}

// faultRun is a matrix that is being run.
type faultRun struct {
	place   Place
	options Options
	chance  *rand.Rand
	deck    []Fault // those that are still to be drawn
	telling sync.Mutex
}

func newFaultRun(p Place, o Options) *faultRun {
	return &faultRun{place: p, options: o, chance: rand.New(rand.NewPCG(o.Seed, 7))}
}

// inLanes carries out tasks, as many at a time as the place takes, each lane
// with a way to the place of its own.
func inLanes[W any](ctx context.Context, r *faultRun, open func() (W, error), shut func(W), tasks []func(W) Case) ([]Case, error) {
	cases, errs := make([]Case, len(tasks)), make(chan error)
	var next atomic.Int64
	lanes := max(1, r.place.Lanes)
	for range lanes {
		go func() {
			way, err := open()
			if err != nil {
				errs <- err
				return
			}
			defer shut(way)
			for i := next.Add(1) - 1; int(i) < len(tasks) && ctx.Err() == nil; i = next.Add(1) - 1 {
				cases[i] = tasks[i](way)
				r.tell(cases[i])
			}
			errs <- ctx.Err()
		}()
	}
	var err error
	for range lanes {
		err = errors.Join(err, <-errs)
	}
	return cases, err
}

func (r *faultRun) tell(c Case) {
	r.telling.Lock()
	defer r.telling.Unlock()
	if r.options.Each != nil {
		r.options.Each(c)
	}
}

// The forms of what is sent.
const (
	formNew     = "new"
	formChanged = "changed" // an article that was sent before and is public
)

func (r *faultRun) forms() []string {
	switch {
	case r.options.Only != "":
		return []string{r.options.Only}
	case r.place.Once:
		return []string{formNew}
	}
	return []string{formNew, formChanged}
}

// draw chooses among all faults, so that none comes up again before each did.
func (r *faultRun) draw(all []Fault) []Fault {
	if r.options.Faults != nil {
		all = r.options.Faults
	}
	if r.options.Draw == 0 || r.options.Draw >= len(all) {
		return all
	}
	var drawn []Fault
	for range r.options.Draw {
		if len(r.deck) == 0 {
			r.deck = append(r.deck, all...)
			r.chance.Shuffle(len(r.deck), func(i, j int) { r.deck[i], r.deck[j] = r.deck[j], r.deck[i] })
		}
		drawn = append(drawn, r.deck[0])
		r.deck = r.deck[1:]
	}
	return drawn
}

// errand is one of some form up to where it is disturbed; before is what
// readers see already.
func (r *faultRun) errand(ctx context.Context, form, through string) (e *errand, before *model.Report, err error) {
	photos := r.options.Photos
	if photos == 0 {
		photos = 2
	}
	e = newErrand(r.place, through, photos)
	if form == formChanged {
		err := e.order(ctx)
		if err == nil {
			_, err = e.finish(ctx, func(model.Dispatch) {}) // a server may be slow just now
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s, undisturbed: %w", r.place.Kind.Key(), err)
		}
		was := e.report
		before = &was
		e.change()
	}
	return e, before, e.order(ctx)
}

// clean sends undisturbed and calls ready right before what is disturbed later.
func (r *faultRun) clean(ctx context.Context, form, through string, ready func()) (*errand, error) {
	var why error
	for try := range cleanTries {
		e, _, err := r.errand(ctx, form, through)
		if err != nil {
			return e, err
		}
		e.ledger.CallAt(-1, nil)
		ready()
		if why = e.once(ctx); why == nil && try > 0 { // the first one makes what is made once: keywords, folders
			return e, nil
		}
	}
	return nil, fmt.Errorf("%s, %s, undisturbed: %w", r.place.Kind.Key(), form, why)
}

// cleanTries is how often sending undisturbed is tried until the place is taken
// not to serve: a computer that is busy with other tests may stall a server.
const cleanTries = 4

// once sends and wants it done at once.
func (e *errand) once(ctx context.Context) error {
	d, err := e.send(ctx)
	if err == nil && d.State != model.SendDone {
		err = unfinished(d)
	}
	return err
}

func (r *faultRun) httpCase(ctx context.Context, proxy *Proxy, form, request string, index int, f Fault) Case {
	c := Case{Portal: r.place.Kind.Key(), Fault: string(f), Request: request}
	proxy.Arm(-1, "")
	e, before, err := r.errand(ctx, form, proxy.Addr())
	if err != nil {
		c.wrong("%v", err)
		return c
	}
	proxy.Arm(index, f)
	r.run(ctx, &c, e, before, proxy.Settle)
	if !proxy.Struck() {
		c.wrong("request %d never came", index)
	}
	for _, leak := range proxy.Leaks() {
		c.wrong("followed a redirect with %s", leak)
	}
	if f == Drip && c.Stopped() {
		c.wrong("a slow answer is an answer")
	}
	return c
}

// run sends, goes on until it is done, and judges. quiet waits until nothing
// moves on the way to the place.
func (r *faultRun) run(ctx context.Context, c *Case, e *errand, before *model.Report, quiet func()) {
	begun := time.Now()
	_, err := e.finish(ctx, func(d model.Dispatch) { c.stop(ctx, e, d, before) })
	c.Took = time.Since(begun)
	if err != nil && !errors.Is(err, errArrived) {
		c.wrong("%v", err)
	}
	quiet()
	c.judge(ctx, e)
}

// stop notes why sending stopped and checks that everything was kept.
func (c *Case) stop(ctx context.Context, e *errand, d model.Dispatch, before *model.Report) {
	code := string(d.State)
	if d.Trouble != nil {
		code = d.Trouble.Code
	}
	c.Stops = append(c.Stops, code)
	f, err := e.find(ctx)
	if err != nil {
		c.wrong("%v", err)
		return
	}
	c.Wrong = append(c.Wrong, e.kept(d, f, before)...)
}

// judge looks at what stands there in the end.
func (c *Case) judge(ctx context.Context, e *errand) {
	f, err := e.find(ctx)
	if err != nil {
		c.wrong("%v", err)
		return
	}
	c.Articles, c.PhotoCopies = len(f.articles), f.surplus()
	lost := e.lost(f)
	c.Losses = len(lost)
	if c.Articles > 1 || c.PhotoCopies > 0 {
		c.wrong("%d articles, %d photos too many", c.Articles, c.PhotoCopies)
	}
	for _, what := range lost {
		c.wrong("lost: %s", what)
	}
}

// bare is a request without what differs from one report to the next.
func bare(request string) string {
	path, _, _ := strings.Cut(request, "?")
	return path
}
