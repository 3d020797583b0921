package backup

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// limitFiles makes every file of this process end at that many bytes, as a full
// disk does, until the returned function is called.
func limitFiles(t *testing.T, most uint64) (lift func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ) // else the system ends the process at the limit
	var before syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before))
	lift = func() { must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before)) }
	t.Cleanup(lift)
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: before.Max}))
	return lift
}

// apart runs a test in a process of its own: the log that go test keeps of this
// one would hit the limit too.
func apart(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	const key = "TINXA_BACKUP_TEST_APART"
	if os.Getenv(key) != "" {
		f(t)
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), key+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("--- PASS: "+t.Name())) {
		t.Errorf("%v\n%s", err, out)
	}
}

// noise is a photo that does not get smaller by encoding.
func noise(seed uint64, side int) []byte {
	rnd := rand.New(rand.NewPCG(seed, 1))
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		img.Pix[i] = byte(rnd.Uint32()) | 1
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// TestFullHere: the disk is full while a backup is made. What was there stays,
// nothing is left over, and with space again it goes on.
func TestFullHere(t *testing.T) { apart(t, fillHere) }

func fillHere(t *testing.T) {
	for _, most := range []uint64{0, 100, 40_000} { // nothing, a manifest's beginning, half a database
		o := newOffice(t)
		o.write(t, 1, modeltest.JPEG(64, 48))
		old := o.made(t)
		o.write(t, 2, modeltest.JPEG(80, 60))
		before := files(t, o.shelf())
		lift := limitFiles(t, most)
		_, made, err := o.keeper.Make(t.Context(), nil)
		lift()
		isErr(t, "full", err, model.ErrFull)
		if after := files(t, o.shelf()); made || !slices.Equal(before, after) {
			t.Errorf("made %v, left %v", made, after)
		}
		whole(t, o.keeper, old, "")
		o.made(t)
	}
}

// TestFullAtTheManifest: photos that were linked for nothing go again.
func TestFullAtTheManifest(t *testing.T) { apart(t, fillManifest) }

func fillManifest(t *testing.T) {
	o := newOffice(t)
	photos := o.write(t, 1, modeltest.JPEG(64, 48)).Pictures()
	env := o.env()
	env.Copy = func(_ context.Context, w io.Writer) error { _, err := io.WriteString(w, "small"); return err }
	env.Check = func(context.Context, string) (Contents, error) {
		return Contents{Reports: 1, Photos: []model.PhotoID{photos[0].Photo}}, nil
	}
	k, err := Open(env)
	must(t, err)
	lift := limitFiles(t, 100)
	_, made, err := k.Make(t.Context(), nil)
	lift()
	isErr(t, "full", err, model.ErrFull)
	if left := files(t, o.shelf()); made || len(left) != 0 {
		t.Errorf("made %v, left %v", made, left)
	}
}

// TestFullAway fills the stick at each kind of file: a photo that is too large,
// the database, the manifest.
func TestFullAway(t *testing.T) { apart(t, fillAway) }

func fillAway(t *testing.T) {
	for _, passphrase := range []string{"", secret} {
		for _, most := range []uint64{50, 900, 40_000, 200_000} {
			o, away := newOffice(t), stick(t)
			must(t, o.keeper.SetAway(t.Context(), away, passphrase))
			r := o.write(t, 1, modeltest.JPEG(64, 48))
			old := sent(t, o)
			row := r.Blocks[len(r.Blocks)-1].(model.Photos)
			for _, data := range [][]byte{noise(1, 20), noise(2, 300)} {
				p, err := o.photos.Add(t.Context(), bytes.NewReader(data))
				must(t, err)
				row.Pictures = append(row.Pictures, model.Picture{Photo: p.ID})
			}
			r.Blocks[len(r.Blocks)-1] = row
			o.save(t, r)
			o.made(t)
			before := files(t, away)
			lift := limitFiles(t, most)
			err := o.keeper.CopyAway(t.Context(), nil)
			lift()
			isErr(t, "full", err, model.ErrFull)
			if after := files(t, away); !slices.Equal(before, after) {
				t.Errorf("%d bytes: the stick held %v, now %v", most, before, after)
			}
			if list := awayList(t, o); len(list) != 1 || list[0] != old {
				t.Errorf("%d bytes: list %+v", most, list)
			}
			whole(t, o.keeper, old, passphrase)
			must(t, o.keeper.CopyAway(t.Context(), nil))
			whole(t, o.keeper, awayList(t, o)[0], passphrase)
		}
	}
}

// TestSmallStick: a disk of its own that is really small, where this machine
// lets us have one; the limit of files above stands in for it elsewhere.
func TestSmallStick(t *testing.T) { apart(t, fillStick) }

func fillStick(t *testing.T) {
	away := stick(t)
	fill, lift := func() {}, func() {}
	if err := syscall.Mount("tinxa", away, "tmpfs", 0, "size=512k"); err == nil {
		defer func() { must(t, syscall.Unmount(away, syscall.MNT_DETACH)) }()
	} else {
		fill = func() { lift = limitFiles(t, 100_000) }
	}
	o := newOffice(t)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	o.write(t, 1, modeltest.JPEG(64, 48))
	old := sent(t, o)
	before := files(t, away)
	o.write(t, 2, noise(1, 200), noise(2, 200), noise(3, 200), noise(4, 200))
	o.made(t)
	fill()
	err := o.keeper.CopyAway(t.Context(), nil)
	lift()
	isErr(t, "full", err, model.ErrFull)
	if after := files(t, away); !slices.Equal(before, after) {
		t.Errorf("the stick held %v, now %v", before, after)
	}
	whole(t, o.keeper, old, "")
}

// TestPulledOut: the stick goes while it is written to, and its folder stays.
func TestPulledOut(t *testing.T) {
	o, away := newOffice(t), stick(t)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	o.write(t, 1, modeltest.JPEG(64, 48), modeltest.JPEG(65, 48), modeltest.JPEG(66, 48))
	o.made(t)
	pulled := filepath.Join(t.TempDir(), "pulled")
	err := o.keeper.CopyAway(t.Context(), func(done, _ int) {
		if done == 1 {
			must(t, os.Rename(away, pulled))
			must(t, os.Mkdir(away, 0o700))
		}
	})
	isErr(t, "pulled out", err, model.ErrGone)
	if left := files(t, away); len(left) != 0 {
		t.Errorf("written into the empty folder: %v", left)
	}
}

// TestReadOnlyStick: the switch on its side.
func TestReadOnlyStick(t *testing.T) {
	o, away := newOffice(t), stick(t)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	r := o.write(t, 1)
	sent(t, o)
	o.save(t, r)
	o.made(t)
	letIn(t, o.dir)
	letIn(t, away)
	asNobody(t, func() {
		isErr(t, "copy", o.keeper.CopyAway(t.Context(), nil), model.ErrReadOnly)
		isErr(t, "set", o.keeper.SetAway(t.Context(), filepath.Dir(away), ""), model.ErrReadOnly)
	})
	if len(awayList(t, o)) != 1 {
		t.Errorf("list %v", awayList(t, o))
	}
}

// letIn lets everybody read a folder, and the ways to it, and nobody write.
func letIn(t *testing.T, dir string) {
	t.Helper()
	chmod := func(path string, mode os.FileMode) {
		info, err := os.Stat(path)
		must(t, err)
		must(t, os.Chmod(path, mode))
		t.Cleanup(func() { must(t, os.Chmod(path, info.Mode())) })
	}
	for above := filepath.Dir(dir); above != filepath.Clean(os.TempDir()); above = filepath.Dir(above) {
		chmod(above, 0o555)
	}
	must(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err == nil {
			chmod(path, 0o555)
		}
		return err
	}))
}

// asNobody runs f as a user who owns nothing: root may write to everything. The
// system knows such a user by thread, so the test keeps its thread.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Getuid() != 0 {
		f()
		return
	}
	const nobody = 65534
	user := func(id uintptr) { _, _, _ = syscall.RawSyscall(syscall.SYS_SETFSUID, id, 0, 0) }
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	user(nobody)
	defer user(0)
	f()
}

// TestOpenWhereNothingCanBeMade: reports on a disk that is only read are shown
// although there is no room for backups beside them.
func TestOpenWhereNothingCanBeMade(t *testing.T) {
	o := newOffice(t)
	o.write(t, 1)
	env := o.env()
	env.Dir = "/sys/tinxa" // where nobody may make a folder
	k, err := Open(env)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := k.List(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("listed %+v, %v", list, err)
	}
	_, made, err := k.Make(t.Context(), nil)
	isErr(t, "make", err, model.ErrReadOnly)
	if made {
		t.Error("a backup was made")
	}
	must(t, os.Remove(o.shelf()))
	b, made, err := o.keeper.Make(t.Context(), nil)
	must(t, err)
	if !made || b.Reports != 1 {
		t.Errorf("where a folder can be made again: %v, %+v", made, b)
	}
}
