package e2e

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model/bolt"
	"tinxa/model/journal"
)

// What cmd/reliability asks of TestKilledWhileTyping: how many kills, by which
// chances, and a file that gets a line for each.
const (
	killsVariable    = "TINXA_WINDOW_KILLS"
	seedVariable     = "TINXA_WINDOW_SEED"
	outcomesVariable = "TINXA_WINDOW_OUTCOMES"
)

// mostLost is how much typing may be lost.
const mostLost = 3 * time.Second

// killed is what came of a kill.
type killed struct {
	Case int
	Took time.Duration // from the start of the program until the report is open again
	Lost time.Duration // of typing
}

// TestKilledWhileTyping kills the program in mid-sentence and starts it again:
// the report is open where it was, all but the last seconds is there, and
// typing goes on at the caret. Then it is killed again.
func TestKilledWhileTyping(t *testing.T) {
	d := newDesk(t)
	w := d.open()
	w.after(func() { w.press(ctrl, 'n') })
	w.titled("Bài chưa có tiêu đề")
	w.write(headline + "\n")
	w.titled(headline)
	chances := rand.New(rand.NewPCG(number(t, seedVariable, 1), 2))
	kept := ""
	for n := range number(t, killsVariable, 2) {
		typed := w.typeFor(3500*time.Millisecond+time.Duration(chances.Int64N(int64(3*time.Second))), chances)
		d.must(w.process.Process.Kill())
		at := time.Now()
		if err := w.ends(); err == nil {
			t.Fatal("the program ended by itself")
		}
		now := d.sapo()
		lost := typed.lost(t, kept, now, at)
		if lost > mostLost {
			t.Errorf("kill %d: %s of typing are lost", n, lost)
		}
		kept = now
		w = d.start(headline)
		tell(t, killed{int(n), w.took, lost})
	}
	w.leave()
}

// number is what a variable says, or else the usual number.
func number(t *testing.T, variable string, usual uint64) uint64 {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// tell adds a line to the file that was asked for.
func tell(t *testing.T, k killed) {
	t.Helper()
	t.Logf("%+v", k)
	path := os.Getenv(outcomesVariable)
	if path == "" {
		return
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := json.NewEncoder(file).Encode(k); err != nil {
		t.Fatal(err)
	}
}

// stroke is a letter and when its key went down.
type stroke struct {
	letter rune
	at     time.Time
}

// typing is what a user typed without a pause.
type typing []stroke

// humanPace is between two keys of an office worker who writes fluently.
const humanPace = 120 * time.Millisecond

// typeFor types numbers that go up, so that nothing that is lost goes unseen.
func (w *window) typeFor(long time.Duration, chances *rand.Rand) (all typing) {
	w.t.Helper()
	for n := 100 + chances.IntN(900); ; n++ {
		for _, r := range strconv.Itoa(n) + " " {
			w.press(r)
			all = append(all, stroke{r, time.Now()})
			time.Sleep(humanPace/2 + time.Duration(chances.Int64N(int64(humanPace))))
			if time.Since(all[0].at) > long {
				return all
			}
		}
	}
}

// lost is how far the text on the disk was behind the typing. The text must be
// what was kept before and, without a gap, what was typed since.
func (all typing) lost(t *testing.T, before, now string, killed time.Time) time.Duration {
	t.Helper()
	fresh, continues := strings.CutPrefix(now, before)
	if !continues {
		t.Fatalf("what was kept is %q, and is not what it was: %q", now, before)
	}
	for _, s := range all {
		if s.letter == ' ' {
			continue
		}
		rest, there := strings.CutPrefix(fresh, string(s.letter))
		if !there && fresh == "" {
			return killed.Sub(s.at)
		}
		if !there {
			t.Fatalf("behind %q stands %q, which was not typed there", before, fresh)
		}
		fresh = rest
	}
	if fresh != "" {
		t.Fatalf("%q was never typed", fresh)
	}
	return 0
}

// sapo is the lead of the only report as the next start will find it, without
// its spaces: from the journal, where that is newer than the database.
func (d *desk) sapo() string {
	d.t.Helper()
	ctx := d.t.Context()
	store, err := bolt.Open(ctx, vault.Database(d.data))
	d.must(err)
	defer store.Close()
	kept, err := journal.Open(filepath.Join(d.data, "journal"))
	d.must(err)
	unsaved, err := kept.Unsaved(ctx)
	d.must(err)
	if len(unsaved) != 1 {
		d.t.Fatalf("the journal keeps %d reports, want the one that was open", len(unsaved))
	}
	r := unsaved[0].Report
	if stored, err := store.Report(ctx, r.ID); err == nil && !unsaved[0].Newer(stored) {
		r = stored
	}
	return strings.ReplaceAll(r.Head.Sapo.Plain(), " ", "")
}
