package editor

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/uitest"
)

// BenchmarkKey is one letter typed into the open report with all that follows
// it: undo, autosave, journal, counts, bars. Drawing is not in it.
func BenchmarkKey(b *testing.B) {
	const paragraph = "Đồng chí Bí thư Đảng ủy nhấn mạnh việc hoàn thành các chỉ tiêu của năm, nhất là xây dựng nông thôn mới. "
	for _, letters := range []int{200, 50_000} {
		b.Run(fmt.Sprint(letters), func(b *testing.B) {
			r := model.New()
			for n := 0; n < letters; n += 5 * len([]rune(paragraph)) {
				text := model.Plainly(paragraph + paragraph + paragraph + paragraph + paragraph)
				r.Blocks = append(r.Blocks, model.Paragraph{ID: model.NewBlockID(), Text: text})
			}
			var s *Screen
			w := uitest.New(b, screenSize, func() fyne.CanvasObject {
				s = New(inked(b, testEnv(&shelf{})), r)
				return s.Object()
			})
			s.reveal(manuscript.Spot{Field: manuscript.Text, Block: r.Blocks[len(r.Blocks)/2].BlockID(), Pos: 3})
			page := w.Canvas().Focused()
			b.ResetTimer()
			for b.Loop() {
				page.TypedRune('a')
				page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
		})
	}
}
