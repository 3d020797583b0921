package update

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tinxa/model/release"
)

// offered is an office in which the newer version waits for the next start.
func offered(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	o.offer(newer, programOf(newer))
	o.fetch()
	return o
}

func (o *office) wantNext(in Install, want verdict) {
	o.t.Helper()
	if got, _ := in.decide(); got != want {
		o.t.Errorf("the next start does %d, want %d", got, want)
	}
}

// trial is the newer version as it runs for the first time.
func (o *office) trial() *Run {
	o.t.Helper()
	o.wantNext(o.install(old), try)
	turn := o.waiting(newer).Start(nil)
	if turn.Handed || turn.Run.trial == nil {
		o.t.Fatal("the new version does not know that it is tried")
	}
	return turn.Run
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAVersionThatWorksTakesThePlace(t *testing.T) {
	o := offered(t)
	run := o.trial()
	must(t, run.Shown())
	fresh, err := run.Works()
	if must(t, err); !fresh {
		t.Error("it worked for the first time and does not say so")
	}
	if fresh, err := run.Works(); fresh || err != nil {
		t.Errorf("twice: %v, %v", fresh, err)
	}
	o.wantNext(o.install(old), hand) // before it has the place
	o.wantProgram(old)
	done, err := run.Promote()
	if must(t, err); !done {
		t.Error("something is left to be done")
	}
	o.wantProgram(newer)
	must(t, run.Left())
	o.wantNext(o.install(newer), stay)
	o.wantVersions(stateName)
	if done, err := run.Promote(); !done || err != nil {
		t.Errorf("twice: %v, %v", done, err)
	}
	if st := o.updates().Standing(); st.Ready != nil || st.Failed != nil {
		t.Errorf("%+v", st)
	}
}

func TestAVersionThatEndsIsNotTriedAgain(t *testing.T) {
	for name, end := range map[string]func(*Run){
		"before its window":   func(*Run) {},
		"behind its window":   func(r *Run) { must(t, r.Shown()) },
		"and did not promote": func(r *Run) { must(t, r.Shown()); _, _ = r.Promote() },
	} {
		t.Run(name, func(t *testing.T) {
			o := offered(t)
			run := o.trial()
			end(run)
			o.wantNext(o.install(old), stay) // it is still running
			must(t, run.letGo())             // as the system does when it ends
			o.wantNext(o.install(old), stay)
			o.wantProgram(old)
			o.wantVersions(stateName)
			in := o.install(old)
			if v, untold := in.Untold(); !untold || v != newer {
				t.Errorf("told of %v (%v)", v, untold)
			}
			if _, untold := in.Untold(); untold {
				t.Error("told twice")
			}
			if st := o.updates().Standing(); st.Failed == nil || *st.Failed != newer {
				t.Errorf("%+v", st)
			}
		})
	}
}

func TestAVersionClosedInGoodOrderIsTriedAgain(t *testing.T) {
	o := offered(t)
	for range mostLeft - 1 {
		run := o.trial()
		must(t, run.Shown())
		must(t, run.Left())
	}
	must(t, o.trial().Left())
	o.wantNext(o.install(old), stay)
	o.wantVersions(stateName)
}

// Where nothing can draw a version is not blamed, whatever process of it finds that,
// and it makes room for one behind it.
func TestAVersionThatCannotDrawIsTriedAgain(t *testing.T) {
	o := offered(t)
	for range mostLeft + 1 {
		run := o.trial()
		must(t, run.Yield())
		must(t, run.Blind())
		must(t, run.Left())
	}
	if st := o.updates().Standing(); st.Failed != nil || st.Ready == nil {
		t.Errorf("%+v", st)
	}
	o.offer(newest, programOf(newest))
	o.fetch()
	o.wantNext(o.install(old), try)
	o.wantVersions(newest.String(), stateName)
	run := &Run{in: o.waiting(newest)} // it did not begin as a trial, and says nothing
	if must(t, run.Blind()); run.OnTrial() || !o.install(old).state().is(newest, tried) {
		t.Errorf("it is %+v", o.install(old).state().Staged)
	}
}

// A window that is up is not ended because nothing can be written: the process
// that waits knows of it all the same.
func TestAWindowIsKnownWithoutWriting(t *testing.T) {
	o := offered(t)
	run := o.trial()
	run.in.Patience.Lock = 0
	scanner, err := acquire(run.in.versions(stateLock), 0) // or whatever keeps the state from being written
	must(t, err)
	if err := run.Shown(); err == nil {
		t.Fatal("it was written")
	}
	waits := o.install(old)
	waits.Patience.Window = 10 * time.Millisecond
	became := make(chan bool, 1)
	go func() { became <- waits.outcome(newer, make(chan error)) }()
	select {
	case works := <-became:
		t.Fatalf("the trial was over: %v", works)
	case <-time.After(20 * waits.Patience.Window):
	}
	must(t, scanner.Close())
	must(t, run.Shown())
	if _, err := run.Works(); err != nil {
		t.Fatal(err)
	}
	if !<-became {
		t.Error("a window that works was taken for one that hangs")
	}
}

// Who clicks once more while a version that is tried shows the ways to rescue the
// reports is not kept waiting for what comes of it, but only for its window.
func TestAClickBesideAWindow(t *testing.T) {
	o := offered(t)
	run := o.trial()
	in := o.install(old)
	waits, err := acquire(in.versions(startLock), 0) // as the process does that waits beside the trial
	must(t, err)
	defer waits.Close()
	in.Patience.Window, in.Patience.Click = time.Hour, 20*time.Millisecond
	became := make(chan Turn, 1)
	go func() { became <- in.Start(nil) }()
	select {
	case <-became:
		t.Fatal("it did not wait for the window")
	case <-time.After(3 * in.Patience.Click):
	}
	must(t, run.Shown())
	select {
	case turn := <-became:
		if turn.Handed || turn.Run == nil {
			t.Errorf("%+v", turn)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for the reports")
	}
	if !in.state().is(newer, shown) {
		t.Errorf("it is %+v", in.state().Staged)
	}
}

// What lies there is not believed: neither the state nor the folder starts a
// program that was not signed.
func TestOnlyWhatWasSignedIsStarted(t *testing.T) {
	file := func(o *office, name string) string { return filepath.Join(o.install(old).folder(newer), name) }
	for name, spoil := range map[string]func(*office){
		"program changed": func(o *office) { o.write(file(o, ProgramName()), programOf(newest)) },
		"program longer":  func(o *office) { o.write(file(o, ProgramName()), programOf(newer)+"x") },
		"program missing": func(o *office) { must(o.t, os.Remove(file(o, ProgramName()))) },
		"program a link": func(o *office) {
			must(o.t, os.Remove(file(o, ProgramName())))
			must(o.t, os.Symlink(o.program(), file(o, ProgramName())))
		},
		"manifest missing":  func(o *office) { must(o.t, os.Remove(file(o, "tinxa-update.json"))) },
		"signature missing": func(o *office) { must(o.t, os.Remove(file(o, "tinxa-update.json.minisig"))) },
		"manifest changed":  func(o *office) { o.write(file(o, "tinxa-update.json"), "{}") },
		"another version": func(o *office) {
			must(o.t, os.Rename(o.install(old).folder(newer), o.install(old).folder(newest)))
			o.write(filepath.Join(o.dir, versionsName, stateName), `{"newest":"0.3.0.1","staged":{"version":"0.3.0.1","stage":"good"}}`)
		},
		"key withdrawn": func(o *office) { o.keys = nil },
	} {
		t.Run(name, func(t *testing.T) {
			o := offered(t)
			spoil(o)
			o.wantNext(o.install(old), stay)
			o.wantNext(o.install(old), stay)
			o.wantProgram(old)
			o.wantVersions(stateName)
		})
	}
}

func TestABrokenStateIsNone(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `{"staged":{"version":"x"}}`, `{"staged":{}}`, `{"newest":1}`} {
		o := offered(t)
		o.write(filepath.Join(o.dir, versionsName, stateName), text)
		o.wantNext(o.install(old), stay)
		o.wantProgram(old)
		o.fetch()
		o.wantNext(o.install(old), try)
	}
}

// A file that only cannot be opened just now is not taken for none: what it says
// of older and failed versions, or of the user's choice, would be forgotten.
func TestWhatCannotBeReadIsNotForgotten(t *testing.T) {
	o := offered(t)
	u := o.updates()
	for path, write := range map[string]func() error{
		filepath.Join(o.dir, versionsName, stateName): func() error { return u.change(func(s *state) error { s.fail(); return nil }) },
		filepath.Join(o.config, SettingsName):         func() error { return u.SetOff(true) },
	} {
		must(t, os.Remove(path))
		must(t, os.Symlink(filepath.Base(path), path)) // leads to itself: it is there and nobody can open it
		if err := write(); err == nil {
			t.Errorf("%s: it was written over", filepath.Base(path))
		}
		if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s: %v, %v", filepath.Base(path), info, err)
		}
	}
	o.wantNext(o.install(old), stay)
}

