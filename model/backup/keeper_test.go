package backup

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func TestMakeAndBringBack(t *testing.T) {
	o := newOffice(t)
	first := o.write(t, 1, modeltest.JPEG(640, 480), modeltest.PNG(60, 40))
	second := o.write(t, 2, modeltest.JPEG(640, 480), modeltest.WebP())
	var steps []int
	b, made, err := o.keeper.Make(t.Context(), func(done, total int) { steps = append(steps, done, total) })
	must(t, err)
	if !made || b.Reports != 2 || b.Photos != 3 || b.Sealed || b.Shelf != model.ShelfHere || !b.Made.Equal(noon) {
		t.Errorf("made %v: %+v", made, b)
	}
	if b.Name != "2026-11-21T12-00-00" {
		t.Errorf("named %s, not by the time in Vietnam", b.Name)
	}
	if !slices.Equal(steps, []int{1, 4, 2, 4, 3, 4, 4, 4}) {
		t.Errorf("progress %v", steps)
	}
	if list := o.list(t); len(list) != 1 || list[0] != b {
		t.Errorf("list %+v", list)
	}
	u, reports := brought(t, o.keeper, b, "")
	for _, r := range []model.Report{first, second} {
		i := slices.IndexFunc(reports, func(got model.Report) bool { return got.ID == r.ID })
		modeltest.Same(t, "brought back", reports[i], r)
	}
	if ids := held(t, u); len(ids) != 3 {
		t.Errorf("photos %v", ids)
	}
	if _, err := u.Photo(modeltest.PhotoIDOf(nil)); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a photo that it never had: %v", err)
	}
}

// TestPhotosTakeNoSpace: a photo beside the data is the same file.
func TestPhotosTakeNoSpace(t *testing.T) {
	o := newOffice(t)
	picture := modeltest.JPEG(64, 48)
	r := o.write(t, 1, picture)
	o.made(t)
	id := modeltest.PhotoIDOf(picture)
	path, err := o.photos.Path(id)
	must(t, err)
	original, err := os.Stat(path)
	must(t, err)
	pooled, err := os.Stat(o.shelf("photos", string(id[:2]), string(id)+".jpg"))
	must(t, err)
	if !os.SameFile(original, pooled) {
		t.Error("the photo was copied")
	}
	must(t, os.Remove(path))
	r.Head.Title += "."
	o.save(t, r)
	if b := o.made(t); b.Photos != 1 {
		t.Errorf("a photo that only an older backup still has is missing: %+v", b)
	}
	lost, err := o.keeper.Photo(t.Context(), id)
	must(t, err)
	must(t, o.photos.Heal(t.Context(), id, lost))
	must(t, lost.Close())
	if _, err := o.photos.Path(id); err != nil {
		t.Error(err)
	}
}

func TestUnchanged(t *testing.T) {
	o := newOffice(t)
	r := o.write(t, 1, modeltest.JPEG(64, 48))
	b := o.made(t)
	unchanged := func(when string) {
		t.Helper()
		o.clock.wait(time.Hour)
		before := files(t, o.shelf())
		got, made, err := o.keeper.Make(t.Context(), nil)
		if made || err != nil || got != b {
			t.Errorf("%s: made %v, %+v, %v", when, made, got, err)
		}
		if after := files(t, o.shelf()); !slices.Equal(after, before) {
			t.Errorf("%s: the shelf changed from %v to %v", when, before, after)
		}
	}
	unchanged("at once")
	o.reopen(t)
	unchanged("after the program was started again")
	o.save(t, r)
	b = o.made(t)
	unchanged("after a change")
	flip(t, o.shelf(b.Name+".db"))
	o.reopen(t)
	if got := o.made(t); got.Name == b.Name {
		t.Error("a backup that has rotted is taken for one")
	}
}

// TestSameNumber: another database whose last write has the same number is not
// taken for the one that the newest backup is of.
func TestSameNumber(t *testing.T) {
	o := newOffice(t)
	o.write(t, 1)
	o.made(t)
	env := o.env()
	other := newOffice(t)
	other.write(t, 2)
	if o.store.Changes() != other.store.Changes() {
		t.Fatalf("%d and %d changes: this tries nothing", o.store.Changes(), other.store.Changes())
	}
	env.Copy, env.Changes = other.store.Copy, other.store.Changes
	k, err := Open(env)
	must(t, err)
	if _, made, err := k.Make(t.Context(), nil); !made || err != nil {
		t.Errorf("made %v, %v", made, err)
	}
}

