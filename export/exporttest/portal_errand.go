package exporttest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"tinxa/export"
	"tinxa/export/outbox"
	"tinxa/model"
)

// errand is one report on its way to a place, with all that the program which
// sends it keeps.
type errand struct {
	place   Place
	account model.Account
	secret  string
	album   *Album
	ledger  *Ledger
	word    string
	report  model.Report
	photos  []model.PhotoID // every one that was ever sent
	desk    *outbox.Outbox
	opened  int // sessions
	wish    model.Wish
}

// errands counts all, so that no two send the same photo.
var errands atomic.Uint64

// newErrand is one with a report of that many photos, through some host and
// port; empty: without anything in between.
func newErrand(p Place, through string, photos int) *errand {
	e := &errand{place: p, account: p.Account, secret: p.Secret, album: NewAlbum(), ledger: NewLedger()}
	if through != "" {
		e.account = p.At(p.Account, through)
	}
	if e.account.ID == "" {
		e.account.ID = model.NewAccountID()
	}
	chance := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), errands.Add(1)))
	e.word = newWord(chance)
	for range photos {
		e.photos = append(e.photos, e.album.Draw(chance.Uint64(), 240, false))
	}
	e.report = report(e.word, e.photos...)
	e.wish = model.Wish{Status: model.PostPublic, Topics: p.Topics}
	e.start()
	return e
}

// start is the program at its beginning: it knows what the ledger holds.
func (e *errand) start() {
	e.ledger.Revive()
	e.desk = outbox.New(outbox.Env{
		Box: e.ledger, Photos: e.album, Open: e.open,
		Settle: cmp.Or(e.place.Settle, 60*time.Millisecond),
		Jitter: func(d time.Duration) time.Duration { return d },
	})
}

func (e *errand) open(ctx context.Context, _ model.AccountID, asker export.Asker) (export.Session, model.Account, error) {
	e.opened++
	s, err := e.place.Kind.Open(ctx, export.Door{Account: e.account, Secret: e.secret, Asker: asker})
	return s, e.account, err
}

// directly goes to the place with nothing in between from now on.
func (e *errand) directly() {
	id := e.account.ID
	e.account = e.place.Account
	e.account.ID = id
}

func (e *errand) id() model.DispatchID { return model.NewDispatchID(e.report.ID, e.account.ID) }

// order puts the report as it is now into the queue.
func (e *errand) order(ctx context.Context) error {
	_, err := e.desk.Order(ctx, e.report, e.account.ID, e.wish)
	return err
}

// send works on it once.
func (e *errand) send(ctx context.Context) (model.Dispatch, error) {
	return e.desk.Send(ctx, e.id(), export.Nobody{}, func(export.Progress) {})
}

func (e *errand) decide(ctx context.Context, d export.Decision) error {
	_, err := e.desk.Decide(ctx, e.id(), d)
	return err
}

// deliver orders and sends, and wants it done at once.
func (e *errand) deliver(ctx context.Context) (model.Dispatch, error) {
	if err := e.order(ctx); err != nil {
		return model.Dispatch{}, fmt.Errorf("order: %w", err)
	}
	d, err := e.send(ctx)
	if err == nil && d.State != model.SendDone {
		err = unfinished(d)
	}
	return d, err
}

// unfinished is the complaint about a dispatch that is not done.
func unfinished(d model.Dispatch) error { return fmt.Errorf("%s instead of done%s", d.State, why(d)) }

// why tells the trouble of a dispatch.
func why(d model.Dispatch) string {
	if d.Trouble == nil {
		return ""
	}
	return fmt.Sprintf(" at %s: %s %s %s", d.Step, d.Trouble.Code, d.Trouble.Reason, d.Trouble.Said)
}

// change is an edit of the report: one paragraph more, another headline, the
// first photo gone.
func (e *errand) change() {
	e.report.Rev++
	e.report.Head.Title += " (cập nhật)"
	e.report.Blocks = append(e.report.Blocks[:len(e.report.Blocks):len(e.report.Blocks)],
		said(fmt.Sprintf("Bổ sung lần %d: danh sách đại biểu vắng mặt.", e.report.Rev)))
}

