package journal

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/model"
)

// kept is an Unsaved in its n-th state, n letters long.
func kept(n int) model.Unsaved {
	r := model.New()
	r.ID = "one"
	r.Head.Title = strings.Repeat("x", n)
	return model.Unsaved{Report: r, At: time.UnixMilli(int64(n)).UTC()}
}

// length tells which state a file holds; -1 none.
func length(data []byte) int {
	f, ok := newest(data)
	if !ok {
		return -1
	}
	return len(f.unsaved.Report.Head.Title)
}

// writing is a journal with the bytes of its file.
type writing struct {
	*Journal
	path string
}

func newWriting(t *testing.T) writing {
	t.Helper()
	dir := t.TempDir()
	j, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return writing{j, filepath.Join(dir, j.folders[0].name("one"))}
}

// write keeps state n and returns the file's bytes.
func (w writing) write(t *testing.T, n int) []byte {
	t.Helper()
	if _, err := w.Write(t.Context(), kept(n)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const sector = 512

// TestTornWritesLeaveOneOfTwo: of what a write changes any part may reach the
// disk, sector by sector in any order, and the state before it or its own is
// found.
func TestTornWritesLeaveOneOfTwo(t *testing.T) {
	w := newWriting(t)
	before := w.write(t, 5000)
	random := rand.New(rand.NewPCG(3, 3))
	was, both := 5000, [2]int{}
	for range 20 {
		n := 1 + random.IntN(9000)
		after := w.write(t, n)
		if len(after) != len(before) {
			before, was = after, n // made anew, which disk.WriteFile's tests tear
			continue
		}
		for range 20 {
			got := length(torn(random, before, after))
			if got != was && got != n {
				t.Fatalf("a torn write of %d behind %d left %d", n, was, got)
			}
			if got == n {
				both[1]++
			} else {
				both[0]++
			}
		}
		before, was = after, n
	}
	if both[0] == 0 || both[1] == 0 {
		t.Errorf("tears left the state before %d times, the new one %d times", both[0], both[1])
	}
}

// torn is a file of which some of the changed sectors reached the disk.
func torn(random *rand.Rand, before, after []byte) []byte {
	disk := bytes.Clone(before)
	until, whole := random.IntN(len(before)/sector+1), random.IntN(3)
	for i := 0; i*sector < len(before); i++ {
		reached := i < until
		if whole == 0 {
			reached = random.IntN(2) == 0
		}
		if reached {
			copy(disk[i*sector:], after[i*sector:min(len(after), (i+1)*sector)])
		}
	}
	return disk
}

// TestDamageNeverLies: with bits flipped, sectors lost and the tail cut off, a
// file gives one of its two states or none, and with one place damaged always
// one.
func TestDamageNeverLies(t *testing.T) {
	w := newWriting(t)
	w.write(t, 3000)
	whole := w.write(t, 4000)
	random := rand.New(rand.NewPCG(4, 4))
	for i := range 900 {
		data := bytes.Clone(whole)
		at := random.IntN(len(data))
		switch i % 3 {
		case 0:
			data[at] ^= 1 << random.IntN(8)
		case 1:
			copy(data[at/sector*sector:], make([]byte, sector))
		case 2:
			data = data[:at]
		}
		got := length(data)
		if got != 3000 && got != 4000 && (got != -1 || i%3 != 2 || at > 5000) {
			t.Fatalf("damage of kind %d at %d gave %d", i%3, at, got)
		}
	}
}

// TestAFaultNeverCostsTheNewest: after a write that failed the one before it is
// not written over, for nobody knows whether the newer one is on the disk.
func TestAFaultNeverCostsTheNewest(t *testing.T) {
	w := newWriting(t)
	w.write(t, 100)
	before := w.write(t, 200)
	f := w.folders[0].files[filepath.Base(w.path)]
	f.seq++ // as if the file were another's
	if err := f.overwrite(before[:headerSize]); err == nil || f.slot != 0 {
		t.Fatalf("overwrote a file that is not its own: %v", err)
	}
	after := w.write(t, 300)
	if length(after) != 300 || length(after[len(after)/2:]) != -1 {
		t.Error("the file was not made anew after a fault")
	}
}

// TestOneWriteOneFrame: an ordinary write changes nothing but its own slot and
// costs no more than its frame.
func TestOneWriteOneFrame(t *testing.T) {
	w := newWriting(t)
	before := w.write(t, 1000)
	for n := 1001; n < 1050; n++ {
		after := w.write(t, n)
		changed := 0
		for i := 0; i*sector < len(after); i++ {
			if !bytes.Equal(before[i*sector:(i+1)*sector], after[i*sector:(i+1)*sector]) {
				changed += sector
			}
		}
		if len(after) != len(before) || changed > 3*sector+n {
			t.Fatalf("%d bytes of text changed %d of %d", n, changed, len(after))
		}
		before = after
	}
}

// FuzzNewest: whatever a file holds, reading it ends, and what it gives can be
// written again.
func FuzzNewest(f *testing.F) {
	one, err := frame{1, kept(10)}.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(one)
	f.Add(append(append(bytes.Clone(one), make([]byte, block-len(one))...), one...))
	f.Add(one[:headerSize])
	f.Add([]byte(magic))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		got, ok := newest(data)
		if !ok {
			return
		}
		again, err := got.encode()
		if err != nil {
			t.Fatalf("read what cannot be written: %v", err)
		}
		if back, ok := decode(again); !ok || back.seq != got.seq || !model.SameContent(back.unsaved.Report, got.unsaved.Report) {
			t.Error("another frame came back")
		}
	})
}

// FuzzBody gives frames sound checksums, so that what is within is fuzzed too.
func FuzzBody(f *testing.F) {
	one, err := frame{1, kept(10)}.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(one[headerSize:])
	f.Add([]byte(`{"beyond":1,"report":null}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		got, ok := decode(seal(1, time.UnixMilli(1), content))
		if ok && !got.unsaved.Report.ID.Valid() {
			t.Errorf("a report without a name: %q", got.unsaved.Report.ID)
		}
	})
}
