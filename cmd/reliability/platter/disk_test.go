package platter_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/cmd/reliability/platter"
)

// The nodes of the hand-made logs.
const (
	file   = 2
	folder = 3
)

func played(ops ...platter.Op) *platter.Disk {
	d := platter.NewDisk()
	for _, op := range ops {
		d.Apply(op)
	}
	return d
}

func name(name string, node int) platter.Op {
	return platter.Op{Kind: platter.Name, Node: platter.Root, Name: name, Target: node}
}

func write(at int64, data string) platter.Op {
	return platter.Op{Kind: platter.Write, Node: file, At: at, Data: []byte(data)}
}

func synced(node int) platter.Op { return platter.Op{Kind: platter.Sync, Node: node} }

func moved(to, from string) platter.Op {
	return platter.Op{Kind: platter.Move, Node: platter.Root, Name: to, Target: file, Old: platter.Root, OldName: from}
}

// cuts is what the disk holds after 300 power cuts: the files' texts by name,
// written as "name=text name=text".
func cuts(t *testing.T, d *platter.Disk) map[string]int {
	t.Helper()
	seen := map[string]int{}
	for seed := range uint64(300) {
		dir := t.TempDir()
		if err := d.Cut(rand.New(rand.NewPCG(seed, 1))).WriteTo(dir); err != nil {
			t.Fatal(err)
		}
		var all []string
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			text := "folder"
			if !entry.IsDir() {
				data, err := os.ReadFile(filepath.Join(dir, entry.Name()))
				if err != nil {
					t.Fatal(err)
				}
				text = string(bytes.ReplaceAll(data, []byte{0}, []byte("0")))
			}
			all = append(all, entry.Name()+"="+text)
		}
		seen[strings.Join(all, " ")]++
	}
	return seen
}

// exactly wants these outcomes, each at least once, and no other.
func exactly(t *testing.T, d *platter.Disk, want ...string) {
	t.Helper()
	seen := cuts(t, d)
	for _, w := range want {
		if seen[w] == 0 {
			t.Errorf("never came %q", w)
		}
		delete(seen, w)
	}
	for got, times := range seen {
		t.Errorf("%d times came %q", times, got)
	}
}

func TestWhatIsSyncedStays(t *testing.T) {
	d := played(name("a", file), write(0, "xin"), synced(file), synced(platter.Root))
	exactly(t, d, "a=xin")
	if n := d.Unsafe(); n != 0 {
		t.Errorf("%d things are unsafe", n)
	}
}

func TestWhatIsNotSyncedMayGo(t *testing.T) {
	exactly(t, played(name("a", file), write(0, "xin"), synced(platter.Root)), "a=", "a=000", "a=xin")
	exactly(t, played(name("a", file), write(0, "xin"), synced(file)), "", "a=xin")
	exactly(t, played(name("a", file), synced(platter.Root), write(0, "xin"), synced(file), write(0, "chao")),
		"a=xin", "a=xin0", "a=cha", "a=chao")
}

// TestARenameMayRunAheadOfTheData is the classic: the new name is there, the
// data behind it is not.
func TestARenameMayRunAheadOfTheData(t *testing.T) {
	d := played(name("tmp", file), synced(platter.Root), write(0, "anh"), moved("a", "tmp"), synced(platter.Root))
	exactly(t, d, "a=", "a=000", "a=anh")
	d = played(name("tmp", file), synced(platter.Root), write(0, "anh"), synced(file), moved("a", "tmp"))
	exactly(t, d, "tmp=anh", "a=anh", "a=anh tmp=anh")
}

// TestARenameLosesNothing: of two names, old and new, one is always there, also
// when another thing had the new name.
func TestARenameLosesNothing(t *testing.T) {
	before := []platter.Op{
		name("a", 9),
		{Kind: platter.Write, Node: 9, Data: []byte("cu")},
		synced(9),
		name("tmp", file), write(0, "moi"), synced(file), synced(platter.Root),
	}
	exactly(t, played(append(before, moved("a", "tmp"))...), "a=cu tmp=moi", "a=moi", "a=moi tmp=moi")
}

