package exporttest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
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
	proxy, err := StartProxy(p.Upstream)
	if err != nil {
		return nil, err
	}
	defer proxy.Close()
	r := &faultRun{place: p, options: o, through: proxy.Addr(), chance: rand.New(rand.NewPCG(o.Seed, 7))}
	for _, form := range r.forms() {
		proxy.Arm(-1, "")
		if err := r.clean(ctx, form, func() { proxy.Arm(-1, "") }); err != nil {
			return r.cases, err
		}
		for i, request := range proxy.Requests() {
			name := fmt.Sprintf("%s %d %s", form, i, bare(request))
			for _, f := range r.draw(HTTPFaults()) {
				r.httpCase(ctx, proxy, form, name, i, f)
			}
		}
	}
	return r.cases, ctx.Err()
}

// faultRun is a matrix that is being run.
type faultRun struct {
	place   Place
	options Options
	through string
	chance  *rand.Rand
	cases   []Case
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

// draw chooses among all faults.
func (r *faultRun) draw(all []Fault) []Fault {
	if r.options.Faults != nil {
		all = r.options.Faults
	}
	if r.options.Draw == 0 || r.options.Draw >= len(all) {
		return all
	}
	drawn := append([]Fault(nil), all...)
	r.chance.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	return drawn[:r.options.Draw]
}

// errand is one of some form up to where it is disturbed; before is what
// readers see already.
func (r *faultRun) errand(ctx context.Context, form string) (e *errand, before *model.Report, err error) {
	photos := r.options.Photos
	if photos == 0 {
		photos = 2
	}
	e = newErrand(r.place, r.through, photos)
	if form == formChanged {
		if _, err := e.deliver(ctx); err != nil {
			return nil, nil, fmt.Errorf("%s, undisturbed: %w", r.place.Kind.Key(), err)
		}
		was := e.report
		before = &was
		e.change()
	}
	return e, before, e.order(ctx)
}

// clean sends undisturbed and calls ready right before what is disturbed later.
func (r *faultRun) clean(ctx context.Context, form string, ready func()) error {
	e, _, err := r.errand(ctx, form)
	if err != nil {
		return err
	}
	ready()
	d, err := e.send(ctx)
	if err == nil && d.State != model.SendDone {
		err = fmt.Errorf("%s%s", d.State, why(d))
	}
	if err != nil {
		return fmt.Errorf("%s, %s, undisturbed: %w", r.place.Kind.Key(), form, err)
	}
	return nil
}

func (r *faultRun) httpCase(ctx context.Context, proxy *Proxy, form, request string, index int, f Fault) {
	if ctx.Err() != nil {
		return
	}
	c := Case{Portal: r.place.Kind.Key(), Fault: string(f), Request: request}
	proxy.Arm(-1, "")
	e, before, err := r.errand(ctx, form)
	if err != nil {
		c.wrong("%v", err)
		r.add(c)
		return
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
	r.add(c)
}

func (r *faultRun) add(c Case) {
	r.cases = append(r.cases, c)
	if r.options.Each != nil {
		r.options.Each(c)
	}
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

// runBreaks disturbs the stream of bytes at places spread over it.
func runBreaks(ctx context.Context, p Place, o Options) ([]Case, error) {
	wire, err := StartWire(p.Upstream)
	if err != nil {
		return nil, err
	}
	defer wire.Close()
	r := &faultRun{place: p, options: o, through: wire.Addr(), chance: rand.New(rand.NewPCG(o.Seed, 7))}
	for _, form := range r.forms() {
		if err := r.clean(ctx, form, func() { wire.Arm(Break{}) }); err != nil {
			return r.cases, err
		}
		up, down := wire.Moved()
		for _, b := range r.breaks(up, down) {
			r.breakCase(ctx, wire, form, b)
		}
	}
	return r.cases, ctx.Err()
}

// pieces is how many places of a stream are tried.
const pieces = 16

// breaks are the faults at places within so many bytes.
func (r *faultRun) breaks(up, down int64) []Break {
	var all []Break
	for i := range int64(pieces) {
		for _, f := range r.draw(WireFaults()) {
			inUp, inDown := int64(float64(up)*r.chance.Float64()), int64(float64(down)*r.chance.Float64())
			all = append(all,
				Break{Fault: f, After: (inUp + up*i) / pieces},
				Break{Fault: f, After: (inDown + down*i) / pieces, Down: true})
		}
	}
	return all
}

func (r *faultRun) breakCase(ctx context.Context, wire *Wire, form string, b Break) {
	if ctx.Err() != nil {
		return
	}
	way := "up"
	if b.Down {
		way = "down"
	}
	c := Case{Portal: r.place.Kind.Key(), Fault: string(b.Fault), Request: fmt.Sprintf("%s %s after %d bytes", form, way, b.After)}
	wire.Arm(Break{})
	e, before, err := r.errand(ctx, form)
	if err != nil {
		c.wrong("%v", err)
		r.add(c)
		return
	}
	wire.Arm(b)
	r.run(ctx, &c, e, before, func() {})
	r.add(c)
}
