package editor

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/uitest"
)

// lengthened is a sample report with its body repeated up to a number of words.
func lengthened(b *testing.B, words int) (model.Report, *shelf) {
	b.Helper()
	r, shelf := sample(b, "05-phuong-thi-dua")
	once := r.Blocks
	for r.Words() < words {
		for _, block := range once {
			if p, ok := block.(model.Paragraph); ok {
				p.ID = model.NewBlockID()
				r.Blocks = append(r.Blocks, p)
			}
		}
	}
	return r, shelf
}

// BenchmarkKey is one key, from the keyboard to the picture of the page laid
// out anew: at the end of a short report and of a very long one, in the middle
// of a paragraph.
func BenchmarkKey(b *testing.B) {
	for _, words := range []int{50, 5000} {
		b.Run(fmt.Sprint(words, " words"), func(b *testing.B) {
			r, shelf := lengthened(b, words)
			if words == 50 {
				r.Blocks = r.Blocks[:1]
			}
			var s *Screen
			w := uitest.New(b, screenSize, func() fyne.CanvasObject {
				s = New(testEnv(shelf), r)
				return s.Object()
			})
			s.Start("")
			focused := w.Canvas().Focused()
			b.ResetTimer()
			for i := range b.N {
				if i%100 == 99 { // so that the paragraph stays one
					s.Undo()
					continue
				}
				test.Type(focused, "a")
			}
		})
	}
}

// BenchmarkEnter is a new paragraph and its undo.
func BenchmarkEnter(b *testing.B) {
	r, shelf := lengthened(b, 5000)
	var s *Screen
	w := uitest.New(b, screenSize, func() fyne.CanvasObject {
		s = New(testEnv(shelf), r)
		return s.Object()
	})
	s.Start("")
	for b.Loop() {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		s.Undo()
	}
}

// BenchmarkOpen is a report from the store to the screen.
func BenchmarkOpen(b *testing.B) {
	r, shelf := lengthened(b, 5000)
	uitest.New(b, screenSize, func() fyne.CanvasObject { return test.NewTempWindow(b, nil).Canvas().Content() })
	for b.Loop() {
		s := New(testEnv(shelf), r)
		s.Object().Resize(screenSize)
		s.close()
	}
}
