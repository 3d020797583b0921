package manuscript_test

import (
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

func TestBlocks(t *testing.T) {
	up, down := manuscript.MoveBlocks(-1), manuscript.MoveBlocks(1)
	hold(t, []deed{
		{"up", "p:một / h:h|ai", up, "h:h|ai / p:một"},
		{"not beyond the top", "p:m|ột / p:hai", up, "p:m|ột / p:hai"},
		{"several down", "p:m^ột / h:h|ai / p:ba", down, "p:ba / p:m^ột / h:h|ai"},
		{"a list as a whole", "l:một / l:h|ai / p:ba", down, "p:ba / l:một / l:h|ai"},
		{"a photo", "p:một / x:|@ảnh", up, "x:|@ảnh / p:một"},
		{"into an item and to its end", "i:xã / .p:một / p:h|ai", up, "i:xã / .p:một / .p:h|ai"},
		{"several into an item", "p:m^ột / p:h|ai / i:xã / .p:ba", down, "i:xã / .p:m^ột / .p:h|ai / .p:ba"},
		{"out of an item", "i:xã / .p:một / .p:h|ai", down, "i:xã / .p:một / p:h|ai"},
		{"several out of an item", "i:xã / .p:m^ột / .p:h|ai / .p:ba", up, "p:m^ột / p:h|ai / i:xã / .p:ba"},
		{"the only one of an item stays", "i:xã / .p:mộ|t", down, "i:xã / .p:mộ|t"},
		{"an item past an item", "i:xã / .p:một / i:ph|ường / .p:hai", up, "i:ph|ường / .p:hai / i:xã / .p:một"},
		{"from an item on", "i:x^ã / .p:một / p:h|ai / p:ba", down, "p:ba / i:x^ã / .p:một / p:h|ai"},
		{"nothing in the head", "t:h|ội / p:", down, "t:h|ội / p:"},
		{"removed", "p:một / p:h|ai / p:ba", manuscript.RemoveBlocks(), "p:một / p:|ba"},
		{"the last removed", "p:một / p:h|ai", manuscript.RemoveBlocks(), "p:một|"},
		{"several removed", "p:m^ột / x:ảnh / p:b|a / p:bốn", manuscript.RemoveBlocks(), "p:|bốn"},
		{"all removed", "p:m^ột / x:ả|nh", manuscript.RemoveBlocks(), "p:|"},
		{"removed from an item", "i:xã / .p:m|ột", manuscript.RemoveBlocks(), "i:xã / .p:|"},
		{"an item removed", "p:một / i:x|ã / .p:hai / .b:Lan / p:ba", manuscript.RemoveBlocks(), "p:một / p:|ba"},
		{"nothing to remove in the head", "t:h|ội / p:", manuscript.RemoveBlocks(), "t:h|ội / p:"},
		{"a new item", "p:m|ột / p:hai", manuscript.InsertItem(), "p:một / i:| / .p: / p:hai"},
		{"no item within an item", "i:xã / .p:m|ột / p:hai", manuscript.InsertItem(), "i:xã / .p:một / i:| / .p: / p:hai"},
		{"a new item behind bylines", "p:một / b:L|an", manuscript.InsertItem(), "p:một / i:| / .p: / b:Lan"},
		{"a new heading", "l:m|ột / l:hai / p:ba", manuscript.InsertBlock(manuscript.Heading), "l:một / l:hai / h:| / p:ba"},
		{"a new list from the head", "t:h|ội / p:", manuscript.InsertBlock(manuscript.Numbered), "t:hội / n:| / p:"},
	})
}

func TestBoxes(t *testing.T) {
	r := model.New()
	r.Blocks = model.Blocks{
		model.List{ID: "l", Ordered: true, Entries: make([]model.Text, 6), Depths: []int{0, 1, 1, 0, 2, 9}},
		model.List{ID: "none"},
		model.Photos{ID: "empty"},
		model.Paragraph{ID: "p", Heard: "10:32"},
	}
	var numbers, depths []int
	heard := ""
	for _, b := range manuscript.Boxes(r) {
		if b.Form == manuscript.Numbered {
			numbers, depths = append(numbers, b.Number), append(depths, b.Depth)
		}
		heard += b.Heard
	}
	want := [][]int{{1, 1, 2, 2, 1, 2}, {0, 1, 1, 0, 2, 2}}
	for i := range numbers {
		if numbers[i] != want[0][i] || depths[i] != want[1][i] {
			t.Errorf("numbers %v, depths %v", numbers, depths)
			break
		}
	}
	if len(numbers) != 6 || heard != "10:32" {
		t.Errorf("%d entries, heard %q", len(numbers), heard)
	}
}