func TestARenameIntoAnotherFolder(t *testing.T) {
	ops := []platter.Op{
		{Kind: platter.Name, Node: platter.Root, Name: "d", Target: folder, Folder: true},
		name("tmp", file), write(0, "anh"), synced(file), synced(platter.Root),
		{Kind: platter.Move, Node: folder, Name: "a", Target: file, Old: platter.Root, OldName: "tmp"},
		synced(platter.Root),
	}
	// The old folder was synced: the name in the new one came with it.
	d := played(ops...)
	for seed := range uint64(50) {
		dir := t.TempDir()
		if err := d.Cut(rand.New(rand.NewPCG(seed, 1))).WriteTo(dir); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(filepath.Join(dir, "d", "a")); err != nil || string(data) != "anh" {
			t.Fatalf("seed %d: %q, %v", seed, data, err)
		}
	}
}

// TestTornSectors: of a write that covers many sectors some may be there, each
// whole or as it was.
func TestTornSectors(t *testing.T) {
	const sectors, size = 8, 512
	d := played(name("a", file), write(0, strings.Repeat("x", sectors*size)), synced(file), synced(platter.Root),
		write(0, strings.Repeat("y", sectors*size)))
	torn := 0
	for text := range cuts(t, d) {
		text = strings.TrimPrefix(text, "a=")
		fresh := 0
		for i := range sectors {
			switch sector := text[i*size : (i+1)*size]; sector {
			case strings.Repeat("y", size):
				fresh++
			case strings.Repeat("x", size):
			default:
				t.Fatalf("sector %d is torn within", i)
			}
		}
		if fresh > 0 && fresh < sectors {
			torn++
		}
	}
	if torn < 20 {
		t.Errorf("only %d different torn writes in 300 cuts", torn)
	}
}

func TestALinkedFileHasOneContent(t *testing.T) {
	d := played(name("tmp", file), write(0, "so"), synced(file), name("a", file), synced(platter.Root),
		platter.Op{Kind: platter.Unname, Node: platter.Root, Name: "tmp"})
	exactly(t, d, "a=so", "a=so tmp=so")
}

func TestCutOff(t *testing.T) {
	cut := platter.Op{Kind: platter.Resize, Node: file, At: 2}
	d := played(name("a", file), write(0, "xin"), synced(file), synced(platter.Root), cut)
	exactly(t, d, "a=xi", "a=xin", "a=xi0")
	longer := platter.Op{Kind: platter.Resize, Node: file, At: 5}
	exactly(t, played(name("a", file), write(0, "xin"), longer, synced(file), synced(platter.Root)), "a=xin00")
}

func TestUnsafeFoldersTakeTheirFilesWithThem(t *testing.T) {
	d := played(
		platter.Op{Kind: platter.Name, Node: platter.Root, Name: "d", Target: folder, Folder: true},
		platter.Op{Kind: platter.Name, Node: folder, Name: "a", Target: file}, synced(file), synced(folder))
	exactly(t, d, "", "d=folder")
}

func TestEqualChancesGiveEqualImages(t *testing.T) {
	d := played(name("a", file), write(0, strings.Repeat("x", 5000)), name("b", file), moved("c", "a"))
	first, second := t.TempDir(), t.TempDir()
	for seed := range uint64(20) {
		dir := filepath.Join(first, string(rune('a'+seed)))
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := d.Cut(rand.New(rand.NewPCG(seed, 1))).WriteTo(dir); err != nil {
			t.Fatal(err)
		}
		if difference := d.Cut(rand.New(rand.NewPCG(seed, 1))).Differs(dir); difference != "" {
			t.Fatal(difference)
		}
	}
	if difference := d.Now().Differs(second); difference == "" {
		t.Error("an empty folder passes for the disk")
	}
}
