package editor

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/part"
	"tinxa/ui/task"
)

// reader finds "hội nghị hội nghị" and counts what it is asked.
type reader struct {
	asked []string
	fails error
	also  []model.Finding // found in every text beside
}

func (r *reader) Check(ctx context.Context, text string) ([]model.Finding, error) {
	r.asked = append(r.asked, text)
	all := slices.Clone(r.also)
	for at, rest := 0, text; ; {
		before, after, found := strings.Cut(rest, "xã xã")
		if !found {
			return all, errors.Join(r.fails, ctx.Err())
		}
		at += len([]rune(before))
		all = append(all, model.Finding{
			From: at, To: at + 5, Kind: model.Misspelt, Rule: "double-word", Words: "xã xã",
			Why: "Từ “xã” được viết hai lần liền nhau.", Fixes: []string{"xã", ""},
		})
		at, rest = at+5, after
	}
}

// forever keeps waivers in memory.
type forever struct {
	all   []model.Waiver
	fails error
}

func (w *forever) Waived(context.Context) ([]model.Waiver, error) { return w.all, w.fails }

func (w *forever) Waive(_ context.Context, one model.Waiver) error {
	if w.fails == nil {
		w.all = append(w.all, one)
	}
	return w.fails
}

// proved is a desk whose texts are checked.
type proved struct {
	*desk
	reader  *reader
	waivers *forever
	proof   *proofing
	news    int
}

// newProved checks these texts; wait lets the time pass until they were.
func newProved(t testing.TB, texts ...string) *proved {
	t.Helper()
	p := &proved{desk: newDesk(t, paragraphs(texts...), bare), reader: &reader{}, waivers: &forever{}}
	p.begin(Proofing{Reader: p.reader, Waivers: p.waivers})
	return p
}

// opened is the report of p as it is opened the next time.
func (p *proved) opened(t testing.TB, env Proofing) *proved {
	t.Helper()
	next := &proved{desk: newDesk(t, p.state.Report(), bare), reader: p.reader, waivers: p.waivers}
	next.begin(env)
	return next
}

func (p *proved) begin(env Proofing) {
	p.proof = newProofing(p.ports(), env, func() { p.news++ })
	version := p.state.Version()
	p.after = []func(){func() {
		if v := p.state.Version(); v != version {
			version = v
			p.proof.changed()
		}
	}}
	p.proof.open()
	p.proof.rest.Flush()
}

func (p *proved) write(words string) {
	p.ports().run(manuscript.Type(words))
	p.proof.rest.Flush()
}

func TestEveryTextIsCheckedOnceAndThenWhatChanged(t *testing.T) {
	p := newProved(t, "xã xã Suối Mây", "xã Bến Lụa")
	if want := []string{"Hội nghị", "xã xã Suối Mây", "xã Bến Lụa"}; !slices.Equal(p.reader.asked, want) {
		t.Fatalf("asked %q, want %q", p.reader.asked, want)
	}
	if p.proof.count() != 1 || p.proof.words() != "1 chỗ cần soát" || p.redrawn != 1 || p.news != 1 {
		t.Errorf("%d findings, %q, drawn %d times, told %d times", p.proof.count(), p.proof.words(), p.redrawn, p.news)
	}
	p.reader.asked = nil
	p.state.Select(manuscript.At(at("b", 0)))
	p.write("xã ")
	if want := []string{"xã xã Bến Lụa"}; !slices.Equal(p.reader.asked, want) || p.proof.count() != 2 {
		t.Errorf("asked %q, %d findings", p.reader.asked, p.proof.count())
	}
	p.state.Undo()
	p.proof.changed()
	p.proof.rest.Flush()
	if p.proof.count() != 1 {
		t.Errorf("after an undo there are %d findings", p.proof.count())
	}
}

func TestWhatLiesOutsideTheTextIsNoFinding(t *testing.T) {
	p := newProved(t)
	p.reader.also = []model.Finding{{From: -1, To: 2}, {From: 2, To: 2}, {From: 3, To: 1}, {From: 6, To: 9}, {From: 0, To: 3, Words: "Hội"}}
	p.state.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title, Pos: 8}))
	p.write("!")
	if got := p.proof.count(); got != 2 { // 6…9 is just inside of “Hội nghị!”
		t.Errorf("%d findings", got)
	}
}

