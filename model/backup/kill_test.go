package backup

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// The child is this program again. It works in the folder childDir and is
// killed at that step.
const childDir, childStep = "TINXA_BACKUP_TEST_DIR", "TINXA_BACKUP_TEST_STEP"

// panicked is the exit code of a child that failed; the code of one that was
// killed differs from system to system.
const panicked = 2

// stepping is a context that is asked before every step of a backup whether it
// goes on, and does something the n-th time.
type stepping struct {
	context.Context
	left  int
	reach func() error
}

// Err implements context.Context.
func (s *stepping) Err() error {
	s.left--
	if s.left < 0 {
		return s.reach()
	}
	return nil
}

// beKilled is the child: it makes a backup, copies it away, and dies at a step.
func beKilled(dir, step string) {
	left, err := strconv.Atoi(step)
	if err != nil {
		panic(err)
	}
	o, err := openOffice(dir)
	if err != nil {
		panic(err)
	}
	o.clock.Time = noon.AddDate(0, 0, 60)
	o.keeper.env.Check = func(ctx context.Context, path string) (Contents, error) {
		return check(context.WithoutCancel(ctx), path) // it only reads
	}
	ctx := &stepping{context.Background(), left, func() error {
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill()
		select {}
	}}
	if _, _, err := o.keeper.Make(ctx, nil); err != nil {
		panic(err)
	}
	if err := o.keeper.CopyAway(ctx, nil); err != nil {
		panic(err)
	}
	os.Exit(0)
}

// stepsKey in the environment, set to 1, has the program killed at every step;
// otherwise it is every sixth, from another one each time.
const stepsKey, stride = "TINXA_BACKUP_TEST_EVERY", 6

// TestKilled kills the program at steps of making a backup and of copying it
// away. Whatever is listed then is whole, on both shelves, no older backup
// is missing that should stay, and the next run does what is left to do.
func TestKilled(t *testing.T) {
	o := newOffice(t)
	away := filepath.Join(t.TempDir(), "USB")
	must(t, os.Mkdir(away, 0o700))
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	for i := range keptRecent + 1 {
		o.write(t, i, modeltest.JPEG(32+i, 32))
		o.made(t)
		must(t, o.keeper.CopyAway(t.Context(), nil))
	}
	o.write(t, 100, modeltest.JPEG(90, 90), modeltest.JPEG(91, 91))
	must(t, o.store.Close())
	step, by := rand.IntN(stride), stride
	if os.Getenv(stepsKey) == "1" {
		step, by = 0, 1
	}
	for died := true; died; step += by {
		died = killed(t, o.dir, away, step)
		if t.Failed() {
			t.Fatalf("killed at step %d", step)
		}
	}
	if step < 100 {
		t.Errorf("%d steps only: this tries little", step)
	}
	again, err := openOffice(o.dir) // for the cleanup
	must(t, err)
	*o = *again
}

// killed lets a child die at a step, in copies of the folders, and looks at
// what it left. It is false when the child came to its end.
func killed(t *testing.T, dir, away string, step int) bool {
	t.Helper()
	scene := t.TempDir()
	mine, stick := filepath.Join(scene, "data"), filepath.Join(scene, "stick")
	must(t, os.CopyFS(mine, os.DirFS(dir)))
	must(t, os.CopyFS(stick, os.DirFS(away)))
	o, err := openOffice(mine)
	must(t, err)
	must(t, o.keeper.change(func(s *setting) { s.Dir = stick }))
	must(t, o.store.Close())
	before := o.list(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+mine, childStep+"="+strconv.Itoa(step))
	out, err := cmd.CombinedOutput()
	died := err != nil
	if status := (*exec.ExitError)(nil); died && (!errors.As(err, &status) || status.ExitCode() == panicked) {
		t.Fatalf("the child was not killed: %v\n%s", err, out)
	}
	o, err = openOffice(mine)
	must(t, err)
	defer func() { must(t, o.store.Close()) }()
	o.clock.Time = noon.AddDate(0, 0, 61)
	checkLeft(t, o, before)
	if _, _, err := o.keeper.Make(t.Context(), nil); err != nil {
		t.Error(err)
	}
	if err := o.keeper.CopyAway(t.Context(), nil); err != nil {
		t.Error(err)
	}
	if list := o.list(t); list[0].Reports != keptRecent+2 || list[1].Reports != keptRecent+2 {
		t.Errorf("the next run made %+v", list[:2])
	}
	return died
}

