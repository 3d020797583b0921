package graphics

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// put puts a mark into a folder that must not be refused.
func put(t *testing.T, dir string, now time.Time) (*mark, bool) {
	t.Helper()
	m, lost, err := setMark(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	return m, lost
}

func TestAWindowThatOpensLeavesNoMark(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made")
	for range 2 {
		m, lost := put(t, dir, time.Now())
		if lost {
			t.Error("a mark was found that nobody left")
		}
		m.remove()
		m.remove() // a second time does nothing
	}
	if _, err := os.Stat(filepath.Join(dir, markFile)); err == nil {
		t.Error("the mark is still there")
	}
}

func TestAProcessThatWasEndedLeavesItsMark(t *testing.T) {
	dir := t.TempDir()
	m, _ := put(t, dir, time.Now())
	if err := m.file.Close(); err != nil { // as the system does at its end
		t.Fatal(err)
	}
	m, lost := put(t, dir, time.Now())
	if !lost {
		t.Error("the mark was not seen")
	}
	m.remove()
	if _, lost = put(t, dir, time.Now()); lost {
		t.Error("the mark was seen twice")
	}
}

func TestTwoStartsAtATimeAreNoneLost(t *testing.T) {
	dir := t.TempDir()
	first, _ := put(t, dir, time.Now())
	second, lost := put(t, dir, time.Now())
	if second != nil || lost {
		t.Errorf("the second start: mark %v, lost %v", second, lost)
	}
	second.remove() // it has none
	if _, lost := put(t, dir, time.Now().Add(2*openingMost)); !lost {
		t.Error("a start that hangs was not seen")
	}
	first.remove()
}
