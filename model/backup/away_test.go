package backup

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/modeltest"
)

const secret = "Suối Mây 2026, bí mật"

// stick is an empty folder, as of a stick.
func stick(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "USB [E]")
	must(t, os.Mkdir(dir, 0o700))
	return dir
}

// quoted writes a folder's name as a pattern that stands for it alone.
func quoted(dir string) string { return strings.ReplaceAll(dir, "[", "[[]") }

// awayList lists what lies on the second place.
func awayList(t testing.TB, o *office) []model.Backup {
	t.Helper()
	return slices.DeleteFunc(o.list(t), func(b model.Backup) bool { return b.Shelf != model.ShelfAway })
}

// sent makes a backup and copies it to the second place.
func sent(t testing.TB, o *office) model.Backup {
	t.Helper()
	o.made(t)
	must(t, o.keeper.CopyAway(t.Context(), nil))
	return awayList(t, o)[0]
}

func TestCopyAway(t *testing.T) {
	o, away := newOffice(t), stick(t)
	r := o.write(t, 1, modeltest.JPEG(64, 48), modeltest.PNG(64, 48))
	isErr(t, "no place", o.keeper.CopyAway(t.Context(), nil), model.ErrNotFound)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	isErr(t, "no backup", o.keeper.CopyAway(t.Context(), nil), model.ErrNotFound)
	if got := o.keeper.Away(); got != (Away{Dir: away}) {
		t.Errorf("%+v", got)
	}
	here := o.made(t)
	var steps []int
	must(t, o.keeper.CopyAway(t.Context(), func(done, total int) { steps = append(steps, done, total) }))
	if !slices.Equal(steps, []int{1, 3, 2, 3, 3, 3}) {
		t.Errorf("progress %v", steps)
	}
	there := awayList(t, o)
	want := here
	want.Shelf = model.ShelfAway
	if len(there) != 1 || there[0] != want {
		t.Fatalf("%+v, want %+v", there, want)
	}
	whole(t, o.keeper, there[0], "")
	_, reports := brought(t, o.keeper, there[0], "")
	modeltest.Same(t, "from the second place", reports[0], r)
	if last := o.keeper.Away().Last; !last.Equal(o.clock.Time) {
		t.Errorf("last %v, want %v", last, o.clock)
	}
	before := files(t, away)
	must(t, o.keeper.CopyAway(t.Context(), nil))
	if after := files(t, away); !slices.Equal(before, after) {
		t.Errorf("the same again changed %v to %v", before, after)
	}
	o.reopen(t)
	if got := o.keeper.Away(); got.Dir != away || got.Last.IsZero() {
		t.Errorf("forgotten after a new start: %+v", got)
	}
	must(t, o.keeper.SetAway(t.Context(), "", ""))
	if got := o.keeper.Away().Dir; got != "" || len(awayList(t, o)) != 0 || len(files(t, away)) != len(before) {
		t.Errorf("without a second place: %q, %v", got, files(t, away))
	}
}

// TestCopiesAreNoLinks: what rots beside the data does not rot away.
func TestCopiesAreNoLinks(t *testing.T) {
	o, away := newOffice(t), stick(t)
	picture := modeltest.JPEG(64, 48)
	id := modeltest.PhotoIDOf(picture)
	r := o.write(t, 1, picture)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	sent(t, o)
	path, err := o.photos.Path(id)
	must(t, err)
	flip(t, path) // in the pool beside the data too: it is the same file
	sound, err := o.keeper.Photo(t.Context(), id)
	must(t, err)
	data, err := io.ReadAll(sound)
	must(t, err)
	must(t, sound.Close())
	if !bytes.Equal(data, picture) {
		t.Error("another photo came back")
	}
	o.save(t, r)
	if b := sent(t, o); b.Photos != 1 {
		t.Errorf("%+v lacks the photo that lies there", b)
	}
	whole(t, o.keeper, awayList(t, o)[0], "")
}

