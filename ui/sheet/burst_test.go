package sheet

import (
	"runtime"
	"testing"

	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// burst is a word as a typing tool sends it: 11 letters and 5 times Backspace,
// after which 6 letters are there.
const (
	burst     = "d\bđuo\b\bươn\b\bờng "
	burstLeft = 6
	burstKeys = 16 + burstLeft // and taking it back
)

// rewrite sends a burst and takes the word back.
func (y *typist) rewrite() {
	y.types(burst)
	for range burstLeft {
		y.page.TypedRune('\b')
	}
}

// kept counts what the sheet keeps to use again.
type kept struct{ shapes, stripes, frames, objects, waiting, icons int }

func (y *typist) kept() kept {
	k := y.skin
	return kept{len(k.shapes), len(k.easel.shown), len(k.wall.frames), len(k.objects), len(y.hands.waiting), len(k.wall.icons)}
}

func TestManyKeysKeepNothingBehind(t *testing.T) {
	y := sitDown(t, task.Inline{}, shortWindow, long(20)...)
	y.rewrite()
	before, text := y.kept(), y.reads()
	for range 500 {
		y.rewrite()
	}
	if after := y.kept(); after != before {
		t.Errorf("11,000 keys later %+v are kept, before %+v", after, before)
	}
	if y.reads() != text {
		t.Error("what was taken back is not gone")
	}
	if boxes := y.state.Boxes(); len(y.layout.places) != len(boxes) {
		t.Errorf("%d places of %d boxes", len(y.layout.places), len(boxes))
	}
}

// BenchmarkBurst is a typing tool's keys for one word, and taking the word back,
// in the middle of 50,000 letters.
func BenchmarkBurst(b *testing.B) {
	y := inTheMiddle(b)
	keys := 0
	for b.Loop() {
		y.rewrite()
		keys += burstKeys
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(keys), "ns/key")
}

// BenchmarkManyKeys types 100,000 keys and gives what of the heap is more after
// them than after the first 10,000.
func BenchmarkManyKeys(b *testing.B) {
	for b.Loop() {
		y := inTheMiddle(b)
		var early uint64
		for i := range 100_000 / burstKeys {
			if y.rewrite(); i == 10_000/burstKeys {
				early = heap()
			}
		}
		late := heap()
		b.ReportMetric((float64(late)-float64(early))/1024, "kB-more")
		b.ReportMetric(float64(late)/1024/1024, "MB-heap")
		runtime.KeepAlive(y)
	}
}

func inTheMiddle(b *testing.B) *typist {
	y := sitDown(b, task.Inline{}, 900, long(160)...)
	boxes := y.state.Boxes()
	at := boxes[len(boxes)/2].Spot
	at.Pos = 100
	y.choose(manuscript.At(at))
	y.Reveal()
	return y
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
