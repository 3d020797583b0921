package manuscript_test

import (
	"errors"
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/modeltest"
)

// pic is the picture of a block by its number on the page.
func pic(block, entry int) manuscript.Spot {
	return manuscript.Spot{Field: manuscript.Picture, Block: model.BlockID("block00" + string(rune('0'+block))), Entry: entry}
}

func at(index int) manuscript.Gap { return manuscript.Gap{Place: model.Place{Index: index}} }

func beside(block, entry int) manuscript.Gap {
	return manuscript.Gap{Beside: pic(block, 0).Block, Entry: entry}
}

func TestPictures(t *testing.T) {
	two := []model.Picture{{Caption: "một"}, {Caption: "hai"}}
	add, move := manuscript.AddPictures, manuscript.MovePicture
	hold(t, []deed{
		{"added between", "p:m|ột / p:ba", add(at(1), two), "p:một / x:|một / x:hai / p:ba"},
		{"added to an item", "i:xã| / .p:ba", add(manuscript.Gap{Place: model.Place{Item: "block001"}}, two), "i:xã / .x:|một / .x:hai / .p:ba"},
		{"added beside", "x½:|ba", add(beside(1, 0), two), "x:|một / y:hai / y:ba"},
		{"added beside with less room", "x:b|a / y:bốn / p:", add(beside(1, 1), two), "x:ba / y:|một / y:bốn / x:hai / p:"},
		{"none", "p:|", add(at(0), nil), "p:|"},
		{"moved alone", "x:|@ảnh / p:một / p:hai", move(pic(1, 0), at(2)), "p:một / x:|@ảnh / p:hai"},
		{"moved to where it is", "p:một / x:|@ảnh", move(pic(2, 0), at(2)), "p:một / x:|@ảnh"},
		{"moved out of a row", "x:một / y:h|ai / p:", move(pic(1, 0), at(2)), "x:hai / p: / x:|@một"},
		{"moved within its row", "x:|@một / y:hai / y:ba", move(pic(1, 0), beside(1, 3)), "x:hai / y:ba / y:|@một"},
		{"moved into a row", "x½:|@một / p: / x½:hai", move(pic(1, 0), beside(3, 1)), "p: / x:hai / y:|@một"},
		{"moved to a full row", "x:|@một / p: / x:a / y:b / y:c", move(pic(1, 0), beside(3, 1)), "p: / x:a / y:b / y:c / x:|@một"},
		{"removed", "p:một / x:ả|nh / p:hai", manuscript.RemovePicture(pic(2, 0)), "p:một / p:|hai"},
		{"the last in an item removed", "i:xã / .x:ả|nh", manuscript.RemovePicture(pic(2, 0)), "i:xã / .p:|"},
		{"removed from a row", "x:một / y:ha|i", manuscript.RemovePicture(pic(1, 1)), "x:|@một"},
		{"half as wide", "x:ả|nh", manuscript.SetHalf(pic(1, 0), true), "x½:ả|nh"},
		{"as wide again", "x½:ả|nh", manuscript.SetHalf(pic(1, 0), false), "x:ả|nh"},
		{"no half in a row", "x:ả|nh / y:hai", manuscript.SetHalf(pic(1, 0), true), "x:ả|nh / y:hai"},
		{"joined", "x½:một / x½:ha|i", manuscript.JoinPictures(pic(2, 0)), "x:một / y:|@hai"},
		{"too many to join", "x:một / y:hai / x:ba / y:bốn|", manuscript.JoinPictures(pic(3, 1)), "x:một / y:hai / x:ba / y:bốn|"},
		{"none before to join", "x:mộ|t", manuscript.JoinPictures(pic(1, 0)), "x:mộ|t"},
		{"parted", "x:một / y:ha|i / y:ba", manuscript.PartPictures(pic(1, 1)), "x:một / x:|@hai / x:ba"},
		{"alone already", "x:mộ|t", manuscript.PartPictures(pic(1, 0)), "x:mộ|t"},
	})
	for name, c := range map[string]manuscript.Command{
		"remove": manuscript.RemovePicture(pic(1, 2)), "half": manuscript.SetHalf(pic(7, 0), true), "move": move(pic(2, 0), at(0)),
		"join": manuscript.JoinPictures(pic(1, -1)), "part": manuscript.PartPictures(pic(2, 0)), "beside": add(beside(2, 0), two),
		"name": manuscript.NamePlace(pic(1, 0), "khác.jpg"), "nowhere": manuscript.NamePlace(pic(1, 3), ""), "cover": manuscript.SetCover("../x"),
	} {
		s := drawn(t, "x:ả|nh / p:một")
		_ = s.SetPicture(pic(1, 0), "", func(p *model.Picture) { p.Photo = modeltest.PhotoIDOf(nil) })
		if err := s.Run(c); !errors.Is(err, model.ErrEdit) {
			t.Errorf("%s: %v, want ErrEdit", name, err)
		}
	}
}

