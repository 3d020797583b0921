package editor

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

func boxesOf(texts ...string) []manuscript.Box {
	boxes := make([]manuscript.Box, len(texts))
	for i, text := range texts {
		boxes[i] = manuscript.Box{Spot: at(model.BlockID(fmt.Sprint(i)), 0), Text: model.Plainly(text)}
	}
	return boxes
}

// However the texts change, looking again finds what looking anew finds.
func TestLookingAgainFindsWhatLookingAnewFinds(t *testing.T) {
	chance := rand.New(rand.NewPCG(4, 2))
	words := []string{"xã ", "Suối ", "Mây ", "xa ", "hội nghị "}
	texts := []string{"xã Suối Mây", "", "xã xã xã", "hội nghị"}
	boxes := boxesOf(texts...)
	var s search
	for range 2000 {
		i := chance.IntN(len(boxes))
		switch chance.IntN(4) {
		case 0:
			boxes = append(boxes[:i:i], boxes[i+1:]...)
		case 1:
			fresh := manuscript.Box{Spot: at(model.BlockID(fmt.Sprint(chance.Int32())), 0)}
			boxes = append(boxes[:i:i], append([]manuscript.Box{fresh}, boxes[i:]...)...)
		default:
			boxes = append([]manuscript.Box(nil), boxes...)
			boxes[i].Text = model.Plainly(strings.Repeat(words[chance.IntN(len(words))], chance.IntN(4)))
		}
		if len(boxes) == 0 {
			boxes = boxesOf(texts...)
		}
		q := manuscript.Query{Words: []string{"xã", "suối mây", "x"}[chance.IntN(3)], Exact: chance.IntN(5) == 0}
		s.look(boxes, q)
		if want := manuscript.Find(boxes, q); len(want)+len(s.all) > 0 && !reflect.DeepEqual(s.all, want) {
			t.Fatalf("%v in %v: %v, want %v", q, boxes, s.all, want)
		}
	}
}

func TestMatchesInOrderOfTheCaret(t *testing.T) {
	var s search
	s.look(boxesOf("xã một xã", "không", "xã"), manuscript.Query{Words: "xã"})
	for _, c := range []struct {
		box, pos     int
		after, ahead int
	}{
		{0, 0, 0, 2}, {0, 2, 1, 0}, {0, 8, 2, 0}, {0, 9, 2, 1}, {1, 3, 2, 1}, {2, 0, 2, 1}, {2, 1, 0, 1}, {2, 2, 0, 2},
	} {
		spot := at(model.BlockID(fmt.Sprint(c.box)), c.pos)
		if after, ahead := s.after(spot), s.ahead(spot); after != c.after || ahead != c.ahead {
			t.Errorf("at %d:%d the next is %d and the one before %d, want %d and %d", c.box, c.pos, after, ahead, c.after, c.ahead)
		}
	}
	var none search
	none.look(boxesOf("xã"), manuscript.Query{Words: "phường"})
	if none.after(at("0", 0)) != -1 || none.ahead(at("0", 0)) != -1 {
		t.Error("a way leads to nothing")
	}
}

// BenchmarkLookAgain is what a key costs while the bar is open: one text of a
// thousand is another one.
func BenchmarkLookAgain(b *testing.B) {
	texts := make([]string, 1000)
	for i := range texts {
		texts[i] = "Tổng thu ngân sách trên địa bàn xã đạt 12,4 tỷ đồng"
	}
	boxes := boxesOf(texts...)
	var s search
	s.look(boxes, manuscript.Query{Words: "xa"})
	other := append([]manuscript.Box(nil), boxes...)
	other[500].Text = model.Plainly("xã Suối Mây")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			s.look(other, s.query)
		} else {
			s.look(boxes, s.query)
		}
	}
}
