package backup

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func TestMakeAt(t *testing.T) {
	o := newOffice(t)
	r := o.write(t, 1, modeltest.JPEG(64, 48))
	dir := filepath.Join(t.TempDir(), "Sao lưu")
	for range 2 { // it makes one each time, and removes none
		o.clock.wait(1)
		b, err := o.keeper.MakeAt(t.Context(), dir, nil)
		must(t, err)
		if b.Reports != 1 || b.Photos != 1 || b.Shelf != model.ShelfOther || b.Sealed {
			t.Errorf("%+v", b)
		}
	}
	if got := files(t, dir); len(got) != 5 {
		t.Errorf("files %v, want two backups and a photo", got)
	}
	if got := files(t, o.shelf()); len(got) != 0 {
		t.Errorf("left beside the data: %v", got)
	}
	found, err := Find(dir)
	must(t, err)
	whole(t, o.keeper, found, "")
	_, reports := brought(t, o.keeper, found, "")
	modeltest.Same(t, "found", reports[0], r)
	_, err = o.keeper.MakeAt(t.Context(), filepath.Join(t.TempDir(), "none", "deep"), nil)
	isErr(t, "no folder above it", err, model.ErrGone)
}

func TestFind(t *testing.T) {
	o, away := newOffice(t), stick(t)
	o.write(t, 1, modeltest.JPEG(64, 48))
	old := o.made(t)
	o.write(t, 2)
	must(t, os.WriteFile(filepath.Join(away, "ảnh.jpg"), nil, 0o600)) // so that a folder is made on it
	must(t, o.keeper.SetAway(t.Context(), away, secret))
	b := sent(t, o)
	sealed := o.keeper.Away().Dir
	alone := filepath.Join(t.TempDir(), "tinxa cũ.db")
	data, err := os.ReadFile(o.shelf(old.Name + ".db"))
	must(t, err)
	must(t, os.WriteFile(alone, data, 0o600))
	for what, c := range map[string]struct {
		path, passphrase string
		reports, photos  int
	}{
		"a folder":               {o.shelf(), "", 2, 1},
		"the folder above":       {o.dir, "", 2, 1},
		"a manifest":             {o.shelf(old.Name + ".json"), "", 1, 1},
		"its database":           {o.shelf(old.Name + ".db"), "", 1, 1},
		"a database alone":       {alone, "", 1, 0},
		"a stick":                {away, secret, 2, 1},
		"a sealed folder":        {sealed, secret, 2, 1},
		"a sealed database":      {filepath.Join(sealed, b.Name+".db.age"), secret, 2, 1},
		"the database in use":    {o.dir + "/backups/../backups/" + old.Name + ".db", "", 1, 1},
		"a manifest that is not": {o.shelf(old.Name + ".db"), "", 1, 1},
	} {
		found, err := Find(c.path)
		if err != nil || found.Shelf != model.ShelfOther || found.Sealed != (c.passphrase != "") {
			t.Errorf("%s: %+v, %v", what, found, err)
			continue
		}
		u, err := o.keeper.Unpack(t.Context(), found, c.passphrase, t.TempDir())
		if err != nil || u.Contents.Reports != c.reports {
			t.Errorf("%s: %+v, %v", what, u.Contents, err)
			continue
		}
		if got := held(t, u); len(got) != c.photos {
			t.Errorf("%s: photos %v", what, got)
		}
	}
	for what, path := range map[string]string{
		"nothing":             filepath.Join(o.dir, "none"),
		"an empty folder":     t.TempDir(),
		"another's manifest":  o.shelf("away.json"),
		"a file without path": "",
	} {
		if found, err := Find(path); err == nil {
			t.Errorf("%s: %+v", what, found)
		}
	}
}