func TestSealed(t *testing.T) {
	o, away := newOffice(t), stick(t)
	r := o.write(t, 1, modeltest.JPEG(640, 480), modeltest.JPEG(64, 48))
	must(t, o.keeper.SetAway(t.Context(), away, secret))
	b := sent(t, o)
	if !b.Sealed || b.Photos != 2 || !o.keeper.Away().Sealed {
		t.Errorf("%+v", b)
	}
	for _, name := range files(t, away) {
		data, err := os.ReadFile(filepath.Join(away, name))
		must(t, err)
		if sealed := bytes.HasPrefix(data, []byte("age-encryption.org/v1\n")); sealed != strings.HasSuffix(name, ".age") {
			t.Errorf("%s begins with %.20q", name, data)
		}
		if bytes.Contains(data, []byte(r.Head.Title)) || bytes.Contains(data, []byte("AGE-SECRET-KEY")) {
			t.Errorf("%s tells what is in it", name)
		}
	}
	setting, err := os.ReadFile(o.shelf("away.json"))
	must(t, err)
	if bytes.Contains(setting, []byte("AGE-SECRET-KEY")) || bytes.Contains(setting, []byte(secret)) {
		t.Error("the setting holds a secret")
	}
	whole(t, o.keeper, b, secret)
	whole(t, o.keeper, b, norm.NFD.String(secret)) // as another computer's keyboard may give it
	_, reports := brought(t, o.keeper, b, secret)
	modeltest.Same(t, "opened", reports[0], r)
	for _, wrong := range []string{"", "x", secret + " "} {
		scratch := t.TempDir()
		_, err := o.keeper.Unpack(t.Context(), b, wrong, scratch)
		isErr(t, "passphrase "+wrong, err, model.ErrPassphrase)
		if left := files(t, scratch); len(left) != 0 {
			t.Errorf("left %v", left)
		}
	}
	o.reopen(t) // without the passphrase the next copy is sealed all the same
	o.save(t, r)
	whole(t, o.keeper, sent(t, o), secret)
}

// TestSealedByHand opens a backup with nothing but age: the key with the
// passphrase, everything else with the key.
func TestSealedByHand(t *testing.T) {
	o, away := newOffice(t), stick(t)
	picture := modeltest.JPEG(64, 48)
	o.write(t, 1, picture)
	must(t, o.keeper.SetAway(t.Context(), away, secret))
	b := sent(t, o)
	keys, err := filepath.Glob(filepath.Join(quoted(away), "khoa-*.age"))
	must(t, err)
	if len(keys) != 1 {
		t.Fatalf("keys %v in %v", keys, files(t, away))
	}
	passphrase, err := age.NewScryptIdentity(secret)
	must(t, err)
	identities, err := age.ParseIdentities(bytes.NewReader(openByHand(t, keys[0], passphrase)))
	must(t, err)
	database := openByHand(t, filepath.Join(away, b.Name+".db.age"), identities...)
	plain, err := os.ReadFile(o.shelf(b.Name + ".db"))
	must(t, err)
	if !bytes.Equal(database, plain) {
		t.Error("another database")
	}
	id := string(modeltest.PhotoIDOf(picture))
	photos, err := filepath.Glob(filepath.Join(quoted(away), "photos-*", id[:2], id+".jpg.age"))
	must(t, err)
	if len(photos) != 1 || !bytes.Equal(openByHand(t, photos[0], identities...), picture) {
		t.Errorf("photos %v", photos)
	}
}

func openByHand(t *testing.T, path string, identities ...age.Identity) []byte {
	t.Helper()
	file, err := os.Open(path)
	must(t, err)
	defer file.Close()
	r, err := age.Decrypt(file, identities...)
	must(t, err)
	data, err := io.ReadAll(r)
	must(t, err)
	return data
}

func TestSealedSize(t *testing.T) {
	lock, err := newSeal("x")
	must(t, err)
	for _, size := range []int{0, 1, 15, 65535, 65536, 65537, 131072, 131073, 1 << 20} {
		var out bytes.Buffer
		must(t, lock.sealing(&out, func(w io.Writer) error { _, err := w.Write(make([]byte, size)); return err }))
		if got := sealedSize(int64(size)); got != int64(out.Len()) {
			t.Errorf("%d bytes sealed are %d, reckoned %d", size, out.Len(), got)
		}
	}
}

