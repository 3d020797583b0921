package sheet

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/uitest"
)

// sentence is what long reports are made of.
const sentence = "Đồng chí Nguyễn Thị Hạnh, Bí thư Đảng ủy xã Suối Mây, đề nghị các chi bộ tiếp tục " +
	"tuyên truyền để nhân dân hiểu rõ ý nghĩa của việc sắp xếp lại đường làng, ngõ xóm (từ 3,2 km lên 4,5 km). "

// lengthened is a report of paragraphs of some 400 runes, runes long in all, with
// so many photos spread among them.
func lengthened(runes, photos int) model.Report {
	text := []rune(strings.Repeat(sentence, runes/len([]rune(sentence))+2))
	r := model.New()
	r.Head.Title = "Hội nghị Ban Chấp hành Đảng bộ xã Suối Mây"
	r.Blocks = nil
	const most = 400
	for from := 0; from < runes; from += most {
		part := strings.TrimSpace(string(text[from:min(from+most, runes)]))
		r.Blocks = append(r.Blocks, model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(part)})
	}
	for i := range photos {
		p := model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{{
			Photo: model.PhotoID(fmt.Sprint("photo", i)), Caption: "Quang cảnh hội nghị tại Hội trường UBND xã.",
		}}}
		r.Blocks = slices.Insert(r.Blocks, (i+1)*len(r.Blocks)/(photos+1), model.Block(p))
	}
	return r
}

// spots are where the benchmarks type: in the first, the middle and the last
// paragraph of a report, at its start, middle and end.
func spots(r model.Report) map[string]manuscript.Spot {
	at := func(i int, share float32) manuscript.Spot {
		p := r.Blocks[i].(model.Paragraph)
		return manuscript.Spot{Field: manuscript.Text, Block: p.ID, Pos: int(share * float32(p.Text.Len()))}
	}
	last := len(r.Blocks) - 1
	return map[string]manuscript.Spot{"start": at(0, 0), "middle": at(last/2, 0.5), "end": at(last, 1)}
}

// watch is times of which the median counts: a pause of the garbage collector,
// or of the machine, falls on few keys.
type watch struct{ key, made, painted []time.Duration }

// note is what one key took: to lay out, to make the pictures of what changed, and
// to paint them.
func (w *watch) note(key, made, painted time.Duration) {
	w.key = append(w.key, key)
	w.made = append(w.made, key+made)
	w.painted = append(w.painted, key+painted)
}

func (w *watch) report(b *testing.B) {
	median := func(all []time.Duration) float64 {
		slices.Sort(all)
		return float64(all[len(all)/2].Nanoseconds()) / 1000
	}
	b.ReportMetric(median(w.key), "µs/key")
	b.ReportMetric(median(w.made), "µs/key+picture")
	b.ReportMetric(median(w.painted), "µs/key+paint")
}

// brush is a canvas in memory with Fyne's own software painter.
type brush struct{ test.WindowlessCanvas }

func newBrush() brush {
	c := software.NewCanvas()
	c.SetPadded(false)
	return brush{c}
}

// paint draws objects one by one, each on a canvas of its size, and measures how
// long that takes; and how much longer than for pictures of the same sizes that
// are there already, which is the time of making the pictures.
func (p brush) paint(objects []fyne.CanvasObject) (made, painted time.Duration) {
	for _, o := range objects {
		whole := p.draw(o)
		size := o.Size()
		ready := canvas.NewRasterFromImage(image.NewRGBA(image.Rect(0, 0, int(round(size.Width)), int(round(size.Height)))))
		ready.Resize(size)
		painted += whole
		made += max(0, whole-p.draw(ready))
	}
	return made, painted
}

func (p brush) draw(o fyne.CanvasObject) time.Duration {
	p.SetContent(container.NewWithoutLayout(o))
	p.Resize(o.Size())
	start := time.Now()
	p.Capture()
	return time.Since(start)
}

// BenchmarkKey types one letter and takes it back, and gives median times of the
// letter. Sheet and Entry hold the same text, in a window of the page's size.
//
//   - µs/key: from the key to a page laid out anew;
//   - µs/key+picture: and the pictures made of the lines that changed;
//   - µs/key+paint: and those pictures laid onto a canvas by Fyne's software
//     painter, which blends a pixel at a time. A graphics card does that in the
//     program.
//
// In the program a painter keeps a picture of each line, and makes those anew that
// have changed. So in both cases the lines whose picture is another one after the
// key are painted, and no others, by the same public painter (driver/software),
// each on a canvas of the line's size: of Entry those of its texts in view that
// were not there before, of the sheet the stripes that it asked the canvas to
// paint again. Taking the letter back, and finding out which lines these are, is
// not counted.
func BenchmarkKey(b *testing.B) {
	for _, runes := range []int{200, 2000, 10_000, 50_000} {
		r := lengthened(runes, 0)
		for _, where := range []string{"start", "middle", "end"} {
			at := spots(r)[where]
			b.Run(fmt.Sprintf("sheet/%d/%s", runes, where), func(b *testing.B) { typeInSheet(b, r, at) })
			b.Run(fmt.Sprintf("entry/%d/%s", runes, where), func(b *testing.B) { typeInEntry(b, r, at) })
		}
	}
}

var pageSize = fyne.NewSize(752, 900)

