package outbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/outbox"
	"tinxa/model"
)

const account = model.AccountID("suoimay2")

// box keeps dispatches as bytes. Each writing can be made to fail.
type box struct {
	mu       sync.Mutex
	kept     map[model.DispatchID][]byte
	writings int
	faults   map[int]writing
	failed   bool // and nobody looked since
	forgets  bool // a control: what begins is not written down
}

// writing is what becomes of one KeepDispatch.
type writing struct {
	name  string
	lands bool  // it is on the disk
	err   error // nil: the process dies there
}

func everyWriting() []writing {
	return []writing{
		{"killed before writing", false, nil},
		{"killed after writing", true, nil},
		{"disk full", false, model.ErrFull},
		{"written with an error", true, model.ErrReadOnly},
	}
}

func (b *box) KeepDispatch(ctx context.Context, d model.Dispatch) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.forgets {
		d.Begun = ""
	}
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	f, faulty := b.faults[b.writings]
	b.writings++
	if !faulty || f.lands {
		b.kept[d.ID] = data
	}
	if faulty && f.err == nil {
		panic(killed{})
	}
	b.failed = b.failed || faulty
	return f.err
}

func (b *box) Dispatch(ctx context.Context, id model.DispatchID) (d model.Dispatch, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	data, ok := b.kept[id]
	if !ok {
		return d, model.ErrNotFound
	}
	return d, json.Unmarshal(data, &d)
}

// begun reports whether a dispatch says that a request has begun.
func (b *box) begun(id model.DispatchID) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return bytes.Contains(b.kept[id], []byte(`"begun":"`))
}

func (b *box) Dispatches(ctx context.Context) ([]model.Dispatch, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var all []model.Dispatch
	for _, data := range b.kept {
		var d model.Dispatch
		if err := json.Unmarshal(data, &d); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

func (b *box) ForgetDispatch(ctx context.Context, id model.DispatchID) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.kept, id)
	return nil
}

// photos is a store of photos that are all alike, but for their ids.
type photos struct{ broken map[model.PhotoID]error }

var drawn sync.Map // JPEGs by their longer side

func (p photos) Open(_ context.Context, id model.PhotoID, side int) (io.ReadCloser, error) {
	if err := p.broken[id]; err != nil {
		return nil, err
	}
	data, ok := drawn.Load(side)
	if !ok {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, side, side/2)), nil); err != nil {
			return nil, err
		}
		data, _ = drawn.LoadOrStore(side, out.Bytes())
	}
	return io.NopCloser(bytes.NewReader(data.([]byte))), nil
}

func (p photos) Add(context.Context, io.Reader) (model.Photo, error) { panic("not called") }
func (p photos) Photo(context.Context, model.PhotoID) (model.Photo, error) {
	panic("not called")
}

// world is a computer with its journal, and a portal. Its engine can be killed.
type world struct {
	box     *box
	photos  photos
	portal  *portal
	session export.Session // what login gives; the portal
	limits  model.Limits
	address string // of the account
	options map[string]string
	settle  time.Duration // Env.Settle
	engine  *outbox.Outbox
	shown   []export.Progress
	leaving bool // the program ends while one logs in
	leave   func()
	logins  []error // what the next logins end with
}

func newWorld() *world {
	w := &world{box: &box{kept: map[model.DispatchID][]byte{}}, portal: &portal{}}
	w.portal.powers = export.Powers{
		Statuses: []model.PostStatus{model.PostDraft, model.PostPending, model.PostPublic}, Schedule: true, Update: true,
	}
	w.session = w.portal
	w.restart()
	return w
}

// restart starts the program anew, after it was killed or in good order.
func (w *world) restart() {
	w.engine = outbox.New(outbox.Env{
		Box: w.box, Photos: w.photos,
		Open: func(ctx context.Context, id model.AccountID, _ export.Asker) (export.Session, model.Account, error) {
			if len(w.logins) > 0 {
				err := w.logins[0]
				if w.leaving {
					w.leave()
				}
				w.logins = w.logins[1:]
				w.portal.requests = append(w.portal.requests, "login")
				return nil, model.Account{}, err
			}
			s, err := w.portal.open(ctx, w.session)
			return s, model.Account{ID: id, Kind: "wordpress", Address: w.address, Options: w.options, Limits: w.limits}, err
		},
		Settle: w.settle,
		Jitter: func(d time.Duration) time.Duration { return d },
	})
}