// TestChangedSeal: what was sealed before, or not, stays as it was and can be
// opened as before; the next copy is sealed anew, with its photos.
func TestChangedSeal(t *testing.T) {
	o, away := newOffice(t), stick(t)
	o.write(t, 1, modeltest.JPEG(64, 48))
	var all []model.Backup
	passphrases := []string{"", "một", "hai", "hai", ""}
	for _, p := range passphrases {
		must(t, o.keeper.SetAway(t.Context(), away, p))
		if len(all) == 0 {
			all = append(all, sent(t, o))
			continue
		}
		before := awayList(t, o)
		must(t, o.keeper.CopyAway(t.Context(), nil)) // although nothing changed
		all = append(all, awayList(t, o)[0])
		if anew := len(awayList(t, o)) > len(before); anew != (p != passphrases[len(all)-2]) {
			t.Errorf("passphrase %q: copied anew %v", p, anew)
		}
	}
	for i, b := range all {
		whole(t, o.keeper, b, passphrases[i])
	}
	if len(awayList(t, o)) != 4 {
		t.Errorf("list %+v", awayList(t, o))
	}
}

// TestGone: where a stick was, an empty folder, another stick or nothing may
// be. Nothing is written there.
func TestGone(t *testing.T) {
	o, away := newOffice(t), stick(t)
	r := o.write(t, 1, modeltest.JPEG(64, 48))
	must(t, o.keeper.SetAway(t.Context(), away, secret))
	sent(t, o)
	last := o.keeper.Away().Last
	moved := away + " moved"
	must(t, os.Rename(away, moved))
	o.save(t, r)
	o.made(t)
	gone := func(what string, want []string) {
		t.Helper()
		isErr(t, what, o.keeper.CopyAway(t.Context(), nil), model.ErrGone)
		if got, err := filepath.Glob(filepath.Join(quoted(away), "*")); err != nil || len(got) != len(want) {
			t.Errorf("%s: written there: %v, %v", what, got, err)
		}
		if list := awayList(t, o); len(list) != 0 {
			t.Errorf("%s: list %v", what, list)
		}
		if got := o.keeper.Away().Last; !got.Equal(last) {
			t.Errorf("%s: last copy %v", what, got)
		}
	}
	gone("no folder", nil)
	must(t, os.Mkdir(away, 0o700))
	gone("an empty folder", nil)
	must(t, os.WriteFile(filepath.Join(away, markerName), []byte("another\n"), 0o600))
	gone("another's stick", []string{markerName})
	_, err := o.keeper.Unpack(t.Context(), model.Backup{Name: stamp(noon), Shelf: model.ShelfAway}, secret, t.TempDir())
	isErr(t, "unpack", err, model.ErrGone)
	// It comes back under another letter.
	must(t, o.keeper.SetAway(t.Context(), moved, secret))
	must(t, o.keeper.CopyAway(t.Context(), nil))
	list := awayList(t, o)
	if len(list) != 2 {
		t.Fatalf("list %+v, want the old and the new", list)
	}
	for _, b := range list {
		whole(t, o.keeper, b, secret)
	}
}

// TestSharedStick: several computers, and other files, on one stick.
func TestSharedStick(t *testing.T) {
	away := stick(t)
	must(t, os.WriteFile(filepath.Join(away, "ảnh.jpg"), []byte("x"), 0o600))
	var offices []*office
	for i := range 3 {
		o := newOffice(t)
		o.write(t, i, modeltest.JPEG(40+i, 40))
		must(t, o.keeper.SetAway(t.Context(), away, secret))
		sent(t, o)
		offices = append(offices, o)
	}
	dirs := map[string]bool{}
	for i, o := range offices {
		dir := o.keeper.Away().Dir
		if filepath.Dir(dir) != away || dirs[dir] {
			t.Errorf("office %d copies into %s", i, dir)
		}
		dirs[dir] = true
		list := awayList(t, o)
		if len(list) != 1 {
			t.Errorf("office %d sees %+v", i, list)
		}
		whole(t, o.keeper, list[0], secret)
		must(t, o.keeper.SetAway(t.Context(), away, secret)) // set again: the same folder
		if again := o.keeper.Away().Dir; again != dir {
			t.Errorf("set again it is %s, was %s", again, dir)
		}
	}
	if data, err := os.ReadFile(filepath.Join(away, "ảnh.jpg")); err != nil || string(data) != "x" {
		t.Errorf("the other file: %q, %v", data, err)
	}
}