func TestNothingIsCheckedWithoutAProofreader(t *testing.T) {
	p := newProved(t, "xã xã")
	p.begin(Proofing{})
	p.proof.changed()
	if p.proof.rest.Flush() || len(p.faults) != 0 {
		t.Error("something was checked by nobody")
	}
}

func TestAFaultIsToldOnceAndTheNextChangeTriesAgain(t *testing.T) {
	p := newProved(t, "xã xã Suối Mây")
	p.reader.fails, p.reader.asked = errors.New("dictionary is gone"), nil
	p.state.Select(manuscript.At(at("a", 0)))
	p.write("Tại ")
	p.write("các ")
	if len(p.faults) != 1 || len(p.reader.asked) != 2 {
		t.Errorf("told %v, asked %q", p.faults, p.reader.asked)
	}
	p.reader.fails = nil
	p.write("nơi, ")
	if p.proof.count() != 1 {
		t.Errorf("%d findings when it works again", p.proof.count())
	}
}

// Nothing is checked while somebody writes, and an answer that comes after the
// next letter is not taken.
func TestCheckingWaitsForARestAndYieldsToAKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &task.Queue{}
		d := &desk{state: manuscript.Open(paragraphs("xã xã Suối Mây"), time.Now), runner: q}
		r := &reader{}
		p := newProofing(d.ports(), Proofing{Reader: r}, func() {})
		p.open()
		for range 4 {
			time.Sleep(proofRest - time.Millisecond)
			synctest.Wait()
			q.Drain()
			p.changed()
		}
		if len(r.asked) != 0 {
			t.Fatalf("checked while somebody wrote: %q", r.asked)
		}
		time.Sleep(proofRest)
		synctest.Wait()
		q.Drain()
		if len(r.asked) != 2 || p.count() != 1 {
			t.Errorf("asked %q, %d findings", r.asked, p.count())
		}
		p.changed()
		p.close()
		time.Sleep(time.Hour)
		synctest.Wait()
		q.Drain()
		if len(r.asked) != 2 {
			t.Error("checked after the screen was closed")
		}
	})
}

// late answers when it is let.
type late struct{ answer chan []model.Finding }

func (l late) Check(context.Context, string) ([]model.Finding, error) { return <-l.answer, nil }

func TestALateAnswerIsNotTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &beside{}
		d := &desk{state: manuscript.Open(paragraphs("xã xã Suối Mây"), time.Now), runner: q}
		l := late{make(chan []model.Finding)}
		p := newProofing(d.ports(), Proofing{Reader: l}, func() {})
		p.open()
		time.Sleep(proofRest)
		synctest.Wait()
		q.Drain()
		p.changed()
		l.answer <- []model.Finding{{From: 0, To: 3, Words: "Hội"}}
		synctest.Wait()
		q.Drain()
		if p.count() != 0 {
			t.Errorf("%d findings of a text that is written in", p.count())
		}
		p.close()
	})
}

// beside is a task.Queue that works on goroutines of its own.
type beside struct{ task.Queue }

func (b *beside) Run(f func()) { go f() }

func TestFindingsAreWalked(t *testing.T) {
	p := newProved(t, "xã xã Suối Mây và xã xã", "", "xã xã Bến Lụa")
	p.state.Select(manuscript.At(at("a", 8)))
	var walked []string
	for _, by := range []int{1, 1, 1, -1, -1, -1} {
		p.proof.step(by)
		sel := p.state.Selection()
		walked = append(walked, string(sel.Anchor.Block)+string(rune('0'+sel.Anchor.Pos%10)))
	}
	if got, want := strings.Join(walked, " "), "a8 c0 a0 c0 a8 a0"; got != want {
		t.Errorf("walked %s, want %s", got, want)
	}
	if f, ok := p.proof.here(); !ok || f.Words != "xã xã" {
		t.Errorf("at the first one is %v", f)
	}
	if p.w.Canvas().Focused() != fyne.Focusable(p.page) {
		t.Error("the keyboard is not with the page")
	}
	none := newProved(t, "xã Suối Mây")
	none.proof.step(1)
	if len(none.hints) != 1 {
		t.Errorf("with nothing to find %q is said", none.hints)
	}
}