// mostRounds is how often a patient person goes on.
const mostRounds = 8

// finish sends until it is done, and goes on at once after each stop as an
// impatient person does. stopped is told of each.
func (e *errand) finish(ctx context.Context, stopped func(model.Dispatch)) (model.Dispatch, error) {
	for range mostRounds {
		d, err := e.send(ctx)
		if err != nil || d.State == model.SendDone {
			return d, err
		}
		stopped(d)
		if err := e.goOn(ctx, d); err != nil {
			return d, err
		}
	}
	d, err := e.send(ctx)
	if err == nil && d.State != model.SendDone {
		err = fmt.Errorf("after going on %d times still %s%s", mostRounds, d.State, why(d))
	}
	return d, err
}

// goOn is what a person does about a stop. Of an e-mail that may have arrived
// one asks those who would have got it.
func (e *errand) goOn(ctx context.Context, d model.Dispatch) error {
	if !e.place.Once || d.Trouble == nil || d.Trouble.Code != export.Code(export.ErrUnknownOutcome) || d.State != model.SendAsks {
		return e.decide(ctx, export.GoOn)
	}
	time.Sleep(onTheWay)
	there, err := e.place.Truth.Articles(ctx, e.word)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		return e.decide(ctx, export.SendAgain)
	}
	return errArrived
}

// onTheWay is how long a message may be under way after its sender gave up: no
// less than a slow wire takes.
const onTheWay = 700 * time.Millisecond

// errArrived: a message whose answer was lost had arrived, so nothing is left
// to do.
var errArrived = errors.New("exporttest: it had arrived")

// finding is what stands on the portal of an errand.
type finding struct {
	articles []Standing
	copies   map[model.PhotoID]int
}

func (e *errand) find(ctx context.Context) (finding, error) {
	f := finding{copies: map[model.PhotoID]int{}}
	var err error
	if f.articles, err = e.place.Truth.Articles(ctx, e.word); err != nil {
		return f, fmt.Errorf("looking for the truth: %w", err)
	}
	for _, id := range e.photos {
		if f.copies[id], err = e.place.Truth.Photos(ctx, export.ImageName(id)); err != nil {
			return f, fmt.Errorf("looking for the truth: %w", err)
		}
	}
	return f, nil
}

// surplus counts copies of photos beyond the first.
func (f finding) surplus() int {
	n := 0
	for _, copies := range f.copies {
		n += max(0, copies-1)
	}
	return n
}

// lost lists what a finished errand lacks.
func (e *errand) lost(f finding) []string {
	if len(f.articles) == 0 {
		return []string{"the article"}
	}
	var all []string
	for id, copies := range f.copies {
		if copies == 0 {
			all = append(all, "photo "+export.ImageName(id))
		}
	}
	all = append(all, expectedOf(e.report).missing(f.articles[0])...)
	if got, want := f.articles[0].Status, cmp.Or(e.wish.Status, model.PostDraft); got != want {
		all = append(all, fmt.Sprintf("status %q instead of %q", got, want))
	}
	return all
}

// kept lists what a stop did not keep: of the report in the journal, or of what
// readers see meanwhile. before is what they could read until now; nil: nothing.
func (e *errand) kept(d model.Dispatch, f finding, before *model.Report) []string {
	var all []string
	if !sameReport(d.Content, e.report) {
		all = append(all, "the report in the journal is another")
	}
	if len(f.articles) > 1 || f.surplus() > 0 {
		all = append(all, fmt.Sprintf("%d articles and %d photos too many at a stop", len(f.articles), f.surplus()))
	}
	for _, there := range f.articles {
		if there.Status == model.PostDraft {
			continue
		}
		now := expectedOf(e.report).missing(there)
		if len(now) > 0 && (before == nil || len(expectedOf(*before).missing(there)) > 0) {
			all = append(all, fmt.Sprintf("what readers see lacks %q", now))
		}
	}
	return all
}

func sameReport(a, b model.Report) bool {
	one, err := json.Marshal(a)
	other, err2 := json.Marshal(b)
	return err == nil && err2 == nil && string(one) == string(other)
}