// A program that needs no installing may lie among folders of the user's own,
// and a folder of a version may be replaced by a link to one.
func TestFoldersOfOthersStay(t *testing.T) {
	o := offered(t)
	in := o.install(old)
	theirs := t.TempDir()
	o.write(filepath.Join(theirs, "luu-tru.txt"), "tin")
	must(t, os.Mkdir(in.versions("Bản thảo"), 0o755))
	o.write(in.versions("Bản thảo", "tin.txt"), "tin")
	must(t, os.Symlink(theirs, in.versions(newest.String()+unpackedExt)))
	o.offer(newest, programOf(newest))
	o.fetch()
	o.wantNext(o.install(newest), stay)
	o.wantVersions("Bản thảo", stateName)
	for _, file := range []string{in.versions("Bản thảo", "tin.txt"), filepath.Join(theirs, "luu-tru.txt")} {
		if got := readFile(t, file); got != "tin" {
			t.Errorf("%s: %q", file, got)
		}
	}
}

// What takes the place is compared with what was signed on its way there, too.
func TestOnlyWhatWasSignedTakesThePlace(t *testing.T) {
	o := offered(t)
	run := o.trial()
	if _, err := run.Works(); err != nil {
		t.Fatal(err)
	}
	o.write(filepath.Join(o.install(old).folder(newer), ProgramName()), programOf(newest))
	if done, err := run.Promote(); done || !errors.Is(err, release.ErrPayload) {
		t.Errorf("%v, %v", done, err)
	}
	o.wantProgram(old)
	if _, err := os.Stat(o.program() + newExt); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy is left: %v", err)
	}
}