// menu opens the menu of the finding at a caret.
func (p *proved) menu(t *testing.T, caret manuscript.Spot) *part.Menu {
	t.Helper()
	p.state.Select(manuscript.At(caret))
	if !p.proof.offer() {
		t.Fatalf("no menu at %v", caret)
	}
	return p.w.Canvas().Overlays().Top().(*part.Menu)
}

func TestTheMenuOfAFinding(t *testing.T) {
	p := newProved(t, "Tại xã xã Suối Mây")
	if p.state.Select(manuscript.At(at("a", 2))); p.proof.offer() || p.proof.items() != nil {
		t.Error("a menu opened where nothing was found")
	}
	m := p.menu(t, at("a", 6))
	want := []string{"xã", "Xóa “xã xã”", "Bỏ qua ở bài này", "Không bao giờ báo nữa"}
	if got := m.Rows(); !slices.Equal(got, want) {
		t.Fatalf("offered %q, want %q", got, want)
	}
	p.w.Canvas().Focused().TypedRune('1')
	if got := p.text("a"); got != "Tại xã Suối Mây" || len(p.page.typed) != 0 {
		t.Errorf("fixed: %q, and %q reached the page", got, string(p.page.typed))
	}
	if p.proof.count() != 0 || p.w.Canvas().Focused() != fyne.Focusable(p.page) {
		t.Errorf("%d findings are left", p.proof.count())
	}
	p.state.Undo()
	if got := p.text("a"); got != "Tại xã xã Suối Mây" || p.proof.count() != 1 {
		t.Errorf("undone: %q, %d findings", got, p.proof.count())
	}
}

func TestAMenuOfTheMouseOffersTheSame(t *testing.T) {
	p := newProved(t, "Tại xã xã Suối Mây")
	p.state.Select(manuscript.At(at("a", 5)))
	items := p.proof.items()
	if len(items) != 6 || !items[2].IsSeparator || !items[5].IsSeparator {
		t.Fatalf("%d items", len(items))
	}
	items[1].Action()
	if got := p.text("a"); got != "Tại  Suối Mây" {
		t.Errorf("%q", got)
	}
}

func TestAFindingIsWaivedInThisReportAndUndone(t *testing.T) {
	p := newProved(t, "xã xã Suối Mây", "xã xã Bến Lụa")
	p.menu(t, at("a", 1))
	p.press(fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	if p.proof.count() != 0 || len(p.state.Report().Waived) != 1 || len(p.waivers.all) != 0 {
		t.Errorf("%d findings, %v waived here, %v for good", p.proof.count(), p.state.Report().Waived, p.waivers.all)
	}
	if !p.state.Undo() || p.proof.count() != 2 {
		t.Errorf("undone: %d findings", p.proof.count())
	}
}

func TestAFindingIsWaivedForGood(t *testing.T) {
	p := newProved(t, "xã xã Suối Mây", "xã xã Bến Lụa")
	p.menu(t, at("a", 1))
	p.press(fyne.KeyUp, fyne.KeyReturn)
	if p.proof.count() != 0 || len(p.waivers.all) != 1 || len(p.hints) != 1 {
		t.Errorf("%d findings, %v waived, said %q", p.proof.count(), p.waivers.all, p.hints)
	}
	p.state.Select(manuscript.At(at("b", 13)))
	p.write(" và xã xã")
	if p.proof.count() != 0 {
		t.Errorf("found again: %d", p.proof.count())
	}
	if next := p.opened(t, Proofing{Reader: p.reader, Waivers: p.waivers}); next.proof.count() != 0 {
		t.Errorf("after a start %d are found again", next.proof.count())
	}
}

func TestWaiversThatCannotBeKeptAreTold(t *testing.T) {
	p := newProved(t, "xã xã Suối Mây")
	p.waivers.fails = model.ErrFull
	p.menu(t, at("a", 1))
	p.press(fyne.KeyUp, fyne.KeyReturn)
	if len(p.faults) != 1 || !errors.Is(p.faults[0], model.ErrFull) || len(p.hints) != 0 {
		t.Errorf("told %v, said %q", p.faults, p.hints)
	}
	rows := p.opened(t, Proofing{Reader: p.reader}).menu(t, at("a", 1)).Rows()
	if slices.Contains(rows, "Không bao giờ báo nữa") {
		t.Errorf("offered where nothing can be kept: %q", rows)
	}
}