func TestSetAwayFails(t *testing.T) {
	o, away := newOffice(t), stick(t)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	before := o.keeper.Away()
	file := filepath.Join(stick(t), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	isErr(t, "nothing there", o.keeper.SetAway(t.Context(), filepath.Join(away, "none"), ""), model.ErrGone)
	if err := o.keeper.SetAway(t.Context(), file, ""); err == nil {
		t.Error("a file was taken for a folder")
	}
	// Broken off, it leaves nothing, whether the folder was empty or not.
	over, cancel := context.WithCancel(t.Context())
	cancel()
	for _, dir := range []string{stick(t), filepath.Dir(file)} {
		was := files(t, dir)
		isErr(t, "broken off", o.keeper.SetAway(over, dir, secret), context.Canceled)
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != len(was) {
			t.Errorf("left %v, %v", entries, err)
		}
	}
	if got := o.keeper.Away(); got != before {
		t.Errorf("the setting became %+v", got)
	}
}

// TestLostKey: the key beside the backups is put back, and is not needed.
func TestLostKey(t *testing.T) {
	o, away := newOffice(t), stick(t)
	o.write(t, 1)
	must(t, o.keeper.SetAway(t.Context(), away, secret))
	b := sent(t, o)
	key := filepath.Join(away, o.keeper.set().Seal.keyFile())
	want, err := os.ReadFile(key)
	must(t, err)
	must(t, os.Remove(key))
	whole(t, o.keeper, b, secret)
	must(t, o.keeper.CopyAway(t.Context(), nil))
	flip(t, key)
	must(t, o.keeper.CopyAway(t.Context(), nil))
	if got, err := os.ReadFile(key); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the key is not back: %v", err)
	}
}

// TestRottenBackup is not copied away; the next one is made anew and is.
func TestRottenBackup(t *testing.T) {
	o, away := newOffice(t), stick(t)
	o.write(t, 1)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	b := o.made(t)
	flip(t, o.shelf(b.Name+".db"))
	isErr(t, "rotten", o.keeper.CopyAway(t.Context(), nil), model.ErrDamaged)
	if list := awayList(t, o); len(list) != 0 {
		t.Errorf("copied %+v", list)
	}
	whole(t, o.keeper, sent(t, o), "")
}

func TestOverdue(t *testing.T) {
	o, away := newOffice(t), stick(t)
	const day = 24 * time.Hour
	overdue := func(when string, after time.Duration, want bool) {
		t.Helper()
		if got := o.keeper.Overdue(o.clock.Add(after)); got != want {
			t.Errorf("%s: %v", when, got)
		}
	}
	overdue("no backup", 99*day, false)
	o.made(t)
	overdue("no report", 99*day, false)
	r := o.write(t, 1)
	first := o.clock.Time
	o.made(t)
	overdue("after 6 days", 6*day, false)
	overdue("after 8 days", 8*day, true)
	for range 40 { // of which the first is not kept
		o.clock.wait(6 * time.Hour)
		r = o.save(t, r)
		o.made(t)
	}
	o.reopen(t)
	if since := o.clock.Sub(first); since < 8*day {
		t.Fatalf("only %v passed", since)
	}
	overdue("ten days and never a copy", 0, true)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	overdue("set and not copied", 0, true)
	must(t, o.keeper.CopyAway(t.Context(), nil))
	overdue("copied, and nothing new", 99*day, false)
	must(t, o.keeper.SetAway(t.Context(), stick(t), ""))
	overdue("another place, with nothing on it", 0, true)
	must(t, o.keeper.SetAway(t.Context(), away, ""))
	must(t, o.keeper.CopyAway(t.Context(), nil))
	o.save(t, r)
	o.made(t)
	overdue("6 days after the copy", 6*day, false)
	overdue("8 days after the copy", 8*day, true)
	overdue("the clock was a year ahead", -365*day, true)
}

// TestSettingDamaged: backups go on, and the reminder comes.
func TestSettingDamaged(t *testing.T) {
	o, away := newOffice(t), stick(t)
	o.write(t, 1)
	must(t, o.keeper.SetAway(t.Context(), away, secret))
	sent(t, o)
	flip(t, o.shelf("away.json"))
	o.reopen(t)
	if got := o.keeper.Away(); got != (Away{}) {
		t.Errorf("%+v", got)
	}
	o.write(t, 2)
	o.made(t)
	if !o.keeper.Overdue(o.clock.AddDate(0, 0, 8)) {
		t.Error("nobody says that nothing is copied away")
	}
}
