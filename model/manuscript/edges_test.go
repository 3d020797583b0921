package manuscript_test

import (
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/modeltest"
)

// TestEdges: where head, body, items and bylines meet.
func TestEdges(t *testing.T) {
	hold(t, []deed{
		{"blocks from the headline on", "t:h^ội / p:một / p:h|ai / p:ba", manuscript.RemoveBlocks(), "t:hội / p:|ba"},
		{"blocks up to the bylines", "p:một / p:h^ai / p:ba / b:L|an", manuscript.RemoveBlocks(), "p:một| / b:Lan"},
		{"blocks of two items", "i:xã / .p:m^ột / p:a / i:phường / .p:h|ai / p:b", manuscript.RemoveBlocks(), "p:|b"},
		{"nothing in the bylines", "p:một / b:L|an", manuscript.RemoveBlocks(), "p:một / b:L|an"},
		{"to the beginning of a text", "p:một h|ai", manuscript.Erase(manuscript.Para, -1), "p:|ai"},
		{"to the end of a text", "p:một h|ai", manuscript.Erase(manuscript.Para, 1), "p:một h|"},
		{"back in the kicker", "k:|tin / p:", manuscript.Erase(manuscript.Letter, -1), "k:|tin / p:"},
		{"back in an empty kicker", "k:| / p:", manuscript.Erase(manuscript.Letter, -1), "k:| / p:"},
		{"back in the commune of an item with a photo", "p: / i:| / .x:", manuscript.Erase(manuscript.Letter, -1), "p:| / i: / .x:"},
		{"back in empty names", "p: / b:Lan / b:|", manuscript.Erase(manuscript.Letter, -1), "p: / b:Lan|"},
		{"an item's names", "i:xã / .p: / .b:L^an / .b:H|ạnh / p:", manuscript.Erase(manuscript.Letter, 1), "i:xã / .p: / .b:L| / .b:ạnh / p:"},
		{"typed over an item's end", "i:xã / .p:m^ột / .b:L|an / p:", manuscript.Type("x"), "i:xã / .p:mx| / .b:an / p:"},
		{"a quotation to a list", "q:lờ|i / f:A", manuscript.Turn(manuscript.Numbered), "n:lờ|i / p:A"},
		{"into its list when it leaves a number", "n:một / n:^hai / n:b|a", manuscript.Turn(manuscript.Quote), "n:một / q:^hai / q:b|a"},
		{"over everything", "t:^hội / p:một / b:Lan|", manuscript.Type("x"), "t:x| / p:"},
	})
}

func TestStamp(t *testing.T) {
	stamp := manuscript.Stamp("10:32", "Nguyễn Thị\nHạnh ")
	for _, c := range []struct{ page, want string }{
		{"p:một|", "p:một / p:Nguyễn Thị Hạnh : |"},
		{"p:| / p:hai", "p:Nguyễn Thị Hạnh : | / p:hai"},
		{"i:xã| / .p:hai", "i:xã / .p:Nguyễn Thị Hạnh : | / .p:hai"},
		{"t:hội| / p:một / p:", "t:hội / p:một / p:Nguyễn Thị Hạnh : |"},
		{"l:mộ|t / l:hai / p:ba", "l:một / l:hai / p:Nguyễn Thị Hạnh : | / p:ba"},
	} {
		s := drawn(t, c.page)
		if err := s.Run(stamp); err != nil || shown(s) != c.want {
			t.Fatalf("%q became %q, want %q: %v", c.page, shown(s), c.want, err)
		}
		b, _ := s.Box(s.Selection().Head)
		if b.Heard != "10:32" || b.Text[0].Marks != model.Bold || s.Styles() != 0 {
			t.Errorf("heard %q, styled %+v, then %b", b.Heard, b.Text, s.Styles())
		}
		sound(t, s)
		press(t, s, "⌫⌫")
		if !s.CanUndo() || s.CanRedo() || !s.Undo() || !s.CanRedo() {
			t.Error("not to be undone")
		}
	}
}

// TestFillInAnItem: the place of a photo is found wherever it stands, by its
// file's name where the spot is another's by now.
func TestFillInAnItem(t *testing.T) {
	s := drawn(t, "i:xã| / .p:một")
	into := manuscript.Gap{Place: model.Place{Item: "block001"}}
	if err := s.Run(manuscript.AddPictures(into, []model.Picture{{Name: "a.jpg"}, {Name: "a.jpg"}})); err != nil {
		t.Fatal(err)
	}
	first := s.Selection().Head
	press(t, s, "x")
	if err := s.Run(manuscript.Turn(manuscript.Paragraph)); err != nil {
		t.Fatal(err)
	}
	for i, at := range []manuscript.Spot{first, {Field: manuscript.Picture, Block: "nowhere0"}} {
		p := model.Picture{Name: "a.jpg", Photo: modeltest.PhotoIDOf([]byte{byte(i)})}
		if err := s.Run(manuscript.FillPicture(at, p)); err != nil {
			t.Fatal(err)
		}
	}
	s.Undo()
	for i, p := range s.Report().Pictures() {
		if p.Photo != modeltest.PhotoIDOf([]byte{byte(i)}) {
			t.Errorf("photo %d is %q after an undo", i, p.Photo)
		}
	}
	if s.Draft().Report().ID != s.Report().ID || s.GapBehind(first).Place.Item != "block001" {
		t.Error("not the same report")
	}
}
