package vault_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/model/rescue"
)

// office is a data folder with reports in it.
type office struct {
	*testing.T
	dir string
	*vault.Vault
}

// entered opens a data folder of its own; what the journal cannot write there
// goes to a folder of its own too.
func entered(t *testing.T) *office {
	t.Helper()
	for _, folder := range []string{"XDG_CACHE_HOME", "LocalAppData", "TMPDIR", "TMP"} { // two for Windows
		t.Setenv(folder, t.TempDir())
	}
	o := &office{T: t, dir: filepath.Join(t.TempDir(), "data")}
	o.enter()
	t.Cleanup(func() { o.leave() })
	return o
}

func (o *office) enter() {
	o.Helper()
	v, err := vault.Open(o.Context(), o.dir)
	if err != nil {
		o.Fatal(err)
	}
	o.Vault = v
}

func (o *office) leave() {
	o.Helper()
	if o.Vault != nil {
		if err := o.Close(); err != nil {
			o.Error(err)
		}
		o.Vault = nil
	}
}

// write stores a report with this headline and a photo of its own.
func (o *office) write(title string) model.Report {
	o.Helper()
	r := model.New()
	r.Head.Title = title
	p := o.photo(len(title))
	r.Blocks = model.Blocks{model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{{Photo: p, Caption: title}}}}
	return o.save(r)
}

func (o *office) photo(width int) model.PhotoID {
	o.Helper()
	p, err := o.Photos.Add(o.Context(), bytes.NewReader(modeltest.JPEG(64+width, 48)))
	if err != nil {
		o.Fatal(err)
	}
	return p.ID
}

func (o *office) save(r model.Report) model.Report {
	o.Helper()
	saved, err := o.Store.Save(o.Context(), r)
	if err != nil {
		o.Fatal(err)
	}
	return saved
}

func (o *office) titled(id model.ReportID) string {
	o.Helper()
	r, err := o.Store.Report(o.Context(), id)
	if err != nil {
		o.Fatal(err)
	}
	return r.Head.Title
}

func (o *office) backup() model.Backup {
	o.Helper()
	b, err := o.Backup(o.Context(), nobody)
	if err != nil {
		o.Fatal(err)
	}
	return b
}

func nobody(int, int) {}

func (o *office) check() vault.Verdict {
	o.Helper()
	v, err := vault.Check(o.Context(), o.dir)
	if err != nil {
		o.Fatal(err)
	}
	return v
}

// spoil overwrites the middle of the database with rubbish.
func (o *office) spoil() {
	o.Helper()
	data, err := os.ReadFile(vault.Database(o.dir))
	if err != nil {
		o.Fatal(err)
	}
	for at := 2 << 12; at < len(data); at += 512 {
		copy(data[at:], "rubbish")
	}
	if err := os.WriteFile(vault.Database(o.dir), data, 0o600); err != nil {
		o.Fatal(err)
	}
}

func TestTheLastWordsAreReclaimed(t *testing.T) {
	o := entered(t)
	stored, kept := o.write("Hội nghị"), o.write("Đã lưu hết")
	ahead := stored
	ahead.Head.Title = "Hội nghị xã Suối Mây"
	late := o.photo(900) // only the journal names it
	ahead.Blocks = append(ahead.Blocks, model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{{Photo: late}}})
	never := model.New()
	never.Head.Title = "Chưa lưu lần nào"
	for i, u := range []model.Unsaved{
		{Report: kept, Beyond: kept.Rev, At: time.Now().Add(-2 * time.Minute)},
		{Report: never, At: time.Now().Add(-time.Minute)},
		{Report: ahead, Beyond: stored.Rev, Caret: "ở đây", At: time.Now()},
	} {
		if _, err := o.Journal.Write(t.Context(), u); err != nil {
			t.Fatalf("entry %d: %v", i, err)
		}
	}
	o.leave() // as if killed: nothing was forgotten
	o.enter()
	begun, err := o.Begin(t.Context())
	if err != nil || begun.Kept != nil {
		t.Fatal(err, begun.Kept)
	}
	if begun.Open == nil || begun.Open.Report.ID != stored.ID || begun.Open.Caret != "ở đây" {
		t.Fatalf("open was %+v", begun.Open)
	}
	if len(begun.Reclaimed) != 2 || o.titled(stored.ID) != ahead.Head.Title || o.titled(never.ID) != never.Head.Title {
		t.Errorf("reclaimed %d reports, titles %q, %q", len(begun.Reclaimed), o.titled(stored.ID), o.titled(never.ID))
	}
	if r, _ := o.Store.Report(t.Context(), kept.ID); r.Rev != kept.Rev {
		t.Errorf("a report that was stored whole got revision %d", r.Rev)
	}
	if _, err := o.Photos.Photo(t.Context(), late); err != nil {
		t.Errorf("the photo that only the journal named: %v", err)
	}
	begun, err = o.Begin(t.Context())
	if err != nil || begun.Open != nil || len(begun.Reclaimed) > 0 {
		t.Errorf("a second time: %+v, %v", begun, err)
	}
}