// checkLeft: all that is listed is whole, and the newest of before are there.
func checkLeft(t *testing.T, o *office, before []model.Backup) {
	t.Helper()
	left := o.list(t)
	whole(t, o.keeper, left[0], "")
	for _, s := range []shelf{o.keeper.here, o.keeper.set().shelf()} {
		all, err := s.inventory(t.Context())
		must(t, err)
		for _, m := range all.backups {
			checkHashes(t, s, m)
		}
	}
	missing := 0
	for _, b := range before {
		if !slices.Contains(left, b) {
			missing++
		}
	}
	if missing > 2 { // one on each shelf may have made room
		t.Errorf("%d of %d older backups are gone", missing, len(before))
	}
}

// checkHashes: database and photos are what they were when they were checked.
func checkHashes(t *testing.T, s shelf, m manifest) {
	t.Helper()
	if lying, err := fileAt(t.Context(), s.path(m.database())); err != nil || lying != m.lying() {
		t.Errorf("%s, %s: %v", s.kind, m.Name, err)
	}
	for _, p := range m.Photos {
		if p.Missing || !isIntact(t.Context(), s.path(m.original(p)), p) {
			t.Errorf("%s, %s: photo %.8s", s.kind, m.Name, p.ID)
		}
	}
}

// TestBrokenOff ends the context at each step instead: then nothing half made
// is left either, not even files that are no backup.
func TestBrokenOff(t *testing.T) {
	o := newOffice(t)
	away := filepath.Join(t.TempDir(), "USB")
	must(t, os.Mkdir(away, 0o700))
	must(t, o.keeper.SetAway(t.Context(), away, "mật khẩu"))
	for i := range 3 {
		o.write(t, i, modeltest.JPEG(32+i, 32))
		o.made(t)
		must(t, o.keeper.CopyAway(t.Context(), nil))
	}
	for _, act := range []struct {
		what string
		do   func(ctx context.Context) error
	}{
		{"make", func(ctx context.Context) error { _, _, err := o.keeper.Make(ctx, nil); return err }},
		{"copy away", func(ctx context.Context) error { return o.keeper.CopyAway(ctx, nil) }},
	} {
		o.write(t, 50+len(act.what), modeltest.JPEG(90+len(act.what), 90))
		if act.what == "copy away" {
			o.made(t)
		}
		steps := 0
		for ; !checkBrokenOff(t, o, away, steps, act.do); steps++ {
			if t.Failed() {
				t.Fatalf("%s, broken off at step %d", act.what, steps)
			}
		}
		if steps < 10 {
			t.Errorf("%s has %d steps only", act.what, steps)
		}
	}
}

// checkBrokenOff reports whether the act came to its end.
func checkBrokenOff(t *testing.T, o *office, away string, step int, do func(context.Context) error) bool {
	t.Helper()
	before := o.list(t)
	ctx := &stepping{t.Context(), step, func() error { return context.Canceled }}
	err := do(ctx)
	after := o.list(t)
	if err == nil || len(after) > len(before) { // only clearing away was broken off
		return true
	}
	isErr(t, "broken off", err, context.Canceled)
	if !slices.Equal(before, after) {
		t.Errorf("the list changed from %v to %v", before, after)
	}
	for _, dir := range []string{o.shelf(), away} {
		for _, name := range files(t, dir) {
			if err := belongs(name, after); err != nil {
				t.Error(err)
			}
		}
	}
	return false
}

// belongs: photos may lie ready for the next try, and settings; nothing else
// that is not part of a backup.
func belongs(name string, list []model.Backup) error {
	if filepath.Dir(name) != "." && filepath.Ext(name) != ".tmp" ||
		name == "away.json" || name == markerName || filepath.Ext(name) == extSealed && name[:4] == "khoa" {
		return nil
	}
	if len(name) > len(stampForm) && slices.ContainsFunc(list, func(b model.Backup) bool { return b.Name == name[:len(stampForm)] }) {
		return nil
	}
	return fmt.Errorf("%s was left", name)
}