func TestMissingAndDamagedPhotos(t *testing.T) {
	o := newOffice(t)
	pictures := [][]byte{modeltest.JPEG(64, 48), modeltest.JPEG(96, 48), modeltest.JPEG(128, 48)}
	o.write(t, 1, pictures...)
	gone, rotten := modeltest.PhotoIDOf(pictures[0]), modeltest.PhotoIDOf(pictures[1])
	path, err := o.photos.Path(gone)
	must(t, err)
	must(t, os.Remove(path))
	path, err = o.photos.Path(rotten)
	must(t, err)
	flip(t, path)
	b := o.made(t)
	if b.Photos != 1 || b.Reports != 1 {
		t.Errorf("%+v, want the one sound photo", b)
	}
	whole(t, o.keeper, b, "")
	if _, err := o.keeper.Photo(t.Context(), rotten); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a rotten photo is given out: %v", err)
	}
	must(t, o.photos.Heal(t.Context(), rotten, bytes.NewReader(pictures[1])))
	must(t, o.photos.Heal(t.Context(), gone, bytes.NewReader(pictures[0])))
	o.reopen(t)
	b = o.made(t) // although no report changed
	if b.Photos != 3 {
		t.Errorf("%+v, want the photos that came back", b)
	}
	whole(t, o.keeper, b, "")
}

// TestWeeks makes four backups a day for six weeks, each with a photo of its
// own, and brings back all that are left.
func TestWeeks(t *testing.T) {
	o := newOffice(t)
	for day := range 42 {
		o.clock.Time = noon.AddDate(0, 0, day)
		r := o.write(t, day, modeltest.JPEG(32+day, 32))
		for range 3 {
			o.made(t)
			r.Head.Kicker += "."
			r = o.save(t, r)
		}
		must(t, o.store.Delete(t.Context(), r.ID))
		_, err := o.store.Purge(t.Context(), o.clock.AddDate(1, 0, 0))
		must(t, err)
		o.made(t)
	}
	list := o.list(t)
	if len(list) > keptRecent+keptDays+keptWeeks || len(list) < keptRecent+keptWeeks {
		t.Errorf("%d backups are left", len(list))
	}
	named := map[model.PhotoID]bool{}
	for _, b := range list {
		whole(t, o.keeper, b, "")
		u, _ := brought(t, o.keeper, b, "")
		for _, id := range u.Contents.Photos {
			named[id] = true
		}
	}
	pooled := slices.DeleteFunc(files(t, o.shelf()), func(name string) bool { return filepath.Dir(name) == "." })
	if len(pooled) != len(named) || len(named) == 42 {
		t.Errorf("%d photos are kept, the backups name %d", len(pooled), len(named))
	}
}

// TestClockYearBack: names stay in order and nothing good is removed.
func TestClockYearBack(t *testing.T) {
	o := newOffice(t)
	r := o.write(t, 1)
	last := o.made(t)
	o.clock.Time = o.clock.AddDate(-1, 0, 0)
	for range 5 {
		r = o.save(t, r)
		b := o.made(t)
		if b.Name <= last.Name || b.Made.After(noon) {
			t.Errorf("%s follows %s, made %v", b.Name, last.Name, b.Made)
		}
		last = b
	}
	list := o.list(t)
	if len(list) != 6 || list[0].Name != last.Name {
		t.Errorf("list %+v", list)
	}
	_, reports := brought(t, o.keeper, list[0], "")
	modeltest.Same(t, "newest", reports[0], r)
}

// TestStrangers: files that are not ours stay, whatever they are called.
func TestStrangers(t *testing.T) {
	o := newOffice(t)
	strangers := []string{
		"ghi chú.txt", "photos/ảnh cưới.jpg", "photos/ab/x.jpg", "photos/2026/IMG_1.jpg", "cellar/ab/x.tmp",
		"2026.json", "2026-11-21T12-00-00-1.json", "cellar/2020-01-01T00-00-00.db",
	}
	ours := []string{
		".tinxa-1.tmp", ".2026-11-21T12-00-00.json-77.tmp",
		"photos/ab/." + string(modeltest.PhotoIDOf(nil)) + ".jpg-1.tmp", "photos/ab/" + string(modeltest.PhotoIDOf(nil)) + ".jpg",
	}
	for _, name := range slices.Concat(strangers, ours) {
		must(t, os.MkdirAll(filepath.Dir(o.shelf(name)), 0o700))
		must(t, os.WriteFile(o.shelf(name), []byte("x"), 0o600))
	}
	o.write(t, 1)
	o.made(t)
	left := files(t, o.shelf())
	for _, name := range strangers {
		if !slices.Contains(left, name) {
			t.Errorf("%s was removed", name)
		}
	}
	for _, name := range ours {
		if slices.Contains(left, name) {
			t.Errorf("%s was left", name)
		}
	}
}

