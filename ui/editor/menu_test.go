package editor

import (
	"slices"
	"testing"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// TestAPhotoIsCutAndCopied with the menus as with the keys: it is selected, though
// no text is.
func TestAPhotoIsCutAndCopied(t *testing.T) {
	clipboard := &board{}
	env := testEnv(&shelf{})
	env.Clipboard = clipboard
	r := paragraphs("Một")
	r.Blocks = append(r.Blocks, model.Photos{ID: "x", Pictures: []model.Picture{{Caption: "Đại biểu"}}})
	s, _ := opened(t, env, r)
	s.reveal(manuscript.Spot{Field: manuscript.Picture, Block: "x"})
	for _, item := range s.clipboardItems() {
		if item.Disabled {
			t.Errorf("%q is greyed out at a photo", item.Label)
		}
	}
	s.Copy()
	if got := clipboard.copied.Blocks; len(got) != 1 || got[0].(model.Photos).Pictures[0].Caption != "Đại biểu" {
		t.Errorf("%v was copied", got)
	}
	if s.Cut(); len(s.Report().Pictures()) != 0 {
		t.Error("the photo is still there")
	}
}

func TestNothingIsCutWhereNothingIsSelected(t *testing.T) {
	s, _ := opened(t, testEnv(&shelf{}), paragraphs("Một"))
	s.reveal(at("a", 1))
	if s.Cut(); outlined(s.Report().Blocks) != "p:Một" {
		t.Errorf("body is %q", outlined(s.Report().Blocks))
	}
	if items := s.clipboardItems(); !items[0].Disabled || !items[1].Disabled || items[2].Disabled {
		t.Error("cut and copy are offered, or paste is not")
	}
}

// TestNoMenuOffersTheSameTwice: a photo goes by a line of its own.
func TestNoMenuOffersTheSameTwice(t *testing.T) {
	r := paragraphs("Một")
	r.Blocks = append(r.Blocks, model.Photos{ID: "x", Pictures: []model.Picture{{Caption: "Đại biểu"}}})
	s, _ := opened(t, testEnv(&shelf{}), r)
	labels := func(at manuscript.Spot) (all []string) {
		s.reveal(at)
		for _, item := range s.items() {
			all = append(all, item.Label)
		}
		return all
	}
	const block, photo = "Bỏ đoạn này", "Bỏ ảnh khỏi bài"
	if got := labels(manuscript.Spot{Field: manuscript.Picture, Block: "x"}); slices.Contains(got, block) || !slices.Contains(got, photo) {
		t.Errorf("at a photo: %q", got)
	}
	if got := labels(at("a", 0)); !slices.Contains(got, block) || slices.Contains(got, photo) {
		t.Errorf("at a text: %q", got)
	}
}

// TestPhotosAreJoinedOnlyWithTheOneBefore: where text stands between, the menu
// does not offer it.
func TestPhotosAreJoinedOnlyWithTheOneBefore(t *testing.T) {
	photos := func(id model.BlockID) model.Block {
		return model.Photos{ID: id, Pictures: []model.Picture{{Caption: string(id)}}}
	}
	r := paragraphs("Một")
	r.Blocks = append(r.Blocks, photos("x"), photos("y"))
	s, _ := opened(t, testEnv(&shelf{}), r)
	for id, want := range map[model.BlockID]bool{"x": false, "y": true} {
		box, _ := s.state.Box(manuscript.Spot{Field: manuscript.Picture, Block: id})
		for _, item := range s.pictureItems(box) {
			if item.Label == "Đặt cạnh ảnh trước" && item.Disabled == want {
				t.Errorf("photo %s: joining is offered: %v", id, !item.Disabled)
			}
		}
	}
}