// A version that is started while the next one is being fetched keeps its trial.
func TestAStartIsQuickerThanADownload(t *testing.T) {
	o := offered(t)
	o.offer(newest, programOf(newest))
	_, err := o.updates().Fetch(t.Context(), func(int64, int64) { o.wantNext(o.install(old), try) })
	if !errors.Is(err, release.ErrBusy) {
		t.Errorf("%v, want ErrBusy", err)
	}
	if !o.install(old).state().is(newer, tried) {
		t.Errorf("it is %+v", o.install(old).state().Staged)
	}
}

// Whoever installs the newer version himself leaves nothing behind.
func TestInstalledByHand(t *testing.T) {
	o := offered(t)
	o.wantNext(o.install(newest), stay)
	o.wantVersions(stateName)
}

// While the old program still runs, Windows refuses the rename.
func TestThePlaceIsTakenLater(t *testing.T) {
	o := offered(t)
	run := o.trial()
	if _, err := run.Works(); err != nil {
		t.Fatal(err)
	}
	must(t, os.Remove(o.program()))
	must(t, os.Mkdir(o.program(), 0o755)) // a rename onto it is refused
	o.write(filepath.Join(o.program(), "x"), "")
	if done, err := run.Promote(); done || err == nil {
		t.Errorf("%v, %v", done, err)
	}
	if _, err := os.Stat(o.program() + newExt); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy is left: %v", err)
	}
	must(t, os.RemoveAll(o.program()))
	o.write(o.program(), programOf(old))
	if done, err := run.Promote(); !done || err != nil {
		t.Errorf("%v, %v", done, err)
	}
	o.wantProgram(newer)
}

// A version that is good waits for its place; the one behind it waits for that.
func TestOneAtATime(t *testing.T) {
	o := offered(t)
	run := o.trial()
	if _, err := run.Works(); err != nil {
		t.Fatal(err)
	}
	o.offer(newest, programOf(newest))
	u := o.updates()
	u.Install = o.waiting(newer)
	if _, err := u.Fetch(t.Context(), unheard); err == nil {
		t.Error("fetched over a version that has no place yet")
	}
	if _, err := run.Promote(); err != nil {
		t.Fatal(err)
	}
	o.wantProgram(newer)
	o.wantNext(o.install(newer), stay)
	u.Install = o.install(newer)
	if _, err := u.Fetch(t.Context(), unheard); err != nil {
		t.Error(err)
	}
	o.wantNext(o.install(newer), try)
}

// A program that is no release, or was never updated, leaves no trace.
func TestNothingToDoLeavesNothing(t *testing.T) {
	o := newOffice(t)
	if turn := o.install(old).Start(nil); turn.Handed || turn.Run == nil {
		t.Errorf("%+v", turn)
	}
	if _, untold := o.install(old).Untold(); untold {
		t.Error("told of nothing")
	}
	if _, err := os.Stat(filepath.Join(o.dir, versionsName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a trace: %v", err)
	}
	o = offered(t)
	in := o.install(old)
	in.Version.Minor, in.Version.Build = 0, 0
	turn := in.Start(nil)
	if turn.Handed {
		t.Error("a program without a version was updated")
	}
	for _, err := range []error{turn.Run.Shown(), turn.Run.Left()} {
		must(t, err)
	}
	o.wantVersions("0.2.0.3", stateName)
}
