package e2e

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/model/bolt"
)

// TestASecondStart shows no second window and says why.
func TestASecondStart(t *testing.T) {
	d := newDesk(t)
	w := d.open()
	_, said := d.called()
	if !strings.Contains(said, "đang mở sẵn, xin dùng cửa sổ đó") {
		t.Errorf("a second start says %q", said)
	}
	if all := d.windows(); len(all) != 1 {
		t.Errorf("the windows are %v", all)
	}
	w.leave()
}

// TestAStartSoonAfterTheEnd waits for the program that was closed a moment ago
// and still makes its last backup.
func TestAStartSoonAfterTheEnd(t *testing.T) {
	d := newDesk(t)
	last, err := bolt.Open(t.Context(), filepath.Join(d.data, "tinxa.db"))
	d.must(err)
	ended := make(chan error, 1)
	time.AfterFunc(4*time.Second, func() { ended <- last.Close() })
	w := d.open()
	if w.took < 3*time.Second {
		t.Errorf("the reports were opened after %s, by two programs", w.took)
	}
	d.must(<-ended)
	w.leave()
}

// TestAPowerCut kills the program in the middle of a word: what it had saved is
// there, and it starts again as if nothing had happened.
func TestAPowerCut(t *testing.T) {
	d := newDesk(t)
	w := d.open()
	w.after(func() { w.press(ctrl, 'n') })
	w.write(headline + "\n" + sapo)
	w.saved()
	w.write(" Rồi mất đ")
	d.must(w.process.Process.Kill())
	if err := w.ends(); err == nil {
		t.Fatal("the program ended by itself")
	}
	listed := d.list()
	if len(listed) != 1 || listed[0].Title != headline {
		t.Fatalf("listed are %+v", listed)
	}
	if text := d.output("show", listed[0].ID); !strings.Contains(text, sapo) {
		t.Errorf("stored is\n%s", text)
	}
	again := d.open()
	for range 2 { // from the beginning, and coming back from the report
		again.press(down)
		again.after(func() { again.press(enter) })
		again.titled(headline + " – ")
		again.after(func() { again.press(ctrl, 'l') })
		again.titled("Tin X")
	}
	again.leave()
}
