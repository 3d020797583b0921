package update

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tinxa/cmd/reliability/platter"
	"tinxa/model/disk"
	"tinxa/model/release"
)

// story is a whole update in one process, from the installation on: fetched,
// tried, found good, put in its place, tidied up.
func (a actor) story(address string) {
	check(disk.MakeFolder(a.in.Dir, 0o755))
	check(writeProgram(a.in.program(), func(w io.Writer) error {
		_, err := w.Write([]byte(programOf(old)))
		return err
	}))
	check(disk.SyncFolder(a.in.Dir))
	fmt.Println("installed")
	u := Updates{Install: a.in, Config: filepath.Join(a.in.Dir, "config"), Now: time.Now}
	check(u.SetAddress(address))
	_, err := u.Fetch(context.Background(), unheard)
	check(err)
	if found, _ := a.in.decide(); found != try {
		panic("nothing to try")
	}
	fresh := a.in
	fresh.Version, fresh.Self = newer, filepath.Join(a.in.folder(newer), ProgramName())
	run := fresh.Start(nil).Run
	check(run.Shown())
	_, err = run.Works()
	check(err)
	_, err = run.Promote()
	check(err)
	fresh.Self = fresh.program()
	if found, _ := fresh.decide(); found != stay {
		panic("something is left to do")
	}
}

// recorded plays the story under strace and returns what it did to the disk.
func (p *played) recorded() []platter.Op {
	p.t.Helper()
	root, log := p.t.TempDir(), filepath.Join(p.t.TempDir(), "calls")
	self := filepath.Join(root, "TinXa", ProgramName())
	c := p.command(p.t.Context(), "strace", "-f", "-y", "-qq", "-xx", "-s", "10000000", "-o", log, "-e", "trace="+platter.Calls, os.Args[0])
	c.Env = append(c.Env, roleVariable+"=story", versionVariable+"="+old.String(), selfVariable+"="+self)
	if out, err := c.CombinedOutput(); err != nil {
		p.t.Fatalf("%v: %s", err, out)
	}
	file, err := os.Open(log)
	must(p.t, err)
	defer file.Close()
	ops, err := platter.Read(file, root)
	must(p.t, err)
	whole := platter.NewDisk()
	for _, op := range ops {
		whole.Apply(op)
	}
	if difference := whole.Now().Differs(root); difference != "" {
		p.t.Fatalf("the recording is not what happened: %s", difference)
	}
	return ops
}

// TestCutAfterEveryStep ends the story after each of its operations on the disk:
// killed, when all that was written is there, and by a power cut, when any part
// of it may be. Whatever is left, the shortcuts start a whole program, nothing
// else than what was signed is started, and the next offer arrives.
func TestCutAfterEveryStep(t *testing.T) {
	p := newPlayed(t, "works")
	p.offer(newer, programOf(newer))
	ops := p.recorded()
	model, installed, cuts, olds, news := platter.NewDisk(), false, 0, 0, 0
	for i, op := range ops {
		model.Apply(op)
		installed = installed || op.Kind == platter.Say && bytes.Contains(op.Data, []byte("installed"))
		if !installed {
			continue
		}
		rnd := rand.New(rand.NewPCG(20261121, uint64(i)))
		images := []platter.Image{model.Now()}
		for range powerCuts() {
			images = append(images, model.Cut(rnd))
		}
		for n, image := range images {
			dir := filepath.Join(t.TempDir(), "disk")
			must(t, os.Mkdir(dir, 0o755))
			must(t, image.WriteTo(dir))
			if p.survives(filepath.Join(dir, "TinXa")) == old {
				olds++
			} else {
				news++
			}
			if t.Failed() {
				t.Fatalf("after operation %d of %d (%+v), image %d", i, len(ops), op.Path, n)
			}
			must(t, os.RemoveAll(dir))
			cuts++
		}
	}
	if olds == 0 || news == 0 {
		t.Errorf("%d times the old program, %d times the new one: the cuts miss the swap", olds, news)
	}
	t.Logf("%d operations, %d cuts: %d times the old program, %d times the new one, never none", len(ops), cuts, olds, news)
}

// powerCuts is how many power cuts are tried after each operation.
func powerCuts() int {
	if os.Getenv("TINXA_LONG") != "" {
		return 30
	}
	return 1
}

// survives looks at what a cut has left, and returns which program is there.
func (p *played) survives(dir string) release.Version {
	p.t.Helper()
	was := p.office.dir
	p.office.dir = dir
	defer func() { p.office.dir = was }()
	there := old
	if readFile(p.t, p.program()) != programOf(old) {
		p.wantProgram(newer)
		there = newer
	}
	found, program := p.install(there).decide()
	if found != stay && (there != old || readFile(p.t, program) != programOf(newer)) {
		p.t.Errorf("the next start does %d with %s", found, program)
	}
	failed := p.state(there).failed(newer)
	switch m, err := p.atNextOffer(there); {
	case there == newer && (m != nil || err != nil):
		p.t.Errorf("the version that runs is offered again: %v, %v", m, err)
	case there == old && failed && !errors.Is(err, release.ErrFailedHere):
		p.t.Errorf("a version that failed is fetched again: %v", err)
	case there == old && !failed && (err != nil || m == nil):
		p.t.Errorf("the next offer does not arrive: %v", err)
	}
	return there
}

func (p *played) state(v release.Version) state { return p.install(v).state() }

func (p *played) atNextOffer(v release.Version) (*release.Manifest, error) {
	u := Updates{Install: p.install(v), Config: p.t.TempDir(), Now: time.Now}
	must(p.t, u.SetAddress(p.share))
	return u.Fetch(context.Background(), unheard)
}
