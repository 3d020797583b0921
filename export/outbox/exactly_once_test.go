package outbox_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/export"
	"tinxa/export/markup"
	"tinxa/model"
)

// errand is something a user wants done, from before the first fault on.
type errand struct {
	name    string
	before  func(*world) // in peace
	report  model.Report // is to stand there in the end
	wish    model.Wish
	between func(*world, int) // after each try that was broken off
}

func errands() []errand {
	old, updated := report("Bản đầu.", 1, 2), report("Bản đã sửa.", 2, 3)
	updated.Rev = 9
	sent := func(w *world) {
		d := w.order(old, public)
		w.send(d.ID)
	}
	return []errand{
		{name: "first", report: old, wish: public},
		{name: "draft", report: old},
		{name: "update", before: sent, report: updated, wish: public},
		{name: "same again", before: sent, report: old, wish: public},
		{name: "clicked again", report: old, wish: public, between: func(w *world, _ int) {
			w.order(old, public)
		}},
		{name: "changed meanwhile", report: updated, wish: public, between: func(w *world, n int) {
			w.order([]model.Report{old, updated}[n%2], public)
		}},
		{name: "to and fro", before: sent, report: old, wish: public, between: func(w *world, n int) {
			w.order([]model.Report{updated, old}[n%2], public)
		}},
	}
}

// run has the errand done whatever comes in between, and returns what is wrong
// in the end.
func (e errand) run(w *world) (wrong []string) {
	first := e.report
	id := w.order(first, e.wish).ID
	w.portal.changing = func(what string) {
		if !w.box.begun(id) {
			wrong = append(wrong, what+" was not written down before")
		}
		if w.box.failed {
			wrong = append(wrong, what+" after the journal could not be written")
		}
	}
	for n := range 80 {
		w.box.failed = false
		d, err, dead := w.send(id)
		switch {
		case dead:
		case err != nil && !ofThisComputer(err):
			return append(wrong, err.Error())
		case err != nil:
		case d.State == model.SendDone && same(d.Content, e.report):
			return append(wrong, e.check(w, d)...)
		case d.State == model.SendDone:
			w.order(e.report, e.wish)
		case d.State == model.SendWaits:
			time.Sleep(time.Until(d.Wait.Until))
		case d.State == model.SendAsks:
			if strings.HasSuffix(d.Trouble.Code, "-there") {
				return append(wrong, "took its own work for that of others: "+d.Trouble.Code)
			}
			decideAnyhow(w, id)
		}
		if e.between != nil && d.State != model.SendDone {
			e.between(w, n)
		}
	}
	return append(wrong, "never done")
}

func same(a, b model.Report) bool { return a.Rev == b.Rev }

// decideAnyhow goes on, as often as the journal needs to take it.
func decideAnyhow(w *world, id model.DispatchID) {
	once := func() (ok bool) {
		var dead bool
		defer w.survive(&dead)
		_, err := w.engine.Decide(context.Background(), id, export.GoOn)
		return err == nil
	}
	for !once() {
	}
}

// check compares the portal with what was wished.
func (e errand) check(w *world, d model.Dispatch) (wrong []string) {
	if n := len(w.portal.articles); n != 1 {
		return []string{fmt.Sprintf("%d articles", n)}
	}
	var there []string
	for _, s := range w.portal.shelf {
		there = append(there, s.name)
	}
	slices.Sort(there)
	if unique := slices.Compact(slices.Clone(there)); len(unique) != len(there) {
		wrong = append(wrong, fmt.Sprintf("photos %v", there))
	}
	a := w.portal.articles[0]
	post := export.Post{Mark: a.mark, Report: e.report, Photos: d.Sent.Photos}
	if body := markup.Body(post, dialect); a.body != body || a.title != e.report.Head.Title {
		wrong = append(wrong, "another text: "+a.body)
	}
	want := e.wish.Status
	if want == "" {
		want = model.PostDraft
	}
	if a.status != want || d.Sent.Article.Status != want || d.Sent.Article.URL == "" {
		wrong = append(wrong, fmt.Sprintf("status %s, known as %+v", a.status, d.Sent.Article))
	}
	if d.Begun != "" || d.Trouble != nil || d.Sent.Rev != e.report.Rev || len(d.Sent.Lost) > 0 || d.Sent.At.IsZero() {
		wrong = append(wrong, fmt.Sprintf("begun %q, trouble %v, sent %+v", d.Begun, d.Trouble, d.Sent))
	}
	if !slices.Equal(a.topics, e.wish.Topics) {
		wrong = append(wrong, fmt.Sprintf("topics %v", a.topics))
	}
	return wrong
}

// event is a fault of the n-th request or writing.
type event struct {
	n       int
	request *fault
	writing *writing
}

func (ev event) String() string {
	if ev.request != nil {
		return fmt.Sprintf("request %d %s", ev.n, ev.request.name)
	}
	return fmt.Sprintf("writing %d %s", ev.n, ev.writing.name)
}

func (ev event) arrange(w *world) {
	if ev.request != nil {
		w.portal.fail(ev.n, *ev.request)
		return
	}
	if w.box.faults == nil {
		w.box.faults = map[int]writing{}
	}
	w.box.faults[w.box.writings+ev.n] = *ev.writing
}