// TestBrokenManifest: its photos stay, and so does its database, until enough
// younger backups are whole.
func TestBrokenManifest(t *testing.T) {
	o := newOffice(t)
	r := o.write(t, 1, modeltest.JPEG(64, 48))
	broken := o.made(t)
	must(t, o.store.Delete(t.Context(), r.ID))
	_, err := o.store.Purge(t.Context(), noon.AddDate(1, 0, 0))
	must(t, err)
	flip(t, o.shelf(broken.Name+".json"))
	for i := range keptRecent {
		o.write(t, 10+i)
		o.made(t)
		left := files(t, o.shelf())
		hasPhoto := slices.ContainsFunc(left, func(name string) bool { return filepath.Ext(name) == ".jpg" })
		last := i == keptRecent-1
		if slices.Contains(left, broken.Name+".db") == last || !hasPhoto && !last {
			t.Errorf("after %d more backups: %v", i+1, left)
		}
		if list := o.list(t); len(list) != i+1 {
			t.Errorf("the broken one is listed: %+v", list)
		}
	}
}

// TestLostDatabase: a manifest whose database is gone or cut is no backup.
func TestLostDatabase(t *testing.T) {
	for _, lose := range []func(path string) error{
		os.Remove,
		func(path string) error { return os.Truncate(path, 100) },
	} {
		o := newOffice(t)
		o.write(t, 1)
		b := o.made(t)
		must(t, lose(o.shelf(b.Name+".db")))
		if list := o.list(t); len(list) != 0 {
			t.Errorf("list %+v", list)
		}
		if again := o.made(t); again.Name <= b.Name {
			t.Errorf("made again as %s", again.Name)
		}
	}
}

// TestReadBack: a disk that does not give back what was written is found out.
func TestReadBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	_, err := put(t.Context(), path, func(w io.Writer) error {
		_, err := io.WriteString(w, "what was written")
		temps, _ := filepath.Glob(filepath.Join(dir, ".*"))
		return errors.Join(err, os.WriteFile(temps[0], []byte("what was writtem"), 0o600))
	})
	isErr(t, "another letter", err, model.ErrDamaged)
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// TestFailures breaks every step that others do for the keeper.
func TestFailures(t *testing.T) {
	o := newOffice(t)
	r := o.write(t, 1, modeltest.JPEG(64, 48))
	o.made(t)
	o.save(t, r)
	before := files(t, o.shelf())
	boom := errors.New("boom")
	for what, change := range map[string]func(*Env){
		"copying fails": func(e *Env) { e.Copy = func(context.Context, io.Writer) error { return boom } },
		"copying fails half way": func(e *Env) {
			e.Copy = func(ctx context.Context, w io.Writer) error {
				_, err := w.Write(make([]byte, 9000))
				return errors.Join(err, boom)
			}
		},
		"the check fails": func(e *Env) {
			e.Check = func(context.Context, string) (Contents, error) { return Contents{}, boom }
		},
	} {
		env := o.env()
		change(&env)
		k, err := Open(env)
		must(t, err)
		_, made, err := k.Make(t.Context(), nil)
		if made || !errors.Is(err, boom) {
			t.Errorf("%s: made %v, %v", what, made, err)
		}
		if after := files(t, o.shelf()); !slices.Equal(before, after) {
			t.Errorf("%s: left %v", what, after)
		}
	}
	o.made(t)
}

// TestDamagedDatabase: what does not pass the check is no backup.
func TestDamagedDatabase(t *testing.T) {
	o := newOffice(t)
	o.write(t, 1)
	env := o.env()
	env.Copy = func(ctx context.Context, w io.Writer) error {
		var data bytes.Buffer
		must(t, o.store.Copy(ctx, &data))
		at := bytes.Index(data.Bytes(), []byte(`"title"`))
		data.Bytes()[at] ^= 1
		_, err := w.Write(data.Bytes())
		return err
	}
	k, err := Open(env)
	must(t, err)
	_, made, err := k.Make(t.Context(), nil)
	if made || !errors.Is(err, model.ErrDamaged) {
		t.Errorf("made %v, %v", made, err)
	}
	if left := files(t, o.shelf()); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}
