package ink

import (
	"strings"
	"testing"
)

const prose = "Sáng 15/10/2026, tại Nhà văn hóa xã Suối Mây, Đảng ủy xã tổ chức hội nghị sơ kết công tác 9 tháng " +
	"đầu năm, triển khai nhiệm vụ trọng tâm quý IV; đồng chí Nguyễn Thị Hạnh, Bí thư Đảng ủy, chủ trì hội nghị. "

// proseOf is a text of so many letters.
func proseOf(letters int) string {
	return string([]rune(strings.Repeat(prose, letters/200+2))[:letters])
}

func BenchmarkSet(b *testing.B) {
	for _, size := range []struct {
		name    string
		letters int
	}{{"500", 500}, {"5000", 5_000}, {"50000", 50_000}} {
		b.Run(size.name, func(b *testing.B) {
			p, runs := newPen(b), plainRun(proseOf(size.letters))
			p.Set(runs, body)
			b.ReportAllocs()
			for b.Loop() {
				p.Set(runs, body)
			}
		})
	}
}

// BenchmarkSetUnbroken sets 50,000 letters without a space: one word, and a
// language that writes none.
func BenchmarkSetUnbroken(b *testing.B) {
	for _, script := range []struct{ name, text string }{{"word", "ặ"}, {"chinese", "中"}} {
		b.Run(script.name, func(b *testing.B) {
			p, runs := newPen(b), plainRun(strings.Repeat(script.text, 50_000))
			for b.Loop() {
				p.Set(runs, body)
			}
		})
	}
}

// BenchmarkSetCold sets a paragraph whose words were never seen.
func BenchmarkSetCold(b *testing.B) {
	runs := plainRun(proseOf(500))
	p := newPen(b)
	for b.Loop() {
		p.shaper = newShaper(p.shaper.fonts)
		p.Set(runs, body)
	}
}

func BenchmarkPaint(b *testing.B) {
	p := newPen(b)
	ps := p.Set(plainRun(proseOf(90)), Setting{Size: 16, Leading: 1.55, Width: 1000})
	for _, scale := range []struct {
		name string
		at   float32
	}{{"100", 1}, {"150", 1.5}, {"200", 2}} {
		b.Run(scale.name, func(b *testing.B) {
			m := painted(p, ps, 0, scale.at)
			b.ReportAllocs()
			for b.Loop() {
				p.Paint(m, ps, 0, scale.at, nil)
			}
		})
	}
}

// BenchmarkX finds where a position is, and which position is there.
func BenchmarkX(b *testing.B) {
	ps := newPen(b).Set(plainRun(proseOf(50_000)), body)
	for b.Loop() {
		line := ps.LineAt(25_000)
		ps.PosAt(line, ps.X(line, 25_000))
	}
}

// BenchmarkFirstEmoji reads the fonts for a first text with an emoji.
func BenchmarkFirstEmoji(b *testing.B) {
	for b.Loop() {
		p := newPen(b)
		p.Set(plainRun("😀"), body)
	}
}
