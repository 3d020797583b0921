package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// stored makes a database of n reports, each saved twice, closes it, and
// returns its path and the reports.
func stored(t testing.TB, n int) (string, []model.Report) {
	t.Helper()
	path := newPath(t)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var all []model.Report
	for i := range n {
		all = append(all, save(t, s, save(t, s, modeltest.Report(uint64(i)))))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, all
}

// change edits the database behind the store's back.
func change(t *testing.T, path string, f func(tx *bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(f), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// flip turns one bit of the value kept under key.
func flip(tx *bbolt.Tx, bucket, key string, bit int) error {
	b := tx.Bucket([]byte(bucket))
	value := bytes.Clone(b.Get([]byte(key)))
	value[bit/8] ^= 1 << (bit % 8)
	return b.Put([]byte(key), value)
}

// TestEveryBit is the control of the checksum: each single bit of a record,
// header and payload, is noticed.
func TestEveryBit(t *testing.T) {
	path, r := storedSmall(t)
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	value := recordOf(t, path, "drafts", string(r.ID))
	// The draft and its revision are the same bytes: find both in the file.
	first := bytes.Index(original, value)
	if first < 0 || bytes.Count(original, value) < 2 {
		t.Fatal("the record is not in the file as it is")
	}
	work := newPath(t)
	if err := os.MkdirAll(filepath.Dir(work), 0o700); err != nil {
		t.Fatal(err)
	}
	// The file is opened once and changed beneath the map: to open it for each
	// of some thousand bits would take minutes.
	if err := os.WriteFile(work, original, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, work)
	raw, err := os.OpenFile(work, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	checked := 0
	for at := first; at >= 0; at = next(original, value, at) {
		switch missed := missedBits(t, s, raw, at, value, r); missed {
		case 0:
			checked++
		case 8 * len(value): // an old copy on a free page, which nobody reads
		default:
			t.Errorf("of the %d bits of a record %d were turned without notice", 8*len(value), missed)
		}
	}
	if checked != 2 {
		t.Errorf("%d copies of the record were checked, want the draft and its revision", checked)
	}
}

// missedBits turns each bit of the record at that place in the file, and counts
// those that neither the report nor its revision noticed.
func missedBits(t *testing.T, s *bolt.Store, raw *os.File, at int, value []byte, r model.Report) (missed int) {
	t.Helper()
	for bit := range 8 * len(value) {
		old := value[bit/8]
		write(t, raw, at+bit/8, old^1<<(bit%8))
		_, errDraft := s.Report(t.Context(), r.ID)
		_, errPast := s.Revision(t.Context(), r.ID, r.Rev)
		write(t, raw, at+bit/8, old)
		if errDraft == nil && errPast == nil {
			missed++
		}
		for _, err := range []error{errDraft, errPast} {
			if err != nil && !errors.Is(err, model.ErrDamaged) {
				t.Fatalf("bit %d: %v, want ErrDamaged", bit, err)
			}
		}
	}
	return missed
}

// storedSmall makes a database of one short report.
func storedSmall(t *testing.T) (string, model.Report) {
	t.Helper()
	path := newPath(t)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	r := model.New()
	r.Head.Title = "Tin ngắn"
	r = save(t, s, r)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, r
}

func next(in, value []byte, after int) int {
	at := bytes.Index(in[after+1:], value)
	if at < 0 {
		return -1
	}
	return after + 1 + at
}

func write(t *testing.T, file *os.File, at int, value byte) {
	t.Helper()
	if _, err := file.WriteAt([]byte{value}, int64(at)); err != nil {
		t.Fatal(err)
	}
}

func recordOf(t *testing.T, path, bucket, key string) (value []byte) {
	t.Helper()
	change(t, path, func(tx *bbolt.Tx) error {
		value = bytes.Clone(tx.Bucket([]byte(bucket)).Get([]byte(key)))
		return nil
	})
	if value == nil {
		t.Fatalf("no record %s in %s", key, bucket)
	}
	return value
}

// TestDamagedDraft: it stays in the list, opening it says so, its history still
// gives the state before, and it can be saved over.
func TestDamagedDraft(t *testing.T) {
	path, reports := stored(t, 3)
	hit := reports[1]
	revKey := string(hit.ID) + "\x00\x00\x00\x00\x00\x00\x00\x00\x02"
	change(t, path, func(tx *bbolt.Tx) error {
		return errors.Join(flip(tx, "drafts", string(hit.ID), 999), flip(tx, "revs", revKey, 999))
	})
	s := open(t, path)
	list, err := s.Reports(t.Context())
	if err != nil || len(list) != 3 {
		t.Fatalf("list %v, %v, want all three", list, err)
	}
	for _, sum := range list {
		if sum.Title == "" {
			t.Errorf("%s lost its title in the list", sum.ID)
		}
	}
	if _, err := s.Report(t.Context(), hit.ID); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Report = %v, want ErrDamaged", err)
	}
	past, err := s.History(t.Context(), hit.ID)
	if err != nil || len(past) != 1 || past[0].Rev != 1 {
		t.Fatalf("history %v, %v, want the sound revision 1", past, err)
	}
	before, err := s.Revision(t.Context(), hit.ID, 1)
	if err != nil || before.Head.Title != hit.Head.Title {
		t.Errorf("revision 1 is %q, %v", before.Head.Title, err)
	}
	if _, err := s.Report(t.Context(), reports[0].ID); err != nil {
		t.Errorf("a report beside it: %v", err)
	}
	if saved := save(t, s, hit); saved.Rev != 3 {
		t.Errorf("saved over the damage as revision %d", saved.Rev)
	}
	if _, err := s.Report(t.Context(), hit.ID); err != nil {
		t.Errorf("after saving over the damage: %v", err)
	}
}

func TestDamagedOrMissingSummary(t *testing.T) {
	path, reports := stored(t, 3)
	change(t, path, func(tx *bbolt.Tx) error {
		return errors.Join(
			flip(tx, "summaries", string(reports[0].ID), 300),
			tx.Bucket([]byte("summaries")).Delete([]byte(reports[1].ID)),
		)
	})
	s := open(t, path)
	list, err := s.Reports(t.Context())
	if err != nil || len(list) != 3 {
		t.Fatalf("list %v, %v, want all three", list, err)
	}
	for _, sum := range list {
		for _, r := range reports {
			if r.ID == sum.ID && sum != model.Summarise(r) {
				t.Errorf("summary %+v, want %+v", sum, model.Summarise(r))
			}
		}
	}
}

// TestAllOfAReportDamaged: even then it is listed and can be thrown away.
func TestAllOfAReportDamaged(t *testing.T) {
	path, reports := stored(t, 1)
	id := string(reports[0].ID)
	change(t, path, func(tx *bbolt.Tx) error {
		return errors.Join(
			flip(tx, "summaries", id, 300), flip(tx, "drafts", id, 300),
			flip(tx, "revs", id+"\x00\x00\x00\x00\x00\x00\x00\x00\x01", 300),
			flip(tx, "revs", id+"\x00\x00\x00\x00\x00\x00\x00\x00\x02", 300),
		)
	})
	s := open(t, path)
	if list, err := s.Reports(t.Context()); err != nil || len(list) != 1 || list[0].ID != reports[0].ID {
		t.Errorf("list %v, %v", list, err)
	}
	if err := s.Delete(t.Context(), reports[0].ID); err != nil {
		t.Error(err)
	}
}

// TestSwappedRecords: a record is only taken for what it says it is.
func TestSwappedRecords(t *testing.T) {
	path, reports := stored(t, 2)
	a, b := []byte(reports[0].ID), []byte(reports[1].ID)
	change(t, path, func(tx *bbolt.Tx) error {
		drafts := tx.Bucket([]byte("drafts"))
		return drafts.Put(a, bytes.Clone(drafts.Get(b)))
	})
	s := open(t, path)
	if r, err := s.Report(t.Context(), reports[0].ID); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Report gave %q, %v, want ErrDamaged", r.ID, err)
	}
}

// TestDamagedBinIsNotPurged: when it was deleted is not known any more.
func TestDamagedBinIsNotPurged(t *testing.T) {
	path, reports := stored(t, 1)
	id := reports[0].ID
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Delete(t.Context(), id), s.Close()); err != nil {
		t.Fatal(err)
	}
	change(t, path, func(tx *bbolt.Tx) error { return flip(tx, "bin", string(id), 300) })
	s = open(t, path)
	if n, err := s.Purge(t.Context(), noon.AddDate(100, 0, 0)); n != 0 || err != nil {
		t.Errorf("Purge = %d, %v, want 0", n, err)
	}
	if err := s.Restore(t.Context(), id); err != nil {
		t.Error(err)
	}
	if got, err := s.Report(t.Context(), id); err != nil || got.Rev != 2 {
		t.Errorf("after Restore revision %d, %v", got.Rev, err)
	}
}

// inUse reads the file up to its last page in use: bbolt makes it longer than
// it needs.
func inUse(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	last := len(bytes.TrimRight(data, "\x00"))
	return data[:(last+4095)/4096*4096]
}

// TestBadFiles: what is no sound database is refused and left as it was.
func TestBadFiles(t *testing.T) {
	path, _ := stored(t, 60)
	whole := inUse(t, path)
	for name, data := range map[string][]byte{
		"nothing":         {},
		"text":            []byte(strings.Repeat("Đây không phải cơ sở dữ liệu.\n", 1000)),
		"zeros":           make([]byte, 64<<10),
		"heads alone":     whole[:8<<10],
		"a head":          whole[:100],
		"half a head":     whole[:60],
		"less one page":   whole[:len(whole)-4096],
		"less half":       whole[:len(whole)/2],
		"less an odd bit": whole[:len(whole)/2+77],
	} {
		bad := filepath.Join(t.TempDir(), "tinxa.db")
		if err := os.WriteFile(bad, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := bolt.Open(t.Context(), bad); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("%s: Open = %v, want ErrDamaged", name, err)
		}
		after, err := os.ReadFile(bad)
		if err != nil || !bytes.Equal(after, data) {
			t.Errorf("%s: the file was changed: %v", name, err)
		}
		if entries, err := os.ReadDir(filepath.Dir(bad)); err != nil || len(entries) != 1 {
			t.Errorf("%s: beside it lie %v, %v", name, entries, err)
		}
	}
}

// readAll reads every report in every revision; the first error.
func readAll(t *testing.T, s *bolt.Store) (n int, err error) {
	list, err := s.Reports(t.Context())
	for _, sum := range list {
		_, errOne := s.Report(t.Context(), sum.ID)
		past, errPast := s.History(t.Context(), sum.ID)
		err = errors.Join(err, errOne, errPast)
		for _, rev := range past {
			_, errRev := s.Revision(t.Context(), sum.ID, rev.Rev)
			err = errors.Join(err, errRev)
			n++
		}
	}
	return n, err
}