func typeInSheet(b *testing.B, r model.Report, at manuscript.Spot) {
	h := open(b, pageSize, r, nil)
	h.choose(manuscript.At(at))
	h.Reveal()
	p, w := newBrush(), watch{}
	for b.Loop() {
		before := shownBy(h.Sheet)
		start := time.Now()
		h.page.TypedRune('a')
		typed := time.Now()
		fresh := freshStripes(h.Sheet, before)
		made, painted := p.paint(fresh)
		w.note(typed.Sub(start), made, painted)
		h.page.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	w.report(b)
}

// shownBy is what each stripe of a sheet looks like.
func shownBy(s *Sheet) map[*canvas.Raster]print {
	all := map[*canvas.Raster]print{}
	for key, stripe := range s.skin.easel.shown {
		all[stripe.Raster] = key
	}
	return all
}

// freshStripes is copies of the stripes that look otherwise than before.
func freshStripes(s *Sheet, before map[*canvas.Raster]print) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for key, stripe := range s.skin.easel.shown {
		if before[stripe.Raster] != key {
			fresh := canvas.NewRaster(stripe.Generator)
			fresh.Resize(stripe.Size())
			all = append(all, fresh)
		}
	}
	return all
}

func typeInEntry(b *testing.B, r model.Report, at manuscript.Spot) {
	var e *widget.Entry
	w := uitest.New(b, pageSize, func() fyne.CanvasObject {
		e = widget.NewMultiLineEntry()
		e.Wrapping = fyne.TextWrapWord
		return e
	})
	before, pos := textBefore(r, at)
	e.SetText(before)
	w.Canvas().Focus(e)
	goTo(e, pos)
	p, times := newBrush(), watch{}
	for b.Loop() {
		was := textsIn(w, e)
		start := time.Now()
		e.TypedRune('a')
		typed := time.Now()
		fresh := freshTexts(w, e, was)
		made, painted := p.paint(fresh)
		times.note(typed.Sub(start), made, painted)
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	times.report(b)
}

// textBefore is a report's paragraphs as one text, and how many runes of it stand
// before a spot.
func textBefore(r model.Report, at manuscript.Spot) (text string, pos int) {
	var all []string
	for _, block := range r.Blocks {
		p := block.(model.Paragraph)
		if p.ID == at.Block {
			pos = len([]rune(strings.Join(append(all, ""), "\n"))) + at.Pos
		}
		all = append(all, p.Text.Plain())
	}
	return strings.Join(all, "\n"), pos
}

// goTo puts the caret of an Entry behind so many runes, row by row: Entry takes
// no position in its text.
func goTo(e *widget.Entry, pos int) {
	for row := -1; row != e.CursorRow && e.CursorTextOffset() < pos; {
		row = e.CursorRow
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	if e.CursorTextOffset() > pos {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	}
	e.CursorColumn += pos - e.CursorTextOffset()
	e.Refresh()
}

// textsIn counts the texts in view by what they say.
func textsIn(w fyne.Window, e *widget.Entry) map[string]int {
	all := map[string]int{}
	for _, t := range visibleTexts(w, e) {
		all[t.Text]++
	}
	return all
}

func freshTexts(w fyne.Window, e *widget.Entry, was map[string]int) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, t := range visibleTexts(w, e) {
		if was[t.Text]--; was[t.Text] < 0 && t.Text != "" {
			fresh := *t
			fresh.Move(fyne.Position{})
			fresh.Resize(t.MinSize())
			all = append(all, &fresh)
		}
	}
	return all
}

// visibleTexts lists the lines of an Entry that the window shows.
func visibleTexts(w fyne.Window, e *widget.Entry) []*canvas.Text {
	var all []*canvas.Text
	for _, o := range test.LaidOutObjects(e) {
		t, ok := o.(*canvas.Text)
		if !ok || !t.Visible() {
			continue
		}
		y := fyne.CurrentApp().Driver().AbsolutePositionForObject(t).Y
		if y+t.Size().Height > 0 && y < w.Canvas().Size().Height {
			all = append(all, t)
		}
	}
	return all
}

// BenchmarkOpen opens a report of 50,000 runes with 100 photos, which are not
// read yet, up to the first picture of its window, all of which the software
// painter draws; ms/layout is the part before painting. The cold pen has drawn
// nothing before, as when the program starts.
func BenchmarkOpen(b *testing.B) {
	r := lengthened(50_000, 100)
	for _, cold := range []bool{true, false} {
		b.Run(map[bool]string{true: "cold", false: "warm"}[cold], func(b *testing.B) { openOften(b, r, cold) })
	}
}

func openOften(b *testing.B, r model.Report, cold bool) {
	h := open(b, uitest.Laptop, model.New(), nil)
	photos := newPrints()
	for i := range 100 {
		photos.held[model.PhotoID(fmt.Sprint("photo", i))] = nil
	}
	env := h.env
	env.Pictures = photos
	var laid time.Duration
	for b.Loop() {
		start := time.Now()
		if cold {
			env.Pen = newPen(b)
		}
		env.State = manuscript.Open(r, func() time.Time { return begun })
		h.w.SetContent(New(env).Object())
		laid += time.Since(start)
		h.w.Canvas().Capture()
	}
	b.ReportMetric(float64(laid.Microseconds())/1000/float64(b.N), "ms/layout")
}