func TestADamagedFolderIsRescued(t *testing.T) {
	o := entered(t)
	first, second := o.write("Bài thứ nhất"), o.write("Bài thứ hai nữa")
	o.backup()
	first.Head.Title = "Bài thứ nhất, sửa sau khi sao lưu"
	first = o.save(first)
	ahead := second
	ahead.Head.Title = "Bài thứ hai, đang gõ"
	if _, err := o.Journal.Write(t.Context(), model.Unsaved{Report: ahead, Beyond: ahead.Rev, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	lost := second.Pictures()[0].Photo
	path, err := o.Photos.Path(lost)
	if err != nil {
		t.Fatal(err)
	}
	o.leave()
	if v := o.check(); v.State != vault.Sound {
		t.Fatalf("before the damage: %+v", v)
	}
	o.spoil()
	spoilt, err := os.ReadFile(vault.Database(o.dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if v := o.check(); v.State != vault.Damaged {
		t.Fatalf("after the damage: %+v", v)
	}
	plan, err := vault.Find(t.Context(), o.dir, nobody)
	if err != nil {
		t.Fatal(err)
	}
	out, err := vault.Rebuild(t.Context(), o.dir, plan.Reports)
	if err != nil {
		t.Fatal(err)
	}
	if v := o.check(); v.State != vault.Sound || len(v.Photos) > 0 || v.Health.Reports != 2 {
		t.Errorf("after the rescue: %+v", v)
	}
	if out.Reports != 2 || len(out.Missing) > 0 {
		t.Errorf("outcome %+v", out)
	}
	kept, err := os.ReadFile(filepath.Join(out.Quarantine, "tinxa.db"))
	if err != nil || !bytes.Equal(kept, spoilt) {
		t.Errorf("the damaged database is not kept as it was: %v", err)
	}
	o.enter()
	if got := o.titled(second.ID); got != ahead.Head.Title {
		t.Errorf("the journal's words are gone: %q", got)
	}
	if got := o.titled(first.ID); got != first.Head.Title && !named(plan.Lost, first.ID) {
		t.Errorf("an older state, %q, and nothing says so", got)
	}
}

func TestLookingAtADamagedFolderLeavesItAsItIs(t *testing.T) {
	o := entered(t)
	r := o.write("Bài còn đọc được")
	o.backup()
	o.leave()
	o.spoil()
	before := everything(t, o.dir)
	v, err := vault.Glance(t.Context(), o.dir, nobody)
	if err != nil {
		t.Fatal(err)
	}
	got, err := v.Store.Report(t.Context(), r.ID)
	if err != nil || got.Head.Title != r.Head.Title {
		t.Errorf("read %q, %v", got.Head.Title, err)
	}
	if _, err := v.Store.Save(t.Context(), got); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("saving into it: %v, want ErrReadOnly", err)
	}
	shown, err := os.Open(filepath.Join(vault.Scratch(v), "tinxa.db")) // as a virus scanner does
	if err != nil {
		t.Fatal(err)
	}
	defer shown.Close()
	if err := v.Close(); err != nil {
		t.Errorf("closing what somebody else looks at: %v", err)
	}
	if after := everything(t, o.dir); after != before {
		t.Errorf("the folder changed:\n%s\n%s", before, after)
	}
}

func TestAFolderWhoseDatabaseIsGone(t *testing.T) {
	o := entered(t)
	if v := o.check(); v.State != vault.Locked {
		t.Fatalf("while it is open: %+v", v)
	}
	r := o.write("Còn trong bản sao lưu")
	portal := modeltest.Accounts()[0]
	if err := o.Store.KeepAccount(t.Context(), portal); err != nil {
		t.Fatal(err)
	}
	o.backup()
	o.leave()
	if err := os.Remove(vault.Database(o.dir)); err != nil {
		t.Fatal(err)
	}
	if v := o.check(); v.State != vault.Missing {
		t.Fatalf("without its database: %+v", v)
	}
	plan, err := vault.Find(t.Context(), o.dir, nobody)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := vault.Rebuild(t.Context(), o.dir, plan.Reports); err != nil || out.Quarantine != "" {
		t.Fatal(out, err)
	}
	o.enter()
	if got := o.titled(r.ID); got != r.Head.Title {
		t.Errorf("rescued %q", got)
	}
	if got, err := o.Store.Accounts(t.Context()); err != nil || len(got) != 1 || got[0].Name != portal.Name {
		t.Errorf("portals of the backup: %+v, %v", got, err)
	}
}

func TestABackupTakesThePlaceOfEverything(t *testing.T) {
	o := entered(t)
	r := o.write("Như lúc sao lưu")
	b := o.backup()
	changed := r
	changed.Head.Title = "Sửa nhầm"
	o.save(changed)
	o.leave()
	shelves, err := vault.Shelves(o.dir)
	if err != nil {
		t.Fatal(err)
	}
	out, err := vault.Restore(t.Context(), o.dir, shelves, b, "")
	if err != nil || out.Reports != 1 || out.Photos != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	o.enter()
	if got := o.titled(r.ID); got != r.Head.Title {
		t.Errorf("restored %q", got)
	}
	if _, err := os.Stat(filepath.Join(out.Quarantine, "tinxa.db")); err != nil {
		t.Error(err)
	}
}

func TestOneReportComesBackBesideTheOthers(t *testing.T) {
	o := entered(t)
	ctx := t.Context()
	changed, binned, purged := o.write("Sẽ sửa"), o.write("Sẽ vào thùng rác"), o.write("Sẽ bị xóa hẳn rồi")
	b := o.backup()
	now := changed
	now.Head.Title = "Đã sửa"
	o.save(now)
	for _, id := range []model.ReportID{binned.ID, purged.ID} {
		if err := o.Store.Delete(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Store.Restore(ctx, binned.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Store.Purge(ctx, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := o.Store.Delete(ctx, binned.ID); err != nil {
		t.Fatal(err)
	}
	photo := purged.Pictures()[0].Photo
	path, err := o.Photos.Path(photo)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for _, r := range []model.Report{changed, binned, purged} {
		back, err := o.TakeBack(ctx, b, "", r.ID)
		if err != nil || o.titled(back.ID) != r.Head.Title {
			t.Errorf("%s: %q, %v", r.Head.Title, back.Head.Title, err)
		}
	}
	if all, err := o.Store.History(ctx, changed.ID); err != nil || len(all) != 3 {
		t.Errorf("history of %d revisions, %v; the changed state must stay in it", len(all), err)
	}
	if in, err := o.Photos.Open(ctx, photo, 0); err != nil {
		t.Errorf("its photo: %v", err)
	} else {
		in.Close()
	}
}

func TestPhotosGoBackIntoTheirReport(t *testing.T) {
	o := entered(t)
	ctx := t.Context()
	r := o.write("Có ảnh")
	without := r
	without.Blocks = nil
	o.save(without)
	binned, err := o.Store.BinnedPhotos(ctx)
	if err != nil || len(binned) != 1 {
		t.Fatal(binned, err)
	}
	back, err := o.PutBack(ctx, binned[0])
	if err != nil || back.ID != r.ID || len(back.Pictures()) != 1 || back.Pictures()[0].Caption != "Có ảnh" {
		t.Fatalf("%+v, %v", back.Pictures(), err)
	}
	if err := o.Store.Delete(ctx, r.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Store.Purge(ctx, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	fresh, err := o.PutBack(ctx, binned[0])
	if err != nil || len(fresh.Pictures()) != 1 {
		t.Fatalf("into a new report: %+v, %v", fresh.Pictures(), err)
	}
}

func TestDamagedPhotosAreHealed(t *testing.T) {
	o := entered(t)
	ctx := t.Context()
	gone := o.write("Mất tệp ảnh").Pictures()[0].Photo
	o.backup()
	path, err := o.Photos.Path(gone)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	nowhere := o.write("Ảnh chưa sao lưu kịp").Pictures()[0].Photo
	if path, err = o.Photos.Path(nowhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	left, err := o.Examine(ctx)
	if err != nil || len(left) != 1 || left[0] != nowhere {
		t.Errorf("left %v, %v; want the one in no backup", left, err)
	}
	in, err := o.Photos.Open(ctx, gone, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if data, err := io.ReadAll(in); err != nil || modeltest.PhotoIDOf(data) != gone {
		t.Errorf("healed with other bytes, %v", err)
	}
}

func TestNoDatabaseInASynchronisedFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "OneDrive", "Tin Xã")
	if _, err := vault.Open(t.Context(), dir); !errors.Is(err, model.ErrPlace) {
		t.Fatalf("%v, want ErrPlace", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was made there")
	}
}

func TestTheBinIsEmptiedByAClockThatCanBeBelieved(t *testing.T) {
	for _, tt := range []struct {
		ahead time.Duration
		left  int
	}{{29 * 24 * time.Hour, 1}, {31 * 24 * time.Hour, 0}, {365 * 24 * time.Hour, 1}} {
		o := entered(t)
		if err := o.Store.Delete(t.Context(), o.write("Đã xóa").ID); err != nil {
			t.Fatal(err)
		}
		o.SetClock(func() time.Time { return time.Now().Add(tt.ahead) })
		if _, err := o.Begin(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all, err := o.Store.Binned(t.Context()); err != nil || len(all) != tt.left {
			t.Errorf("after %v: %d in the bin, %v; want %d", tt.ahead, len(all), err, tt.left)
		}
		o.leave()
	}
}

// everything lists all files of a folder with their contents.
func everything(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all.WriteString(path + " " + string(modeltest.PhotoIDOf(data)) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func named(lost []rescue.Loss, id model.ReportID) bool {
	return slices.ContainsFunc(lost, func(l rescue.Loss) bool { return l.ID == id })
}
