package vault_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/bolt"
)

var errDisk = errors.New("the disk does not answer")

// balky is a journal of which some calls fail, after what they give.
type balky struct {
	model.Journal
	unsaved, forget error
}

func (j balky) Unsaved(ctx context.Context) ([]model.Unsaved, error) {
	all, err := j.Journal.Unsaved(ctx)
	return all, errors.Join(err, j.unsaved)
}

func (j balky) Forget(ctx context.Context, id model.ReportID) error {
	return errors.Join(j.Journal.Forget(ctx, id), j.forget)
}

// typed puts words into the journal that the store has not.
func (o *office) typed(r model.Report, title string) {
	o.Helper()
	r.Head.Title = title
	if _, err := o.Journal.Write(o.Context(), model.Unsaved{Report: r, Beyond: r.Rev, At: time.Now()}); err != nil {
		o.Fatal(err)
	}
}

// loose adds a photo that nothing names, and looks at the clock two hours later.
func (o *office) loose() (there func() bool) {
	o.Helper()
	path, err := o.Photos.Path(o.photo(777))
	if err != nil {
		o.Fatal(err)
	}
	o.SetClock(func() time.Time { return time.Now().Add(2 * time.Hour) })
	return func() bool { _, err := os.Stat(path); return err == nil }
}

func (o *office) remembers(id model.ReportID, title string) bool {
	o.Helper()
	all, err := o.Store.History(o.Context(), id)
	if err != nil {
		o.Fatal(err)
	}
	for _, rev := range all {
		if r, err := o.Store.Revision(o.Context(), id, rev.Rev); err == nil && r.Head.Title == title {
			return true
		}
	}
	return false
}

