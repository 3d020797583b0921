package bolt_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// saveForEver is the child: it saves three reports by turns, and says so on
// stdout after each Save returned.
func saveForEver(path string) {
	s, err := bolt.Open(context.Background(), path)
	if err != nil {
		fmt.Println("open:", err)
		os.Exit(1)
	}
	for i := 0; ; i++ {
		r, err := s.Report(context.Background(), modeltest.Report(uint64(i%3)).ID)
		if err != nil {
			r = modeltest.Report(uint64(i % 3))
		}
		r.Head.Kicker = strings.Repeat("x", rand.IntN(20_000))
		r, err = s.Save(context.Background(), r)
		if err != nil {
			fmt.Println("save:", err)
			os.Exit(1)
		}
		fmt.Println(r.ID, r.Rev, len(r.Head.Kicker))
	}
}

// acknowledged is a save of which the child said that it was done.
type acknowledged struct {
	rev    int64
	length int
}

// TestKilled kills a saving process twenty times, the first times while it
// makes the file, and looks for every save that it had acknowledged.
func TestKilled(t *testing.T) {
	path := newPath(t)
	done := map[model.ReportID]acknowledged{}
	for round := range 20 {
		after := killing{time: time.Duration(rand.Int64N(int64(20 * time.Millisecond)))}
		if round >= 5 {
			after.saves, after.time = 1+rand.IntN(20), time.Duration(rand.Int64N(int64(3*time.Millisecond)))
		}
		killAfter(t, path, after, done)
		checkAcknowledged(t, path, done)
		if t.Failed() {
			t.Fatalf("round %d, killed after %+v", round, after)
		}
	}
	if len(done) != 3 {
		t.Errorf("only %d reports were saved before the kills", len(done))
	}
}

// killing is when to kill: so long after so many saves.
type killing struct {
	saves int
	time  time.Duration
}

// killAfter runs the child until then and gathers what it acknowledged.
func killAfter(t *testing.T, path string, after killing, done map[model.ReportID]acknowledged) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childKey+"=save", childPath+"="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { time.AfterFunc(after.time, func() { cmd.Process.Kill() }) }
	if after.saves == 0 {
		kill()
	}
	n := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var id model.ReportID
		var ack acknowledged
		if _, err := fmt.Sscan(lines.Text(), &id, &ack.rev, &ack.length); err != nil {
			t.Fatalf("the child says %q", lines.Text())
		}
		done[id] = ack
		if n++; n == after.saves {
			kill()
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
}

func checkAcknowledged(t *testing.T, path string, done map[model.ReportID]acknowledged) {
	t.Helper()
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for id, ack := range done {
		r, err := s.Report(t.Context(), id)
		if err != nil {
			t.Errorf("acknowledged %s, revision %d: %v", id, ack.rev, err)
			continue
		}
		// One more may have been committed whose word did not get out.
		if r.Rev != ack.rev && r.Rev != ack.rev+1 {
			t.Errorf("%s is at revision %d, acknowledged was %d", id, r.Rev, ack.rev)
		}
		if r.Rev == ack.rev && len(r.Head.Kicker) != ack.length {
			t.Errorf("%s, revision %d: %d bytes, saved were %d", id, r.Rev, len(r.Head.Kicker), ack.length)
		}
	}
	if _, err := readAll(t, s); err != nil {
		t.Errorf("after the kill: %v", err)
	}
}