// begin makes a world in which an errand is about to begin.
func (e errand) begin(change func(*world)) *world {
	w := newWorld()
	if e.before != nil {
		e.before(w)
	}
	if change != nil {
		change(w)
	}
	return w
}

// events are all single faults of an errand: of each request and writing that it
// takes in peace, and of some beyond, which only trouble brings.
func (e errand) events(change func(*world)) []event {
	w := e.begin(change)
	requests, writings := len(w.portal.requests), w.box.writings
	e.run(w)
	var all []event
	for n := range len(w.portal.requests) - requests + 4 {
		for _, f := range everyFault() {
			all = append(all, event{n: n, request: &f})
		}
	}
	for n := range w.box.writings - writings + 4 {
		for _, f := range everyWriting() {
			all = append(all, event{n: n, writing: &f})
		}
	}
	return all
}

// violations runs an errand with some faults in it.
func (e errand) violations(change func(*world), events ...event) []string {
	w := e.begin(change)
	for _, ev := range events {
		ev.arrange(w)
	}
	return e.run(w)
}

// TestEveryFaultOnce tries every fault of every request and every writing.
func TestEveryFaultOnce(t *testing.T) {
	for _, e := range errands() {
		t.Run(e.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				events := e.events(nil)
				for _, ev := range events {
					if wrong := e.violations(nil, ev); len(wrong) > 0 {
						t.Errorf("%v: %s", ev, strings.Join(wrong, "; "))
					}
				}
				t.Logf("%d cases", len(events))
			})
		})
	}
}

// sample draws sets of faults, the same ones each time; ten times as many where
// time is given.
func sample(all []event, size, count int) [][]event {
	if os.Getenv("TINXA_LONG") != "" {
		count *= 10
	}
	random := rand.New(rand.NewPCG(4, 2026))
	sets := make([][]event, count)
	for i := range sets {
		for range size {
			sets[i] = append(sets[i], all[random.IntN(len(all))])
		}
	}
	return sets
}

// TestSeveralFaults draws pairs and handfuls of faults.
func TestSeveralFaults(t *testing.T) {
	for _, e := range errands() {
		for size, count := range map[int]int{2: 60, 5: 30} {
			t.Run(fmt.Sprintf("%s %d", e.name, size), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					for _, events := range sample(e.events(nil), size, count) {
						if wrong := e.violations(nil, events...); len(wrong) > 0 {
							t.Errorf("%v: %s", events, strings.Join(wrong, "; "))
						}
					}
				})
			})
		}
	}
}

// TestControls breaks what the engine rests on, and has the property notice it.
func TestControls(t *testing.T) {
	lies := func(w *world) { w.portal.lies = true }
	forgets := func(w *world) { w.box.forgets = true }
	controls := []struct {
		name    string
		errand  int
		breakIt func(*world)
		noticed string
	}{
		{"a search that failed is taken for one that found nothing", 0, lies, "2 articles"},
		{"a search for photos that failed is taken for one that found none", 0, lies, "photos [anh-"},
		{"what begins is not written down", 2, forgets, "took its own work for that of others"},
	}
	for _, c := range controls {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := errands()[c.errand]
				for i, events := range sample(e.events(nil), 3, 300) {
					if strings.Contains(strings.Join(e.violations(c.breakIt, events...), "; "), c.noticed) {
						t.Logf("noticed with set %d", i+1)
						return
					}
				}
				t.Error("nothing was noticed")
			})
		})
	}
}

// A portal that is still at work on a request when its answer was lost is given
// time. Without that it would be asked too early.
func TestSlowPortalIsLeftAlone(t *testing.T) {
	for settle, want := range map[time.Duration]int{0: 1, time.Second: 2} { // 0 is the default
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.settle = settle
			w.restart()
			w.portal.fail(4, fault{late: 3 * time.Second, err: refusing(export.ErrUnknownOutcome, nil)})
			w.publish(t, report("", 1), public)
			time.Sleep(time.Minute)
			synctest.Wait()
			if got := len(w.portal.articles); got != want {
				t.Errorf("left alone for %v (0: 5 s): %d articles, expected %d", settle, got, want)
			}
		})
	}
}

// FuzzExactlyOnce draws any number of faults: three bytes each say where and
// which.
func FuzzExactlyOnce(f *testing.F) {
	f.Add([]byte{0, 6, 7, 1, 3, 1})
	f.Add([]byte{3, 5, 15, 3, 6, 14, 4, 2, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		synctest.Test(t, func(t *testing.T) {
			e := errands()[len(data)/3%len(errands())]
			var events []event
			for ; len(data) >= 3 && len(events) < 12; data = data[3:] {
				n := int(data[1] % 32)
				if data[0]%4 == 0 {
					w := everyWriting()[int(data[2])%len(everyWriting())]
					events = append(events, event{n: n, writing: &w})
					continue
				}
				r := everyFault()[int(data[2])%len(everyFault())]
				events = append(events, event{n: n, request: &r})
			}
			if wrong := e.violations(nil, events...); len(wrong) > 0 {
				t.Errorf("%s %v: %s", e.name, events, strings.Join(wrong, "; "))
			}
		})
	})
}