// send sends once. It reports whether the process was killed by it.
func (w *world) send(id model.DispatchID) (d model.Dispatch, err error, dead bool) {
	defer w.survive(&dead)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	w.leave = cancel
	d, err = w.engine.Send(ctx, id, export.Nobody{}, func(p export.Progress) { w.shown = append(w.shown, p) })
	return d, err, false
}

// survive starts the program anew where it was killed.
func (w *world) survive(dead *bool) {
	switch r := recover(); r {
	case nil:
	case killed{}:
		*dead = true
		w.restart()
	default:
		panic(r)
	}
}

// order orders until the order is written down.
func (w *world) order(r model.Report, wish model.Wish) model.Dispatch {
	for {
		d, err, dead := w.orderOnce(r, wish)
		if err == nil && !dead {
			return d
		}
	}
}

func (w *world) orderOnce(r model.Report, wish model.Wish) (d model.Dispatch, err error, dead bool) {
	defer w.survive(&dead)
	d, err = w.engine.Order(context.Background(), r, account, wish)
	return d, err, false
}

// decide decides, and fails the test when it cannot.
func (w *world) decide(t *testing.T, id model.DispatchID, decision export.Decision) model.Dispatch {
	t.Helper()
	d, err := w.engine.Decide(context.Background(), id, decision)
	if err != nil {
		t.Fatalf("Decide %s: %v", decision, err)
	}
	return d
}

// try sends once, and fails the test when this computer fails.
func (w *world) try(t *testing.T, id model.DispatchID) model.Dispatch {
	t.Helper()
	d, err, dead := w.send(id)
	if err != nil || dead {
		t.Fatalf("Send: %v, killed %v", err, dead)
	}
	return d
}

// publish orders and sends, and fails the test unless that is done at once.
func (w *world) publish(t *testing.T, r model.Report, wish model.Wish) model.Dispatch {
	t.Helper()
	d := w.try(t, w.order(r, wish).ID)
	if d.State != model.SendDone {
		t.Fatalf("state %s, trouble %+v", d.State, d.Trouble)
	}
	return d
}

// took lists the requests since the n-th.
func (w *world) took(n int) string { return strings.Join(w.portal.requests[n:], ", ") }

var public = model.Wish{Status: model.PostPublic, Topics: []string{"3"}}

// photoID is a valid id that begins with n.
func photoID(n int) model.PhotoID {
	return model.PhotoID(fmt.Sprintf("%012d", n) + strings.Repeat("a", 52))
}

// report is a report of two paragraphs and some photos. One is shown twice.
func report(words string, photos ...int) model.Report {
	r := model.Report{ID: "abcdefgh23456789", Rev: 7, Status: model.Draft}
	r.Head.Title = "Hội nghị tổng kết công tác năm của xã Suối Mây"
	r.Head.Sapo = model.Text{{Text: "Sáng nay, UBND xã Suối Mây tổ chức hội nghị tổng kết."}}
	r.Blocks = model.Blocks{
		model.Paragraph{ID: "p1", Text: model.Text{{Text: "Dự hội nghị có các đồng chí lãnh đạo xã. " + words}}},
		model.Paragraph{ID: "p2", Text: model.Text{{Text: "Hội nghị nhất trí thông qua nghị quyết."}}},
	}
	for i, n := range append(photos, photos[:min(1, len(photos))]...) {
		r.Blocks = append(r.Blocks, model.Photos{
			ID:       model.BlockID(fmt.Sprintf("g%d", i)),
			Pictures: []model.Picture{{Photo: photoID(n), Caption: fmt.Sprintf("Đại biểu dự hội nghị, ảnh %d", n)}},
		})
	}
	return r
}

// ofThisComputer reports whether err is one that a writing was told to give, or
// that login gives without a code.
func ofThisComputer(err error) bool {
	return errors.Is(err, model.ErrFull) || errors.Is(err, model.ErrReadOnly) || errors.Is(err, errPlain)
}
