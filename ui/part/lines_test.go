package part_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

func linesIn(t *testing.T, l *part.Lines) fyne.Window {
	t.Helper()
	return uitest.New(t, fyne.NewSize(500, 300), func() fyne.CanvasObject { return part.NewStage(task.Inline{}, l.Object()) })
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "dòng %d\n", i)
	}
	return b.String()
}

// TestLines: of a long text the lines in sight alone are there, from its
// beginning or its end, and pages are turned.
func TestLines(t *testing.T) {
	l := part.NewLines()
	linesIn(t, l)
	l.Set(numbered(20_000), false)
	got := l.InSight()
	if len(got) < 10 || len(got) > 40 || got[0] != "dòng 0" {
		t.Fatalf("%d lines, from %q", len(got), got[0])
	}
	l.Turn(1)
	if next := l.InSight(); next[0] == "dòng 0" || !slices.Contains(got, next[0]) || slices.Contains(got, next[5]) {
		t.Errorf("a page later than %q there is %q", got, next)
	}
	l.Turn(-5)
	if got := l.InSight(); got[0] != "dòng 0" {
		t.Errorf("back at %q", got[0])
	}
	l.Find("dòng 777")
	if got := l.InSight(); got[0] != "dòng 777" {
		t.Errorf("found %q", got[0])
	}
	l.Set(numbered(500), true)
	if got := l.InSight(); got[len(got)-1] != "dòng 499" {
		t.Errorf("the end is %q", got[len(got)-1])
	}
	l.Set("", false)
	if got := l.InSight(); len(got) != 0 {
		t.Errorf("nothing shows %q", got)
	}
}

// TestLinesWrap: nothing is cut off, at whatever width.
func TestLinesWrap(t *testing.T) {
	l := part.NewLines()
	w := linesIn(t, l)
	text := strings.Repeat("Uỷ ban nhân dân xã Suối Mây ", 6) + strings.Repeat("x", 200) + "\n\tngắn"
	l.Set(text, false)
	for _, width := range []float32{500, 300, 800} {
		w.Resize(fyne.NewSize(width, 300))
		uitest.Settle(w)
		rows := l.InSight()
		if len(rows) < 3 {
			t.Errorf("%v: %d rows", width, len(rows))
		}
		if joined := strings.Join(rows, ""); joined != strings.ReplaceAll(strings.ReplaceAll(text, "\n", ""), "\t", "    ") {
			t.Errorf("%v: %q", width, rows)
		}
		for _, row := range rows {
			if measured := fyne.MeasureText(row, 13, fyne.TextStyle{}).Width; measured > width {
				t.Errorf("%v: %q is %v wide", width, row, measured)
			}
		}
		if !strings.HasSuffix(rows[0], " ") {
			t.Errorf("%v: broken within a word: %q", width, rows[0])
		}
	}
	if l.Text() != text {
		t.Error("the text is another one")
	}
}

func BenchmarkLines(b *testing.B) {
	l := part.NewLines()
	uitest.New(b, fyne.NewSize(500, 300), func() fyne.CanvasObject { return part.NewStage(task.Inline{}, l.Object()) })
	text := strings.Repeat("2026-10-15 10:32:00.000 +0700 INFO 4711 graphics usable=true vendor=Mesa renderer=llvmpipe\n", 10_000)
	for b.Loop() {
		l.Set(text, true)
	}
}
