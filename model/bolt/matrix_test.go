package bolt_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// verifyForParent is the child: it prints the health of a file and, behind it, a
// sum of all that bbolt reads in it. A damaged file may end it at any point.
func verifyForParent(path string) {
	h, err := bolt.Verify(context.Background(), path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(h); err != nil {
		os.Exit(1)
	}
	fmt.Println(contents(path))
	os.Exit(0)
}

// contents sums up every key and value of a database, in order and by look-up.
func contents(path string) uint32 {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		return 0
	}
	sum := crc32.NewIEEE()
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			fmt.Fprintf(sum, "%q\n", name)
			return b.ForEach(func(key, value []byte) error {
				fmt.Fprintf(sum, "%x %x %x\n", key, crc32.ChecksumIEEE(value), crc32.ChecksumIEEE(b.Get(key)))
				return nil
			})
		})
	})
	if errors.Join(err, db.Close()) != nil {
		return 0
	}
	return sum.Sum32()
}

// verdict is what the child said.
type verdict struct {
	bolt.Health
	crashed  bool
	contents uint32 // 0 when they could not be read
}

func judged(t *testing.T, path string) verdict {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childKey+"=verify", childPath+"="+path,
		"GORACE=atexit_sleep_ms=0") // else a child built with -race stays for a second
	out, err := cmd.Output()
	var v verdict
	decoder := json.NewDecoder(bytes.NewReader(out))
	if decoder.Decode(&v.Health) != nil {
		v.crashed = true
		return v
	}
	if err == nil {
		err = decoder.Decode(&v.contents)
	}
	if err != nil {
		v.contents = 0
	}
	return v
}

// past is every state that a store was ever given, by report and revision.
type past map[model.ReportID]map[int64]model.Report

func (p past) add(r model.Report) {
	if p[r.ID] == nil {
		p[r.ID] = map[int64]model.Report{}
	}
	p[r.ID][r.Rev] = r
}

func (p past) newest(id model.ReportID) (r model.Report) {
	for _, other := range p[id] {
		if other.Rev > r.Rev {
			r = other
		}
	}
	return r
}

// worked is a database as months of work leave it: reports of all lengths,
// saved several times each, some in the bin, some purged, with pins and photos
// taken out. It returns what is in it and what was purged.
func worked(t testing.TB, reports int) (path string, all past, purged []model.ReportID) {
	t.Helper()
	c := &clock{noon.AddDate(0, 0, -100)}
	path, all = newPath(t), past{}
	s, err := bolt.Open(t.Context(), path, bolt.Clock(c.now))
	if err != nil {
		t.Fatal(err)
	}
	keep := func(r model.Report) model.Report {
		c.Time = c.Add(7 * time.Minute)
		r = save(t, s, r)
		all.add(r)
		return r
	}
	for i := range reports {
		r := modeltest.Report(uint64(i))
		if i%4 == 0 {
			r = modeltest.Long(uint64(i), 10+i)
		}
		for n := range 1 + i%4 {
			r.Head.Kicker = fmt.Sprint("lần lưu ", n)
			r = keep(r)
		}
		err := s.Pin(t.Context(), r.ID, r.Rev, model.Pin{Kind: model.PinNamed, Name: "bản gửi"})
		if i%7 == 3 {
			err = errors.Join(err, s.Delete(t.Context(), r.ID))
		}
		if i < 7 && i%7 == 3 {
			purged = append(purged, r.ID)
		}
		if i == 8 {
			_, errPurge := s.Purge(t.Context(), c.Add(time.Second))
			err = errors.Join(err, errPurge)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, id := range purged {
		delete(all, id)
	}
	return path, all, purged
}

// damages are what disks do to a file, at random places.
var damages = []struct {
	name string
	do   func(rnd *rand.Rand, data []byte) []byte
}{
	{"bit", func(rnd *rand.Rand, data []byte) []byte {
		data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
		return data
	}},
	{"bit in a page's head", func(rnd *rand.Rand, data []byte) []byte {
		data[rnd.IntN(len(data)/4096)*4096+rnd.IntN(80)] ^= 1 << rnd.IntN(8)
		return data
	}},
	{"512 bytes", func(rnd *rand.Rand, data []byte) []byte { return scramble(rnd, data, 512) }},
	{"page", func(rnd *rand.Rand, data []byte) []byte { return scramble(rnd, data, 4096) }},
	{"page of zeros", func(rnd *rand.Rand, data []byte) []byte {
		clear(data[rnd.IntN(len(data)/4096)*4096:][:4096])
		return data
	}},
	{"truncated", func(rnd *rand.Rand, data []byte) []byte { return data[:rnd.IntN(len(data))] }},
	{"first head", func(rnd *rand.Rand, data []byte) []byte { scramble(rnd, data[:4096], 4096); return data }},
	{"second head", func(rnd *rand.Rand, data []byte) []byte { scramble(rnd, data[4096:8192], 4096); return data }},
	{"both heads", func(rnd *rand.Rand, data []byte) []byte { clear(data[:8192]); return data }},
}

// scramble fills an aligned stretch with noise.
func scramble(rnd *rand.Rand, data []byte, size int) []byte {
	at := rnd.IntN(len(data)/size) * size
	for i := range size {
		data[at+i] = byte(rnd.Uint32())
	}
	return data
}

// damaged writes a damaged copy and returns its path.
func damaged(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tinxa.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// rounds is how many places of each kind of damage are tried.
const rounds = 10

// TestDamageIsNamed damages a database in all ways at random places. What
// changes anything that can be read, Verify names, or the process that verifies
// does not survive it; and what it calls sound goes on working.
func TestDamageIsNamed(t *testing.T) {
	path, all, _ := worked(t, 30)
	whole := inUse(t, path)
	sound := judged(t, damaged(t, whole))
	if sound.crashed || !sound.Sound() || sound.contents == 0 || sound.Reports != len(all) {
		t.Fatalf("the file before any damage: %+v", sound)
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	for _, damage := range damages {
		named, crashed := 0, 0
		for round := range rounds {
			bad := damaged(t, damage.do(rnd, bytes.Clone(whole)))
			v := judged(t, bad)
			switch {
			case v.crashed:
				crashed++
			case !v.Sound():
				named++
			case v.contents != sound.contents:
				t.Errorf("%s, round %d: changed what is read, and nothing is named", damage.name, round)
			default:
				worksOn(t, bad, all)
			}
		}
		t.Logf("%-22s %3d places: %3d named, %2d ended the process, %3d touched nothing in use",
			damage.name, rounds, named, crashed, rounds-named-crashed)
	}
}

// worksOn writes to a file that was called sound until its free pages are used,
// and looks for what was there before.
func worksOn(t *testing.T, path string, all past) {
	t.Helper()
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Errorf("called sound, and not opened: %v", err)
		return
	}
	for i := range 8 {
		save(t, s, modeltest.Long(uint64(1_000_000+i), 60))
	}
	list, err := s.Reports(t.Context())
	for _, sum := range list {
		r, errOne := s.Report(t.Context(), sum.ID)
		if all[sum.ID] != nil {
			modeltest.Same(t, "called sound", r, all.newest(sum.ID))
		}
		err = errors.Join(err, errOne)
	}
	if err := errors.Join(err, s.Close()); err != nil {
		t.Errorf("called sound, and then: %v", err)
	}
	if h, err := bolt.Verify(t.Context(), path); err != nil || !h.Sound() {
		t.Errorf("called sound, and after some saves: %v, %v", h.Faults, err)
	}
}