// TestDatabaseAlone: a broken manifest is no reason not to look at a database
// that the user points at, with its photos.
func TestDatabaseAlone(t *testing.T) {
	o := newOffice(t)
	o.write(t, 1, modeltest.JPEG(64, 48))
	b := o.made(t)
	flip(t, o.shelf(b.Name+".json"))
	_, err := Find(o.shelf(b.Name + ".json"))
	isErr(t, "the manifest", err, model.ErrDamaged)
	found, err := Find(o.shelf(b.Name + ".db"))
	must(t, err)
	u, err := o.keeper.Unpack(t.Context(), found, "", t.TempDir())
	must(t, err)
	if len(held(t, u)) != 1 {
		t.Error("the photo is not found")
	}
	data, err := os.ReadFile(o.shelf(b.Name + ".db"))
	must(t, err)
	data[bytes.Index(data, []byte(`"title"`))] ^= 1 // nobody knows its hash: the check finds it
	must(t, os.WriteFile(o.shelf(b.Name+".db"), data, 0o600))
	isErr(t, "damaged", bring(t, o.keeper, found, "", ""), model.ErrDamaged)
}

// TestDamagedBackups: whatever file of a backup rots, nobody is told yes.
func TestDamagedBackups(t *testing.T) {
	for _, passphrase := range []string{"", secret} {
		o, away := newOffice(t), stick(t)
		picture := modeltest.JPEG(64, 48)
		id := modeltest.PhotoIDOf(picture)
		o.write(t, 1, picture)
		must(t, o.keeper.SetAway(t.Context(), away, passphrase))
		b := sent(t, o)
		for _, name := range files(t, away) {
			if name == markerName || strings.HasPrefix(name, "khoa-") {
				continue
			}
			path := filepath.Join(away, name)
			data, err := os.ReadFile(path)
			must(t, err)
			for what, bad := range damages(data) {
				must(t, os.WriteFile(path, bad, 0o600))
				if err := bring(t, o.keeper, b, passphrase, id); err == nil {
					t.Errorf("%s: %s: nobody noticed", name, what)
				}
			}
			must(t, os.WriteFile(path, data, 0o600))
		}
		if err := bring(t, o.keeper, b, passphrase, id); err != nil {
			t.Errorf("whole again: %v", err)
		}
	}
}

func damages(data []byte) map[string][]byte {
	turned := append([]byte{}, data...)
	turned[len(data)/2] ^= 16
	first := append([]byte{}, data...)
	first[0] ^= 1
	return map[string][]byte{
		"a bit": turned, "the first byte": first, "cut": data[:len(data)-1], "longer": append(turned, 0), "empty": {},
	}
}

// bring unpacks a backup with a photo; after an error there must be no file.
func bring(t *testing.T, k *Keeper, b model.Backup, passphrase string, id model.PhotoID) error {
	t.Helper()
	scratch := t.TempDir()
	u, err := k.Unpack(t.Context(), b, passphrase, scratch)
	if err != nil {
		if left := files(t, scratch); len(left) != 0 {
			t.Errorf("left %v", left)
		}
		return err
	}
	r, err := u.Photo(id)
	if err != nil {
		return err
	}
	return r.Close()
}

// TestHostileNames: what a list or a user gives for a name leads nowhere else.
func TestHostileNames(t *testing.T) {
	o := newOffice(t)
	o.write(t, 1)
	o.made(t)
	for _, name := range []string{"", "..", "../backups/2026-11-21T12-15-00", "/etc/passwd", "2026-11-21T12-15-0"} {
		_, err := o.keeper.Unpack(t.Context(), model.Backup{Name: name, Shelf: model.ShelfHere}, "", t.TempDir())
		isErr(t, name, err, model.ErrNotFound)
	}
	_, err := o.keeper.Unpack(t.Context(), model.Backup{Name: stamp(noon), Shelf: model.ShelfAway}, "", t.TempDir())
	isErr(t, "no second place", err, model.ErrNotFound)
}

// TestKeeperThatOnlyRestores has no database that it could copy.
func TestKeeperThatOnlyRestores(t *testing.T) {
	o := newOffice(t)
	o.write(t, 1, modeltest.JPEG(64, 48))
	o.made(t)
	k, err := Open(Env{Dir: o.shelf(), Now: o.clock.now, Check: check})
	must(t, err)
	list, err := k.List(t.Context())
	must(t, err)
	whole(t, k, list[0], "")
}
