package bolt_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

func verified(t testing.TB, path string) bolt.Health {
	t.Helper()
	h, err := bolt.Verify(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestVerifyCounts(t *testing.T) {
	path, all, _ := worked(t, 12)
	h := verified(t, path)
	if !h.Sound() || h.Newer {
		t.Fatalf("faults %q, damaged %v", h.Faults, h.Damaged)
	}
	s := peek(t, path)
	photos, err := s.Photos(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(photos) == 0 || len(h.Photos) != len(photos) || !slices.IsSorted(h.Photos) {
		t.Errorf("%d photos, the store names %d", len(h.Photos), len(photos))
	}
	for _, id := range h.Photos {
		if !photos[id] {
			t.Errorf("photo %s is named by nothing in the store", id)
		}
	}
	if h.Reports != len(all) || h.Revisions < h.Reports || h.Pages < 10 {
		t.Errorf("%d reports of %d, %d revisions, %d pages", h.Reports, len(all), h.Revisions, h.Pages)
	}
}

// TestHealthAsJSON: what the child process prints is what the parent reads.
func TestHealthAsJSON(t *testing.T) {
	want := bolt.Health{
		Pages: 1, Reports: 2, Revisions: 3, Photos: []model.PhotoID{"ab"}, Faults: []string{"x"}, Newer: true,
		Damaged: []model.Trace{{ID: "a", Rev: 2, Name: "Hội nghị", Saved: noon}},
	}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got bolt.Health
	if err := json.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s is read as %+v, %v", data, got, err)
	}
	for _, field := range []string{`"pages":1`, `"reports":2`, `"revisions":3`, `"photos":["ab"]`, `"faults":["x"]`, `"newer":true`} {
		if !strings.Contains(string(data), field) {
			t.Errorf("no %s in %s", field, data)
		}
	}
}

// TestVerifyNames damages one record of each kind: the report is named, with
// its revision, and with its name and time from what is left.
func TestVerifyNames(t *testing.T) {
	path, reports := stored(t, 3)
	hit := reports[1]
	id, rev1 := string(hit.ID), string(hit.ID)+"\x00\x00\x00\x00\x00\x00\x00\x00\x01"
	rev2 := rev1[:len(rev1)-1] + "\x02"
	photo := string(modeltest.PhotoIDOf([]byte("ảnh")))
	whole := model.Trace{ID: hit.ID, Rev: 2, Name: hit.Name(), Saved: hit.Updated}
	for what, c := range map[string]struct {
		do   func(tx *bbolt.Tx) error
		want model.Trace
	}{
		"draft":          {func(tx *bbolt.Tx) error { return flip(tx, "drafts", id, 999) }, whole},
		"newest":         {func(tx *bbolt.Tx) error { return flip(tx, "revs", rev2, 999) }, whole},
		"summary":        {func(tx *bbolt.Tx) error { return flip(tx, "summaries", id, 300) }, whole},
		"older revision": {func(tx *bbolt.Tx) error { return flip(tx, "revs", rev1, 999) }, model.Trace{ID: hit.ID, Rev: 1, Name: hit.Name()}},
		"draft and newest": {func(tx *bbolt.Tx) error {
			return errors.Join(flip(tx, "drafts", id, 999), flip(tx, "revs", rev2, 999))
		}, whole},
		"draft gone":   {func(tx *bbolt.Tx) error { return tx.Bucket([]byte("drafts")).Delete([]byte(id)) }, whole},
		"newest gone":  {func(tx *bbolt.Tx) error { return tx.Bucket([]byte("revs")).Delete([]byte(rev2)) }, whole},
		"summary gone": {func(tx *bbolt.Tx) error { return tx.Bucket([]byte("summaries")).Delete([]byte(id)) }, whole},
		"older draft": {func(tx *bbolt.Tx) error {
			return put(tx, "drafts", id, get(tx, "revs", rev1))
		}, whole},
		"revision under another number": {func(tx *bbolt.Tx) error {
			return put(tx, "revs", rev1, get(tx, "revs", rev2))
		}, model.Trace{ID: hit.ID, Rev: 1, Name: hit.Name()}},
		"twice listed": {func(tx *bbolt.Tx) error { return put(tx, "bin", id, get(tx, "summaries", id)) }, whole},
		"pins":         {func(tx *bbolt.Tx) error { return put(tx, "pins", rev2, []byte("x")) }, whole},
		"binned photo": {func(tx *bbolt.Tx) error { return put(tx, "photobin", id+"\x00"+photo, []byte("x")) }, whole},
	} {
		bad := damaged(t, bytes.Clone(inUse(t, path)))
		change(t, bad, c.do)
		h := verified(t, bad)
		if h.Sound() || len(h.Faults) == 0 {
			t.Errorf("%s: not noticed", what)
			continue
		}
		i := slices.IndexFunc(h.Damaged, func(t model.Trace) bool { return t.ID == c.want.ID && t.Rev == c.want.Rev })
		if i < 0 {
			t.Errorf("%s: damaged are %+v, want %+v", what, h.Damaged, c.want)
			continue
		}
		got := h.Damaged[i]
		if got.Name != c.want.Name || !c.want.Saved.IsZero() && got.Saved.UnixMilli() != c.want.Saved.UnixMilli() {
			t.Errorf("%s: trace %+v, want %+v", what, got, c.want)
		}
		for _, trace := range h.Damaged {
			if trace.ID != hit.ID {
				t.Errorf("%s: %s is not damaged", what, trace.ID)
			}
		}
	}
}

func get(tx *bbolt.Tx, bucket, key string) []byte {
	return bytes.Clone(tx.Bucket([]byte(bucket)).Get([]byte(key)))
}

func put(tx *bbolt.Tx, bucket, key string, value []byte) error {
	return tx.Bucket([]byte(bucket)).Put([]byte(key), value)
}

// TestVerifyDecodes: a right checksum does not make a report.
func TestVerifyDecodes(t *testing.T) {
	path, reports := stored(t, 1)
	id := string(reports[0].ID)
	change(t, path, func(tx *bbolt.Tx) error {
		forged := bytes.Replace(get(tx, "drafts", id), []byte(`"status":"draft"`), []byte(`"status":"queer"`), 1)
		forged = resealed(forged, func([]byte) {})
		return errors.Join(put(tx, "drafts", id, forged), put(tx, "revs", id+"\x00\x00\x00\x00\x00\x00\x00\x00\x02", forged))
	})
	if h := verified(t, path); h.Sound() {
		t.Error("a report that cannot be decoded was not noticed")
	}
}

func TestVerifyNewer(t *testing.T) {
	path, reports := stored(t, 2)
	change(t, path, func(tx *bbolt.Tx) error {
		id := string(reports[0].ID)
		newer := resealed(get(tx, "drafts", id), func(h []byte) { h[0] = 2 })
		return errors.Join(put(tx, "drafts", id, newer), put(tx, "revs", id+"\x00\x00\x00\x00\x00\x00\x00\x00\x02", newer))
	})
	if h := verified(t, path); !h.Newer || !h.Sound() {
		t.Errorf("a record of a newer program: newer %v, faults %q", h.Newer, h.Faults)
	}
	change(t, path, func(tx *bbolt.Tx) error {
		return put(tx, "meta", "format", resealed(get(tx, "meta", "format"), func(h []byte) { h[15] = 99 }))
	})
	if h := verified(t, path); !h.Newer {
		t.Error("a file of a newer program is not called so")
	}
}

func TestVerifyErrors(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := bolt.Verify(ctx, newPath(t)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Verify of nothing = %v", err)
	}
	path := newPath(t)
	open(t, path)
	if _, err := bolt.Verify(ctx, path); !errors.Is(err, model.ErrLocked) {
		t.Errorf("Verify while an instance works = %v", err)
	}
	cancel()
	if _, err := bolt.Verify(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("Verify after cancel = %v", err)
	}
}

func TestVerifyNeverWrites(t *testing.T) {
	path, _, _ := worked(t, 9)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	verified(t, path)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
}

// TestManyFaultsAreCutShort: each damaged report is named, the faults are not
// told without end.
func TestManyFaultsAreCutShort(t *testing.T) {
	path, reports := stored(t, 120)
	change(t, path, func(tx *bbolt.Tx) (err error) {
		for _, r := range reports {
			err = errors.Join(err, flip(tx, "drafts", string(r.ID), 999))
		}
		return err
	})
	h := verified(t, path)
	if len(h.Damaged) != len(reports) || len(h.Faults) > 110 {
		t.Errorf("%d damaged reports are named as %d, with %d faults", len(reports), len(h.Damaged), len(h.Faults))
	}
}

// BenchmarkVerify looks at databases of 1,000 and 10,000 reports of 10 KB.
func BenchmarkVerify(b *testing.B) {
	for name, reports := range map[string]int{"1000": 1_000, "10000": 10_000} {
		path := crowdedDatabase(b, reports)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h, err := bolt.Verify(b.Context(), path)
				if err != nil || !h.Sound() || h.Reports != reports {
					b.Fatalf("%d reports, %v, %v", h.Reports, h.Faults, err)
				}
			}
		})
	}
}

// BenchmarkSalvage searches a database of 1,000 reports of 10 KB.
func BenchmarkSalvage(b *testing.B) {
	path := crowdedDatabase(b, 1_000)
	for b.Loop() {
		if out := salvaged(b, path); len(out.Found) != 1_000 {
			b.Fatalf("%d reports were found", len(out.Found))
		}
	}
}
