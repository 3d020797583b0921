package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
	"tinxa/model/photos"
)

func TestMain(m *testing.M) {
	work = 4 // a passphrase takes a second otherwise
	if dir := os.Getenv(childDir); dir != "" {
		beKilled(dir, os.Getenv(childStep))
	}
	os.Exit(m.Run())
}

var noon = time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)

// clock is a clock that the test turns.
type clock struct{ time.Time }

func (c *clock) now() time.Time        { return c.Time }
func (c *clock) wait(by time.Duration) { c.Time = c.Add(by) }

// office is a data folder at work: a real database, real photos, their keeper.
type office struct {
	dir    string
	store  *bolt.Store
	photos *photos.Store
	keeper *Keeper
	clock  clock
}

func openOffice(dir string) (*office, error) {
	o := &office{dir: dir, clock: clock{noon}}
	var err error
	if o.photos, err = photos.Open(filepath.Join(dir, "photos")); err != nil {
		return nil, err
	}
	if o.store, err = bolt.Open(context.Background(), filepath.Join(dir, "tinxa.db"), bolt.Clock(o.clock.now)); err != nil {
		return nil, err
	}
	o.keeper, err = Open(o.env())
	return o, err
}

func (o *office) env() Env {
	return Env{
		Dir: filepath.Join(o.dir, "backups"), Now: o.clock.now,
		Copy: o.store.Copy, Changes: o.store.Changes, Check: check, Photo: o.photos.Path,
	}
}

// check is how the program checks a database.
func check(ctx context.Context, path string) (Contents, error) {
	h, err := bolt.Verify(ctx, path)
	switch {
	case err != nil:
		return Contents{}, err
	case h.Newer:
		return Contents{}, model.ErrNewer
	case !h.Sound():
		return Contents{}, fmt.Errorf("%v: %w", h.Faults, model.ErrDamaged)
	}
	return Contents{Reports: h.Reports, Photos: h.Photos}, nil
}

func newOffice(t testing.TB) *office {
	t.Helper()
	o, err := openOffice(filepath.Join(t.TempDir(), "Tin Xã"))
	must(t, err)
	t.Cleanup(func() { must(t, o.store.Close()) })
	return o
}

// reopen does what ending the program and starting it again does.
func (o *office) reopen(t testing.TB) {
	t.Helper()
	must(t, o.store.Close())
	now := o.clock
	again, err := openOffice(o.dir)
	must(t, err)
	*o = *again
	o.clock = now
	o.keeper, err = Open(o.env())
	must(t, err)
}

// write saves a report with photos, named after its number.
func (o *office) write(t testing.TB, number int, pictures ...[]byte) model.Report {
	t.Helper()
	r := modeltest.Long(uint64(number), 12)
	row := model.Photos{ID: model.NewBlockID()}
	for _, data := range pictures {
		p, err := o.photos.Add(t.Context(), bytes.NewReader(data))
		must(t, err)
		row.Pictures = append(row.Pictures, model.Picture{Photo: p.ID})
	}
	r.Blocks = append(r.Blocks, row)
	return o.save(t, r)
}

func (o *office) save(t testing.TB, r model.Report) model.Report {
	t.Helper()
	r, err := o.store.Save(t.Context(), r)
	must(t, err)
	return r
}

// made makes a backup a quarter of an hour later.
func (o *office) made(t testing.TB) model.Backup {
	t.Helper()
	o.clock.wait(15 * time.Minute)
	b, made, err := o.keeper.Make(t.Context(), nil)
	must(t, err)
	if !made {
		t.Fatalf("no backup was made beside %+v", b)
	}
	return b
}

func (o *office) list(t testing.TB) []model.Backup {
	t.Helper()
	list, err := o.keeper.List(t.Context())
	must(t, err)
	return list
}

func (o *office) shelf(names ...string) string {
	return filepath.Join(append([]string{o.dir, "backups"}, names...)...)
}

// brought unpacks a backup, reads all reports and photos of it, and closes it.
func brought(t testing.TB, k *Keeper, b model.Backup, passphrase string) (Unpacked, []model.Report) {
	t.Helper()
	u, err := k.Unpack(t.Context(), b, passphrase, t.TempDir())
	if err != nil {
		t.Fatalf("%+v: %v", b, err)
	}
	s, err := bolt.Peek(t.Context(), u.Path)
	must(t, err)
	defer s.Close()
	list, err := s.Reports(t.Context())
	must(t, err)
	if len(list) != b.Reports || u.Contents.Reports != b.Reports {
		t.Errorf("%s has %d reports, promised were %d", b.Name, len(list), b.Reports)
	}
	var all []model.Report
	for _, sum := range list {
		r, err := s.Report(t.Context(), sum.ID)
		must(t, err)
		all = append(all, r)
	}
	return u, all
}

// whole makes sure that a backup can be brought back with all its photos.
func whole(t testing.TB, k *Keeper, b model.Backup, passphrase string) {
	t.Helper()
	u, _ := brought(t, k, b, passphrase)
	if got := len(held(t, u)); got != b.Photos {
		t.Errorf("%s gives %d photos, promised were %d", b.Name, got, b.Photos)
	}
}

// held reads the photos of a backup, all but those that it lacks.
func held(t testing.TB, u Unpacked) (ids []model.PhotoID) {
	t.Helper()
	for _, id := range u.Contents.Photos {
		r, err := u.Photo(id)
		if errors.Is(err, model.ErrNotFound) {
			continue
		}
		must(t, err)
		data, err := io.ReadAll(r)
		must(t, errors.Join(err, r.Close()))
		if modeltest.PhotoIDOf(data) != id {
			t.Errorf("photo %.8s came back as another", id)
		}
		ids = append(ids, id)
	}
	return ids
}

// files lists the files below a folder.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	must(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	}))
	slices.Sort(all)
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func isErr(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

// flip turns one bit in the middle of a file.
func flip(t testing.TB, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	data[len(data)/2] ^= 1
	must(t, os.WriteFile(path, data, 0o600))
}