// TestFillPicture: a photo that comes late is there after undo and redo, too,
// wherever its place was moved meanwhile.
func TestFillPicture(t *testing.T) {
	photo := modeltest.PhotoIDOf([]byte("a"))
	s := drawn(t, "p:một| / x:khác")
	if err := s.Run(manuscript.AddPictures(at(1), []model.Picture{{Name: "a.jpg"}})); err != nil {
		t.Fatal(err)
	}
	place := s.Selection().Head
	press(t, s, "chú ")
	for _, c := range []manuscript.Command{
		manuscript.MovePicture(place, beside(2, 0)),
		manuscript.FillPicture(place, model.Picture{Name: "a.jpg", Photo: photo, Credit: "Lan"}),
	} {
		if err := s.Run(c); err != nil {
			t.Fatal(err)
		}
	}
	filled := func(when string) {
		t.Helper()
		for _, p := range s.Report().Pictures() {
			if p.Name == "a.jpg" && (p.Photo != photo || p.Credit != "Lan") {
				t.Errorf("%s the place is empty: %+v", when, p)
			}
		}
		sound(t, s)
	}
	filled("at once")
	if got := shown(s); got != "p:một / x:|@chú  / y:khác" {
		t.Errorf("shown %q", got)
	}
	for _, want := range []string{"p:một / x:chú | / x:khác", "p:một / x:| / x:khác", "p:một| / x:khác"} {
		if s.Undo(); shown(s) != want {
			t.Errorf("undone to %q, want %q", shown(s), want)
		}
		filled("undone")
	}
	for s.Redo() {
		filled("done again")
	}
	if len(s.Report().Pictures()) != 2 {
		t.Error("not done again")
	}
}

// TestFillPictureThatWasTakenOut: the photo is not put into another one's place,
// and is there when undo or redo bring its own back.
func TestFillPictureThatWasTakenOut(t *testing.T) {
	s := drawn(t, "p:một| / x:khác")
	two := []model.Picture{{Name: "a.jpg"}, {Name: "b.jpg"}}
	if err := s.Run(manuscript.AddPictures(beside(2, 0), two)); err != nil {
		t.Fatal(err)
	}
	fill := func(at manuscript.Spot, name string) {
		t.Helper()
		p := model.Picture{Name: name, Photo: modeltest.PhotoIDOf([]byte(name))}
		if err := s.Run(manuscript.FillPicture(at, p)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Run(manuscript.RemovePicture(pic(2, 0))); err != nil {
		t.Fatal(err)
	}
	fill(pic(2, 0), "a.jpg") // where b.jpg stands by now
	s.Undo()
	s.Undo()
	fill(pic(2, 1), "b.jpg")
	for step := 0; s.Redo(); step++ {
		for _, p := range s.Report().Pictures() {
			if p.Name != "" && p.Photo != modeltest.PhotoIDOf([]byte(p.Name)) {
				t.Errorf("redo %d: the place of %s has photo %q", step, p.Name, p.Photo)
			}
		}
	}
}

// TestFillPictureWithoutAName fills no place of another block, now or in what undo
// remembers.
func TestFillPictureWithoutAName(t *testing.T) {
	s := drawn(t, "p:|một / x:hai / x:ba")
	if err := s.Run(manuscript.RemovePicture(pic(2, 0))); err != nil {
		t.Fatal(err)
	}
	if err := s.Run(manuscript.FillPicture(pic(3, 0), model.Picture{Photo: modeltest.PhotoIDOf(nil)})); err != nil {
		t.Fatal(err)
	}
	s.Undo()
	if got := s.Report().Pictures(); got[0].Photo != "" || got[1].Photo == "" {
		t.Errorf("the pictures are %+v", got)
	}
}

// TestNamePlace: the place that was empty is known by the file read for it.
func TestNamePlace(t *testing.T) {
	s := drawn(t, "p:|một / x:hai")
	photo := model.Picture{Name: "a.jpg", Photo: modeltest.PhotoIDOf(nil)}
	for _, c := range []manuscript.Command{
		manuscript.NamePlace(pic(2, 0), "a.jpg"), manuscript.MovePicture(pic(2, 0), at(0)), manuscript.FillPicture(pic(2, 0), photo),
	} {
		if err := s.Run(c); err != nil {
			t.Fatal(err)
		}
	}
	s.Undo()
	if got := s.Report().Pictures()[0]; got.Name != "a.jpg" || got.Photo != photo.Photo || got.Caption != "hai" || s.CanUndo() {
		t.Errorf("the picture is %+v", got)
	}
}

func TestCover(t *testing.T) {
	s := drawn(t, "p:|")
	one, two := modeltest.PhotoIDOf([]byte("1")), modeltest.PhotoIDOf([]byte("2"))
	_ = s.Run(manuscript.AddPictures(at(0), []model.Picture{{Photo: one}, {Photo: two}}))
	covers := func() (of []bool) {
		for _, b := range s.Boxes() {
			if b.Form == manuscript.FormPicture {
				of = append(of, b.Shown.Cover)
			}
		}
		return of
	}
	if got := covers(); !got[0] || got[1] {
		t.Errorf("the first photo is the cover: %v", got)
	}
	if err := s.Run(manuscript.SetCover(two)); err != nil || covers()[0] || !covers()[1] {
		t.Errorf("chosen: %v, %v", covers(), err)
	}
	if s.Undo(); s.Report().Cover != "" {
		t.Error("the choice was not undone")
	}
}