func TestWhoOnlyLooksForgetsNothing(t *testing.T) {
	o := entered(t)
	r := o.write("Đã lưu")
	o.typed(r, "Đã lưu, rồi gõ thêm")
	o.leave()
	o.spoil()
	before := everything(t, o.dir)
	v, err := vault.Glance(t.Context(), o.dir, nobody)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := v.Store.Report(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	// The editor opens the report and leaves it.
	if _, err := v.Journal.Write(t.Context(), model.Unsaved{Report: shown, Beyond: shown.Rev}); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("what is typed is kept: %v", err)
	}
	if err := v.Journal.Forget(t.Context(), r.ID); err != nil {
		t.Error(err)
	}
	if all, err := v.Journal.Unsaved(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("%d entries to be brought back into what is only shown, %v", len(all), err)
	}
	if _, err := v.Backup(t.Context(), nobody); !errors.Is(err, model.ErrReadOnly) {
		t.Errorf("a backup of what was put together: %v", err)
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
	if after := everything(t, o.dir); after != before {
		t.Errorf("the folder changed:\n%s\n%s", before, after)
	}
}

func TestAJournalThatCannotBeReadWholeKeepsNobodyOut(t *testing.T) {
	o := entered(t)
	r := o.write("Đã lưu")
	o.typed(r, "Gõ thêm")
	there := o.loose()
	o.Journal = balky{Journal: o.Journal, unsaved: errDisk, forget: errDisk}
	begun, err := o.Begin(t.Context())
	if err != nil {
		t.Fatalf("the reports cannot be shown: %v", err)
	}
	if !errors.Is(begun.Kept, errDisk) || !errors.Is(begun.Untidied, errDisk) {
		t.Errorf("kept because of %v, untidied because of %v", begun.Kept, begun.Untidied)
	}
	if got := o.titled(r.ID); got != "Gõ thêm" {
		t.Errorf("what could be read was not stored: %q", got)
	}
	if !there() {
		t.Error("a photo was collected that an unread entry may name")
	}
}

func TestATrashThatCannotBeMadeKeepsNobodyOut(t *testing.T) {
	o := entered(t)
	o.write("Đã lưu")
	there := o.loose()
	if err := os.WriteFile(filepath.Join(o.dir, "photos", "trash"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	begun, err := o.Begin(t.Context())
	if err != nil || begun.Untidied == nil || !there() {
		t.Errorf("untidied because of %v, %v; the photo is there: %v", begun.Untidied, err, there())
	}
}

func TestPhotosWaitForTheDatabaseThatNamesThem(t *testing.T) {
	o := entered(t)
	b := o.backup()
	late := o.write("Sau bản sao lưu").Pictures()[0].Photo
	path, err := o.Photos.Path(late)
	if err != nil {
		t.Fatal(err)
	}
	o.leave()
	shelves, err := vault.Shelves(o.dir)
	if err != nil {
		t.Fatal(err)
	}
	out, err := vault.Restore(t.Context(), o.dir, shelves, b, "")
	if err != nil || out.Unfilled != nil || out.Reports != 0 {
		t.Fatal(out, err)
	}
	for _, tt := range []struct {
		days  int
		there bool
	}{{1, true}, {29, true}, {31, false}} {
		o.enter()
		o.SetClock(func() time.Time { return time.Now().AddDate(0, 0, tt.days) })
		if _, err := o.Begin(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); (err == nil) != tt.there {
			t.Errorf("%d days after its database was replaced, the photo: %v", tt.days, err)
		}
		o.leave()
	}
}

func TestNoEmptyDatabaseTakesThePlaceOfALostOne(t *testing.T) {
	o := entered(t)
	o.dir = filepath.Join(t.TempDir(), "Xã [1]") // no pattern
	o.leave()
	o.enter()
	o.write("Còn trong bản sao lưu")
	o.backup()
	o.leave()
	if err := os.Remove(vault.Database(o.dir)); err != nil {
		t.Fatal(err)
	}
	if v, err := vault.Open(t.Context(), o.dir); !errors.Is(err, model.ErrDamaged) {
		t.Fatalf("opened %v, %v", v, err)
	}
	if v := o.check(); v.State != vault.Missing {
		t.Errorf("now the folder is %s", v.State)
	}
	if _, err := os.Stat(bolt.Roll(vault.Database(o.dir))); err != nil {
		t.Errorf("what was in it is not known any more: %v", err)
	}
}

func TestADatabaseInUseIsNotReplaced(t *testing.T) {
	o := entered(t)
	o.write("Đang mở ở cửa sổ khác")
	b := o.backup()
	plan, err := vault.Find(t.Context(), o.dir, nobody)
	if err != nil {
		t.Fatal(err)
	}
	before := everything(t, o.dir)
	if out, err := vault.Rebuild(t.Context(), o.dir, plan.Reports); !errors.Is(err, model.ErrLocked) {
		t.Errorf("rebuilt %+v, %v", out, err)
	}
	shelves, err := vault.Shelves(o.dir)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := vault.Restore(t.Context(), o.dir, shelves, b, ""); !errors.Is(err, model.ErrLocked) {
		t.Errorf("restored %+v, %v", out, err)
	}
	if after := everything(t, o.dir); after != before {
		t.Errorf("the folder changed:\n%s\n%s", before, after)
	}
}

func TestTheRollGoesWithItsDatabase(t *testing.T) {
	o := entered(t)
	o.write("Có tên trong sổ")
	o.leave()
	roll := bolt.Roll(vault.Database(o.dir))
	before, err := os.ReadFile(roll)
	if err != nil {
		t.Fatal(err)
	}
	out, err := vault.Rebuild(t.Context(), o.dir, nil)
	if err != nil || out.Unfilled != nil {
		t.Fatal(out, err)
	}
	kept, err := os.ReadFile(filepath.Join(out.Quarantine, filepath.Base(roll)))
	if err != nil || string(kept) != string(before) {
		t.Errorf("beside the replaced database: %q, %v", kept, err)
	}
	if now, err := os.ReadFile(roll); err == nil && string(now) == string(before) {
		t.Error("the new database has the old one's roll")
	}
}

func TestARescueNeedsNoBackups(t *testing.T) {
	o := entered(t)
	r := o.write("Chỉ có trong tệp")
	o.leave()
	folder := filepath.Join(o.dir, "backups")
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	plan, err := vault.Find(t.Context(), o.dir, nobody)
	if err != nil || len(plan.Reports) != 1 || plan.Reports[0].Best.Report.ID != r.ID {
		t.Errorf("found %d reports, %v", len(plan.Reports), err)
	}
}

func TestTheLastWordsComeBeforeWhatIsPutInTheirPlace(t *testing.T) {
	o := entered(t)
	ctx := t.Context()
	r := o.write("Như lúc sao lưu")
	b := o.backup()
	without := r
	without.Blocks = nil
	without = o.save(without)
	binned, err := o.Store.BinnedPhotos(ctx)
	if err != nil || len(binned) != 1 {
		t.Fatal(binned, err)
	}
	o.typed(without, "Gõ trước khi trả ảnh")
	back, err := o.PutBack(ctx, binned[0])
	if err != nil || back.Head.Title != "Gõ trước khi trả ảnh" || len(back.Pictures()) != 1 {
		t.Errorf("%q with %d pictures, %v", back.Head.Title, len(back.Pictures()), err)
	}
	o.typed(back, "Gõ trước khi lấy lại")
	if _, err := o.TakeBack(ctx, b, "", r.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	if got := o.titled(r.ID); got != r.Head.Title || !o.remembers(r.ID, "Gõ trước khi lấy lại") {
		t.Errorf("now %q, and the last words are not in the history", got)
	}
}

func TestWhatACrashLeftIsSweptAway(t *testing.T) {
	o := entered(t)
	o.leave()
	old, young := time.Now().Add(-25*time.Hour), time.Now()
	for _, tt := range []struct {
		path string
		at   time.Time
		gone bool
	}{
		{filepath.Join(o.dir, ".restore-1", "tinxa.db"), old, true},
		{filepath.Join(o.dir, ".restore-2", "tinxa.db"), young, false},
		{filepath.Join(os.TempDir(), "tinxa-backup-1", "tinxa.db"), old, true},
		{filepath.Join(os.TempDir(), "tinxa-view-1", "tinxa.db"), old, true},
		{filepath.Join(os.TempDir(), "khac", "tinxa.db"), old, false},
		{filepath.Join(o.dir, ".tinxa.db-1.tmp"), old, true},
	} {
		if err := os.MkdirAll(filepath.Dir(tt.path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(tt.path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{tt.path, filepath.Dir(tt.path)} {
			if err := os.Chtimes(path, tt.at, tt.at); err != nil {
				t.Fatal(err)
			}
		}
		o.enter()
		o.leave()
		if _, err := os.Stat(tt.path); errors.Is(err, os.ErrNotExist) != tt.gone {
			t.Errorf("%s: %v", tt.path, err)
		}
	}
}

func TestOldWordsOfABinnedReportStayOld(t *testing.T) {
	o := entered(t)
	r := o.write("Hội nghị")
	o.typed(r, "Hội nghị, đang gõ")
	time.Sleep(2 * time.Millisecond) // the journal's times are that coarse
	r.Head.Title = "Hội nghị, đã sửa xong"
	r = o.save(r)
	if err := o.Store.Delete(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	begun, err := o.Begin(t.Context())
	if err != nil || begun.Kept != nil || begun.Untidied != nil {
		t.Fatal(err, begun.Kept, begun.Untidied)
	}
	if begun.Open != nil || len(begun.Reclaimed) > 0 {
		t.Errorf("the journal's older words came out of the bin: %+v", begun)
	}
	if left, err := o.Journal.Unsaved(t.Context()); err != nil || len(left) > 0 {
		t.Errorf("%d entries stay in the journal, %v", len(left), err)
	}
	if err := o.Store.Restore(t.Context(), r.ID); err != nil || o.titled(r.ID) != r.Head.Title {
		t.Errorf("back from the bin: %q, %v", o.titled(r.ID), err)
	}
}
