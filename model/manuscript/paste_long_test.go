package manuscript_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// paragraphs is n lines of text.
func paragraphs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Đồng chí thứ %d\n", i)
	}
	return b.String()
}

// TestLongPaste: hundreds of blocks at once come in, go and come back as few do,
// by one edit: edit by edit they would cost seconds.
func TestLongPaste(t *testing.T) {
	const lines = 300
	for _, start := range []string{"p:một| / p:hai", "i:xã / .p:một| / .p:hai", "x:|@ảnh / p:hai"} {
		s := drawn(t, start)
		before := s.Report()
		if err := s.Run(manuscript.PasteText(paragraphs(lines))); err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		pasted := s.Report()
		if n := strings.Count(shown(s), "Đồng chí thứ"); n != lines {
			t.Errorf("%s: %d lines came in", start, n)
		}
		change, err := manuscript.PasteText(paragraphs(lines))(s.Moment())
		if err != nil || len(change.Edits) > 5 {
			t.Errorf("%s: %d edits, %v", start, len(change.Edits), err)
		}
		if s.Undo(); !reflect.DeepEqual(s.Report(), before) {
			t.Errorf("%s: undo leads to %s", start, shown(s))
		}
		if s.Redo(); !reflect.DeepEqual(s.Report(), pasted) {
			t.Errorf("%s: redo leads elsewhere", start)
		}
	}
}

// BenchmarkLongPaste is ten thousand lines, as a column of a table has them.
func BenchmarkLongPaste(b *testing.B) {
	paste := manuscript.PasteText(paragraphs(10_000))
	for b.Loop() {
		s := manuscript.Open(model.New(), time.Now)
		s.Select(manuscript.At(s.Boxes()[3].Spot))
		if err := s.Run(paste); err != nil {
			b.Fatal(err)
		}
		s.Undo()
	}
}
