package look_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

var update = flag.Bool("update", false, "write assets/icons anew from assets/icons/drawn")

// TestIconsAreOutlinesOfTheDrawings holds assets/icons to what is drawn in
// assets/icons/drawn. The drawings are lines; the program ships their outlines,
// because Fyne neither recolours lines nor makes them thicker on a finer screen.
func TestIconsAreOutlinesOfTheDrawings(t *testing.T) {
	drawings, err := filepath.Glob("../../assets/icons/drawn/*.svg")
	if err != nil || len(drawings) == 0 {
		t.Fatalf("no drawings: %v", err)
	}
	for _, drawing := range drawings {
		want, err := outline(drawing)
		if err != nil {
			t.Fatalf("%s: %v", drawing, err)
		}
		golden := filepath.Join("../../assets/icons", filepath.Base(drawing))
		if *update {
			if err := os.WriteFile(golden, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(golden); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not the outline of its drawing (run with -update): %v", golden, err)
		}
	}
}

// outline turns the strokes of a drawing into one filled path.
func outline(drawing string) ([]byte, error) {
	svg, err := os.ReadFile(drawing)
	if err != nil {
		return nil, err
	}
	svg = bytes.ReplaceAll(svg, []byte("currentColor"), []byte("#000"))
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil {
		return nil, err
	}
	var d strings.Builder
	for _, p := range icon.SVGPaths {
		pen := &pen{half: p.LineWidth / 2, out: &d}
		p.Path.AddTo(pen)
		pen.Stop(false)
	}
	return fmt.Appendf(nil, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\">\n"+
		"<path d=\"%s\"/>\n</svg>\n", d.String()), nil
}

// pen follows lines and writes down their edges, with round ends and corners. It
// is a rasterx.Adder.
type pen struct {
	half float64 // half of the stroke's width
	line []point
	out  *strings.Builder
}

var _ rasterx.Adder = (*pen)(nil)

type point struct{ x, y float64 }

func at(p fixed.Point26_6) point { return point{float64(p.X) / 64, float64(p.Y) / 64} }

func (p *pen) Start(a fixed.Point26_6) {
	p.Stop(false)
	p.line = []point{at(a)}
}

func (p *pen) Line(b fixed.Point26_6) { p.to(at(b)) }

func (p *pen) to(b point) {
	if last := p.line[len(p.line)-1]; math.Hypot(b.x-last.x, b.y-last.y) > 0.005 {
		p.line = append(p.line, b)
	}
}

func (p *pen) QuadBezier(b, c fixed.Point26_6) {
	from, mid, end := p.line[len(p.line)-1], at(b), at(c)
	third := func(a point) point { return point{a.x + 2*(mid.x-a.x)/3, a.y + 2*(mid.y-a.y)/3} }
	p.curve(from, third(from), third(end), end)
}

func (p *pen) CubeBezier(b, c, d fixed.Point26_6) {
	p.curve(p.line[len(p.line)-1], at(b), at(c), at(d))
}

// curve walks a cubic curve in steps of about half a unit.
func (p *pen) curve(a, b, c, d point) {
	length := math.Hypot(b.x-a.x, b.y-a.y) + math.Hypot(c.x-b.x, c.y-b.y) + math.Hypot(d.x-c.x, d.y-c.y)
	steps := max(4, int(length*2))
	for i := 1; i <= steps; i++ {
		t := float64(i) / float64(steps)
		u := 1 - t
		p.to(point{
			u*u*u*a.x + 3*u*u*t*b.x + 3*u*t*t*c.x + t*t*t*d.x,
			u*u*u*a.y + 3*u*u*t*b.y + 3*u*t*t*c.y + t*t*t*d.y,
		})
	}
}

func (p *pen) Stop(closed bool) {
	line := p.line
	p.line = nil
	switch {
	case len(line) == 0:
	case len(line) == 1: // a dot
		p.write(append(p.arc(line[0], 0, 2*math.Pi), p.beside(line[0], 0)))
	case closed:
		if first, last := line[0], line[len(line)-1]; math.Hypot(last.x-first.x, last.y-first.y) < 0.02 {
			line = line[:len(line)-1]
		}
		p.write(p.side(line, true))
		p.write(p.side(reversed(line), true))
	default:
		p.write(append(p.side(line, false), p.side(reversed(line), false)...))
	}
}

func reversed(line []point) []point {
	back := make([]point, len(line))
	for i, at := range line {
		back[len(line)-1-i] = at
	}
	return back
}

// side is the edge to the left of a line. A line that is not closed ends in half
// a circle; of one that is, the corner at its start is turned too.
func (p *pen) side(line []point, closed bool) []point {
	n := len(line)
	direction := func(i int) float64 {
		from, to := line[i%n], line[(i+1)%n]
		return math.Atan2(to.y-from.y, to.x-from.x)
	}
	var edge []point
	legs := n - 1
	if closed {
		legs = n
	}
	for i := range legs {
		edge = append(edge, p.beside(line[i], direction(i)), p.beside(line[(i+1)%n], direction(i)))
		if i+1 < legs || closed {
			edge = append(edge, p.corner(line[(i+1)%n], direction(i), direction((i+1)%legs))...)
		}
	}
	if !closed {
		edge = append(edge, p.arc(line[n-1], direction(n-2), direction(n-2)+math.Pi)...)
	}
	return edge
}

// corner turns from one direction to another: round outside, through the
// corner itself inside, which keeps the path's winding.
func (p *pen) corner(at point, from, to float64) []point {
	turn := math.Remainder(to-from, 2*math.Pi)
	if turn > 0 {
		return p.arc(at, from, from+turn)
	}
	if turn > -0.5 {
		return nil // on a smooth curve
	}
	return []point{at}
}

// beside is half a stroke to the left of a point, looking along direction.
func (p *pen) beside(at point, direction float64) point {
	return point{at.x + p.half*math.Sin(direction), at.y - p.half*math.Cos(direction)}
}

func (p *pen) arc(centre point, from, to float64) []point {
	steps := int(math.Ceil(math.Abs(to-from) / 0.4))
	var round []point
	for i := 1; i < steps; i++ {
		round = append(round, p.beside(centre, from+(to-from)*float64(i)/float64(steps)))
	}
	return round
}

// write adds one closed polygon, in hundredths of a unit.
func (p *pen) write(edge []point) {
	for i, at := range edge {
		command := "L"
		if i == 0 {
			command = "M"
		}
		fmt.Fprintf(p.out, "%s%s %s", command, short(at.x), short(at.y))
	}
	p.out.WriteString("Z")
}

func short(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
}
