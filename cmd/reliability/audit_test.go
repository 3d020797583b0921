package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/cmd/vault"
)

// folderOf is a data folder that a writer left, and its words.
func folderOf(t *testing.T, steps int) (dir string, words []byte) {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("TMPDIR", t.TempDir())
	var out bytes.Buffer
	dir = filepath.Join(t.TempDir(), "dữ liệu")
	if err := write(t.Context(), writing{Dir: dir, Seed: 5, Drafts: 3, Steps: steps}, &out); err != nil {
		t.Fatal(err)
	}
	return dir, out.Bytes()
}

// finds wants an audit to find nothing, or a fault of that kind.
func finds(t *testing.T, dir string, words []byte, want string) {
	t.Helper()
	all := strings.Join(audited(t.Context(), dir, read(words)).Faults, "\n")
	if want == "" && all != "" || !strings.Contains(all, want) {
		t.Errorf("found is %q, want %q", all, want)
	}
}

func TestASoundFolderPasses(t *testing.T) {
	dir, words := folderOf(t, 60)
	finds(t, dir, words, "")
}

func TestAuditNoticesWhatIsMissing(t *testing.T) {
	dir, words := folderOf(t, 60)
	more := func(w ...word) []byte { return append(bytes.Clone(words), spoken(w)...) }
	finds(t, dir, more(word{Do: saved, Done: true, ID: "report0", Rev: 999, Sum: "x"}), "acknowledged was 999")
	finds(t, dir, more(word{Do: saved, Done: true, ID: "new", Rev: 1, Sum: "x"}), "report new, acknowledged revision 1")
	finds(t, dir, more(word{Do: imported, Done: true, ID: strings.Repeat("0", 64)}), "acknowledged photo")
	finds(t, dir, more(word{Do: pinned, Done: true, ID: "report0", Rev: 1, Sum: "never"}), "is not pinned")
	finds(t, dir, more(word{Do: journaled, Done: true, ID: "other", Sum: "x"}), "the journal has lost report other")
	finds(t, dir, more(word{Do: binned, Done: true, ID: "report1"}), "is not in the bin")
	finds(t, dir, more(word{Do: backedUp}, word{Do: backedUp, Done: true, ID: "2000-01-01"}), "backup 2000-01-01 is not there")
}

func TestAuditNoticesOtherWords(t *testing.T) {
	dir, words := folderOf(t, 60)
	p := read(words)
	other := bytes.ReplaceAll(words, []byte(p.reports["report0"].sums[p.reports["report0"].rev][0]), []byte("0123456789abcdef"))
	finds(t, dir, other, "not the content that was saved")
}

func TestAuditNoticesAPhotoThatIsGone(t *testing.T) {
	dir, words := folderOf(t, 60)
	originals, err := filepath.Glob(filepath.Join(dir, "photos", "originals", "*", "*"))
	if err != nil || len(originals) == 0 {
		t.Fatalf("photos %v, %v", originals, err)
	}
	for _, path := range originals {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	finds(t, dir, words, "without photos")
}

func TestAuditNoticesADatabaseThatIsGone(t *testing.T) {
	dir, words := folderOf(t, 20)
	if err := os.Remove(vault.Database(dir)); err != nil {
		t.Fatal(err)
	}
	finds(t, dir, words, "the check says missing")
}

// TestEveryHarmHarms: a kind of damage that changes nothing would prove nothing.
func TestEveryHarmHarms(t *testing.T) {
	dir, _ := folderOf(t, 20)
	before, err := os.ReadFile(vault.Database(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range harms {
		to := filepath.Join(t.TempDir(), "damaged")
		if err := damageCopy(dir, to, h, random(3)); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(vault.Database(to))
		if err != nil || bytes.Equal(before, after) {
			t.Errorf("%s: nothing is damaged, %v", h.kind, err)
		}
		if h.kind != cutOff && len(before) != len(after) {
			t.Errorf("%s: %d bytes are %d", h.kind, len(before), len(after))
		}
	}
}

// TestMadeInPlaceIsSoundInTheEnd: the control fails for how the file is made,
// not for what it is.
func TestMadeInPlaceIsSoundInTheEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := makeInPlace(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	finds(t, dir, nil, "")
}
